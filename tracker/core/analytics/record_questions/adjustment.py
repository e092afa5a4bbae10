"""What a series of days has left once that day's morning, the weekday and the four weeks around it are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

WEEKS_OF_A_BLOCK = 4
DAYS_OF_A_BLOCK = 7 * WEEKS_OF_A_BLOCK
# A column whose own part is smaller than this share of it is made of the others and left out.
NOTHING_OF_ITS_OWN = 1e-9

Matrix = list[list[float]]


class Circumstances(NamedTuple):
    """How a day began: the pain of its morning, its weekday (0-6) and the number of its block of four weeks."""

    pain: int
    weekday: int
    block: int


def block_of(place: int, days: int) -> int:
    """The block of four weeks in which the day at `place` of `days` lies; the last block has what remains, too."""
    return min(place // DAYS_OF_A_BLOCK, max(days // DAYS_OF_A_BLOCK, 1) - 1)


class Adjustment:
    """The least-squares fit of series to the circumstances of their days: one number for each of them, added up.

    The fit is the same for every series over the same days, so it is prepared once. Blocks are taken out first, by
    their means; what remains of mornings and weekdays is then a system of at most 17 equations.
    """

    def __init__(self, days: Sequence[Circumstances]) -> None:
        levels = {pain: at for at, pain in enumerate(sorted({day.pain for day in days}))}
        weekdays = {weekday: len(levels) + at for at, weekday in enumerate(sorted({day.weekday for day in days}))}
        self._columns = len(levels) + len(weekdays)
        self._of_day = [(levels[day.pain], weekdays[day.weekday], day.block) for day in days]
        blocks = max((day.block for day in days), default=-1) + 1
        self._block_size = [0] * blocks
        self._share = [[0.0] * self._columns for _ in range(blocks)]
        normal = [[0.0] * self._columns for _ in range(self._columns)]
        for level, weekday, block in self._of_day:
            self._block_size[block] += 1
            self._share[block][level] += 1
            self._share[block][weekday] += 1
            normal[level][level] += 1
            normal[weekday][weekday] += 1
            normal[level][weekday] += 1
            normal[weekday][level] += 1
        for block, size in enumerate(self._block_size):
            share = self._share[block] = [count / (size or 1) for count in self._share[block]]
            for row, part in zip(normal, share, strict=True):
                if part:
                    for column, other in enumerate(share):
                        row[column] -= size * part * other
        self._inverse = _inverse(normal)

    def remainder(self, series: Sequence[float]) -> list[float]:
        """`series`, one number for each day, less what its circumstances account for."""
        sums = [0.0] * self._columns
        means = [0.0] * len(self._block_size)
        for value, (level, weekday, block) in zip(series, self._of_day, strict=True):
            sums[level] += value
            sums[weekday] += value
            means[block] += value
        for block, size in enumerate(self._block_size):
            means[block] /= size or 1
            for column, part in enumerate(self._share[block]):
                sums[column] -= size * part * means[block]
        effects = [sum(map(mul, row, sums)) for row in self._inverse]
        # What a block accounts for is its mean, less that of the mornings and weekdays in it.
        of_block = [mean - sum(map(mul, effects, share)) for mean, share in zip(means, self._share, strict=True)]
        return [
            value - of_block[block] - effects[level] - effects[weekday]
            for value, (level, weekday, block) in zip(series, self._of_day, strict=True)
        ]


def _inverse(matrix: Matrix) -> Matrix:
    """The inverse of a symmetric matrix by Gauss and Jordan; a column that follows from others gets zeros."""
    size = len(matrix)
    work = [[*row, *(float(at == other) for other in range(size))] for at, row in enumerate(matrix)]
    used = []
    for column in range(size):
        pivot = work[column][column]
        if pivot <= NOTHING_OF_ITS_OWN * max(matrix[column][column], 1):
            continue
        used.append(column)
        work[column] = [value / pivot for value in work[column]]
        for at, row in enumerate(work):
            if at != column and row[column]:
                factor = row[column]
                work[at] = [value - factor * own for value, own in zip(row, work[column], strict=True)]
    return [
        [work[at][size + other] if at in used and other in used else 0.0 for other in range(size)] for at in range(size)
    ]
