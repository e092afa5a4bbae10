"""The options that commands share, and the database that a call means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tracker import paths
from tracker.cli.completion import exercise_names
from tracker.core.errors import UsageError
from tracker.core.input.parsing import as_people_write, read_weight


class _PlainNumber(click.ParamType[Any]):
    """A number as people write it, which is less than Python reads."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or a refusal."""
        if not as_people_write(str(value)):
            self.fail(f"{value!r} is not a valid number.", param, ctx)
        return super().convert(value, param, ctx)


class _Whole(_PlainNumber, click.types.IntParamType):
    """A whole number."""


class _Number(_PlainNumber, click.types.FloatParamType):
    """A number with or without a fraction, after a point or a comma."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, whole where it is, or a refusal."""
        number = super().convert(str(value).replace(",", "."), param, ctx)
        return int(number) if number.is_integer() else number


class _Weight(click.ParamType[Any]):
    """A weight in kilograms, or in pounds where it says `lb`."""

    name = "weight"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The kilograms, or a refusal."""
        try:
            return read_weight(str(value), "Load")
        except UsageError:
            self.fail(f"{value!r} is not a valid weight; write it as 2.5, 2.5kg or 22lb.", param, ctx)


class Between(_PlainNumber, click.IntRange):
    """A whole number within bounds."""


WHOLE, NUMBER, WEIGHT = _Whole(), _Number(), _Weight()


def database_path(ctx: click.Context) -> Path:
    """The database of this call: `--db`, else what the environment names, else the user's."""
    named: Path | None = ctx.find_root().meta.get("db")
    return named or paths.database()


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


def exercise_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command EXERCISE, which the shell completes."""
    return click.argument("exercise", shell_complete=exercise_names)(function)
