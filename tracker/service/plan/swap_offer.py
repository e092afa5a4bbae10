"""Another exercise in the place of one that has hurt two weeks running, rather than ever less of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from tracker.core.engine.progression import State
from tracker.core.model import Exercise
from tracker.library import easier, ladder
from tracker.service.context import AppContext, transactional
from tracker.service.day.day_view import DayRow, DayView
from tracker.service.not_now import AGAIN, is_put_off, put_off

WEEKS = 2
MAX_CHOICES = 5


class SwapOffer(NamedTuple):
    """An exercise that hurts, and those that could take its place, the nearest first."""

    exercise: Exercise
    choices: tuple[Exercise, ...]


def swap_offers(context: AppContext, view: DayView) -> tuple[SwapOffer, ...]:
    """What to offer on the day of `view`: for what is planned on it, not begun, and not prescribed by a professional.

    None in a pause, in a flare or after one, when more than a single exercise is sore, and none that the person has put
    off in the last four weeks.
    """
    if view.advice.state is not State.NORMAL:
        return ()
    hurting = context.engine(view.on).hurting(view.on, WEEKS)
    planned = {row.exercise.id for row in view.rows if row.prescription is not None}
    known = tuple(context.exercises().values())
    offers = (
        SwapOffer(row.exercise, choices_for(row.exercise, known, planned))
        for row in view.rows
        if row.exercise.id in hurting and _open(row) and not is_put_off(context, _question(row.exercise), view.on)
    )
    return tuple(offer for offer in offers if offer.choices)


@transactional
def put_off_swap(context: AppContext, exercise: Exercise) -> str:
    """Record that an exercise is to stay for now; no other is offered in its place for four weeks."""
    put_off(context, _question(exercise))
    return f"{exercise.name} stays in the plan. {AGAIN}"


def choices_for(exercise: Exercise, known: Sequence[Exercise], planned: Collection[str]) -> tuple[Exercise, ...]:
    """What could take the place of `exercise`, five at most, none of them in the plan or archived.

    First the easier rungs of its ladder, the nearest first; then the first rungs of other ladders of its kind and
    region, those first that bother least with what it bothers with.
    """
    rungs = ladder(known, exercise.id)
    below = reversed(rungs[: rungs.index(exercise)])
    others = [
        other
        for other in known
        if other not in rungs
        and (other.kind, other.region) == (exercise.kind, exercise.region)
        and not easier(known, other.id)
    ]
    others.sort(key=lambda other: len(set(other.bothers) & set(exercise.bothers)))
    return tuple(rung for rung in (*below, *others) if rung.id not in planned and not rung.archived)[:MAX_CHOICES]


def _question(exercise: Exercise) -> str:
    return f"Another exercise in place of {exercise.name}?"


def _open(row: DayRow) -> bool:
    prescription = row.prescription
    is_free = prescription is not None and not prescription.locked
    return row.planned and is_free and not row.logged and row.skip is None
