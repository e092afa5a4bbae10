"""Reasons to see a doctor or physical therapist (docs/engine.md, *Care*): codes and sentences."""

from __future__ import annotations

from tracker.core import wording
from tracker.core.days import between
from tracker.core.engine.advice import Care
from tracker.core.engine.daily_facts import median, mornings
from tracker.core.engine.engine_state import EngineState
from tracker.core.engine.reasons import day

LATELY = 2
SEVERE_PAIN = 8
RED_WINDOW = 13
RED_DAYS = 2
NOT_SETTLING_AFTER = 14
TIMED_OUT_LATELY = 27
MORNINGS_NEEDED = 5
WORSE_BY = 2

EMERGENCY = (
    "If there is also numbness between the legs, new trouble passing or holding urine or stool, growing weakness in a "
    "leg, or a fever, go to emergency care now or call your emergency number."
)


def care(engine_state: EngineState, on: int) -> tuple[Care, ...]:
    """The reasons to see somebody that apply on `on`, sets of that day included."""
    texts = {
        "leg_symptoms": _leg_symptoms(engine_state, on),
        "severe_pain": _severe_pain(engine_state, on),
        "repeated_red": _repeated_red(engine_state, on),
        "flare_not_settling": _flare_not_settling(engine_state, on),
        "worsening": _worsening(engine_state, on),
    }
    return tuple(Care(code, text) for code, text in texts.items() if text is not None)


def _leg_symptoms(engine_state: EngineState, on: int) -> str | None:
    lately = range(on - LATELY, on + 1)
    flags = [
        engine_state.daily.checkins[day_number].leg
        for day_number in lately
        if day_number in engine_state.daily.checkins
    ]
    for exercise_history in engine_state.exercise_histories.values():
        flags += [set_log.leg for day_number in lately for set_log in exercise_history.sets_on(day_number)]
    if not any(flags):
        return None
    return (
        "Pain further down the leg, numbness or tingling was noted in the last days. Please talk to a doctor or "
        f"physical therapist before you go on. {EMERGENCY}"
    )


def _severe_pain(engine_state: EngineState, on: int) -> str | None:
    pains = mornings(engine_state.daily.checkins, on - LATELY, on)
    for exercise_history in engine_state.exercise_histories.values():
        pains += [
            exercise_history.pains[day_number]
            for day_number in between(exercise_history.days_with_pain, on - LATELY, on)
        ]
    worst = max(pains, default=0)
    if worst < SEVERE_PAIN:
        return None
    return (
        f"A pain of {worst} was noted in the last days. Please talk to a doctor or physical therapist about it. "
        f"{EMERGENCY}"
    )


def _repeated_red(engine_state: EngineState, on: int) -> str | None:
    days = {
        day_number
        for exercise_history in engine_state.exercise_histories.values()
        for day_number in between(exercise_history.red, on - RED_WINDOW, on)
    }
    if len(days) < RED_DAYS:
        return None
    listed = wording.listed([day(day_number, on) for day_number in sorted(days)])
    return (
        f"Exercises brought on a pain of {engine_state.settings.red_from} or more on {listed}. It is worth showing the "
        "plan to a doctor or physical therapist."
    )


def _flare_not_settling(engine_state: EngineState, on: int) -> str | None:
    active = engine_state.active_flare(on)
    if active is not None and active.start <= on - NOT_SETTLING_AFTER:
        return (
            f"The flare that began on {day(active.start, on)} is taking its time to settle. It is worth asking a "
            "doctor or physical therapist about it."
        )
    if any(flare.timed_out and on - TIMED_OUT_LATELY <= flare.end <= on for flare in engine_state.flare_periods):
        return (
            "The last flare had not settled after four weeks. It is worth asking a doctor or physical therapist about "
            "what is now the usual level."
        )
    return None


def _worsening(engine_state: EngineState, on: int) -> str | None:
    now = mornings(engine_state.daily.checkins, on - 6, on)
    then = mornings(engine_state.daily.checkins, on - 27, on - 21)
    if min(len(now), len(then)) < MORNINGS_NEEDED or median(now) < median(then) + WORSE_BY:
        return None
    return (
        f"Mornings were worse this week (median {wording.number(median(now))}) than three weeks before (median "
        f"{wording.number(median(then))}). It is worth asking a doctor or physical therapist about it."
    )
