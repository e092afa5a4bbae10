"""The report as headings, sentences and tables of plain text, from which HTML and Markdown are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core import wording
from tracker.core.analytics import summary
from tracker.core.analytics.trend_sentences import pain_trend_sentence
from tracker.core.analytics.trends import DoseChange, FlareSpan, WeekTrend
from tracker.core.model import Dose
from tracker.core.readings import middle
from tracker.exchange.report.facts import PlanRow, Report

TITLE = "Back pain and exercise log"
PERSONAL = "A personal log, not a medical record, kept and printed by the person it is about."
FOOT = (
    "Pain is the person's own reading on a scale from 0 (none) to 10 (the worst imaginable), in the morning before "
    "exercise unless it says otherwise. A missing reading is unknown, which is not zero. Of exercises, only planned "
    "sets count; paused days and exercises left out for pain are counted neither as planned nor as missed.",
    "Backtracker is a logbook and no medical device; it diagnoses nothing, and this page is for information only. A "
    "doctor's or therapist's plan comes before it. In an emergency, call your emergency number.",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the numbers at the top: its label, its value, and what the value is out of."""

    label: str
    value: str
    beside: str


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Columns and rows of plain text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences and perhaps a table."""

    title: str
    sentences: tuple[str, ...] = ()
    table: ReportTable | None = None


def subtitle(report: Report) -> str:
    """The days that the report covers, and the day it was made."""
    overview = report.overview
    return f"{wording.span(overview.first, overview.last)} · made on {wording.day(report.made)}"


def facts(report: Report) -> tuple[Fact, ...]:
    """The four numbers at the top."""
    overview = report.overview
    planned = sum(week.planned_sets for week in overview.weeks)
    done = sum(week.done_sets for week in overview.weeks)
    readings = summary.mornings(overview)
    median = middle(readings)
    trained = {day.date for days in overview.work.values() for day in days}
    flares, flare_days = len(overview.flares), sum(day.flare for day in overview.days)
    return (
        Fact(
            "of what was planned",
            f"{summary.percent(done, planned)} %" if planned else "–",
            f"{done} of {wording.count(planned, 'set')}" if planned else "nothing was planned",
        ),
        Fact(
            "median morning pain",
            "–" if median is None else wording.number(median),
            f"{min(readings)} to {max(readings)}, {wording.count(len(readings), 'morning')}"
            if readings
            else "no morning recorded",
        ),
        Fact(
            "day with exercise" if len(trained) == 1 else "days with exercise",
            str(len(trained)),
            f"of {wording.count(len(overview.days), 'day')}",
        ),
        Fact("flare" if flares == 1 else "flares", str(flares), wording.count(flare_days, "day")),
    )


def adherence_section(report: Report) -> Section:
    """What was planned and done."""
    return Section("Exercise, week by week", (summary.adherence_sentence(report.overview),))


def pain_section(report: Report) -> Section:
    """Pain in the morning, during exercise and further down the leg."""
    trend = pain_trend_sentence(report.overview)
    return Section(
        "Pain",
        (
            summary.pain_sentence(report.overview),
            *([trend] if trend else []),
            _exercise_pain_sentence(report),
            _leg_sentence(report),
        ),
    )


def weeks_section(report: Report) -> Section:
    """What the charts show, as a table, for where there are no charts."""
    columns = ("Week from", "Sets done", "Share", "Days done", "Median pain", "Pain", "Flare days", "Paused days")
    return Section("By week", table=ReportTable(columns, tuple(_week(week) for week in report.overview.weeks)))


def lists(report: Report) -> Iterator[Section]:
    """The sections below the charts."""
    yield _plan(report)
    yield _changes(report)
    yield _flares_and_pauses(report)
    if report.asked:
        yield Section("Asked of this record", report.asked)
    yield _notes(report)
    yield _answers(report)


def _exercise_pain_sentence(report: Report) -> str:
    readings = [(day.exercise_pain, day.date) for day in report.overview.days if day.exercise_pain is not None]
    if not readings:
        return "No pain during exercise is recorded, nor that there was none."
    worst = max(pain for pain, _ in readings)
    if worst == 0:
        return f"Pain during exercise: none, on {wording.count(len(readings), 'day')} with a reading."
    newest = max(day for pain, day in readings if pain == worst)
    some = sum(pain > 0 for pain, _ in readings)
    return (
        f"Pain during exercise: some on {some} of {wording.count(len(readings), 'day')} with a reading, "
        f"at most {worst}, last on {wording.day(newest)}."
    )


def _leg_sentence(report: Report) -> str:
    if not report.leg:
        return "No pain further down the leg, numbness or tingling was noted."
    last = wording.day(report.leg[-1])
    return f"Pain further down the leg, numbness or tingling was noted on {_days(len(report.leg))}, last on {last}."


def _days(count: int) -> str:
    return wording.count(count, "day")


def _date(day: date) -> str:
    """`6 Dec 2026`, as in the tables."""
    return f"{wording.short_day(day)} {day.year}"


def _week(week: WeekTrend) -> tuple[str, ...]:
    median, highest = week.pain_median, week.pain_max
    return (
        _date(week.start),
        f"{week.done_sets} of {week.planned_sets}" if week.planned_sets else "none planned",
        f"{summary.percent(week.done_sets, week.planned_sets)} %" if week.planned_sets else "–",
        f"{week.done_days} of {week.planned_days}" if week.planned_days else "–",
        "unknown" if median is None else wording.number(median),
        "unknown" if highest is None else f"at most {highest}",
        str(week.flare_days) if week.flare_days else "–",
        str(week.paused_days) if week.paused_days else "–",
    )


def _plan(report: Report) -> Section:
    title = f"The plan on {wording.day(report.made)}"
    if not report.plan:
        return Section(title, ("No exercise is in the plan.",))
    columns = ("Exercise", "Dose", "Days", "Dose since", "Logged", "Set by")
    return Section(title, table=ReportTable(columns, tuple(_plan_row(row, report) for row in report.plan)))


def _plan_row(row: PlanRow, report: Report) -> tuple[str, ...]:
    return (
        report.name(row.exercise),
        _dose(row.dose, row.exercise, report),
        wording.days(row.days),
        _date(row.since),
        _days(len(report.overview.work.get(row.exercise, ()))),
        "a professional" if row.locked else "the person",
    )


def _changes(report: Report) -> Section:
    title = "Changes of dose"
    if not report.overview.changes:
        return Section(title, ("No dose was changed in this time.",))
    columns = ("Date", "Exercise", "Dose", "Reason")
    return Section(
        title, table=ReportTable(columns, tuple(_change(change, report) for change in report.overview.changes))
    )


def _change(change: DoseChange, report: Report) -> tuple[str, ...]:
    """A row of the table; that a dose is for both sides stands once, at its end."""
    doses = [dose for dose in (change.before, change.after) if dose is not None]
    before = "".join(f"{wording.dose(dose)} → " for dose in doses[:-1])
    dose = before + _dose(doses[-1], change.exercise, report)
    return _date(change.date), report.name(change.exercise), dose, summary.reason(change)


def _dose(dose: Dose, exercise: str, report: Report) -> str:
    known = report.exercises.get(exercise)
    return wording.dose(dose, per_side=known is not None and known.per_side)


def _flares_and_pauses(report: Report) -> Section:
    overview = report.overview
    title = "Flares and pauses"
    rows = [
        *((flare.start, ("Flare", _date(flare.start), _flare_end(flare), "")) for flare in overview.flares),
        *((pause.start, ("Pause", _date(pause.start), _end(pause.end), pause.reason)) for pause in overview.pauses),
    ]
    if not rows:
        return Section(title, ("No flare and no pause in this time.",))
    in_order = tuple(row for _, row in sorted(rows, key=lambda row: row[0]))
    return Section(title, table=ReportTable(("What", "From", "To", "Reason given"), in_order))


def _flare_end(flare: FlareSpan) -> str:
    """The last day of a flare, whose `end` is the day after."""
    return _end(None if flare.end is None else flare.end - timedelta(1))


def _end(last: date | None) -> str:
    return "still going on" if last is None else _date(last)


def _notes(report: Report) -> Section:
    if not report.notes:
        return Section("Notes", ("None in this time.",))
    rows = tuple((_date(note.date), note.where, note.text) for note in report.notes)
    return Section("Notes", table=ReportTable(("Date", "Where", "Note"), rows))


def _answers(report: Report) -> Section:
    if not report.answers:
        return Section("Asked before the first session", ("Not answered.",))
    rows = tuple((answer.question, answer.answer, _date(answer.date)) for answer in report.answers)
    return Section("Asked before the first session", table=ReportTable(("Question", "Answer", "Answered on"), rows))
