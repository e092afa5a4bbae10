"""The person's own exercises: made, edited, archived where anything was ever recorded of them, else deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import normalize

from tracker.core.checks import exercise_faults
from tracker.core.errors import BadCall, NotPossible
from tracker.core.model import OWN_PREFIX, Exercise, Prescription
from tracker.core.plan import Plan
from tracker.service.desk import Desk
from tracker.storage.change import Change

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


def make(desk: Desk, draft: Exercise) -> str:
    """Keep `draft` as an exercise of the person's own; its id is made from its name. Raises BadCall with all faults."""
    exercise = replace(draft, id=own_id(draft.name, desk.exercises()))
    _check(desk, exercise)
    said = f"{exercise.name} is in your library"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        change.put_exercise(exercise)
    return f"{said}."


def edit(desk: Desk, changed: Exercise) -> str:
    """Put `changed` in the place of the exercise with its id, whose history stays. Raises BadCall with all faults."""
    before = _own(desk, changed.id)
    if changed == before:
        raise NotPossible(f"{before.name} is like that already.")
    _check(desk, changed)
    said = f"{changed.name} is changed"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        change.put_exercise(changed)
    return f"{said}."


def archive(desk: Desk, exercise: Exercise) -> str:
    """Take an own exercise out of the library and the plan; what was recorded of it stays, and then so does it."""
    own = _own(desk, exercise.id)
    if own.archived:
        raise NotPossible(f"{own.name} is archived already.")
    today = desk.today()
    held = Plan(desk.store.prescriptions()).holding(own.id, today)
    used = desk.store.used(own.id)
    said = f"{own.name} is archived; what was logged stays" if used else f"{own.name} is deleted"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        _leave_ladders(desk, change, own.id)
        if held is not None:
            change.add_prescription(Prescription(own.id, today, None, held.days, held.position, removed=True))
        if used:
            change.put_exercise(replace(own, archived=True))
        else:
            change.delete_exercise(own.id)
    return f"{said}."


def bring_back(desk: Desk, exercise: Exercise) -> str:
    """Put an archived exercise back into the library. Raises BadCall where its name was given away meanwhile."""
    own = _own(desk, exercise.id)
    if not own.archived:
        raise NotPossible(f"{own.name} is not archived.")
    back = replace(own, archived=False)
    _check(desk, back)
    said = f"{own.name} is back in your library"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        change.put_exercise(back)
    return f"{said}."


def _own(desk: Desk, exercise: str) -> Exercise:
    found = desk.exercises()[exercise]
    if not found.own:
        raise NotPossible(f"{found.name} ships with the program and stays as it is; n makes one of your own.")
    return found


def _leave_ladders(desk: Desk, change: Change, exercise: str) -> None:
    """No rung leads to what is no longer in the library, or the engine would propose it."""
    for each in desk.store.own_exercises():
        if each.harder == exercise:
            change.put_exercise(replace(each, harder=None))


def _check(desk: Desk, exercise: Exercise) -> None:
    known = desk.exercises()
    before = known.get(exercise.id)
    faults = list(exercise_faults(exercise, known | {exercise.id: exercise}))
    called = exercise.name.strip().casefold()
    if any(each.id != exercise.id and not each.archived and each.name.casefold() == called for each in known.values()):
        faults.append(f"There is an exercise called {exercise.name} already; give this one another name.")
    if before is not None and before.in_minutes != exercise.in_minutes and desk.store.used(exercise.id):
        unit = "minutes" if before.in_minutes else "repetitions"
        faults.append(f"{before.name} was logged in {unit} and stays so; make another exercise for the rest.")
    if faults:
        raise BadCall(" ".join(fault[:1].upper() + fault[1:] for fault in faults))
