"""The statistics of docs/questions.md, written from that page alone: slow, and in other ways than the program's."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from math import inf
from statistics import fmean
from typing import NamedTuple

Series = dict[int, float]
NOTHING_LEFT = 1e-12


class Reading(NamedTuple):
    """The numbers of an answer, and the test by which an effect of that size is rejected."""

    days_with: int
    days_without: int
    effect: float
    p: float
    rejects: Callable[[float], bool]


def different_shifts(done: set[int], days: range) -> int:
    """How many different sets of days the shifts give."""
    turns = {frozenset((day - days[0] + shift) % len(days) for day in done) for shift in range(len(days))}
    return len(turns)


def reading(done: set[int], pain: Mapping[int, int], paused: set[int], days: range) -> Reading | None:
    """The answer on some whole weeks of day numbers, 1 being a Monday; None where the record cannot say it."""
    compared = [day for day in days if day in pain and day + 1 in pain and day not in paused]
    with_it = [day for day in compared if day in done]
    if min(len(with_it), len(compared) - len(with_it)) < 10 or different_shifts(done, days) < 100:
        return None
    blocks = max(len(days) // 28, 1)
    circumstances: list[Callable[[int], Hashable]] = [
        lambda day: pain[day],
        lambda day: day % 7,
        lambda day: min((day - days[0]) // 28, blocks - 1),
    ]
    of_pain = _remainder({day: float(pain[day + 1]) for day in compared}, circumstances)
    of_doing = _remainder({day: float(day in done) for day in compared}, circumstances)
    if sum(value**2 for value in of_doing.values()) < 2:
        return None
    shifts = [_turned(done, days, shift) for shift in range(len(days))]
    differences = [(_difference(of_pain, turn), _difference(of_doing, turn)) for turn in shifts]

    def p(effect: float) -> float:
        sizes = [abs(of_pain - effect * of_doing) if of_pain != inf else inf for of_pain, of_doing in differences]
        return sum(size >= sizes[0] - 1e-9 for size in sizes) / len(sizes)

    if p(1e6) > 0.01 or p(-1e6) > 0.01:
        return None
    return Reading(
        len(with_it),
        len(compared) - len(with_it),
        differences[0][0] / differences[0][1],
        p(0),
        lambda effect: p(effect) <= 0.01,
    )


def _remainder(series: Series, circumstances: list[Callable[[int], Hashable]]) -> Series:
    """What is left when the means of each circumstance are taken out in turn until none is left: least squares."""
    left, moved = dict(series), 1.0
    while moved > NOTHING_LEFT:
        moved = 0.0
        for circumstance in circumstances:
            groups: dict[Hashable, list[int]] = {}
            for day in left:
                groups.setdefault(circumstance(day), []).append(day)
            for group in groups.values():
                mean = fmean(left[day] for day in group)
                moved = max(moved, abs(mean))
                for day in group:
                    left[day] -= mean
    return left


def _turned(done: set[int], days: range, shift: int) -> set[int]:
    return {day for day in days if days[0] + (day - days[0] + shift) % len(days) in done}


def _difference(remainders: Series, done: set[int]) -> float:
    with_it = [value for day, value in remainders.items() if day in done]
    without = [value for day, value in remainders.items() if day not in done]
    return fmean(with_it) - fmean(without) if with_it and without else inf
