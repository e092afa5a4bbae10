"""Which days a question compares."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.analytics.record_questions.days import MorningRecord, QuestionDays, question_days
from tracker.core.analytics.record_questions.question import MORE, SESSION, RecordQuestion
from tracker.core.model import CheckIn, Dose, ExerciseDay, Pause, Prescription
from tracker.core.plan import Plan

FIRST = date(2026, 1, 7)
WALK = RecordQuestion.about("walk")
PLAN = [Prescription("walk", FIRST, Dose(minutes=10)), Prescription("dog", FIRST, Dose((5, 3), 10))]


def day(number: int) -> date:
    return FIRST + timedelta(number)


def logged(*days: int, exercise: str = "walk", work: int = 10) -> list[ExerciseDay]:
    return [ExerciseDay(day(number), exercise, 1, work, None) for number in days]


def days_of(
    question: RecordQuestion,
    rows: list[ExerciseDay],
    pains: dict[int, int],
    *,
    pauses: tuple[Pause, ...] = (),
    on: int = 400,
) -> QuestionDays:
    checkins = [CheckIn(day(number), pain) for number, pain in pains.items()]
    return question_days(MorningRecord.of(checkins, rows, Plan(PLAN, pauses), day(on)), question)


def test_whole_weeks_are_counted_back_from_the_last_day_it_was_done() -> None:
    days = days_of(WALK, logged(0, 2, 9), {})
    assert date.fromordinal(days.first) == day(3)
    assert days.did == (False,) * 6 + (True,)
    assert len(days.mornings) == 8


def test_what_was_done_in_other_exercises_is_not_looked_at() -> None:
    assert days_of(WALK, logged(0, 5, exercise="dog"), {}).did == ()
    assert days_of(RecordQuestion(SESSION), logged(0, 6, exercise="dog"), {}).did == (True, *(False,) * 5, True)


def test_a_day_is_compared_with_both_mornings_known_and_no_pause() -> None:
    pains = dict.fromkeys((0, 1, 2, 4, 5, 6, 7), 3)
    pause = Pause(day(5), day(5))
    days = days_of(WALK, logged(0, 6), pains, pauses=(pause,))
    assert days.compared == (0, 1, 4, 6)
    assert days.with_it == [3, 3]
    assert days.without_it == [3, 3]


def test_the_morning_that_counts_is_the_one_after() -> None:
    days = days_of(WALK, logged(0, 6), {number: number for number in range(8)})
    assert days.with_it == [1, 7]
    assert days.without_it == [2, 3, 4, 5, 6]


def test_a_record_as_of_a_day_holds_that_morning_and_the_days_before() -> None:
    pains = dict.fromkeys(range(20), 2)
    days = days_of(WALK, logged(0, 7, 14, 15), pains, on=14)
    assert date.fromordinal(days.first + len(days.did)) == day(8)
    assert MorningRecord.of([CheckIn(day(14), 1)], logged(14), Plan(PLAN), day(14)).pain == {day(14).toordinal(): 1}
    assert MorningRecord.of([CheckIn(day(15), 1)], logged(13), Plan(PLAN), day(14)).pain == {}


def test_half_as_much_again_is_more_than_planned() -> None:
    rows = [*logged(0, 3), *logged(1, work=14), *logged(2, work=15), *logged(4, exercise="dog", work=120), *logged(6)]
    days = days_of(RecordQuestion(MORE), rows, {})
    assert days.did == (False, False, True, False, True, False, False)
