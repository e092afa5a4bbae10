"""The sheet as one HTML page: no script, nothing from the network, made for A4 and Letter in black and white.

Each exercise is a row as wide as the page: its two positions beside its name, dose and cues. Up to eight fill one side,
and the flare plan is on the back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracker.core import wording
from tracker.core.model import EVERY_DAY, Dose, Kind
from tracker.exchange.html_text import escape
from tracker.exchange.sheet.contents import Sheet, SheetEntry
from tracker.exchange.sheet.figure_svg import figure_svg

STYLES = Path(__file__).with_name("sheet.css")
TITLE = "My exercises"
SLOWLY = "Slowly, breathing all the while, and never until it is a struggle: when the form breaks, the set is over."
FLARE_TITLE = "When my back is worse: the flare plan"
PAIN_TITLE = "When an exercise hurts"
PRESCRIBED = "Prescribed by a professional."
PRESCRIBED_FLARE = "As prescribed. Ask whoever prescribed it what to do in a flare."
AS_SMALL_AS_CAN_BE = "as usual, or leave it out"
NO_FIGURE = "Room for a sketch"
MORNING = "Morning pain, 0-10"
# More rows than the first do not fit one side in large type, more than the second not in small type either.
UNIT = re.compile(r"(?<=[0-9]) (?=(?:s|kg)\b)")
LARGE_UP_TO, SMALL_UP_TO = 6, 8


def write_sheet(sheet: Sheet) -> str:
    """The page as one text; what people typed is escaped in it."""
    return "\n".join(_lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    size = "small" if LARGE_UP_TO < len(sheet.entries) <= SMALL_UP_TO else "large"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{TITLE}, {wording.day(sheet.made)}</title>"
    yield f"<style>\n{STYLES.read_text(encoding='utf-8')}</style>\n</head>"
    yield f'<body class="{size}">\n<main>'
    yield f"<header><div><h1>{TITLE}</h1><p>{wording.day(sheet.made)} · week from <i></i></p></div>"
    yield f'<div class="morning"><p>{MORNING}</p>{_week(EVERY_DAY)}</div></header>'
    yield f'<p class="slowly">{SLOWLY}</p>'
    for number, entry in enumerate(sheet.entries, 1):
        yield from _exercise(number, entry)
    yield "</main>"
    yield from _back(sheet)
    yield "</body>\n</html>\n"


def _exercise(number: int, entry: SheetEntry) -> Iterator[str]:
    exercise = entry.exercise
    name = escape(exercise.name)
    figure = f'<p class="none">{NO_FIGURE}</p>' if entry.figure is None else figure_svg(entry.figure, name)
    yield f"<article>\n<figure>{figure}</figure>"
    yield f"<div>\n<div class='name'><h2>{number} {name}</h2>{_week(entry.days)}</div>"
    yield f'<p class="dose">{_dose(entry, entry.dose)}</p>'
    parts = [f"{cue.rstrip('.')}." for cue in exercise.cues]
    if exercise.pace and exercise.kind is not Kind.CARDIO:
        parts.append(f"Pace: {exercise.pace}.")
    notes = [text for text in (exercise.caution, PRESCRIBED if entry.flare is None else "") if text]
    yield f"<p>{escape(' '.join(parts))} <em>{escape(' '.join(notes))}</em></p>"
    yield "</div>\n</article>"


def _week(days: Sequence[int]) -> str:
    """A box for each day of the week that is among `days`, and a dot for the others."""
    boxes = (
        f'<span class="{"box" if day in days else "free"}">{name[:2]}</span>'
        for day, name in enumerate(wording.DAY_NAMES)
    )
    return f'<div class="week">{"".join(boxes)}</div>'


def _back(sheet: Sheet) -> Iterator[str]:
    yield f'<div class="back">\n<h1>{FLARE_TITLE}</h1>'
    yield from _list(sheet.flare_steps, "ol")
    headings = ("Exercise", "While it lasts", "The next two times", "Then again")
    yield f"<table>\n<thead><tr>{''.join(f'<th>{heading}</th>' for heading in headings)}</tr></thead>\n<tbody>"
    for entry in sheet.entries:
        yield f"<tr><th>{escape(entry.exercise.name)}</th>{_flare_cells(entry)}</tr>"
    yield f"</tbody>\n</table>\n<h2>{PAIN_TITLE}</h2>"
    yield from _list(sheet.pain_rules)
    yield '<div class="signs">'
    for style, (opening, signs) in (("now", sheet.emergency), ("soon", sheet.soon)):
        yield f'<div class="{style}"><h2>{opening}</h2>'
        yield from _list(signs)
        yield "</div>"
    yield f"</div>\n<footer><p>{sheet.foot}</p></footer>\n</div>"


def _flare_cells(entry: SheetEntry) -> str:
    if entry.flare is None:
        return f'<td colspan="3">{PRESCRIBED_FLARE}</td>'
    during = AS_SMALL_AS_CAN_BE if entry.flare.during == entry.dose else _dose(entry, entry.flare.during)
    cells = (during, _dose(entry, entry.flare.after), _dose(entry, entry.dose))
    return "".join(f"<td>{cell}</td>" for cell in cells)


def _dose(entry: SheetEntry, dose: Dose) -> str:
    """In words, in which no line breaks before the unit."""
    text = wording.dose_in_full(dose, per_side=entry.exercise.per_side)
    return UNIT.sub("&nbsp;", text)


def _list(items: tuple[str, ...], tag: str = "ul") -> Iterator[str]:
    yield f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
