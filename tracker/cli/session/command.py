"""The command: session."""

from __future__ import annotations

import click

from tracker.cli.options import database_option, database_path


@click.command()
@click.option("--voice", is_flag=True, help="Speak the timed session, through the speech program of the system.")
@database_option
@click.pass_context
def session(ctx: click.Context, voice: bool) -> int:
    """Go through the morning in plain lines, without a screen.

    For screen readers, braille displays and slow lines: the questions, the session set by set or timed with a bell, and
    the end, as lines that are only added. Answers are read from standard input, so that a script can give them too;
    where they end, it ends. The same opens without a command where TERM is dumb or BACKTRACKER_PLAIN is set.
    """
    from tracker.cli.session.run import run_session

    return run_session(database_path(ctx), exchanges=ctx.find_root().meta.get("db") is None, voice=voice)


COMMANDS = (session,)
