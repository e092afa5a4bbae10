"""The engine against the second reading of its page, field by field, on histories that nobody has seen."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.support.showing import Person
from tests.support.strategies import people, random_person
from tests.tools.fuzz import differences, explanation

QUICK = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


@settings(max_examples=120, deadline=None, suppress_health_check=QUICK)
@given(people())
def test_the_engine_says_what_the_page_says(person: Person) -> None:
    history, on = person
    assert not differences(history, on, earliest=False), explanation(history, on, earliest=False)


def test_the_engine_says_what_the_page_says_for_hundreds_of_random_people() -> None:
    for seed in range(250):
        history, on = random_person(seed)
        assert not differences(history, on, earliest=False), explanation(history, on, earliest=False)


def test_earliest_is_the_first_increase_when_the_days_are_played_forward() -> None:
    for seed in range(1000, 1007):
        history, on = random_person(seed)
        assert not differences(history, on), explanation(history, on)
