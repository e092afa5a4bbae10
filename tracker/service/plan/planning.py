"""What changes the plan: accepting and declining, setting, ordering, removing and swapping, starter plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from tracker.core import wording
from tracker.core.engine.progression import Proposal, Verdict, VerdictKind
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.input.parsing import name_key
from tracker.core.input.validation import dose_faults
from tracker.core.model import MAX_STRENGTH_HOLD_S, Decline, Dose, Exercise, Kind, Number, Prescription, Why
from tracker.core.plan import Plan
from tracker.library import StarterPlan
from tracker.service.context import AppContext, transactional
from tracker.service.merging import ANYTHING, Shown, merge_edit, require_shown

PLAN_LABELS = {
    "reps": "repetitions",
    "hold_s": "seconds held",
    "load_kg": "the weight",
    "minutes": "minutes",
    "days": "the days",
    "locked": "locked",
}


class PlanItem(NamedTuple):
    """An exercise of the plan: its prescription today, since when at this dose, and all its prescriptions so far."""

    exercise: Exercise
    prescription: Prescription
    dose: Dose
    since: date
    changes: tuple[Prescription, ...]


def plan_items(context: AppContext) -> tuple[PlanItem, ...]:
    """The plan as it holds today, in plan order."""
    today = context.today()
    exercises = context.exercises()
    prescriptions = context.store.prescriptions()
    return tuple(
        PlanItem(
            exercises[effective.prescription.exercise],
            effective.prescription,
            effective.dose,
            date.fromordinal(effective.since),
            tuple(change for change in prescriptions if change.exercise == effective.prescription.exercise),
        )
        for effective in Plan(prescriptions).effective_on(today.toordinal())
        if effective.dose is not None
    )


@transactional
def accept(context: AppContext, exercise: Exercise, shown: Proposal | Shown | None = ANYTHING) -> str:
    """Accept the proposal for an exercise; where it was begun today, the session goes on and it holds from tomorrow.

    Raises NotPossibleError where nothing is proposed, or something else than was `shown`.
    """
    today = context.today()
    verdict = _verdict(context, exercise)
    require_shown(shown, verdict.proposed, exercise.name)
    if verdict.proposed is None or verdict.verdict not in (VerdictKind.INCREASE, VerdictKind.STEP_BACK):
        raise NotPossibleError(_nothing_proposed(exercise, verdict))
    history = context.window(today)
    if any(
        prescription.exercise in (exercise.id, verdict.proposed.exercise) and prescription.start > today
        for prescription in history.prescriptions
    ):
        raise NotPossibleError(f"A change of {exercise.name} is already in the plan for the days to come.")
    begun = any(logged.exercise == exercise.id for logged in context.store.day_sets(today))
    start = today + timedelta(days=1) if begun else today
    current = _current(context, exercise)
    new = replace(
        current,
        exercise=verdict.proposed.exercise,
        start=start,
        dose=verdict.proposed.dose,
        why=Why(verdict.verdict.value),
    )
    prescriptions = [new] if new.exercise == exercise.id else [removal(current, start), new]
    proposed = context.exercises()[new.exercise]
    dose = wording.dose(verdict.proposed.dose, per_side=proposed.per_side)
    return append(context, f"{proposed.name} from {'tomorrow' if begun else 'today'}: {dose}", prescriptions)


@transactional
def decline(context: AppContext, exercise: Exercise, shown: Proposal | Shown | None = ANYTHING) -> str:
    """Decline today's increase of an exercise; it is not offered again for a week.

    Raises NotPossibleError where none is proposed, or another than was `shown`.
    """
    verdict = _verdict(context, exercise)
    require_shown(shown, verdict.proposed, exercise.name)
    if verdict.verdict is not VerdictKind.INCREASE:
        raise NotPossibleError(_nothing_proposed(exercise, verdict))
    dose = wording.dose(verdict.dose, per_side=exercise.per_side)
    message = f"{exercise.name} stays at {dose}; it is asked again in a week at the earliest"
    return context.put(message, Decline(context.today(), exercise.id))


class PlanEdit(NamedTuple):
    """What to change of a dose; None leaves it as it is."""

    reps: tuple[int, ...] | None = None
    hold_s: Number | None = None
    load_kg: Number | None = None
    minutes: Number | None = None

    def applied(self, dose: Dose) -> Dose:
        """The dose with the change made."""
        return replace(dose, **{name: value for name, value in self._asdict().items() if value is not None})


@transactional
def set_exercise(
    context: AppContext,
    exercise: Exercise,
    change: PlanEdit | None = None,
    *,
    days: tuple[int, ...] | None = None,
    position: int | None = None,
    lock: bool | None = None,
) -> str:
    """Put an exercise in the plan from today, or change its dose, days, place or lock.

    A locked dose is only changed together with `lock`: by whoever set it (True), or once it is unlocked (False).
    Raises UsageError for a dose that is none.
    """
    today = context.today()
    plan = context.plan(today)
    current = plan.prescription_on(exercise.id, today)
    base = current or Prescription(exercise.id, today, exercise.start, why=Why.START)
    dose = (change or PlanEdit()).applied(base.dose or exercise.start)
    locked = base.locked if lock is None else lock
    check_dose(exercise, dose, locked=locked)
    if current is not None and current.locked and lock is None and dose != current.dose:
        raise UsageError(
            f"{exercise.name} is locked, as a professional prescribed it. If they changed it, say so with --lock; "
            "to plan it yourself, --unlock."
        )
    why = why_of(current, dose, today, locked=locked)
    new = replace(
        base, start=today, dose=dose, days=base.days if days is None else days, locked=locked, removed=False, why=why
    )
    prescriptions = [new]
    if position is not None:
        order = [other for other in plan.in_plan(today) if other.exercise != exercise.id]
        order.insert(max(position, 1) - 1, new)
        prescriptions = _renumbered(order, today, keep=new)
    if current is not None and prescriptions == [replace(current, start=today, why=why)]:
        raise NotPossibleError(f"{exercise.name} is planned like that already.")
    amount = wording.dose(dose, per_side=exercise.per_side)
    message = f"{exercise.name}: {amount}, {wording.days(new.days)}" + (", locked" if new.locked else "")
    return append(context, message, prescriptions)


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """How an exercise is planned, as a form shows it."""

    dose: Dose
    days: tuple[int, ...]
    locked: bool


@transactional
def edit_planned(context: AppContext, exercise: Exercise, shown: PlannedDose | None, edited: PlannedDose) -> str:
    """Write what of `edited` differs from what was `shown`, None for an exercise that was not in the plan.

    Raises ChangedElsewhereError where the same was changed meanwhile, NotPossibleError where the exercise was added or
    taken out meanwhile, UsageError for a dose that is none.
    """
    today = context.today()
    current = context.plan(today).prescription_on(exercise.id, today)
    if (current is None) is not (shown is None):
        change = "taken out of the plan" if current is None else "added to the plan"
        raise NotPossibleError(f"{exercise.name} was {change} in another window meanwhile. Press esc and look at it.")
    if shown is not None and current is not None and current.dose is not None:
        stored = PlannedDose(current.dose, current.days, current.locked)
        edited = merge_edit(shown, edited, stored, PLAN_LABELS)
    change_of_dose = PlanEdit(**asdict(edited.dose))
    return set_exercise(context, exercise, change_of_dose, days=edited.days, lock=edited.locked)


@transactional
def move(context: AppContext, exercise: Exercise, by: int) -> str:
    """Move an exercise up (negative) or down in the order of the plan. Raises NotPossibleError beyond its ends."""
    today = context.today()
    order = list(context.plan(today).in_plan(today))
    at = order.index(_current(context, exercise))
    if not 0 <= at + by < len(order):
        raise NotPossibleError(f"{exercise.name} is at the {'beginning' if by < 0 else 'end'} of the plan already.")
    order.insert(at + by, order.pop(at))
    return append(context, "The order of the plan", _renumbered(order, today))


@transactional
def remove(context: AppContext, exercise: Exercise) -> str:
    """Take an exercise out of the plan from today; what was logged stays."""
    current = _current(context, exercise)
    return append(context, f"{exercise.name} taken out of the plan", [removal(current, context.today())])


@transactional
def swap(context: AppContext, old: Exercise, new: Exercise) -> str:
    """Put another rung in an exercise's place, at its beginner dose."""
    today = context.today()
    current = _current(context, old)
    if current.locked:
        raise NotPossibleError(f"{old.name} is locked, as a professional prescribed it; unlock it first.")
    if context.plan(today).prescription_on(new.id, today) is not None:
        raise NotPossibleError(f"{new.name} is in the plan already.")
    message = f"{new.name} in place of {old.name}: {wording.dose(new.start, per_side=new.per_side)}"
    replacement = Prescription(new.id, today, new.start, current.days, current.position)
    return append(context, message, [removal(current, today), replacement])


