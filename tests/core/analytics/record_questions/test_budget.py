"""How often the record may be asked."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.analytics.record_questions.budget import budget
from tracker.core.analytics.record_questions.sentences import budget_sentence

TODAY = date(2026, 11, 22)
FIVE = ["session", "more-than-planned", "exercise:walk", "exercise:bird-dog", "exercise:side-bridge"]


def weeks_ago(weeks: int) -> date:
    return TODAY - timedelta(weeks=weeks)


def test_five_different_questions_may_be_asked_on_one_day() -> None:
    for asked in range(5):
        left = budget([(TODAY, key) for key in FIVE[:asked]], TODAY)
        assert left.spent == asked
        assert left.next_day(FIVE[asked], TODAY) == TODAY


def test_a_sixth_waits_twelve_weeks_from_the_newest_of_the_five() -> None:
    asked = [(weeks_ago(10 - number), key) for number, key in enumerate(FIVE)]
    assert budget(asked, TODAY).next_day("exercise:curl-up", TODAY) == weeks_ago(6) + timedelta(weeks=12)


def test_the_wait_is_over_on_the_day_it_ends_and_begins_again_with_the_sixth() -> None:
    asked = [(weeks_ago(12), key) for key in FIVE]
    assert budget(asked, TODAY).next_day("exercise:curl-up", TODAY) == TODAY
    asked.append((TODAY, "exercise:curl-up"))
    assert budget(asked, TODAY).next_day("exercise:hip-hinge", TODAY) == TODAY + timedelta(weeks=12)


def test_the_same_question_waits_eight_weeks_and_makes_no_other_wait() -> None:
    asked = [(weeks_ago(20), FIVE[0]), (weeks_ago(3), FIVE[0])]
    left = budget(asked, TODAY)
    assert left.next_day(FIVE[0], TODAY) == TODAY + timedelta(weeks=5)
    assert left.next_day(FIVE[1], TODAY) == TODAY
    repeated = budget([*((weeks_ago(12), key) for key in FIVE), (weeks_ago(1), FIVE[0])], TODAY)
    assert repeated.next_day("exercise:curl-up", TODAY) == TODAY


def test_what_is_spent_and_when_the_next_may_be_asked_is_said() -> None:
    assert budget_sentence(budget([], TODAY), TODAY) == (
        "None of five questions asked so far; another may be asked today."
    )
    assert budget_sentence(budget([(TODAY, FIVE[0])], TODAY), TODAY) == (
        "One of five questions asked so far; another may be asked today."
    )
    assert budget_sentence(budget([(weeks_ago(1), key) for key in FIVE], TODAY), TODAY) == (
        "Five questions asked so far. After the first five a new one may be asked every 12 weeks: the next on "
        "7 February 2027."
    )
    assert budget_sentence(budget([(weeks_ago(13), key) for key in FIVE], TODAY), TODAY).endswith("the next today.")
