"""Asking the record from History: the list, the answer, and what is spent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.support.asking import on_workdays, walker
from tests.support.past import Json, written
from tests.support.walking import press, walk
from tests.tui.conftest import SUNDAY, MakeApp
from tracker.core.analytics.record_questions.question import RecordQuestion
from tracker.core.model import AskedQuestion
from tracker.service.context import AppContext
from tracker.service.files.import_export import import_document
from tracker.service.history.record_questions import ask_record
from tracker.tui.history.ask import RecordAnswerPage, RecordQuestions
from tracker.tui.history.screen import HistoryScreen
from tracker.tui.widgets.pick_list import PickList

Compare = Callable[..., bool]
SIZES = {"60x20": (60, 20), "80x24": (80, 24)}


@pytest.fixture
def record(context: AppContext, tmp_path: Path) -> Callable[[Json], None]:
    """Brings a made-up record in."""

    def bring(document: Json) -> None:
        import_document(context, written(tmp_path, document))

    return bring


def shown(page: RecordQuestions | RecordAnswerPage) -> str:
    return "\n".join(str(part.content) for part in page.query(Static))


async def opened(pilot: Pilot[None]) -> RecordQuestions:
    await walk(pilot, HistoryScreen, "H")
    return await walk(pilot, RecordQuestions, "a")


async def test_what_is_spent_is_said_before_a_question_is_picked(
    make_app: MakeApp, record: Callable[[Json], None], context: AppContext
) -> None:
    record(walker(effect=-1.5))
    async with make_app(SUNDAY).run_test() as pilot:
        page = await opened(pilot)
        assert "None of five questions asked so far; another may be asked today." in shown(page)
        options = [str(option.prompt) for option in page.query_one(PickList).options]
        assert options == [
            "Any session",
            "Clearly more than planned · cannot say yet; enter says why",
            "Walk",
        ]
        assert context.store.asked_questions() == ()


async def test_enter_writes_the_question_down_and_shows_its_answer_and_chart(
    make_app: MakeApp, record: Callable[[Json], None], context: AppContext
) -> None:
    record(walker(effect=-1.5))
    async with make_app(SUNDAY).run_test() as pilot:
        page = await opened(pilot)
        answer = await walk(pilot, RecordAnswerPage, "down", "down", "enter")
        assert "1.4 points lower than after days without it that began alike" in shown(answer)
        assert "90 days with" in shown(answer)
        (asked,) = context.store.asked_questions()
        assert (asked.date, asked.question) == (SUNDAY.date(), "exercise:walk")
        await press(pilot, "escape")
        assert "One of five questions asked so far" in shown(page)
        assert str(page.query_one(PickList).get_option("exercise:walk").prompt) == (
            "Walk · asked on 22 November, again from 17 January 2027"
        )
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_a_record_that_cannot_say_shows_what_it_takes_and_no_chart(
    make_app: MakeApp, record: Callable[[Json], None], context: AppContext
) -> None:
    record(walker(effect=-1.5, walked=on_workdays))
    async with make_app(SUNDAY).run_test() as pilot:
        await opened(pilot)
        answer = await walk(pilot, RecordAnswerPage, "down", "down", "enter")
        assert "This record cannot say it yet. The same days were kept in every week" in shown(answer)
        assert "days with" not in shown(answer).replace("days without", "")
        assert context.store.asked_questions() == ()


async def test_a_new_question_that_has_to_wait_says_until_when(
    make_app: MakeApp, record: Callable[[Json], None], context: AppContext
) -> None:
    document = walker(effect=0)
    record(document)
    with context.write("before") as work:
        for number in range(5):
            work.put(AskedQuestion(SUNDAY.date(), f"exercise:{number}"))
    async with make_app(SUNDAY).run_test() as pilot:
        page = await opened(pilot)
        assert "the next on 14 February 2027" in shown(page)
        await press(pilot, "enter")
        assert pilot.app.screen is page
        assert len(context.store.asked_questions()) == 5


def asks(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def go(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await press(pilot, *keys)

    return go


@pytest.mark.parametrize("size", SIZES)
def test_an_answer_looks_as_it_was_agreed(
    snap_compare: Compare, make_app: MakeApp, record: Callable[[Json], None], size: str
) -> None:
    record(walker(effect=-1.5))
    keys = ("down", "down", "enter")
    assert snap_compare(make_app(SUNDAY), terminal_size=SIZES[size], run_before=asks(*keys))


def test_the_list_looks_as_it_was_agreed(
    snap_compare: Compare, make_app: MakeApp, record: Callable[[Json], None], context: AppContext
) -> None:
    record(walker(effect=-1.5))
    ask_record(context, RecordQuestion.about("walk"))
    assert snap_compare(make_app(datetime(2026, 11, 24, 8)), terminal_size=SIZES["80x24"], run_before=asks())
