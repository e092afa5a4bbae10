"""The report as headings, sentences and tables of plain text, from which HTML and Markdown are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core import wording
from tracker.core.analytics import summary
from tracker.core.analytics.trend_sentences import pain_trend_sentence
from tracker.core.analytics.trends import WeekTrend
from tracker.core.readings import median_or_none
from tracker.exchange.report.facts import Report

# In so many days no date comes twice.
SHORT_DATES = 365
TITLE = "Back pain and exercise log"
PERSONAL = "A personal log, not a medical record, kept and printed by the person it is about."
FOOT = (
    "Pain is the person's own reading on a scale from 0 (none) to 10 (the worst imaginable), in the morning before "
    "exercise unless it says otherwise. A missing reading is unknown, which is not zero. Of exercises, only planned "
    "sets count; paused days and exercises left out for pain count neither as planned nor as not done. An exercise "
    "brought a pain on where it is at least 2 above that morning's, or, without a reading then, above the usual one.",
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
    return f"{wording.span(report.since, overview.last)} · made on {wording.day(report.made)}"


def facts(report: Report) -> tuple[Fact, ...]:
    """The four numbers at the top."""
    overview = report.overview
    planned = sum(week.planned_sets for week in overview.weeks)
    done = sum(week.done_sets for week in overview.weeks)
    readings = summary.mornings(overview)
    median = median_or_none(readings)
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
            _range_of_mornings(readings),
        ),
        Fact(
            "day with exercise" if len(trained) == 1 else "days with exercise",
            str(len(trained)),
            f"of {wording.count((overview.last - report.since).days + 1, 'day')}",
        ),
        Fact("flare" if flares == 1 else "flares", str(flares), wording.count(flare_days, "day")),
    )


def _range_of_mornings(readings: Sequence[int]) -> str:
    """`0 to 3, 66 mornings`, or `2, 1 morning` where all are alike."""
    if not readings:
        return "no morning recorded"
    lowest, highest = min(readings), max(readings)
    pains = str(lowest) if lowest == highest else f"{lowest} to {highest}"
    return f"{pains}, {wording.count(len(readings), 'morning')}"


def adherence_section(report: Report) -> Section:
    """What was planned and done."""
    return Section("Exercise, week by week", (summary.adherence_sentence(report.overview),))


def pain_section(report: Report) -> Section:
    """Pain in the morning, apart from pain that an exercise brought on, and pain further down the leg."""
    trend = pain_trend_sentence(report.overview)
    return Section(
        "Pain",
        (
            summary.pain_sentence(report.overview, report.since),
            *([trend] if trend else []),
            _exercise_pain_sentence(report),
            _leg_sentence(report),
        ),
    )


def asked_section(report: Report) -> Section:
    """A sentence for each question that was put to the record."""
    return Section("Asked of this record", report.asked)


def weeks_section(report: Report) -> Section:
    """What the charts show, as a table, for where there are no charts."""
    columns = ("Week from", "Sets done", "Share", "Days done", "Median pain", "Pain", "Flare days", "Paused days")
    return Section("By week", table=ReportTable(columns, tuple(_week(week) for week in report.overview.weeks)))


def _exercise_pain_sentence(report: Report) -> str:
    """On how many days an exercise brought pain on, and the worst of it."""
    read = sum(day.exercise_pain is not None for day in report.overview.days)
    if not read:
        return "During exercise: no reading, neither of pain nor that there was none."
    of_all = f"of {wording.count(read, 'day')} with a reading"
    provoked = [
        (day.pain, day.date, exercise)
        for exercise, summary_of in report.summaries.items()
        for day in summary_of.painful
        if day.provoked
    ]
    if not provoked:
        return f"During exercise: no pain that an exercise brought on, on any {of_all}."
    pain, day, exercise = max(provoked)
    days = len({when for _, when, _ in provoked})
    return (
        f"During exercise: pain that an exercise brought on, on {days} {of_all}; the worst was {pain}, in "
        f"{report.name(exercise)} on {wording.day(day)}."
    )


def _leg_sentence(report: Report) -> str:
    if not report.leg:
        return "No pain further down the leg, numbness or tingling was noted."
    days, last = wording.count(len(report.leg), "day"), wording.day(report.leg[-1])
    return f"Pain further down the leg, numbness or tingling was noted on {days}, last on {last}."


def table_date(day: date) -> str:
    """`6 Dec 2026`, as in the tables."""
    return f"{wording.short_day(day)} {day.year}"


def short_date(report: Report, day: date) -> str:
    """`6 Dec`, with the year where the report covers a year or more."""
    return wording.short_day(day) if (report.overview.last - report.since).days < SHORT_DATES else table_date(day)


def _week(week: WeekTrend) -> tuple[str, ...]:
    median, highest = week.pain_median, week.pain_max
    return (
        table_date(week.start),
        f"{week.done_sets} of {week.planned_sets}" if week.planned_sets else "none planned",
        f"{summary.percent(week.done_sets, week.planned_sets)} %" if week.planned_sets else "–",
        f"{week.done_days} of {week.planned_days}" if week.planned_days else "–",
        "unknown" if median is None else wording.number(median),
        "unknown" if highest is None else f"at most {highest}",
        str(week.flare_days) if week.flare_days else "–",
        str(week.paused_days) if week.paused_days else "–",
    )