def starter(context: AppContext, name: str) -> StarterPlan:
    """The starter plan that an id, a name or the beginning of one names. Raises UsageError."""
    text = name_key(name)
    plans = context.library.plans
    matches = [plan for plan in plans if text in (plan.id, name_key(plan.name))] or [
        plan for plan in plans if plan.id.startswith(text) or name_key(plan.name).startswith(text)
    ]
    if len(matches) == 1:
        return matches[0]
    raise UsageError(f"There is no starter plan {name!r}; there are {wording.listed([plan.id for plan in plans])}.")


@transactional
def start_plan(context: AppContext, chosen: StarterPlan) -> str:
    """Put a starter plan in place from today.

    What else is in the plan leaves it, unless it is locked; an exercise that is in both keeps the dose it has reached.
    """
    today = context.today()
    before = {prescription.exercise: prescription for prescription in context.plan(today).in_plan(today)}
    kept = {entry.exercise for entry in chosen.entries}
    prescriptions = [
        removal(current, today) for current in before.values() if current.exercise not in kept and not current.locked
    ]
    for position, entry in enumerate(chosen.entries, start=1):
        current = before.get(entry.exercise)
        if current is None:
            prescriptions.append(Prescription(entry.exercise, today, entry.dose, entry.days, position, why=Why.START))
        else:
            moved = _moved(current, today, days=entry.days, position=position)
            if moved != replace(current, start=today, why=moved.why):
                prescriptions.append(moved)
    message = f"{chosen.name}: {wording.count(len(chosen.entries), 'exercise')} planned"
    return append(context, message, prescriptions)


