"""What every command shares: its kinds of argument, the desk it works at, and how it answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tracker import paths
from tracker.clock import Clock
from tracker.core.typed import read_day as read_day
from tracker.core.typed import read_days as read_days
from tracker.core.typed import read_reps as read_reps
from tracker.service.desk import Desk, open_desk


def database_path(ctx: click.Context) -> Path:
    """The database of this call: `--db`, else what the environment names, else the user's."""
    named: Path | None = ctx.find_root().meta.get("db")
    return named or paths.database()


def desk_of(ctx: click.Context) -> Desk:
    """The desk of this call, opened at the first use and closed at its end."""
    root = ctx.find_root()
    desk: Desk | None = root.meta.get("desk")
    if desk is None:
        desk = root.meta["desk"] = open_desk(database_path(ctx), Clock.from_environment())
        root.call_on_close(desk.close)
    return desk


def _keep_database(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.find_root().meta["db"] = value


def database_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--db`, which may stand before or after its name."""
    return click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="PATH",
        expose_value=False,
        callback=_keep_database,
        is_eager=True,
        help="The database to use instead of yours.",
    )(function)


def on_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--on ON`."""
    return click.option("--on", metavar="ON", help="The day: YYYY-MM-DD, today, yesterday or -N days ago.")(function)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(function)


def answer(document: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))
