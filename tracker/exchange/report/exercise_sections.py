"""What the report says of each exercise: a table, which of them hurt and when, and the steps in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.core import wording
from tracker.core.analytics.exercise_summary import ExerciseSummary, PainfulDay
from tracker.core.analytics.trends import DoseChange
from tracker.core.model import Dose, Why
from tracker.exchange.report.facts import Report
from tracker.exchange.report.sections import ReportTable, Section, short_date

COLUMNS = (
    "Exercise",
    "A week",
    "Sets done",
    "First dose",
    "Dose now",
    "Days done",
    "With pain",
    "Brought on",
    "Worst",
    "Form broke",
    "Eased",
)
# So many of the days on which an exercise brought pain on are named, the newest.
MOST_DAYS = 6
TABLE_KEY = (
    "Days with a pain of 1 or more, and those of them on which the exercise brought it on; on eased days the program "
    "planned less, as in a flare."
)
UP, DOWN = "↑", "↓"
REASONS = {
    Why.INCREASE: UP,
    Why.STEP_BACK: DOWN,
    Why.CLINICIAN: "prescribed",
    Why.MANUAL: "by hand",
    Why.START: "starter plan",
}
STEPS_KEY = f"{UP} is a small step up after pain-free weeks, {DOWN} a step back after pain during the exercise."


def exercise_table(report: Report) -> Section:
    """Each exercise in a row: planned and done, its doses, and how it went."""
    title = "Exercise by exercise"
    if not report.summaries:
        return Section(title, ("No exercise was planned or logged in this time.",))
    rows = tuple(_row(report, exercise, summary) for exercise, summary in report.summaries.items())
    return Section(title, (TABLE_KEY,), ReportTable(COLUMNS, rows))


def hurting(report: Report) -> Section:
    """Which exercises brought pain on, on which days, the newest first, and which only hurt as the morning did."""
    sentences = []
    for exercise, summary in report.summaries.items():
        provoked = [day for day in summary.painful if day.provoked]
        if provoked:
            sentences.append(f"{report.name(exercise)} {_on_days(report, provoked)}.")
    others = [
        f"{report.name(exercise)} ({wording.count(days, 'day')}, at most {worst})"
        for exercise, summary in report.summaries.items()
        if (days := summary.pain_days - summary.provoked_days)
        for worst in [max(day.pain for day in summary.painful if not day.provoked)]
    ]
    if others:
        sentences.append(f"No more than in the morning, or one point above: {', '.join(others)}.")
    return Section("What brought pain on, and when", tuple(sentences) or ("No exercise hurt in this time.",))


def steps(report: Report) -> Section:
    """Every change of dose, an exercise in a line."""
    title = "Steps up and down, and other changes of dose"
    by_exercise: dict[str, list[DoseChange]] = {}
    for change in report.overview.changes:
        by_exercise.setdefault(change.exercise, []).append(change)
    if not by_exercise:
        return Section(title, ("No dose was changed in this time.",))
    in_order = [*report.summaries, *sorted(by_exercise.keys() - report.summaries.keys())]
    rows = tuple(
        (report.name(exercise), _ups_and_downs(by_exercise[exercise]), _course(report, by_exercise[exercise]))
        for exercise in in_order
        if exercise in by_exercise
    )
    return Section(title, (STEPS_KEY,), ReportTable(("Exercise", "Steps", "Doses"), rows))


def _row(report: Report, exercise: str, summary: ExerciseSummary) -> tuple[str, ...]:
    planned = next((row for row in report.plan if row.exercise == exercise), None)
    prescribed = planned is not None and planned.locked
    return (
        f"{report.name(exercise)}{' (prescribed)' if prescribed else ''}",
        "–" if planned is None else wording.count(len(planned.days), "day"),
        f"{summary.done_sets} of {summary.planned_sets}" if summary.planned_sets else "none planned",
        "–" if summary.first_dose is None else dose_text(report, summary.first_dose, exercise),
        "not in the plan" if summary.dose is None else dose_text(report, summary.dose, exercise),
        str(summary.days),
        str(summary.pain_days),
        str(summary.provoked_days),
        "unknown" if summary.pain_max is None else str(summary.pain_max),
        wording.count(summary.form_broke, "set") if summary.form_broke else "–",
        wording.count(summary.eased_days, "day") if summary.eased_days else "–",
    )


def _on_days(report: Report, days: Sequence[PainfulDay]) -> str:
    """`on 3 days: 4 on 12 Oct and 5 Oct, 3 on 1 Sep`, the newest first."""
    named = days[-MOST_DAYS:][::-1]
    text = ", ".join(f"{day.pain} on {short_date(report, day.date)}" for day in named)
    more = len(days) - len(named)
    return f"on {wording.count(len(days), 'day')}: {text}{f', and {more} before' if more else ''}"


def _ups_and_downs(changes: Sequence[DoseChange]) -> str:
    ups = sum(change.why is Why.INCREASE for change in changes)
    downs = sum(change.why is Why.STEP_BACK for change in changes)
    return f"{ups} up, {downs} down"


def _course(report: Report, changes: Sequence[DoseChange]) -> str:
    """The doses one after the other, each with its first day and why; hold and load again only where they change."""
    exercise, last = changes[0].exercise, changes[0].before
    parts = [] if last is None else [dose_text(report, last, exercise)]
    for change in changes:
        if change.after is None:
            dose = "out of the plan"
        elif last is not None and last.reps and replace(last, reps=change.after.reps) == change.after:
            dose = wording.dose(Dose(change.after.reps))
        else:
            dose = dose_text(report, change.after, exercise)
        parts.append(f"{short_date(report, change.date)} {REASONS[change.why]} {dose}")
        last = change.after
    return " · ".join(parts)


def dose_text(report: Report, dose: Dose, exercise: str) -> str:
    """A dose of an exercise as it is written everywhere."""
    known = report.exercises.get(exercise)
    return wording.dose(dose, per_side=known is not None and known.per_side)
