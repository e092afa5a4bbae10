"""What is said about a day wherever it is shown: its questions, why it is eased, and who to talk to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from tracker.core import wording
from tracker.core.engine.pain_answer import PainAnswer
from tracker.core.engine.progression import Care, Verdict, VerdictKind
from tracker.core.model import SECONDS_A_MINUTE, Dose, SkipReason
from tracker.service.day.limit_offer import LimitOffer
from tracker.service.day.today_view import TodayView
from tracker.service.first_run import FirstRunStep

LEG = "Down the leg, numb or tingling. How much pain?"
FLARE = "A flare. How much pain is there now?"
PROFESSIONAL = "Has a professional agreed to larger doses?"
STOOD_STILL = "The program stood still for a while, and that was not counted."
SKIP_HINT = "p pain  t no time  e equipment  o other"
PAIN_HINT = "0-9, x for 10; l: down the leg"
LEG_HINT = "0-9, x for 10"
SWAP_HINT = "It begins at its first dose, on the same days. What was logged stays, and you can swap back at any time."
SKIP_ANSWERS: Mapping[str, SkipReason] = {
    "p": SkipReason.PAIN,
    "t": SkipReason.TIME,
    "e": SkipReason.EQUIPMENT,
    "o": SkipReason.OTHER,
}
SHARES = {0.5: "half", 0.7: "seven tenths", 0.75: "three quarters", 0.9: "nine tenths"}
EASED_FOR = {
    "flare": "a flare",
    "leg": "pain or tingling down the leg in the last days",
    "red": "strong pain during the exercise",
    "after_flare": "the way back after a flare",
    "layoff": "time away",
}
STEP_NAMES = {
    FirstRunStep.SAFETY: "the safety questions",
    FirstRunStep.EMERGENCY: "the sign of an emergency",
    FirstRunStep.ORDINARY_DAY: "an ordinary good day",
    FirstRunStep.STARTER_PLAN: "a starter plan",
}
VERDICT_TITLES = {
    VerdictKind.INCREASE: "a step is possible",
    VerdictKind.HOLD: "no change",
    VerdictKind.STEP_BACK: "a step back is proposed",
    VerdictKind.EASE: "eased for today",
}
CAUTION = (
    "Waiting for pain-free weeks is a cautious choice of this program; studies in which people exercised into some "
    "pain did no worse. What a professional prescribed comes first."
)


def ask_pain_text(name: str) -> str:
    """Ask for the pain of an exercise."""
    return f"Pain in {name}?"


def ask_leg_text(name: str) -> str:
    """Ask for the pain of an exercise that goes down the leg."""
    return f"Further down the leg, numb or tingling in {name}. How much pain?"


def pain_answer_text(answer: PainAnswer) -> str:
    """The words of an answer to a pain, with the key of the warning signs where they matter."""
    return f"{answer.text[:-1]}; ! shows the warning signs." if answer.warning_signs else answer.text


def leave_out_text(name: str) -> str:
    """Ask for the reason why an exercise is left out."""
    return f"Leave out {name} today?"


def step_text(
    name: str, verdict: Verdict, name_of: Callable[[str], str], dose_text: Callable[[Dose], str] = wording.dose
) -> str:
    """`Bird dog: a step to 6·3·1 × 10 s (+11.1 %)?`"""
    proposed = verdict.proposed
    if proposed is None:
        return name
    exercise = "" if proposed.exercise == verdict.exercise else f"{name_of(proposed.exercise)}, "
    change = "" if verdict.change_pct is None else f" ({verdict.change_pct:+g} %)"
    direction = "a step up" if verdict.verdict is VerdictKind.INCREASE else "a step back"
    return f"{name}: {direction} to {exercise}{dose_text(proposed.dose)}{change}?"


def limit_text(offer: LimitOffer) -> str:
    """The offer of a higher pain-free limit, with what it rests on."""
    if offer.needs_agreement:
        level = str(offer.limit) if offer.lowest == offer.limit else f"{offer.lowest} to {offer.limit}"
        return (
            f"Your back has been steady at {level} for four weeks, and many people train well at a steady level. Talk "
            f"to a doctor or physical therapist about it. Do they agree to count pain up to {offer.limit} as pain-free?"
        )
    counts = ", and ".join(
        f"{weeks}{'' if number else ' would have been clean'} at {limit}"
        for number, (limit, weeks) in enumerate(offer.clean_weeks.items())
    )
    return (
        f"For four weeks only small readings stood in the way of a step. Count pain up to {offer.limit} as pain-free? "
        f"Of the last twelve weeks, {counts}."
    )


def limit_agreed_text(offer: LimitOffer) -> str:
    """Ask once more where a professional has to agree to a limit."""
    return f"Write down that they agree to count pain up to {offer.limit} as pain-free?"


def unanswered_care(care: Sequence[Care]) -> Care | None:
    """The first reason to see somebody about which the person has not talked to anybody."""
    return next((reason for reason in care if reason.seen is None), None)


def forgotten_text(days: Sequence[date], today: date) -> str:
    """Which planned days have nothing logged."""
    return f"Nothing is logged on {wording.listed([_weekday_and_day(day, today) for day in days])}."


def unknown_mornings_text(days: Sequence[date], today: date) -> str:
    """Which mornings have no check-in."""
    return f"No check-in for {wording.listed([_weekday_and_day(day, today) for day in days])}."


def eased_text(today_view: TodayView) -> str:
    """`Eased today: half, day 2 of a flare.`, `Eased that day: …`, and why the day is sore, where it is known.

    Empty where nothing is eased or paused, and the day is not sore after more than planned.
    """
    return " ".join(sentence for sentence in (_eased_text(today_view), today_view.soreness) if sentence)


def _eased_text(today_view: TodayView) -> str:
    causes: dict[str, list[str]] = {}
    for row in today_view.view.rows:
        verdict = row.verdict
        if verdict is not None and verdict.verdict is VerdictKind.EASE and row.planned and row.skip is None:
            cause = EASED_FOR.get(verdict.code, "")
            if verdict.code == "flare" and today_view.flare_day is not None:
                cause = f"day {today_view.flare_day} of a flare"
            amount = SHARES.get(verdict.factor, f"{verdict.factor:.0%}")
            causes.setdefault(f"{amount}, {cause}" if cause else amount, []).append(row.exercise.name)
    if not causes:
        return ""
    day = "today" if today_view.view.on == today_view.view.today else "that day"
    if len(causes) == 1:
        return f"Eased {day}: {next(iter(causes))}."
    return f"Eased {day}: {'; '.join(f'{wording.listed(names)} {cause}' for cause, names in causes.items())}."


def summary_text(sets: int, seconds: float) -> str:
    """What was done in a hands-free session: `12 sets in 23 minutes.`"""
    minutes = round(seconds / SECONDS_A_MINUTE)
    time = wording.count(minutes, "minute") if minutes else "less than a minute"
    return f"{wording.count(sets, 'set')} in {time}."


def rest_day_text(today_view: TodayView) -> str:
    """What is said on a rest day, with the next training day."""
    following = today_view.next_day
    if following is None:
        return "A rest day, and rest is part of the plan."
    coming = wording.coming(following, today=today_view.view.today)
    return f"A rest day, and rest is part of the plan. The next training day is {coming}."


def doses_text(verdict: Verdict, name_of: Callable[[str], str], dose_text: Callable[[Dose], str]) -> str:
    """What is planned of an exercise, and what is proposed for it."""
    text = f"Planned: {dose_text(verdict.dose)}."
    if verdict.proposed is None:
        return text
    other = "" if verdict.proposed.exercise == verdict.exercise else f"{name_of(verdict.proposed.exercise)} "
    return f"{text} Proposed: {other}{dose_text(verdict.proposed.dose)}."


def next_step_text(verdict: Verdict, on: date) -> str:
    """When a step is possible after `on`, and what it takes; empty where one is proposed or none is in sight."""
    if verdict.earliest is None or verdict.verdict is VerdictKind.INCREASE:
        return ""
    if verdict.earliest == on:
        return "A step is possible today, if you check in and nothing above your limit is noted."
    check_in = "you check in today and " if any(need.code == "check_in" for need in verdict.needs) else ""
    day = wording.day(verdict.earliest, today=on)
    return f"Next step possible on {day}, if {check_in}nothing above your limit is noted until then."


def _weekday_and_day(day: date, today: date) -> str:
    return f"{wording.weekday(day)} {wording.day(day, today=today)}"
