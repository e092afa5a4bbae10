"""When to see somebody: the codes that apply on a day, and the words for them."""

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
    "If there is also numbness between the legs, new trouble with urine, stool or sexual function, pain or weakness in "
    "both legs, growing weakness in one, or a fever, go to emergency care now or call your emergency number."
)


def care(record: EngineState, on: int) -> tuple[Care, ...]:
    """The reasons to see somebody that apply on `on`, sets of that day included."""
    texts = {
        "leg_symptoms": _leg_symptoms(record, on),
        "severe_pain": _severe_pain(record, on),
        "repeated_red": _repeated_red(record, on),
        "flare_not_settling": _flare_not_settling(record, on),
        "worsening": _worsening(record, on),
    }
    return tuple(Care(code, text) for code, text in texts.items() if text is not None)


def _leg_symptoms(record: EngineState, on: int) -> str | None:
    lately = range(on - LATELY, on + 1)
    flags = [record.diary.checkins[each].leg for each in lately if each in record.diary.checkins]
    for ledger in record.ledgers.values():
        flags += [one.leg for each in lately for one in ledger.sets_on(each)]
    if not any(flags):
        return None
    return (
        "Pain further down the leg, numbness or tingling was noted in the last days. Please talk to a doctor or "
        f"physical therapist before you go on. {EMERGENCY}"
    )


def _severe_pain(record: EngineState, on: int) -> str | None:
    pains = mornings(record.diary.checkins, on - LATELY, on)
    for ledger in record.ledgers.values():
        pains += [ledger.pains[each] for each in between(ledger.felt, on - LATELY, on)]
    worst = max(pains, default=0)
    if worst < SEVERE_PAIN:
        return None
    return (
        f"A pain of {worst} was noted in the last days. Please talk to a doctor or physical therapist about it. "
        f"{EMERGENCY}"
    )


def _repeated_red(record: EngineState, on: int) -> str | None:
    days = {each for ledger in record.ledgers.values() for each in between(ledger.red, on - RED_WINDOW, on)}
    if len(days) < RED_DAYS:
        return None
    listed = wording.listed([day(each, on) for each in sorted(days)])
    return (
        f"Exercises brought on a pain of {record.settings.red_from} or more on {listed}. It is worth showing the plan "
        "to a doctor or physical therapist."
    )


def _flare_not_settling(record: EngineState, on: int) -> str | None:
    active = record.flare(on)
    if active is not None and active.start <= on - NOT_SETTLING_AFTER:
        return (
            f"The flare that began on {day(active.start, on)} is taking its time to settle. It is worth asking a "
            "doctor or physical therapist about it."
        )
    if any(spell.timed_out and on - TIMED_OUT_LATELY <= spell.end <= on for spell in record.spells):
        return (
            "The last flare had not settled after four weeks. It is worth asking a doctor or physical therapist about "
            "what is now the usual level."
        )
    return None


def _worsening(record: EngineState, on: int) -> str | None:
    now = mornings(record.diary.checkins, on - 6, on)
    then = mornings(record.diary.checkins, on - 27, on - 21)
    if min(len(now), len(then)) < MORNINGS_NEEDED or median(now) < median(then) + WORSE_BY:
        return None
    return (
        f"Mornings were worse this week (median {wording.number(median(now))}) than three weeks before (median "
        f"{wording.number(median(then))}). It is worth asking a doctor or physical therapist about it."
    )
