"""What is wrong with a dose, a set, an exercise or the settings: all of it at once, as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from math import isfinite
from typing import Any

from tracker.core import wording
from tracker.core.model import (
    MAX_ACTIVITIES,
    MAX_HOLD_S,
    MAX_LOAD_KG,
    MAX_MINUTES,
    MAX_PAIN,
    MAX_REPS,
    MAX_SETS,
    MAX_STRENGTH_HOLD_S,
    MAX_TEXT,
    OWN_PREFIX,
    Activity,
    Dose,
    Exercise,
    Kind,
    Number,
    SetLog,
    Settings,
)

# The lowest and the highest value of each setting that is a number.
RANGES: Mapping[str, tuple[Number, Number]] = {
    "pain_free_limit": (0, 5),
    "weeks_required": (2, 6),
    "adherence_required": (0.5, 1.0),
    "mornings_required": (0.5, 1.0),
    "max_increases_per_week": (1, 4),
    "amber_from": (1, 7),
    "red_from": (4, 8),
}
SHARES = frozenset({"adherence_required", "mornings_required"})
DAY_START = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
OWN_ID = re.compile(r"my-[a-z0-9]+(-[a-z0-9]+)*")


def dose_faults(dose: Dose, where: str) -> list[str]:
    """What is wrong with a dose; each sentence begins with `where`."""
    return [f"{where}: {fault}" for fault in _dose_faults(dose)]


def set_faults(logged: SetLog) -> list[str]:
    """What is wrong with a logged set."""
    faults = list(_amount_faults(logged.hold_s, logged.load_kg))
    if bool(logged.reps) == bool(logged.minutes):
        faults.append("A set has repetitions, 1 to 999, or minutes.")
    elif logged.minutes:
        if not (isfinite(logged.minutes) and 0 < logged.minutes <= MAX_MINUTES):
            faults.append(f"Minutes are more than 0 and at most {MAX_MINUTES}.")
    elif not 1 <= logged.reps <= MAX_REPS:
        faults.append(f"Repetitions go from 1 to {MAX_REPS}, not {logged.reps}.")
    if logged.pain is not None and not 0 <= logged.pain <= MAX_PAIN:
        faults.append(f"Pain is a whole number from 0 to {MAX_PAIN}.")
    if len(logged.note) > MAX_TEXT:
        faults.append(f"A note has at most {MAX_TEXT} characters.")
    return faults


def exercise_faults(exercise: Exercise, known: Mapping[str, Exercise]) -> list[str]:
    """What is wrong with an exercise among those that are `known`, itself included."""
    return [*_exercise_faults(exercise), *_ladder_faults(exercise, known)]


def own_exercise_faults(exercise: Exercise) -> list[str]:
    """What is wrong with an exercise wherever its ladder leads."""
    return list(_exercise_faults(exercise))


def settings_faults(settings: Settings) -> list[str]:
    """What is wrong with the settings."""
    values = asdict(settings)
    in_range = not any(fault for name in RANGES for fault in _range_faults(name, values[name]))
    faults = [fault for name, value in values.items() for fault in setting_faults(name, value)]
    if in_range and settings.amber_from <= settings.pain_free_limit:
        faults.append(f"amber_from ({settings.amber_from}) must be above pain_free_limit ({settings.pain_free_limit}).")
    if in_range and settings.red_from <= settings.amber_from:
        faults.append(f"red_from ({settings.red_from}) must be above amber_from ({settings.amber_from}).")
    return faults


def setting_faults(name: str, value: object) -> list[str]:
    """What is wrong with one setting, whatever the others are."""
    if name in RANGES:
        return list(_range_faults(name, value))
    if name == "raise_doses" and not isinstance(value, bool):
        return ["raise_doses is true or false."]
    if name == "day_start" and not (isinstance(value, str) and DAY_START.fullmatch(value)):
        return ["day_start is a time of day like 03:00."]
    return []


def with_settings_above(settings: Settings, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` by name, and the settings that must lie above one of them, moved up where they do not."""
    moved = dict(values)
    for lower, upper in (("pain_free_limit", "amber_from"), ("amber_from", "red_from")):
        if lower in moved and upper not in moved and getattr(settings, upper) <= moved[lower]:
            moved[upper] = moved[lower] + 1
    return moved


