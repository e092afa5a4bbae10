"""What the record says to a question: against a second reading of the page, and what must hold of any answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from tests.core.analytics.record_questions.second_reading import different_shifts as shifts_read_again
from tests.core.analytics.record_questions.second_reading import reading
from tests.tools.study.ask import Doing, Kind, made_up
from tracker.core.analytics.record_questions import answer as answer_module
from tracker.core.analytics.record_questions.adjustment import Adjustment, Circumstances
from tracker.core.analytics.record_questions.answer import CannotSay, Estimate, Missing, answer, cannot_say
from tracker.core.analytics.record_questions.days import QuestionDays
from tracker.core.analytics.record_questions.shifts import circular_sums, different_shifts

A_PERSON = Kind(Doing.BY_PAIN, 0.4, weeks=21, effect=-2)
KINDS = [
    Kind(doing, memory, weeks, effect) for doing in Doing for memory, weeks, effect in ((0.0, 15, 2), (0.8, 30, 0))
]


def record(kind: Kind, seed: str = "a") -> QuestionDays:
    """A made-up record, with a pause in it and a first day that is no Monday."""
    (days,) = made_up(kind, 1, Random(f"{kind} {seed}"))
    paused = tuple(place in range(40, 47) for place in range(len(days.did)))
    return replace(days, first=737_003, paused=paused)


@pytest.mark.parametrize("seed", ["a", "b", "c"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_second_reading_of_the_page_gives_the_same_numbers(kind: Kind, seed: str) -> None:
    days = record(kind, seed)
    numbers = range(days.first, days.first + len(days.did))
    again = reading(
        {number for number, did in zip(numbers, days.did, strict=True) if did},
        {number: pain for number, pain in enumerate(days.mornings, days.first) if pain is not None},
        {number for number, paused in zip(numbers, days.paused, strict=True) if paused},
        numbers,
    )
    found = answer(days)
    assert isinstance(found, Estimate) == (again is not None)
    if isinstance(found, Estimate) and again is not None:
        assert (found.days_with, found.days_without) == (again.days_with, again.days_without)
        assert found.p == pytest.approx(again.p)
        assert found.effect == pytest.approx(again.effect, abs=1e-4)
        for end, outward in ((found.low, -1), (found.high, 1)):
            assert again.rejects(end + outward * 1e-3)
            assert not again.rejects(end - outward * 1e-3)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_effect_is_outside_the_interval_only_where_there_is_a_claim(kind: Kind) -> None:
    for number in range(8):
        found = answer(record(kind, str(number)))
        if isinstance(found, Estimate):
            assert found.claim is not (found.low <= 0 <= found.high)
            assert found.low <= found.effect <= found.high


def test_a_real_difference_is_found_and_its_size_is_in_the_interval() -> None:
    found = answer(record(A_PERSON))
    assert isinstance(found, Estimate)
    assert found.claim
    assert found.low < -2 < found.high < 0


def test_the_same_pain_turned_round_says_the_opposite() -> None:
    days = record(A_PERSON)
    found = answer(days)
    turned = answer(replace(days, mornings=tuple(None if pain is None else 10 - pain for pain in days.mornings)))
    assert isinstance(found, Estimate)
    assert isinstance(turned, Estimate)
    assert turned.p == found.p
    assert (turned.low, turned.effect, turned.high) == pytest.approx((-found.high, -found.effect, -found.low), abs=1e-4)


def test_a_plan_that_is_kept_to_the_day_has_seven_shifts_and_no_answer() -> None:
    days = record(Kind(Doing.FREE, 0.4, weeks=52))
    kept = answer(replace(days, did=tuple(place % 7 in (0, 2, 4) for place in range(len(days.did)))))
    assert isinstance(kept, CannotSay)
    assert kept.shifts == 7
    assert kept.missing == (Missing.SHIFTS,)


def test_a_plan_kept_but_for_two_days_has_too_few_like_days_that_differ() -> None:
    days = record(Kind(Doing.FREE, 0.4, weeks=52))
    did = tuple(place % 7 in (0, 2, 4) and place not in (100, 212) for place in range(len(days.did)))
    found = answer(replace(days, did=did))
    assert isinstance(found, CannotSay)
    assert found.missing == (Missing.LIKE_DAYS,)


@pytest.mark.parametrize(("weeks", "missing"), [(14, (Missing.SHIFTS,)), (15, ())])
def test_fifteen_weeks_are_the_shortest_record(weeks: int, missing: tuple[Missing, ...]) -> None:
    found = answer(record(Kind(Doing.FREE, 0.0, weeks=weeks)))
    assert (found.missing if isinstance(found, CannotSay) else ()) == missing


@pytest.mark.parametrize("did", [True, False])
def test_ten_days_of_either_kind_are_the_fewest(did: bool) -> None:
    days = record(Kind(Doing.FREE, 0.0, weeks=30))
    rare = days.compared[::12]
    for count, missing in ((9, (Missing.DAYS_WITH if did else Missing.DAYS_WITHOUT,)), (10, ())):
        chosen = set(rare[:count])
        found = answer(replace(days, did=tuple((place in chosen) is did for place in range(len(days.did)))))
        assert (found.missing if isinstance(found, CannotSay) else ()) == missing


def test_questions_about_the_same_days_are_looked_at_once_and_share_the_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    fits: list[Adjustment] = []
    series: list[object] = []

    class Counted(Adjustment):
        def __init__(self, days: Sequence[Circumstances]) -> None:
            super().__init__(days)
            fits.append(self)

        def remainder(self, values: Sequence[float]) -> list[float]:
            series.append(values)
            return super().remainder(values)

    monkeypatch.setattr(answer_module, "Adjustment", Counted)
    one, another = made_up(Kind(Doing.FREE, 0.0, weeks=30), 2, Random(1))
    elsewhere = record(Kind(Doing.FREE, 0.0, weeks=30), "elsewhere")
    too_short = record(Kind(Doing.FREE, 0.0, weeks=9))
    again = replace(one)
    lacking = cannot_say([one, again, another, too_short, again, elsewhere])
    assert [lacks is None for lacks in lacking] == [True, True, True, False, True, True]
    assert (len(fits), len(series)) == (2, 3)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_is_lacking_is_what_the_answer_would_say(kind: Kind) -> None:
    questions = made_up(kind, 4, Random(str(kind)))
    answers = [answer(days) for days in questions]
    assert cannot_say(questions) == [found if isinstance(found, CannotSay) else None for found in answers]


@pytest.mark.parametrize("length", [1, 2, 7, 50])
def test_sums_over_shifted_days_are_those_of_a_loop(length: int) -> None:
    random = Random(length)
    series = [random.random() < 0.4 for _ in range(length)]
    values = [random.randrange(2**40) for _ in range(length)]
    looped = [sum(values[day] for day in range(length) if series[(day + s) % length]) for s in range(length)]
    assert circular_sums(series, values) == looped
    assert circular_sums(series, [0] * length) == [0] * length


@pytest.mark.parametrize("pattern", [[True], [True, False], [True, False, False, True, False, True, False] * 4])
def test_different_shifts_are_counted_as_sets_of_days(pattern: list[bool]) -> None:
    for repeats in (1, 3):
        series = pattern * repeats
        done = {day for day, did in enumerate(series) if did}
        assert different_shifts(series) == shifts_read_again(done, range(len(series)))
