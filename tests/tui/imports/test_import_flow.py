"""Importing a file from the palette: chosen, asked, seen before, stored once, taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from tests.exchange.imports.test_apple_health import PAIN, export
from tests.exchange.imports.test_other_programs import HEVY, HEVY_ROWS
from tests.support.waiting import text_of, until
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.core.model import SetLog
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.files import exercise_names, imports
from tracker.service.files.foreign_file import read_foreign
from tracker.service.files.import_options import ImportOptions
from tracker.tui.app import BacktrackerApp
from tracker.tui.imports.choice_dialog import ChoiceDialog
from tracker.tui.imports.file_picker import FilePicker, FolderTree
from tracker.tui.imports.mapping_form import MappingForm
from tracker.tui.imports.preview_dialog import PreviewDialog
from tracker.tui.plan.screen import PlanScreen

Shown = TypeVar("Shown", bound=Screen[Any])


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, context: AppContext) -> None:
    """The program opens on the plan of a person who has begun, whose home is a folder of the test."""
    monkeypatch.setattr(BacktrackerApp, "DEFAULT_MODE", "plan")
    monkeypatch.setenv("HOME", str(tmp_path))
    recording.check_in(context, MONDAY.date(), 0)


@asynccontextmanager
async def picking(make_app: MakeApp) -> AsyncIterator[Pilot[None]]:
    """The app with the dialog for the file open."""
    async with make_app().run_test(size=(80, 24)) as pilot:
        await showing(pilot, PlanScreen)
        cast(BacktrackerApp, pilot.app).action_import_file()
        await showing(pilot, FilePicker)
        yield pilot


async def showing(pilot: Pilot[None], kind: type[Shown]) -> Shown:
    """The screen that is in front, once it is of a kind and composed."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted, kind.__name__)
    await pilot.pause()
    return cast(Shown, pilot.app.screen)


async def choose(pilot: Pilot[None], path: Path) -> None:
    """Write the path of a file and open it."""
    pilot.app.screen.query_one("#path", Input).value = str(path)
    await pilot.press("enter")


def message(pilot: Pilot[None]) -> str:
    """The sentence above the keys."""
    return str(pilot.app.screen.query_one("#sentence", Static).content)


async def test_a_table_of_pain_is_asked_for_seen_and_stored(
    make_app: MakeApp, context: AppContext, tmp_path: Path
) -> None:
    path = tmp_path / "pain.csv"
    path.write_text("day,back pain\n05/01/2026,3\n06/01/2026,x\n", encoding="utf-8")
    async with picking(make_app) as pilot:
        await choose(pilot, path)
        await showing(pilot, ChoiceDialog)
        await pilot.press("enter")  # the day comes first
        await until(pilot, lambda: "scale" in str(pilot.app.screen.query_one(Static).content))
        await pilot.press("enter")  # 0-10
        rows = await showing(pilot, PreviewDialog)
        assert "line 3: 'x' is no score" in str(rows.query_one("#lines", Static).content)
        await pilot.press("enter")
        await until(pilot, lambda: "would be added" in str(pilot.app.screen.query_one("#lines", Static).content))
        assert context.store.history().checkins[0].date == MONDAY.date()
        await pilot.press("enter")
        await showing(pilot, PlanScreen)
        await until(pilot, lambda: message(pilot) == "Check-ins: 1 added, 1 left as it was.")
    first, _ = context.store.history().checkins
    assert (str(first.date), first.pain) == ("2026-01-05", 3)


async def test_workouts_are_mapped_on_lines_of_which_the_nearest_are_proposed(
    make_app: MakeApp, context: AppContext, tmp_path: Path
) -> None:
    path = tmp_path / "hevy.csv"
    path.write_text(HEVY + HEVY_ROWS, encoding="utf-8")
    async with picking(make_app) as pilot:
        await choose(pilot, path)
        form = await showing(pilot, MappingForm)
        area = form.query_one(TextArea)
        assert area.text == "Plank = plank\nSquat, slow = squat"
        area.text = "Plank = xyzzy"
        await form.action_save()
        assert "no exercise 'xyzzy'" in str(form.query_one("#faults", Static).content)
        area.text = "Plank = plank\nSquat, slow ="
        await form.action_save()
        await showing(pilot, PreviewDialog)
        with closing(sqlite3.connect(context.store.path)) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("enter")
            await until(pilot, lambda: "is using the database" in text_of(pilot.app))
            other.execute("ROLLBACK")
        await pilot.press("enter")
        await showing(pilot, PlanScreen)
        await until(pilot, lambda: message(pilot) == "Sets: 1 added, their pain unknown.")
        assert [logged.exercise for session in context.store.history().sessions for logged in session.sets] == ["plank"]
        await pilot.press("u")
        await until(pilot, lambda: "the import of hevy.csv" in message(pilot))
    assert context.store.history().sessions == ()


