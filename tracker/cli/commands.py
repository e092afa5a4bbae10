"""The commands by name, each loaded when it is called. Without one the interface opens; no other command loads it."""

from __future__ import annotations

from importlib import import_module

import click

from tracker import __version__
from tracker.cli.options import database_option, database_path

# Where each command is; a module is loaded when one of its commands is called, or when all are listed.
COMMANDS = {
    "tracker.cli.session.command": ("session",),
    "tracker.cli.logging": ("today", "log", "done", "skip", "checkin", "status"),
    "tracker.cli.plan": ("suggest", "care", "accept", "decline", "plan", "pause", "resume", "settings", "library"),
    "tracker.cli.files": ("history", "undo", "redo", "export", "import", "backup", "doctor", "path"),
    "tracker.cli.function": ("goal", "function", "medication", "question"),
    "tracker.cli.ask.command": ("ask",),
    "tracker.cli.sync.command": ("sync",),
    "tracker.cli.report": ("report", "sheet", "demo"),
    "tracker.cli.serve": ("serve",),
}
MODULES = {name: module for module, names in COMMANDS.items() for name in names}


class Commands(click.Group):
    """A group that loads a command when it is called, so that none waits for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """In the order in which a person meets them."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The command of that name."""
        if cmd_name not in MODULES:
            return None
        commands: tuple[click.Command, ...] = import_module(MODULES[cmd_name]).COMMANDS
        return next(command for command in commands if command.name == cmd_name)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="backtracker")
@database_option
@click.pass_context
def backtracker(ctx: click.Context) -> int | None:
    """A logbook for the exercises that keep a back going, and a brake on doing too much too soon.

    Ask a doctor or physical therapist before you begin, and stick to what they prescribe. Information only: in an
    emergency call your emergency number. Without a command the interface opens on today's session.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from tracker.cli.interface import open_interface

    return open_interface(database_path(ctx), exchanges=ctx.find_root().meta.get("db") is None)
