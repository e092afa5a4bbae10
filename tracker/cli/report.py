"""The commands that show it to others: the report, and the demonstration."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tracker.cli.options import Between
from tracker.cli.output import say, with_context
from tracker.clock import Clock
from tracker.service.context import AppContext, open_context
from tracker.service.demo.demo import fill
from tracker.service.history import reporting
from tracker.service.plan import plan_sheet


@click.command()
@click.option(
    "--weeks",
    type=Between(1, reporting.MOST_WEEKS),
    default=12,
    show_default=True,
    metavar="N",
    help="On how many weeks.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write it: .html, a page to print, or .md, Markdown.",
)
@click.option("--asked", is_flag=True, help="With a sentence for each question that was put to the record.")
@with_context
def report(context: AppContext, weeks: int, output: Path, asked: bool) -> None:
    """Write a report for a doctor or therapist.

    A file of that name is replaced.
    """
    say(reporting.report(context, output, weeks, asked=asked))


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write it: .html, a page to print.",
)
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