def why_of(current: Prescription | None, dose: Dose, today: date, *, locked: bool) -> Why:
    """The reason of a prescription from today in place of `current`: that of one from today with the same dose."""
    if current is not None and current.dose == dose and current.start == today:
        return current.why
    return Why.CLINICIAN if locked else Why.MANUAL if current else Why.START


def _current(context: AppContext, exercise: Exercise) -> Prescription:
    """The prescription of today. Raises NotPossibleError where it is not in the plan."""
    today = context.today()
    current = context.plan(today).prescription_on(exercise.id, today)
    if current is None:
        raise NotPossibleError(f"{exercise.name} is not in the plan.")
    return current


def _verdict(context: AppContext, exercise: Exercise) -> Verdict:
    for verdict in context.advice(context.today()).exercises:
        if verdict.exercise == exercise.id:
            return verdict
    raise NotPossibleError(f"{exercise.name} is not in the plan.")


def _nothing_proposed(exercise: Exercise, verdict: Verdict) -> str:
    if verdict.verdict is VerdictKind.EASE:
        return f"{exercise.name} is eased for today by itself; there is nothing to accept or decline."
    if verdict.verdict is VerdictKind.STEP_BACK:
        return f"A step back is proposed for {exercise.name}; leave it, or accept it."
    reasons = [need.text for need in verdict.needs] or list(verdict.why)
    return " ".join([f"No step is proposed for {exercise.name} today.", *reasons[:1]])


def check_dose(exercise: Exercise, dose: Dose, *, locked: bool) -> None:
    """Raises UsageError with all that is wrong with a dose for an exercise."""
    if exercise.in_minutes and dose.reps:
        raise UsageError(f"{exercise.name} is planned in minutes, not in repetitions.")
    if not exercise.in_minutes and dose.minutes:
        raise UsageError(f"{exercise.name} is planned in repetitions, not in minutes.")
    faults = dose_faults(dose, exercise.name)
    if exercise.kind is Kind.STRENGTH and dose.hold_s > MAX_STRENGTH_HOLD_S and not locked:
        faults.append(
            f"{exercise.name}: a strength hold is at most {MAX_STRENGTH_HOLD_S} s, it grows by repetitions; "
            "if a professional prescribed it longer, lock it."
        )
    if faults:
        raise UsageError(" ".join(faults))


def _renumbered(order: Iterable[Prescription], today: date, keep: Prescription | None = None) -> list[Prescription]:
    """The prescriptions to write so that the plan has this order: those whose number changes, and `keep`."""
    return [
        prescription
        if prescription is keep and prescription.position == number
        else _moved(prescription, today, position=number)
        for number, prescription in enumerate(order, start=1)
        if prescription is keep or prescription.position != number
    ]


def _moved(current: Prescription, today: date, *, days: tuple[int, ...] | None = None, position: int) -> Prescription:
    """The same dose in another place or on other days; what was written today keeps its reason, as this replaces it."""
    return replace(
        current,
        start=today,
        days=current.days if days is None else days,
        position=position,
        why=current.why if current.start == today else Why.MANUAL,
    )


def removal(current: Prescription, start: date) -> Prescription:
    """The prescription that takes an exercise out of the plan from `start`."""
    return Prescription(current.exercise, start, None, current.days, current.position, removed=True)


def append(context: AppContext, message: str, prescriptions: Iterable[Prescription]) -> str:
    """Write prescriptions as one change, for which undo has the label `message`."""
    with context.write(message) as work:
        for prescription in prescriptions:
            work.add_prescription(prescription)
    return f"{message}."
