"""Work, scaling and the next step of a dose, with the numbers of the rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.support.building import DOG, HINGE, WALK
from tracker.core.doses import Target, back_after_amber, back_after_red, change_pct, dose_work, raised, scale
from tracker.core.model import Dose, Exercise, Kind, SetLog


def with_ceiling(*reps: int, start: tuple[int, ...] = (1,)) -> Exercise:
    return Exercise("any", "Any", Kind.STRENGTH, Dose(start), Dose(reps))


@pytest.mark.parametrize(
    ("dose", "work"),
    [
        (Dose((5, 3, 1), 10), 90),
        (Dose((5, 3, 1)), 9),
        (Dose((5, 3, 1), 0.5), 9),
        (Dose(minutes=12.5), Fraction(25, 2)),
        (Dose((3, 3, 3), 2.3), Fraction(207, 10)),
    ],
)
def test_work_is_repetitions_times_seconds_held_at_least_one_or_minutes(dose: Dose, work: Fraction) -> None:
    assert dose_work(dose) == work


@pytest.mark.parametrize(
    ("ceiling", "steps"),
    [
        ((12, 12, 12), [(8, 8, 8), (9, 9, 8), (10, 9, 9)]),
        ((8, 6, 4), [(5, 3, 1), (6, 3, 1), (6, 4, 1), (6, 4, 2)]),
        ((10,), [(5, 5, 5), (6, 5, 5)]),
        ((12, 12, 12), [(12, 12, 11), (12, 12, 12)]),
        ((12, 12, 12), [(20, 12, 10), (20, 12, 12)]),
    ],
)
def test_a_tenth_more_repetitions_go_to_the_set_furthest_below_its_ceiling(
    ceiling: tuple[int, ...], steps: list[tuple[int, ...]]
) -> None:
    for now, then in pairwise(steps):
        assert raised(Dose(now, 10), with_ceiling(*ceiling)) == Dose(then, 10)


@pytest.mark.parametrize(
    ("minutes", "then"), [(5, 6), (10, 11), (19.5, 20.5), (20, 22), (29.9, 31.9), (39, 40), (39.5, 40), (40, None)]
)
def test_minutes_grow_by_a_tenth_at_least_one_and_at_most_to_the_ceiling(minutes: float, then: float | None) -> None:
    assert raised(Dose(minutes=minutes), WALK) == (None if then is None else Dose(minutes=then))


def test_at_the_ceiling_a_load_step_starts_again_at_the_start_repetitions() -> None:
    top = Dose((12, 12), hold_s=2)
    assert raised(top, HINGE) == Dose((8, 8), hold_s=2, load_kg=2.5)
    assert raised(replace(top, load_kg=7.5), HINGE) == Dose((8, 8), hold_s=2, load_kg=10)


def test_no_load_step_goes_above_the_ceilings_load() -> None:
    assert raised(Dose((12, 12), load_kg=7.6), HINGE) is None


def test_a_ceiling_without_load_is_no_bound() -> None:
    unbounded = replace(HINGE, ceiling=Dose((12, 12)))
    assert raised(Dose((12, 12), load_kg=499), unbounded) == Dose((8, 8), load_kg=501.5)


def test_loads_add_up_as_decimals() -> None:
    fine = replace(HINGE, load_step_kg=0.1, ceiling=Dose((12, 12), load_kg=0.3))
    assert raised(Dose((12, 12), load_kg=0.2), fine) == Dose((8, 8), load_kg=0.3)


def test_minutes_take_no_weight() -> None:
    assert raised(WALK.ceiling, replace(WALK, load_step_kg=2)) is None


def test_at_the_top_without_load_there_is_no_next_dose() -> None:
    assert raised(DOG.ceiling, DOG) is None


@pytest.mark.parametrize(
    ("dose", "factor", "scaled"),
    [
        (Dose((5, 3, 1), 10), Fraction(1, 2), Dose((2, 1, 1), 10)),
        (Dose((10, 10), load_kg=5), Fraction(7, 10), Dose((7, 7), load_kg=5)),
        (Dose((10,)), Fraction(9, 10), Dose((9,))),
        (Dose(minutes=1.5), Fraction(1, 2), Dose(minutes=1)),
        (Dose(minutes=25), Fraction(3, 4), Dose(minutes=18)),
        (Dose((2, 1), 20), Fraction(1, 2), Dose((1, 1), 20)),
    ],
)
def test_scaling_rounds_down_never_below_one_and_leaves_the_rest(dose: Dose, factor: Fraction, scaled: Dose) -> None:
    assert scale(dose, factor) == scaled


@pytest.mark.parametrize(
    ("hold_s", "factor", "scaled"),
    [
        (20, Fraction(1, 2), 10),
        (20, Fraction(9, 10), 18),
        (13, Fraction(7, 10), 9),
        (8, Fraction(1, 2), 5),
        (5.5, Fraction(9, 10), 5),
        (5, Fraction(1, 2), 5),
        (2, Fraction(1, 2), 2),
        (0, Fraction(1, 2), 0),
    ],
)
def test_where_no_repetition_can_go_the_hold_is_shortened_to_whole_seconds_never_below_five(
    hold_s: float, factor: Fraction, scaled: float
) -> None:
    assert scale(Dose((1, 1), hold_s, 2.5), factor) == Dose((1, 1), scaled, 2.5)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Dose((5, 3, 1), 10), Dose((6, 3, 1), 10), 11.1),
        (Dose((5, 3, 1), 10), Dose((2, 1, 1), 10), -55.6),
        (Dose((80,)), Dose((81,)), 1.2),
        (Dose((80,)), Dose((83,)), 3.8),
        (Dose(minutes=10), Dose(minutes=11), 10.0),
    ],
)
def test_change_is_rounded_to_one_decimal_halves_to_even(before: Dose, after: Dose, change: float) -> None:
    assert change_pct(before, after) == change


def logged(*reps: int, hold_s: float = 10, load_kg: float = 0) -> list[SetLog]:
    return [SetLog("any", count, hold_s=hold_s, load_kg=load_kg) for count in reps]


@pytest.mark.parametrize(
    ("sets", "done", "met"),
    [
        (logged(5, 3, 1), True, True),
        (logged(9, 1, 1), True, True),
        (logged(2, 2, 1), True, False),
        (logged(2, 1, 1), True, False),
        (logged(1, 1, 1), False, False),
        (logged(5, 4), False, False),
        (logged(3, 3, 3, hold_s=5), True, False),
        ([*logged(5, 3), *logged(1, load_kg=5)], True, True),
    ],
)
def test_done_is_every_set_and_the_work_of_the_dose_at_half_and_met_is_all_of_it(
    sets: list[SetLog], done: bool, met: bool
) -> None:
    target = Target.of(Dose((5, 3, 1), 10))
    assert (target.done(sets), target.met(sets)) == (done, met)


def test_a_dose_is_met_only_by_sets_with_at_least_its_load() -> None:
    target = Target.of(Dose((8, 8), load_kg=5))
    assert target.met(logged(8, 8, hold_s=0, load_kg=5))
    assert not target.met([*logged(8, hold_s=0, load_kg=5), *logged(8, hold_s=0, load_kg=2.5)])
    assert target.met([*logged(16, hold_s=0, load_kg=7.5), *logged(8, hold_s=0)])


def test_a_stretch_done_at_half_its_hold_is_done() -> None:
    target = Target.of(Dose((1, 1), 20))
    assert target.done(logged(1, 1, hold_s=10))
    assert not target.done(logged(1, 1, hold_s=9))
    assert not target.done(logged(1, hold_s=20))


def test_decimals_are_met_exactly() -> None:
    assert Target.of(Dose((3, 3, 3), 2.3)).met(logged(3, 3, 3, hold_s=2.3))


DOG_START = Dose((5, 3, 1), 10)
HINGE_START = Dose((8, 8))


@pytest.mark.parametrize(
    ("dose", "before", "start", "back"),
    [
        (Dose((6, 4, 1), 10), Dose((6, 3, 1), 10), DOG_START, Dose((6, 3, 1), 10)),
        (Dose((6, 4, 1), 10), Dose((1, 1, 1), 10), DOG_START, Dose((1, 1, 1), 10)),
        (Dose((6, 4, 1), 10), Dose((6, 5, 1), 10), DOG_START, Dose((4, 2, 1), 10)),
        (Dose((6, 4, 1), 10), Dose((6, 4), 10), DOG_START, Dose((4, 2, 1), 10)),
        (Dose((6, 4, 1), 10), Dose((6, 3, 1), 8), DOG_START, Dose((4, 2, 1), 10)),
        (Dose((6, 4, 1), 10), None, DOG_START, Dose((4, 2, 1), 10)),
        (Dose((6, 4, 1), 10), Dose((6, 4, 1), 10), DOG_START, Dose((4, 2, 1), 10)),
        (Dose((8, 8), load_kg=5), Dose((12, 7), load_kg=2.5), HINGE_START, Dose((8, 7), load_kg=2.5)),
        (Dose((8, 8, 8), load_kg=5), Dose((12, 7, 9), load_kg=2.5), Dose((8, 6)), Dose((8, 6, 6), load_kg=2.5)),
        (Dose((8, 8), load_kg=5), Dose((7, 7), load_kg=7.5), HINGE_START, Dose((5, 5), load_kg=5)),
        (Dose((1, 1), 20), None, Dose((1, 1), 20), Dose((1, 1), 20)),
        (Dose((3, 1), 10), None, DOG_START, None),
        (Dose(minutes=20), None, Dose(minutes=10), Dose(minutes=14)),
        (Dose(minutes=7), None, Dose(minutes=10), None),
        (Dose(minutes=8), None, Dose(minutes=10), Dose(minutes=5)),
    ],
)
def test_after_red_days_back_to_the_dose_before_if_it_is_lighter_else_to_seven_tenths(
    dose: Dose, before: Dose | None, start: Dose, back: Dose | None
) -> None:
    assert back_after_red(dose, before, start) == back


@pytest.mark.parametrize(
    ("dose", "before", "start", "back"),
    [
        (Dose((6, 4, 2)), Dose((6, 3, 2)), Dose((5, 3, 1)), Dose((6, 3, 2))),
        (Dose((6, 4, 2)), None, Dose((5, 3, 1)), Dose((5, 3, 1))),
        (Dose((6, 4, 1)), None, Dose((5, 3, 1)), Dose((5, 3, 1))),
        (Dose((5, 4, 1)), None, Dose((5, 3, 1)), None),
        (Dose((6, 4, 2)), Dose((2, 2, 2)), Dose((5, 3, 1)), Dose((5, 3, 1))),
        (Dose((6, 4, 1)), Dose((2, 2, 2)), Dose((5, 3, 2)), None),
        (Dose((8, 8), load_kg=5), Dose((12, 12), load_kg=2.5), Dose((8, 8)), Dose((8, 8), load_kg=2.5)),
        (Dose(minutes=25), None, Dose(minutes=10), Dose(minutes=22)),
        (Dose(minutes=11), None, Dose(minutes=10), None),
        (Dose((1, 1)), None, Dose((1, 1)), Dose((1, 1))),
    ],
)
def test_after_amber_days_the_first_step_down_that_is_not_less_work_than_the_start(
    dose: Dose, before: Dose | None, start: Dose, back: Dose | None
) -> None:
    assert back_after_amber(dose, before, start) == back
