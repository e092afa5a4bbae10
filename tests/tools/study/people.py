"""How load, recovery and chance make pain, in this study. None of it is measured on people; it is stated so that it can
be argued with.

- A person has a *tolerance* for each exercise, in multiples of its start dose. It begins around 1.4 (log-normal, so
  some begin below the start dose), grows by about 1.5 % with each session that is at least 60 % of it and not more than
  it, and shrinks by 0.2 % a day.
- Doing more than the tolerance adds *irritation* in proportion to the excess, at once; people differ in how much.
- Chance adds irritation too: about once in 60 days, of 3 points on average, whatever was done.
- Irritation falls by a third each night.
- A morning's pain is the resting pain (0 for seven people in ten, 1 for two, 2 for one) plus the irritation plus noise,
  rounded. An exercise's pain is the same plus what its own excess makes.
- People leave out a session by chance (one in five on average), forget some check-ins (one in eight on average), do no
  session on a morning with a pain of 7 or more, stop an exercise after its first set where it hurts at 7 or more (then
  a third of the excess counts), and otherwise do what the plan says.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

GROWTH = 0.015
DECAY = 0.002
NIGHT = 2 / 3
CHANCE = 1 / 60
TOO_SORE = 7


@dataclass
class Body:
    """One person: what they can take, how they feel, and their habits."""

    tolerance: dict[str, float]
    resting: int
    sensitivity: float
    adherence: float
    mornings: float
    irritation: float = 0.0

    def night(self, chance: Random) -> None:
        """A day passes."""
        self.irritation *= NIGHT
        if chance.random() < CHANCE:
            self.irritation += chance.expovariate(1 / 3)
        for exercise in self.tolerance:
            self.tolerance[exercise] *= 1 - DECAY

    def morning_pain(self, chance: Random) -> int:
        """The morning's answer."""
        return felt(self.resting + self.irritation + chance.gauss(0, 0.3))

    def do(self, exercise: str, share: float, chance: Random) -> int:
        """The pain of an exercise done at `share` times its start dose; the body changes by it."""
        load = share / self.tolerance[exercise]
        excess = max(0.0, load - 1)
        pain = felt(self.resting + self.irritation + self.sensitivity * excess + chance.gauss(0, 0.3))
        self.irritation += self.sensitivity * excess / 2 / (3 if pain >= TOO_SORE else 1)
        if 0.6 <= load <= 1:
            self.tolerance[exercise] *= 1 + GROWTH
        return pain


def felt(pain: float) -> int:
    """A pain as it is written down."""
    return min(10, max(0, round(pain)))


def born(chance: Random, exercises: tuple[str, ...]) -> Body:
    """A person as chance has it."""
    tolerance = {exercise: 1.4 * math.exp(chance.gauss(0, 0.35)) for exercise in exercises}
    resting = chance.choices((0, 1, 2), (7, 2, 1))[0]
    sensitivity = 8 * math.exp(chance.gauss(0, 0.4))
    return Body(tolerance, resting, sensitivity, chance.betavariate(8, 2), chance.betavariate(14, 2))
