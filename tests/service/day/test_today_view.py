"""What Today offers beside the session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import DatabaseLockedError
from tracker.core.model import CheckIn, History, SetLog, SkipReason
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.today_view import read_today_view
from tracker.service.library.library_view import library_view
from tracker.service.plan import engine_settings, planning

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()
DAYS = 32


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """A month with every session done and a pain of 1 on each morning, which the limit of 0 does not let pass."""
    database = tmp_path / "backtracker.db"
    with closing(open_context(database, Clock(NOW - timedelta(days=DAYS)))) as earlier:
        planning.set_exercise(earlier, earlier.exercise("bird-dog"))
    context = open_context(database, Clock(NOW))
    for days in range(DAYS, 0, -1):
        recording.check_in(context, TODAY - timedelta(days=days), 1)
        recording.finish_day(context, TODAY - timedelta(days=days), 0)
    recording.check_in(context, TODAY, 1)
    return context


def offered(context: AppContext) -> bool:
    """Whether counting up to 2 as pain-free is offered."""
    return read_today_view(context, TODAY).limit_offer is not None


def test_a_higher_limit_is_offered_where_small_readings_alone_stand_in_the_way(context: AppContext) -> None:
    assert offered(context)
    engine_settings.change_settings(context, {"pain_free_limit": "1"})
    assert not offered(context)


def skip(context: AppContext, days: int, reason: SkipReason = SkipReason.PAIN) -> str:
    return recording.skip(context, context.exercise("bridge"), TODAY - timedelta(days=days), reason)


def log_pain(context: AppContext, days: int) -> None:
    with context.write("a set that hurt") as work:
        work.add_sets(TODAY - timedelta(days=days), [SetLog("bridge", reps=8, pain=3)])


AGAINST: dict[str, Callable[[AppContext, int], object]] = {
    "a skip for pain": skip,
    "a pain of 3": log_pain,
    "a flare": lambda context, days: recording.check_in(context, TODAY - timedelta(days=days), 1, flare=True),
    "leg symptoms": lambda context, days: recording.check_in(context, TODAY - timedelta(days=days), 1, leg=True),
}


@pytest.mark.parametrize("what", AGAINST)
@pytest.mark.parametrize("days", [7, 28])
def test_it_is_not_offered_where_anything_else_was_within_four_weeks(context: AppContext, what: str, days: int) -> None:
    AGAINST[what](context, days)
    assert not offered(context)


def test_what_was_before_the_four_weeks_and_skips_for_other_reasons_do_not_stand_in_its_way(
    context: AppContext,
) -> None:
    skip(context, 29)
    log_pain(context, 29)
    skip(context, 10, SkipReason.TIME)
    assert offered(context)


def test_a_limit_from_the_first_run_moves_up_what_must_lie_above_it(context: AppContext) -> None:
    engine_settings.change_settings(context, {"amber_from": "1"})
    first_run.answer_ordinary_day(context, 4)
    settings = context.settings()
    assert (settings.pain_free_limit, settings.amber_from, settings.red_from) == (2, 3, 6)


def histories_read(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> list[date | None]:
    """From where on each history was read that is read from now on."""
    read = context.store.history
    from_then: list[date | None] = []

    def history(since: date | None = None, *, with_sessions: bool = True) -> History:
        from_then.append(since)
        return read(since, with_sessions=with_sessions)

    monkeypatch.setattr(context.store, "history", history)
    return from_then


def test_it_is_read_again_only_where_something_was_written(context: AppContext) -> None:
    before = read_today_view(context, TODAY)
    assert read_today_view(context, TODAY) is before
    assert read_today_view(context, TODAY, first_weekday=6) is not before
    with closing(open_context(context.store.path, Clock(NOW))) as another:
        recording.check_in(another, TODAY, 4)
    after = read_today_view(context, TODAY)
    assert after.view.checkin is not None
    assert after.view.checkin.pain == 4


def test_it_is_read_again_on_another_date(context: AppContext) -> None:
    assert read_today_view(context, TODAY).view.today == TODAY
    context.clock = Clock(NOW + timedelta(days=1))
    assert read_today_view(context, TODAY).view.today == TODAY + timedelta(days=1)


def test_to_a_past_day_and_back_reads_each_day_once(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    read = histories_read(context, monkeypatch)
    for days in (0, 1, 0, 1):
        read_today_view(context, TODAY - timedelta(days=days), with_offer=False)
    assert len(read) == 2


def test_the_library_is_the_same_until_something_is_written(context: AppContext) -> None:
    before = library_view(context)
    assert library_view(context) is before
    planning.set_exercise(context, context.exercise("bridge"))
    assert library_view(context).entries["bridge"].prescription is not None


def test_all_of_it_is_of_one_moment(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_context(context.store.path, Clock(NOW), lock_wait_s=0)) as another:

        def goal() -> str:
            """The goal, read last, while another window tries to write."""
            with pytest.raises(DatabaseLockedError):
                recording.check_in(another, TODAY, 4)
            return "walk"

        with monkeypatch.context() as patch:
            patch.setattr(context.store, "goal", goal)
            assert read_today_view(context, TODAY).goal == "walk"
        recording.check_in(another, TODAY, 4)
    assert read_today_view(context, TODAY).view.checkin == CheckIn(TODAY, 4)
