"""Mends records that are valid alone and not together, in the same way on every machine, and always cautiously."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from tracker.core import wording
from tracker.core.model import MAX_ACTIVITIES, Activity, Dose, Exercise, Prescription, Settings
from tracker.core.sync.records import RecordKey, Setting

# What the id of an exercise ends in that keeps what was logged of another in the other unit.
REPETITIONS, MINUTES = "-reps", "-minutes"
# How much of the name of the other it has, so that it is never too long.
NAME_KEPT = 1900


def settings_that_fit(values: Mapping[str, Setting], repairs: list[str]) -> dict[str, Setting]:
    """Settings of which each must lie above another, lowered where they do not."""
    default, fitting = Settings(), dict(values)

    def current(name: str) -> int:
        return int(fitting[name].value if name in fitting else getattr(default, name))

    for lower, upper in (("amber_from", "red_from"), ("pain_free_limit", "amber_from")):
        if current(lower) >= current(upper):
            fitting[lower] = Setting(lower, current(upper) - 1)
            repairs.append(
                f"The settings of two machines did not fit together, so {wording.SETTINGS[lower]} is "
                f"{fitting[lower].value}."
            )
    return fitting


def surplus_sentence(activity: Activity) -> str:
    """Why an activity is left out of those of two machines."""
    return (
        f"Two machines had more than {MAX_ACTIVITIES} activities together, so “{activity.name}” is left out until "
        "another one ends."
    )


def cut_sentence(record: RecordKey) -> str:
    """Why a text is shorter than what was written on two machines."""
    of = f" ({record[1]})" if record[0] != "sets" else ""
    return f"What two machines wrote in a note{of} is longer together than a note can be, so its end is cut off."


def plan_order(values: Collection[Prescription]) -> list[Prescription]:
    """Prescriptions with a position each that no other exercise has; those that had the same follow one another."""
    pairs = sorted({(value.position or 0, value.exercise) for value in values})
    positions: dict[tuple[int, str], int] = {}
    last = 0
    for position, exercise in pairs:
        last = positions[position, exercise] = max(position, last + 1)
    return [replace(value, position=positions[value.position or 0, value.exercise]) for value in values]


def ladders_without_circles(exercises: Mapping[str, Exercise], repairs: list[str]) -> dict[str, Exercise]:
    """The person's own exercises, without the step to a harder one where that leads nowhere or in a circle.

    `exercises` are all exercises by id; those that ship with the program have no such faults.
    """
    mended = dict(exercises)
    for own in sorted(name for name, exercise in exercises.items() if exercise.own):
        harder, passed = mended[own].harder, {own}
        while harder is not None and harder in mended and harder not in passed:
            passed.add(harder)
            harder = mended[harder].harder
        if harder == own or mended[own].harder not in (None, *mended):
            mended[own] = replace(mended[own], harder=None)
            repairs.append(f"The ladder of “{mended[own].name}” led in a circle or nowhere; it has no harder rung now.")
    return {name: exercise for name, exercise in mended.items() if exercise.own}


def twin_names(name: str) -> tuple[str, str]:
    """The ids that the exercise which stands for the exercise `name` in the other unit may have."""
    return name + REPETITIONS, name + MINUTES


def twin(exercise: Exercise, taken: Mapping[str, Exercise]) -> Exercise:
    """The exercise that keeps what was logged or planned of `exercise` in the other unit, in which it cannot be.

    `taken` are the person's own exercises; one that was made for this before is that one.
    """
    unit, dose = ("repetitions", Dose((1,))) if exercise.in_minutes else ("minutes", Dose(minutes=1))
    name = exercise.id
    while True:
        name += REPETITIONS if exercise.in_minutes else MINUTES
        if name not in taken:
            title = f"{exercise.name[:NAME_KEPT]} (in {unit})"
            return replace(exercise, id=name, name=title, start=dose, ceiling=dose, harder=None, load_step_kg=0)
        if taken[name].in_minutes != exercise.in_minutes:
            return taken[name]
