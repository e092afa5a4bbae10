"""Reasons to see a doctor or physical therapist (docs/engine.md, *When to see somebody*), by code.

The sentences are in `reasons`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tracker.core.days import any_between, between
from tracker.core.engine.daily_facts import mornings
from tracker.core.engine.engine_state import EngineState
from tracker.core.model import Number
from tracker.core.readings import median

LATELY = 2
SEVERE_PAIN = 8
RED_WINDOW = 13
RED_DAYS = 2
NOT_SETTLING_AFTER = 14
TIMED_OUT_LATELY = 27
MORNINGS_NEEDED = 5
WORSE_BY = 2
NOT_IMPROVING_WEEKS = 6
NOT_IMPROVING_FROM = 3
NOT_IMPROVING_LIMIT = 2
BETTER_BY = 2
AWAY_DAYS = 7


def care_codes(engine_state: EngineState, on: int) -> Iterator[str]:
    """The codes that apply on `on`, sets of that day included, in the order of the rules."""
    return (code for code, applies in CODES.items() if applies(engine_state, on))


def came_back(engine_state: EngineState, code: str, since: int, on: int) -> bool:
    """Whether a code that applies on `on` was away between `since` and then, for seven days in a row."""
    away = 0
    for day in range(since + 1, on):
        away = 0 if CODES[code](engine_state, day) else away + 1
        if away == AWAY_DAYS:
            return True
    return False


def stops_increases(engine_state: EngineState, on: int) -> bool:
    """Whether a code applies beside which no dose is raised: any but `not_improving`."""
    return any(code != "not_improving" for code in care_codes(engine_state, on))


def _leg_symptoms(engine_state: EngineState, on: int) -> bool:
    daily = engine_state.daily
    return any_between(daily.leg_mornings, on - LATELY, on) or any_between(daily.leg_set_days, on - LATELY, on)


def _severe_pain(engine_state: EngineState, on: int) -> bool:
    return worst_pain(engine_state, on) >= SEVERE_PAIN


def worst_pain(engine_state: EngineState, on: int) -> int:
    """The highest pain of the check-ins and sets of the last three days, `on` included; 0 if none is known."""
    daily, days = engine_state.daily, range(on - LATELY, on + 1)
    in_sets = [daily.set_pains[day] for day in days if day in daily.set_pains]
    return max((*mornings(daily.checkins, on - LATELY, on), *in_sets), default=0)


def _repeated_red(engine_state: EngineState, on: int) -> bool:
    return len(red_days_lately(engine_state, on)) >= RED_DAYS


def red_days_lately(engine_state: EngineState, on: int) -> list[int]:
    """The days of the last two weeks on which any exercise brought on a red pain, oldest first."""
    return between(engine_state.daily.red_set_days, on - RED_WINDOW, on)


def _flare_not_settling(engine_state: EngineState, on: int) -> bool:
    active = engine_state.active_flare(on)
    if active is not None and active.start <= on - NOT_SETTLING_AFTER:
        return True
    lately = (flare for flare in engine_state.flare_periods if on - TIMED_OUT_LATELY <= flare.end <= on)
    return any(flare.timed_out for flare in lately)


def _worsening(engine_state: EngineState, on: int) -> bool:
    now, before = week_median(engine_state, on, 1), week_median(engine_state, on, 4)
    return now is not None and before is not None and now >= before + WORSE_BY


def _not_improving(engine_state: EngineState, on: int) -> bool:
    if engine_state.settings.pain_free_limit > NOT_IMPROVING_LIMIT:
        return False
    medians = []
    for week in range(1, NOT_IMPROVING_WEEKS + 1):
        level = week_median(engine_state, on, week)
        if level is None or level < NOT_IMPROVING_FROM:
            return False
        medians.append(level)
    return medians[0] > medians[-1] - BETTER_BY


def week_median(engine_state: EngineState, on: int, week: int) -> Number | None:
    """The median of the mornings of week 1, 2, … before `on`, those of week 1 up to `on`; None of fewer than five."""
    known = mornings(engine_state.daily.checkins, on - 7 * week + 1, on - 7 * week + 7)
    return median(known) if len(known) >= MORNINGS_NEEDED else None


CODES: Mapping[str, Callable[[EngineState, int], bool]] = {
    "leg_symptoms": _leg_symptoms,
    "severe_pain": _severe_pain,
    "repeated_red": _repeated_red,
    "flare_not_settling": _flare_not_settling,
    "worsening": _worsening,
    "not_improving": _not_improving,
}
