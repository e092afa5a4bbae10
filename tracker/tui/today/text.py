"""The sentences of the Today screen, made without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.core import wording
from tracker.core.engine.care import SEVERE_PAIN
from tracker.core.engine.progression import Care, State, Verdict, VerdictKind
from tracker.core.model import Kind
from tracker.service.day.today_view import TodayView
from tracker.service.first_run import FirstRunStep

# Pain that an exercise brings on, by the pain-monitoring model: what the person is told while it happens.
PROVOKED_BY = 2
SMALLER_FROM = 3
STOP_FROM = 6
SHORT_CARE = 2
LEG_OUT = (
    "This exercise is out for today. What goes down the leg or is numb is for a doctor or physical therapist to look "
    "at; ! shows the warning signs."
)
EMPTY_PLAN = "The plan is empty.\n\nPress P to choose a starter plan, or L to add an exercise."
PAUSED = "Paused. Nothing is planned and nothing is missed.\nPress P to end the pause when you are ready."


@dataclass(frozen=True, slots=True)
class PainWords:
    """What to say to a pain reading, and whether the exercise is out for today."""

    text: str
    stop: bool = False


def provoked_words(kind: Kind, pain: int, morning: int | None) -> PainWords:
    """What to say when an exercise hurts, beside the pain of the morning."""
    if pain < PROVOKED_BY or pain < SMALLER_FROM or pain - (morning or 0) < PROVOKED_BY:
        return PainWords("")
    if pain >= SEVERE_PAIN:
        return PainWords(
            "Stop here. This exercise is out for today. Please talk to a doctor or physical therapist about a pain "
            "like this; ! shows the warning signs.",
            True,
        )
    if pain >= STOP_FROM:
        return PainWords(
            "Stop here. This exercise is out for today; sets left for pain do not count against you.", True
        )
    if kind is Kind.STRETCH:
        return PainWords("Ease off until it is comfortable, and stop if it stays.")
    return PainWords("Smaller and slower from here, and leave it if it climbs.")


def step_words(name: str, verdict: Verdict, name_of: Callable[[str], str]) -> str:
    """`Bird dog: a step to 6·3·1 × 10 s (+11.1 %)?`"""
    proposed = verdict.proposed
    if proposed is None:
        return name
    amount = wording.dose(proposed.dose)
    other = "" if proposed.exercise == verdict.exercise else f"{name_of(proposed.exercise)}, "
    change = "" if verdict.change_pct is None else f" ({verdict.change_pct:+g} %)"
    what = "a step up" if verdict.verdict is VerdictKind.INCREASE else "a step back"
    return f"{name}: {what} to {other}{amount}{change}?"


def open_words(unanswered: Sequence[FirstRunStep], *, waits: bool) -> str:
    """What of the first run is still open."""
    if unanswered:
        asked = {FirstRunStep.SAFETY: "the safety questions", FirstRunStep.ORDINARY_DAY: "an ordinary good day"}
        return f"Still to answer: {wording.listed([asked[step] for step in unanswered])}. Press t."
    return "Nothing is raised until a professional has agreed. Press t when one has." if waits else ""


def care_words(care: Sequence[Care], *, short: bool) -> str:
    """What to see a professional about first; where room is short, the signs of an emergency are a key away."""
    if not care:
        return ""
    sentences = care[0].text.split(". ")
    if not short or len(sentences) <= SHORT_CARE:
        return care[0].text
    return f"{'. '.join(sentences[:SHORT_CARE])}. Press ! for the signs of an emergency."


def _again_words(found: TodayView) -> str:
    if found.next_day is None:
        return ""
    return f" The next training day is {wording.coming(found.next_day, today=found.view.today)}."


def empty_words(found: TodayView) -> str:
    """What stands in place of, or above, a session that is not there: each state has its own words."""
    view = found.view
    if found.new:
        return "Nothing is planned yet.\n\nPress P for the plan and choose a starter plan, or L for the exercises."
    past = view.on != view.today
    if not any(row.prescription for row in view.rows):
        return "Nothing was planned on this day." if past else EMPTY_PLAN
    if view.advice.state is State.PAUSED:
        return "In a pause. Nothing was planned and nothing was missed." if past else PAUSED
    if not any(row.planned for row in view.rows):
        return f"A rest day, and rest is part of the plan.{_again_words(found)}"
    if view.complete:
        return f"{'All done' if past else 'Done for today'}. {found.closing()}"
    return ""
