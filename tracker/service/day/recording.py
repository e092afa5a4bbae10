"""What a person writes down of a day: check-ins, sets, skips and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from tracker.core import wording
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import CheckIn, Exercise, Number, SetLog, Skip, SkipReason
from tracker.service.context import AppContext, transactional
from tracker.service.day.day_view import DayRow, DayView, day_view, sets_of
from tracker.service.day.pain import answer_sets
from tracker.service.merging import ANYTHING, Shown, merge_edit, require_shown
from tracker.service.validation import require_pain, require_text, require_valid_set

REASONS = {
    SkipReason.PAIN: "pain",
    SkipReason.TIME: "no time",
    SkipReason.EQUIPMENT: "no equipment",
    SkipReason.OTHER: "other reasons",
}

FLARE_BEGINS = " Do half and keep moving; it ends with two settled mornings in a row."
NO_STEP = " No step comes for it before two days with good form."


@dataclass(frozen=True, slots=True)
class DayNote:
    """The note of a day."""

    date: date
    note: str


@dataclass(frozen=True, slots=True)
class SetDetails:
    """What the sets of one entry have in common; None of hold and load means as planned."""

    hold_s: Number | None = None
    load_kg: Number | None = None
    pain: int | None = None
    leg: bool = False
    form_broke: bool = False
    note: str = ""


@transactional
def check_in(
    context: AppContext,
    on: date,
    pain: int | None,
    *,
    flare: bool = False,
    leg: bool = False,
    note: str = "",
    keep_worse: bool = False,
    shown: CheckIn | Shown | None = ANYTHING,
) -> str:
    """Write the check-in of `on`; it replaces one that is there.

    Without `pain` the flags and the note are added to the check-in that is there. With `keep_worse` the higher pain
    of the two stays, as when a traveller lives a date twice. Raises NotPossibleError where `shown`, the check-in that
    the person means to replace, is not the one that is there.
    """
    context.require_not_in_future(on)
    require_pain(pain)
    require_text(note)
    before = context.store.checkin(on)
    require_shown(shown, before, "The check-in")
    if pain is None:
        if before is None:
            day = wording.day(on, today=context.today())
            raise UsageError(f"There is no check-in for {day} yet; say how much pain there is, 0 to 10.")
        if not (flare or leg or note):
            raise UsageError("Say how much pain there is, 0 to 10.")
        after = replace(before, flare=before.flare or flare, leg=before.leg or leg, note=note or before.note)
    else:
        after = CheckIn(on, pain, flare, leg, note)
        if keep_worse and before is not None:
            worse = before if before.pain > pain else after
            after = replace(worse, flare=flare or before.flare, leg=leg or before.leg, note=note or before.note)
    message = f"Check-in for {wording.day(on, today=context.today())}: pain {after.pain}" + _flags(after)
    begins = after.flare and not (before is not None and before.flare)
    return context.put(message, after) + (FLARE_BEGINS if begins and on == context.today() else "")


@transactional
def log_sets(
    context: AppContext, exercise: Exercise, on: date, reps: Sequence[int], minutes: Number | None, how: SetDetails
) -> str:
    """Log sets of one exercise: one per entry of `reps`, one of `minutes`, or with neither those still missing."""
    row = day_view(context, context.require_not_in_future(on)).row(exercise.id)
    sets = [_with_details(set_log, how) for set_log in _sets(exercise, row, reps, minutes)]
    return _write_sets(context, on, exercise, sets, _if_more(row, sets))


@transactional
def log_next(context: AppContext, on: date, exercise: str, already: int, performed: SetLog | None = None) -> str:
    """Log the next set of today's dose, or `performed` in its place, as the one after `already` sets.

    Raises NotPossibleError where another window has logged meanwhile: the set that was meant is there already.
    """
    row = day_view(context, context.require_not_in_future(on)).row(exercise)
    if row is not None and already < len(row.logged):
        raise NotPossibleError(f"{row.exercise.name}: that set was logged in another window meanwhile.")
    if row is None or (performed is None and not row.missing):
        raise NotPossibleError("Nothing is missing.")
    done = performed or row.missing[0]
    more = f" Form broke.{NO_STEP}" if done.form_broke else _if_more(row, [done])
    return _write_sets(context, on, row.exercise, [done], more)


@transactional
def log_missing(context: AppContext, on: date, exercises: Iterable[str] | None = None) -> str:
    """Log what is still missing of some of the day's exercises, or of all of them, with the pain unknown."""
    view = day_view(context, context.require_not_in_future(on))
    chosen = None if exercises is None else set(exercises)
    rows = [row for row in view.rows if (row.planned if chosen is None else row.exercise.id in chosen)]
    sets = [missing for row in rows for missing in row.missing]
    if not sets:
        raise NotPossibleError("Nothing is missing.")
    return _write_day(context, view, sets, [])


