"""The report for a doctor or therapist, gathered from what is stored and written to a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracker.core import wording
from tracker.core.errors import UsageError
from tracker.exchange.report import PlanRow, Report, ReportKind, report_of, write_report
from tracker.service.context import AppContext
from tracker.service.files.import_export import write_file
from tracker.service.first_run import EMERGENCY, LIMIT_AGREED, ORDINARY_DAY, PROFESSIONAL, SAFETY
from tracker.service.history.look_back import by_exercise, last_weeks
from tracker.service.history.record_questions import answers_for_report
from tracker.service.plan.planning import plan_items

ANSWER_ORDER = (*(question.text for question in SAFETY), EMERGENCY, PROFESSIONAL, ORDINARY_DAY, LIMIT_AGREED)
# A hundred years.
MOST_WEEKS = 5200
KINDS: dict[str, ReportKind] = {".html": "html", ".md": "md"}


def report(context: AppContext, path: Path, weeks: int, *, asked: bool = False) -> str:
    """Write the report on the current week and those before it, `weeks` in all, whole or not at all.

    With `asked` it has a sentence for each question that was put to the record.
    Raises UsageError where the file's ending names no format, FileError where it cannot be written.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(
            f"{path.name}: give the file an ending that says the format, {wording.listed(list(KINDS), 'or')}."
        )
    contents = gather(context, weeks, asked=asked)
    write_file(path, write_report(contents, kind).encode())
    span = wording.span(contents.since, contents.overview.last, today=context.today())
    return f"Wrote the report on {span} to {path}."


def gather(context: AppContext, weeks: int, *, asked: bool = False) -> Report:
    """Everything that the report says of the last `weeks` weeks."""
    overview = last_weeks(context, weeks)
    plan = [
        PlanRow(item.exercise.id, item.dose, item.prescription.days, item.prescription.locked, item.since)
        for item in plan_items(context)
    ]
    # In the order of the first run, what was asked by an older version of it last.
    place = {question: number for number, question in enumerate(ANSWER_ORDER)}
    answers = sorted(context.store.answers(), key=lambda answer: place.get(answer.question, len(place)))
    store = context.store
    history = replace(
        store.history(since=overview.first),
        goal=store.goal(),
        function=store.function_scores(),
        medication=store.medication(),
        questions=store.therapist_questions(),
    )
    return report_of(
        history,
        overview,
        by_exercise(context, overview),
        since=store.first_day(),
        plan=plan,
        answers=answers,
        made=context.today(),
        asked=answers_for_report(context) if asked else (),
    )
