"""What a person writes down of a day: check-ins, sets, pain, skips and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.core import wording
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import MAX_PAIN, CheckIn, Exercise, Number, SetLog, Skip, SkipReason
from tracker.core.validation import set_faults
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayRow, DayView, day_view, sets_of

REASONS = {
    SkipReason.PAIN: "pain",
    SkipReason.TIME: "no time",
    SkipReason.EQUIPMENT: "equipment",
    SkipReason.OTHER: "other reasons",
}

FLARE_BEGINS = " Do half and keep moving; it ends with two settled mornings in a row."
NO_STEP = " No step comes for it before two days with good form."


@dataclass(frozen=True, slots=True)
class HowItWent:
    """What the sets of one entry have in common; None of hold and load means as planned."""

    hold_s: Number | None = None
    load_kg: Number | None = None
    pain: int | None = None
    leg: bool = False
    form_broke: bool = False
    note: str = ""


def check_in(
    context: AppContext,
    on: date,
    pain: int | None,
    *,
    flare: bool = False,
    leg: bool = False,
    note: str = "",
    keep_worse: bool = False,
) -> str:
    """Write the check-in of `on`; it replaces one that is there.

    Without `pain` the flags and the note are added to the check-in that is there. With `keep_worse` the higher pain
    of the two stays, as when a traveller lives a date twice.
    """
    context.require_not_in_future(on)
    _pain_in_range(pain)
    before = context.store.checkin(on)
    if pain is None:
        if before is None:
            raise UsageError(f"There is no check-in for {wording.day(on)} yet; say how much pain there is, 0 to 10.")
        if not (flare or leg or note):
            raise UsageError("Say how much pain there is, 0 to 10.")
        after = replace(before, flare=before.flare or flare, leg=before.leg or leg, note=note or before.note)
    else:
        after = CheckIn(on, pain, flare, leg, note)
        if keep_worse and before is not None:
            after = CheckIn(on, max(pain, before.pain), flare or before.flare, leg or before.leg, note or before.note)
    said = f"Check-in for {wording.day(on)}: pain {after.pain}" + _flags(after)
    with context.write(said) as work:
        work.put_checkin(after)
    begins = after.flare and not (before is not None and before.flare)
    return f"{said}." + (FLARE_BEGINS if begins and on == context.today() else "")


def log_sets(
    context: AppContext, exercise: Exercise, on: date, reps: Sequence[int], minutes: Number | None, how: HowItWent
) -> str:
    """Log sets of one exercise: one per entry of `reps`, one of `minutes`, or with neither those still missing."""
    row = day_view(context, context.require_not_in_future(on)).row(exercise.id)
    sets = [_as(each, how) for each in _sets(exercise, row, reps, minutes)]
    return _write_sets(context, on, exercise, sets) + _if_more(row, sets)


def log_next(context: AppContext, on: date, exercise: str, already: int, changed: SetLog | None = None) -> str:
    """Log the next set of today's dose, or `changed` in its place, as the one after `already` sets.

    Raises NotPossibleError where another window has logged meanwhile: the set that was meant is there already.
    """
    row = day_view(context, context.require_not_in_future(on)).row(exercise)
    if row is None or (changed is None and not row.missing):
        raise NotPossibleError("Nothing is missing.")
    done = changed or row.missing[0]
    more = f" Form broke.{NO_STEP}" if done.form_broke else _if_more(row, [done])
    return _write_sets(context, on, row.exercise, [done], already=already) + more


def _if_more(row: DayRow | None, sets: Sequence[SetLog]) -> str:
    """What to say to sets of which one is larger than the day's dose has it, or one more."""
    if row is None or row.today is None or row.skip is not None:
        return ""
    planned = [each.work for each in row.missing] + [0] * len(sets)
    more = any(each.work > most for each, most in zip(sets, planned, strict=False))
    return " More than planned earns nothing here." if more else ""


def log_missing(context: AppContext, on: date, exercises: Iterable[str] | None = None) -> str:
    """Log what is still missing of some of the day's exercises, or of all of them, with the pain unknown."""
    view = day_view(context, context.require_not_in_future(on))
    wanted = None if exercises is None else set(exercises)
    sets = [
        each
        for row in view.rows
        if (row.planned if wanted is None else row.exercise.id in wanted)
        for each in row.missing
    ]
    if not sets:
        raise NotPossibleError("Nothing is missing.")
    return _write_day(context, view, sets, {})


