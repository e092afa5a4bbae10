"""The commands of a morning: today, log, done, skip, checkin, status."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.json_output import day_json
from tracker.cli.options import NUMBER, REPS, WEIGHT, WHOLE, database_option, exercise_argument, json_option, on_option
from tracker.cli.output import STATES, answer, context_of, say, with_context
from tracker.core import wording
from tracker.core.engine.progression import VerdictKind
from tracker.core.errors import MissingDatabaseError
from tracker.core.input.parsing import read_day
from tracker.core.model import SkipReason
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.day.day_view import DayRow, DayView, day_view
from tracker.service.day.soreness import soreness_today
from tracker.service.day.status import left_today, next_training_day, nothing_left, short_status
from tracker.service.day.status import status as status_line


@click.command()
@on_option
@json_option
@with_context
def today(context: AppContext, on: str | None, as_json: bool) -> None:
    """Show the plan for the day, today's dose and what is logged."""
    view = day_view(context, read_day(on, context.today()))
    if as_json:
        answer(day_json(view))
    else:
        say("\n".join(_day_lines(view, next_training_day(context, view.on) if view.on == view.today else None)))


@click.command()
@exercise_argument
@click.argument("reps", nargs=-1, type=REPS)
@click.option("--hold", type=NUMBER, metavar="S", help="Seconds each repetition is held.")
@click.option("--load", type=WEIGHT, metavar="KG", help="Weight used; in pounds: 22lb.")
@click.option("--minutes", type=NUMBER, metavar="M", help="Minutes, for what is done in minutes.")
@click.option("--pain", type=WHOLE, metavar="0-10", help="Back or leg pain during it.")
@click.option("--leg", is_flag=True, help="It went further down the leg, or numb or tingling.")
@click.option("--form-broke", is_flag=True, help="The form did not last.")
@click.option("--note", default="", metavar="T", help="A note.")
@on_option
@with_context
def log(
    context: AppContext,
    exercise: str,
    reps: tuple[int, ...],
    hold: float | None,
    load: float | None,
    minutes: float | None,
    pain: int | None,
    leg: bool,
    form_broke: bool,
    note: str,
    on: str | None,
) -> None:
    """Log sets of EXERCISE, or all that is missing of today's dose.

    One set for each of REPS; without REPS the sets that are still missing.
    """
    how = recording.SetDetails(hold, load, pain, leg, form_broke, note)
    day = read_day(on, context.today())
    say(recording.log_sets(context, context.exercise(exercise), day, reps, minutes, how))


@click.command()
@click.option("--pain", type=WHOLE, metavar="0-10", help="For every exercise of the day that has none yet.")
@on_option
@with_context
def done(context: AppContext, pain: int | None, on: str | None) -> None:
    """Log all that is still missing of the day at today's dose."""
    say(recording.finish_day(context, read_day(on, context.today()), pain))


@click.command()
@exercise_argument
@click.option("--reason", required=True, type=click.Choice([reason.value for reason in SkipReason]))
@click.option("--note", default="", metavar="T", help="A note.")
@on_option
@with_context
def skip(context: AppContext, exercise: str, reason: str, note: str, on: str | None) -> None:
    """Leave EXERCISE out for the day."""
    day = read_day(on, context.today())
    say(recording.skip(context, context.exercise(exercise), day, SkipReason(reason), note))


@click.command()
@click.argument("pain", type=WHOLE, required=False)
@click.option("--flare", is_flag=True, help="A flare: clearly worse than usual.")
@click.option("--leg", is_flag=True, help="It goes further down the leg, or numb or tingling.")
@click.option("--note", default="", metavar="T", help="A note.")
@on_option
@with_context
def checkin(context: AppContext, pain: int | None, flare: bool, leg: bool, note: str, on: str | None) -> None:
    """Write the morning's back or leg pain.

    PAIN is from 0 to 10. A second check-in for a date replaces the first.
    """
    day = read_day(on, context.today())
    message = recording.check_in(context, day, pain, flare=flare, leg=leg, note=note)
    sore = soreness_today(context, day_view(context, day)) if day == context.today() else ""
    say(" ".join([message, sore] if sore else [message]))


@click.command()
@click.option("--short", is_flag=True, help="A word or two: 3 sets, done, rest, paused; ↑ where a step is due.")
@click.option("--left", is_flag=True, help="How many sets are left today; nothing at all where none is.")
@database_option
@click.pass_context
def status(ctx: click.Context, short: bool, left: bool) -> None:
    """Print one line for a prompt or status bar.

    What is left today, the week, the next possible step.
    """
    if short and left:
        raise click.UsageError("Give --short or --left, not both.")
    read = short_status if short else left_today if left else status_line
    try:
        line = read(context_of(ctx))
    except MissingDatabaseError as missing:
        line = "no database" if short else "" if left else str(missing)
    if line:
        say(line)


def _day_lines(view: DayView, next_day: date | None) -> list[str]:
    pain = "no check-in yet" if view.checkin is None else f"morning pain {view.checkin.pain}"
    state = STATES.get(view.advice.state, "")
    lines = [f"{wording.weekday(view.on)} {wording.day(view.on, today=view.today)} · {pain}{state}"]
    lines += [_row_line(row) for row in view.session]
    lines += [_unplanned_text(view, next_day)] if not any(row.planned for row in view.rows) else []
    lines += [care.text for care in view.advice.care]
    return lines


def _unplanned_text(view: DayView, next_day: date | None) -> str:
    """Why nothing is planned for the day, and when something is again."""
    why = nothing_left(view)
    if why == "no plan":
        return "Nothing is planned. Begin with: backtracker plan start NAME"
    following = "" if next_day is None else f"; the next training day is {wording.coming(next_day, today=view.on)}"
    return f"{'Paused' if why == 'paused' else 'A rest day'}{following}."


def _row_line(row: DayRow) -> str:
    dose = "not planned" if row.today is None else wording.dose(row.today, per_side=row.exercise.per_side)
    eased = "~" if row.verdict is not None and row.verdict.verdict is VerdictKind.EASE else ""
    if row.skip is not None:
        state = f"left out ({recording.REASONS[row.skip.reason]})"
    else:
        state = f"{len(row.logged)} of {wording.count(len(row.logged) + len(row.missing), 'set')}"
    pain = "" if row.pain is None else f", pain {row.pain}"
    return f"  {row.exercise.name:<26} {eased + dose:<22} {state}{pain}"


COMMANDS = (today, log, done, skip, checkin, status)
