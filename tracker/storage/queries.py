"""What can be asked of a store: plain parameterised SELECTs, so that reading never loads sqlite_utils."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import date
from functools import wraps
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from tracker.core.days import days_before
from tracker.core.engine.flares import ABOVE_BASELINE, FLARE_DAYS
from tracker.core.model import Answer, CheckIn, Exercise, ExerciseDay, History, Prescription, Session, SetLog, Settings
from tracker.storage import errors, mappers

P = ParamSpec("P")
T = TypeVar("T")

# How many logged days of each exercise before `since` a short history holds: the engine looks at the last two.
DAYS_BEFORE = 5
_FIRST_DAY = date.min.isoformat()

_DATED = (
    ("sets", "date"), ("session_notes", "date"), ("checkins", "date"), ("skips", "date"), ("declined", "date"),
    ("prescriptions", "start"), ("pauses", "start"),
)  # fmt: skip
_NAMING_AN_EXERCISE = ("sets", "prescriptions", "skips", "declined")


def _reads(method: Callable[Concatenate[Queries, P], T]) -> Callable[Concatenate[Queries, P], T]:
    """All that the method reads is of one moment, and what cannot be read is said in words."""

    @wraps(method)
    def read(self: Queries, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with errors.translate_errors(self.path), errors.translate_decoding_errors(self.path):
            if self._conn.in_transaction:
                return method(self, *args, **kwargs)
            with self._one_moment():
                return method(self, *args, **kwargs)

    return read


class Queries:
    """The reading half of a store."""

    def __init__(self, path: Path, conn: sqlite3.Connection, library: tuple[Exercise, ...]) -> None:
        self.path = path
        self._conn = conn
        self._library = library

    @_reads
    def settings(self) -> Settings:
        """The settings; those never set have their defaults."""
        known = {each.name for each in fields(Settings)}
        found = self._rows("SELECT name, value FROM settings")
        return Settings(**{name: json.loads(value) for name, value in found if name in known})

    @_reads
    def own_exercises(self) -> tuple[Exercise, ...]:
        """The person's own, archived ones too, in the order in which they were made."""
        found = self._rows(
            "SELECT id, definition, archived FROM exercises WHERE definition IS NOT NULL ORDER BY number"
        )
        return tuple(map(mappers.exercise, found))

    def exercises(self) -> tuple[Exercise, ...]:
        """The library, and the person's own after it."""
        return self._library + self.own_exercises()

    @_reads
    def used(self, exercise: str) -> bool:
        """Whether anything stored names the exercise, so that it can be archived but not deleted."""
        return any(
            self._rows(f"SELECT 1 FROM {table} WHERE exercise = ? LIMIT 1", exercise) for table in _NAMING_AN_EXERCISE
        )

    @_reads
    def prescriptions(self) -> tuple[Prescription, ...]:
        """All of them, in the order in which they were written."""
        return tuple(map(mappers.prescription, self._prescription_rows()))

    @_reads
    def history(self, since: date | None = None, *, with_sessions: bool = True) -> History:
        """Everything; with `since`, what bears on the days from then on, however long the history is.

        That is, from before `since`: the last five days of each exercise, with its sets alone; the check-ins that
        decide whether there was a flare then; of the prescriptions what held, since when, at which dose before, and
        the first of all; and every pause. Without sessions it is read in a tenth of the time.
        """
        from_then = _FIRST_DAY if since is None else since.isoformat()
        checkins = self._rows(
            "SELECT date, pain, flare, leg, note FROM checkins WHERE date >= ? ORDER BY date",
            from_then if since is None else self._before_flares(since).isoformat(),
        )
        skips = self._rows(
            "SELECT date, exercise, reason, note FROM skips WHERE date >= ? ORDER BY date, exercise", from_then
        )
        declined = self._rows("SELECT date, exercise FROM declined WHERE date >= ? ORDER BY date, exercise", from_then)
        pauses = self._rows('SELECT start, "end", reason FROM pauses ORDER BY start')
        return History(
            settings=self.settings(),
            exercises=self.exercises(),
            prescriptions=self.prescriptions() if since is None else self._prescriptions_from(from_then),
            sessions=self._sessions(since) if with_sessions else (),
            checkins=tuple(map(mappers.checkin, checkins)),
            skips=tuple(map(mappers.skip, skips)),
            declined=tuple(map(mappers.decline, declined)),
            pauses=tuple(map(mappers.pause, pauses)),
        )

    @_reads
    def day_sets(self, day: date) -> tuple[SetLog, ...]:
        """The sets of a day in the order in which they were logged, with their ids."""
        found = self._rows(f"SELECT {mappers.SET_COLUMNS} FROM sets WHERE date = ? ORDER BY id", day.isoformat())
        return mappers.sets(found)

    @_reads
    def last_session(self, exercise: str, before: date) -> Session | None:
        """The last day before a date on which the exercise was logged, with its sets alone; None if there is none."""
        found = self._rows(
            f"""SELECT date, {mappers.SET_COLUMNS} FROM sets WHERE exercise = :exercise AND date =
                (SELECT max(date) FROM sets WHERE exercise = :exercise AND date < :before) ORDER BY id""",
            exercise=exercise,
            before=before.isoformat(),
        )
        return _as_sessions(found, {})[0] if found else None

    @_reads
    def session_note(self, day: date) -> str:
        """The note of a day's session, or an empty text."""
        found = self._rows("SELECT note FROM session_notes WHERE date = ?", day.isoformat())
        return str(found[0][0]) if found else ""

    @_reads
    def checkin(self, day: date) -> CheckIn | None:
        """The check-in of a day, None if there is none."""
        found = self._rows("SELECT date, pain, flare, leg, note FROM checkins WHERE date = ?", day.isoformat())
        return mappers.checkin(found[0]) if found else None

    @_reads
    def had_flare(self) -> bool:
        """Whether any check-in was ever flagged as a flare."""
        return bool(self._rows("SELECT 1 FROM checkins WHERE flare LIMIT 1"))

    @_reads
    def exercise_days(self, first: date, last: date) -> tuple[ExerciseDay, ...]:
        """What was logged of each exercise on each day from `first` to `last`, both included, by date and exercise."""
        found = self._rows(
            """SELECT date, exercise, count(*),
                      sum(CASE WHEN reps > 0 THEN reps * max(hold_s, 1) ELSE minutes END), max(pain)
               FROM sets WHERE date BETWEEN ? AND ? GROUP BY date, exercise ORDER BY date, exercise""",
            first.isoformat(),
            last.isoformat(),
        )
        return tuple(
            ExerciseDay(day, exercise, count, mappers.whole(work), pain)
            for text, of_day in groupby(found, itemgetter(0))
            for day in (date.fromisoformat(text),)
            for _, exercise, count, work, pain in of_day
        )

    @_reads
    def first_day(self) -> date | None:
        """The earliest date of anything that happened or was planned; None if there is nothing."""
        earliest = [self._rows(f"SELECT min({column}) FROM {table}")[0][0] for table, column in _DATED]
        return min((date.fromisoformat(each) for each in earliest if each is not None), default=None)

    @_reads
    def answers(self) -> tuple[Answer, ...]:
        """What was answered on the first run, by date."""
        found = self._rows("SELECT question, answer, date FROM answers ORDER BY date, question")
        return tuple(Answer(question, answer, date.fromisoformat(day)) for question, answer, day in found)

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """A transaction in which the database stays as it is at the first look."""
        self._conn.execute("BEGIN")
        try:
            yield
        finally:
            # An error may have ended it already.
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")

    def _prescriptions_from(self, since: str) -> tuple[Prescription, ...]:
        return tuple(map(mappers.prescription, mappers.bearing_on(self._prescription_rows(), since)))

    def _prescription_rows(self) -> list[tuple[Any, ...]]:
        return self._rows(f"SELECT {mappers.PRESCRIPTION_COLUMNS} FROM prescriptions ORDER BY id")

    def _before_flares(self, since: date) -> date:
        """The last day, 28 or more before `since`, from which on the check-ins make the same flares as all of them.

        It begins four weeks without one that could have begun a flare; whatever was before them was over by then.
        """
        quiet = days_before(since, FLARE_DAYS)
        found = self._conn.execute(
            "SELECT date FROM checkins WHERE date < ? AND (flare = 1 OR pain >= ?) ORDER BY date DESC",
            (since.isoformat(), ABOVE_BASELINE),
        )
        # Looked at one by one, as there may be very many; those who always have pain pay for all of them.
        with closing(found):
            for (text,) in found:
                start = date.fromisoformat(text)
                if start < quiet:
                    break
                quiet = days_before(start, FLARE_DAYS)
        return quiet

    def _sessions(self, since: date | None) -> tuple[Session, ...]:
        notes = dict(self._rows("SELECT date, note FROM session_notes"))
        if since is None:
            found = self._rows(f"SELECT date, {mappers.SET_COLUMNS} FROM sets ORDER BY date, id")
            return _as_sessions(found, notes)
        found = self._rows(
            f"""SELECT date, {mappers.SET_COLUMNS} FROM sets WHERE date >= :since
                UNION ALL
                SELECT s.date, {", ".join(f"s.{column}" for column in mappers.SET_COLUMNS.split(", "))}
                FROM exercises CROSS JOIN sets AS s ON s.exercise = exercises.id AND s.date < :since AND s.date >=
                    (SELECT min(date) FROM (SELECT DISTINCT date FROM sets WHERE exercise = exercises.id
                                            AND date < :since ORDER BY date DESC LIMIT {DAYS_BEFORE}))
                ORDER BY 1, 2""",
            since=since.isoformat(),
        )
        return _as_sessions(found, {day: note for day, note in notes.items() if day >= since.isoformat()})

    def _rows(self, sql: str, *values: str, **named: str) -> list[tuple[Any, ...]]:
        """All rows at once: a cursor left open would keep others from writing."""
        return self._conn.execute(sql, named or values).fetchall()


def _as_sessions(found: list[tuple[Any, ...]], notes: dict[str, str]) -> tuple[Session, ...]:
    """From rows of a date and SET_COLUMNS, ordered by date, and the notes by date, of which some have no sets."""
    logged = {day: mappers.sets(row[1:] for row in of_day) for day, of_day in groupby(found, itemgetter(0))}
    return tuple(
        Session(date.fromisoformat(day), logged.get(day, ()), notes.get(day, ""))
        for day in sorted(logged.keys() | notes.keys())
    )
