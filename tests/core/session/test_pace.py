"""The pace of a repetition as it is written and as it is kept."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.session.pace import Phase, parse_pace


def test_the_hold_lasts_as_long_as_the_dose_says() -> None:
    assert parse_pace("3 s up, hold, 3 s down", 10) == (
        Phase("up", 3, hold=False),
        Phase("hold", 10, hold=True),
        Phase("down", 3, hold=False),
    )


def test_a_pace_without_a_hold_is_its_moving_phases() -> None:
    assert parse_pace("4 s out, 4 s back", 0) == (Phase("out", 4, hold=False), Phase("back", 4, hold=False))


def test_a_dose_that_holds_nothing_keeps_the_moving_phases_of_a_pace_that_holds() -> None:
    assert [phase.words for phase in parse_pace("3 s up, hold, 3 s down", 0)] == ["up", "down"]


def test_words_may_be_several_and_seconds_may_have_a_fraction() -> None:
    assert parse_pace("1.5 s into it,hold,  2 s out of it", 20)[0] == Phase("into it", 1.5, hold=False)


@pytest.mark.parametrize(
    ("text", "hold_s", "why"),
    [
        ("", 0, "not a phase"),
        ("slowly", 0, "not a phase"),
        ("3 s", 0, "not a phase"),
        ("3 s up,, 3 s down", 0, "not a phase"),
        ("-3 s up", 0, "not a phase"),
        ("0 s up", 0, "must last"),
        ("61 s up", 0, "must last"),
        ("hold", 10, "does not move"),
        ("3 s up, hold, 3 s down, hold", 10, "more than once"),
        ("3 s up, 3 s down", 10, "does not say when to hold"),
    ],
)
def test_a_pace_that_cannot_be_kept_is_refused_in_words(text: str, hold_s: int, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_pace(text, hold_s)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40), st.integers(0, 30))
def test_any_text_is_phases_that_last_or_is_refused(text: str, hold_s: int) -> None:
    with suppress(ValueError):
        phases = parse_pace(text, hold_s)
        assert phases
        assert all(phase.seconds > 0 for phase in phases)
