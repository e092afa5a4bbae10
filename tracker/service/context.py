"""The context at which every use case works: the store, the library and the clock, opened together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from tracker import paths
from tracker.clock import Clock
from tracker.core.days import days_before
from tracker.core.engine.progression import Advice, AdviceEngine
from tracker.core.errors import UsageError
from tracker.core.model import Exercise, History, Settings
from tracker.core.plan import Plan
from tracker.library import Library, find, load_library
from tracker.storage.errors import translate_os_errors
from tracker.storage.files import make_folder
from tracker.storage.store import LOCK_WAIT_S, Store, load_writer

# How many weeks of sets the rules look at, beside those that must be clean: one more for a variation, two for red days.
MORE_WEEKS = 3


def window_of(settings: Settings) -> timedelta:
    """How far back any rule looks at sets, except for the count of clean weeks."""
    return timedelta(weeks=settings.weeks_required + MORE_WEEKS)


@dataclass(slots=True)
class _Window:
    """What was read for the advice on a day, at a version of the store, and the advice, if it was asked for."""

    on: date
    version: int
    history: History
    plan: Plan
    index: AdviceEngine
    advice: Advice | None = None
    ahead: bool = False


@dataclass
class AppContext:
    """What a use case needs. It belongs to the thread that opened it, as its connection does."""

    store: Store
    library: Library
    clock: Clock
    _read: _Window | None = None

    @cached_property
    def builtins(self) -> dict[str, Exercise]:
        """The built-in exercises by id."""
        return {exercise.id: exercise for exercise in self.library.exercises}

    def exercises(self) -> dict[str, Exercise]:
        """Every exercise by id, the person's own last."""
        return self.builtins | {exercise.id: exercise for exercise in self.store.own_exercises()}

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

    def advice(self, on: date, *, earliest: bool = False) -> Advice:
        """The engine's advice for `on`, with `earliest` where that was asked for once since something was written.

        Its `clean_weeks` are counted within the window; `suggest` counts them all.
        """
        window = self._window(on)
        if window.advice is None or (earliest and not window.ahead):
            window.advice, window.ahead = window.index.advise(on, earliest=earliest), earliest
        return window.advice

    def _window(self, on: date) -> _Window:
        version = self.store.version()
        if self._read is None or (self._read.on, self._read.version) != (on, version):
            history = self.store.history(since=days_before(on, window_of(self.settings()).days))
            plan = Plan(history.prescriptions, history.pauses, history.skips)
            self._read = _Window(on, version, history, plan, AdviceEngine(history))
        return self._read

    def require_not_in_future(self, on: date) -> date:
        """`on`, unless it lies in the future, which cannot be logged. Raises UsageError."""
        if on > self.today():
            raise UsageError(f"{on} is still to come; only today and days before it can be logged.")
        return on

    def close(self) -> None:
        """Close the database."""
        self.store.close()


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


def make_default_folder(database: Path) -> None:
    """Make the folder of the default database. That of one named by hand may be on a drive that is not connected."""
    if not database.parent.exists() and database == paths.default_database():
        with translate_os_errors(database):
            make_folder(database.parent)
