"""A history laid out for the engine: built once, asked by day number, and carried on into days to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from tracker.core.days import REACH, between
from tracker.core.doses import raised
from tracker.core.engine.daily_facts import DailyFacts
from tracker.core.engine.exercise_history import ExerciseHistory
from tracker.core.engine.flares import FlarePeriod, spells
from tracker.core.lazy_dict import LazyDict
from tracker.core.model import CheckIn, Dose, Exercise, History, Session, SetLog, Settings, SkipReason
from tracker.core.plan import Plan


@dataclass(slots=True)
class EngineState:
    """All facts of a history that the rules ask for.

    `exercises` is the library in its order, the person's own last; `declined` has the days on which an increase was
    declined; `spells` are the flares, oldest first.
    """

    settings: Settings
    exercises: Mapping[str, Exercise]
    plan: Plan
    diary: DailyFacts
    declined: Mapping[str, list[int]]
    ledgers: dict[str, ExerciseHistory]
    spells: list[FlarePeriod] = field(default_factory=list)
    _steps: dict[tuple[str, Dose], Dose | None] = field(default_factory=dict)

    def ledger(self, exercise: str) -> ExerciseHistory:
        """What was logged of `exercise`."""
        return self.ledgers[exercise]

    def log(self, day: int, sets: Mapping[str, Sequence[SetLog]]) -> None:
        """Adds the sets of a day that is later than all before, by exercise; there is at least one."""
        hurt = [self.ledgers[exercise].add(day, own) for exercise, own in sets.items()]
        self.diary.train(day, any(hurt))

    def raised(self, exercise: Exercise, dose: Dose) -> Dose | None:
        """The next larger dose of `exercise`; remembered, since it is asked for day after day."""
        key = exercise.id, dose
        if key not in self._steps:
            self._steps[key] = raised(dose, exercise)
        return self._steps[key]

    def spell(self, on: int) -> FlarePeriod | None:
        """The latest flare that began by `on`; active if it ends after `on`."""
        at = bisect_right(self.spells, on, key=lambda spell: spell.start)
        return self.spells[at - 1] if at else None

    def flare(self, on: int) -> FlarePeriod | None:
        """The flare that is active on `on`."""
        spell = self.spell(on)
        return spell if spell is not None and on < spell.end else None

    def until(self, on: int, last: int) -> EngineState:
        """A copy to be carried on from `on` to `last`: nothing later, no sets of `on`, and only what is recent.

        Each of these days has a check-in of 0, but `on` the one that it has, if it has one.
        """
        diary = self.diary.until(on)
        for day in range(on, last + 1):
            if day not in diary.checkins:
                diary.check_in(day, CheckIn(date.fromordinal(day), 0))
        spell = self.spell(on)
        if spell is None:
            known = spells(diary.checkins, self.settings, on)
        elif on < spell.end:
            known = spells(diary.checkins, self.settings, spell.start)
        else:
            known = [spell, *spells(diary.checkins, self.settings, max(spell.end + 1, on))]
        plan = self.plan.until(on)
        return EngineState(
            settings=self.settings,
            exercises=self.exercises,
            plan=plan,
            diary=diary,
            declined={exercise: between(days, on - REACH, on) for exercise, days in self.declined.items()},
            ledgers=LazyDict(lambda exercise: self.ledgers[exercise].until(on, last, plan, diary)),
            spells=known,
            _steps=self._steps,
        )


def read(history: History) -> EngineState:
    """Lays out a history; what it says of exercises that it does not know is left out of the plan."""
    settings = history.settings
    exercises = {exercise.id: exercise for exercise in sorted(history.exercises, key=lambda exercise: exercise.own)}
    prescribed = [each for each in history.prescriptions if each.exercise in exercises]
    declined: dict[str, list[int]] = {}
    for each in sorted(history.declined, key=lambda each: each.date):
        declined.setdefault(each.exercise, []).append(each.date.toordinal())
    pain_skips = sorted({each.date.toordinal() for each in history.skips if each.reason is SkipReason.PAIN})
    diary = DailyFacts(settings, pain_skips)
    for checkin in sorted(history.checkins, key=lambda each: each.date):
        diary.check_in(checkin.date.toordinal(), checkin)
    plan = Plan(prescribed, history.pauses, history.skips)
    record = EngineState(
        settings=settings,
        exercises=exercises,
        plan=plan,
        diary=diary,
        declined=declined,
        ledgers=LazyDict(lambda exercise: ExerciseHistory(exercise, settings, plan, diary)),
        spells=spells(diary.checkins, settings),
    )
    for day, sessions in groupby(sorted(history.sessions, key=_date), key=_date):
        sets = _by_exercise(sessions)
        if sets:
            record.log(day.toordinal(), sets)
    for ledger in record.ledgers.values():
        ledger.close()
    return record


_date = attrgetter("date")


def _by_exercise(sessions: Iterable[Session]) -> dict[str, list[SetLog]]:
    """The sets of a day, by exercise."""
    found: dict[str, list[SetLog]] = {}
    for session in sessions:
        for one in session.sets:
            if one.exercise in found:
                found[one.exercise].append(one)
            else:
                found[one.exercise] = [one]
    return found
