"""Keys and dialogs that write, while the database is locked or the disk is full: said, and nothing typed is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.support.waiting import until
from tests.support.walking import walk
from tests.tools import failing_writes
from tests.tools.failing_writes import TROUBLES, WRITES, locked, locked_for_writing, no_room
from tests.tui.conftest import MakeApp
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.plan import planning
from tracker.tui.history.screen import HistoryScreen

OPENED_BY_READING = (
    failing_writes.GOAL, failing_writes.ACTIVITIES, failing_writes.SCORES, failing_writes.QUESTIONS,
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("pain before", no_room),
        ("safety", locked_for_writing),
        ("the first plan", locked),
    ],
)
def test_what_cannot_be_written_is_said_stays_in_front_and_is_written_by_the_same_key_later(
    tmp_path: Path, name: str, trouble: failing_writes.Trouble
) -> None:
    for tried, outcome in failing_writes.run(tmp_path, [name], [trouble]):
        assert not outcome.faults, tried


def test_a_place_and_a_trouble_by_chance(tmp_path: Path) -> None:
    for tried, outcome in failing_writes.run(tmp_path, [random.choice([*WRITES])], [random.choice(TROUBLES)]):
        assert not outcome.faults, tried


async def test_a_dialog_that_cannot_be_read_for_a_lock_is_said_and_does_not_end_the_program(
    context: AppContext, make_app: MakeApp
) -> None:
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    planning.set_exercise(context, context.exercise("bird-dog"))
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        screen = await walk(pilot, HistoryScreen, "H")
        for action in OPENED_BY_READING:
            with locked(context.store.path):
                app.clear_notifications()
                screen.say("")
                await app.run_action(action)
                await until(pilot, lambda: "Another program is using the database" in failing_writes.said(app))
                assert app.screen is screen
