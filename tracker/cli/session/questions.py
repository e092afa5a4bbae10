"""The questions of a day in plain lines: the same, in the same order and words, as those of the interface."""

from __future__ import annotations

from functools import partial

from tracker.cli.session import words
from tracker.cli.session.conversation import Conversation, PutOff, StateChanged
from tracker.cli.session.function import ask_function_question
from tracker.core import wording
from tracker.core.engine.progression import Verdict
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.day import care, recording
from tracker.service.day.day_view import DayRow
from tracker.service.day.limit_offer import put_off_limit
from tracker.service.day.open_questions import (
    MORNING,
    ClosingQuestion,
    FunctionDue,
    LimitQuestion,
    MorningQuestion,
    OpenQuestion,
    StepQuestion,
    SwapQuestion,
    morning_question,
)
from tracker.service.day.pain import record_pain
from tracker.service.day.text import (
    CAUTION,
    FLARE,
    PROFESSIONAL,
    SWAP_HINT,
    VERDICT_TITLES,
    ask_leg_text,
    ask_pain_text,
    doses_text,
    limit_agreed_text,
    limit_text,
    next_step_text,
    pain_answer_text,
    step_text,
    unanswered_care,
)
from tracker.service.day.today_view import TodayView
from tracker.service.library.info_cards import card_on_flares
from tracker.service.plan import engine_settings, planning
from tracker.service.plan.swap_offer import put_off_swap


def ask_open_question(conversation: Conversation, question: OpenQuestion, today_view: TodayView) -> None:
    """Ask one open question and write the answer; what is put off is not asked again."""
    try:
        match question:
            case ClosingQuestion():
                _ask_closing(conversation, question, today_view)
            case MorningQuestion():
                ask_morning(conversation, question, today_view)
            case SwapQuestion():
                _ask_swap(conversation, question)
            case StepQuestion():
                _ask_step(conversation, question, today_view)
            case LimitQuestion():
                _ask_limit(conversation, question)
            case FunctionDue():
                ask_function_question(conversation)
    except PutOff:
        conversation.put_off.add(question.name)


def ask_morning(conversation: Conversation, question: MorningQuestion, today_view: TodayView) -> None:
    """Ask for the pain of a morning, which of an earlier one may be unknown; that of today may be a flare."""

    def flare() -> None:
        mark_flare(conversation, today_view)
        raise StateChanged

    if question.earlier:
        pain, leg = conversation.ask_pain(question.text, unknown=True)
    else:
        pain, leg = conversation.ask_pain(question.text, hint=words.MORNING_HINT, others={"f": flare})
    if pain is None:
        conversation.put_off.add(question.name)
        return
    conversation.write(lambda context: recording.check_in(context, question.on, pain, leg=leg, keep_worse=True))


def ask_exercise_pain(conversation: Conversation, row: DayRow) -> None:
    """Ask for the pain of an exercise, write it, and say what to do."""
    name = row.exercise.name
    pain, leg = conversation.ask_pain(ask_pain_text(name), leg_question=ask_leg_text(name))
    assert pain is not None  # only a morning may be unknown
    write_pain(conversation, row, pain, leg=leg)


def write_pain(conversation: Conversation, row: DayRow, pain: int, *, leg: bool) -> bool:
    """Write the pain of an exercise and say what to do; False where it cannot be written."""
    on, shown = conversation.on, row.pain

    def record(context: AppContext) -> str:
        message, answer = record_pain(context, on, row.exercise.id, pain, leg=leg, shown=shown)
        return message if answer is None else f"{message} {pain_answer_text(answer)}"

    return conversation.write(record)


def ask_check_in(conversation: Conversation, today_view: TodayView) -> None:
    """Ask for the morning's pain again; the answer replaces the check-in."""
    on, shown = conversation.on, today_view.view.checkin
    pain, leg = conversation.ask_pain(MORNING)
    conversation.write(lambda context: recording.check_in(context, on, pain, leg=leg, shown=shown))


def ask_missed_morning(conversation: Conversation, today_view: TodayView) -> None:
    """Ask for the last morning that is unknown."""
    if today_view.missed:
        question = morning_question(today_view.missed[-1], conversation.on, today_view.view.today)
        ask_morning(conversation, question, today_view)
    else:
        conversation.say("No morning of the last two days is missing.")


