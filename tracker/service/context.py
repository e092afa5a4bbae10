"""The context at which every use case works: the store, the library and the clock, opened together."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from tracker import paths
from tracker.clock import Clock
from tracker.core import wording
from tracker.core.days import days_before
from tracker.core.engine.progression import Advice, AdviceEngine
from tracker.core.errors import MissingDatabaseError, UsageError
from tracker.core.model import Exercise, History, Settings
from tracker.core.plan import Plan
from tracker.library import Library, find, load_library
from tracker.storage.errors import translate_os_errors
from tracker.storage.files import make_folder
from tracker.storage.store import LOCK_WAIT_S, Store, load_writer

if TYPE_CHECKING:
    from tracker.storage.tables import KeyedValue
    from tracker.storage.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

# How many weeks of sets the rules look at, beside those that must be clean: one more for a variation, two for red days.
MORE_WEEKS = 3
# How many weeks of sets the reasons to see somebody look at, from the day on which the person last talked to somebody.
CARE_WEEKS = 6
# Of how many days the window is kept: a past day that is shown, and today, which says how the week stands.
WINDOWS_KEPT = 2


def window_of(settings: Settings) -> timedelta:
    """How far back any rule looks at sets, except for the count of clean weeks."""
    return timedelta(weeks=max(settings.weeks_required + MORE_WEEKS, CARE_WEEKS))


@dataclass(slots=True)
class _Window:
    """The part of the history that was read for a day, and the advice on it, once that was asked for.

    `version` is the store's at that time, `with_earliest` whether the advice has the dates of next steps; `values` are
    what was worked out of it besides.
    """

    version: int
    history: History
    plan: Plan
    engine: AdviceEngine
    advice: Advice | None = None
    with_earliest: bool = False
    values: dict[Hashable, Any] = field(default_factory=dict)


@dataclass
class AppContext:
    """What a use case needs. It belongs to the thread that opened it, as its connection does."""

    store: Store
    library: Library
    clock: Clock
    _windows: dict[date, _Window] = field(default_factory=dict)

    @cached_property
    def built_in_exercises(self) -> dict[str, Exercise]:
        """The built-in exercises by id."""
        return {exercise.id: exercise for exercise in self.library.exercises}

    def exercises(self) -> dict[str, Exercise]:
        """Every exercise by id, the person's own last."""
        return self.built_in_exercises | {exercise.id: exercise for exercise in self.store.own_exercises()}

    def exercise_names(self) -> dict[str, str]:
        """The name of every exercise by its id."""
        return {exercise.id: exercise.name for exercise in self.exercises().values()}

    def exercise(self, text: str) -> Exercise:
        """The exercise that an id, a name or a prefix names. Raises UsageError where none or several fit."""
        return find(tuple(self.exercises().values()), text)

    def settings(self) -> Settings:
        """The settings as stored."""
        return self.store.settings()

    def today(self) -> date:
        """The person's date."""
        return self.clock.today(self.settings().day_start)

    def window(self, on: date) -> History:
        """The part of the history that the advice for `on` rests on; read again only when something was written."""
        return self._window(on).history

    def plan(self, on: date) -> Plan:
        """The plan of that part of the history."""
        return self._window(on).plan

    def advice(self, on: date, *, earliest: bool = False, whole_history: bool = False) -> Advice:
        """The engine's advice for `on`; with `earliest` also the dates of next steps, which takes longer.

        It is made from the window of `on`, in which a count of clean weeks ends; with `whole_history` from all that is
        stored, which gives the same verdicts, always has the dates, and is slow where the history is long.
        """
        if whole_history:
            return AdviceEngine(self.store.history()).advise(on)
        window = self._window(on)
        if window.advice is None or (earliest and not window.with_earliest):
            window.advice, window.with_earliest = window.engine.advise(on, earliest=earliest), earliest
        return window.advice

    def engine(self, on: date) -> AdviceEngine:
        """The engine on that part of the history, for questions beside the advice."""
        return self._window(on).engine

    def cached(self, on: date, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` returns, or returned for this day and key, if nothing was written since."""
        values = self._window(on).values
        if key not in values:
            values[key] = read()
        return cast(T, values[key])

    def write(self, label: str) -> AbstractContextManager[UnitOfWork]:
        """One transaction and one entry of the undo journal; undo says `label` of what it took back."""
        return self.store.transaction(label, at=self.clock.stamp())

    def put(self, message: str, *values: KeyedValue) -> str:
        """Write values as one change, by which undo names it; returns `message` as a sentence."""
        with self.write(message) as work:
            work.put(*values)
        return f"{message}."

    def require_not_in_future(self, on: date) -> date:
        """`on`, unless it lies in the future, which cannot be logged. Raises UsageError."""
        today = self.today()
        if on > today:
            day = wording.day(on, today=today)
            raise UsageError(f"{day} is still to come; only today and days before it can be logged.")
        return on

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    def _window(self, on: date) -> _Window:
        version, window = self.store.version(), self._windows.pop(on, None)
        if window is None or window.version != version:
            history = self.store.history(since=days_before(on, window_of(self.settings()).days))
            plan = Plan(history.prescriptions, history.pauses, history.skips)
            window = _Window(version, history, plan, AdviceEngine(history))
        self._windows[on] = window  # the one asked for last is the last
        if len(self._windows) > WINDOWS_KEPT:
            del self._windows[next(iter(self._windows))]
        return window


def transactional(
    use_case: Callable[Concatenate[AppContext, P], T],
) -> Callable[Concatenate[AppContext, P], T]:
    """Run a use case in one transaction: what it reads, no other window changes before it has written.

    Every use case that writes is one; what it raises leaves everything as it was.
    """

    @wraps(use_case)
    def run(context: AppContext, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with context.store.exclusive():
            return use_case(context, *args, **kwargs)

    return run


def consistent(
    use_case: Callable[Concatenate[AppContext, P], T],
) -> Callable[Concatenate[AppContext, P], T]:
    """Run a use case that reads in one read transaction: all that it reads is of the same moment."""

    @wraps(use_case)
    def run(context: AppContext, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with context.store.consistent_read():
            return use_case(context, *args, **kwargs)

    return run


def warm_up() -> None:
    """Load what the first write needs, for a caller that has time now and none later."""
    load_writer()


def open_context(path: Path, clock: Clock, *, create: bool = True, lock_wait_s: float = LOCK_WAIT_S) -> AppContext:
    """Open the database at `path`; where it is missing it is made, or MissingDatabaseError raised without `create`.

    The default database's folder is made too, but not that of another. Raises StorageError.
    """
    library = load_library()
    if create:
        make_default_folder(path)
    store = Store(path, library.exercises, timeout=lock_wait_s, create=create, cache=paths.cache)
    return AppContext(store, library, clock)


def open_library(path: Path, clock: Clock) -> tuple[dict[str, Exercise], Library]:
    """Every exercise by id and the library that ships; where there is no database, the exercises that ship."""
    try:
        with closing(open_context(path, clock, create=False)) as context:
            return context.exercises(), context.library
    except MissingDatabaseError:
        library = load_library()
        return {exercise.id: exercise for exercise in library.exercises}, library


def make_default_folder(database: Path) -> None:
    """Make the folder of the default database. That of one named by hand may be on a drive that is not connected."""
    with translate_os_errors(database):
        if not database.parent.exists() and database == paths.default_database():
            make_folder(database.parent)
