"""An overview as the JSON of `history --json`, whose names are part of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.core.analytics.exercise_summary import ExerciseSummary
from tracker.core.analytics.trends import Overview, WeekTrend
from tracker.core.doses import int_if_whole
from tracker.exchange.history.records_json import fields_json

DAY = "date pain exercise_pain flare planned_sets done_sets"
EXERCISE = "planned_sets done_sets days pain_days provoked_days pain_max form_broke eased_days first_dose dose"
CHANGE = "date exercise why from=before to=after"


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
        "days": [fields_json(day, DAY) for day in overview.days if since is None or since <= day.date],
        "changes": [fields_json(change, CHANGE) for change in overview.changes],
        "flares": [fields_json(flare, "start end") for flare in overview.flares],
        "work": {exercise: [fields_json(day, "date work") for day in days] for exercise, days in overview.work.items()},
        "exercises": {exercise: fields_json(summary, EXERCISE) for exercise, summary in exercises.items()},
    }


def _week(week: WeekTrend) -> dict[str, object]:
    fields = fields_json(
        week,
        "start planned_days done_days planned_sets done_sets adherence pain_median pain_max exercise_pain_max "
        "flare_days paused_days",
    )
    return fields | {"pain_median": None if week.pain_median is None else int_if_whole(week.pain_median)}
