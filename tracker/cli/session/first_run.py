"""The first run in plain lines: the safety questions, an ordinary good day, a starter plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.cli.session.conversation import Conversation, PutOff
from tracker.cli.session.words import LEG_HINT
from tracker.core.errors import UsageError
from tracker.core.input.parsing import read_pain
from tracker.core.wording import count, number
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.first_run import BANDS, EMERGENCY_SIGN, GET_HELP, SAFETY, FirstRunStep
from tracker.service.first_run_text import (
    EMERGENCY_FIRST,
    EMERGENCY_WHY,
    ORDINARY_DAY_FOOT,
    ORDINARY_DAY_QUESTION,
    PARTS,
    PLAN_REPLACES,
    PLANS_INTRO,
    SAFETY_FOOT,
    SAFETY_INTRO,
    WAITING,
    WALK_QUESTION,
    EmergencyAnswer,
    walk_text,
)
from tracker.service.library.shipped import StarterPlan
from tracker.service.plan import planning
from tracker.service.plan.starting_walk import starting_walk, with_walk


def ask_first_run(conversation: Conversation, steps: Sequence[FirstRunStep]) -> None:
    """Ask these steps in order until one is put off, each written as soon as it is answered."""
    asked = FirstRunDialogue(conversation)
    try:
        for step in steps:
            if not asked.ask(step):
                return
    except PutOff:
        conversation.say("It is asked again with t.")


class FirstRunDialogue:
    """Asks the steps of the first run."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._context = conversation.context

    def ask(self, step: FirstRunStep) -> bool:
        """Ask a step and write the answer; whether the next may be asked."""
        match step:
            case FirstRunStep.SAFETY:
                return self._ask_safety()
            case FirstRunStep.EMERGENCY:
                return self._ask_emergency()
            case FirstRunStep.ORDINARY_DAY:
                return self._ask_ordinary_day()
            case FirstRunStep.STARTER_PLAN:
                return self._ask_plan()

    def _ask_safety(self) -> bool:
        conversation = self._conversation
        conversation.say(SAFETY_INTRO)
        for place, question in enumerate(SAFETY, 1):
            conversation.say(f"{place}: {question.text}.")
        conversation.say(SAFETY_FOOT)
        yes = conversation.ask(
            "Which of these are true for you?", "Type their numbers, such as 2 5; enter: none of them.", _read_places
        )
        marked = [SAFETY[place - 1] for place in sorted(yes)]
        for question in marked:
            conversation.say(f"{question.text}: {question.advice}")
        texts = frozenset(question.text for question in marked)
        if marked:
            conversation.say(EMERGENCY_FIRST if EMERGENCY_SIGN in texts else WAITING)
        if not conversation.write(lambda context: first_run.answer_safety(context, texts)):
            return False
        return self._ask_emergency()

    def _ask_emergency(self) -> bool:
        """Ask about the sign of an emergency where it was marked; nothing else is asked until there was help."""
        if not first_run.waits_for_help(self._context):
            return True
        conversation, answers = self._conversation, list(EmergencyAnswer)
        conversation.say(GET_HELP)
        conversation.say(EMERGENCY_WHY)
        for place, text in enumerate(answers, 1):
            conversation.say(f"{place}: {text}.")
        chosen = conversation.ask_number("Which is it?", "Type 1, 2 or 3.", len(answers), can_wait=False)
        answer = answers[chosen - 1]
        if answer is EmergencyAnswer.MISTAKE:
            return self._ask_safety()
        looked_at = answer is EmergencyAnswer.LOOKED_AT
        return (
            conversation.write(lambda context: first_run.answer_emergency(context, looked_at=looked_at)) and looked_at
        )

    def _ask_ordinary_day(self) -> bool:
        conversation = self._conversation
        pain = conversation.ask(
            ORDINARY_DAY_QUESTION, f"{LEG_HINT}.", _read_pain, explanation="\n".join(_ordinary_days())
        )
        return conversation.write(lambda context: first_run.answer_ordinary_day(context, pain))

    def _ask_plan(self) -> bool:
        conversation, plans = self._conversation, self._context.library.plans
        conversation.say(PLAN_REPLACES if planning.plan_items(self._context) else PLANS_INTRO)
        for place, plan in enumerate(plans, 1):
            for line in self._plan_lines(place, plan):
                conversation.say(line)
        chosen = conversation.ask_number("Which plan?", "Type its number, or later.", len(plans))
        plan = plans[chosen - 1]
        minutes = self._ask_walk(plan)

        def start(context: AppContext) -> str:
            return planning.start_plan(context, with_walk(context, plan, minutes))

        return conversation.write(start)

    def _ask_walk(self, plan: StarterPlan) -> int | None:
        """How many minutes the person can walk in comfort; None keeps the walk as it is planned."""
        walk = starting_walk(self._context, plan)
        if walk is None:
            return None
        hint = f"Type a number; enter alone keeps {number(walk.planned)} minutes."
        return self._conversation.ask(f"{WALK_QUESTION} {walk_text(walk)}", hint, _read_minutes, can_wait=False)

    def _plan_lines(self, place: int, plan: StarterPlan) -> Iterator[str]:
        exercises = self._context.exercises()
        days = count(len(plan.days), "day")
        yield f"{place}: {plan.name}, up to {plan.minutes} minutes, {days} a week. {plan.summary}"
        for title, kinds in PARTS:
            of_part = (exercises[entry.exercise] for entry in plan.entries)
            names = [exercise.name for exercise in of_part if exercise.kind in kinds]
            yield f"{title}: {'; '.join(names)}."


def _read_places(line: str) -> frozenset[int]:
    places = line.replace(",", " ").split()
    known = {str(place) for place in range(1, len(SAFETY) + 1)}
    if not set(places) <= known:
        raise UsageError(f"“{line}” is no answer here. Type numbers from 1 to {len(SAFETY)}, enter for none, or later.")
    return frozenset(map(int, places))


def _read_pain(line: str) -> int:
    pain = read_pain(line.lower())
    if pain is None:
        raise UsageError("Nothing was typed. Type 0 to 10, or later.")
    return pain


def _read_minutes(line: str) -> int | None:
    if line and not line.isdecimal():
        raise UsageError(f"“{line}” is no answer here. Type a whole number of minutes, or enter alone.")
    return int(line) if line else None


def _ordinary_days() -> Iterator[str]:
    for band in BANDS:
        yield f"{band.text}: {band.why}"
    yield ORDINARY_DAY_FOOT
