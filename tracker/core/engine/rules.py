"""The rules of the engine: from the facts of a day to a finding for each exercise of the plan.

Days are day numbers (`date.toordinal`). The sentences are in `reasons`, the facts in `engine_state`; each rule names
its section of docs/engine.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from tracker.core.days import any_between, between, latest
from tracker.core.doses import HALF, dose_work, exact, scale
from tracker.core.engine.advice import Proposal, State, VerdictKind
from tracker.core.engine.care import stops_increases
from tracker.core.engine.daily_facts import DailyFacts
from tracker.core.engine.engine_state import EngineState, EvaluationContext
from tracker.core.engine.exercise_history import Layoff
from tracker.core.engine.step_back import amber_step_back, harder_rung, red_step_back
from tracker.core.model import Dose, Exercise, Kind, Why
from tracker.core.plan import EffectivePrescription

RED_WINDOW = 14
AMBER_WINDOW = 14
STEP_BACK_REST = 27
LAST_WEEK = 6
TRAINING_DAYS_AFTER_FLARE = 2
LEG_LATELY = 2
# The days before today on which earlier leg symptoms make new ones known, and from how many on nothing is eased.
LEG_BEFORE = (34, 7)
LEG_DAYS_USUAL = 14

WHOLE = Fraction(1)
FLARE_FACTOR = HALF
LEG_NEW_FACTOR = HALF
LEG_KNOWN_FACTOR = Fraction(3, 4)
RED_FACTOR = Fraction(7, 10)
AFTER_FLARE_FACTOR = Fraction(3, 4)
# A gap of at least so many days, since when it was logged on fewer than so many days, and the factor.
LAYOFF_FACTORS = ((28, 2, HALF), (28, 4, Fraction(3, 4)), (14, 2, Fraction(3, 4)), (8, 1, Fraction(9, 10)))


@dataclass(slots=True)
class Finding:
    """A verdict by codes; `reasons` adds the sentences. `factor` is what today's dose is eased by, 1 if not."""

    context: EvaluationContext
    kind: VerdictKind
    code: str
    factor: Fraction = WHOLE
    proposed: Proposal | None = None
    needs: tuple[str, ...] = ()


def state_of(engine_state: EngineState, on: int) -> State:
    """The state of the person (docs/engine.md, *Flare*)."""
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
    """The first verdict that applies, before turns are taken (docs/engine.md, *The verdict*)."""
    if context.state is State.PAUSED:
        return Finding(context, VerdictKind.HOLD, "paused")
    if context.effective.prescription.locked:
        return Finding(context, VerdictKind.HOLD, "locked")
    red = red_days(context)
    easings = tuple(_easings(context, red))
    code, factor = min(easings, key=lambda easing: easing[1], default=("", WHOLE))
    if easings and (len(red) < 2 or any(cause != "red" for cause, _ in easings)):
        eased = Proposal(context.exercise.id, scale(context.dose, factor))
        return Finding(context, VerdictKind.EASE, code, factor, eased)
    if len(red) >= 2:
        return _step_back(context, "red", factor, red_step_back(context))
    if is_amber(context):
        return _step_back(context, "amber", factor, amber_step_back(context))
    step = next_step(context)
    needs = tuple(islice(unmet(context, step), most_needs))
    if needs or step is None:
        return Finding(context, VerdictKind.HOLD, needs[0], needs=needs)
    code = "increase" if step.exercise == context.exercise.id else "variation"
    return Finding(context, VerdictKind.INCREASE, code, proposed=step)


def _step_back(context: EvaluationContext, code: str, factor: Fraction, proposed: Proposal | None) -> Finding:
    if proposed is None:
        return Finding(context, VerdictKind.HOLD, "at_minimum", factor)
    return Finding(context, VerdictKind.STEP_BACK, code, factor, proposed)


def _easings(context: EvaluationContext, red: list[int]) -> Iterator[tuple[str, Fraction]]:
    """The causes for less today, each with its factor (docs/engine.md, *When it is less*)."""
    if context.state is State.FLARE:
        yield "flare", FLARE_FACTOR
    leg = _leg_factor(context.engine_state.daily, context.on)
    if leg is not None:
        yield "leg", leg
    if red and red[-1] in context.exercise_history.last_two_with_pain(context.on):
        yield "red", RED_FACTOR
    if context.state is State.AFTER_FLARE:
        yield "after_flare", AFTER_FLARE_FACTOR
    for layoff in easing_layoffs(context):
        for at_least, fewer_than, factor in LAYOFF_FACTORS:
            if layoff.days >= at_least and layoff.logged_since < fewer_than:
                yield "layoff", factor


