"""The report as one HTML page: no script, nothing from the network, made for A4 and Letter as much as for a screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tracker.exchange.html_text import escape
from tracker.exchange.report.charts import adherence_chart, pain_chart, provoked_by_day
from tracker.exchange.report.exercise_sections import COLUMNS, exercise_table, hurting, steps
from tracker.exchange.report.facts import Report
from tracker.exchange.report.function_sections import (
    QUESTION_COLUMNS,
    goal_and_function,
    medication,
    questions_that_fit,
)
from tracker.exchange.report.record_sections import answers_in_short, flares_and_pauses, notes_that_fit
from tracker.exchange.report.sections import (
    FOOT,
    PERSONAL,
    TITLE,
    Fact,
    ReportTable,
    Section,
    adherence_section,
    asked_section,
    facts,
    pain_section,
    subtitle,
)

STYLES = Path(__file__).with_name("report.css")
WHOLE = ("A week", "Sets done", "Form broke", "Eased", "First score", "Latest score", "Change", "Steps")
TABLES = {COLUMNS: "exercises", QUESTION_COLUMNS: "questions"}
CELLS = dict.fromkeys(("Date", "Noted on", "Answered on"), "date") | dict.fromkeys(WHOLE, "whole")
ADHERENCE_KEY = (
    '<i class="key bar"></i>sets done of sets planned, in per cent',
    '<i class="key bar so-far"></i>week not over',
    '<i class="key pause"></i>paused',
)
PAIN_KEY = (
    '<i class="key day"></i>each morning',
    '<i class="key median"></i>median of the week',
    '<i class="key noise"></i>normal day-to-day variation, a point above and below the median',
    '<i class="key flare"></i>flare',
    '<i class="key pause"></i>paused',
    '<i class="key change"></i>dose changed',
    '<i class="key provoked"></i>brought on by an exercise',
    '<i class="key leg"></i>further down the leg, numb or tingling',
)


def write_html(report: Report) -> str:
    """The report as one HTML page."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{TITLE}, {escape(subtitle(report))}</title>"
    yield f"<style>\n{STYLES.read_text(encoding='utf-8')}</style>\n</head>\n<body>"
    yield f"<header>\n<h1>{TITLE}</h1>\n<p>{escape(subtitle(report))}</p>\n<p>{PERSONAL}</p>\n</header>"
    yield from _section(goal_and_function(report))
    yield '<div class="facts">'
    yield from (_fact(fact) for fact in facts(report))
    yield "</div>"
    yield from _section(exercise_table(report))
    yield from _section(hurting(report))
    yield from _section(pain_section(report), pain_chart(report.overview, provoked_by_day(report.summaries)), PAIN_KEY)
    yield from _section(adherence_section(report), adherence_chart(report.overview), ADHERENCE_KEY)
    yield from _section(steps(report))
    yield from _section(flares_and_pauses(report))
    yield from _section(medication(report))
    if report.asked:
        yield from _section(asked_section(report))
    yield from _section(questions_that_fit(report))
    yield from _section(notes_that_fit(report))
    yield from _section(answers_in_short(report))
    yield "<footer>"
    yield from (f"<p>{paragraph}</p>" for paragraph in FOOT)
    yield "</footer>\n</body>\n</html>\n"


def _fact(fact: Fact) -> str:
    return (
        f"<div><b>{escape(fact.value)}</b><span>{escape(fact.label)}</span><small>{escape(fact.beside)}</small></div>"
    )


def _section(section: Section, chart: str = "", key: tuple[str, ...] = ()) -> Iterator[str]:
    opening = "<section>" if chart or section.table is not None else '<section class="brief">'
    yield f"{opening}\n<h2>{escape(section.title)}</h2>"
    if chart:
        yield f"<figure>{chart}<figcaption>{''.join(f'<span>{entry}</span>' for entry in key)}</figcaption></figure>"
    yield from (f"<p>{escape(sentence)}</p>" for sentence in section.sentences)
    if section.table is not None:
        yield from _table(section.table)
    yield "</section>"


def _table(table: ReportTable) -> Iterator[str]:
    """A table whose cells each have their own writing direction, so that Arabic in one does not reorder the next."""
    kind = f' class="{TABLES[table.columns]}"' if table.columns in TABLES else ""
    yield f"<table{kind}>\n<thead><tr>{''.join(f'<th>{column}</th>' for column in table.columns)}</tr></thead>\n<tbody>"
    openings = [f'<td class="{CELLS[column]}">' if column in CELLS else '<td dir="auto">' for column in table.columns]
    for row in table.rows:
        cells = (f"{opening}{escape(cell)}</td>" for opening, cell in zip(openings, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"
