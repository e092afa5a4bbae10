"""The dialog in which the file to be imported is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import DirectoryTree, Static

from tracker.core.errors import UsageError
from tracker.paths import expanded
from tracker.service.files.foreign_file import SUFFIXES
from tracker.tui.widgets.forms.form import Field, Form, line

SHOWN_SUFFIXES = SUFFIXES - {""} | {".json", ".txt"}
HINT = (
    "A table of pain scores, a history document, or an export of Loop, Hevy, Strong, FitNotes, Fitbod, HabitBull, "
    "Bearable, Daylio, Garmin, Strava or Apple Health. You see what is in it before anything is stored."
)


class FolderTree(DirectoryTree):
    """Folders and the files that may be imported, without hidden ones."""

    # No emoji, on whose width terminals do not agree.
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """The paths to show."""
        return [
            path
            for path in paths
            if not path.name.startswith(".") and (path.is_dir() or path.suffix.lower() in SHOWN_SUFFIXES)
        ]


class FilePicker(Form):
    """Returns the path of a file or folder that is there, or None if it was cancelled."""

    heading = "Import a file"
    hint = "enter open · tab to the folders below · esc leave"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def fields(self) -> ComposeResult:
        yield Static(HINT, classes="hint", markup=False)
        yield Field("File", line("", "path", placeholder="its path, or choose it below"))
        yield FolderTree(self._folder)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """A file was chosen in the tree."""
        event.stop()
        self.dismiss(str(event.path))

    async def write(self) -> str:
        text = self.text("path")
        if not text:
            raise UsageError("Write the path of the file, or choose the file below.")
        path = expanded(text)
        if not path.exists():
            raise UsageError(f"There is no file {text!r}.")
        return str(path)
