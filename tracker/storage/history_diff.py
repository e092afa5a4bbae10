"""Write the differences between two histories, as an import does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from tracker.core.model import History, SetLog
from tracker.core.progress import Progress, counted, ignore_progress
from tracker.storage import mappers
from tracker.storage.mappers import DbRow
from tracker.storage.set_ids import derived_ids, new_ids
from tracker.storage.tables import TABLES

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
    _replace(db, "session_notes", ("date",), _notes(before), _notes(after))
    _replace(db, "goal", ("number",), _goal(before), _goal(after))
    for kind, table in TABLES.items():
        if kind not in ("exercises", "prescriptions"):
            old_rows, new_rows = (map(table.to_row, getattr(history, kind)) for history in (before, after))
            _replace(db, table.name, table.key, old_rows, new_rows)
    # Last, since the rows that name them must be gone.
    _delete(db, "exercises", ("id",), own_before.keys() - own_after.keys())


def _replace(db: Database, table: str, keys: KeyColumns, old: Iterable[DbRow], new: Iterable[DbRow]) -> None:
    old_rows, new_rows = _by(keys, old), _by(keys, new)
    _upsert_changed(db, table, keys, old_rows, new_rows)
    _delete(db, table, keys, old_rows.keys() - new_rows.keys())


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
    stored = db.conn.execute(f"SELECT id, {TABLES['prescriptions'].columns} FROM prescriptions ORDER BY id").fetchall()
    changed = [
        mappers.prescription_row(new) | {"id": old[0]}
        for old, new in zip(stored, after.prescriptions, strict=False)
        if mappers.prescription(old[1:]) != new
    ]
    if changed:
        db.conn.executemany(_update("prescriptions", changed[0], "id"), changed)
    _delete(db, "prescriptions", ("id",), [(old[0],) for old in stored[len(after.prescriptions) :]])
    db.table("prescriptions").insert_all(mappers.prescription_row(new) for new in after.prescriptions[len(stored) :])


def _write_sets(
    db: Database, before: Mapping[date, list[SetLog]], after: Mapping[date, list[SetLog]], progress: Progress
) -> None:
    """By their ids. Where the sets of a day that were there are no longer in their order, all of that day are written.

    The order of the rows within a day is the one in which the sets were done.
    """
    after = _with_ids(before, after)
    deleted: list[tuple[object, ...]] = []
    changed: list[DbRow] = []
    added: list[DbRow] = []
    for day in sorted(before.keys() | after.keys()):
        old, new = {log.id: log for log in before.get(day, [])}, {log.id: log for log in after.get(day, [])}
        kept = [set_id for set_id in old if set_id in new]
        if kept != list(new)[: len(kept)]:
            kept = []
        deleted.extend((set_id,) for set_id in old if set_id not in kept)
        changed.extend(mappers.set_row(day, new[set_id]) for set_id in kept if new[set_id] != old[set_id])
        added.extend(mappers.set_row(day, log) for log in list(new.values())[len(kept) :])
    # First, since a set that was moved to another day is written there with the id that it has.
    _delete(db, "sets", ("uid",), deleted)
    rows = counted((*changed, *added), len(changed) + len(added), progress)
    if changed:
        db.conn.executemany(_update("sets", changed[0], "uid"), islice(rows, len(changed)))
    if added:
        db.conn.executemany(_insert("sets", added[0]), rows)


def _with_ids(before: Mapping[date, list[SetLog]], after: Mapping[date, list[SetLog]]) -> Mapping[date, list[SetLog]]:
    """`after` with an id for each set: where it has none, that of the set in its place, else a derived one."""
    taken = {log.id for logs in after.values() for log in logs}
    stored = taken | {log.id for logs in before.values() for log in logs}
    result = {}
    for day, logs in after.items():
        if all(log.id is not None for log in logs):
            result[day] = logs
            continue
        ids: list[str] = []
        in_place = [log.id for log in before.get(day, [])]
        for log, old, derived in zip_longest(logs, in_place[: len(logs)], derived_ids(day, logs)):
            if log.id is not None:
                ids.append(log.id)
                continue
            if old is not None and old not in taken:
                ids.append(old)
            else:
                ids.append(derived if derived not in stored else new_ids(1)[0])
            taken.add(ids[-1])
            stored.add(ids[-1])
        result[day] = [replace(log, id=set_id) for log, set_id in zip(logs, ids, strict=True)]
    return result


# One statement for many rows, as an import may bring a hundred thousand and sqlite_utils takes twice as long.


def _update(table: str, row: DbRow, key: str) -> str:
    """A statement for rows with the columns of `row`, among them `key`."""
    assignments = ", ".join(f"{column} = :{column}" for column in row if column != key)
    return f"UPDATE {table} SET {assignments} WHERE {key} = :{key}"


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


def _goal(history: History) -> list[DbRow]:
    return [{"number": 1, "text": history.goal}] if history.goal else []
