"""The sentences of the Today screen, made without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.core import wording
from tracker.core.engine.pain_answer import PainAnswer
from tracker.core.engine.progression import Care, State, Verdict, VerdictKind
from tracker.service.day.today_view import TodayView
from tracker.service.first_run import FirstRunStep

SHORT_CARE = 2
EMPTY_PLAN = "The plan is empty.\n\nPress P to choose a starter plan, or L to add an exercise."
PAUSED = "Paused. Nothing is planned and nothing is missed.\nPress P to end the pause when you are ready."


def answer_text(answer: PainAnswer) -> str:
    """What to say to a pain, with the key that shows the warning signs where they matter."""
    return f"{answer.text[:-1]}; ! shows the warning signs." if answer.warning_signs else answer.text


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
