"""The library as it stands for this person: every exercise with its place in the plan and how it has gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core.analytics.last_days import LastDays, last_days
from tracker.core.engine.progression import Verdict
from tracker.core.model import Exercise, Kind, Prescription
from tracker.core.plan import Plan
from tracker.library import LeftOut, ladder, search
from tracker.library.contents_check import BOTHERS, EQUIPMENT, REGIONS
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayView, day_view


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """What to show; of each list nothing chosen is everything.

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
    """An exercise, its prescription if it is in the plan today, its last days, and what the engine says of it."""

    exercise: Exercise
    held: Prescription | None
    days: LastDays
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class LibraryView:
    """All cards by the id of their exercise, in the order of the library, the person's own last; and the day."""

    view: DayView
    cards: Mapping[str, LibraryEntry]
    left_out: tuple[LeftOut, ...]
    logged: bool

    @property
    def today(self) -> date:
        """The person's date."""
        return self.view.today

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, archived ones too."""
        return tuple(card.exercise for card in self.cards.values())

    def found(self, query: str, wanted: LibraryFilter) -> tuple[Exercise, ...]:
        """What fits the words typed and the filters, best first."""
        return search([each for each in self.exercises if wanted.admits(each)], query)

    def ladder(self, exercise: str) -> tuple[Exercise, ...]:
        """The rungs of its ladder, easiest first, archived ones aside; only itself where it is on none."""
        return tuple(each for each in ladder(self.exercises, exercise) if not each.archived or each.id == exercise)

    def regions(self) -> tuple[str, ...]:
        """Those of the library, then others that own exercises name."""
        return _listed(REGIONS, (each.region for each in self.exercises))

    def equipment(self) -> tuple[str, ...]:
        """What exercises need."""
        return _listed(EQUIPMENT, (item for each in self.exercises for item in each.equipment))

    def bothers(self) -> tuple[str, ...]:
        """What exercises may bother."""
        return _listed(BOTHERS, (item for each in self.exercises for item in each.bothers))


def library_view(context: AppContext, *, earliest: bool = False) -> LibraryView:
    """The library today; with `earliest` also when a next step is possible, which takes longer to find."""
    today = context.today()
    history = context.window(today)
    plan = Plan(history.prescriptions, history.pauses, history.skips)
    view = day_view(context, today, earliest=earliest)
    verdicts = {each.exercise: each for each in view.advice.exercises}
    days = last_days(history, plan, {each.id for each in history.exercises}, today + timedelta(days=1))
    cards = {
        each.id: LibraryEntry(each, plan.prescription_on(each.id, today), days[each.id], verdicts.get(each.id))
        for each in history.exercises
    }
    return LibraryView(view, cards, context.library.left_out, any(each.sets for each in history.sessions))


def _listed(first: Sequence[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *sorted(item for item in set(others) if item)]))
