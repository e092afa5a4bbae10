"""The pain of exercises: written to their sets, and answered (docs/engine.md, *The answer to a pain*)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tracker.core import wording
from tracker.core.engine.pain_answer import PainAnswer, pain_answer, usual_pain
from tracker.core.errors import NotPossibleError
from tracker.core.model import Exercise, SetLog, Skip, SkipReason
from tracker.core.readings import highest
from tracker.service.context import AppContext, transactional
from tracker.service.day.day_view import day_view
from tracker.service.merging import ANYTHING, Shown, require_shown
from tracker.service.validation import require_pain


class PainRecorded(NamedTuple):
    """The sentence that says what was written, and the answer to the pain, None where there is nothing to say."""

    message: str
    answer: PainAnswer | None


class SetAnswers(NamedTuple):
    """What the pains of sets lead to: the skips to write with them, and what to say, empty or ` Stop here. …`."""

    skips: tuple[Skip, ...]
    text: str


@transactional
def record_pain(
    context: AppContext,
    on: date,
    exercise: str,
    pain: int,
    *,
    leg: bool = False,
    performed: SetLog | None = None,
    already: int = 0,
    shown: int | Shown | None = ANYTHING,
) -> PainRecorded:
    """Write the pain of an exercise on a day to all its sets, and the skip that follows, as one change.

    `performed` is a set that ended with this pain, and is logged with it unless there are more than `already` sets.
    Where no set is logged, the skip has the pain in its note, and the day's check-in, if there is one, the mark of leg
    symptoms. Raises NotPossibleError where then no skip follows, and where the exercise has another pain than `shown`.
    """
    require_pain(pain)
    row = day_view(context, context.require_not_in_future(on)).row(exercise)
    if row is None:
        raise NotPossibleError("No set of it is logged yet.")
    require_shown(shown, row.pain, row.exercise.name)
    performed = None if len(row.logged) > already else performed
    answer = _answer(context, on, row.exercise, pain, leg=leg)
    no_set = not row.logged and performed is None
    skip = None
    if answer is not None and answer.skip:
        skip = _skip(on, exercise, row.skip, pain_text(pain, leg=leg) if no_set else "")
    elif no_set:
        sentence = f"No set of it is logged yet. Log a set of {row.exercise.name} first, then p writes its pain."
        raise NotPossibleError(f"{answer.text} {sentence}" if answer else sentence)
    stamp = context.clock.stamp()
    message = f"{row.exercise.name}: {pain_text(pain, leg=leg)}"
    checkin = context.store.checkin(on) if leg and no_set else None
    if checkin is not None:
        message += ", also noted in the check-in"
    with context.write(message) as work:
        for logged in row.logged:
            work.update_set(on, replace(logged, pain=pain, leg=leg))
        if performed is not None:
            work.add_sets(on, [replace(performed, pain=pain, leg=leg, at=stamp)])
        if skip is not None:
            work.put(skip)
        if checkin is not None:
            work.put(replace(checkin, leg=True))
    return PainRecorded(f"{message}.", answer)


def answer_sets(context: AppContext, on: date, sets: Iterable[SetLog]) -> SetAnswers:
    """The answers to the pains of sets that are about to be written for `on`: none unless it is today."""
    if on != context.today():
        return SetAnswers((), "")
    view, readings = day_view(context, on), dict[str, SetLog]()
    for logged in sets:
        worst = readings.get(logged.exercise, logged)
        readings[logged.exercise] = replace(logged, pain=highest(worst.pain, logged.pain), leg=worst.leg or logged.leg)
    skips, names = [], dict[PainAnswer, list[str]]()
    for name, reading in readings.items():
        exercise = context.exercises()[name]
        answer = _answer(context, on, exercise, reading.pain, leg=reading.leg)
        if answer is not None:
            names.setdefault(answer, []).append(exercise.name)
            row = view.row(name)
            skip = _skip(on, name, row.skip if row else None) if answer.skip else None
            if skip is not None:
                skips.append(skip)
    several = len(readings) > 1
    texts = [f"{wording.listed(of)}: {answer.text}" if several else answer.text for answer, of in names.items()]
    return SetAnswers(tuple(skips), "".join(f" {text}" for text in texts))


def pain_text(pain: int, *, leg: bool) -> str:
    """`pain 3`, `pain 3, further down the leg`."""
    return f"pain {pain}" + (", further down the leg" if leg else "")


def _answer(context: AppContext, on: date, exercise: Exercise, pain: int | None, *, leg: bool) -> PainAnswer | None:
    if on != context.today():
        return None
    usual = usual_pain(context.window(on).checkins, on)
    return pain_answer(exercise.kind, pain, leg=leg, usual=usual, settings=context.settings())


def _skip(on: date, exercise: str, existing: Skip | None, note: str = "") -> Skip | None:
    """The skip for pain to write, in place of one for another reason; None where there is one already."""
    if existing is not None and existing.reason is SkipReason.PAIN:
        return None
    return Skip(on, exercise, SkipReason.PAIN, note or (existing.note if existing else ""))
