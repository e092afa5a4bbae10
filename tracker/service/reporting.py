"""The report for a doctor or therapist, gathered from the record and written to a file."""

from __future__ import annotations

from pathlib import Path

from tracker.core import words
from tracker.core.errors import BadCall
from tracker.exchange.report import PlanRow, Report, ReportKind, report_of, write_report
from tracker.service.desk import Desk
from tracker.service.files import write_file
from tracker.service.first_run import ORDINARY_DAY, PROFESSIONAL, SAFETY
from tracker.service.planning import plan_items
from tracker.service.review import last_weeks

ASKED = (*(each.text for each in SAFETY), PROFESSIONAL, ORDINARY_DAY)
KINDS: dict[str, ReportKind] = {".html": "html", ".md": "md"}


def report(desk: Desk, path: Path, weeks: int) -> str:
    """Write the report on the current week and those before it, `weeks` in all, whole or not at all.

    Raises BadCall where the file's ending names no format, BadFile where it cannot be written.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadCall(f"{path.name}: give the file an ending that says the format, {words.listed(list(KINDS), 'or')}.")
    gathered = gather(desk, weeks)
    write_file(path, write_report(gathered, kind).encode())
    seen = gathered.overview
    return f"Wrote the report on {words.span(seen.first, seen.last)} to {path}."


def gather(desk: Desk, weeks: int) -> Report:
    """Everything that the report says of the last `weeks` weeks."""
    seen = last_weeks(desk, weeks)
    plan = [
        PlanRow(item.exercise.id, item.dose, item.held.days, item.held.locked, item.since) for item in plan_items(desk)
    ]
    # In the order of the first run, what was asked by an older version of it last.
    place = {question: number for number, question in enumerate(ASKED)}
    answers = sorted(desk.store.answers(), key=lambda answer: place.get(answer.question, len(place)))
    return report_of(desk.store.history(since=seen.first), seen, plan=plan, answers=answers, made=desk.today())
