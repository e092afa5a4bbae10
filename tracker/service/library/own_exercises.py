"""The person's own exercises: made, edited, archived where anything was ever recorded of them, else deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import normalize

from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.input.parsing import name_key
from tracker.core.input.validation import exercise_faults
from tracker.core.model import OWN_PREFIX, Exercise
from tracker.core.plan import Plan
from tracker.service.context import AppContext, transactional
from tracker.service.merging import merge_edit
from tracker.service.plan.planning import removal
from tracker.storage.unit_of_work import UnitOfWork

MAX_ID = 40


def own_id(name: str, taken: Iterable[str]) -> str:
    """An id for an exercise of that name which none of `taken` is: `my-band-row`, `my-band-row-2`."""
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = OWN_PREFIX + ("-".join(re.findall("[a-z0-9]+", plain))[:MAX_ID].strip("-") or "exercise")
    others = set(taken)
    number, candidate = 1, base
    while candidate in others:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


@transactional
def make(context: AppContext, draft: Exercise) -> str:
    """Store `draft` as an exercise of the person's own; its id is made from its name.

    Raises UsageError with all faults.
    """
    exercise = replace(draft, id=own_id(draft.name, context.exercises()))
    _require_valid(context, exercise)
    return context.put(f"{exercise.name} is in your library", exercise)


@transactional
def edit(context: AppContext, edited: Exercise, shown: Exercise | None = None) -> str:
    """Write what of `edited` differs from the exercise as it was `shown`, else all of it; its history stays.

    Raises ChangedElsewhereError where the same was changed meanwhile, UsageError with all faults.
    """
    before = _own(context, edited.id)
    changed = edited if shown is None else merge_edit(shown, edited, before, {})
    if changed == before:
        raise NotPossibleError(f"{before.name} is like that already.")
    _require_valid(context, changed)
    return context.put(f"{changed.name} is changed", changed)


@transactional
def archive(context: AppContext, exercise: Exercise) -> str:
    """Take an own exercise out of the library and the plan; what was recorded of it stays, and then so does it."""
    own = _own(context, exercise.id)
    if own.archived:
        raise NotPossibleError(f"{own.name} is archived already.")
    today = context.today()
    current = Plan(context.store.prescriptions()).prescription_on(own.id, today)
    used = context.store.used(own.id)
    message = f"{own.name} is archived; what was logged stays" if used else f"{own.name} is deleted"
    with context.write(message) as work:
        _leave_ladders(context, work, own.id)
        if current is not None:
            work.add_prescription(removal(current, today))
        if used:
            work.put(replace(own, archived=True))
        else:
            work.delete(Exercise, own.id)
    return f"{message}."


@transactional
def bring_back(context: AppContext, exercise: Exercise) -> str:
    """Put an archived exercise back into the library. Raises UsageError where its name was given away meanwhile."""
    own = _own(context, exercise.id)
    if not own.archived:
        raise NotPossibleError(f"{own.name} is not archived.")
    back = replace(own, archived=False)
    _require_valid(context, back)
    return context.put(f"{own.name} is back in your library", back)


def _own(context: AppContext, exercise: str) -> Exercise:
    own = context.exercises()[exercise]
    if not own.own:
        raise NotPossibleError(f"{own.name} ships with the program and stays as it is; n makes one of your own.")
    return own


def _leave_ladders(context: AppContext, work: UnitOfWork, exercise: str) -> None:
    """Let no rung lead to an exercise that leaves the library, or the engine would propose it."""
    for easier in context.store.own_exercises():
        if easier.harder == exercise:
            work.put(replace(easier, harder=None))


def _require_valid(context: AppContext, exercise: Exercise) -> None:
    """Raises UsageError with all faults of an exercise among those that there are."""
    known = context.exercises()
    before = known.get(exercise.id)
    faults = list(exercise_faults(exercise, known | {exercise.id: exercise}))
    name = name_key(exercise.name.strip())
    others = (other for other in known.values() if other.id != exercise.id and not other.archived)
    if any(name_key(other.name) == name for other in others):
        faults.append(f"There is an exercise called {exercise.name} already; give this one another name.")
    if before is not None and before.in_minutes != exercise.in_minutes and context.store.used(exercise.id):
        unit = "minutes" if before.in_minutes else "repetitions"
        faults.append(f"{before.name} was logged in {unit} and stays so; make another exercise for the rest.")
    if faults:
        raise UsageError(" ".join(fault[:1].upper() + fault[1:] for fault in faults))
