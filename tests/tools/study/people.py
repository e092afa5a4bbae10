"""How load, recovery and chance make pain, in this study. None of it is measured on people; it is stated so that it can
be argued with.

- Load is counted in start doses of the exercise that the person begins with. A harder rung begins at nine tenths of the
  load of the ceiling below it, and a load of 10 kg doubles what a repetition is.
- A person has a *tolerance* for each ladder. It begins around 1.4 (log-normal: most of it common to all ladders of a
  person, so that some begin below the start dose with most of them), grows by 1.5 % with each session that is at least
  60 % of it and not more than it, and shrinks by 0.2 % a day.
- Doing more than the tolerance adds *irritation* in proportion to the excess, at once; people differ in how much. A
  stretch is taken as far as it is comfortable and adds none.
- Chance adds irritation too: about once in 60 days, of 3 points on average, whatever was done.
- Irritation falls by a third each night.
- A morning's pain is the resting pain (0 for seven people in ten, 1 for two, 2 for one) plus the irritation plus noise,
  rounded. An exercise's pain is the same plus what its own excess makes.
- People leave out sessions and forget check-ins by chance, do no session on a morning with a pain of 7 or more, stop
  an exercise after its first set where the program says so (then a third of the excess counts), go gently where it says
  that (two thirds), and otherwise do what the plan says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tracker.core.doses import dose_work
from tracker.core.model import Dose, Exercise, Kind

GROWTH = 0.015
DECAY = 0.002
NIGHT = 2 / 3
CHANCE = 1 / 60
TOO_SORE = 7
NEXT_RUNG = 0.9
KG_THAT_DOUBLE = 10
FORGETS_MORNINGS = (14, 2)


class Ladders:
    """The exercises of a plan with the easier and harder rungs of each, and the load of any dose of them."""

    def __init__(self, library: Mapping[str, Exercise], plan: tuple[str, ...]) -> None:
        self._library = library
        self._base: dict[str, float] = {}
        self.of: dict[str, str] = {}
        for name in plan:
            self._climb(name, name, 1.0)
            self._descend(name, name)

    def _climb(self, ladder: str, name: str, base: float) -> None:
        if name not in self.of:
            self.of[name], self._base[name] = ladder, base
            harder = self._library[name].harder
            if harder is not None:
                self._climb(ladder, harder, base * self._range(name) * NEXT_RUNG)

    def _descend(self, ladder: str, name: str) -> None:
        for easier in self._library.values():
            if easier.harder == name and easier.id not in self.of:
                self.of[easier.id] = ladder
                self._base[easier.id] = self._base[name] / (self._range(easier.id) * NEXT_RUNG)
                self._descend(ladder, easier.id)

    def _range(self, name: str) -> float:
        """The work of the ceiling in start doses."""
        exercise = self._library[name]
        return float(dose_work(exercise.ceiling) / dose_work(exercise.start))

    def load(self, name: str, dose: Dose) -> float:
        """The load of a dose, in start doses of the exercise that its ladder began with."""
        start = self._library[name].start
        heavier = 1 + (dose.load_kg - start.load_kg) / KG_THAT_DOUBLE
        return self._base[name] * float(dose_work(dose)) / float(dose_work(start)) * heavier


@dataclass
class Body:
    """One person: what they can take on each ladder, how they feel, and their habits."""

    tolerance: dict[str, float]
    resting: int
    sensitivity: float
    adherence: float
    mornings: float
    noise: float
    irritation: float = 0.0

    def night(self, chance: Random) -> None:
        """A day passes."""
        self.irritation *= NIGHT
        if chance.random() < CHANCE:
            self.irritation += chance.expovariate(1 / 3)
        for ladder in self.tolerance:
            self.tolerance[ladder] *= 1 - DECAY

    def morning_pain(self, chance: Random) -> int:
        """The pain of the morning, answered or not."""
        return rounded(self.resting + self.irritation + chance.gauss(0, self.noise))

    def excess(self, exercise: Exercise, ladder: str, load: float) -> float:
        """By how much of the tolerance a load is too much."""
        return 0.0 if exercise.kind is Kind.STRETCH else max(0.0, load / self.tolerance[ladder] - 1)

    def exercise_pain(self, excess: float, chance: Random) -> int:
        """The pain that an exercise with this excess is noted with."""
        return rounded(self.resting + self.irritation + self.sensitivity * excess + chance.gauss(0, self.noise))

    def done(self, ladder: str, load: float, excess: float) -> None:
        """What doing it leaves behind; `excess` is the part of it that was done."""
        self.irritation += self.sensitivity * excess / 2
        if 0.6 <= load / self.tolerance[ladder] <= 1:
            self.tolerance[ladder] *= 1 + GROWTH


def rounded(pain: float) -> int:
    """A pain as it is written down."""
    return min(10, max(0, round(pain)))


def born(chance: Random, ladders: tuple[str, ...], *, noise: float, adherence: float) -> Body:
    """A person as chance has it; `adherence` is the share of sessions that people do on average."""
    strength = 1.4 * math.exp(chance.gauss(0, 0.3))
    tolerance = {ladder: strength * math.exp(chance.gauss(0, 0.15)) for ladder in ladders}
    resting = chance.choices((0, 1, 2), (7, 2, 1))[0]
    sensitivity = 8 * math.exp(chance.gauss(0, 0.4))
    habit = chance.betavariate(10 * adherence, 10 * (1 - adherence))
    return Body(tolerance, resting, sensitivity, habit, chance.betavariate(*FORGETS_MORNINGS), noise)
