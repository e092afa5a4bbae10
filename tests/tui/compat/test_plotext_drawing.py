"""What is read from plotext's pictures."""

from __future__ import annotations

from tracker.tui.compat.plotext_drawing import INKS, _read


def test_numbers_of_colours_are_inks() -> None:
    assert list(_read("\x1b[38;5;2ma\x1b[0mb")) == [("a", INKS[1]), ("b", None)]


def test_the_first_and_the_last_ink_are_read_and_no_number_beyond_them() -> None:
    codes = "".join(f"\x1b[38;5;{number}m{number % 10}" for number in (0, 1, len(INKS), len(INKS) + 1))
    assert [ink for _, ink in _read(codes)] == [None, INKS[0], INKS[-1], None]


def test_codes_in_another_form_leave_the_characters_without_ink() -> None:
    assert list(_read("\x1b[38;2;1;2;3ma\x1b[38;5;200mb\x1b[1mc")) == [("a", None), ("b", None), ("c", None)]
