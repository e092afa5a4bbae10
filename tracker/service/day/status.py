"""How the day stands, in a line: what is left of it, the week, and the next possible step."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core import wording
from tracker.core.analytics.adherence import DayCount, DaysDone, day_counts, days_done
from tracker.core.analytics.ranges import week_start
from tracker.core.days import LAST_DAY
from tracker.core.engine.progression import State, VerdictKind
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayView, day_view

LONG_TEXT = {"paused": "paused", "no plan": "no plan yet", "rest": "rest day", "done": "all done today"}
"""The reasons that `nothing_left` gives, as the long status says them."""

AHEAD_DAYS = 56
"""How far ahead a training day is looked for."""


def status(context: AppContext) -> str:
    """One line for a prompt or a status bar: what is left today, the week, the next possible step."""
    view = day_view(context, context.today(), earliest=True)
    left = _left(view) or LONG_TEXT[nothing_left(view)]
    parts = [left, _after_rest(context, view), week_text(week_of(context, view.on)), next_step(view)]
    return " · ".join(part for part in parts if part)


def short_status(context: AppContext) -> str:
    """A word or two for a prompt: `3 sets`, `done`, `rest`, `paused`, `no plan`, with ` ↑` where a step is due."""
    view = day_view(context, context.today())
    missing = sets_left(view)
    due = any(verdict.verdict is VerdictKind.INCREASE for verdict in view.advice.exercises)
    return (wording.count(missing, "set") if missing else nothing_left(view)) + (" ↑" if due else "")


def left_today(context: AppContext) -> str:
    """`3 sets left today`, or nothing: for a reminder that is silent when the day is done, paused or one of rest."""
    return _left(day_view(context, context.today()))


def sets_left(view: DayView) -> int:
    """How many sets of a day are still to do; none while paused."""
    return sum(len(row.missing) for row in view.rows if row.planned)


def nothing_left(view: DayView) -> str:
    """Why no set is left: `paused`, `no plan`, `rest` or `done`."""
    if view.advice.state is State.PAUSED:
        return "paused"
    if not any(row.prescription for row in view.rows):
        return "no plan"
    return "done" if any(row.planned for row in view.rows) else "rest"


def next_step(view: DayView, *, short: bool = False) -> str:
    """`next step possible on 6 December`, `a step is possible today`, what is in the way, or nothing on another day.

    If `short`, the day is said as in `next step 6 Dec`.
    """
    if view.on != view.today:
        return ""
    verdicts = view.advice.exercises
    if any(verdict.verdict is VerdictKind.INCREASE for verdict in verdicts):
        return "a step is possible today"
    if view.in_the_way:
        return view.in_the_way
    dates = [verdict.earliest for verdict in verdicts if verdict.earliest is not None]
    if not dates:
        return ""
    if min(dates) == view.on:
        return "a step is possible today, after the check-in"
    if short:
        return f"next step {wording.short_day(min(dates))}"
    return f"next step possible on {wording.day(min(dates), today=view.today)}"


def next_training_day(context: AppContext, on: date) -> date | None:
    """The first of the 56 days after `on` for which something is planned, None if there is none."""
    plan = context.plan(on)
    first = on.toordinal() + 1
    last = min(on.toordinal() + AHEAD_DAYS, LAST_DAY)
    days = [min(days) for exercise in plan.timelines for _, days in plan.planned_on(exercise, first, last) if days]
    return date.fromordinal(min(days)) if days else None


def week_of(context: AppContext, on: date, first_weekday: int = 0) -> DaysDone:
    """The week of `on`: all days on which its plan asks for something, and those done so far."""
    return days_done(week_days(context, on, first_weekday))


def week_days(context: AppContext, on: date, first_weekday: int = 0) -> tuple[DayCount, ...]:
    """The counts of each day of the week of `on`, which begins with `first_weekday`, Monday being 0."""
    first = week_start(on, first_weekday)
    last = first + timedelta(days=6)
    return tuple(day_counts(context.plan(on), context.store.exercise_days(first, last), first, last))


def week_text(week: DaysDone, *, this: bool = True) -> str:
    """`this week 2 of 4 days`, or nothing where nothing is planned in it."""
    if week.planned_days == 0:
        return ""
    return f"{'this' if this else 'that'} week {week.done_days} of {wording.count(week.planned_days, 'day')}"


def _left(view: DayView) -> str:
    missing = sets_left(view)
    return f"{wording.count(missing, 'set')} left today" if missing else ""


def _after_rest(context: AppContext, view: DayView) -> str:
    """On a rest day, when something is planned again: `training day tomorrow`."""
    following = next_training_day(context, view.on) if nothing_left(view) == "rest" else None
    return "" if following is None else f"training day {wording.coming(following, today=view.today)}"
