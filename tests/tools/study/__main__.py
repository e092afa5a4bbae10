"""`python -m tests.tools.study [PEOPLE] [SEED]`: flare days, true irritation, care and the dose reached in 26 weeks.

`python -m tests.tools.study lives [NAME]` prints the weeks of eight people instead (`tests.tools.study.lives`), and
`python -m tests.tools.study ask [RECORDS] [SEED]` how questions to the record fare (`tests.tools.study.ask`).

Every person is lived through once for each way of raising, with the same chance on each day. They answer the first
question, take the cards about the limit, accept steps on mornings with a check-in, and train with a starter plan of the
library. What it shows holds for the people of `tests.tools.study.people` and no others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from math import ceil
from multiprocessing import Pool
from random import Random
from statistics import mean

from tests.tools.study import ask
from tests.tools.study.life import FIRST, LIMIT_OF_RESTING, STARTER, WEEKS, Life, Result
from tests.tools.study.lives import lives
from tests.tools.study.people import born
from tests.tools.study.policies import COACH, EASE_ONLY, ENGINE, POLICIES

WORLDS = tuple(product((0.3, 0.7), (0.8, 0.6)))
"""The noise of readings and the share of sessions done, as pairs."""
ABLE_GAIN = 0.2


@dataclass(frozen=True)
class Lived:
    """One person in one world, with the result of each way."""

    world: tuple[float, float]
    resting: int
    results: dict[str, Result]

    @property
    def able(self) -> bool:
        """Whether the coach gets them anywhere."""
        return self.results[COACH].dose >= 1 + ABLE_GAIN


def lived(person: tuple[int, tuple[float, float]]) -> Lived:
    """One person, lived through once for each way."""
    seed, world = person
    noise, adherence = world
    ladders = tuple(entry.exercise for entry in STARTER.entries)
    results = {}
    resting = 0
    for way in POLICIES:
        life = Life(born(Random(f"{seed} {world}"), ladders, noise=noise, adherence=adherence), way)
        resting = life.body.resting
        for number in range(7 * WEEKS):
            life.live(FIRST + timedelta(days=number), Random(f"{seed} {world} {number}"))
        results[way] = life.result()
    return Lived(world, resting, results)


MEASURES: tuple[tuple[str, Callable[[Result], float]], ...] = (
    ("flare days", lambda result: result.flare_days),
    ("irritated days", lambda result: result.irritated_days),
    ("care weeks", lambda result: result.care_weeks),
    ("dose", lambda result: result.dose),
)


def table(title: str, people: Sequence[Lived]) -> list[str]:
    """The means of a group, a line for each way; the gain is the dose beyond the start, as a share of the coach's."""
    if not people:
        return [f"\n{title}: nobody"]
    head = "".join(f"{name:>16}" for name, _ in MEASURES) + f"{'share of gain':>16}"
    lines = [f"\n{f'{title} ({len(people)})':32}{head}"]
    coached = mean(person.results[COACH].dose for person in people) - 1
    for way in POLICIES:
        means = [mean(value(person.results[way]) for person in people) for _, value in MEASURES]
        share = f"{(means[-1] - 1) / coached:16.0%}" if coached > 0 else f"{'-':>16}"
        lines.append(f"  {way:30}" + "".join(f"{number:16.2f}" for number in means) + share)
    return lines


def main(people: int, seed: int) -> None:
    """Prints a table for all people, and one for each part of them."""
    each_world = ceil(people / len(WORLDS))
    persons = [(number, world) for world in WORLDS for number in range(seed, seed + each_world)]
    with Pool() as pool:
        everyone = pool.map(lived, persons, chunksize=2)
    print(f"{len(everyone)} made-up people, {WEEKS} weeks, plan {STARTER.name}, seed {seed}; means")
    groups: list[tuple[str, list[Lived]]] = [("everyone", everyone)]
    groups += [(name, [p for p in everyone if p.able is able]) for name, able in (("able", True), ("not able", False))]
    groups += [(f"resting pain {pain}", [p for p in everyone if p.resting == pain]) for pain in LIMIT_OF_RESTING]
    for world in WORLDS:
        name = f"noise {world[0]}, sessions {world[1]:.0%}"
        groups.append((name, [p for p in everyone if p.world == world]))
    for title, group in groups:
        print("\n".join(table(title, group)))
    able = groups[1][1]
    if able:
        extra = mean(p.results[ENGINE].flare_days - p.results[EASE_ONLY].flare_days for p in able)
        print(f"\nable people: {extra:+.2f} flare days against never, but ease and step back")


def _numbers(words: Sequence[str], people: int) -> tuple[int, int]:
    """How many people or records, and the seed."""
    return int(words[0]) if words else people, int(words[1]) if len(words) > 1 else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["lives"]:
        print("\n".join(lives(sys.argv[2:])))
    elif sys.argv[1:2] == ["ask"]:
        sys.exit(not ask.main(*_numbers(sys.argv[2:], 2000)))
    else:
        main(*_numbers(sys.argv[1:], 200))
