"""Whether a JSON answer has exactly the fields, in the order, and the types of its contract."""

from __future__ import annotations

from typing import Any

NUMBER = (int, float)


class Maybe:
    """A value of a shape, or null."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


class Each:
    """An object with any names, whose values all have a shape."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


def differences(value: Any, shape: Any, place: str = "answer") -> list[str]:
    """Where `value` is not of `shape`: a type, several types, a list of one shape, or fields in their order."""
    if isinstance(shape, Maybe):
        return [] if value is None else differences(value, shape.shape, place)
    if isinstance(shape, Each):
        if not isinstance(value, dict):
            return [f"{place} is {value!r}, not an object"]
        return [fault for name in value for fault in differences(value[name], shape.shape, f"{place}.{name}")]
    if isinstance(shape, dict):
        if not isinstance(value, dict) or list(value) != list(shape):
            return [f"{place} has {list(value)}, not {list(shape)}"]
        return [fault for name in shape for fault in differences(value[name], shape[name], f"{place}.{name}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place} is {value!r}, not a list"]
        return [fault for at, each in enumerate(value) for fault in differences(each, shape[0], f"{place}[{at}]")]
    kinds = shape if isinstance(shape, tuple) else (shape,)
    return [] if type(value) in kinds else [f"{place} is {value!r}, not {shape}"]


DOSE = {"reps": [int], "hold_s": NUMBER, "load_kg": NUMBER, "minutes": NUMBER}
_HOW = {"hold_s": NUMBER, "load_kg": NUMBER, "pain": Maybe(int), "leg": bool, "form_broke": bool, "note": str}
SET_OF_REPS = {"id": str, "exercise": str, "reps": int, **_HOW, "at": Maybe(str)}
SET_OF_MINUTES = {"id": str, "exercise": str, "minutes": NUMBER, **_HOW, "at": Maybe(str)}
CHECKIN = {"date": str, "pain": int, "flare": bool, "leg": bool, "note": str, "approximate": bool}

TODAY = {
    "date": str,
    "state": str,
    "checkin": Maybe(CHECKIN),
    "exercises": [
        {
            "exercise": str,
            "name": str,
            "kind": str,
            "per_side": bool,
            "planned": bool,
            "dose": Maybe(DOSE),
            "today": Maybe(DOSE),
            "logged": [dict],
            "skipped": Maybe(str),
            "done": bool,
        }
    ],
    "care": [str],
}
SUGGEST = {
    "date": str,
    "state": str,
    "exercises": [
        {
            "exercise": str,
            "verdict": str,
            "code": str,
            "factor": float,
            "dose": DOSE,
            "proposed": Maybe({"exercise": str, "dose": DOSE}),
            "change_pct": Maybe(float),
            "clean_weeks": int,
            "earliest": Maybe(str),
            "needs": [{"code": str, "text": str}],
            "why": [str],
        }
    ],
    "care": [{"code": str, "text": str}],  # and "seen" where it was answered
}
PLAN = {
    "exercises": [
        {
            "exercise": str,
            "name": str,
            "dose": DOSE,
            "days": [str],
            "position": Maybe(int),
            "locked": bool,
            "since": str,
            "changes": [{"from": str, "why": str, "dose": Maybe(DOSE), "removed": bool}],
        }
    ]
}
LIBRARY = {
    "exercises": [
        {
            "id": str,
            "name": str,
            "kind": str,
            "region": str,
            "equipment": [str],
            "bothers": [str],
            "per_side": bool,
            "start": DOSE,
            "ceiling": DOSE,
            "load_step_kg": NUMBER,
            "harder": Maybe(str),
            "easier": [str],
            "cues": [str],
            "pace": str,
            "caution": str,
            "source": str,
            "own": bool,
        }
    ],
    "left_out": [{"name": str, "why": str, "source": str}],
}
HISTORY = {
    "from": str,
    "to": str,
    "weeks": [
        {
            "start": str,
            "planned_days": int,
            "done_days": int,
            "planned_sets": int,
            "done_sets": int,
            "adherence": Maybe(float),
            "pain_median": Maybe(NUMBER),
            "pain_max": Maybe(int),
            "exercise_pain_max": Maybe(int),
            "flare_days": int,
            "paused_days": int,
        }
    ],
    "days": [
        {
            "date": str,
            "pain": Maybe(int),
            "exercise_pain": Maybe(int),
            "flare": bool,
            "planned_sets": int,
            "done_sets": int,
        }
    ],
    "changes": [{"date": str, "exercise": str, "why": str, "from": Maybe(DOSE), "to": Maybe(DOSE)}],
    "flares": [{"start": str, "end": Maybe(str)}],
    "work": Each([{"date": str, "work": NUMBER}]),
    "exercises": Each(
        {
            "planned_sets": int,
            "done_sets": int,
            "days": int,
            "pain_days": int,
            "provoked_days": int,
            "pain_max": Maybe(int),
            "form_broke": int,
            "eased_days": int,
            "first_dose": Maybe(DOSE),
            "dose": Maybe(DOSE),
        }
    ),
    "function": [{"date": str, "scores": Each(int), "peg": Maybe([int])}],
}
SETTINGS = {
    "pain_free_limit": int,
    "weeks_required": int,
    "adherence_required": float,
    "mornings_required": float,
    "max_increases_per_week": int,
    "amber_from": int,
    "red_from": int,
    "raise_doses": bool,
    "day_start": str,
}