def mark_flare(conversation: Conversation, today_view: TodayView) -> None:
    """Mark today as a flare; without a check-in, ask for its pain first. The first flare brings what helps in one."""
    on, first = conversation.on, not conversation.context.store.had_flare()
    pain, leg = (None, False) if today_view.view.checkin else conversation.ask_pain(FLARE)
    written = conversation.write(
        lambda context: recording.check_in(context, on, pain, flare=True, leg=leg, keep_worse=pain is not None)
    )
    if written and first:
        conversation.write(_flare_card)


def _flare_card(context: AppContext) -> str:
    card = card_on_flares(context)
    return "\n".join((f"{card.title}.", *card.text))


def answer_care(conversation: Conversation, today_view: TodayView) -> None:
    """Write that the person has talked to somebody about the reason that was said."""
    reason = unanswered_care(today_view.view.advice.care)
    if reason is None:
        conversation.say("There is nothing that a doctor or therapist should hear of now.")
    else:
        conversation.write(lambda context: care.answer_care(context, reason.code))


def ask_professional(conversation: Conversation) -> None:
    """Ask whether a professional has agreed to larger doses."""
    if conversation.ask_yes(PROFESSIONAL, "y yes; n not yet"):
        conversation.write(first_run.professional_agreed)


def say_reasoning(conversation: Conversation, verdict: Verdict, today_view: TodayView) -> None:
    """The whole reasoning behind a dose."""

    def name_of(exercise: str) -> str:
        return today_view.names.get(exercise, exercise)

    conversation.say(f"{name_of(verdict.exercise)}: {VERDICT_TITLES[verdict.verdict]}.")
    conversation.say(doses_text(verdict, name_of, wording.dose_in_full))
    for text in (*verdict.why, next_step_text(verdict, today_view.view.on), CAUTION):
        conversation.say(text)


def _ask_closing(conversation: Conversation, question: ClosingQuestion, today_view: TodayView) -> None:
    pain, leg = conversation.ask_pain(question.text)
    if pain == 0 and not leg:
        conversation.write(lambda context: recording.answer_for_all(context, question.on, 0))
        return
    assert pain is not None  # only a morning may be unknown
    rows = [row for row in today_view.view.rows if row.logged and row.pain is None]
    conversation.say("\n".join(f"{number}: {row.exercise.name}" for number, row in enumerate(rows, 1)))
    asked = f"Pain {pain} in which exercise?"
    row = rows[conversation.ask_number(asked, "Type its number.", len(rows)) - 1]
    if write_pain(conversation, row, pain, leg=leg):
        conversation.hurt = True


def _ask_swap(conversation: Conversation, question: SwapQuestion) -> None:
    offer = question.offer
    if not conversation.ask_yes(question.text, "y choose one; n not now"):
        conversation.write(lambda context: put_off_swap(context, offer.exercise))
        return
    for number, exercise in enumerate(offer.choices, 1):
        conversation.say(
            f"{number}: {exercise.name}, {wording.dose_in_full(exercise.start, per_side=exercise.per_side)}"
        )
    chosen = conversation.ask_number(SWAP_HINT, "Type the number of one, or later.", len(offer.choices))
    new = offer.choices[chosen - 1]
    conversation.write(lambda context: planning.swap(context, offer.exercise, new))


def _ask_step(conversation: Conversation, question: StepQuestion, today_view: TodayView) -> None:
    verdict = question.verdict
    exercises = conversation.context.exercises()
    exercise = exercises[verdict.exercise]
    proposed = exercise if verdict.proposed is None else exercises[verdict.proposed.exercise]
    dose_text = partial(wording.dose_in_full, per_side=proposed.per_side)
    text = step_text(exercise.name, verdict, lambda name: today_view.names.get(name, name), dose_text)
    why = {"w": lambda: say_reasoning(conversation, verdict, today_view)}
    accepted = conversation.ask_yes(text, "y yes; n not this week; w why", why)
    act = planning.accept if accepted else planning.decline
    if not conversation.write(lambda context: act(context, exercise, shown=verdict.proposed)):
        conversation.put_off.add(question.name)


def _ask_limit(conversation: Conversation, question: LimitQuestion) -> None:
    offer = question.offer
    conversation.put_off.add(question.name)  # the next higher limit is another day's question
    hint = "y they agree; n not yet" if offer.needs_agreement else "y yes; n not now"
    if not conversation.ask_yes(limit_text(offer), hint):
        conversation.write(put_off_limit)
        return
    if offer.needs_agreement and not conversation.ask_yes(limit_agreed_text(offer), "y yes; n not yet"):
        return
    limit = {"pain_free_limit": str(offer.limit)}
    conversation.write(lambda context: engine_settings.change_settings(context, limit, agreed=offer.needs_agreement))
