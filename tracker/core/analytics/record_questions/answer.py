"""What the record says to a question (docs/questions.md): an effect with its interval, or that it cannot say yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import floor, inf

from tracker.core.analytics.record_questions.adjustment import Adjustment, Circumstances, block_of
from tracker.core.analytics.record_questions.days import QuestionDays
from tracker.core.analytics.record_questions.shifts import circular_sums, different_shifts

CLAIM_LEVEL = 0.01
FEWEST_DAYS = 10
FEWEST_SHIFTS = 100
# The sum of squares of what remains of the days with it, once like days are compared: that of so many single days.
FEWEST_TELLING_DAYS = 2
# Remainders are turned into whole numbers of a millionth, so that sums are exact and equal shifts compare as equal.
SCALE = 10**6
OFFSET = 16 * SCALE


class Missing(StrEnum):
    """What a record lacks to answer a question."""

    DAYS_WITH = "days_with"
    DAYS_WITHOUT = "days_without"
    SHIFTS = "shifts"
    LIKE_DAYS = "like_days"


@dataclass(frozen=True, slots=True)
class Estimate:
    """The answer: by how many points the next morning's pain is higher (below 0: lower) after days with it.

    `low` to `high` is the 99 % interval. `p` is the share of the `shifts` under which the two kinds of day differ as
    much; `claim` says that it is at most 1 %.
    """

    days_with: int
    days_without: int
    shifts: int
    effect: float
    low: float
    high: float
    p: float

    @property
    def claim(self) -> bool:
        """Whether chance would show as much in at most one of a hundred records."""
        return self.p <= CLAIM_LEVEL


@dataclass(frozen=True, slots=True)
class CannotSay:
    """Why there is no answer yet: what is `missing`, and the counts that it rests on.

    `days_in_span` are all days in the whole weeks that were looked at, 0 where what is asked about was never done.
    """

    days_with: int
    days_without: int
    shifts: int
    days_in_span: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class _Doing:
    """What an answer needs to know of the days before it looks at the pain that followed.

    `counts` are the compared days that each shift takes for days with it, `differences` those of the remainders of
    whether it was done.
    """

    adjustment: Adjustment
    days_with: int
    days_without: int
    counts: list[int]
    differences: list[float]


def answer(days: QuestionDays) -> Estimate | CannotSay:
    """Compares the next mornings after the days with and without."""
    doing = _doing(days)
    if isinstance(doing, CannotSay):
        return doing
    mornings = (days.mornings[place + 1] for place in days.compared)
    next_pain = [float(pain) for pain in mornings if pain is not None]
    pain = _differences(days, doing.adjustment.remainder(next_pain), doing.counts)
    low, high = _interval(pain, doing.differences)
    p = sum(abs(difference) >= abs(pain[0]) for difference in pain) / len(pain)
    return Estimate(doing.days_with, doing.days_without, len(pain), pain[0] / doing.differences[0], low, high, p)


def cannot_say(questions: Iterable[QuestionDays]) -> list[CannotSay | None]:
    """Why there would be no answer to each, without a look at the pain that followed; None where there would be one.

    Of what was done on the same days only one is looked at, and questions whose compared days are the same share the
    fit to them.
    """
    fit = cache(Adjustment)

    @cache
    def lacks(days: QuestionDays) -> CannotSay | None:
        doing = _doing(days, fit)
        return doing if isinstance(doing, CannotSay) else None

    return [lacks(days) for days in questions]


def _doing(
    days: QuestionDays, fit: Callable[[tuple[Circumstances, ...]], Adjustment] = Adjustment
) -> _Doing | CannotSay:
    places = days.compared
    did = [days.did[place] for place in places]
    days_with = sum(did)
    days_without = len(did) - days_with
    shifts = different_shifts(days.did)
    missing = [
        *([Missing.DAYS_WITH] if days_with < FEWEST_DAYS else []),
        *([Missing.DAYS_WITHOUT] if days_without < FEWEST_DAYS else []),
        *([Missing.SHIFTS] if shifts < FEWEST_SHIFTS else []),
    ]
    if missing:
        return CannotSay(days_with, days_without, shifts, len(days.did), tuple(missing))
    adjustment = fit(_circumstances(days))
    remainder = adjustment.remainder([float(flag) for flag in did])
    too_alike = CannotSay(days_with, days_without, shifts, len(days.did), (Missing.LIKE_DAYS,))
    if sum(value * value for value in remainder) < FEWEST_TELLING_DAYS:
        return too_alike
    compared = [0] * len(days.did)
    for place in places:
        compared[place] = 1
    counts = circular_sums(days.did, compared)
    differences = _differences(days, remainder, counts)
    # As many shifts without a bound, the record itself among them, leave an end of the interval without one.
    if sum(abs(difference) >= differences[0] for difference in differences) > floor(CLAIM_LEVEL * shifts):
        return too_alike
    return _Doing(adjustment, days_with, days_without, counts, differences)


def _circumstances(days: QuestionDays) -> tuple[Circumstances, ...]:
    first, count = days.first, len(days.did)
    return tuple(
        Circumstances(pain, (first + place - 1) % 7, block_of(place, count))
        for place in days.compared
        if (pain := days.mornings[place]) is not None
    )


def _differences(days: QuestionDays, remainders: Sequence[float], counts: Sequence[int]) -> list[float]:
    """For each shift the mean remainder of the days with, less that of the days without.

    A shift that leaves no day of either kind counts as one that differs without bound.
    """
    values = [0] * len(days.did)
    total = 0
    for place, remainder in zip(days.compared, remainders, strict=True):
        value = round(remainder * SCALE)
        values[place] = OFFSET + value
        total += value
    compared = len(remainders)
    differences = []
    for sum_with_offset, with_it in zip(circular_sums(days.did, values), counts, strict=True):
        sum_with = sum_with_offset - OFFSET * with_it
        without = compared - with_it
        if with_it and without:
            differences.append((sum_with / with_it - (total - sum_with) / without) / SCALE)
        else:
            differences.append(inf)
    return differences


def _interval(pain: Sequence[float], doing: Sequence[float]) -> tuple[float, float]:
    """The effects that the same test would not reject: taken off the days with it, they leave nothing rare.

    With an effect taken off, the difference of shift s is pain[s] - effect × doing[s]. A shift differs as much as the
    record itself while the effect lies between two bounds around the one that leaves the record no difference; the
    ends are where at most 1 % of the shifts, the record among them, still do.
    """
    lows, highs = [-inf], [inf]
    for of_pain, of_doing in zip(pain[1:], doing[1:], strict=True):
        if abs(of_doing) >= doing[0]:
            lows.append(-inf)
            highs.append(inf)
        else:
            bounds = (of_pain - pain[0]) / (of_doing - doing[0]), (of_pain + pain[0]) / (of_doing + doing[0])
            lows.append(min(bounds))
            highs.append(max(bounds))
    beyond = floor(CLAIM_LEVEL * len(pain))
    return sorted(lows)[beyond], sorted(highs, reverse=True)[beyond]
