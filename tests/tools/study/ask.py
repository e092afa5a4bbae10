"""`python -m tests.tools.study ask [RECORDS] [SEED]`: how often a question to the record claims what is not there.

Made-up records without an effect are asked five questions each; a record counts as false where any of the five makes a
claim. Then records in which one thing does change the next morning are asked about that one: the power. What the
records are like is below and in docs/questions.md, *Tried on made-up records*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import product
from math import exp, sqrt
from multiprocessing.pool import Pool
from random import Random
from statistics import median

from tracker.core.analytics.record_questions.answer import CLAIM_LEVEL, Estimate, answer
from tracker.core.analytics.record_questions.budget import FREE_QUESTIONS
from tracker.core.analytics.record_questions.days import QuestionDays

HALF_A_YEAR = 26
LENGTHS = (17, HALF_A_YEAR, 52)
MEMORY = (0.0, 0.4, 0.8)
EFFECTS = (1, 2)
POWER_SHARE = 4
"""Records for each line of power: a fourth of those for each line of false claims."""
DAY_TO_DAY = 1.2
"""The standard deviation of a morning's pain about its level."""
FORGOTTEN = 0.1
"""The share of mornings without a check-in, for no reason."""
CHUNK = 20


class Doing(Enum):
    """What makes a person do a thing on a day, and what else the record has."""

    FREE = "chosen freely"
    BY_PAIN = "following that morning's pain"
    BY_WEEKDAY = "by weekdays, as is the pain"
    DRIFTING = "both drifting"
    HIDDEN = "following pain; mornings missing because of pain"
    DAILY = "every day, one in ten missed"
    THRICE = "three days a week, one in ten missed"


WITHOUT_EFFECT = (Doing.FREE, Doing.BY_PAIN, Doing.BY_WEEKDAY, Doing.DRIFTING, Doing.HIDDEN, Doing.THRICE)
WITH_EFFECT = (Doing.DAILY, Doing.FREE, Doing.BY_PAIN, Doing.BY_WEEKDAY, Doing.THRICE)


@dataclass(frozen=True)
class Kind:
    """Records of one kind. `memory` is how much of a day's deviation from its level is there on the next."""

    doing: Doing
    memory: float
    weeks: int = HALF_A_YEAR
    effect: int = 0


def made_up(kind: Kind, things: int, random: Random) -> list[QuestionDays]:
    """A record, as it looks to questions about each of so many things; the first changes the pain by `effect`."""
    days = 7 * kind.weeks
    level = random.uniform(3, 6) if kind.effect else random.uniform(1.5, 6)
    rise = random.choice((-1, 1)) * random.uniform(1, 4) if kind.doing is Doing.DRIFTING else 0.0
    sudden = random.random() < 0.5
    of_weekday = [random.gauss(0, 0.8) if kind.doing is Doing.BY_WEEKDAY else 0.0 for _ in range(7)]
    habits = [_Habit(kind.doing, level, number, random) for number in range(things)]
    deviation = random.gauss(0, DAY_TO_DAY)
    mornings: list[int] = []
    did: list[list[bool]] = [[] for _ in habits]
    for day in range(days + 1):
        at = day / days - 0.5
        trend = rise * (1 / (1 + exp(-12 * at)) - 0.5 if sudden else at)
        after = kind.effect * did[0][-1] if day else 0
        mornings.append(min(max(round(level + trend + of_weekday[day % 7] + deviation + after), 0), 10))
        for habit, done in zip(habits, did, strict=True):
            done.append(random.random() < habit.chance(day, at, mornings[-1]))
        deviation = kind.memory * deviation + sqrt(1 - kind.memory**2) * random.gauss(0, DAY_TO_DAY)
    hidden = kind.doing is Doing.HIDDEN
    known = tuple(
        None
        if random.random() < FORGOTTEN or (hidden and random.random() < _logistic(1.5 * (pain - level - 1.5)))
        else pain
        for pain in mornings
    )
    never = (False,) * days
    return [QuestionDays(1, tuple(done[:days]), known, never) for done in did]


