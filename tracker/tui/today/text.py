"""The sentences of the Today screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tracker.core import wording
from tracker.core.engine.progression import Care, State, Verdict, VerdictKind
from tracker.service.day.limit_offer import LimitOffer
from tracker.service.day.today_view import TodayView
from tracker.service.first_run import GET_HELP, FirstRunStep

SHORT_CARE = 2
SHARES = {0.5: "half", 0.7: "seven tenths", 0.75: "three quarters", 0.9: "nine tenths"}
EASED_FOR = {
    "flare": "a flare",
    "leg": "pain or tingling down the leg in the last days",
    "red": "strong pain during the exercise",
    "after_flare": "the way back after a flare",
    "layoff": "time away",
}
EMPTY_PLAN = "The plan is empty.\n\nPress P to choose a starter plan, or L to add an exercise."
PAUSED = "Paused. Nothing is planned and nothing is missed.\nPress P to end the pause when you are ready."


def step_text(name: str, verdict: Verdict, name_of: Callable[[str], str]) -> str:
    """`Bird dog: a step to 6·3·1 × 10 s (+11.1 %)?`"""
    proposed = verdict.proposed
    if proposed is None:
        return name
    amount = wording.dose(proposed.dose)
    exercise = "" if proposed.exercise == verdict.exercise else f"{name_of(proposed.exercise)}, "
    change = "" if verdict.change_pct is None else f" ({verdict.change_pct:+g} %)"
    direction = "a step up" if verdict.verdict is VerdictKind.INCREASE else "a step back"
    return f"{name}: {direction} to {exercise}{amount}{change}?"


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


def open_text(today_view: TodayView, mornings: Sequence[date]) -> str:
    """What is still open, each with its key: of the first run, and the `mornings` that are unknown."""
    lines = []
    if today_view.unanswered:
        names = {
            FirstRunStep.SAFETY: "the safety questions",
            FirstRunStep.EMERGENCY: "the sign of an emergency",
            FirstRunStep.ORDINARY_DAY: "an ordinary good day",
            FirstRunStep.STARTER_PLAN: "a starter plan",
        }
        lines.append(f"Still to answer: {wording.listed([names[step] for step in today_view.unanswered])}. Press t.")
    elif today_view.waits_for_professional:
        lines.append("Nothing is raised until a professional has agreed. Press t when one has.")
    if mornings:
        days = [f"{wording.weekday(day)} {wording.day(day, today=today_view.view.today)}" for day in mornings]
        lines.append(f"No check-in for {wording.listed(days)}. Press m to fill it in.")
    return "\n".join(lines)


def forgotten_text(days: Sequence[date], today: date) -> str:
    """Which planned days have nothing logged, and the keys that lead to them."""
    names = wording.listed([f"{wording.weekday(day)} {wording.day(day, today=today)}" for day in days])
    return f"Nothing is logged on {names}. Press , for the day before, or g for any date, to fill it in."


def care_text(care: Sequence[Care], *, short: bool, key: str = "") -> str:
    """The first care text that is not answered, with the `key` that answers it; else the first, which is one line.

    If `short`, its first sentences and the key of the warning signs.
    """
    if not care:
        return ""
    first = unanswered_care(care)
    if first is None:
        return care[0].text
    answered_with = f" Press {key} once you have talked to somebody." if key else ""
    sentences = first.text.split(". ")
    if not short or len(sentences) <= SHORT_CARE:
        return f"{first.text}{answered_with}"
    return f"{'. '.join(sentences[:SHORT_CARE])}. Press ! for the signs of an emergency.{answered_with}"


def unanswered_care(care: Sequence[Care]) -> Care | None:
    """The first reason to see somebody about which the person has not talked to anybody."""
    return next((reason for reason in care if reason.seen is None), None)


def _next_day_text(today_view: TodayView) -> str:
    if today_view.next_day is None:
        return ""
    return f" The next training day is {wording.coming(today_view.next_day, today=today_view.view.today)}."


def eased_text(today_view: TodayView) -> str:
    """`Eased today: half, day 2 of a flare.`, `Eased that day: …`; empty where nothing is eased or paused."""
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


def empty_text(today_view: TodayView) -> str:
    """What to say in place of, or above, a session in which nothing is left to do."""
    view = today_view.view
    if today_view.new:
        if FirstRunStep.EMERGENCY in today_view.unanswered:
            return f"{GET_HELP}\n\nPress t once a doctor has looked at it."
        return "Nothing is planned yet.\n\nPress P for the plan and choose a starter plan, or L for the exercises."
    past = view.on != view.today
    if not any(row.prescription for row in view.rows):
        return "Nothing was planned on this day." if past else EMPTY_PLAN
    if view.advice.state is State.PAUSED:
        return "In a pause. Nothing was planned and nothing was missed." if past else PAUSED
    if not any(row.planned for row in view.rows):
        return f"A rest day, and rest is part of the plan.{_next_day_text(today_view)}"
    if view.complete:
        return f"{'All done' if past else 'Done for today'}. {today_view.closing()}"
    return ""
