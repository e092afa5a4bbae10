"""The list of all commands, where there is no room for it and where it is left twice at once."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.command import CommandPalette
from textual.screen import Screen

from tracker.tui.compat.command_palette import Palette


async def test_paging_where_the_list_has_no_room_does_nothing() -> None:
    app: App[None] = App()
    async with app.run_test(size=(20, 4)) as pilot:
        await app.push_screen(Palette())
        await pilot.press("pageup", "pagedown")
        assert isinstance(app.screen, Palette)


@pytest.mark.parametrize(("palette", "left"), [(Palette, False), (CommandPalette, True)])
async def test_leaving_it_twice_takes_no_other_screen_away(palette: type[CommandPalette], left: bool) -> None:
    """Textual's own takes away the screen behind it, too."""
    app: App[None] = App()
    behind: Screen[None] = Screen()
    async with app.run_test() as pilot:
        await app.push_screen(behind)
        commands = palette()
        await app.push_screen(commands)
        commands.dismiss()
        commands.dismiss()
        await pilot.pause()
        await pilot.pause()
        assert (behind not in app.screen_stack) == left