async def test_another_database_is_seen_before_merged_and_taken_back(
    make_app: MakeApp, context: AppContext, tmp_path: Path
) -> None:
    path = tmp_path / "x.sync-conflict-20260105-073000-ABCDEF.db"
    context.store.backup(path)
    with closing(open_context(path, Clock(MONDAY))) as other, other.write("A set") as work:
        work.add_sets(MONDAY.date(), [SetLog("plank", 1, hold_s=20)])
    async with picking(make_app) as pilot:
        await choose(pilot, path)
        preview = await showing(pilot, PreviewDialog)
        assert "Sets: 1 would be added." in str(preview.query_one("#lines", Static).content)
        await pilot.press("enter")
        await until(pilot, lambda: "Sets: 1 added." in message(pilot))
        await pilot.press("u")
        await until(pilot, lambda: f"the import of {path.name}" in message(pilot))
    assert context.store.history().sessions == ()


async def test_a_damaged_database_is_said_and_stores_nothing(
    make_app: MakeApp, context: AppContext, tmp_path: Path
) -> None:
    path = tmp_path / "copy.db"
    context.store.backup(path)
    path.write_bytes(path.read_bytes()[:9000])
    before = context.store.history()
    async with picking(make_app) as pilot:
        await choose(pilot, path)
        await showing(pilot, PlanScreen)
        await until(pilot, lambda: "is damaged" in message(pilot))
    assert context.store.history() == before


async def test_what_was_said_last_time_is_proposed(make_app: MakeApp, context: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "hevy.csv"
    path.write_text(HEVY + HEVY_ROWS, encoding="utf-8")
    file = read_foreign(path, ImportOptions(), MONDAY.date())
    imports.import_foreign(
        context, file, exercise_names.read_mappings(context, file, ["Plank = side-bridge", "Squat, slow ="])
    )
    async with picking(make_app) as pilot:
        await choose(pilot, path)
        form = await showing(pilot, MappingForm)
        area = form.query_one(TextArea)
        assert area.text == "Plank = side-bridge\nSquat, slow = "
        area.text = "Squat, slow = squat"  # a line that is deleted is left out
        await form.action_save()
        await showing(pilot, PreviewDialog)
        await pilot.press("enter")
        await showing(pilot, PlanScreen)
    matches = {match.name: match.exercise for match in context.store.exercise_mappings()}
    assert matches == {"Plank": None, "Squat, slow": "squat"}


async def test_what_is_left_stores_nothing_and_what_is_no_import_is_said(
    make_app: MakeApp, context: AppContext, tmp_path: Path
) -> None:
    (tmp_path / "pain.csv").write_text("date,pain\n2026-01-05,3\n", encoding="utf-8")
    (tmp_path / "photo.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    async with picking(make_app) as pilot:
        await choose(pilot, tmp_path / "nothing.csv")
        await until(pilot, lambda: "There is no file" in str(pilot.app.screen.query_one("#faults", Static).content))
        await choose(pilot, tmp_path / "pain.csv")
        await showing(pilot, PreviewDialog)
        await pilot.press("escape")
        await showing(pilot, PlanScreen)
        assert len(context.store.history().checkins) == 1
        cast(BacktrackerApp, pilot.app).action_import_file()
        await showing(pilot, FilePicker)
        await choose(pilot, tmp_path / "photo.csv")
        await showing(pilot, PlanScreen)
        await until(pilot, lambda: "no table with a date and a pain score" in message(pilot))


async def test_the_tree_shows_folders_and_files_that_may_be_imported(make_app: MakeApp, tmp_path: Path) -> None:
    for name in ("pain.csv", "all.json", "photo.jpg", ".hidden.csv"):
        (tmp_path / name).write_text("date,pain\n2026-01-05,3\n", encoding="utf-8")
    async with picking(make_app) as pilot:
        tree = pilot.app.screen.query_one(FolderTree)
        await until(pilot, lambda: len(tree.root.children) >= 2, "the files")
        labels = {str(node.label) for node in tree.root.children}
        assert {"pain.csv", "all.json"} <= labels
        assert not labels & {"photo.jpg", ".hidden.csv"}
        node = next(node for node in tree.root.children if str(node.label) == "pain.csv")
        tree.focus()
        tree.move_cursor(node)
        await pilot.press("enter")
        await showing(pilot, PreviewDialog)


async def test_how_much_of_a_large_export_is_read_is_said(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.tui.imports.import_flow.LARGE", 1)
    said: list[str] = []
    monkeypatch.setattr(PlanScreen, "say", lambda screen, sentence, **_: said.append(sentence))
    path = tmp_path / "export.xml"
    path.write_text(export(PAIN.format(at="2026-04-01 07:10:00", severity="Mild")), encoding="utf-8")
    async with picking(make_app) as pilot:
        await choose(pilot, path)
        await until(pilot, lambda: "Reading export.xml: 100 %" in said)
        await pilot.press("escape")
