"""What can be written within one transaction of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from tracker.core.errors import NotPossibleError
from tracker.core.model import Answer, CheckIn, Decline, Exercise, History, Pause, Prescription, SetLog, Skip
from tracker.core.progress import Progress, ignore_progress
from tracker.storage import history_diff, mappers

if TYPE_CHECKING:
    from sqlite_utils import Database


class UnitOfWork:
    """The writes of one `Store.transaction`, valid until its block ends.

    A value that the tables refuse is raised as a StorageError by the transaction.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def add_sets(self, day: date, sets: Iterable[SetLog]) -> tuple[int, ...]:
        """Log sets on `day`, after those that are there, and return their new ids; an id that they have is ignored."""
        table = self._db.table("sets")
        return tuple(cast(int, table.insert(mappers.set_row(day, log)).last_pk) for log in sets)

    def update_set(self, id: int, day: date, log: SetLog) -> None:
        """Replace the set `id` by `log` on `day`. Raises NotPossibleError where it is gone."""
        from sqlite_utils.db import NotFoundError

        try:
            self._db.table("sets").update(id, dict(mappers.set_row(day, log)))
        except NotFoundError:
            raise NotPossibleError("That set is no longer there; it was deleted elsewhere.") from None

    def delete_sets(self, ids: Iterable[int]) -> None:
        """Delete sets; an id that is not there is ignored."""
        for set_id in ids:
            self._db.table("sets").delete_where("id = ?", [set_id])

    def put_session_note(self, day: date, note: str) -> None:
        """Set the note of a day's session; an empty one deletes it."""
        if note:
            self._db.table("session_notes").upsert({"date": day.isoformat(), "note": note}, pk="date")
        else:
            self._db.table("session_notes").delete_where("date = ?", [day.isoformat()])

    def put_checkin(self, checkin: CheckIn) -> None:
        """Set the check-in of its date."""
        self._db.table("checkins").upsert(mappers.checkin_row(checkin), pk="date")

    def delete_checkin(self, day: date) -> None:
        """Delete the check-in of that date, if there is one."""
        self._db.table("checkins").delete_where("date = ?", [day.isoformat()])

    def put_skip(self, skip: Skip) -> None:
        """Set the skip of its date and exercise."""
        self._db.table("skips").upsert(mappers.skip_row(skip), pk=("date", "exercise"))

    def delete_skip(self, day: date, exercise: str) -> None:
        """Delete the skip of that date and exercise, if there is one."""
        self._db.table("skips").delete_where("date = ? AND exercise = ?", [day.isoformat(), exercise])

    def put_decline(self, decline: Decline) -> None:
        """Set the decline of its date and exercise."""
        self._db.table("declined").upsert(mappers.decline_row(decline), pk=("date", "exercise"))

    def delete_decline(self, day: date, exercise: str) -> None:
        """Delete the decline of that date and exercise, if there is one."""
        self._db.table("declined").delete_where("date = ? AND exercise = ?", [day.isoformat(), exercise])

    def add_prescription(self, prescription: Prescription) -> None:
        """Write a prescription; it replaces an earlier one of the same exercise and start."""
        self._db.table("prescriptions").insert(mappers.prescription_row(prescription))

    def put_pause(self, pause: Pause) -> None:
        """Set the pause that starts on its day."""
        self._db.table("pauses").upsert(mappers.pause_row(pause), pk="start")

    def delete_pause(self, start: date) -> None:
        """Delete the pause that starts on that day, if there is one."""
        self._db.table("pauses").delete_where("start = ?", [start.isoformat()])

    def put_settings(self, values: Mapping[str, object]) -> None:
        """Set some settings by name; those that are not named stay."""
        self._db.table("settings").upsert_all((mappers.setting_row(*item) for item in values.items()), pk="name")

    def put_exercise(self, exercise: Exercise) -> None:
        """Set an exercise of the person's own, archived or not."""
        self._db.table("exercises").upsert(mappers.exercise_row(exercise), pk="id")

    def delete_exercise(self, id: str) -> None:
        """Delete an exercise of the person's own; refused while anything else names it (`Store.used`)."""
        self._db.table("exercises").delete_where("id = ? AND definition IS NOT NULL", [id])

    def put_answer(self, question: str, answer: str, day: date) -> None:
        """Set the answer to a question."""
        self._db.table("answers").upsert(mappers.answer_row(Answer(question, answer, day)), pk="question")

    def delete_answer(self, question: str) -> None:
        """Delete the answer to a question, if there is one."""
        self._db.table("answers").delete_where("question = ?", [question])

    def write_history(self, before: History, after: History, progress: Progress = ignore_progress) -> None:
        """Make the stored history equal to `after`, writing only the differences.

        `before` is `Store.history()`, read within the same transaction, or what another window wrote in between is
        lost. Of entries with the same key in `after` the last counts; sessions of one date are merged. The person's own
        exercises keep their stored order; built-in exercises are ignored.
        """
        history_diff.write(self._db, before, after, progress)
