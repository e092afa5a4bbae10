"""Questions, their answers and what is left of them in words. They say what goes together, never a cause or advice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.core import wording
from tracker.core.analytics.record_questions.answer import FEWEST_DAYS, FEWEST_SHIFTS, CannotSay, Estimate, Missing
from tracker.core.analytics.record_questions.budget import FREE_QUESTIONS, Budget
from tracker.core.analytics.record_questions.days import WEEK
from tracker.core.analytics.record_questions.question import MORE, SESSION, RecordQuestion

NOT_YET = "This record cannot say it yet."
NEVER_A_CAUSE = "That the two go together does not say that one brings the other."
WEEKS_NEEDED = -(-FEWEST_SHIFTS // WEEK)


def subject(question: RecordQuestion, names: Mapping[str, str]) -> str:
    """What a question is about: `Bird dog`, `any session`, `clearly more than planned`."""
    if question.exercise is not None:
        return names.get(question.exercise, question.exercise)
    return {SESSION: "any session", MORE: "clearly more than planned"}.get(question.key, question.key)


def question_sentence(question: RecordQuestion, names: Mapping[str, str]) -> str:
    """`Do days with Bird dog go with another pain the next morning?`"""
    return f"Do days with {subject(question, names)} go with another pain the next morning?"


def budget_sentence(budget: Budget, today: date) -> str:
    """How many of the first five questions are spent, and when the next new one may be asked."""
    if budget.spent < FREE_QUESTIONS:
        spent = wording.sentence(wording.count_word(budget.spent)) if budget.spent else "None"
        free = wording.count_word(FREE_QUESTIONS)
        return f"{spent} of {free} questions asked so far; another may be asked today."
    when = "today" if budget.next_new <= today else f"on {wording.day(budget.next_new, today=today)}"
    return (
        f"{wording.sentence(wording.count_word(budget.spent))} questions asked so far. After the first "
        f"{wording.count_word(FREE_QUESTIONS)} a new one may be asked every 12 weeks: the next {when}."
    )


def answer_sentences(answer: Estimate | CannotSay, about: str) -> list[str]:
    """An answer about a subject, a sentence or two for each of its parts."""
    return estimate_sentences(answer, about) if isinstance(answer, Estimate) else cannot_say_sentences(answer, about)


def estimate_sentences(estimate: Estimate, about: str) -> list[str]:
    """What the record says, how sure it is, and what that does not mean."""
    size = change(estimate.effect) if round(estimate.effect, 1) else "no different"
    effect = (
        f"After days with {about} the next morning's pain was {size} than after days without it that began alike; "
        f"the 99 % interval is {interval(estimate)}."
    )
    counts = (
        f"Compared: {wording.count(estimate.days_with, 'day')} with it and {estimate.days_without} without, each with "
        "its own and the next morning's pain."
    )
    if estimate.claim:
        return [effect, f"Chance alone shows as much {how_often(estimate.p)}. {NEVER_A_CAUSE}", counts]
    return [
        effect,
        f"Chance alone shows as much {how_often(estimate.p)}, so the record shows no difference. It does not show "
        "that there is none.",
        counts,
    ]


def report_sentence(estimate: Estimate) -> str:
    """An estimate in half a sentence, for the report."""
    size = (
        f"{change(estimate.effect)} after days with it"
        if round(estimate.effect, 1)
        else "no different after days with it"
    )
    verdict = "" if estimate.claim else "; chance alone shows as much, so no difference is shown"
    return (
        f"{size} than after days without it that began alike (99 % interval {interval(estimate)}, "
        f"p = {estimate.p:.3f}; {estimate.days_with} days with, {estimate.days_without} without){verdict}"
    )


def cannot_say_sentences(answer: CannotSay, about: str) -> list[str]:
    """That the record cannot say it yet, and what it would take."""
    if not answer.days_in_span:
        return [NOT_YET, f"It has no whole week from a first day with {about} to a last, and it takes {WEEKS_NEEDED}."]
    sentences = [NOT_YET]
    for missing, count, kind in (
        (Missing.DAYS_WITH, answer.days_with, f"with {about}"),
        (Missing.DAYS_WITHOUT, answer.days_without, f"without {about}"),
    ):
        if missing in answer.missing:
            sentences.append(
                f"It has {wording.count(count, 'day')} {kind} of which this and the next morning are known, and it "
                f"takes {FEWEST_DAYS}."
            )
    if Missing.SHIFTS in answer.missing:
        if answer.days_in_span < FEWEST_SHIFTS:
            sentences.append(
                f"From the first day with {about} to the last it has "
                f"{wording.count(answer.days_in_span // WEEK, 'whole week')}, and it takes {WEEKS_NEEDED}."
            )
        else:
            sentences.append(
                "The same days were kept in every week, so nothing tells them from their weekdays. It takes some weeks "
                "in which they differ; that is no reason to change your plan."
            )
    if Missing.LIKE_DAYS in answer.missing:
        sentences.append(
            "Days that began alike, on the same weekday and after the same morning, hardly differ in it. It takes more "
            "of them that do, which more weeks may bring; that is no reason to change your plan."
        )
    return sentences


def change(points: float) -> str:
    """`1.2 points lower`, `1 point higher`."""
    size = round(abs(points), 1)
    return f"{wording.number(size)} {'point' if size == 1 else 'points'} {'lower' if points < 0 else 'higher'}"


def interval(estimate: Estimate) -> str:
    """`0.4 to 2.1 points lower`, `0.9 lower to 0.5 higher`: the 99 % interval, from its lower end."""
    low, high = estimate.low, estimate.high
    if low < 0 < high:
        return f"from {wording.number(round(-low, 1))} points lower to {wording.number(round(high, 1))} higher"
    near, far = sorted((abs(low), abs(high)))
    return (
        f"from {wording.number(round(near, 1))} to {wording.number(round(far, 1))} points "
        f"{'lower' if high <= 0 else 'higher'}"
    )


def how_often(p: float) -> str:
    """`in about 6 of 1 000 records without any effect (p = 0.006)`."""
    out_of = 1000 if p < 0.01 else 100
    return f"in about {max(round(p * out_of), 1)} of {out_of} records without any effect (p = {p:.3f})"
