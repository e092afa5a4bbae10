"""An overview as the JSON of `history --json`, whose names are part of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.core.analytics.exercise_summary import ExerciseSummary
from tracker.core.analytics.trends import DayTrend, DoseChange, FlareSpan, Overview, WeekTrend
from tracker.core.doses import int_if_whole
from tracker.core.model import Dose
from tracker.exchange.history.records_json import dose_json


def overview_json(
    overview: Overview, exercises: Mapping[str, ExerciseSummary], since: date | None = None
) -> dict[str, object]:
    """Weeks, days, dose changes, flares, work and sums by exercise; adherence is the ratio itself, unrounded.

    Days before `since`, the first of which anything is known, are left out.
    """
    return {
        "from": overview.first.isoformat(),
        "to": overview.last.isoformat(),
        "weeks": [_week(week) for week in overview.weeks],
        "days": [_day(day) for day in overview.days if since is None or since <= day.date],
        "changes": [_change(change) for change in overview.changes],
        "flares": [_flare(flare) for flare in overview.flares],
        "work": {
            exercise: [{"date": day.date.isoformat(), "work": day.work} for day in days]
            for exercise, days in overview.work.items()
        },
        "exercises": {exercise: _exercise(summary) for exercise, summary in exercises.items()},
    }


def _week(week: WeekTrend) -> dict[str, object]:
    return {
        "start": week.start.isoformat(),
        "planned_days": week.planned_days,
        "done_days": week.done_days,
        "planned_sets": week.planned_sets,
        "done_sets": week.done_sets,
        "adherence": week.adherence,
        "pain_median": None if week.pain_median is None else int_if_whole(week.pain_median),
        "pain_max": week.pain_max,
        "exercise_pain_max": week.exercise_pain_max,
        "flare_days": week.flare_days,
        "paused_days": week.paused_days,
    }


def _day(day: DayTrend) -> dict[str, object]:
    return {
        "date": day.date.isoformat(),
        "pain": day.pain,
        "exercise_pain": day.exercise_pain,
        "flare": day.flare,
        "planned_sets": day.planned_sets,
        "done_sets": day.done_sets,
    }


def _exercise(summary: ExerciseSummary) -> dict[str, object]:
    return {
        "planned_sets": summary.planned_sets,
        "done_sets": summary.done_sets,
        "days": summary.days,
        "pain_days": summary.pain_days,
        "provoked_days": summary.provoked_days,
        "pain_max": summary.pain_max,
        "form_broke": summary.form_broke,
        "eased_days": summary.eased_days,
        "first_dose": _dose(summary.first_dose),
        "dose": _dose(summary.dose),
    }


def _change(change: DoseChange) -> dict[str, object]:
    return {
        "date": change.date.isoformat(),
        "exercise": change.exercise,
        "why": change.why.value,
        "from": _dose(change.before),
        "to": _dose(change.after),
    }


def _flare(flare: FlareSpan) -> dict[str, object]:
    return {"start": flare.start.isoformat(), "end": None if flare.end is None else flare.end.isoformat()}


def _dose(dose: Dose | None) -> dict[str, object] | None:
    return None if dose is None else dose_json(dose)