@transactional
def finish_day(context: AppContext, on: date, pain: int | None) -> str:
    """Log all that is still missing of the day; `pain` goes to every exercise of it that has no reading yet."""
    view = day_view(context, context.require_not_in_future(on))
    require_pain(pain)
    missing = [(row, set_log) for row in view.rows if row.planned for set_log in row.missing]
    sets = [replace(set_log, pain=pain) if row.pain is None else set_log for row, set_log in missing]
    without_pain = [] if pain is None else _with_pain(view, pain)
    if not sets and not without_pain:
        raise NotPossibleError(_nothing_left(view))
    return _write_day(context, view, sets, without_pain)


@transactional
def answer_for_all(context: AppContext, on: date, pain: int) -> str:
    """Write `pain` to the sets of every exercise of the day without a reading."""
    require_pain(pain)
    view = day_view(context, on)
    without_pain = _with_pain(view, pain)
    if not without_pain:
        raise NotPossibleError("Every exercise of the day has its pain already.")
    return _write_day(context, view, [], without_pain)


@transactional
def set_form_broke(context: AppContext, on: date, exercise: str, shown: int | Shown = ANYTHING) -> str:
    """Mark the last set of an exercise on a day as one in which form broke.

    Raises NotPossibleError where there are not as many sets as were `shown`.
    """
    row = _logged_row(context, on, exercise)
    require_shown(shown, len(row.logged), row.exercise.name)
    label = f"{row.exercise.name}: form broke"
    return _update_set(context, on, replace(row.logged[-1], form_broke=True), label) + NO_STEP


@transactional
def set_note(context: AppContext, on: date, exercise: str, note: str, shown: SetLog | None = None) -> str:
    """Write a note to the last set of an exercise on a day, or to the one that was `shown`.

    Raises NotPossibleError where that one is gone, ChangedElsewhereError where it has another note by now.
    """
    row = _logged_row(context, on, exercise)
    stored = row.logged[-1]
    if shown is not None:
        stored = next((logged for logged in row.logged if logged.id == shown.id), None) or stored
        if stored.id != shown.id:
            raise NotPossibleError("That set is no longer there; it was deleted in another window meanwhile.")
        stored = merge_edit(shown, replace(shown, note=note), stored, {"note": "the note"})
    return _update_set(context, on, replace(stored, note=note), f"{row.exercise.name}: note")


@transactional
def set_day_note(context: AppContext, on: date, note: str, shown: str | None = None) -> str:
    """Write the note of a day.

    Raises ChangedElsewhereError where the day has another note by now than the one that was `shown`.
    """
    require_text(note)
    if shown is not None:
        base, stored = DayNote(on, shown), DayNote(on, context.store.session_note(on))
        merge_edit(base, DayNote(on, note), stored, {"note": "the note"})
    message = f"Note for {wording.day(on, today=context.today())}"
    with context.write(message) as work:
        work.put_session_note(context.require_not_in_future(on), note)
    return f"{message}."


@transactional
def delete_last(context: AppContext, on: date, exercise: str, shown: int | Shown = ANYTHING) -> str:
    """Delete the last set of an exercise on a day, or else its skip.

    Raises NotPossibleError where there are not as many sets as were `shown`.
    """
    row = day_view(context, on).row(exercise)
    if row is None or not (row.logged or row.skip):
        raise NotPossibleError("There is no set to delete.")
    require_shown(shown, len(row.logged), row.exercise.name)
    message = f"{row.exercise.name}: " + ("a set deleted" if row.logged else "no longer left out")
    with context.write(message) as work:
        if row.logged:
            work.delete_set(row.logged[-1].id)
        else:
            work.delete(Skip, on, exercise)
    return f"{message}."


