"""`python -m tests.tools.study [PEOPLE] [SEED]`: flare days, care weeks and the dose reached after 26 weeks.

Every person is lived through once for each way of raising, with the same chance on each day. What it shows holds for
the people of `tests.tools.study.people` and no others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from multiprocessing import Pool
from random import Random

from tests.support.living import sets_for
from tests.support.oracle import care
from tests.support.oracle_facts import Facts, dose_work, every_day
from tests.tools.study.people import TOO_SORE, born
from tests.tools.study.policies import POLICIES, planned_doses
from tracker.core.model import CheckIn, Dose, Exercise, History, Kind, Prescription, Session, SetLog, Why

FIRST = date(2026, 1, 5)
WEEKS = 26
DAYS = (0, 2, 4)
LIBRARY = (
    Exercise("dog", "Bird dog", Kind.STRENGTH, Dose((5, 3, 1), 10), Dose((20, 18, 16), 10)),
    Exercise("curl", "Curl-up", Kind.STRENGTH, Dose((5, 3, 1), 8), Dose((20, 18, 16), 8)),
    Exercise("bridge", "Bridge", Kind.STRENGTH, Dose((8, 8)), Dose((30, 30))),
)
PLAN = tuple(Prescription(each.id, FIRST, each.start, DAYS, why=Why.START) for each in LIBRARY)
START = {each.id: dose_work(each.start) for each in LIBRARY}
MEASURES = ("flare days", "weeks with a care code", "dose reached, in start doses")
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)

Result = tuple[float, float, float]


def lived(seed: int, way: str) -> Result:
    """Half a year of one person with one way of raising."""
    body = born(Random(seed), tuple(START))
    history = History(exercises=LIBRARY, prescriptions=PLAN)
    last = FIRST + timedelta(days=7 * WEEKS - 1)
    warned = 0
    for day in every_day(FIRST, last):
        chance = Random(f"{seed} {day}")
        body.night(chance)
        pain = body.morning_pain(chance)
        answers, goes = chance.random() < body.mornings, chance.random() < body.adherence
        if answers:
            history = replace(history, checkins=(*history.checkins, CheckIn(day, pain)))
        if day.weekday() in DAYS and goes and pain < TOO_SORE:
            history, doses = POLICIES[way](history, day)
            sets: tuple[SetLog, ...] = ()
            for exercise, dose in doses.items():
                pain = body.do(exercise, float(dose_work(dose) / START[exercise]), chance)
                done = sets_for(exercise, dose, pain)
                sets += done[:1] if pain >= TOO_SORE else done
            history = replace(history, sessions=(*history.sessions, Session(day, sets)))
        if day.weekday() == 6:
            warned += bool(care(Facts(history, day)))
    flares = Facts(history, last).flares
    flare_days = sum(((end or last + timedelta(days=1)) - start).days for start, end, _ in flares)
    reached = planned_doses(history, last)
    shares = [float(dose_work(reached[exercise]) / START[exercise]) for exercise in START]
    return float(flare_days), float(warned), sum(shares) / len(shares)


def all_ways(seed: int) -> list[Result]:
    """One person, lived through once for each way."""
    return [lived(seed, way) for way in POLICIES]


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main(people: int, seed: int) -> None:
    """Prints one table for each measure."""
    with Pool() as pool:
        results = pool.map(all_ways, range(seed, seed + people), chunksize=8)
    print(f"{people} made-up people, {WEEKS} weeks, seed {seed}; quantiles over people")
    for place, measure in enumerate(MEASURES):
        print(f"\n{measure:34}" + "".join(f"{share:8.0%}" for share in QUANTILES) + f"{'mean':>8}")
        for at, way in enumerate(POLICIES):
            values = [result[at][place] for result in results]
            row = [quantile(values, share) for share in QUANTILES]
            print(f"  {way:32}" + "".join(f"{value:8.1f}" for value in [*row, sum(values) / len(values)]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
