"""The ids of sets that were logged before sets had one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import BUILTINS, sets
from tracker.core.model import SetLog
from tracker.storage.set_ids import derived_ids

DAY = date(2026, 1, 5)
AT = "2026-01-05T06:41:10Z"
DOG = SetLog("bird-dog", 5, hold_s=10, at=AT)


def test_ids_never_change_since_databases_rest_on_them() -> None:
    assert derived_ids(DAY, [DOG, replace(DOG, at=None), SetLog("walk", minutes=9.5, at=AT)]) == (
        "99422398e5764d9",
        "0014ef69bc32609",
        "9995345571b9385",
    )


def test_what_is_known_of_a_set_later_does_not_change_its_id() -> None:
    told = replace(DOG, pain=3, leg=True, form_broke=True, note="Sore", id="x")
    assert derived_ids(DAY, [told]) == derived_ids(DAY, [DOG])


def test_an_instant_makes_the_id_the_same_wherever_the_set_stands() -> None:
    other = replace(DOG, at="2026-01-05T06:50:00Z")
    assert derived_ids(DAY, [other, DOG])[1] == derived_ids(DAY, [DOG])[0]
    bare = replace(DOG, at=None)
    assert derived_ids(DAY, [SetLog("walk", minutes=5), bare])[1] == derived_ids(DAY, [bare])[0]
    assert derived_ids(DAY, [other, bare])[1] != derived_ids(DAY, [bare])[0]


def test_sets_of_one_instant_are_in_their_usual_order_when_they_are_sorted_by_id() -> None:
    pyramid = [replace(DOG, reps=reps) for reps in (5, 3, 1)]
    ids = derived_ids(DAY, pyramid)
    assert sorted(ids) == list(ids)
    without_instant = derived_ids(DAY, [replace(log, at=None) for log in reversed(pyramid)])
    assert sorted(without_instant) == list(without_instant)


@given(st.lists(sets(BUILTINS), max_size=6), st.integers(1, 400))
def test_no_two_sets_have_one_id(logs: list[SetLog], days: int) -> None:
    logs = [*logs, *logs]
    ids = derived_ids(DAY, logs) + derived_ids(DAY + timedelta(days=days), logs)
    assert len(set(ids)) == len(ids)
