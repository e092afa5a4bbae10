"""The list of all commands.

Without this it ends the program: when one pages through commands that there is no room to show, and when it is left
twice at once, upon which Textual takes away the screen that stands there then.
"""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's command palette."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Paging works only where the list can be seen."""
        if action == "command_list" and not self.query_one(CommandList).size.height:
            return False
        return super().check_action(action, parameters)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave it, unless it has been left already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
