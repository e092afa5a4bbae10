"""The queries of a store: plain parameterised SELECTs, so that reading never loads sqlite_utils."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache, wraps
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from tracker.core.days import days_before
from tracker.core.doses import int_if_whole
from tracker.core.engine.flares import ABOVE_BASELINE, FLARE_DAYS
from tracker.core.model import (
    Activity,
    Answer,
    AskedQuestion,
    CheckIn,
    Decline,
    Exercise,
    ExerciseDay,
    ExerciseMapping,
    FunctionScores,
    History,
    Medication,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    TherapistQuestion,
)
from tracker.storage import errors, mappers
from tracker.storage.tables import TABLE_OF

P = ParamSpec("P")
T = TypeVar("T")

# How many logged days of each exercise a short history holds from before `since`: the engine looks at the last two.
DAYS_BEFORE = 5
# Of how many days the sets are kept as they were last read: all of a short history of usual length.
DAYS_KEPT = 128
_FIRST_DATE = date.min.isoformat()

_DATED = (
    ("sets", "date"), ("session_notes", "date"), ("checkins", "date"), ("skips", "date"), ("declined", "date"),
    ("prescriptions", "start"), ("pauses", "start"),
)  # fmt: skip
_TABLES_WITH_EXERCISE = ("sets", "prescriptions", "skips", "declined", "exercise_mappings")


def _reads(method: Callable[Concatenate[Queries, P], T]) -> Callable[Concatenate[Queries, P], T]:
    """Run a query in one read transaction, unless one is open, and raise StorageError for what cannot be read."""

    @wraps(method)
    def query(self: Queries, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with errors.translate_errors(self.path), errors.translate_decoding_errors(self.path):
            if self._conn.in_transaction:
                return method(self, *args, **kwargs)
            with self._read_transaction():
                return method(self, *args, **kwargs)

    return query


class Queries:
    """The queries of a database that is open at `path`, with the exercises that ship as `library`.

    Every query raises StorageError where the file cannot be read, or where it names an exercise that is neither in the
    library nor the person's own, unless `check_exercises` is False.
    """

    def __init__(
        self, path: Path, conn: sqlite3.Connection, library: tuple[Exercise, ...], *, check_exercises: bool = True
    ) -> None:
        self.path = path
        self._conn = conn
        self._library = library
        self._builtin_ids = frozenset(exercise.id for exercise in library) if check_exercises else None
        self._is_reading = False

    @contextmanager
    def consistent_read(self) -> Iterator[None]:
        """Let every query of the block read the same state, whatever other programs write; their writes wait for it.

        Nothing can be written in the block. Raises StorageError.
        """
        if self._conn.in_transaction:
            yield
            return
        with errors.translate_errors(self.path), self._read_transaction():
            yield

    @_reads
    def settings(self) -> Settings:
        """The settings; those never set have their defaults."""
        known = {field.name for field in fields(Settings)}
        rows = self._rows("SELECT name, value FROM settings")
        return Settings(**{name: mappers.setting(name, value) for name, value in rows if name in known})

    @_reads
    def own_exercises(self) -> tuple[Exercise, ...]:
        """The person's own exercises, archived ones too, in the order in which they were made."""
        return self._values(Exercise)

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of the library, then the person's own."""
        return self._library + self.own_exercises()

    @_reads
    def used(self, exercise: str) -> bool:
        """Whether anything stored names the exercise, so that it can be archived but not deleted."""
        return any(
            self._rows(f"SELECT 1 FROM {table} WHERE exercise = ? LIMIT 1", exercise) for table in _TABLES_WITH_EXERCISE
        )

    @_reads
    def prescriptions(self, since: date | None = None) -> tuple[Prescription, ...]:
        """All prescriptions, in the order in which they were written; with `since` what affects the plan from then."""
        rows = self._rows(TABLE_OF[Prescription].select())
        self._require_known(row[0] for row in rows)
        affecting = rows if since is None else mappers.prescriptions_affecting(rows, since.isoformat())
        return tuple(map(mappers.prescription, affecting))

    @_reads
    def history(self, since: date | None = None, *, with_sessions: bool = True) -> History:
        """The whole history; with `since`, only what affects the days from that date on.

        A short history holds, from before `since`: the last DAYS_BEFORE logged days of each exercise, with its sets
        alone; the check-ins that decide about the last flare before those days; of each exercise the prescription in
        effect, since when, at which dose before, and the first one; every pause; and nothing of the goal, activities,
        answers and questions. Without sessions it is read in a tenth of the time.
        """
        first_date = _FIRST_DATE if since is None else since.isoformat()
        first_checkin = first_date if since is None else self._first_checkin_for_flares(since).isoformat()
        skips = self._values(Skip, "date >= ?", first_date)
        declined = self._values(Decline, "date >= ?", first_date)
        self._require_known({skip.exercise for skip in skips} | {decline.exercise for decline in declined})
        history = History(
            settings=self.settings(),
            exercises=self.exercises(),
            prescriptions=self.prescriptions(since),
            sessions=self._sessions_since(since) if with_sessions else (),
            checkins=self._values(CheckIn, "date >= ?", first_checkin),
            skips=skips,
            declined=declined,
            pauses=self._values(Pause),
        )
        if since is not None:
            return history
        return replace(
            history,
            goal=self.goal(),
            activities=self.activities(),
            function=self.function_scores(),
            answers=self.answers(),
            medication=self.medication(),
            questions=self.therapist_questions(),
            asked=self.asked_questions(),
            mappings=self.exercise_mappings(),
        )

    @_reads
    def day_sets(self, day: date) -> tuple[SetLog, ...]:
        """The sets of a day in the order in which they were logged, with their ids."""
        rows = self._rows(f"SELECT {mappers.SET_COLUMNS} FROM sets WHERE date = ? ORDER BY id", day.isoformat())
        self._require_known(row[0] for row in rows)
        return mappers.sets(rows)

    @_reads
    def session_note(self, day: date) -> str:
        """The note of a day's session, or an empty text."""
        rows = self._rows("SELECT note FROM session_notes WHERE date = ?", day.isoformat())
        return str(rows[0][0]) if rows else ""

    @_reads
    def checkin(self, day: date) -> CheckIn | None:
        """The check-in of a day, None if there is none."""
        return next(iter(self._values(CheckIn, "date = ?", day.isoformat())), None)

    @_reads
    def had_flare(self) -> bool:
        """Whether any check-in was ever flagged as a flare."""
        return bool(self._rows("SELECT 1 FROM checkins WHERE flare LIMIT 1"))

    @_reads
    def exercise_days(self, first: date, last: date) -> tuple[ExerciseDay, ...]:
        """The sums of each exercise on each day from `first` to `last`, both included, by date and exercise."""
        rows = self._rows(
            """SELECT date, exercise, count(*),
                      sum(CASE WHEN reps > 0 THEN reps * max(hold_s, 1) ELSE minutes END), max(pain), max(leg)
               FROM sets WHERE date BETWEEN ? AND ? GROUP BY date, exercise ORDER BY date, exercise""",
            first.isoformat(),
            last.isoformat(),
        )
        self._require_known(row[1] for row in rows)
        return tuple(
            ExerciseDay(day, exercise, count, int_if_whole(work), pain, bool(leg))
            for text, day_rows in groupby(rows, itemgetter(0))
            for day in (date.fromisoformat(text),)
            for _, exercise, count, work, pain, leg in day_rows
        )

    @_reads
    def first_day(self) -> date | None:
        """The earliest date of anything that happened or was planned; None if there is nothing."""
        earliest = [self._rows(f"SELECT min({column}) FROM {table}")[0][0] for table, column in _DATED]
        return min((date.fromisoformat(text) for text in earliest if text is not None), default=None)

    @_reads
    def answers(self) -> tuple[Answer, ...]:
        """The answers to the questions of the first run, to cards and to reasons to see somebody, by date."""
        return self._values(Answer)

    @_reads
    def goal(self) -> str:
        """What the person wants back; empty where they have not said."""
        rows = self._rows("SELECT text FROM goal")
        return str(rows[0][0]) if rows else ""

    @_reads
    def activities(self) -> tuple[Activity, ...]:
        """The person's activities, those that have ended too, by their first day."""
        return self._values(Activity)

    @_reads
    def function_scores(self) -> tuple[FunctionScores, ...]:
        """The scores of the activities and of the PEG scale, by date."""
        return self._values(FunctionScores)

    @_reads
    def medication(self) -> tuple[Medication, ...]:
        """What the person takes, by date."""
        return self._values(Medication)

    @_reads
    def therapist_questions(self) -> tuple[TherapistQuestion, ...]:
        """The person's questions for their therapist, by date."""
        return self._values(TherapistQuestion)

    @_reads
    def asked_questions(self) -> tuple[AskedQuestion, ...]:
        """The questions that were put to the record, by date."""
        return self._values(AskedQuestion)

    @_reads
    def exercise_mappings(self) -> tuple[ExerciseMapping, ...]:
        """Which exercises those of other programs are, by program and name."""
        values = self._values(ExerciseMapping)
        self._require_known(value.exercise for value in values if value.exercise is not None)
        return values

    @_reads
    def require_known_exercises(self) -> None:
        """Raise DamagedDatabaseError where any entry names an exercise that is not known."""
        for table in _TABLES_WITH_EXERCISE:
            self._require_known(
                row[0] for row in self._rows(f"SELECT DISTINCT exercise FROM {table} WHERE exercise IS NOT NULL")
            )

    def _require_known(self, ids: Iterable[str]) -> None:
        if self._builtin_ids is None:
            return
        unknown = set(ids) - self._builtin_ids
        if unknown:
            unknown -= {row[0] for row in self._rows("SELECT id FROM exercises WHERE definition IS NOT NULL")}
        if unknown:
            names = ", ".join(sorted(unknown)[:5])
            raise errors.damaged_error(self.path, f"it has entries of exercises that are not known ({names})")

    @contextmanager
    def _read_transaction(self) -> Iterator[None]:
        self._conn.execute("BEGIN")
        self._is_reading = True
        try:
            yield
        finally:
            self._is_reading = False
            # An error may have ended it already.
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")

    def _first_checkin_for_flares(self, since: date) -> date:
        """The latest date from which the check-ins give the same flares as all do, for the advice from `since` on.

        It begins FLARE_DAYS days without a check-in that could have begun a flare, before the last DAYS_BEFORE training
        days: any flare before them was over, and the training days that its end calls for are done.
        """
        training_days = self._rows(
            f"SELECT DISTINCT date FROM sets WHERE date < ? ORDER BY date DESC LIMIT {DAYS_BEFORE}", since.isoformat()
        )
        if len(training_days) < DAYS_BEFORE:
            return date.min
        first = days_before(date.fromisoformat(training_days[-1][0]), FLARE_DAYS)
        cursor = self._conn.execute(
            "SELECT date FROM checkins WHERE date < ? AND (flare = 1 OR pain >= ?) ORDER BY date DESC",
            (since.isoformat(), ABOVE_BASELINE),
        )
        # One by one, as there may be very many; only where pain is always high are all of them read.
        with closing(cursor):
            for (text,) in cursor:
                flare_start = date.fromisoformat(text)
                if flare_start < first:
                    break
                first = days_before(flare_start, FLARE_DAYS)
        return first

    def _sessions_since(self, since: date | None) -> tuple[Session, ...]:
        notes = dict(self._rows("SELECT date, note FROM session_notes"))
        if since is None:
            rows = self._rows(f"SELECT date, {mappers.SET_COLUMNS} FROM sets ORDER BY date, id")
            self._require_known(row[1] for row in rows)
            return _sessions(rows, notes, mappers.sets)
        rows = self._rows(
            f"""SELECT date, {mappers.SET_COLUMNS}, id FROM sets WHERE date >= :since
                UNION ALL
                SELECT s.date, {", ".join(f"s.{column}" for column in mappers.SET_COLUMNS.split(", "))}, s.id
                FROM exercises CROSS JOIN sets AS s ON s.exercise = exercises.id AND s.date < :since AND s.date >=
                    (SELECT min(date) FROM (SELECT DISTINCT date FROM sets WHERE exercise = exercises.id
                                            AND date < :since ORDER BY date DESC LIMIT {DAYS_BEFORE}))
                ORDER BY date, id""",
            since=since.isoformat(),
        )
        self._require_known(row[1] for row in rows)
        recent_notes = {day: note for day, note in notes.items() if day >= since.isoformat()}
        return _sessions([row[:-1] for row in rows], recent_notes, _kept_sets)

    def _values(self, kind: type[T], condition: str = "TRUE", *parameters: str) -> tuple[T, ...]:
        """The values of one of TABLES for which the condition holds, in their order."""
        table = TABLE_OF[kind]
        return tuple(map(table.from_row, self._rows(table.select(condition), *parameters)))

    def _rows(self, sql: str, *values: str, **named: str) -> list[tuple[Any, ...]]:
        """All rows at once: an open cursor would keep other programs from writing."""
        return self._conn.execute(sql, named or values).fetchall()


def _sessions(
    rows: list[tuple[Any, ...]],
    notes: dict[str, str],
    sets_of: Callable[[tuple[tuple[Any, ...], ...]], tuple[SetLog, ...]],
) -> tuple[Session, ...]:
    """Sessions from rows of a date and SET_COLUMNS, ordered by date, and from the notes by date."""
    logged = {day: sets_of(tuple(row[1:] for row in day_rows)) for day, day_rows in groupby(rows, itemgetter(0))}
    return tuple(
        Session(date.fromisoformat(day), logged.get(day, ()), notes.get(day, ""))
        for day in sorted(logged.keys() | notes.keys())
    )


@lru_cache(DAYS_KEPT)
def _kept_sets(rows: tuple[tuple[Any, ...], ...]) -> tuple[SetLog, ...]:
    """The sets of a day's rows of SET_COLUMNS; kept, since a write changes one day and leaves the rest as it was.

    Making them anew takes a quarter of the time of reading Today after a write.
    """
    return mappers.sets(rows)
