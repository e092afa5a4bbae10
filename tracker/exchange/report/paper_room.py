"""Which questions and notes there is room for on two printed pages, in lines of a table; the others are counted."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.model import TherapistQuestion
from tracker.exchange.report.facts import Note, Report

# What a half year with seven exercises leaves free.
LINES = 14
NOTE_LINE = 95
QUESTION_LINE = 45
# With room for an answer.
LEAST_QUESTION_LINES = 2
ASKED_LINES = 2
MOST_QUESTIONS = 4
LONGEST = 180


def questions_with_room(report: Report) -> list[TherapistQuestion]:
    """The newest without an answer, then the newest that have one."""
    answered = [question for question in report.questions if question.answered]
    waiting = [question for question in report.questions if not question.answered]
    newest = [*waiting[::-1], *answered[::-1]]
    return [question for question in newest if len(question.text + question.answered) <= LONGEST][:MOST_QUESTIONS]


def notes_with_room(report: Report) -> list[Note]:
    """The newest, by date."""
    return list(_newest_notes(report))[::-1]


def _newest_notes(report: Report) -> Iterator[Note]:
    lengths = [len(question.text) for question in questions_with_room(report)]
    taken = sum(max(LEAST_QUESTION_LINES, 1 + length // QUESTION_LINE) for length in lengths)
    left = LINES - taken - ASKED_LINES * len(report.asked)
    for note in reversed(report.notes):
        if len(note.text) > LONGEST:
            continue
        left -= sum(1 + len(line) // NOTE_LINE for line in note.text.splitlines())
        if left < 0:
            return
        yield note
