"""Leaving the program while a screen opens."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.widgets import Static

from tracker.tui.compat.early_exit import Dialog, EarlyExitApp


class Page(Dialog[None]):
    """A dialog that looks for its own part when it is mounted."""

    def compose(self) -> ComposeResult:
        yield Static("text", id="text")

    def on_mount(self) -> None:
        self.query_one("#text", Static).update("mounted")


async def test_a_screen_that_opens_as_the_program_is_left_ends_it_without_a_fault() -> None:
    app = EarlyExitApp()
    async with app.run_test() as pilot:
        app.push_screen(Page())
        app.exit()
        await pilot.pause()
    assert app.return_code == 0


async def test_a_part_that_is_missing_while_the_program_runs_is_a_fault() -> None:
    app = EarlyExitApp()
    app.call_later(app.query_one, "#missing")
    with pytest.raises(NoMatches):
        async with app.run_test():
            pass


async def test_a_dialog_has_the_rules_of_a_modal_screen() -> None:
    """A style sheet knows only the first base of a class that is a widget."""
    assert {"Dialog", "ModalScreen", "Screen"} <= Page._css_type_names


async def test_a_dialog_that_has_just_been_made_is_not_styled_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    styled: list[Page] = []
    monkeypatch.setattr(Page, "HORIZONTAL_BREAKPOINTS", [])  # which would style it for its size
    monkeypatch.setattr(Page, "update_node_styles", lambda page, **_: styled.append(page))
    app = EarlyExitApp()
    async with app.run_test() as pilot:
        await app.push_screen(Page())
        await pilot.pause()
        assert isinstance(app.screen, Page)
    assert styled == []
