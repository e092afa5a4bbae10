"""The commands that show it to others: the report, and the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tracker.cli.options import FILE, Between
from tracker.cli.output import say, with_context
from tracker.clock import Clock
from tracker.service.context import AppContext, open_context
from tracker.service.demo.demo import fill
from tracker.service.history import reporting
from tracker.service.plan import plan_sheet


def _output_option(formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command `-o FILE`, which it writes in one of `formats`."""
    return click.option(
        "-o", "--output", type=FILE, required=True, metavar="FILE", help=f"Where to write it: {formats}."
    )


@click.command()
@click.option(
    "--weeks",
    type=Between(1, reporting.MOST_WEEKS),
    default=12,
    show_default=True,
    metavar="N",
    help="On how many weeks.",
)
@_output_option(".html, a page to print, or .md, Markdown")
@click.option("--asked", is_flag=True, help="With a sentence for each question that was put to the record.")
@with_context
def report(context: AppContext, weeks: int, output: Path, asked: bool) -> None:
    """Write a report for a doctor or therapist.

    A file of that name is replaced.
    """
    say(reporting.report(context, output, weeks, asked=asked))


@click.command()
@_output_option(".html, a page to print")
@with_context
def sheet(context: AppContext, output: Path) -> None:
    """Write the plan on a sheet, with pictures and boxes to tick.

    A file of that name is replaced.
    """
    say(plan_sheet.sheet(context, output))


@click.command()
def demo() -> int:
    """Open the interface on half a year of made-up history.

    Its database is thrown away at the end; yours is not touched.
    """
    from tracker.cli.interface import open_interface

    with TemporaryDirectory(prefix="backtracker-demo-") as folder:
        database = Path(folder) / "backtracker.db"
        with closing(open_context(database, Clock.from_environment())) as context:
            fill(context)
        return open_interface(database, backups=False, exchanges=False)


COMMANDS = (report, sheet, demo)
