"""What every command that works with the database shares: its context, and how it answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from tracker.cli.options import database_option, database_path
from tracker.clock import Clock
from tracker.core.engine.progression import State
from tracker.core.errors import UserError
from tracker.core.escape_control import escape_control
from tracker.service.context import AppContext, open_context

# The commands that make a database where there is none; all others say that there is none.
_CREATING = frozenset({"log", "done", "skip", "checkin", "plan set", "plan start", "plan edit", "pause", "import"})
# Those that make one where they are given something to write.
_CREATING_WITH = {
    "settings": ("value",),
    "goal": ("text",),
    "function": ("words", "peg"),
    "medication": ("text",),
    "question": ("words",),
    "sync": ("folder",),
}


def context_of(ctx: click.Context) -> AppContext:
    """The context of this call, opened at the first use and closed at its end. Raises MissingDatabaseError."""
    root = ctx.find_root()
    context: AppContext | None = root.meta.get("context")
    if context is None:
        path, clock = database_path(ctx), Clock.from_environment()
        context = root.meta["context"] = open_context(path, clock, create=_creates(ctx))
        root.call_on_close(lambda: _close(root, context))
    return context


def with_context(function: Callable[..., None]) -> Callable[..., Any]:
    """Give a command `--db`, and as its first argument the context of its call."""

    @wraps(function)
    def command(ctx: click.Context, **values: Any) -> None:
        function(context_of(ctx), **values)

    return database_option(click.pass_context(command))


def _close(root: click.Context, context: AppContext) -> None:
    """Close the context at the end of a call, after an exchange with other machines where the call has written."""
    try:
        if context.store.has_written and root.meta.get("db") is None and context.store.is_exchanged():
            exchange_after(context)
    finally:
        context.close()


def exchange_after(context: AppContext) -> None:
    """Exchange what a command has written; what comes, and what hinders it, is a line on stderr, never an error."""
    for line in exchange_lines(context):
        say(line, err=True)


def exchange_lines(context: AppContext) -> tuple[str, ...]:
    """Exchange with other machines where there is something to; what came, and what hinders it, as lines to say."""
    from tracker.service.sync import setting_up

    try:
        if missing := setting_up.missing_folder(context):
            return (missing,)
        return setting_up.exchange_quietly(context) if setting_up.has_work(context) else ()
    except UserError as problem:
        return (str(problem),)


def _creates(ctx: click.Context) -> bool:
    command = ctx.command_path.removeprefix(ctx.find_root().command_path).strip()
    given = (ctx.params.get(name) for name in _CREATING_WITH.get(command, ()))
    return command in _CREATING or any(value is not None and value != () for value in given)


# What is said of the days that are not like any other.
STATES = {
    State.AFTER_FLARE: " · on the way back after a flare",
    State.FLARE: " · a flare",
    State.PAUSED: " · paused",
}


def say(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print text for the person, with control characters in names and notes shown instead of sent."""
    click.echo(escape_control(text, keep="\n"), nl=nl, err=err)


def is_interactive() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answer(document: Any) -> None:
    """Print one JSON document, with control characters escaped as JSON does it, `\\u001b`."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    click.echo("\n".join(line if line.isprintable() else _escaped(line) for line in text.split("\n")))


def _escaped(line: str) -> str:
    return "".join(
        character if escape_control(character) == character else f"\\u{ord(character):04x}" for character in line
    )
