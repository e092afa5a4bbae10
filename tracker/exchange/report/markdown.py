"""The report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.core.escape_control import escape_control
from tracker.exchange.report.exercise_sections import exercise_table, hurting, steps
from tracker.exchange.report.facts import Report
from tracker.exchange.report.function_sections import goal_and_function, medication, questions
from tracker.exchange.report.record_sections import answers, flares_and_pauses, notes
from tracker.exchange.report.sections import (
    FOOT,
    PERSONAL,
    TITLE,
    ReportTable,
    Section,
    adherence_section,
    asked_section,
    facts,
    pain_section,
    subtitle,
    weeks_section,
)

# Whatever begins markup, HTML, an entity or a link inside a line; bare addresses are links to many readers.
SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$#@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def write_markdown(report: Report) -> str:
    """The report as Markdown, with a table by week in place of the charts."""
    return "\n".join(_lines(report))


def escape(text: str) -> str:
    """`text` escaped for Markdown, on one line."""
    return SPECIAL.sub(r"\\\g<0>", " / ".join(escape_control(line) for line in text.splitlines() if line.strip()))


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# {TITLE}", "", subtitle(report), "", PERSONAL)
    yield from _section(goal_and_function(report))
    yield ""
    yield from (f"- {escape(fact.value)} {escape(fact.label)} ({escape(fact.beside)})" for fact in facts(report))
    sections = (
        exercise_table(report),
        hurting(report),
        pain_section(report),
        adherence_section(report),
        weeks_section(report),
        steps(report),
        flares_and_pauses(report),
        medication(report),
        *([asked_section(report)] if report.asked else []),
        questions(report),
        notes(report),
        answers(report),
    )
    for section in sections:
        yield from _section(section)
    yield from ("", "---", "")
    yield "\n\n".join(FOOT)
    yield ""


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {escape(section.title)}")
    for sentence in section.sentences:
        yield from ("", escape(sentence))
    if section.table is not None:
        yield ""
        yield from _table(section.table)


def _table(table: ReportTable) -> Iterator[str]:
    yield _row(table.columns)
    yield _row("---" for _ in table.columns)
    yield from (_row(escape(cell) for cell in row) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
