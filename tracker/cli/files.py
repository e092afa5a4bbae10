"""The commands that look back, take back, and bring data in and out."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import paths
from tracker.cli.options import FILE, Between, database_option, database_path, json_option
from tracker.cli.output import answer, context_of, exchange_after, is_interactive, say, with_context
from tracker.clock import Clock
from tracker.core import wording
from tracker.core.analytics.trend_sentences import pain_trend_sentence
from tracker.core.analytics.trends import WeekTrend
from tracker.core.errors import FileError
from tracker.service.context import AppContext
from tracker.service.files import import_export
from tracker.service.files.import_options import (
    FIELDS,
    DateOrder,
    ImportOptions,
    OfDay,
    Scale,
    read_columns,
    read_where,
)
from tracker.service.history import undo_redo
from tracker.service.history.look_back import history_json, last_weeks

EVERYWHERE = (
    "What is recorded is exchanged with other machines. Bring the copy back on all of them? If not, it counts on this "
    "machine, and nothing is exchanged any more."
)


@click.command()
@click.option("--weeks", type=Between(1, 5200), default=12, show_default=True, metavar="N", help="How many weeks.")
@json_option
@with_context
def history(context: AppContext, weeks: int, as_json: bool) -> None:
    """Show weekly adherence, pain, flares and dose changes."""
    if as_json:
        answer(history_json(context, weeks))
        return
    overview = last_weeks(context, weeks)
    say("week of       planned days  sets done  adherence  morning pain")
    for week in overview.weeks:
        say(_week_line(week))
    for flare in overview.flares:
        until = "still on" if flare.end is None else f"over on {wording.day(flare.end, today=overview.last)}"
        say(f"Flare from {wording.day(flare.start, today=overview.last)}, {until}")
    if trend := pain_trend_sentence(overview):
        say(trend)


@click.command()
@with_context
def undo(context: AppContext) -> None:
    """Take back the last change, of any kind.

    Whichever window or command made it.
    """
    say(undo_redo.undo(context))


@click.command()
@with_context
def redo(context: AppContext) -> None:
    """Bring back what was undone last."""
    say(undo_redo.redo(context))


@click.command()
@click.argument("file", type=FILE)
@with_context
def export(context: AppContext, file: Path) -> None:
    """Write everything that is recorded to FILE.

    To a .json, the history document, which import reads; or to a .zip, a CSV for each kind of record. A file of that
    name is replaced.
    """
    say(import_export.export(context, file))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, readable=False, path_type=Path))
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="NAME=EXERCISE",
    help="Which exercise a habit or an exercise of another program is; once for each of them.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help=f"Which column of a table is the {', '.join(FIELDS[:6])}; once for each of them.",
)
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Read only these rows of a long table.")
@click.option("--dates", type=click.Choice([order.value for order in DateOrder]), help="The order of day, month, year.")
@click.option("--scale", type=click.Choice([scale.value for scale in Scale]), help="The scale of the pain scores.")
@click.option(
    "--of-day",
    type=click.Choice([reading.value for reading in OfDay]),
    default=OfDay.FIRST.value,
    help="Which of several readings of one day to take; the first, unless said.",
)
@click.option("--skip-bad-rows", is_flag=True, help="Leave out rows that cannot be read.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@database_option
@click.pass_context
def import_(
    ctx: click.Context,
    file: Path,
    maps: tuple[str, ...],
    columns: tuple[str, ...],
    where: tuple[str, ...],
    dates: str | None,
    scale: str | None,
    of_day: str,
    skip_bad_rows: bool,
    dry_run: bool,
) -> None:
    """Merge FILE into what is recorded.

    FILE is a history document (.json), another database of Backtracker (.db), or a table with a date and a pain score
    on each row (.csv).

    From other programs: Loop Habit Tracker (its backup .db, its CSV export as .zip or folder, or a Checkmarks.csv), the
    CSV exports of Hevy, Strong, FitNotes, Fitbod, HabitBull, Bearable, Daylio, Garmin and Strava, and Apple Health's
    export.zip or export.xml. What is not clear from the file is asked in a terminal, or said with the options.
    """
    from tracker.cli.import_wizard import import_other_file
    from tracker.cli.progress_bars import bars

    options = ImportOptions(
        columns=read_columns(columns),
        where=read_where(where),
        dates=DateOrder(dates) if dates else None,
        scale=Scale(scale) if scale else None,
        of_day=OfDay(of_day),
        maps=maps,
        skip_bad_rows=skip_bad_rows,
    )
    if import_export.is_own_database(file):
        if options != ImportOptions():
            raise click.UsageError(f"{file.name} is a database of Backtracker, which takes no option but --dry-run.")
        lines = import_export.import_database(context_of(ctx), file, dry_run=dry_run, watch=bars())
    elif file.suffix.lower() != ".json":
        lines = import_other_file(context_of(ctx), file, options, dry_run=dry_run)
    elif options != ImportOptions():
        raise click.UsageError(f"{file.name} is a history document, which takes no option but --dry-run.")
    else:
        lines = import_export.import_document(context_of(ctx), file, dry_run=dry_run, watch=bars())
    for line in lines:
        say(line)


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--list", "show", is_flag=True, help="Show the copies that the interface made, one a day.")
@click.option("--restore", metavar="FILE|NAME", help="Bring back a copy: a file, or a name or date that --list shows.")
@database_option
@click.pass_context
def backup(ctx: click.Context, file: Path | None, show: bool, restore: str | None) -> None:
    """Copy the database to FILE; list copies, or bring one back.

    The copy is consistent, also while the database is in use. FILE must not be there yet.
    """
    from tracker.service.files import backups

    if (file is not None) + show + (restore is not None) != 1:
        raise click.UsageError("Give one of FILE, --list and --restore FILE|NAME.")
    if restore is not None:
        _restore(ctx, restore)
    elif file is not None:
        say(import_export.backup(context_of(ctx), file))
    else:
        say("\n".join(backups.list_backups(database_path(ctx))))


def _restore(ctx: click.Context, named: str) -> None:
    """Bring back a copy; where the database is exchanged with other machines, ask for which of them that goes."""
    from tracker.service.files import backups
    from tracker.service.sync.setting_up import is_exchanged

    database, clock = database_path(ctx), Clock.from_environment()
    exchanged = ctx.find_root().meta.get("db") is None and is_exchanged(database, clock)
    everywhere = exchanged and is_interactive() and click.confirm(EVERYWHERE, default=False, err=True)
    say(backups.restore(database, clock, named, alone=exchanged and not everywhere))
    if everywhere:
        exchange_after(context_of(ctx))
    elif exchanged:
        say("Nothing is exchanged with other machines any more; `backtracker sync FOLDER` would bring theirs back.")


@click.command()
@click.option("--rescue", type=FILE, metavar="FILE.json", help="Save what can still be read of a damaged database.")
@database_option
@click.pass_context
def doctor(ctx: click.Context, rescue: Path | None) -> None:
    """Check the database, the program's own files and `sync`.

    The exit status is 1 if something is wrong.
    """
    if rescue is not None:
        from tracker.service.files import backups

        say("\n".join(backups.save_readable(database_path(ctx), rescue)))
        return
    from tracker.service.sync.conflicted_copies import copy_faults
    from tracker.service.sync.folder_check import Checked, check_folder

    database = database_path(ctx)
    faults = import_export.check(database)
    exchange = Checked() if faults else check_folder(database)
    faults += [*exchange.faults, *copy_faults(database)]
    for line in (*faults, *exchange.remarks):
        say(line)
    if faults:
        raise FileError(f"{wording.count(len(faults), 'fault')} found, each named with what to do about it.")
    say(f"{database} is sound, and so are the exercises and plans.")


@click.command()
@database_option
@click.pass_context
def path(ctx: click.Context) -> None:
    """Show where the database and the configuration are."""
    say(f"database       {database_path(ctx)}")
    say(f"configuration  {paths.config()}")


def _week_line(week: WeekTrend) -> str:
    adherence = "–" if week.adherence is None else f"{week.adherence:.0%}"
    if week.paused_days:
        adherence += f" ({wording.count(week.paused_days, 'day')} paused)"
    pain = "–" if week.pain_median is None else f"median {wording.number(week.pain_median)}, highest {week.pain_max}"
    days = f"{week.done_days} of {week.planned_days}"
    sets = f"{week.done_sets} of {week.planned_sets}"
    return f"{week.start}    {days:<12}  {sets:<9}  {adherence:<9}  {pain}"


COMMANDS = (history, undo, redo, export, import_, backup, doctor, path)
