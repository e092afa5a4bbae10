"""A long history summed up piece by piece is the same as summed up at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.showing import Person
from tests.support.strategies import muddles
from tracker.clock import Clock
from tracker.core.analytics.adherence import exercise_days
from tracker.core.analytics.ranges import Reach, reaching, week_start, weeks_to
from tracker.core.analytics.trends import joined, overview, summed
from tracker.core.engine.flares import flares
from tracker.core.errors import StorageError
from tracker.core.model import ExerciseDay
from tracker.core.plan import Plan
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.demo import demo
from tracker.service.history import yearly_summary
from tracker.service.history.look_back import look_back
from tracker.service.history.yearly_summary import WEEKS_A_YEAR, YearlySummary, years
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.history.source import StoredHistory

TODAY = date(2026, 11, 22)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 22, 8))


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Iterator[AppContext]:
    """Half a year of a person's life."""
    context = open_context(tmp_path / "demo.db", clock)
    demo.fill(context)
    yield context
    context.close()


def refused(first: date, last: date) -> tuple[ExerciseDay, ...]:
    """What the store says while another program writes."""
    raise StorageError(f"{first} to {last} cannot be read.")


@given(muddles(), st.lists(st.integers(1, 8), max_size=4))
def test_the_parts_put_together_are_the_whole(person: Person, lengths: list[int]) -> None:
    history, last = person.history, person.on
    first = weeks_to(last, sum(lengths) + 2).first
    plan, logged = Plan(history.prescriptions, history.pauses, history.skips), exercise_days(history.sessions)
    whole = overview(history, logged=logged, first=first, last=last)
    begins = [first]
    for weeks in lengths:
        begins.append(begins[-1] + timedelta(weeks=weeks))
    ends = [begin - timedelta(1) for begin in begins[1:]] + [last]
    known = flares(history.checkins, history.settings, last)
    parts = [
        summed(history, plan, known, logged=logged, first=begin, last=end)
        for begin, end in zip(begins, ends, strict=True)
    ]
    assert joined(parts) == whole


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 8000))
def test_the_years_are_all_days_once(begin: date, more: int) -> None:
    first, last = week_start(begin), begin + timedelta(more)
    found = list(years(first, last))
    found.reverse()
    assert found[0].first == first
    assert found[-1].last == last
    assert all(piece.first.weekday() == 0 and piece.first <= piece.last for piece in found)
    assert all(after.first - before.last == timedelta(1) for before, after in pairwise(found))
    assert all(piece.weeks == WEEKS_A_YEAR for piece in found[1:])
    assert found[0].weeks <= WEEKS_A_YEAR


def test_a_person_is_summed_up_in_years_as_at_once(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yearly_summary, "WEEKS_A_YEAR", 4)
    first = week_start(TODAY) - timedelta(weeks=25)
    pieced = YearlySummary(context, first, TODAY)
    steps = []
    while not pieced.finished:
        pieced.sum_next(context)
        known = pieced.so_far()
        assert known == look_back(context, known.first, TODAY)
        steps.append(pieced.weeks)
    assert steps == [4, 8, 12, 16, 20, 24, 26]
    assert known.first == first


def test_a_year_that_could_not_be_read_is_not_left_out(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yearly_summary, "WEEKS_A_YEAR", 4)
    first = week_start(TODAY) - timedelta(weeks=25)
    pieced = YearlySummary(context, first, TODAY)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(context.store, "exercise_days", refused)
        with pytest.raises(StorageError):
            pieced.sum_next(context)
    while not pieced.finished:
        pieced.sum_next(context)
    assert pieced.so_far() == look_back(context, first, TODAY)


async def test_all_weeks_are_seen_as_far_as_they_are_summed_up_and_then_at_least_twice_as_many(
    context: AppContext, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yearly_summary, "WEEKS_A_YEAR", 2)
    database_worker = DatabaseWorker(context.store.path, clock)
    try:
        source = StoredHistory(database_worker, TODAY)
        drawn = [0]
        while (data := await source.read(Reach.ALL, drawn[-1])).more:
            drawn.append(len(data.overview.weeks))
        assert drawn == [0, 2, 4, 8, 16]
        first = reaching(Reach.ALL, TODAY, context.store.first_day()).first
        assert data.overview == look_back(context, first, TODAY)
        assert await source.read(Reach.ALL) is data
    finally:
        database_worker.close()


async def test_what_was_summed_up_ahead_is_forgotten_when_somebody_writes(context: AppContext, clock: Clock) -> None:
    database_worker = DatabaseWorker(context.store.path, clock)
    try:
        source = StoredHistory(database_worker, TODAY)
        await source.prepare()
        before = (await source.read(Reach.ALL)).overview
        assert before.first == week_start(context.store.first_day() or TODAY)
        await source.prepare()
        recording.log_missing(context, TODAY)
        after = (await source.read(Reach.ALL)).overview
        assert after.days[-1].done_sets > before.days[-1].done_sets
        assert after.days[:-1] == before.days[:-1]
    finally:
        database_worker.close()