def _range_faults(name: str, value: object) -> Iterator[str]:
    low, high = RANGES[name]
    whole = name not in SHARES
    kinds = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        yield f"{name} is a {'whole ' if whole else ''}number from {low} to {high}, not {value}."


def _dose_faults(dose: Dose) -> Iterator[str]:
    if bool(dose.reps) == bool(dose.minutes):
        yield "it has either repetitions or minutes."
    if len(dose.reps) > MAX_SETS:
        yield f"at most {MAX_SETS} sets, not {len(dose.reps)}."
    wrong = [str(reps) for reps in dose.reps if not 1 <= reps <= MAX_REPS]
    if wrong:
        yield f"repetitions go from 1 to {MAX_REPS}, not {wording.listed(wrong)}."
    if dose.minutes and not (isfinite(dose.minutes) and 1 <= dose.minutes <= MAX_MINUTES):
        yield f"Minutes go from 1 to {MAX_MINUTES}."
    yield from _amount_faults(dose.hold_s, dose.load_kg)


def _amount_faults(hold_s: Number, load_kg: Number) -> Iterator[str]:
    if not (isfinite(hold_s) and 0 <= hold_s <= MAX_HOLD_S):
        yield f"Seconds held go from 0 to {MAX_HOLD_S}."
    if not (isfinite(load_kg) and 0 <= load_kg <= MAX_LOAD_KG):
        yield f"The load goes from 0 to {MAX_LOAD_KG} kg."


def _exercise_faults(exercise: Exercise) -> Iterator[str]:
    if exercise.own and not OWN_ID.fullmatch(exercise.id):
        yield f"the id {exercise.id!r} is {OWN_PREFIX} and then small letters, digits and single hyphens."
    if not exercise.name.strip():
        yield "it has no name."
    for where, dose in (("start", exercise.start), ("ceiling", exercise.ceiling)):
        yield from dose_faults(dose, where)
        if exercise.kind is Kind.STRENGTH and dose.hold_s > MAX_STRENGTH_HOLD_S:
            yield f"{where}: a strength hold is at most {MAX_STRENGTH_HOLD_S} s; it grows by repetitions."
    if bool(exercise.start.reps) != bool(exercise.ceiling.reps):
        yield "start and ceiling are both in repetitions or both in minutes."
    if not (isfinite(exercise.load_step_kg) and 0 <= exercise.load_step_kg <= MAX_LOAD_KG):
        yield f"load_step_kg goes from 0 to {MAX_LOAD_KG}."
    texts = (exercise.name, exercise.region, exercise.pace, exercise.caution, exercise.source)
    if any(len(text) > MAX_TEXT for text in (*texts, *exercise.cues, *exercise.equipment, *exercise.bothers)):
        yield f"a text has at most {MAX_TEXT} characters."


def _ladder_faults(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[str]:
    if exercise.harder is not None and exercise.harder not in known:
        yield f"harder names {exercise.harder!r}, which is not known."
    if _in_a_circle(exercise, known):
        yield "its ladder goes in a circle."


def _in_a_circle(exercise: Exercise, known: Mapping[str, Exercise]) -> bool:
    ids = {exercise.id}
    harder = exercise.harder
    while harder is not None and harder in known:
        if harder in ids:
            return True
        ids.add(harder)
        harder = known[harder].harder
    return False


def surplus_activities(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """The activities on whose first day MAX_ACTIVITIES others are scored already; without them there are never more."""
    kept: list[Activity] = []
    surplus: list[Activity] = []
    for activity in sorted(activities, key=lambda activity: (activity.start, activity.name)):
        others = sum(other.covers(activity.start) for other in kept)
        (kept if others < MAX_ACTIVITIES else surplus).append(activity)
    return tuple(surplus)