def easing_layoffs(context: EvaluationContext) -> list[Layoff]:
    """Time away that eases the dose: none for a beginner's, unless of a rung that was in the plan all along."""
    layoffs = context.exercise_history.layoffs(context.on)
    start = context.exercise.start
    if not layoffs or dose_work(context.dose) > dose_work(start) or exact(context.dose.load_kg) > exact(start.load_kg):
        return layoffs
    if context.exercise.id not in context.engine_state.harder_rungs:
        return []
    return [layoff for layoff in layoffs if context.timeline.in_plan_throughout(layoff.first, layoff.last)]


def _leg_factor(daily: DailyFacts, on: int) -> Fraction | None:
    """The factor for leg symptoms of the last days: smaller where they are new; None where there are none."""
    first, last = on - LEG_LATELY, on - 1
    if not any_between(daily.leg_mornings, first, on) and not any_between(daily.leg_set_days, first, last):
        return None
    before = len(daily.leg_days(on - LEG_BEFORE[0], on - LEG_BEFORE[1]))
    if not before:
        return LEG_NEW_FACTOR
    return LEG_KNOWN_FACTOR if before < LEG_DAYS_USUAL else None


def red_days(context: EvaluationContext) -> list[int]:
    """The red days of the exercise, oldest first."""
    return between(context.exercise_history.red, max(context.on - RED_WINDOW, context.effective.since), context.on - 1)


def is_amber(context: EvaluationContext) -> bool:
    """Whether it hurt on the last two days with a pain, both of late and at this dose, and no step back was taken."""
    days = context.exercise_history.last_two_with_pain(context.on)
    first = max(context.on - AMBER_WINDOW, context.effective.since)
    amber_from = context.engine_state.settings.amber_from
    if len(days) < 2 or not all(day >= first and context.exercise_history.provoked(day, amber_from) for day in days):
        return False
    return last_step_back(context) is None


def last_step_back(context: EvaluationContext) -> int | None:
    """The day on which a step back of the exercise was accepted, if one was within four weeks."""
    started = context.timeline.started(context.on - STEP_BACK_REST, context.on)
    days = [effective.start for effective in started if effective.prescription.why is Why.STEP_BACK]
    return days[-1] if days else None


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
    """The smallest step up: more of the same, or the harder rung at its start (docs/engine.md, *Next step*)."""
    dose = context.engine_state.raised(context.exercise, context.dose)
    return harder_rung(context) if dose is None else Proposal(context.exercise.id, dose)


def clean_weeks(context: EvaluationContext) -> int:
    """How many weeks in a row were clean at this dose, since the last long pause and gap (docs/engine.md, *A week*)."""
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
    """The unmet conditions of an increase but its turn, in order (docs/engine.md, *The conditions of an increase*)."""
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
    if last_step_back(context) is not None:
        yield "after_step_back"
    if stops_increases(engine_state, on):
        yield "care"
    if between(engine_state.declined.get(context.exercise.id, []), on - LAST_WEEK, on):
        yield "declined"


def _dose_met(context: EvaluationContext) -> bool:
    """Whether the whole dose was done on the last two days it was logged, both of them at this dose."""
    days = context.exercise_history.last_two(context.on)
    return len(days) == 2 and all(day >= context.effective.since and context.exercise_history.met(day) for day in days)


def _take_turns(todays_findings: list[Finding]) -> list[Finding]:
    """Turns the increases whose turn it is not into holds (docs/engine.md, *Whose turn it is*)."""
    ready = sorted(rises(todays_findings), key=lambda rise: rise[0].effective.since)
    if not ready:
        return todays_findings
    engine_state, on = ready[0][0].engine_state, ready[0][0].on
    room = engine_state.settings.max_increases_per_week - _raised_lately(engine_state, on)
    waiting: set[str] = set()
    rungs: set[str] = set()
    for context, proposed in ready:
        takes_room = _takes_turns(engine_state.exercises[proposed.exercise])
        if proposed.exercise in rungs or (takes_room and room <= 0):
            waiting.add(context.exercise.id)
        elif takes_room:
            room -= 1
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
