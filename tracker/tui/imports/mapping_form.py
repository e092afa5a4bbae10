"""The form that asks which of our exercises those of another program are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Static, TextArea

from tracker.core.escape_control import escape_control
from tracker.service.files import exercise_names
from tracker.service.files.foreign_file import ForeignFile
from tracker.tui.widgets.forms.form import Form

HINT = "One line for each: its name there = the exercise here. Lines with nothing after the = are left out."


class MappingForm(Form):
    """Returns lines such as `Bird dogs=bird-dog`; a line that names no exercise keeps the form open."""

    heading = "Which exercise is each of these?"
    hint = "tab, then enter: go on · esc leave"

    def __init__(self, file: ForeignFile, proposals: dict[str, str]) -> None:
        super().__init__()
        self._file = file
        self._text = "\n".join(f"{escape_control(name)} = {exercise}" for name, exercise in proposals.items())

    def fields(self) -> ComposeResult:
        yield Static(HINT, classes="hint", markup=False)
        yield TextArea(self._text, id="text")
        yield Button(Content("Go on"), variant="primary", id="keep", compact=True)

    async def write(self) -> str:
        texts = [text for text in self.query_one(TextArea).text.splitlines() if text.strip()]
        await self.run(lambda context: exercise_names.read_mappings(context, self._file, texts))
        return "\n".join(texts)
