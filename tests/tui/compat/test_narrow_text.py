"""Text where there is no room for it."""

from __future__ import annotations

import pytest
from textual import content
from textual.content import Content

from tracker.tui.compat.narrow_text import wrap_to_a_column_at_least


@pytest.mark.parametrize("width", [0, -3])
def test_text_is_wrapped_to_one_column_where_there_is_none(width: int) -> None:
    wrap_to_a_column_at_least()
    wrap_to_a_column_at_least()
    assert len(Content("ab").wrap(width)) == 2


def test_another_way_to_wrap_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(content, "divide_line")
    wrap_to_a_column_at_least()
    assert not hasattr(content, "divide_line")
