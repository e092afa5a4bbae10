"""The list of all commands."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's, which falls over when one pages through commands that there is no room to show."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What moves in the list works where it can be seen."""
        if action == "command_list" and not self.query_one(CommandList).size.height:
            return False
        return super().check_action(action, parameters)