class _Habit:
    """How likely a person is to do one thing on a day."""

    def __init__(self, doing: Doing, level: float, number: int, random: Random) -> None:
        self._doing, self._level = doing, level
        self._share = random.uniform(0.3, 0.9)
        self._by_pain = 0.6 + 0.24 * number
        self._rises = number % 2 == 0
        self._weekdays = [random.random() < 0.5 for _ in range(7)]

    def chance(self, day: int, at: float, pain: int) -> float:
        """The chance on one day; `at` goes from -0.5 to 0.5 over the record."""
        match self._doing:
            case Doing.FREE:
                return self._share
            case Doing.BY_PAIN | Doing.HIDDEN:
                return _logistic(1.2 - self._by_pain * (pain - self._level))
            case Doing.BY_WEEKDAY:
                return 0.92 if self._weekdays[day % 7] else 0.08
            case Doing.DRIFTING:
                return 0.5 + 0.8 * (at if self._rises else -at)
            case Doing.DAILY:
                return 0.9
            case Doing.THRICE:
                return 0.9 if day % 7 in (0, 2, 4) else 0.0


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))


@dataclass(frozen=True)
class Outcome:
    """What one record said: how many of its questions were answered, with a claim, and the first one's interval."""

    answered: int
    claims: int
    width: float | None
    covered: bool


def asked(kind: Kind, things: int, seed: str) -> Outcome:
    """One made-up record with all its questions answered."""
    answers = [answer(days) for days in made_up(kind, things, Random(seed))]
    estimates = [found for found in answers if isinstance(found, Estimate)]
    claims = sum(estimate.claim for estimate in estimates)
    first = answers[0]
    if not isinstance(first, Estimate):
        return Outcome(len(estimates), claims, None, covered=False)
    return Outcome(len(estimates), claims, first.high - first.low, first.low <= kind.effect <= first.high)


def two_standard_errors(share: float, records: int) -> float:
    """Twice the standard error of a share of so many records."""
    return 2 * sqrt(share * (1 - share) / records)


def main(records: int, seed: int) -> bool:
    """Prints both tables; whether the figures that are promised are met."""
    limit = FREE_QUESTIONS * CLAIM_LEVEL
    allowed = limit + two_standard_errors(limit, records)
    print(f"{records} made-up records of each kind, {HALF_A_YEAR} weeks, seed {seed}")
    print(f"\nno effect: records with a claim in {FREE_QUESTIONS} questions; at most {allowed:.1%} of {records}")
    print(f"  {'done':50}{'memory':>8}{'any claim':>11}{'answered':>10}")
    met = True
    with Pool() as pool:
        for doing, memory in product(WITHOUT_EFFECT, MEMORY):
            outcomes = _run(pool, Kind(doing, memory), FREE_QUESTIONS, records, seed)
            share = sum(outcome.claims > 0 for outcome in outcomes) / records
            answered = sum(outcome.answered for outcome in outcomes) / records / FREE_QUESTIONS
            met &= share <= allowed
            print(f"  {doing.value:50}{memory:8.1f}{share:11.1%}{answered:10.0%}", flush=True)
        fewer = max(records // POWER_SHARE, 1)
        print(f"\nan effect of 1 or 2 points: records of {fewer} with a claim, by weeks")
        print(f"  {'done':38}{'memory':>8}{'points':>8}" + "".join(f"{weeks:>8}" for weeks in LENGTHS) + "   interval")
        for doing, memory, effect in product(WITH_EFFECT, MEMORY, EFFECTS):
            cells = []
            for weeks in LENGTHS:
                outcomes = _run(pool, Kind(doing, memory, weeks, effect), 1, fewer, seed)
                share = sum(outcome.claims for outcome in outcomes) / fewer
                cells.append(f"{share:8.0%}")
                if weeks == HALF_A_YEAR:
                    interval = _interval(outcomes)
                    if (doing, effect) == (Doing.DAILY, 2):
                        met &= share >= 0.8
            print(f"  {doing.value:38}{memory:8.1f}{effect:8}{''.join(cells)}   {interval}", flush=True)
    print(f"\n{'all figures that docs/questions.md promises are met' if met else 'A FIGURE IS MISSED'}")
    return met


def _run(pool: Pool, kind: Kind, things: int, records: int, seed: int) -> list[Outcome]:
    seeds = [f"{seed} {kind} {number}" for number in range(records)]
    return pool.map(partial(asked, kind, things), seeds, CHUNK)


def _interval(outcomes: Sequence[Outcome]) -> str:
    """The usual width of the interval in half a year, and how often it holds the true effect."""
    known = [outcome for outcome in outcomes if outcome.width is not None]
    if not known:
        return "none"
    width = median(outcome.width for outcome in known if outcome.width is not None)
    return f"±{width / 2:.1f}, right in {sum(outcome.covered for outcome in known) / len(known):.0%}"
