"""How long the engine takes: the index, and advice with and without looking ahead, for histories of some years.

Looking ahead ends when the last exercise has its day; `stuck` is the same with one that never gets there, so that all
twelve weeks are played.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from statistics import median
from time import perf_counter

from tracker.core.engine.progression import AdviceEngine
from tracker.core.model import CheckIn, Dose, Exercise, History, Kind, Prescription, Session, SetLog, Why

ON = date(2026, 2, 2)
YEARS = (1, 10, 50)
DAYS_A_YEAR = 365
BAD_MORNING_EVERY = 45
INDEX_MS, PLAIN_MS, AHEAD_MS = 150, 3, 30


@dataclass
class Timing:
    """What each question took, in milliseconds."""

    index: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    ahead: list[float] = field(default_factory=list)
    stuck: list[float] = field(default_factory=list)
    baseline: list[float] = field(default_factory=list)


def run() -> list[str]:
    """Lines of a table: medians in ms, for each length of history, one painless and one with a bad morning at times."""
    lines = [
        f"engine, ms (goals with ten years: index {INDEX_MS}, advice {PLAIN_MS}, with earliest {AHEAD_MS}; "
        "baseline: one loop that adds up the pains of all sets)",
        f"{'history':>22}{'sets':>9}{'index':>9}{'advice':>9}{'earliest':>10}{'stuck':>8}{'baseline':>10}{'index/baseline':>16}",
    ]
    return lines + [_line(years, painless) for years in YEARS for painless in (True, False)]


def life(years: int, *, painless: bool) -> History:
    """Twelve exercises, six planned each weekday and Saturday, done in full every day: 18 sets a day.

    The dose stays all the time, so that where nothing hurts every week of the history counts.
    """
    days = DAYS_A_YEAR * years
    kinds = [Kind.STRENGTH] * 7 + [Kind.STRETCH] * 4 + [Kind.CARDIO]
    exercises = tuple(_exercise(at, kind) for at, kind in enumerate(kinds))
    sets = tuple(
        SetLog(each.id, reps, each.start.minutes, each.start.hold_s, pain=0)
        for each in exercises
        for reps in each.start.reps or (0,)
    )
    first = ON - timedelta(days)
    dates = [first + timedelta(day) for day in range(days)]
    return History(
        exercises=exercises,
        prescriptions=tuple(
            Prescription(each.id, first, each.start, position=at, why=Why.START) for at, each in enumerate(exercises)
        ),
        sessions=tuple(Session(each, tuple(_copies(sets))) for each in dates),
        checkins=tuple(
            CheckIn(each, 0 if painless or at % BAD_MORNING_EVERY else 3) for at, each in enumerate([*dates, ON])
        ),
    )


def _exercise(at: int, kind: Kind) -> Exercise:
    if kind is Kind.CARDIO:
        return Exercise(f"e{at}", f"Exercise {at}", kind, Dose(minutes=10), Dose(minutes=60))
    start = Dose((5, 3), 10) if at % 2 else Dose((8,), 5)
    return Exercise(f"e{at}", f"Exercise {at}", kind, start, Dose((40, 40), start.hold_s))


def _stuck(history: History) -> History:
    """The same with the first exercise on no day of the week."""
    first, *others = history.prescriptions
    return replace(history, prescriptions=(replace(first, days=()), *others))


def _copies(sets: tuple[SetLog, ...]) -> Iterator[SetLog]:
    """Sets of their own, as they come from a file: no two days share one."""
    for one in sets:
        yield SetLog(one.exercise, one.reps, one.minutes, one.hold_s, one.load_kg, one.pain)


def _line(years: int, painless: bool) -> str:
    history = life(years, painless=painless)
    timing = Timing()
    for _ in range(5):
        timing.baseline.append(_ms(partial(_add_up, history)))
        timing.index.append(_ms(partial(AdviceEngine, history)))
    index, stuck = AdviceEngine(history), AdviceEngine(_stuck(history))
    for _, back in zip(range(20), cycle(range(7)), strict=False):
        on = ON - timedelta(back)
        timing.plain.append(_ms(partial(index.advise, on, earliest=False)))
        timing.ahead.append(_ms(partial(index.advise, on)))
        timing.stuck.append(_ms(partial(stuck.advise, on)))
    count = sum(len(each.sets) for each in history.sessions)
    name = f"{years} years, {'painless' if painless else 'bad mornings'}"
    took, base = median(timing.index), median(timing.baseline)
    return (
        f"{name:>22}{count:>9}{took:>9.1f}{median(timing.plain):>9.2f}{median(timing.ahead):>10.1f}"
        f"{median(timing.stuck):>8.1f}{base:>10.2f}"
        f"{took / base:>16.1f}"
    )


def _add_up(history: History) -> int:
    """The smallest loop that looks at every set."""
    return sum(one.pain for each in history.sessions for one in each.sets if one.pain is not None)


def _ms(question: Callable[[], object]) -> float:
    start = perf_counter()
    question()
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    print("\n".join(run()))
