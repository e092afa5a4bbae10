"""The rules of the engine: from the facts of a day to a finding for each exercise of the plan.

Days are day numbers (`date.toordinal`). The words for people are in `reasons`, the facts in `engine_state`.
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

    engine_state: EngineState
    on: int
    state: State
    exercise: Exercise
    effective: EffectivePrescription
    dose: Dose
    timeline: PrescriptionTimeline
    exercise_history: ExerciseHistory


@dataclass(slots=True)
class Finding:
    """A verdict by codes; `reasons` adds the sentences."""

    context: EvaluationContext
    kind: VerdictKind
    code: str
    factor: Fraction = WHOLE
    proposed: Proposal | None = None
    needs: tuple[str, ...] = ()


def state_of(engine_state: EngineState, on: int) -> State:
    """The state of the person."""
    if engine_state.plan.pauses.cover(on):
        return State.PAUSED
    flare = engine_state.latest_flare(on)
    if flare is None:
        return State.NORMAL
    if on < flare.end:
        return State.FLARE
    training_days = latest(engine_state.daily.training_days, on, TRAINING_DAYS_AFTER_FLARE)
    back = len(training_days) == TRAINING_DAYS_AFTER_FLARE and training_days[0] >= flare.end
    return State.NORMAL if back else State.AFTER_FLARE


def evaluation_context(
    engine_state: EngineState, on: int, state: State, effective: EffectivePrescription, dose: Dose
) -> EvaluationContext:
    """The context of the exercise of `effective`, which holds on `on`."""
    name = effective.prescription.exercise
    return EvaluationContext(
        engine_state,
        on,
        state,
        engine_state.exercises[name],
        effective,
        dose,
        engine_state.plan.timeline(name),
        engine_state.exercise_history(name),
    )


def findings(engine_state: EngineState, on: int, most_needs: int | None = None) -> list[Finding]:
    """What is found for each exercise, in plan order; of the unmet conditions the first `most_needs`."""
    state = state_of(engine_state, on)
    contexts = (
        evaluation_context(engine_state, on, state, effective, effective.dose)
        for effective in engine_state.plan.effective_on(on)
        if effective.dose is not None
    )
    return _take_turns([find(context, most_needs) for context in contexts])


def find(context: EvaluationContext, most_needs: int | None = None) -> Finding:
    """The first verdict that applies, before turns are taken."""
    if context.state is State.PAUSED:
        return Finding(context, VerdictKind.HOLD, "paused")
    if context.effective.prescription.locked:
        return Finding(context, VerdictKind.HOLD, "locked")
    red = red_days(context)
    easing = min(_easings(context, red), key=lambda easing: easing[1], default=None)
    if easing is not None:
        code, factor = easing
        return Finding(
            context, VerdictKind.EASE, code, factor, Proposal(context.exercise.id, scale(context.dose, factor))
        )
    if len(red) > 1:
        return _step_back(context, "red", back_after_red(context.dose, context.effective.before))
    if is_amber(context):
        return _step_back(
            context, "amber", back_after_amber(context.dose, context.effective.before, context.exercise.start)
        )
    step = next_step(context)
    needs = tuple(islice(unmet(context, step), most_needs))
    if needs or step is None:
        return Finding(context, VerdictKind.HOLD, needs[0], needs=needs)
    code = "increase" if step.exercise == context.exercise.id else "variation"
    return Finding(context, VerdictKind.INCREASE, code, proposed=step)


def _easings(context: EvaluationContext, red: list[int]) -> Iterator[tuple[str, Fraction]]:
    if context.state is State.FLARE:
        yield "flare", FLARE_FACTOR
    if len(red) == 1 and red[0] in context.exercise_history.last_two_felt(context.on):
        yield "red", RED_FACTOR
    if context.state is State.AFTER_FLARE:
        yield "after_flare", AFTER_FLARE_FACTOR
    for gap, logged in context.exercise_history.layoffs(context.on):
        for at_least, fewer_than, factor in LAYOFF_FACTORS:
            if gap >= at_least and logged < fewer_than:
                yield "layoff", factor


def red_days(context: EvaluationContext) -> list[int]:
    """The red days of the exercise, oldest first."""
    return between(context.exercise_history.red, max(context.on - RED_WINDOW, context.effective.since), context.on - 1)


def is_amber(context: EvaluationContext) -> bool:
    """Whether it hurt on the last two days with a pain, both of late and at this dose, and no step back was taken."""
    days = context.exercise_history.last_two_felt(context.on)
    first = max(context.on - AMBER_WINDOW, context.effective.since)
    amber_from = context.engine_state.settings.amber_from
    if len(days) < 2 or not all(day >= first and context.exercise_history.provoked(day, amber_from) for day in days):
        return False
    started = context.timeline.started(context.on - STEP_BACK_REST, context.on)
    return all(effective.prescription.why is not Why.STEP_BACK for effective in started)


def _step_back(context: EvaluationContext, code: str, dose: Dose | None) -> Finding:
    """A step back to `dose`; if there is none, or none lower, to the easier rung; else a hold."""
    proposed = easier_rung(context) if dose is None or dose == context.dose else Proposal(context.exercise.id, dose)
    if proposed is None:
        return Finding(context, VerdictKind.HOLD, "at_minimum")
    return Finding(context, VerdictKind.STEP_BACK, code, proposed=proposed)


def easier_rung(context: EvaluationContext) -> Proposal | None:
    """The first exercise whose harder rung this is and that is not in the plan, at the dose it last had."""
    for rung in context.engine_state.exercises.values():
        if rung.harder == context.exercise.id and _may_enter(context, rung):
            return Proposal(rung.id, context.engine_state.plan.timeline(rung.id).last_dose(context.on) or rung.start)
    return None


def may_ever_rise(engine_state: EngineState, effective: EffectivePrescription) -> bool:
    """Whether there can be a step up while nothing but accepted increases changes the plan."""
    exercise = engine_state.exercises[effective.prescription.exercise]
    if (
        not engine_state.settings.raise_doses
        or effective.prescription.locked
        or exercise.kind is Kind.STRETCH
        or effective.dose is None
    ):
        return False
    return exercise.harder is not None or engine_state.raised(exercise, effective.dose) is not None


def next_step(context: EvaluationContext) -> Proposal | None:
    """The smallest step up: more of the same, or the harder rung at its start."""
    dose = context.engine_state.raised(context.exercise, context.dose)
    if dose is not None:
        return Proposal(context.exercise.id, dose)
    rung = None if context.exercise.harder is None else context.engine_state.exercises.get(context.exercise.harder)
    return None if rung is None or not _may_enter(context, rung) else Proposal(rung.id, rung.start)


def _may_enter(context: EvaluationContext, rung: Exercise) -> bool:
    """Whether another rung is not in the plan, and not one that the person has put away."""
    return context.engine_state.plan.timeline(rung.id).on(context.on) is None and not rung.archived


def clean_weeks(context: EvaluationContext) -> int:
    """How many weeks in a row were clean at this dose, since the last long pause and the last gap."""
    return context.exercise_history.clean_weeks(context.on, max(begins(context).values()))


def begins(context: EvaluationContext) -> dict[str, int]:
    """The days on or after which a clean week must begin, by what each is: `dose`, `pause`, `gap`."""
    days = {"dose": context.effective.since}
    back = context.engine_state.plan.pauses.latest_return(context.on)
    if back is not None:
        days["pause"] = back
    again = context.exercise_history.latest_return(context.on)
    if again is not None:
        days["gap"] = again
    return days


def unmet(context: EvaluationContext, step: Proposal | None) -> Iterator[str]:
    """The codes of the conditions of an increase that are not met, in the order of the rules, turns aside."""
    engine_state, on, settings = context.engine_state, context.on, context.engine_state.settings
    if not settings.raise_doses:
        yield "raises_off"
    if context.exercise.kind is Kind.STRETCH:
        yield "stretch"
    if step is None:
        yield "top_of_range"
    if on not in engine_state.daily.checkins:
        yield "check_in"
    if engine_state.daily.is_painful_day(on):
        yield "pain_today"
    clean = clean_weeks(context)
    if clean < settings.weeks_required:
        yield "pain_free_weeks"
    elif step is not None and step.exercise != context.exercise.id and clean < settings.weeks_required + 1:
        yield "one_more_week"
    if not _dose_met(context):
        yield "dose_not_met"
    if any(context.exercise_history.broke_form(day) for day in context.exercise_history.last_two(on)):
        yield "form"
    if between(engine_state.declined.get(context.exercise.id, []), on - LAST_WEEK, on):
        yield "declined"


def _dose_met(context: EvaluationContext) -> bool:
    """Whether the whole dose was done on the last two days it was logged, both of them at this dose."""
    days = context.exercise_history.last_two(context.on)
    return len(days) == 2 and all(day >= context.effective.since and context.exercise_history.met(day) for day in days)


def _take_turns(todays_findings: list[Finding]) -> list[Finding]:
    """Holds the increases whose turn it is not."""
    ready = sorted(rises(todays_findings), key=lambda rise: rise[0].effective.since)
    if not ready:
        return todays_findings
    engine_state, on = ready[0][0].engine_state, ready[0][0].on
    room = max(0, engine_state.settings.max_increases_per_week - _raised_lately(engine_state, on))
    queue = [context.exercise.id for context, _ in ready if _takes_turns(context.exercise)]
    waiting = set(queue[room:])
    rungs: set[str] = set()
    for context, proposed in ready:
        if proposed.exercise in rungs:
            waiting.add(context.exercise.id)
        rungs.add(proposed.exercise)
    return [_wait(finding) if finding.context.exercise.id in waiting else finding for finding in todays_findings]


def rises(todays_findings: list[Finding]) -> list[tuple[EvaluationContext, Proposal]]:
    """The increases among `todays_findings`, each with what is proposed."""
    return [
        (finding.context, finding.proposed)
        for finding in todays_findings
        if finding.kind is VerdictKind.INCREASE and finding.proposed is not None
    ]


def _takes_turns(exercise: Exercise) -> bool:
    """Whether its increases are counted and wait for one another; those of cardio are not."""
    return exercise.kind is not Kind.CARDIO


def _wait(finding: Finding) -> Finding:
    code = "one_at_a_time"
    return replace(finding, kind=VerdictKind.HOLD, code=code, proposed=None, needs=(code,))


def _raised_lately(engine_state: EngineState, on: int) -> int:
    """How many increases, cardio aside, were accepted on the last seven days."""
    return sum(
        effective.dose is not None
        and effective.prescription.why is Why.INCREASE
        and _takes_turns(engine_state.exercises[name])
        for name, timeline in engine_state.plan.timelines.items()
        for effective in timeline.started(on - LAST_WEEK, on)
    )
