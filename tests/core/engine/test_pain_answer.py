"""The answer to a pain: the table of docs/engine.md, row by row, at its edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.core.engine.pain_answer import pain_answer, usual_pain
from tracker.core.model import CheckIn, Kind, Number, Settings

ON = date(2026, 3, 2)
DEFAULTS = Settings(amber_from=3, red_from=6)


def code(
    pain: int | None,
    *,
    usual: Number | None = 0,
    leg: bool = False,
    kind: Kind = Kind.STRENGTH,
    settings: Settings = DEFAULTS,
) -> str:
    """The code of the answer, empty where there is none."""
    answer = pain_answer(kind, pain, leg=leg, usual=usual, settings=settings)
    return "" if answer is None else answer.code


@pytest.mark.parametrize(
    ("pain", "usual", "expected"),
    [
        (0, 0, ""),
        (2, 0, ""),
        (3, 0, "smaller"),
        (5, 0, "smaller"),
        (6, 0, "stop"),
        (7, 0, "stop"),
        (8, 0, "severe"),
        (10, 0, "severe"),
        (3, 2, ""),
        (4, 2, "smaller"),
        (6, 5, ""),
        (7, 5, "stop"),
        (8, 8, "severe"),
        (3, None, "smaller"),
        (6, None, "stop"),
        (2, None, ""),
        (4, 2.5, ""),
        (5, 2.5, "smaller"),
        (None, None, ""),
    ],
)
def test_a_pain_is_answered_by_how_much_it_is_above_the_usual_one(
    pain: int | None, usual: Number | None, expected: str
) -> None:
    assert code(pain, usual=usual) == expected


def test_the_limits_are_those_of_the_settings() -> None:
    strict = Settings(amber_from=2, red_from=4)
    assert [code(pain, settings=strict) for pain in (1, 2, 3, 4)] == ["", "smaller", "smaller", "stop"]
    lenient = Settings(amber_from=5, red_from=8)
    assert [code(pain, settings=lenient) for pain in (4, 5, 7, 8)] == ["", "smaller", "smaller", "severe"]


def test_a_stretch_is_eased_off_and_stopped_like_the_others() -> None:
    assert [code(pain, kind=Kind.STRETCH) for pain in (2, 3, 5, 6, 8)] == ["", "ease_off", "ease_off", "stop", "severe"]


@pytest.mark.parametrize("pain", [None, 0, 3, 6, 9])
def test_what_goes_down_the_leg_comes_before_all_else(pain: int | None) -> None:
    assert code(pain, leg=True) == "leg"


@pytest.mark.parametrize(("pain", "skip"), [(3, False), (6, True), (8, True)])
def test_from_a_stop_on_the_exercise_is_out_for_the_day(pain: int, skip: bool) -> None:
    answer = pain_answer(Kind.MOBILITY, pain, leg=False, usual=0, settings=DEFAULTS)
    assert answer is not None
    assert answer.skip is skip


def mornings(*pains: int, until: date) -> list[CheckIn]:
    """Check-ins of the days up to `until`."""
    return [CheckIn(until - timedelta(days=ago), pain) for ago, pain in enumerate(reversed(pains))]


def test_the_usual_pain_is_that_of_the_morning_even_where_it_is_0() -> None:
    before = mornings(5, 5, 5, 5, 5, until=ON - timedelta(days=1))
    assert usual_pain([*before, CheckIn(ON, 0)], ON) == 0


def test_without_a_check_in_the_usual_pain_is_the_baseline_and_unknown_with_fewer_than_five_mornings() -> None:
    yesterday = ON - timedelta(days=1)
    assert usual_pain(mornings(4, 5, 5, 6, 9, until=yesterday), ON) == 5
    assert usual_pain(mornings(5, 5, 5, 5, until=yesterday), ON) is None
    assert usual_pain([], ON) is None
