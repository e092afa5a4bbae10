"""Typed text that is shown and not obeyed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.escape_control import escape_control


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("left hip, 3 × 8", "left hip, 3 × 8"),
        ("\x1b[2Jgone", "<U+001B>[2Jgone"),
        ("a\x00b\x7fc\x9bd", "a<U+0000>b<U+007F>c<U+009B>d"),
        ("name\u202etxt.exe", "name<U+202E>txt.exe"),
        ("half \ud83d", "half <U+D83D>"),
        ("two\nlines\tand a tab", "two<U+000A>lines<U+0009>and a tab"),
        ("سلام، قد \u200cخواهم", "سلام، قد \u200cخواهم"),
    ],
)
def test_what_moves_a_cursor_or_turns_the_writing_is_shown_as_its_code(typed: str, shown: str) -> None:
    assert escape_control(typed) == shown


def test_characters_that_are_asked_for_are_kept() -> None:
    assert escape_control("two\nlines\x07", keep="\n") == "two\nlines<U+0007>"


@given(st.text())
def test_no_text_has_control_characters_left_and_every_text_can_be_written(typed: str) -> None:
    shown = escape_control(typed)
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in shown)
    shown.encode("utf-8")
