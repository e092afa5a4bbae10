"""The form in which a note on a set or on a day is written."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult

from tracker.core.errors import NotPossibleError
from tracker.core.model import SetLog
from tracker.service.day import recording
from tracker.service.merging import ChangedElsewhereError
from tracker.tui.widgets.forms.form import Form
from tracker.tui.widgets.forms.note_area import NoteArea


class NoteForm(Form):
    """Writes the note of the day `on`, or of its `set_log`; `name` is that of the day or of the exercise."""

    hint = "enter save · alt+enter new line · esc leave"

    def __init__(self, on: date, name: str, day_note: str, set_log: SetLog | None = None) -> None:
        super().__init__()
        self._on = on
        self._set_log = set_log
        self._note = day_note if set_log is None else set_log.note
        self.heading = f"Note: {name}"

    def fields(self) -> ComposeResult:
        yield NoteArea(self._note, placeholder="What is worth remembering")

    async def write(self) -> str:
        on, set_log, note, shown = self._on, self._set_log, self.note(), self._note
        if note == shown:
            raise NotPossibleError("Nothing is changed yet; esc leaves it as it is.")
        if set_log is None:
            return await self.run(lambda context: recording.set_day_note(context, on, note, shown))
        return await self.run(lambda context: recording.set_note(context, on, set_log.exercise, note, set_log))

    def rebase(self, problem: ChangedElsewhereError) -> None:
        self._note = problem.base.note
        if self._set_log is not None:
            self._set_log = problem.base
