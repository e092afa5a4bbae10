"""What can be written within one transaction of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.errors import NotPossibleError
from tracker.core.model import History, Medication, Prescription, SetLog
from tracker.core.progress import Progress, ignore_progress
from tracker.storage import history_diff, mappers
from tracker.storage.set_ids import new_ids
from tracker.storage.tables import TABLE_OF, KeyedValue

if TYPE_CHECKING:
    from sqlite_utils import Database


class UnitOfWork:
    """The writes of one `Store.transaction`, valid until its block ends.

    A value that the tables refuse is raised as a StorageError by the transaction.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, *values: KeyedValue) -> None:
        """Write values; each replaces the one of its key (`storage/tables.py`), such as the check-in of its date."""
        for value in values:
            table = TABLE_OF[type(value)]
            self._db.table(table.name).upsert(table.to_row(value), pk=table.key)

    def delete(self, kind: type[KeyedValue], *key: date | str) -> None:
        """Delete the value of that key, if there is one: `delete(Skip, day, exercise)`.

        An exercise of the person's own is refused while anything else names it (`Store.used`).
        """
        table = TABLE_OF[kind]
        self._db.table(table.name).delete_where(table.key_condition, [str(part) for part in key])

    def add_sets(self, day: date, sets: Sequence[SetLog]) -> tuple[str, ...]:
        """Log sets on `day`, after those that are there, and return their new ids; an id that they have is ignored."""
        ids = new_ids(len(sets))
        self._db.table("sets").insert_all(
            mappers.set_row(day, replace(log, id=set_id)) for log, set_id in zip(sets, ids, strict=True)
        )
        return ids

    def update_set(self, day: date, log: SetLog) -> None:
        """Put `log` in place of the set with its id, on `day`. Raises NotPossibleError where there is none."""
        table = self._db.table("sets")
        number = next(table.pks_and_rows_where("uid = ?", [log.id]), None)
        if number is None:
            raise NotPossibleError("That set is no longer there; it was deleted elsewhere.")
        table.update(number[0], mappers.set_row(day, log))

    def delete_set(self, id: str | None) -> None:
        """Delete the set with an id, if there is one."""
        self._db.table("sets").delete_where("uid = ?", [id])

    def put_session_note(self, day: date, note: str) -> None:
        """Set the note of a day's session; an empty one deletes it."""
        if note:
            self._db.table("session_notes").upsert({"date": day.isoformat(), "note": note}, pk="date")
        else:
            self._db.table("session_notes").delete_where("date = ?", [day.isoformat()])

    def put_medication(self, day: date, text: str) -> None:
        """Set what is noted of a day as taken; an empty text deletes it."""
        if text:
            self.put(Medication(day, text))
        else:
            self.delete(Medication, day)

    def add_prescription(self, prescription: Prescription) -> None:
        """Write a prescription; it replaces an earlier one of the same exercise and start."""
        self._db.table("prescriptions").insert(mappers.prescription_row(prescription))

    def put_settings(self, values: Mapping[str, object]) -> None:
        """Set some settings by name; those that are not named stay."""
        self._db.table("settings").upsert_all((mappers.setting_row(*item) for item in values.items()), pk="name")

    def put_goal(self, text: str) -> None:
        """Set what the person wants back; an empty text deletes it."""
        if text:
            self._db.table("goal").upsert({"number": 1, "text": text}, pk="number")
        else:
            self._db.table("goal").delete_where()

    def write_history(self, before: History, after: History, progress: Progress = ignore_progress) -> None:
        """Make the stored history equal to `after`, writing only the differences.

        `before` is `Store.history()`, read within the same transaction, or what another window wrote in between is
        lost. Of entries with the same key in `after` the last counts; sessions of one date are merged. The person's own
        exercises keep their stored order; built-in exercises are ignored.
        """
        history_diff.write(self._db, before, after, progress)
