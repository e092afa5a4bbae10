"""The command that exchanges with other machines, and the exchange after a command that has written."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.options import database_option, json_option
from tracker.cli.output import answer, context_of, is_interactive, say
from tracker.cli.progress_bars import bars
from tracker.core.errors import UsageError
from tracker.service.context import AppContext
from tracker.service.sync import setting_up
from tracker.service.sync.machine import OlderDatabaseError

CHOICES = {"later": "what was written later counts", "older": "this older state counts, on all machines", "off": "off"}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--status", "show", is_flag=True, help="Show the machines, what waits, and where two of them disagreed.")
@json_option
@click.option("--off", is_flag=True, help="Exchange nothing any more; what is recorded stays.")
@database_option
@click.pass_context
def sync(ctx: click.Context, folder: Path | None, show: bool, as_json: bool, off: bool) -> None:
    """Have one history on several machines, through FOLDER.

    Something else carries FOLDER between the machines: Syncthing, Dropbox, Nextcloud, git, a stick. It is named once on
    each machine; from then on everything that is recorded is exchanged by itself, and without FOLDER it is done now.
    """
    if ctx.find_root().meta.get("db") is not None:
        raise UsageError("Only your own database is exchanged with other machines; leave out --db.")
    if (folder is not None) + show + off > 1:
        raise UsageError("Give one of FOLDER, --status and --off.")
    if as_json and not show:
        raise UsageError("--json goes with --status.")
    context = context_of(ctx)
    if off:
        lines: tuple[str, ...] = (setting_up.turn_off(context),)
    elif show and as_json:
        answer(setting_up.status(context))
        return
    elif show:
        lines = setting_up.status_lines(context)
    elif folder is not None:
        lines = setting_up.set_up(context, folder, watch=bars())
    else:
        lines = _exchange(context)
    for line in lines:
        say(line)


def _exchange(context: AppContext) -> tuple[str, ...]:
    """Exchange now; where the database is older than what this machine has written, ask in a terminal what counts."""
    try:
        return setting_up.exchange_now(context, watch=bars())
    except OlderDatabaseError as error:
        if not is_interactive():
            raise
        say(str(error), err=True)
        for name, meaning in CHOICES.items():
            say(f"  {name}: {meaning}", err=True)
        choice = click.prompt("What counts?", type=click.Choice(list(CHOICES)), default="later", err=True)
        if choice == "off":
            return (setting_up.turn_off(context),)
        return setting_up.exchange_now(context, older=choice, watch=bars())


COMMANDS = (sync,)
