"""The days that a question compares: what was done on each, and the mornings around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.core.analytics.adherence import is_clearly_more
from tracker.core.analytics.record_questions.question import MORE, RecordQuestion
from tracker.core.model import CheckIn, ExerciseDay
from tracker.core.plan import Plan

WEEK = 7


@dataclass(frozen=True)
class MorningRecord:
    """What all questions share: each morning's pain by day number, what was logged of each exercise, and the plan."""

    pain: Mapping[int, int]
    logged: Mapping[str, Sequence[ExerciseDay]]
    plan: Plan

    @classmethod
    def of(cls, checkins: Iterable[CheckIn], logged: Iterable[ExerciseDay], plan: Plan, on: date) -> MorningRecord:
        """The record as it was on the morning of `on`."""
        by_exercise: dict[str, list[ExerciseDay]] = {}
        for exercise_day in logged:
            if exercise_day.date < on:
                by_exercise.setdefault(exercise_day.exercise, []).append(exercise_day)
        pain = {checkin.date.toordinal(): checkin.pain for checkin in checkins if checkin.date <= on}
        return cls(pain, by_exercise, plan)

    @cached_property
    def trained(self) -> frozenset[int]:
        """The numbers of the days on which anything was logged."""
        return frozenset().union(*map(self.done_on, self.logged))

    def done_on(self, exercise: str) -> frozenset[int]:
        """The numbers of the days on which an exercise was logged."""
        return frozenset(exercise_day.date.toordinal() for exercise_day in self.logged.get(exercise, ()))


@dataclass(frozen=True)
class QuestionDays:
    """Whole weeks of days from day number `first`, which is any weekday.

    `did` says for each day whether it was one with what is asked about, `mornings` the pain of each of its mornings
    and of the one after the last, None where it is unknown, and `paused` which days lie in a pause.
    """

    first: int
    did: tuple[bool, ...]
    mornings: tuple[int | None, ...]
    paused: tuple[bool, ...]

    @cached_property
    def compared(self) -> tuple[int, ...]:
        """The places of the days that can be compared: both their mornings are known, and they lie in no pause."""
        mornings, paused = self.mornings, self.paused
        return tuple(
            place
            for place in range(len(self.did))
            if mornings[place] is not None and mornings[place + 1] is not None and not paused[place]
        )

    @property
    def with_it(self) -> list[int]:
        """The pain on the mornings after the compared days with what is asked about."""
        return self._next_mornings(did=True)

    @property
    def without_it(self) -> list[int]:
        """The pain on the mornings after the compared days without it."""
        return self._next_mornings(did=False)

    def _next_mornings(self, *, did: bool) -> list[int]:
        readings = (self.mornings[place + 1] for place in self.compared if self.did[place] is did)
        return [reading for reading in readings if reading is not None]


def question_days(record: MorningRecord, question: RecordQuestion) -> QuestionDays:
    """The days of a question: from the first on which it was done to the last, in whole weeks that end with the last.

    The question about more than planned looks at the days from the first session to the last.
    """
    exercise = question.exercise
    if exercise is not None:
        done = span = record.done_on(exercise)
    else:
        span = record.trained
        done = _more_than_planned(record) if question.key == MORE else span
    if not span:
        return QuestionDays(0, (), (None,), ())
    end = max(span) + 1
    first = end - (end - min(span)) // WEEK * WEEK
    paused = record.plan.pauses.within(first, end - 1)
    return QuestionDays(
        first,
        tuple(day in done for day in range(first, end)),
        tuple(record.pain.get(day) for day in range(first, end + 1)),
        tuple(day in paused for day in range(first, end)),
    )


def _more_than_planned(record: MorningRecord) -> frozenset[int]:
    """The numbers of the days on which the work of an exercise was clearly more than planned."""
    more = set()
    for exercise, exercise_days in record.logged.items():
        timeline = record.plan.timeline(exercise)
        for exercise_day in exercise_days:
            effective = timeline.on(exercise_day.date.toordinal())
            if effective and effective.dose is not None and is_clearly_more(effective.dose, exercise_day.work):
                more.add(exercise_day.date.toordinal())
    return frozenset(more)