@transactional
def skip(
    context: AppContext,
    exercise: Exercise,
    on: date,
    reason: SkipReason,
    note: str = "",
    shown: Skip | Shown | None = ANYTHING,
) -> str:
    """Leave an exercise out for a day; it replaces a skip that is there, which must be the one that was `shown`."""
    context.require_not_in_future(on)
    require_text(note)
    skips = context.window(on).skips
    existing = next((skip for skip in skips if (skip.date, skip.exercise) == (on, exercise.id)), None)
    require_shown(shown, existing, exercise.name)
    message = f"{exercise.name} left out on {wording.day(on, today=context.today())} ({REASONS[reason]})"
    return context.put(message, Skip(on, exercise.id, reason, note))


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


def _with_details(planned: SetLog, how: SetDetails) -> SetLog:
    return replace(planned, **{name: value for name, value in asdict(how).items() if value is not None})


def _if_more(row: DayRow | None, sets: Sequence[SetLog]) -> str:
    """What to say to sets of which one is larger than the day's dose has it, or one more."""
    if row is None or row.today is None or row.skip is not None:
        return ""
    planned = [set_log.work for set_log in row.missing] + [0] * len(sets)
    more = any(set_log.work > most for set_log, most in zip(sets, planned, strict=False))
    return " More than planned earns nothing here." if more else ""


def _write_sets(context: AppContext, on: date, exercise: Exercise, sets: Sequence[SetLog], remark: str) -> str:
    """Log sets of one exercise, and the skip that their pain leads to; the sentence ends with `remark`."""
    for set_log in sets:
        require_valid_set(set_log)
    stamp = context.clock.stamp()
    amounts = ", ".join(wording.dose(set_log.dose) for set_log in sets)
    message = f"{exercise.name}: {wording.count(len(sets), 'set')} logged ({amounts})"
    if on != context.today():
        message += f" for {wording.day(on, today=context.today())}"
    answers = answer_sets(context, on, sets)
    with context.write(message) as work:
        work.add_sets(on, [replace(set_log, at=stamp) for set_log in sets])
        work.put(*answers.skips)
    return f"{message}.{remark}{answers.text}"


def _write_day(context: AppContext, view: DayView, new: Sequence[SetLog], changed: Sequence[SetLog]) -> str:
    """Log `new` sets, and put `changed` ones in the place of those that are logged; and what their pains lead to."""
    stamp = context.clock.stamp()
    parts = []
    if new:
        exercises = wording.count(len({set_log.exercise for set_log in new}), "exercise")
        parts.append(f"{wording.count(len(new), 'set')} of {exercises} logged")
    if changed:
        parts.append(f"pain {changed[0].pain} written to {wording.count(len(changed), 'set')}")
    message = f"{wording.day(view.on, today=view.today)}: {wording.listed(parts)}"
    answers = answer_sets(context, view.on, (*new, *changed))
    with context.write(message) as work:
        work.add_sets(view.on, [replace(set_log, at=stamp) for set_log in new])
        for set_log in changed:
            work.update_set(view.on, set_log)
        work.put(*answers.skips)
    return f"{message}.{answers.text}"


def _update_set(context: AppContext, on: date, changed: SetLog, label: str) -> str:
    require_valid_set(changed)
    with context.write(label) as work:
        work.update_set(on, changed)
    return f"{label}."


def _with_pain(view: DayView, pain: int) -> list[SetLog]:
    """The sets of the exercises without a reading, with this one."""
    return [replace(set_log, pain=pain) for row in view.rows if row.pain is None for set_log in row.logged]


def _logged_row(context: AppContext, on: date, exercise: str) -> DayRow:
    row = day_view(context, on).row(exercise)
    if row is None or not row.logged:
        raise NotPossibleError("No set of it is logged yet.")
    return row


def _nothing_left(view: DayView) -> str:
    if any(row.planned for row in view.rows):
        return "Nothing is missing of the day."
    return f"Nothing is planned for {wording.day(view.on, today=view.today)}."


def _flags(checkin: CheckIn) -> str:
    flags = [text for text, on in (("a flare", checkin.flare), ("further down the leg", checkin.leg)) if on]
    return ", " + wording.listed(flags) if flags else ""
