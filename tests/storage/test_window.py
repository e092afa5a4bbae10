"""The short history that Today rests on says the same as the whole one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.made_up import LIBRARY
from tests.support.samples import AT, DAY
from tests.support.showing import Person
from tests.support.strategies import muddles, people
from tracker.core.engine.advice import Advice
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.flares import Flare, flares
from tracker.core.model import CheckIn, Dose, History, Prescription, Session, SetLog, Settings
from tracker.service.context import window_of
from tracker.storage.store import Store

BUILT_IN = tuple(exercise for exercise in LIBRARY if not exercise.own)
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def uncounted(advice: Advice) -> Advice:
    """Without the count of clean weeks, which goes back as far as the history does."""
    return replace(advice, exercises=tuple(replace(verdict, clean_weeks=0) for verdict in advice.exercises))


def stored(person: Person, folder: str) -> Store:
    """A store that holds the history."""
    store = Store(Path(folder, "x.db"), BUILT_IN)
    with store.transaction("All of it", AT) as change:
        change.write_history(store.history(), person.history)
    return store


def flares_ending_after(since: date, history: History, on: date) -> list[Flare]:
    """The flares up to `on` that are active after `since`."""
    return [flare for flare in flares(history.checkins, Settings(), on) if flare.end is None or flare.end > since]


@SLOW
@given(st.one_of(people(), muddles()), st.integers(0, 20))
def test_advice_from_the_window_is_that_from_the_whole_history(person: Person, back: int) -> None:
    on = person.on - timedelta(days=back)
    with tempfile.TemporaryDirectory() as folder, stored(person, folder) as store:
        whole = store.history()
        window = store.history(since=on - window_of(whole.settings))
    assert uncounted(AdviceEngine(window).advise(on)) == uncounted(AdviceEngine(whole).advise(on))


@SLOW
@given(people(), st.integers(0, 90))
def test_a_cut_makes_no_other_flares(person: Person, back: int) -> None:
    since = person.on - timedelta(days=back)
    with tempfile.TemporaryDirectory() as folder, stored(person, folder) as store:
        whole, short = store.history(), store.history(since=since, with_sessions=False)
    assert flares_ending_after(since, short, person.on) == flares_ending_after(since, whole, person.on)


@pytest.mark.parametrize("trained_days", [0, 1, 2, 5])
@pytest.mark.parametrize(("last", "apart", "count"), [(0, 1, 1), (29, 1, 1), (90, 1, 1), (1, 28, 2), (5, 28, 3)])
def test_a_flare_before_the_window_is_known_in_it_as_long_as_its_end_matters(
    tmp_path: Path, trained_days: int, last: int, apart: int, count: int
) -> None:
    # `last` days before the window was the last of `count` flares, so many days apart: one that is marked while another
    # is active is no flare of its own. No layoff hides the rule, as the exercise was begun yesterday.
    since = DAY - window_of(Settings())
    yesterday = DAY - timedelta(days=1)
    training = [*(since - timedelta(days=days) for days in range(trained_days, 0, -1)), yesterday]
    marked = [since - timedelta(days=last + apart * earlier) for earlier in range(count - 1, -1, -1)]
    person = Person(
        History(
            exercises=BUILT_IN,
            prescriptions=(Prescription("dog", yesterday, Dose((5, 3, 1), 10)),),
            sessions=tuple(
                Session(day, (SetLog("dog" if day == yesterday else "hinge", 5, hold_s=10),)) for day in training
            ),
            checkins=tuple(CheckIn(day, 4, flare=True) for day in marked),
        ),
        DAY,
    )
    with stored(person, str(tmp_path)) as store:
        whole, window = store.history(), store.history(since=since)
    assert uncounted(AdviceEngine(window).advise(DAY)) == uncounted(AdviceEngine(whole).advise(DAY))
    assert flares_ending_after(since, window, DAY) == flares_ending_after(since, whole, DAY)
