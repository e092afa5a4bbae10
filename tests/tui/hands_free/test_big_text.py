"""Letters that carry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.session.timeline import Stage
from tracker.tui.hands_free.big_text import LETTERS, dots, enlarged
from tracker.tui.hands_free.text import SIGNS


def test_a_number_is_as_large_as_the_room_allows() -> None:
    assert enlarged("1", 3, 3) == ["▄█ ", " █ ", "▀▀▀"]
    assert enlarged("1", 6, 5) == ["  ██  ", "████  ", "  ██  ", "  ██  ", "██████"]
    assert [len(enlarged("1", 80, height)) for height in (3, 5, 7, 8, 10, 13, 20, 50)] == [3, 5, 5, 8, 10, 13, 20, 20]


@pytest.mark.parametrize(
    ("text", "width", "height"), [("höher", 80, 20), ("7", 80, 2), ("other side", 20, 9), ("", 9, 9)]
)
def test_what_cannot_be_drawn_is_written_plainly(text: str, width: int, height: int) -> None:
    assert "".join(enlarged(text, width, height)) == text


def test_every_letter_of_the_alphabet_every_digit_and_every_sign_can_be_drawn() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789:" + "".join(SIGNS[stage] for stage in Stage):
        rows = dots(letter)
        assert len(rows) == 5
        assert len({len(row) for row in rows}) == 1
        assert "#" in "".join(rows)


def test_no_two_letters_look_alike() -> None:
    assert len({tuple(dots(letter)) for letter in LETTERS}) == len(LETTERS)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=list(LETTERS), max_size=12), st.integers(0, 200), st.integers(0, 60))
def test_it_never_leaves_its_room_where_it_is_enlarged(text: str, width: int, height: int) -> None:
    lines = enlarged(text, width, height)
    if lines != [text]:
        assert len(lines) <= height
        assert all(len(line) <= width for line in lines)
