"""Doses in writing: sets, repetitions, seconds and sides cannot be taken for one another."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.input.parsing import read_reps, read_weight
from tracker.core.model import Dose, Units
from tracker.core.wording import dose, dose_in_full, in_units, weight

DOSES = (
    (Dose((5, 3, 1), 10), True, "5·3·1 × 10 s, sides",
     "3 sets: 5, 3 and 1 repetitions, each held for 10 s, on both sides"),
    (Dose((8, 8, 8)), False, "8·8·8", "3 sets of 8 repetitions"),
    (Dose((10,)), False, "10", "1 set of 10 repetitions"),
    (Dose((1, 1), 20), True, "1·1 × 20 s, sides", "2 sets of 1 repetition, each held for 20 s, on both sides"),
    (Dose((2,), 20), True, "2 × 20 s, sides", "1 set of 2 repetitions, each held for 20 s, on both sides"),
    (Dose((1,), 20), False, "1 × 20 s", "1 set of 1 repetition, held for 20 s"),
    (Dose((8, 8), load_kg=2.5), False, "8·8 + 2.5 kg", "2 sets of 8 repetitions, with 2.5 kg"),
    (Dose(minutes=12), False, "12 min", "12 minutes"),
    (Dose(minutes=1), False, "1 min", "1 minute"),
)  # fmt: skip


@pytest.mark.parametrize(("value", "per_side", "text", "in_full"), DOSES)
def test_a_dose_is_written_in_one_way_and_spelled_out(value: Dose, per_side: bool, text: str, in_full: str) -> None:
    assert (dose(value, per_side=per_side), dose_in_full(value, per_side=per_side)) == (text, in_full)


def test_two_sets_of_one_are_not_one_set_of_two() -> None:
    for one, other in combinations((Dose((1, 1), 20), Dose((2,), 20), Dose((3, 3), 8), Dose((3,), 8)), 2):
        assert dose(one) != dose(other)


def test_repetitions_are_read_as_they_are_shown() -> None:
    assert read_reps("5·3·1") == read_reps("5,3,1") == (5, 3, 1)


@given(pounds=st.decimals(0, 1100, places=1))
def test_pounds_that_are_typed_are_the_pounds_that_are_shown(pounds: Decimal) -> None:
    kg = read_weight(f"{pounds} lb", "Weight")
    assert weight(kg, Units.LB) == f"{pounds.normalize():f}"
    assert read_weight(str(pounds), "Weight", Units.LB) == kg


@pytest.mark.parametrize(
    ("text", "in_pounds"),
    [
        ("8·8 + 10 kg", "8·8 + 22 lb"),
        ("5 × 10 s + 2.5 kg, sides", "5 × 10 s + 5.5 lb, sides"),
        ("2 sets of 8 repetitions, with 10 kg, on both sides", "2 sets of 8 repetitions, with 22 lb, on both sides"),
        ("Hinge: 8 + 4 kg in place of 8 + 2 kg.", "Hinge: 8 + 8.8 lb in place of 8 + 4.4 lb."),
        ("Lifted a box of 10 kg: 8", "Lifted a box of 10 kg: 8"),
    ],
)
def test_the_weights_of_doses_can_be_shown_in_pounds(text: str, in_pounds: str) -> None:
    assert (in_units(text, Units.LB), in_units(text, Units.KG)) == (in_pounds, text)