def finish_day(context: AppContext, on: date, pain: int | None) -> str:
    """Log all that is still missing of the day; `pain` goes to every exercise of it that has no reading yet."""
    view = day_view(context, context.require_not_in_future(on))
    _pain_in_range(pain)
    missing = [(row, each) for row in view.rows if row.planned for each in row.missing]
    sets = [replace(each, pain=pain) if row.pain is None else each for row, each in missing]
    unread = {} if pain is None else _unread(view.rows, pain)
    if not sets and not unread:
        raise NotPossibleError(_nothing_left(view))
    return _write_day(context, view, sets, unread)


def answer_for_all(context: AppContext, on: date, pain: int) -> str:
    """Write `pain` to the sets of every exercise of the day without a reading."""
    _pain_in_range(pain)
    view = day_view(context, on)
    unread = _unread(view.rows, pain)
    if not unread:
        raise NotPossibleError("Every exercise of the day has its pain already.")
    return _write_day(context, view, [], unread)


def set_pain(context: AppContext, on: date, exercise: str, pain: int, *, leg: bool = False) -> str:
    """Write the pain of an exercise on a day, to all its sets."""
    _pain_in_range(pain)
    return _change_sets(context, on, exercise, pain_words(pain, leg=leg), pain=pain, leg=leg)


def pain_words(pain: int, *, leg: bool) -> str:
    """`pain 3`, `pain 3, further down the leg`."""
    return f"pain {pain}" + (", further down the leg" if leg else "")


def set_form_broke(context: AppContext, on: date, exercise: str) -> str:
    """Mark the last set of an exercise on a day as one in which form broke."""
    row = _logged_row(context, on, exercise)
    return (
        update_set(context, on, replace(row.logged[-1], form_broke=True), f"{row.exercise.name}: form broke") + NO_STEP
    )


def set_note(context: AppContext, on: date, exercise: str, note: str) -> str:
    """Write a note to the last set of an exercise on a day."""
    row = _logged_row(context, on, exercise)
    return update_set(context, on, replace(row.logged[-1], note=note), f"{row.exercise.name}: note")


def set_day_note(context: AppContext, on: date, note: str) -> str:
    """Write the note of a day."""
    said = f"Note for {wording.day(on)}"
    with context.write(said) as work:
        work.put_session_note(context.require_not_in_future(on), note)
    return f"{said}."


def update_set(context: AppContext, on: date, changed: SetLog, said: str) -> str:
    """Replace a logged set, found by its id, by `changed`."""
    if changed.id is None:
        raise NotPossibleError("That set is not logged yet.")
    _no_faults(changed)
    with context.write(said) as work:
        work.update_set(changed.id, on, changed)
    return f"{said}."


def delete_last(context: AppContext, on: date, exercise: str) -> str:
    """Delete the last set of an exercise on a day, or else its skip."""
    row = day_view(context, on).row(exercise)
    if row is None or not (row.logged or row.skip):
        raise NotPossibleError("There is no set to delete.")
    said = f"{row.exercise.name}: " + ("a set deleted" if row.logged else "no longer left out")
    with context.write(said) as work:
        if row.logged:
            work.delete_sets([each.id for each in row.logged[-1:] if each.id is not None])
        else:
            work.delete_skip(on, exercise)
    return f"{said}."


def skip(context: AppContext, exercise: Exercise, on: date, reason: SkipReason, note: str = "") -> str:
    """Leave an exercise out for a day."""
    context.require_not_in_future(on)
    said = f"{exercise.name} left out on {wording.day(on)} ({REASONS[reason]})"
    with context.write(said) as work:
        work.put_skip(Skip(on, exercise.id, reason, note))
    return f"{said}."


