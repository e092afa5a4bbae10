"""The chart of an answer: every morning a dot, and the interval where it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.core.analytics.record_questions.answer import Estimate
from tracker.core.analytics.record_questions.days import QuestionDays
from tracker.tui.history.question_chart import EFFECT, LEFT_END, RIGHT_END, ZERO, ZERO_INSIDE, question_chart

ESTIMATE = Estimate(100, 50, 182, effect=-1.0, low=-1.9, high=-0.2, p=0.005)


def mornings_after(with_it: dict[int, int], without: dict[int, int]) -> QuestionDays:
    """Days that are followed by so many mornings of each pain."""
    after = [(True, pain) for pain, count in with_it.items() for _ in range(count)]
    after += [(False, pain) for pain, count in without.items() for _ in range(count)]
    return QuestionDays(
        1, tuple(did for did, _ in after), (3, *(pain for _, pain in after)), tuple(False for _ in after)
    )


def lines(days: QuestionDays, estimate: Estimate = ESTIMATE, width: int = 70) -> list[str]:
    return [line.plain for line in question_chart(days, estimate, width)]


def dots(text: str) -> int:
    return sum(1 if letter == "•" else (ord(letter) - 0x2800).bit_count() for letter in text if ord(letter) > 0x2000)


@pytest.mark.parametrize(
    ("many", "width"), [(1, 45), (20, 45), (60, 45), (150, 45), (25, 70), (100, 70), (240, 70), (60, 100)]
)
def test_each_morning_is_a_dot_of_its_kind_beside_its_pain(many: int, width: int) -> None:
    drawn = lines(mornings_after({5: many, 3: 2}, {4: 3, 3: many // 2}), width=width)
    room = (width - 7) // 2
    rows = {int(line[:2]): (dots(line[4 : 4 + room]), dots(line[4 + room :])) for line in drawn if line[:2].strip()}
    assert rows == {5: (many, 0), 4: (0, 3), 3: (2, many // 2)}
    assert drawn[0].split() == [str(many + 2), "days", "with", str(3 + many // 2), "days", "without"]
    assert all(len(line) <= width for line in drawn)


def test_more_mornings_than_dots_are_several_to_a_dot_and_that_is_said() -> None:
    drawn = lines(mornings_after({5: 600}, {4: 10}))
    assert "a dot for 3 of them" in "".join(drawn)
    assert dots(drawn[1]) == 200
    assert "a dot for each" in "".join(lines(mornings_after({5: 10}, {4: 10})))


def test_the_interval_stands_where_its_points_are() -> None:
    *_, line, axis = lines(mornings_after({3: 1}, {3: 1}))
    assert line.index(ZERO) == axis.index(" 0 ") + 1
    assert line.index(LEFT_END) < line.index(EFFECT) < line.index(RIGHT_END) < line.index(ZERO)
    assert abs(line.index(EFFECT) - axis.index(" 1 ") - 1) <= 1
    assert axis.strip().startswith("2 lower")
    assert axis.strip().endswith("2 higher")


def test_no_effect_is_marked_inside_the_interval_too() -> None:
    *_, line, axis = lines(mornings_after({3: 1}, {3: 1}), replace(ESTIMATE, high=0.9))
    assert line.index(ZERO_INSIDE) == axis.index(" 0 ") + 1


def test_a_wide_interval_widens_the_axis() -> None:
    *_, line, axis = lines(mornings_after({3: 1}, {3: 1}), replace(ESTIMATE, low=-4.6))
    assert axis.strip().startswith("5 lower")
    assert line.index(LEFT_END) > 4
