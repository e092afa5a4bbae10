"""What is asked before the first session: safety, how an ordinary good day is, and a starter plan.

The texts are our own. Each answer is kept with its date, under the words in which it was asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.core.input.validation import with_settings_above
from tracker.core.model import Answer
from tracker.service.context import AppContext, transactional

if TYPE_CHECKING:
    from tracker.storage.unit_of_work import UnitOfWork


class FirstRunStep(StrEnum):
    """A step of the first run, in the order in which they are taken."""

    SAFETY = "safety"
    EMERGENCY = "emergency"
    ORDINARY_DAY = "ordinary day"
    STARTER_PLAN = "starter plan"


class SafetyQuestion(NamedTuple):
    """Something to mark where it is true, and the advice to whoever marks it."""

    text: str
    advice: str


EMERGENCY_SIGN = "Numb between the legs, bladder or bowel trouble, pain in both legs, a weak leg"
SAFETY = (
    SafetyQuestion(
        "Heart trouble, or chest pain on effort",
        "Ask a doctor which exercise suits your heart before you begin.",
    ),
    SafetyQuestion(
        "Dizzy spells or fainting",
        "Have a doctor find out why first; a fall helps no back.",
    ),
    SafetyQuestion(
        "Pregnant, or gave birth in the last months",
        "Ask your midwife or doctor; there are exercises made for this time.",
    ),
    SafetyQuestion(
        "Weak bones, or a recent fracture",
        "Ask a doctor or physical therapist which movements to leave out.",
    ),
    SafetyQuestion(
        "Back surgery in the last months",
        "Follow the plan of those who operated; ask them before adding to it.",
    ),
    SafetyQuestion(
        "Cancer, now or before; an infection or a fever",
        "Have a doctor look at the back pain first.",
    ),
    SafetyQuestion(
        EMERGENCY_SIGN,
        "Call your emergency number or go to emergency care now. The exercises can wait.",
    ),
    SafetyQuestion(
        "A doctor told me not to exercise",
        "Stick to that, and ask when and how you may begin.",
    ),
)
EMERGENCY = "Has a doctor looked at the sign of an emergency?"
ORDINARY_DAY = "Back or leg pain on an ordinary good day"
PROFESSIONAL = "Has a doctor or physical therapist agreed that doses may be raised?"
LIMIT_AGREED = "Has a doctor or physical therapist agreed that a pain above 2 may count as pain-free?"
GET_HELP = "Call your emergency number or go to emergency care now. The exercises can wait."
AGREED, NOT_YET, NOT_NEEDED = "yes", "not yet", "not needed"


class Band(NamedTuple):
    """An answer to how an ordinary good day is: pains from `lowest` on, the pain-free limit that follows, and why."""

    text: str
    lowest: int
    limit: int
    why: str


BANDS = (
    Band("0", 0, 1, "Readings up to 1 count as pain-free: a lone 1 may be chance, and is no bar to a larger dose."),
    Band("1-2", 1, 2, "Readings up to 2 count as pain-free: they are taken as safe, and a small ache is no bar."),
    Band(
        "3 or more",
        3,
        2,
        "Readings up to 2 count as pain-free; until there are such weeks the plan stays small. "
        "If it has been like this for weeks, let a doctor or physical therapist have a look.",
    ),
)


def band_of(pain: int) -> Band:
    """The answer that a pain of 0 to 10 is."""
    return next(band for band in reversed(BANDS) if pain >= band.lowest)


def unanswered(context: AppContext) -> tuple[FirstRunStep, ...]:
    """Which steps of the first run are still open.

    The starter plan is one where nothing was ever planned, and another step is open or nothing is recorded yet.
    """
    answered = _answers(context)
    questions = []
    if not all(question.text in answered for question in SAFETY):
        questions.append(FirstRunStep.SAFETY)
    if waits_for_help(context):
        questions.append(FirstRunStep.EMERGENCY)
    if ORDINARY_DAY not in answered:
        questions.append(FirstRunStep.ORDINARY_DAY)
    if not context.plan(context.today()).of and (questions or context.store.first_day() is None):
        questions.append(FirstRunStep.STARTER_PLAN)
    return tuple(questions)


def steps(context: AppContext) -> tuple[FirstRunStep, ...]:
    """What the first run has to ask: nothing where anything is recorded, or where both questions are answered."""
    if context.store.first_day() is not None:
        return ()
    open_steps = unanswered(context)
    return () if open_steps == (FirstRunStep.STARTER_PLAN,) else open_steps


def marked(context: AppContext) -> frozenset[str]:
    """The safety questions that were answered with yes."""
    answers = _answers(context)
    return frozenset(question.text for question in SAFETY if answers.get(question.text) == "yes")


@transactional
def answer_safety(context: AppContext, yes: Collection[str], shown: Collection[str] | None = None) -> str:
    """Keep the answers; with any yes no dose is raised until a professional has agreed.

    Where the person was `shown` these answered with yes, what was marked in another window meanwhile stays marked.
    """
    if shown is not None:
        yes = (marked(context) - set(shown)) | set(yes)
    waiting = waits_for_professional(context)
    message = "The safety questions are answered"
    if yes:
        message += f", {wording.count_word(len(yes))} with yes; doses stay as they are until a professional has agreed"
    answers = {question.text: "yes" if question.text in yes else "no" for question in SAFETY}
    if EMERGENCY_SIGN in yes and EMERGENCY_SIGN not in marked(context):
        answers[EMERGENCY] = NOT_YET
    if yes:
        answers[PROFESSIONAL] = NOT_YET
    elif waiting:
        answers[PROFESSIONAL] = NOT_NEEDED
    with context.write(message) as work:
        put_answers(context, work, answers)
        if yes or waiting:
            work.put_settings({"raise_doses": not yes})
    return f"{message}."


def waits_for_help(context: AppContext) -> bool:
    """Whether the person has marked the sign of an emergency, and no doctor has looked at it yet."""
    answers = _answers(context)
    return answers.get(EMERGENCY_SIGN) == "yes" and answers.get(EMERGENCY) != AGREED


@transactional
def answer_emergency(context: AppContext, *, looked_at: bool) -> str:
    """Record whether a doctor has looked at the sign of an emergency since it began.

    Raises NotPossibleError where no such sign was marked.
    """
    if EMERGENCY_SIGN not in marked(context):
        raise NotPossibleError("No sign of an emergency was marked.")
    message = "A doctor has looked at the sign of an emergency" if looked_at else "Help is needed first"
    with context.write(message) as work:
        put_answers(context, work, {EMERGENCY: AGREED if looked_at else NOT_YET})
    return f"{message}." if looked_at else GET_HELP


def waits_for_professional(context: AppContext) -> bool:
    """Whether doses are not raised because of a safety question, and no professional has agreed yet."""
    answers = _answers(context)
    return answers.get(PROFESSIONAL) == NOT_YET and not context.settings().raise_doses


@transactional
def professional_agreed(context: AppContext) -> str:
    """Record that a professional has agreed, so that doses may be raised.

    Raises NotPossibleError where no safety answer waits for that.
    """
    if not waits_for_professional(context):
        raise NotPossibleError("Nothing waits for the word of a professional.")
    message = "A professional has agreed; doses may be raised"
    with context.write(message) as work:
        put_answers(context, work, {PROFESSIONAL: AGREED})
        work.put_settings({"raise_doses": True})
    return f"{message}."


@transactional
def answer_ordinary_day(context: AppContext, pain: int) -> str:
    """Keep how an ordinary good day is, 0 to 10, and set the limit up to which a reading counts as pain-free."""
    band = band_of(pain)
    message = f"Pain of {band.text} on an ordinary good day"
    with context.write(message) as work:
        put_answers(context, work, {ORDINARY_DAY: band.text})
        if band.limit != context.settings().pain_free_limit:
            work.put_settings(with_settings_above(context.settings(), {"pain_free_limit": band.limit}))
    return f"{message}. {band.why}"


def was_agreed(context: AppContext) -> bool:
    """Whether a professional has agreed to a pain-free limit above the safe one."""
    return _answers(context).get(LIMIT_AGREED) == AGREED


def _answers(context: AppContext) -> dict[str, str]:
    """What was answered, by question."""
    return {answer.question: answer.answer for answer in context.store.answers()}


def put_answers(context: AppContext, work: UnitOfWork, answers: Mapping[str, str]) -> None:
    """Write answers with today's date; one that was given before keeps its date."""
    given = _answers(context)
    for question, answer in answers.items():
        if given.get(question) != answer:
            work.put(Answer(question, answer, context.today()))
