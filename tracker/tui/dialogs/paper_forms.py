"""The forms that write the report and the sheet to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Label

from tracker.core.errors import UsageError
from tracker.core.input.parsing import read_whole
from tracker.service.history.reporting import MOST_WEEKS, report
from tracker.service.plan.plan_sheet import sheet
from tracker.tui.widgets.forms.form import Field, Form, line

WEEKS = 26
PRINTED = "A browser prints it, or saves it as PDF."
REPLACED = "A file of that name is replaced."


class FileForm(Form):
    """Asks where a file is to be written; a subclass gives the `name_of_file` that is proposed."""

    name_of_file = ""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def fields(self) -> ComposeResult:
        """The file, in the home folder unless another is typed."""
        yield Field("File", line(f"~/backtracker-{self.name_of_file}-{self._today}.html", "file"))
        yield Label(PRINTED, markup=False)
        yield Label(REPLACED, markup=False)

    def path(self) -> Path:
        """The file as typed, with ~ for the home folder. Raises UsageError where there is none."""
        text = self.text("file")
        if not text:
            raise UsageError("Say where to write it, such as ~/report.html.")
        return Path.home() / text[2:] if text.startswith("~/") else Path.home() / text


class ReportForm(FileForm):
    """Writes the report for a doctor or therapist."""

    heading = "A report for your doctor or therapist"
    name_of_file = "report"

    def fields(self) -> ComposeResult:
        """On how many weeks, and the file."""
        yield Field("Weeks", line(str(WEEKS), "weeks", classes="number"))
        yield from super().fields()

    async def write(self) -> str:
        """Write the file."""
        weeks, path = read_whole(self.text("weeks"), "Weeks"), self.path()
        if not 1 <= weeks <= MOST_WEEKS:
            raise UsageError(f"Weeks: write a number from 1 to {MOST_WEEKS}.")
        return await self.run(lambda context: report(context, path, weeks))


class SheetForm(FileForm):
    """Writes the plan on paper."""

    heading = "The plan on paper"
    name_of_file = "plan"

    async def write(self) -> str:
        """Write the file."""
        path = self.path()
        return await self.run(lambda context: sheet(context, path))


FORMS: dict[str, type[FileForm]] = {form.name_of_file: form for form in (ReportForm, SheetForm)}
