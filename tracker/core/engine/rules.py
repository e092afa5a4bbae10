"""The rules of the engine: from the facts of a day to a finding for each exercise of the plan.

Days are day numbers (`date.toordinal`). The words for people are in `reasons`, the facts in `record`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from tracker.core.days import between, latest
from tracker.core.doses import back_after_amber, back_after_red, scale
from tracker.core.engine.advice import Proposal, State, VerdictKind
from tracker.core.engine.engine_state import EngineState
from tracker.core.engine.exercise_history import ExerciseHistory
from tracker.core.model import Dose, Exercise, Kind, Why
from tracker.core.plan import EffectivePrescription, PrescriptionTimeline

RED_WINDOW = 14
AMBER_WINDOW = 14
STEP_BACK_REST = 27
LAST_WEEK = 6
TRAINING_DAYS_AFTER_FLARE = 2

WHOLE = Fraction(1)
FLARE_FACTOR = Fraction(1, 2)
RED_FACTOR = Fraction(7, 10)
AFTER_FLARE_FACTOR = Fraction(3, 4)
# A gap of at least so many days, since when it was logged on fewer than so many days, and the factor.
LAYOFF_FACTORS = ((28, 2, Fraction(1, 2)), (28, 4, Fraction(3, 4)), (14, 2, Fraction(3, 4)), (8, 1, Fraction(9, 10)))


@dataclass(slots=True)
class EvaluationContext:
    """One exercise of the plan on the day asked about, with what holds then and what was logged before."""

    record: EngineState
    on: int
    state: State
    exercise: Exercise
    term: EffectivePrescription
    dose: Dose
    course: PrescriptionTimeline
    ledger: ExerciseHistory


@dataclass(slots=True)
class Finding:
    """A verdict without words."""

    case: EvaluationContext
    kind: VerdictKind
    code: str
    factor: Fraction = WHOLE
    proposed: Proposal | None = None
    needs: tuple[str, ...] = ()


def state_of(record: EngineState, on: int) -> State:
    """The state of the person."""
    if record.plan.pauses.cover(on):
        return State.PAUSED
    spell = record.spell(on)
    if spell is None:
        return State.NORMAL
    if on < spell.end:
        return State.FLARE
    trained = latest(record.diary.trained, on, TRAINING_DAYS_AFTER_FLARE)
    back = len(trained) == TRAINING_DAYS_AFTER_FLARE and trained[0] >= spell.end
    return State.NORMAL if back else State.AFTER_FLARE


def evaluation_context(
    record: EngineState, on: int, state: State, term: EffectivePrescription, dose: Dose
) -> EvaluationContext:
    """The case of the exercise of `term`, which holds on `on`."""
    name = term.held.exercise
    return EvaluationContext(
        record, on, state, record.exercises[name], term, dose, record.plan.course(name), record.ledger(name)
    )


def findings(record: EngineState, on: int, most_needs: int | None = None) -> list[Finding]:
    """What is found for each exercise, in plan order; of the unmet conditions the first `most_needs`."""
    state = state_of(record, on)
    cases = (
        evaluation_context(record, on, state, term, term.dose)
        for term in record.plan.terms_on(on)
        if term.dose is not None
    )
    return _take_turns([find(case, most_needs) for case in cases])


def find(case: EvaluationContext, most_needs: int | None = None) -> Finding:
    """The first verdict that applies, before turns are taken."""
    if case.state is State.PAUSED:
        return Finding(case, VerdictKind.HOLD, "paused")
    if case.term.held.locked:
        return Finding(case, VerdictKind.HOLD, "locked")
    red = red_days(case)
    easing = min(_easings(case, red), key=lambda easing: easing[1], default=None)
    if easing is not None:
        code, factor = easing
        return Finding(case, VerdictKind.EASE, code, factor, Proposal(case.exercise.id, scale(case.dose, factor)))
    if len(red) > 1:
        return _step_back(case, "red", back_after_red(case.dose, case.term.before))
    if is_amber(case):
        return _step_back(case, "amber", back_after_amber(case.dose, case.term.before, case.exercise.start))
    step = next_step(case)
    needs = tuple(islice(unmet(case, step), most_needs))
    if needs or step is None:
        return Finding(case, VerdictKind.HOLD, needs[0], needs=needs)
    code = "increase" if step.exercise == case.exercise.id else "variation"
    return Finding(case, VerdictKind.INCREASE, code, proposed=step)


def _easings(case: EvaluationContext, red: list[int]) -> Iterator[tuple[str, Fraction]]:
    if case.state is State.FLARE:
        yield "flare", FLARE_FACTOR
    if len(red) == 1 and red[0] in case.ledger.last_two_felt(case.on):
        yield "red", RED_FACTOR
    if case.state is State.AFTER_FLARE:
        yield "after_flare", AFTER_FLARE_FACTOR
    for gap, logged in case.ledger.layoffs(case.on):
        for at_least, fewer_than, factor in LAYOFF_FACTORS:
            if gap >= at_least and logged < fewer_than:
                yield "layoff", factor


def red_days(case: EvaluationContext) -> list[int]:
    """The red days of the exercise, oldest first."""
    return between(case.ledger.red, max(case.on - RED_WINDOW, case.term.since), case.on - 1)


def is_amber(case: EvaluationContext) -> bool:
    """Whether it hurt on the last two days with a pain, both of late and at this dose, and no step back was taken."""
    days = case.ledger.last_two_felt(case.on)
    first = max(case.on - AMBER_WINDOW, case.term.since)
    amber_from = case.record.settings.amber_from
    if len(days) < 2 or not all(day >= first and case.ledger.provoked(day, amber_from) for day in days):
        return False
    started = case.course.started(case.on - STEP_BACK_REST, case.on)
    return all(term.held.why is not Why.STEP_BACK for term in started)


def _step_back(case: EvaluationContext, code: str, dose: Dose | None) -> Finding:
    """A step back to `dose`; if there is none, or none lower, to the easier rung; else a hold."""
    proposed = easier_rung(case) if dose is None or dose == case.dose else Proposal(case.exercise.id, dose)
    if proposed is None:
        return Finding(case, VerdictKind.HOLD, "at_minimum")
    return Finding(case, VerdictKind.STEP_BACK, code, proposed=proposed)


def easier_rung(case: EvaluationContext) -> Proposal | None:
    """The first exercise whose harder rung this is and that is not in the plan, at the dose it last had."""
    for rung in case.record.exercises.values():
        if rung.harder == case.exercise.id and _may_enter(case, rung):
            return Proposal(rung.id, case.record.plan.course(rung.id).last_dose(case.on) or rung.start)
    return None


def may_ever_rise(record: EngineState, term: EffectivePrescription) -> bool:
    """Whether there can be a step up while nothing but accepted increases changes the plan."""
    exercise = record.exercises[term.held.exercise]
    if not record.settings.raise_doses or term.held.locked or exercise.kind is Kind.STRETCH or term.dose is None:
        return False
    return exercise.harder is not None or record.raised(exercise, term.dose) is not None


def next_step(case: EvaluationContext) -> Proposal | None:
    """The smallest step up: more of the same, or the harder rung at its start."""
    dose = case.record.raised(case.exercise, case.dose)
    if dose is not None:
        return Proposal(case.exercise.id, dose)
    rung = None if case.exercise.harder is None else case.record.exercises.get(case.exercise.harder)
    return None if rung is None or not _may_enter(case, rung) else Proposal(rung.id, rung.start)


def _may_enter(case: EvaluationContext, rung: Exercise) -> bool:
    """Whether another rung is not in the plan, and not one that the person has put away."""
    return case.record.plan.course(rung.id).on(case.on) is None and not rung.archived


def clean_weeks(case: EvaluationContext) -> int:
    """How many weeks in a row were clean at this dose, since the last long pause and the last gap."""
    return case.ledger.clean_weeks(case.on, max(begins(case).values()))


def begins(case: EvaluationContext) -> dict[str, int]:
    """The days on or after which a clean week must begin, by what each is: `dose`, `pause`, `gap`."""
    days = {"dose": case.term.since}
    back = case.record.plan.pauses.back_from(case.on)
    if back is not None:
        days["pause"] = back
    again = case.ledger.back_from(case.on)
    if again is not None:
        days["gap"] = again
    return days


def unmet(case: EvaluationContext, step: Proposal | None) -> Iterator[str]:
    """The codes of the conditions of an increase that are not met, in the order of the rules, turns aside."""
    record, on, settings = case.record, case.on, case.record.settings
    if not settings.raise_doses:
        yield "raises_off"
    if case.exercise.kind is Kind.STRETCH:
        yield "stretch"
    if step is None:
        yield "top_of_range"
    if on not in record.diary.checkins:
        yield "check_in"
    if record.diary.hurts(on):
        yield "pain_today"
    clean = clean_weeks(case)
    if clean < settings.weeks_required:
        yield "pain_free_weeks"
    elif step is not None and step.exercise != case.exercise.id and clean < settings.weeks_required + 1:
        yield "one_more_week"
    if not _dose_met(case):
        yield "dose_not_met"
    if any(case.ledger.broke_form(day) for day in case.ledger.last_two(on)):
        yield "form"
    if between(record.declined.get(case.exercise.id, []), on - LAST_WEEK, on):
        yield "declined"


def _dose_met(case: EvaluationContext) -> bool:
    """Whether the whole dose was done on the last two days it was logged, both of them at this dose."""
    days = case.ledger.last_two(case.on)
    return len(days) == 2 and all(day >= case.term.since and case.ledger.met(day) for day in days)


def _take_turns(found: list[Finding]) -> list[Finding]:
    """Holds the increases whose turn it is not."""
    ready = sorted(rises(found), key=lambda rise: rise[0].term.since)
    if not ready:
        return found
    record, on = ready[0][0].record, ready[0][0].on
    room = max(0, record.settings.max_increases_per_week - _raised_lately(record, on))
    queue = [case.exercise.id for case, _ in ready if _takes_turns(case.exercise)]
    waiting = set(queue[room:])
    rungs: set[str] = set()
    for case, proposed in ready:
        if proposed.exercise in rungs:
            waiting.add(case.exercise.id)
        rungs.add(proposed.exercise)
    return [_wait(finding) if finding.case.exercise.id in waiting else finding for finding in found]


def rises(found: list[Finding]) -> list[tuple[EvaluationContext, Proposal]]:
    """The increases among some findings, each with what is proposed."""
    return [
        (each.case, each.proposed) for each in found if each.kind is VerdictKind.INCREASE and each.proposed is not None
    ]


def _takes_turns(exercise: Exercise) -> bool:
    """Whether its increases are counted and wait for one another; those of cardio are not."""
    return exercise.kind is not Kind.CARDIO


def _wait(finding: Finding) -> Finding:
    code = "one_at_a_time"
    return replace(finding, kind=VerdictKind.HOLD, code=code, proposed=None, needs=(code,))


def _raised_lately(record: EngineState, on: int) -> int:
    """How many increases, cardio aside, were accepted on the last seven days."""
    return sum(
        term.dose is not None and term.held.why is Why.INCREASE and _takes_turns(record.exercises[name])
        for name, course in record.plan.courses.items()
        for term in course.started(on - LAST_WEEK, on)
    )
