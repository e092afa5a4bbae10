"""What can be written within one transaction of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.errors import NotPossibleError
from tracker.core.model import (
    Activity,
    Answer,
    AskedQuestion,
    CheckIn,
    Decline,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    History,
    Medication,
    Pause,
    Prescription,
    SetLog,
    Skip,
    TherapistQuestion,
)
from tracker.core.progress import Progress, ignore_progress
from tracker.storage import history_diff, mappers
from tracker.storage.set_ids import new_ids

if TYPE_CHECKING:
    from sqlite_utils import Database


class UnitOfWork:
    """The writes of one `Store.transaction`, valid until its block ends.

    A value that the tables refuse is raised as a StorageError by the transaction.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def add_sets(self, day: date, sets: Sequence[SetLog]) -> tuple[str, ...]:
        """Log sets on `day`, after those that are there, and return their new ids; an id that they have is ignored."""
        ids = new_ids(len(sets))
        self._db.table("sets").insert_all(
            mappers.set_row(day, log) | {"uid": set_id} for log, set_id in zip(sets, ids, strict=True)
        )
        return ids

    def update_set(self, id: str, day: date, log: SetLog) -> None:
        """Replace the set `id` by `log` on `day`. Raises NotPossibleError where it is gone."""
        table = self._db.table("sets")
        number = next(table.pks_and_rows_where("uid = ?", [id]), None)
        if number is None:
            raise NotPossibleError("That set is no longer there; it was deleted elsewhere.")
        table.update(number[0], dict(mappers.set_row(day, log)))

    def delete_sets(self, ids: Iterable[str]) -> None:
        """Delete sets; an id that is not there is ignored."""
        for set_id in ids:
            self._db.table("sets").delete_where("uid = ?", [set_id])

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

    def put_goal(self, text: str) -> None:
        """Set what the person wants back; an empty text deletes it."""
        if text:
            self._db.table("goal").upsert({"number": 1, "text": text}, pk="number")
        else:
            self._db.table("goal").delete_where()

    def put_activity(self, activity: Activity) -> None:
        """Set the activity of its name and first day."""
        self._db.table("activities").upsert(mappers.activity_row(activity), pk=("name", "start"))

    def delete_activity(self, name: str, start: date) -> None:
        """Delete the activity of that name and first day, if there is one."""
        self._db.table("activities").delete_where("name = ? AND start = ?", [name, start.isoformat()])

    def put_function_scores(self, scores: FunctionScores) -> None:
        """Set the scores of their date."""
        self._db.table("function_scores").upsert(mappers.function_row(scores), pk="date")

    def delete_function_scores(self, day: date) -> None:
        """Delete the scores of that date, if there are any."""
        self._db.table("function_scores").delete_where("date = ?", [day.isoformat()])

    def put_medication(self, medication: Medication) -> None:
        """Set the medication of its date."""
        self._db.table("medication").upsert(mappers.medication_row(medication), pk="date")

    def delete_medication(self, day: date) -> None:
        """Delete the medication of that date, if there is any."""
        self._db.table("medication").delete_where("date = ?", [day.isoformat()])

    def put_therapist_question(self, question: TherapistQuestion) -> None:
        """Set the question of its date and text."""
        row = mappers.therapist_question_row(question)
        self._db.table("therapist_questions").upsert(row, pk=("date", "text"))

    def delete_therapist_question(self, day: date, text: str) -> None:
        """Delete the question of that date and text, if there is one."""
        self._db.table("therapist_questions").delete_where("date = ? AND text = ?", [day.isoformat(), text])

    def put_asked_question(self, question: AskedQuestion) -> None:
        """Note that a question was put to the record on its date."""
        self._db.table("asked").upsert(mappers.asked_row(question), pk=("date", "question"))

    def put_exercise_mapping(self, mapping: ExerciseMapping) -> None:
        """Set which exercise that of another program is."""
        self._db.table("exercise_mappings").upsert(mappers.mapping_row(mapping), pk=("source", "name"))

    def delete_exercise_mapping(self, source: str, name: str) -> None:
        """Forget which exercise that of another program is, if it is known."""
        self._db.table("exercise_mappings").delete_where("source = ? AND name = ?", [source, name])

    def write_history(self, before: History, after: History, progress: Progress = ignore_progress) -> None:
        """Make the stored history equal to `after`, writing only the differences.

        `before` is `Store.history()`, read within the same transaction, or what another window wrote in between is
        lost. Of entries with the same key in `after` the last counts; sessions of one date are merged. The person's own
        exercises keep their stored order; built-in exercises are ignored.
        """
        history_diff.write(self._db, before, after, progress)
