"""Doses, sets, exercises and settings: every bound, and all faults in one go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.building import DOG, KNEE, LEG, LIBRARY, SQUARES, WALK
from tracker.core.input.validation import dose_faults, exercise_faults, set_faults, settings_faults
from tracker.core.model import Dose, Exercise, SetLog, Settings

KNOWN = {exercise.id: exercise for exercise in LIBRARY}


def test_the_default_settings_and_the_library_have_no_faults() -> None:
    assert settings_faults(Settings()) == []
    assert [fault for exercise in LIBRARY for fault in exercise_faults(exercise, KNOWN)] == []


@pytest.mark.parametrize(
    ("name", "low", "high", "below", "above"),
    [
        ("pain_free_limit", 0, 5, -1, 6),
        ("weeks_required", 2, 6, 1, 7),
        ("adherence_required", 0.5, 1.0, 0.49, 1.01),
        ("mornings_required", 0.5, 1, 0.49, 1.01),
        ("max_increases_per_week", 1, 4, 0, 5),
        ("amber_from", 6, 7, 0, 8),
        ("red_from", 4, 8, 3, 9),
    ],
)
def test_each_setting_has_its_bounds(name: str, low: float, high: float, below: float, above: float) -> None:
    def faults(value: Any) -> list[str]:
        changed: dict[str, Any] = {"amber_from": 6, "red_from": 8} | {name: value}
        if name == "red_from":
            changed["amber_from"] = 3
        return settings_faults(replace(Settings(), **changed))

    assert faults(low) == faults(high) == []
    for wrong in (below, above, float("nan"), "2", None, True):
        assert [fault.split()[0] for fault in faults(wrong)] == [name]


@pytest.mark.parametrize(
    "name", ["pain_free_limit", "weeks_required", "max_increases_per_week", "amber_from", "red_from"]
)
def test_settings_that_count_are_whole(name: str) -> None:
    changed: dict[str, Any] = {name: 2.5}
    assert [fault.split()[0] for fault in settings_faults(replace(Settings(), **changed))] == [name]


def test_amber_is_above_the_pain_free_limit_and_red_above_amber() -> None:
    assert settings_faults(Settings(pain_free_limit=2, amber_from=3, red_from=4)) == []
    assert settings_faults(Settings(pain_free_limit=2, amber_from=2)) != []
    assert settings_faults(Settings(amber_from=5, red_from=5)) != []
    assert settings_faults(Settings(amber_from=5, red_from=6)) == []


@pytest.mark.parametrize("time", ["00:00", "03:00", "23:59", "19:30"])
def test_the_day_begins_at_a_time_of_day(time: str) -> None:
    assert settings_faults(Settings(day_start=time)) == []


@pytest.mark.parametrize("time", ["24:00", "3:00", "03:60", "03:00 ", "", "noon", None, 3])
def test_the_day_does_not_begin_at_anything_else(time: Any) -> None:
    assert [fault.split()[0] for fault in settings_faults(Settings(day_start=time))] == ["day_start"]


def test_all_faults_of_the_settings_are_named_at_once() -> None:
    wrong: Any = Settings(9, 9, 9, 9, 9, 9, 9, "yes", "late")  # type: ignore[arg-type]
    assert [fault.split()[0] for fault in settings_faults(wrong)] == list(Settings.__dataclass_fields__)
    both = Settings(pain_free_limit=2, amber_from=1, red_from=4, day_start="late")
    assert [fault.split()[0] for fault in settings_faults(both)] == ["day_start", "amber_from"]


@pytest.mark.parametrize(
    "dose",
    [Dose((1,)), Dose((999,) * 50), Dose((1,), 3600, 500), Dose((1,), 0.5, 2.5), Dose(minutes=1), Dose(minutes=1440)],
)
def test_doses_within_their_bounds_have_no_faults(dose: Dose) -> None:
    assert dose_faults(dose, "dose") == []


@pytest.mark.parametrize(
    "dose",
    [
        Dose(),
        Dose((5,), minutes=5),
        Dose((0,)),
        Dose((1000,)),
        Dose((1,) * 51),
        Dose((1,), -1),
        Dose((1,), 3601),
        Dose((1,), float("nan")),
        Dose((1,), 0, -0.5),
        Dose((1,), 0, 501),
        Dose((1,), 0, float("inf")),
        Dose(minutes=0.5),
        Dose(minutes=1441),
        Dose(minutes=float("inf")),
        Dose(minutes=-3),
    ],
)
def test_doses_beyond_a_bound_have_one_fault_that_names_its_place(dose: Dose) -> None:
    (fault,) = dose_faults(dose, "start")
    assert fault.startswith("start: ")


@pytest.mark.parametrize(
    "logged",
    [
        SetLog("dog", 1, pain=0),
        SetLog("dog", 999, pain=10, note="x" * 2000),
        SetLog("walk", minutes=1),
        SetLog("walk", minutes=1440),
    ],
)
def test_sets_within_their_bounds_have_no_faults(logged: SetLog) -> None:
    assert set_faults(logged) == []


@pytest.mark.parametrize(
    "logged",
    [
        SetLog("dog"),
        SetLog("dog", 5, minutes=5),
        SetLog("dog", 1000),
        SetLog("dog", -1),
        SetLog("dog", 5, pain=-1),
        SetLog("dog", 5, pain=11),
        SetLog("dog", 5, note="x" * 2001),
        SetLog("dog", 5, hold_s=3601),
        SetLog("walk", minutes=1441),
        SetLog("walk", minutes=-1),
    ],
)
def test_sets_beyond_a_bound_have_one_fault(logged: SetLog) -> None:
    assert len(set_faults(logged)) == 1


def own(**changes: Any) -> Exercise:
    return replace(LEG, **{"id": "my-leg", "harder": None, **changes})


@pytest.mark.parametrize(
    ("exercise", "word"),
    [
        (own(id="my-"), "id"),
        (own(id="my-Leg"), "id"),
        (own(name=" "), "name"),
        (own(start=Dose((0,))), "start"),
        (own(ceiling=Dose((0,))), "ceiling"),
        (own(start=Dose((5,), 11)), "hold"),
        (own(ceiling=Dose((5,), 10.5)), "hold"),
        (own(ceiling=Dose(minutes=5)), "both"),
        (own(load_step_kg=-1), "load_step_kg"),
        (own(cues=("x" * 2001,)), "characters"),
        (own(harder="nobody"), "not known"),
        (own(harder="my-leg"), "circle"),
    ],
)
def test_each_fault_of_an_exercise_is_named(exercise: Exercise, word: str) -> None:
    (fault,) = exercise_faults(exercise, {**KNOWN, exercise.id: exercise})
    assert word in fault


def test_texts_and_load_steps_may_go_up_to_their_bounds() -> None:
    assert exercise_faults(own(cues=("x" * 2000,), load_step_kg=500), KNOWN) == []
    assert len(exercise_faults(own(load_step_kg=500.5), KNOWN)) == 1


def test_only_strength_holds_are_short() -> None:
    assert exercise_faults(replace(KNEE, start=Dose((1,), 30), ceiling=Dose((2,), 30)), KNOWN) == []
    assert exercise_faults(own(start=Dose((5,), 10)), KNOWN) == []
    assert exercise_faults(WALK, KNOWN) == []


def test_a_ladder_that_goes_in_a_circle_is_found_from_each_of_its_rungs() -> None:
    circle = {**KNOWN, "squares": replace(SQUARES, harder="leg")}
    for rung in ("leg", "dog", "squares"):
        assert exercise_faults(circle[rung], circle) == ["its ladder goes in a circle."]
    above = replace(KNEE, harder="dog")
    assert exercise_faults(above, {**circle, "knee": above}) == ["its ladder goes in a circle."]


def test_all_faults_of_an_exercise_are_named_at_once() -> None:
    faults = exercise_faults(own(name="", start=Dose(), ceiling=Dose((0,), 99), harder="nobody"), KNOWN)
    assert len(faults) == 6
    assert exercise_faults(DOG, {"dog": DOG}) == ["harder names 'squares', which is not known."]
