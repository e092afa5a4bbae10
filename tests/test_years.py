"""A long history summed up piece by piece is the same as summed up at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.showing import Person
from tests.strategies import muddles
from tracker.clock import Clock
from tracker.core.adherence import exercise_days
from tracker.core.plan import Plan
from tracker.core.ranges import Reach, monday, weeks_to
from tracker.core.trends import flare_spans, joined, overview, summed
from tracker.service import demo, logbook, years
from tracker.service.desk import Desk, open_desk
from tracker.service.review import look_back
from tracker.service.years import A_YEAR, Years, pieces
from tracker.tui.backroom import Backroom
from tracker.tui.history_source import DeskHistory

TODAY = date(2026, 11, 22)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 22, 8))


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Half a year of a person's life."""
    desk = open_desk(tmp_path / "demo.db", clock)
    demo.fill(desk)
    yield desk
    desk.close()


@given(muddles(), st.lists(st.integers(1, 8), max_size=4))
def test_the_parts_put_together_are_the_whole(person: Person, lengths: list[int]) -> None:
    history, last = person.history, person.on
    first = weeks_to(last, sum(lengths) + 2).first
    plan, logged = Plan(history.prescriptions, history.pauses, history.skips), exercise_days(history.sessions)
    checkins = sorted(history.checkins, key=lambda each: each.date)
    whole = overview(
        plan=plan, pauses=history.pauses, checkins=checkins, settings=history.settings, logged=logged,
        first=first, last=last,
    )  # fmt: skip
    begins = [first]
    for weeks in lengths:
        begins.append(begins[-1] + timedelta(weeks=weeks))
    ends = [begin - timedelta(1) for begin in begins[1:]] + [last]
    spans = flare_spans(checkins, history.settings, first, last)
    parts = [
        summed(plan=plan, pauses=history.pauses, checkins=checkins, spans=spans, logged=logged, first=begin, last=end)
        for begin, end in zip(begins, ends, strict=True)
    ]
    assert joined(parts) == whole


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 8000))
def test_the_pieces_are_all_days_once(begin: date, more: int) -> None:
    first, last = monday(begin), begin + timedelta(more)
    found = list(pieces(first, last))
    assert found[0].first == first
    assert found[-1].last == last
    assert all(piece.first.weekday() == 0 and piece.first <= piece.last for piece in found)
    assert all(after.first - before.last == timedelta(1) for before, after in pairwise(found))
    assert all(piece.last - piece.first < A_YEAR for piece in found)


def test_a_person_is_summed_up_in_pieces_as_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(years, "A_YEAR", timedelta(weeks=4))
    first = TODAY - timedelta(weeks=25)
    pieced = Years(desk, first, TODAY)
    steps = 1
    while pieced.sum_next(desk):
        steps += 1
    assert steps == 7
    assert pieced.overview(desk) == look_back(desk, first, TODAY)


async def test_what_was_summed_up_ahead_is_forgotten_when_somebody_writes(desk: Desk, clock: Clock) -> None:
    backroom = Backroom.open(desk.store.path, clock)
    try:
        source = DeskHistory(backroom, TODAY)
        await source.prepare()
        before = (await source.see(Reach.ALL)).overview
        assert before.first == monday(desk.store.first_day() or TODAY)
        await source.prepare()
        logbook.log_missing(desk, TODAY)
        after = (await source.see(Reach.ALL)).overview
        assert after.days[-1].done_sets > before.days[-1].done_sets
        assert after.days[:-1] == before.days[:-1]
    finally:
        backroom.close()
