"""The short history that Today rests on says the same as the whole one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.made_up import LIBRARY
from tests.support.samples import AT
from tests.support.showing import Person
from tests.support.strategies import muddles, people
from tracker.core.engine.advice import Advice
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.flares import flares
from tracker.core.model import History, Settings
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

    def of(history: History) -> list[object]:
        all_flares = flares(history.checkins, Settings(), person.on)
        return [flare for flare in all_flares if flare.end is None or flare.end > since]

    assert of(short) == of(whole)
