"""How often a screen is laid out when it opens, and what its breakpoints say."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.css.scalar import Scalar
from textual.events import Resize
from textual.screen import ModalScreen, Screen
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
        screen.post_message(Resize(app.size, app.size))  # as the driver sends it at the start
        await pilot.pause()
        layouts = screen.layouts
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert screen.has_class("-narrow")
        assert not screen.has_class("-wide")
    return layouts


async def test_a_screen_is_laid_out_less_often_and_follows_other_sizes_all_the_same() -> None:
    assert await layouts_of(Mended()) == await layouts_of(Plain()) - 2


async def styled_while_shown(screen: Plain, monkeypatch: pytest.MonkeyPatch) -> list[Screen[None]]:
    """The screens that were styled again while `screen` was shown, covered, and shown again."""
    styled: list[Screen[None]] = []
    app = FirstLayoutApp()
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(Plain, "update_node_styles", lambda shown, **_: styled.append(shown))
        await app.push_screen(screen)
        await pilot.pause()
        await app.push_screen(ModalScreen[None]())
        await app.pop_screen()
        await pilot.pause()
        assert app.screen is screen
    return styled


async def test_a_screen_is_styled_when_it_is_made_and_not_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await styled_while_shown(Mended(), monkeypatch) == []
    assert await styled_while_shown(Plain(), monkeypatch)  # Textual does it


class Kept(FirstLayoutScreen[None]):
    """A main screen."""


class Modes(FirstLayoutApp):
    """An app with two main screens."""

    MODES = {"first": Kept, "second": Kept}
    DEFAULT_MODE = "first"


async def test_a_theme_that_was_chosen_meanwhile_is_that_of_a_screen_that_comes_to_the_front() -> None:
    app = Modes()
    async with app.run_test() as pilot:
        first, beneath = app.screen, Kept()
        dark = first.styles.background
        await app.push_screen(beneath)
        await app.push_screen(ModalScreen[None]())
        app.theme = "textual-light"
        await pilot.pause()
        await app.pop_screen()
        assert beneath.styles.background != dark
        await app.switch_mode("second")
        app.theme = "textual-dark"
        await pilot.pause()
        assert app.screen.styles.background == dark
        await app.switch_mode("first")
        await pilot.pause()
        assert [screen.styles.background for screen in (first, beneath)] == [dark, dark]


async def test_a_new_screen_has_the_classes_of_its_breakpoints_before_it_is_shown() -> None:
    app = FirstLayoutApp()
    async with app.run_test(size=(80, 24)):
        assert app.get_screen(Mended()).has_class("-wide")
        assert not app.get_screen(Mended()).has_class("-narrow")


class Styled(Screen[None]):
    """A screen with a style sheet, which notes whether that is known when its parts are made."""

    known_when_composed = False

    def compose(self) -> ComposeResult:
        self.known_when_composed = any("Styled" in rule.selector_names for rule in self.app.stylesheet.rules)
        yield Static("text", id="text")


async def test_the_style_sheet_of_a_new_screen_is_known_before_the_screen_is_made(tmp_path: Path) -> None:
    """On every Python: from 3.12 on a screen is composed within the call that shows it."""
    sheet = tmp_path / "styled.tcss"
    sheet.write_text("Styled { #text { width: 7; } }", encoding="utf-8")
    Styled.CSS_PATH = sheet
    app = FirstLayoutApp()
    async with app.run_test():
        screen = app.get_screen(Styled())
        assert "Styled" in {name for rule in app.stylesheet.rules for name in rule.selector_names}
        await app.push_screen(screen)
        assert screen.known_when_composed
        assert screen.query_one("#text").styles.width == Scalar.from_number(7)


async def test_what_is_shown_already_has_the_styles_of_a_new_screen_too(tmp_path: Path) -> None:
    """As Textual does it; also the app itself, whose colour its first screen is drawn with and keeps."""
    sheet = tmp_path / "styled.tcss"
    sheet.write_text("Plain Static { width: 7; }", encoding="utf-8")
    Styled.CSS_PATH = sheet
    app = FirstLayoutApp()
    async with app.run_test():
        shown = Plain()
        await app.push_screen(shown)
        app.get_screen(Styled())
        assert shown.query_one(Static).styles.width == Scalar.from_number(7)
