"""Write the differences between two histories, as an import does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from tracker.core.model import History, SetLog
from tracker.core.progress import Progress, counted, ignore_progress
from tracker.storage import mappers
from tracker.storage.mappers import DbRow

if TYPE_CHECKING:
    from sqlite_utils import Database

KeyColumns = tuple[str, ...]


def write(db: Database, before: History, after: History, progress: Progress = ignore_progress) -> None:
    """Make the stored history, which is `before`, equal to `after`, within a transaction.

    `progress` counts the sets, which are nearly all that there is to write.
    """
    own_before, own_after = _own(before), _own(after)
    _upsert_changed(db, "exercises", ("id",), own_before, own_after)
    _upsert_changed(db, "settings", ("name",), _settings(before), _settings(after))
    _write_prescriptions(db, after)
    _write_sets(db, _sets(before), _sets(after), progress)
    dated: tuple[tuple[str, KeyColumns, Iterable[DbRow], Iterable[DbRow]], ...] = (
        ("session_notes", ("date",), _notes(before), _notes(after)),
        ("checkins", ("date",), map(mappers.checkin_row, before.checkins), map(mappers.checkin_row, after.checkins)),
        ("skips", ("date", "exercise"), map(mappers.skip_row, before.skips), map(mappers.skip_row, after.skips)),
        (
            "declined",
            ("date", "exercise"),
            map(mappers.decline_row, before.declined),
            map(mappers.decline_row, after.declined),
        ),
        ("pauses", ("start",), map(mappers.pause_row, before.pauses), map(mappers.pause_row, after.pauses)),
    )
    for table, keys, old, new in dated:
        old_rows, new_rows = _by(keys, old), _by(keys, new)
        _upsert_changed(db, table, keys, old_rows, new_rows)
        _delete(db, table, keys, old_rows.keys() - new_rows.keys())
    # Last, since the rows that name them must be gone.
    _delete(db, "exercises", ("id",), own_before.keys() - own_after.keys())


def _upsert_changed(
    db: Database,
    table: str,
    keys: KeyColumns,
    old: Mapping[tuple[object, ...], DbRow],
    new: Mapping[tuple[object, ...], DbRow],
) -> None:
    changed = [row for key, row in new.items() if old.get(key) != row]
    if changed:
        db.table(table).upsert_all(changed, pk=keys)


def _delete(db: Database, table: str, keys: KeyColumns, deleted: Iterable[tuple[object, ...]]) -> None:
    where = " AND ".join(f"{key} = ?" for key in keys)
    db.conn.executemany(f"DELETE FROM {table} WHERE {where}", list(deleted))


def _write_prescriptions(db: Database, after: History) -> None:
    """By position, since of several for one exercise and date the order decides which counts."""
    stored = db.conn.execute(f"SELECT id, {mappers.PRESCRIPTION_COLUMNS} FROM prescriptions ORDER BY id").fetchall()
    changed = [
        mappers.prescription_row(new) | {"id": old[0]}
        for old, new in zip(stored, after.prescriptions, strict=False)
        if mappers.prescription(old[1:]) != new
    ]
    if changed:
        db.conn.executemany(_update("prescriptions", changed[0]), changed)
    _delete(db, "prescriptions", ("id",), [(old[0],) for old in stored[len(after.prescriptions) :]])
    db.table("prescriptions").insert_all(mappers.prescription_row(new) for new in after.prescriptions[len(stored) :])


def _write_sets(
    db: Database, before: Mapping[date, list[SetLog]], after: Mapping[date, list[SetLog]], progress: Progress
) -> None:
    """By day and by position within it, since the order within a day is the one in which they were done."""
    changed: list[DbRow] = []
    deleted: list[tuple[object, ...]] = []
    added: list[DbRow] = []
    for day in sorted(before.keys() | after.keys()):
        old, new = before.get(day, []), after.get(day, [])
        changed.extend(
            mappers.set_row(day, log) | {"id": stored.id}
            for stored, log in zip(old, new, strict=False)
            if stored != log
        )
        deleted.extend((stored.id,) for stored in old[len(new) :])
        added.extend(mappers.set_row(day, log) for log in new[len(old) :])
    _delete(db, "sets", ("id",), deleted)
    rows = counted((*changed, *added), len(changed) + len(added), progress)
    if changed:
        db.conn.executemany(_update("sets", changed[0]), islice(rows, len(changed)))
    if added:
        db.conn.executemany(_insert("sets", added[0]), rows)


# One statement for many rows, as an import may bring a hundred thousand and sqlite_utils takes twice as long.


def _update(table: str, row: DbRow) -> str:
    """A statement for rows with the columns of `row`, among them `id`."""
    return f"UPDATE {table} SET {', '.join(f'{column} = :{column}' for column in row if column != 'id')} WHERE id = :id"


def _insert(table: str, row: DbRow) -> str:
    """A statement for rows with the columns of `row`."""
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{column}' for column in row)})"


def _by(keys: KeyColumns, rows: Iterable[DbRow]) -> dict[tuple[object, ...], DbRow]:
    return {tuple(row[key] for key in keys): row for row in rows}


def _own(history: History) -> dict[tuple[object, ...], DbRow]:
    return _by(("id",), (mappers.exercise_row(exercise) for exercise in history.exercises if exercise.own))


def _settings(history: History) -> dict[tuple[object, ...], DbRow]:
    return _by(("name",), (mappers.setting_row(*item) for item in asdict(history.settings).items()))


def _sets(history: History) -> dict[date, list[SetLog]]:
    sets: dict[date, list[SetLog]] = {}
    for session in history.sessions:
        sets.setdefault(session.date, []).extend(session.sets)
    return sets


def _notes(history: History) -> list[DbRow]:
    return [{"date": session.date.isoformat(), "note": session.note} for session in history.sessions if session.note]
