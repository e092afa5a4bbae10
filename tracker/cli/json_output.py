"""The JSON that commands answer with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.core.engine.progression import Advice, Care, Verdict
from tracker.core.model import Exercise, SkipReason
from tracker.service.day.day_view import DayRow, DayView
from tracker.service.files.documents import checkin_json, days_json, dose_json, fields_json, set_json
from tracker.service.library.shipped import LeftOut, easier
from tracker.service.plan.planning import PlanItem

Json = dict[str, Any]


def advice_json(advice: Advice) -> Json:
    """The answer of `suggest`."""
    return {
        "date": advice.date.isoformat(),
        "state": advice.state.value,
        "exercises": [_verdict_json(verdict) for verdict in advice.exercises],
        "care": [_care_json(care) for care in advice.care],
    }


def _care_json(care: Care) -> Json:
    return fields_json(care, "code text" if care.seen is None else "code text seen")


def _verdict_json(verdict: Verdict) -> Json:
    proposed = verdict.proposed
    names = "exercise verdict code factor dose proposed change_pct clean_weeks earliest needs why"
    return fields_json(verdict, names) | {
        "factor": float(verdict.factor),
        "proposed": None if proposed is None else fields_json(proposed, "exercise dose"),
        "needs": [fields_json(need, "code text") for need in verdict.needs],
    }


def day_json(view: DayView) -> Json:
    """The answer of `today`: what is planned, and what was done besides."""
    return {
        "date": view.on.isoformat(),
        "state": view.advice.state.value,
        "checkin": None if view.checkin is None else checkin_json(view.checkin),
        "exercises": [_row_json(row) for row in view.session],
        "care": [care.code for care in view.advice.care],
    }


def _row_json(row: DayRow) -> Json:
    skipped_for_pain = row.skip is not None and row.skip.reason is SkipReason.PAIN
    exercise = fields_json(row.exercise, "exercise=id name kind per_side")
    return (
        exercise
        | fields_json(row, "planned dose today logged skipped=skip done")
        | {
            "planned": row.planned and not skipped_for_pain,
            "logged": [set_json(logged) for logged in row.logged],
            "skipped": None if row.skip is None else row.skip.reason,
        }
    )


def plan_json(items: Iterable[PlanItem]) -> Json:
    """The answer of `plan`."""
    return {
        "exercises": [
            {
                "exercise": item.exercise.id,
                "name": item.exercise.name,
                "dose": dose_json(item.dose),
                "days": days_json(item.prescription.days),
                "position": item.prescription.position,
                "locked": item.prescription.locked,
                "since": item.since.isoformat(),
                "changes": [fields_json(change, "from=start why dose removed") for change in item.changes],
            }
            for item in items
        ]
    }


def library_json(matches: Iterable[Exercise], everything: tuple[Exercise, ...], left_out: Iterable[LeftOut]) -> Json:
    """The answer of `library`."""
    return {
        "exercises": [
            fields_json(
                exercise,
                "id name kind region equipment bothers per_side start ceiling load_step_kg harder",
            )
            | {"easier": list(easier(everything, exercise.id))}
            | fields_json(exercise, "cues pace caution source own")
            for exercise in matches
        ],
        "left_out": [fields_json(item, "name why source") for item in left_out],
    }
