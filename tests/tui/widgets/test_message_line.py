"""The line above the keys: what stands beside it does not move while it says one thing after another."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.events import Resize
from textual.pilot import Pilot
from textual.widgets import Static

from tracker.tui.widgets.message_line import MessageLine

SHORT, LONG = "Undone.", "Pain up to 0 counts as pain-free, as before; the question comes again in four weeks."


class Body(Static):
    """Has the room that is left, and notes its heights."""

    heights: list[int]

    def on_mount(self) -> None:
        self.heights = []

    def on_resize(self, event: Resize) -> None:
        self.heights.append(event.size.height)


class MessageApp(App[None]):
    """A body and a line of messages below it."""

    CSS = "Body { height: 1fr; } #sentence { height: auto; padding: 0 1; display: none; }"

    def compose(self) -> ComposeResult:
        yield Body()
        yield MessageLine()


@pytest.fixture
def app() -> MessageApp:
    """Sixty columns wide, where LONG has two lines."""
    return MessageApp()


async def says(pilot: Pilot[None], sentence: str, *, problem: bool = False) -> list[int]:
    """Say something; the heights that the body has had meanwhile."""
    body = pilot.app.query_one(Body)
    body.heights.clear()
    pilot.app.query_one(MessageLine).say(sentence, problem=problem)
    await pilot.pause()
    return body.heights


async def test_nothing_moves_where_a_sentence_needs_no_more_lines_than_the_one_before(app: MessageApp) -> None:
    async with app.run_test(size=(60, 10)) as pilot:
        assert await says(pilot, SHORT) == [9]
        assert await says(pilot, "Redone.", problem=True) == []
        assert await says(pilot, LONG) == [8]
        assert await says(pilot, SHORT) == []
        assert await says(pilot, LONG) == []
        assert str(app.query_one("#sentence", Static).render()) == LONG


async def test_where_it_is_cleared_its_place_stays_until_it_is_hidden(app: MessageApp) -> None:
    async with app.run_test(size=(60, 10)) as pilot:
        line, body = app.query_one(MessageLine), app.query_one(Body)
        await says(pilot, LONG, problem=True)
        body.heights.clear()
        line.clear()
        await pilot.pause()
        assert (app.query_one("#sentence").display, body.heights) == (False, [])
        assert await says(pilot, SHORT) == []
        line.hide()
        await pilot.pause()
        assert body.heights == [10]
        assert await says(pilot, SHORT) == [9]


async def test_what_is_cleared_before_anything_was_said_takes_no_room(app: MessageApp) -> None:
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(MessageLine).clear()
        await pilot.pause()
        assert app.query_one(Body).size.height == 10
