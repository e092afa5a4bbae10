"""What an exercise of another program is here is said once, remembered, and taken back with the import."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.cli.test_import_loop import in_a_terminal
from tests.exchange.imports.test_other_programs import GARMIN, HEVY, HEVY_ROWS
from tracker.clock import Clock
from tracker.service.context import open_context
from tracker.service.files.exercise_names import nearest


@pytest.fixture
def hevy(tmp_path: Path) -> Path:
    """An export of Hevy with a plank and a squat on 8 April."""
    path = tmp_path / "hevy.csv"
    path.write_text(HEVY + HEVY_ROWS, encoding="utf-8")
    return path


def a_day_later(path: Path) -> None:
    """The next export, with the sets of 9 April as well."""
    path.write_text(HEVY + HEVY_ROWS + HEVY_ROWS.replace("8 Apr", "9 Apr"), encoding="utf-8")


def remembered(run: Backtracker) -> dict[str, str | None]:
    """The exercise that each name of Hevy is, as the history document has it."""
    path = run.database.with_name("all.json")
    run("export", path)
    matches = json.loads(path.read_text(encoding="utf-8"))["mappings"]
    assert {match["from"] for match in matches} <= {"hevy"}
    return {match["name"]: match["exercise"] for match in matches}


def logged(run: Backtracker, on: str) -> set[str]:
    """The exercises that have sets on a day."""
    return {row["exercise"] for row in run("today", "--on", on, "--json").json["exercises"] if row["logged"]}


def test_what_was_said_is_taken_for_the_next_import_and_shown(run: Backtracker, hevy: Path) -> None:
    message = run("import", hevy, "--map", "Plank=plank", "--map", "Squat, slow=").out
    assert "These choices are remembered for the next import." in message
    assert remembered(run) == {"Plank": "plank", "Squat, slow": None}
    a_day_later(hevy)
    preview = run("import", hevy, "--dry-run").out
    assert "Plank: done on 2 days, 8 April to 9 April, as Plank (as last time): 1 day would be added" in preview
    assert "Squat, slow: done on 2 days, 8 April to 9 April, left out (as last time)." in preview
    assert "remembered" not in preview
    run("import", hevy)
    assert logged(run, "2026-04-09") == {"plank"}


def test_an_import_that_brings_nothing_but_the_names_is_undone_too(run: Backtracker, hevy: Path) -> None:
    run("checkin", "1")
    run("import", hevy, "--map", "Plank=", "--map", "Squat, slow=")
    assert remembered(run) == {"Plank": None, "Squat, slow": None}
    assert "the import of hevy.csv" in run("undo").out
    assert remembered(run) == {}


def test_those_that_are_not_named_are_remembered_as_left_out(run: Backtracker, hevy: Path) -> None:
    run("import", hevy, "--map", "Plank=plank")
    assert remembered(run) == {"Plank": "plank", "Squat, slow": None}


def test_map_given_again_replaces_what_was_remembered_and_is_one_change_with_the_sets(
    run: Backtracker, hevy: Path
) -> None:
    run("import", hevy, "--map", "Plank=plank")
    a_day_later(hevy)
    run("import", hevy, "--map", "Squat, slow=squat")
    assert remembered(run) == {"Plank": "plank", "Squat, slow": "squat"}
    assert logged(run, "2026-04-09") == {"plank", "squat"}
    run("undo")
    assert remembered(run) == {"Plank": "plank", "Squat, slow": None}
    assert logged(run, "2026-04-09") == set()


def test_only_names_that_are_new_have_to_be_said(run: Backtracker, hevy: Path) -> None:
    run("import", hevy, "--map", "Plank=plank")
    hevy.write_text(HEVY + HEVY_ROWS + HEVY_ROWS.replace("Plank", "Side Bridge"), encoding="utf-8")
    refused = run("import", hevy, fails=2).err
    assert "has the exercises 'Side Bridge' (1 day). Say which" in refused
    assert "--map 'Plank=plank'" not in refused
    message = in_a_terminal("y\ny\n", "import", hevy)
    assert "Side Bridge (y for side-bridge)" in message
    assert "Squat, slow (y" not in message
    assert remembered(run) == {"Plank": "plank", "Side Bridge": "side-bridge", "Squat, slow": None}


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("Plank", "plank"), ("Squat (Barbell)", "squat"), ("Squat, slow", "squat"), ("Bird dogs", "bird-dog"),
        ("Walking", "walk"), ("SIDE BRIDGE", "side-bridge"), ("Bench Press (Barbell)", None), ("Chin Up", None),
        ("Seated Row (Machine)", None), ("Bulgarian Split Squat", None), ("Reverse Plank", None), ("(?)", None),
    ],
)  # fmt: skip
def test_only_a_name_with_the_same_words_is_proposed(run: Backtracker, name: str, proposed: str | None) -> None:
    run("checkin", "1")
    with closing(open_context(run.database, Clock())) as context:
        near = nearest(context, name)
    assert (near.id if near else None) == proposed


def test_a_preview_remembers_nothing_and_a_walk_needs_no_memory(run: Backtracker, hevy: Path, tmp_path: Path) -> None:
    run("checkin", "1")
    preview = run("import", hevy, "--map", "Plank=plank", "--dry-run").out
    assert "These choices would be remembered for the next import." in preview
    (tmp_path / "Activities.csv").write_text(GARMIN, encoding="utf-8")
    run("import", tmp_path / "Activities.csv")
    assert remembered(run) == {}


def test_a_walk_that_is_left_out_once_can_be_a_walk_again(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "Activities.csv").write_text(GARMIN, encoding="utf-8")
    run("import", tmp_path / "Activities.csv", "--map", "Walk=")
    assert "left out (as last time)" in run("import", tmp_path / "Activities.csv").out
    run("import", tmp_path / "Activities.csv", "--map", "Walk=walk")
    assert logged(run, "2026-04-08") == {"walk"}
