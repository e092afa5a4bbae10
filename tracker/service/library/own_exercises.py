"""The person's own exercises: made, edited, archived where anything was ever recorded of them, else deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import normalize

from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import OWN_PREFIX, Exercise, Prescription
from tracker.core.plan import Plan
from tracker.core.validation import exercise_faults
from tracker.service.context import AppContext
from tracker.storage.unit_of_work import UnitOfWork

MAX_ID = 40


def own_id(name: str, taken: Iterable[str]) -> str:
    """An id for an exercise of that name which none of `taken` is: `my-band-row`, `my-band-row-2`."""
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = OWN_PREFIX + ("-".join(re.findall("[a-z0-9]+", plain))[:MAX_ID].strip("-") or "exercise")
    others = set(taken)
    number, found = 1, base
    while found in others:
        number += 1
        found = f"{base}-{number}"
    return found


def make(context: AppContext, draft: Exercise) -> str:
    """Store `draft` as an exercise of the person's own; its id is made from its name.

    Raises UsageError with all faults.
    """
    exercise = replace(draft, id=own_id(draft.name, context.exercises()))
    _check(context, exercise)
    said = f"{exercise.name} is in your library"
    with context.write(said) as work:
        work.put_exercise(exercise)
    return f"{said}."


def edit(context: AppContext, changed: Exercise) -> str:
    """Replace the exercise that has the id of `changed`; its history stays.

    Raises UsageError with all faults.
    """
    before = _own(context, changed.id)
    if changed == before:
        raise NotPossibleError(f"{before.name} is like that already.")
    _check(context, changed)
    said = f"{changed.name} is changed"
    with context.write(said) as work:
        work.put_exercise(changed)
    return f"{said}."


def archive(context: AppContext, exercise: Exercise) -> str:
    """Take an own exercise out of the library and the plan; what was recorded of it stays, and then so does it."""
    own = _own(context, exercise.id)
    if own.archived:
        raise NotPossibleError(f"{own.name} is archived already.")
    today = context.today()
    held = Plan(context.store.prescriptions()).prescription_on(own.id, today)
    used = context.store.used(own.id)
    said = f"{own.name} is archived; what was logged stays" if used else f"{own.name} is deleted"
    with context.write(said) as work:
        _leave_ladders(context, work, own.id)
        if held is not None:
            work.add_prescription(Prescription(own.id, today, None, held.days, held.position, removed=True))
        if used:
            work.put_exercise(replace(own, archived=True))
        else:
            work.delete_exercise(own.id)
    return f"{said}."


def bring_back(context: AppContext, exercise: Exercise) -> str:
    """Put an archived exercise back into the library. Raises UsageError where its name was given away meanwhile."""
    own = _own(context, exercise.id)
    if not own.archived:
        raise NotPossibleError(f"{own.name} is not archived.")
    back = replace(own, archived=False)
    _check(context, back)
    said = f"{own.name} is back in your library"
    with context.write(said) as work:
        work.put_exercise(back)
    return f"{said}."


def _own(context: AppContext, exercise: str) -> Exercise:
    found = context.exercises()[exercise]
    if not found.own:
        raise NotPossibleError(f"{found.name} ships with the program and stays as it is; n makes one of your own.")
    return found


def _leave_ladders(context: AppContext, work: UnitOfWork, exercise: str) -> None:
    """No rung leads to what is no longer in the library, or the engine would propose it."""
    for each in context.store.own_exercises():
        if each.harder == exercise:
            work.put_exercise(replace(each, harder=None))


def _check(context: AppContext, exercise: Exercise) -> None:
    known = context.exercises()
    before = known.get(exercise.id)
    faults = list(exercise_faults(exercise, known | {exercise.id: exercise}))
    called = exercise.name.strip().casefold()
    if any(each.id != exercise.id and not each.archived and each.name.casefold() == called for each in known.values()):
        faults.append(f"There is an exercise called {exercise.name} already; give this one another name.")
    if before is not None and before.in_minutes != exercise.in_minutes and context.store.used(exercise.id):
        unit = "minutes" if before.in_minutes else "repetitions"
        faults.append(f"{before.name} was logged in {unit} and stays so; make another exercise for the rest.")
    if faults:
        raise UsageError(" ".join(fault[:1].upper() + fault[1:] for fault in faults))
