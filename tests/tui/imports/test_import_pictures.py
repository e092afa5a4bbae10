"""The dialogs of an import look as they were agreed, at two sizes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.cli.test_import_tables import DIARY
from tests.exchange.imports.test_other_programs import BEARABLE, HEVY, HEVY_ROWS
from tests.support.waiting import until
from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.imports.test_import_flow import choose, showing
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.tui.app import BacktrackerApp
from tracker.tui.imports.choice_dialog import ChoiceDialog
from tracker.tui.imports.file_picker import FilePicker, FolderTree
from tracker.tui.imports.mapping_form import MappingForm
from tracker.tui.imports.preview_dialog import PreviewDialog
from tracker.tui.plan.screen import PlanScreen

Compare = Callable[..., bool]
Opened = Callable[[Pilot[None], Path], Awaitable[object]]
MORE = "".join(
    f'"Core","8 Apr 2026, 16:50","8 Apr 2026, 17:20","","{name}",,"",0,"normal",,5,,,\n'
    for name in ("Bird Dog", "Deadlift (Barbell)", "Glute Bridge", "Bulgarian Split Squat (Dumbbell), slow, left leg")
)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, context: AppContext) -> Path:
    """The home of a person who has begun, with what they may bring; the program opens on the plan."""
    folder = tmp_path / "home"
    for name in ("Documents", "Downloads"):
        (folder / name).mkdir(parents=True)
    (folder / "Schmerz.csv").write_bytes(DIARY.encode("cp1252"))
    (folder / "bearable.csv").write_text(BEARABLE.replace("22nd Sep", "2nd Jan"), encoding="utf-8")
    (folder / "hevy.csv").write_text(HEVY + HEVY_ROWS + MORE, encoding="utf-8")
    (folder / "pain.csv").write_text("day,back pain\n05/01/2025,3\n", encoding="utf-8")
    monkeypatch.setattr(BacktrackerApp, "DEFAULT_MODE", "plan")
    monkeypatch.setenv("HOME", str(folder))
    recording.check_in(context, MONDAY.date(), 0)
    return folder


async def picker(pilot: Pilot[None], home: Path) -> None:
    await showing(pilot, PlanScreen)
    cast(BacktrackerApp, pilot.app).action_import_file()
    dialog = await showing(pilot, FilePicker)
    tree = dialog.query_one(FolderTree)
    await until(pilot, lambda: len(tree.root.children) == len(list(home.iterdir())), "the files")


async def question(pilot: Pilot[None], home: Path) -> None:
    await picker(pilot, home)
    await choose(pilot, home / "pain.csv")
    await showing(pilot, ChoiceDialog)


async def preview(pilot: Pilot[None], home: Path) -> None:
    await picker(pilot, home)
    await choose(pilot, home / "Schmerz.csv")
    await showing(pilot, PreviewDialog)


async def names(pilot: Pilot[None], home: Path) -> None:
    await picker(pilot, home)
    await choose(pilot, home / "hevy.csv")
    form = await showing(pilot, MappingForm)
    form.query_one(TextArea).cursor_blink = False


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
@pytest.mark.parametrize("opened", [picker, question, preview, names])
def test_the_dialogs_of_an_import_look_as_they_were_agreed(
    snap_compare: Compare, make_app: MakeApp, home: Path, opened: Opened, size: tuple[int, int]
) -> None:
    async def run_before(pilot: Pilot[None]) -> None:
        await opened(pilot, home)

    assert snap_compare(make_app(), terminal_size=size, run_before=run_before)
