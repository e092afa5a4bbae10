"""A Static is laid out again only where its text has changed."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

from tracker.tui.widgets.text.set_text import set_text


class Line(App[None]):
    """A line of words, something below it, and how often both were laid out."""

    CSS = "Static { height: auto; }"
    laid_out = 0

    def compose(self) -> ComposeResult:
        """The words, and what makes room for them."""
        yield Static("one line", id="words")
        yield Static("below", id="below")

    def on_mount(self) -> None:
        """Begin to count."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._count)

    def _count(self, _: object) -> None:
        self.laid_out += 1


async def test_the_same_text_again_is_no_new_layout() -> None:
    app = Line()
    async with app.run_test(size=(20, 6)) as pilot:
        for _ in range(3):  # a layout that changes sizes leads to another
            await pilot.pause()
        words, before = app.query_one("#words", Static), app.laid_out
        set_text(words, "one line")
        await pilot.pause()
        assert app.laid_out == before


async def test_words_that_take_more_lines_or_fewer_move_what_is_below() -> None:
    app = Line()
    async with app.run_test(size=(20, 6)) as pilot:
        words, below = app.query_one("#words", Static), app.query_one("#below")
        set_text(words, "so many words that two lines are needed")
        await pilot.pause()
        assert below.region.y == 2
        set_text(words, "few")
        await pilot.pause()
        assert below.region.y == 1


async def test_what_is_said_where_nobody_sees_it_has_room_when_it_is_shown() -> None:
    app = Line()
    async with app.run_test(size=(20, 6)) as pilot:
        words, below = app.query_one("#words", Static), app.query_one("#below")
        words.display = False
        await pilot.pause()
        set_text(words, "so many words that two lines are needed")
        words.display = True
        await pilot.pause()
        assert below.region.y == 2
