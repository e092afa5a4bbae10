"""Which keys stand at the foot where there is room for some of them only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.tui.widgets.key_bar import BarKey, fitting

LOG, UNDO = BarKey("enter", "enter", "Log", "", True), BarKey("u", "u", "Undo", "", True)
HELP = BarKey("?", "question_mark", "Help", "", True, always_shown=True)
SIGNS = BarKey("!", "exclamation_mark", "Warning signs", "", True, always_shown=True)
ALL = (LOG, UNDO, HELP, SIGNS)


def line(keys: tuple[BarKey, ...]) -> str:
    return " ".join(f"{key.shown} {key.does}" for key in keys)


def test_where_there_is_room_for_all_nothing_changes() -> None:
    assert fitting(ALL, len(line(ALL))) == ALL


def test_another_key_goes_before_the_warning_signs_are_shortened() -> None:
    assert line(fitting(ALL, len(line(ALL)) - 1)) == "enter Log ? Help ! Warning signs"
    assert line(fitting(ALL, len("? Help ! Warning"))) == "? Help ! Warning"


@given(st.integers(0, 60))
def test_help_and_warning_signs_stay_and_all_else_is_whole_or_gone(width: int) -> None:
    shown = fitting(ALL, width)
    others = [key for key in shown if not key.always_shown]
    assert [key.pressed for key in shown[-2:]] == ["question_mark", "exclamation_mark"]
    assert others == [LOG, UNDO][: len(others)]
    assert len(line(shown)) <= width or not others