def _sets(exercise: Exercise, row: DayRow | None, reps: Sequence[int], minutes: Number | None) -> tuple[SetLog, ...]:
    dose = (row.today if row else None) or exercise.start
    if exercise.in_minutes and reps:
        raise UsageError(f"{exercise.name} is done in minutes; log it with --minutes.")
    if not exercise.in_minutes and minutes is not None:
        raise UsageError(f"{exercise.name} is done in repetitions; write them after its name, one number a set.")
    if minutes is not None:
        return (SetLog(exercise.id, minutes=minutes),)
    if reps:
        return sets_of(exercise, replace(dose, reps=tuple(reps)))
    if row is None or row.today is None:
        raise UsageError(f"{exercise.name} is not in the plan; say how much was done.")
    if row.skip:
        raise NotPossibleError(f"{exercise.name} was left out that day; undo that, or say how much was done.")
    if not row.missing:
        raise NotPossibleError(f"Nothing is missing of {exercise.name}; to log more, say how much.")
    return row.missing


def _as(each: SetLog, how: HowItWent) -> SetLog:
    return replace(
        each,
        hold_s=each.hold_s if how.hold_s is None else how.hold_s,
        load_kg=each.load_kg if how.load_kg is None else how.load_kg,
        pain=how.pain,
        leg=how.leg,
        form_broke=how.form_broke,
        note=how.note,
    )


def _write_sets(
    context: AppContext, on: date, exercise: Exercise, sets: Sequence[SetLog], *, already: int | None = None
) -> str:
    for each in sets:
        _no_faults(each)
    stamp = context.clock.stamp()
    said = f"{exercise.name}: {wording.count(len(sets), 'set')} logged ({_amounts(sets)})"
    if on != context.today():
        said += f" for {wording.day(on)}"
    with context.write(said) as work:
        if already is not None and already < sum(each.exercise == exercise.id for each in context.store.day_sets(on)):
            raise NotPossibleError(f"{exercise.name}: that set was logged in another window meanwhile.")
        work.add_sets(on, [replace(each, at=stamp) for each in sets])
    return f"{said}."


def _write_day(context: AppContext, view: DayView, sets: Sequence[SetLog], unread: dict[int, SetLog]) -> str:
    stamp = context.clock.stamp()
    names = len({each.exercise for each in sets})
    parts = []
    if sets:
        parts.append(f"{wording.count(len(sets), 'set')} of {wording.count(names, 'exercise')} logged")
    if unread:
        pain = next(iter(unread.values())).pain
        parts.append(f"pain {pain} written to {wording.count(len(unread), 'set')}")
    said = f"{wording.day(view.on)}: {wording.listed(parts)}"
    with context.write(said) as work:
        work.add_sets(view.on, [replace(each, at=stamp) for each in sets])
        for row_id, each in unread.items():
            work.update_set(row_id, view.on, each)
    return f"{said}."


def _change_sets(context: AppContext, on: date, exercise: str, what: str, *, pain: int, leg: bool) -> str:
    row = _logged_row(context, on, exercise)
    said = f"{row.exercise.name}: {what}"
    with context.write(said) as work:
        for each in row.logged:
            if each.id is not None:
                work.update_set(each.id, on, replace(each, pain=pain, leg=leg))
    return f"{said}."


def _unread(rows: Iterable[DayRow], pain: int) -> dict[int, SetLog]:
    return {
        each.id: replace(each, pain=pain)
        for row in rows
        if row.pain is None
        for each in row.logged
        if each.id is not None
    }


def _logged_row(context: AppContext, on: date, exercise: str) -> DayRow:
    row = day_view(context, on).row(exercise)
    if row is None or not row.logged:
        raise NotPossibleError("No set of it is logged that day yet.")
    return row


def _nothing_left(view: DayView) -> str:
    if any(row.planned for row in view.rows):
        return "Nothing is missing of the day."
    return f"Nothing is planned for {wording.day(view.on)}."


def _no_faults(each: SetLog) -> None:
    faults = set_faults(each)
    if faults:
        raise UsageError(" ".join(faults))


def _pain_in_range(pain: int | None) -> None:
    if pain is not None and not 0 <= pain <= MAX_PAIN:
        raise UsageError("Pain is a whole number from 0 to 10.")


def _flags(checkin: CheckIn) -> str:
    said = [text for text, on in (("a flare", checkin.flare), ("further down the leg", checkin.leg)) if on]
    return ", " + wording.listed(said) if said else ""


def _amounts(sets: Sequence[SetLog]) -> str:
    return ", ".join(
        f"{each.reps}" + (f" × {wording.number(each.hold_s)} s" if each.hold_s else "")
        if each.reps
        else f"{wording.number(each.minutes)} min"
        for each in sets
    )
