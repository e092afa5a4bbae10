"""All that the Library screen shows: every exercise, how it is planned, its last days and the advice on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core.analytics.last_days import LastDays, last_days
from tracker.core.engine.progression import Verdict
from tracker.core.model import Exercise, History, Kind, Prescription, SetLog
from tracker.library import LeftOut, ladder, search
from tracker.library.contents_check import BOTHERS, EQUIPMENT, REGIONS
from tracker.service.context import AppContext, consistent
from tracker.service.day.day_view import DayView, day_view
from tracker.service.plan.plan_view import PlanChange, plan_changes

RECENT_DAYS = 8


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """Which exercises to show; an empty set stands for all.

    `equipment` is what is at hand, and exercises that need anything else are hidden; so are those that may bother
    where `bothers` says, which is a preference and no diagnosis.
    """

    kinds: frozenset[Kind] = frozenset()
    regions: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    bothers: frozenset[str] = frozenset()
    archived: bool = False

    def admits(self, exercise: Exercise) -> bool:
        """Whether it is shown."""
        return (
            exercise.archived == self.archived
            and (not self.kinds or exercise.kind in self.kinds)
            and (not self.regions or exercise.region in self.regions)
            and (not self.equipment or self.equipment.issuperset(exercise.equipment))
            and self.bothers.isdisjoint(exercise.bothers)
        )


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """An exercise, its prescription if it is in the plan today, its last days, and what the engine says of it.

    `recent` are the sets of the last days on which it was done, within the weeks that the rules look at, and `changes`
    all changes of how it was planned; both newest first.
    """

    exercise: Exercise
    prescription: Prescription | None
    days: LastDays
    verdict: Verdict | None
    recent: tuple[tuple[date, tuple[SetLog, ...]], ...] = ()
    changes: tuple[PlanChange, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryView:
    """Every exercise by its id, in the order of the library, the person's own last; and today as it stands.

    `logged` says whether anything was logged of late.
    """

    view: DayView
    entries: Mapping[str, LibraryEntry]
    left_out: tuple[LeftOut, ...]
    logged: bool

    @property
    def today(self) -> date:
        """The person's date."""
        return self.view.today

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, archived ones too."""
        return tuple(entry.exercise for entry in self.entries.values())

    def search(self, query: str, filters: LibraryFilter) -> tuple[Exercise, ...]:
        """The exercises that match the query and the filters, best first."""
        return search([exercise for exercise in self.exercises if filters.admits(exercise)], query)

    def ladder(self, exercise: str) -> tuple[Exercise, ...]:
        """The rungs of its ladder, easiest first, archived ones aside; only itself where it is on none."""
        return tuple(rung for rung in ladder(self.exercises, exercise) if not rung.archived or rung.id == exercise)

    def regions(self) -> tuple[str, ...]:
        """The regions of the library, then others that own exercises name."""
        return _known_first(REGIONS, (exercise.region for exercise in self.exercises))

    def equipment(self) -> tuple[str, ...]:
        """The equipment that exercises need, in the same order."""
        return _known_first(EQUIPMENT, (item for exercise in self.exercises for item in exercise.equipment))

    def bothers(self) -> tuple[str, ...]:
        """What exercises may bother, in the same order."""
        return _known_first(BOTHERS, (item for exercise in self.exercises for item in exercise.bothers))


@consistent
def library_view(context: AppContext, *, earliest: bool = False) -> LibraryView:
    """The library today; with `earliest` also when a next step is possible, which takes longer to find.

    Until the database or the date has changed it is the same object.
    """
    today = context.today()
    return context.cached(today, ("library view", earliest), lambda: _read(context, today, earliest))


def _read(context: AppContext, today: date, earliest: bool) -> LibraryView:
    history = context.window(today)
    plan = context.plan(today)
    view = day_view(context, today, earliest=earliest)
    verdicts = {verdict.exercise: verdict for verdict in view.advice.exercises}
    days = last_days(history, plan, {exercise.id for exercise in history.exercises}, today + timedelta(days=1))
    recent = _recent_sets(history)
    changes: dict[str, list[PlanChange]] = {}
    for change in plan_changes(
        context.store.prescriptions(), {exercise.id: exercise for exercise in history.exercises}
    ):
        changes.setdefault(change.exercise.id, []).append(change)
    entries = {
        exercise.id: LibraryEntry(
            exercise,
            plan.prescription_on(exercise.id, today),
            days[exercise.id],
            verdicts.get(exercise.id),
            tuple(recent.get(exercise.id, ())),
            tuple(changes.get(exercise.id, ())),
        )
        for exercise in history.exercises
    }
    return LibraryView(view, entries, context.library.left_out, any(session.sets for session in history.sessions))


def _recent_sets(history: History) -> dict[str, list[tuple[date, tuple[SetLog, ...]]]]:
    """What was done of each exercise on its last days, newest first."""
    recent: dict[str, list[tuple[date, tuple[SetLog, ...]]]] = {}
    for session in sorted(history.sessions, key=lambda session: session.date, reverse=True):
        sets: dict[str, list[SetLog]] = {}
        for set_log in session.sets:
            sets.setdefault(set_log.exercise, []).append(set_log)
        for exercise, done in sets.items():
            if len(recent.setdefault(exercise, [])) < RECENT_DAYS:
                recent[exercise].append((session.date, tuple(done)))
    return recent


def _known_first(known: Sequence[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*known, *sorted(item for item in set(others) if item)]))
