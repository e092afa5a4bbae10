"""The list of all commands."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's, which falls over when one pages through commands that there is no room to show, or leaves it twice."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What moves in the list works where it can be seen."""
        if action == "command_list" and not self.query_one(CommandList).size.height:
            return False
        return super().check_action(action, parameters)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave it, once: when it has gone already, Textual would take away what stands there now."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
