"""How often the first visit to a main screen styles everything."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.screen import Screen

from tracker.tui.compat.css_update_count import mark_as_styled


class Marked(Screen[None]):
    """A screen that knows all style sheets from the beginning."""

    def __init__(self) -> None:
        super().__init__()
        mark_as_styled(self)


class Modes(App[None]):
    """An app with two main screens, which counts how often all styles are refreshed."""

    MODES = {"first": Marked, "marked": Marked, "plain": Screen}
    DEFAULT_MODE = "first"
    refreshed = 0

    def refresh_css(self, animate: bool = True) -> None:
        self.refreshed += 1
        super().refresh_css(animate)


@pytest.mark.parametrize(("mode", "times"), [("marked", 0), ("plain", 1)])
async def test_a_marked_screen_is_shown_without_styling_everything_again(mode: str, times: int) -> None:
    app = Modes()
    async with app.run_test() as pilot:
        before = app.refreshed
        await app.switch_mode(mode)
        await pilot.pause()
        assert app.refreshed - before >= times
        assert (app.refreshed == before) == (times == 0)
