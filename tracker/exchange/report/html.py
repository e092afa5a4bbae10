"""The report as one HTML page: no script, nothing from the network, made for A4 and Letter as much as for a screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tracker.exchange.html_text import escape
from tracker.exchange.report.charts import adherence_chart, pain_chart
from tracker.exchange.report.facts import Report
from tracker.exchange.report.sections import (
    FOOT,
    PERSONAL,
    TITLE,
    Fact,
    ReportTable,
    Section,
    adherence_section,
    facts,
    lists,
    pain_section,
    subtitle,
)

STYLES = Path(__file__).with_name("report.css")
DATES = dict.fromkeys(("Date", "From", "To", "Dose since", "Answered on"), "date")
CELLS = DATES | dict.fromkeys(("Dose", "Days", "Logged", "Set by"), "whole")
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
    yield '<div class="facts">'
    yield from (_fact(fact) for fact in facts(report))
    yield "</div>"
    yield from _section(adherence_section(report), adherence_chart(report.overview), ADHERENCE_KEY)
    yield from _section(pain_section(report), pain_chart(report.overview), PAIN_KEY)
    for section in lists(report):
        yield from _section(section)
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
    yield f"<table>\n<thead><tr>{''.join(f'<th>{column}</th>' for column in table.columns)}</tr></thead>\n<tbody>"
    openings = [f'<td class="{CELLS[column]}">' if column in CELLS else '<td dir="auto">' for column in table.columns]
    for row in table.rows:
        cells = (f"{opening}{escape(cell)}</td>" for opening, cell in zip(openings, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"
