"""What counts of records that are valid alone and not together: a test for each repair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import permutations
from typing import Any

from tracker.core.model import MAX_TEXT, Activity, Dose, Exercise, Kind, Prescription, SetLog
from tracker.core.sync.records import DatedSet, RecordKey, SessionNote, Setting, key_of
from tracker.exchange.sync.records import text_of
from tracker.exchange.sync.resolution import Resolution, by_record, resolve, write_key

DAY = date(2026, 11, 27)
LIBRARY: Mapping[str, Exercise] = {"plank": Exercise("plank", "Plank", Kind.STRENGTH, Dose((3,)), Dose((5,)))}

Write = tuple[str, Any]
DELETED = True


def see(*writes: Write | tuple[str, Any, bool]) -> Resolution:
    """What counts of writes that have not seen each other, the same in whatever order they came."""
    texts: dict[str, str] = {}
    for number, (kind, value, *deleted) in enumerate(writes):
        key = write_key(key_of(kind, value), str(number))
        texts[key] = text_of(kind, value, deleted=bool(deleted))
    resolutions = [_resolved(texts, order) for order in list(permutations(texts))[:24]]
    assert all(each.values == resolutions[0].values for each in resolutions)
    return resolutions[0]


def _resolved(texts: Mapping[str, str], order: Iterable[str]) -> Resolution:
    records = by_record(order)
    return resolve(records, texts.get, records, LIBRARY)


def of_kind(seen: Resolution, kind: str) -> dict[RecordKey, Any]:
    return {record: value for record, value in seen.values.items() if record[0] == kind and value is not None}


def own(name: str, harder: str | None = None, *, minutes: bool = False) -> Exercise:
    dose = Dose(minutes=5) if minutes else Dose((5,))
    return Exercise(f"my-{name}", name, Kind.STRENGTH, dose, dose, harder=harder and f"my-{harder}")


def test_settings_that_do_not_fit_are_lowered_and_named() -> None:
    seen = see(("settings", Setting("pain_free_limit", 4)), ("settings", Setting("amber_from", 3)))
    counting = {setting.name: setting.value for setting in of_kind(seen, "settings").values()}
    assert counting["pain_free_limit"] < counting["amber_from"]
    assert counting["amber_from"] == 3
    assert "did not fit together" in seen.repairs[0]


def test_a_red_limit_below_the_amber_one_lowers_both_that_are_under_it() -> None:
    seen = see(
        ("settings", Setting("pain_free_limit", 4)),
        ("settings", Setting("amber_from", 6)),
        ("settings", Setting("red_from", 4)),
    )
    counting = {setting.name: setting.value for setting in of_kind(seen, "settings").values()}
    assert counting == {"pain_free_limit": 2, "amber_from": 3, "red_from": 4}
    assert len(seen.repairs) == 2


def test_a_ladder_in_a_circle_is_cut_and_named() -> None:
    seen = see(("exercises", own("a", "b")), ("exercises", own("b", "c")), ("exercises", own("c", "a")))
    harder = {value.id: value.harder for value in of_kind(seen, "exercises").values()}
    for name in harder:
        passed = set[str]()
        step: str | None = name
        while step is not None:
            assert step not in passed
            passed.add(step)
            step = harder[step]
    assert "in a circle" in seen.repairs[0]


def test_a_ladder_to_an_exercise_that_is_not_there_is_cut() -> None:
    seen = see(("exercises", own("a", "gone")))
    assert of_kind(seen, "exercises")["exercises", "my-a"].harder is None


def test_an_exercise_that_was_deleted_here_and_used_there_stays_archived() -> None:
    log = SetLog("my-a", 5, id="0123456789abcdef")
    seen = see(("exercises", own("a"), DELETED), ("sets", DatedSet(DAY, log)))
    assert of_kind(seen, "exercises")["exercises", "my-a"].archived
    assert of_kind(seen, "sets")
    assert "it stays, archived" in seen.repairs[0]


def test_an_exercise_that_was_deleted_and_that_nothing_uses_is_gone() -> None:
    assert see(("exercises", own("a"), DELETED)).values == {
        ("exercises", name): None for name in ("my-a", "my-a-reps", "my-a-minutes")
    }


def test_an_exercise_in_repetitions_here_and_in_minutes_there_becomes_two() -> None:
    seen = see(
        ("exercises", own("a")),
        ("exercises", own("a", minutes=True)),
        ("sets", DatedSet(DAY, SetLog("my-a", 5, id="0123456789abcdef"))),
        ("sets", DatedSet(DAY, SetLog("my-a", minutes=5, id="fedcba9876543210"))),
        ("prescriptions", Prescription("my-a", DAY, Dose((5,)))),
    )
    exercises = {exercise.id: exercise for exercise in of_kind(seen, "exercises").values()}
    assert len(exercises) == 2
    assert len({exercise.in_minutes for exercise in exercises.values()}) == 2
    for value in of_kind(seen, "sets").values():
        assert exercises[value.log.exercise].in_minutes is (not value.log.reps)
    (planned,) = of_kind(seen, "prescriptions").values()
    assert not exercises[planned.exercise].in_minutes
    assert "in minutes on another" in " ".join(seen.repairs)


def test_of_six_activities_three_are_scored_and_the_others_are_named() -> None:
    names = ("tie", "walk", "lift", "sit", "drive", "sleep")
    seen = see(*(("activities", Activity(name, DAY)) for name in names))
    assert len(of_kind(seen, "activities")) == 3
    assert sum("is left out until another one ends" in repair for repair in seen.repairs) == 3


def test_activities_after_one_another_are_all_kept() -> None:
    names = ("tie", "walk", "lift")
    ended = [("activities", Activity(name, DAY, DAY)) for name in names]
    later = [("activities", Activity(name, date(2026, 12, 1))) for name in names]
    seen = see(*ended, *later)
    assert len(of_kind(seen, "activities")) == 6
    assert seen.repairs == []


def test_notes_that_are_too_long_together_are_named() -> None:
    seen = see(("notes", SessionNote(DAY, "a" * MAX_TEXT)), ("notes", SessionNote(DAY, "b" * MAX_TEXT)))
    assert "its end is cut off" in seen.repairs[0]
    assert "2026-11-27" in seen.repairs[0]


def test_exercises_with_one_place_in_the_plan_follow_one_another() -> None:
    seen = see(
        ("exercises", own("a")),
        ("prescriptions", Prescription("my-a", DAY, Dose((5,)), position=1)),
        ("prescriptions", Prescription("plank", DAY, Dose((5,)), position=1)),
    )
    assert sorted(value.position for value in of_kind(seen, "prescriptions").values()) == [1, 2]


def test_a_date_far_ahead_is_kept() -> None:
    log = SetLog("plank", 5, id="0123456789abcdef", at="2031-01-02T03:00:00Z")
    seen = see(("sets", DatedSet(date(2031, 1, 2), log)))
    assert [value.date.year for value in of_kind(seen, "sets").values()] == [2031]
    assert seen.unread == []


def test_places_where_two_machines_disagree_are_told_and_repeats_of_one_are_not() -> None:
    same = ("notes", SessionNote(DAY, "a"))
    assert see(same, same).conflicts == []
    (conflict,) = see(same, ("notes", SessionNote(DAY, "b"))).conflicts
    assert conflict.record == ("notes", "2026-11-27")
    assert conflict.counts.note == "a\nb"
