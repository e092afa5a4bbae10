"""The options that commands share, and the database that a call means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tracker import paths
from tracker.cli.completion import exercise_names
from tracker.core.errors import UsageError
from tracker.core.input.parsing import plain_float, plain_int, read_weight


class _Whole(click.types.IntParamType):
    """A whole number; `how` ends the refusal of anything else."""

    how = ""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a refusal."""
        try:
            return plain_int(str(value))
        except ValueError:
            self.fail(f"{value!r} is no whole number{self.how}.", param, ctx)


class _Reps(_Whole):
    """The repetitions of a set."""

    how = "; write one for each set, such as 5 3 1"


class _Number(click.types.FloatParamType):
    """A number with or without a fraction, after a point or a comma."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, whole where it is, or a refusal."""
        try:
            number = plain_float(str(value).replace(",", "."))
        except ValueError:
            self.fail(f"{value!r} is no number.", param, ctx)
        return int(number) if number.is_integer() else number


class _Weight(click.ParamType[Any]):
    """A weight in kilograms, or in pounds where it says `lb`."""

    name = "weight"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The kilograms, or a refusal."""
        try:
            return read_weight(str(value), "Load")
        except UsageError:
            self.fail(f"{value!r} is no weight; write it as 2.5, 2.5kg or 22lb.", param, ctx)


class Between(click.IntRange):
    """A whole number from `low` to `high`."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__(low, high)
        self.low = low
        self.high = high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or a refusal."""
        number = WHOLE.convert(value, param, ctx)
        if not self.low <= number <= self.high:
            self.fail(f"{number} is not from {self.low} to {self.high}.", param, ctx)
        return number


WHOLE, REPS, NUMBER, WEIGHT = _Whole(), _Reps(), _Number(), _Weight()
FILE = click.Path(dir_okay=False, path_type=Path)


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
        type=FILE,
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
