"""What is said of a set, where a listener must hear which part is the name."""

from __future__ import annotations

import pytest

from tracker.core.wording import set_name


@pytest.mark.parametrize(
    ("name", "number", "of", "said"),
    [
        ("Bird dog", 2, 3, "Bird dog, set 2 of 3"),
        ("Bird dog, leg only", 1, 3, "Bird dog, leg only. Set 1 of 3"),
        ("Calf, wall", 1, 1, "Calf, wall"),
        ("Walk", 1, 1, "Walk"),
    ],
)
def test_a_name_with_a_comma_is_a_sentence(name: str, number: int, of: int, said: str) -> None:
    assert set_name(name, number, of) == said
