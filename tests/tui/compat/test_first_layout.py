"""How often a screen is laid out when it opens, and what its breakpoints say."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tracker.tui.compat.first_layout import FirstLayoutApp, FirstLayoutScreen


class Plain(Screen[None]):
    """A screen as Textual has it, which counts the sizes that it was laid out for."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self.layouts = 0

    def compose(self) -> ComposeResult:
        yield Static("text")

    def on_mount(self) -> None:
        self.screen_layout_refresh_signal.subscribe(self, self._count, immediate=True)

    def _count(self, _: object) -> None:
        self.layouts += 1


class Mended(FirstLayoutScreen[None], Plain):
    """The same, laid out once."""


async def layouts_of(screen: Plain) -> int:
    app = FirstLayoutApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        assert screen.has_class("-wide")
        layouts = screen.layouts
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert screen.has_class("-narrow")
        assert not screen.has_class("-wide")
    return layouts


async def test_a_screen_is_laid_out_less_often_and_follows_other_sizes_all_the_same() -> None:
    assert await layouts_of(Mended()) < await layouts_of(Plain())
