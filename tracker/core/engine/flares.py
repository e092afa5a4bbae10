"""The flares in a list of check-ins: when each began and ended (docs/engine.md, *Flare*)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tracker.core.engine.daily_facts import baseline
from tracker.core.model import CheckIn, Number, Settings

FLARE_DAYS = 28
SETTLED_TWICE = 2
RED_ABOVE_BASELINE = 2
ABOVE_BASELINE = 3
LEAST_ABOVE_BASELINE = 4
SETTLED_ABOVE_BASELINE = 1
SETTLED_WITHOUT_BASELINE = 2


class Flare(NamedTuple):
    """A flare: `end` is the first day without it, None while active; `timed_out` if the 28 days ended it."""

    start: date
    end: date | None
    timed_out: bool = False


class FlarePeriod(NamedTuple):
    """A flare in day numbers; one that does not settle ends 28 days after its start, also if that is to come."""

    start: int
    end: int
    timed_out: bool


def flares(checkins: Iterable[CheckIn], settings: Settings, on: date) -> tuple[Flare, ...]:
    """The flares up to `on`, oldest first, by the check-ins up to `on`."""
    known = {checkin.date.toordinal(): checkin for checkin in checkins if checkin.date <= on}
    today = on.toordinal()
    return tuple(
        Flare(date.fromordinal(flare.start), date.fromordinal(flare.end), flare.timed_out)
        if flare.end <= today
        else Flare(date.fromordinal(flare.start), None)
        for flare in flare_periods(known, settings)
    )


def flare_periods(checkins: Mapping[int, CheckIn], settings: Settings, first: int = 0) -> list[FlarePeriod]:
    """The flares that the check-ins from day `first` on make, where none was active before; oldest first."""
    periods: list[FlarePeriod] = []
    start: int | None = None
    settled_at_most: Number = 0
    settled = 0
    # A smaller pain starts no flare, whatever its baseline.
    least_pain = min(settings.red_from, LEAST_ABOVE_BASELINE)
    for day in sorted(day for day in checkins if day >= first):
        checkin = checkins[day]
        if start is not None and day > start + FLARE_DAYS:
            periods.append(FlarePeriod(start, start + FLARE_DAYS, timed_out=True))
            start = None
        if start is None:
            if not checkin.flare and checkin.pain < least_pain:
                continue
            usual = baseline(checkins, day)
            if _starts(checkin, usual, settings):
                start, settled = day, 0
                level = SETTLED_WITHOUT_BASELINE if usual is None else usual + SETTLED_ABOVE_BASELINE
                settled_at_most = max(settings.pain_free_limit, level)
            continue
        settled = settled + 1 if checkin.pain <= settled_at_most and not checkin.flare else 0
        if settled == SETTLED_TWICE or day == start + FLARE_DAYS:
            periods.append(FlarePeriod(start, day, timed_out=settled < SETTLED_TWICE))
            start = None
    if start is not None:
        periods.append(FlarePeriod(start, start + FLARE_DAYS, timed_out=True))
    return periods


def _starts(checkin: CheckIn, usual: Number | None, settings: Settings) -> bool:
    """Whether a check-in starts a flare, `usual` being the baseline of its day."""
    if checkin.flare:
        return True
    if usual is None:
        return checkin.pain >= settings.red_from
    above = checkin.pain - usual
    if checkin.pain >= settings.red_from and above >= RED_ABOVE_BASELINE:
        return True
    return checkin.pain >= max(LEAST_ABOVE_BASELINE, settings.pain_free_limit + 1) and above >= ABOVE_BASELINE
