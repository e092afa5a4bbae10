"""What every command that works with the database shares: its desk, and how it answers."""

from __future__ import annotations

import json
from typing import Any

import click

from tracker.cli.options import database_path
from tracker.clock import Clock
from tracker.core.visible import visible
from tracker.service.desk import Desk, open_desk


def desk_of(ctx: click.Context) -> Desk:
    """The desk of this call, opened at the first use and closed at its end."""
    root = ctx.find_root()
    desk: Desk | None = root.meta.get("desk")
    if desk is None:
        desk = root.meta["desk"] = open_desk(database_path(ctx), Clock.from_environment())
        root.call_on_close(desk.close)
    return desk


def say(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print text for the person; what names and notes in it would have the terminal do is shown instead."""
    click.echo(visible(text, keep="\n"), nl=nl, err=err)


def answer(document: Any) -> None:
    """Print one JSON document; what a terminal would obey is written as JSON writes it, `\\u001b`."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    click.echo("\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n")))


def _escaped(line: str) -> str:
    return "".join(each if visible(each) == each else f"\\u{ord(each):04x}" for each in line)
