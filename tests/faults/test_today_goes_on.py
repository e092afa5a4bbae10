"""When the file cannot be written the screen says why, what was typed stays, and the same key works once it can."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support import waiting
from tests.tui.conftest import MakeApp
from tests.tui.today.test_today import TODAY, plan_three, press, settled, words_of
from tracker.service.context import AppContext
from tracker.tui.database_worker import LOCK_WAIT_S


@pytest.fixture
def real_lock_wait_s() -> float:
    """How long the interface waits, outside of these tests."""
    return LOCK_WAIT_S


@pytest.fixture(autouse=True)
def short_lock_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait only a moment for a lock that a test keeps."""
    monkeypatch.setattr("tracker.tui.database_worker.LOCK_WAIT_S", 0.02)


@contextmanager
def locked_by_another(database: Path) -> Iterator[None]:
    """Another program has the database for itself."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_key_and_a_look_before_it_wait_less_than_a_second_for_another_program(real_lock_wait_s: float) -> None:
    assert 2 * real_lock_wait_s < 1


async def test_an_answer_that_meets_a_locked_database_stays_open_and_is_taken_later(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    plan_three(context)
    context.close()
    app = make_app()
    async with app.run_test() as pilot:
        screen = await settled(pilot)
        question = screen.prompt.question
        with locked_by_another(database):
            await press(pilot, "3")
            assert "Another program is using the database; nothing was stored." in words_of(screen, "#sentence")
            assert screen.prompt.question == question
        await press(pilot, "3")
        checkin = await app.database.run(lambda context: context.store.checkin(TODAY))
    assert checkin is not None
    assert checkin.pain == 3


async def test_repetitions_that_were_typed_stay_while_the_database_is_locked(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    plan_three(context)
    context.close()
    app = make_app()
    async with app.run_test() as pilot:
        screen = await press(pilot, "0", "7")
        with locked_by_another(database):
            await press(pilot, "enter")
            assert screen.session.typed_amount == "7"
            # The look for what others wrote, once a second, meets the lock too.
            await app._look_for_changes()
        await press(pilot, "enter")
        assert screen.session.typed_amount == ""
        sets = await app.database.run(lambda context: context.store.day_sets(TODAY))
    assert [logged.reps for logged in sets] == [7]


async def test_a_screen_that_cannot_be_read_again_stays_as_it_was(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    plan_three(context)
    context.close()
    app = make_app()
    async with app.run_test() as pilot:
        screen = await press(pilot, "0")
        with locked_by_another(database):
            for key in ("L", "P", "H", "T", "comma", "u", "n", "escape", "question_mark", "escape"):
                await pilot.press(key)
                await waiting.settled(pilot)
            screen = await settled(pilot)
        assert screen.today_view is not None
        assert [row.exercise.id for row in screen.today_view.view.rows] == ["bird-dog", "bridge", "figure-four"]


async def test_a_database_that_was_removed_takes_no_set_and_one_that_is_put_back_does(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    plan_three(context)
    context.close()
    away = database.with_name("away.db")
    app = make_app()
    async with app.run_test() as pilot:
        screen = await press(pilot, "0", "4")
        database.rename(away)
        await press(pilot, "enter")
        assert "was moved, removed or replaced while it was open; nothing was stored" in words_of(screen, "#sentence")
        assert screen.session.typed_amount == "4"
        assert not database.exists()
        away.rename(database)
        await press(pilot, "enter")
        sets = await app.database.run(lambda context: context.store.day_sets(TODAY))
    assert [logged.reps for logged in sets] == [4]
