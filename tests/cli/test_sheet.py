"""The command `sheet`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker


def test_the_sheet_has_the_plan_and_the_flare_plan(planned: Backtracker, tmp_path: Path) -> None:
    page = tmp_path / "sheet.html"
    assert planned("sheet", "-o", page).out == f"Wrote the plan of 2 exercises to {page}.\n"
    text = page.read_text(encoding="utf-8").replace("&nbsp;", " ")
    for part in (
        "<h2>1 Bird dog</h2>",
        "<h2>2 Knee rolls</h2>",
        "3 sets: 5, 3 and 1 repetitions, each held for 10 s, on both sides",
        "3 sets: 2, 1 and 1 repetitions",  # half, in a flare
        "3 sets: 3, 2 and 1 repetitions",  # three quarters, after it
        "At least 3, and 2 more than in the morning",
        "At least 6, and 2 more than in the morning",
        "numbness or tingling between the legs",
    ):
        assert part in text, part
    assert page.stat().st_mode & 0o777 == 0o600


def test_it_goes_by_the_settings_and_by_who_prescribed(planned: Backtracker, tmp_path: Path) -> None:
    planned("settings", "amber_from", "4")
    planned("plan", "set", "bird-dog", "--lock")
    planned("sheet", "-o", tmp_path / "sheet.html")
    text = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "At least 4, and 2 more" in text
    assert "Prescribed by a professional." in text
    assert "2, 1 and 1 repetitions" not in text


def test_an_empty_plan_is_no_sheet(run: Backtracker, tmp_path: Path) -> None:
    run("settings", "amber_from", "3")
    refused = run("sheet", "-o", tmp_path / "sheet.html", fails=1)
    assert "The plan is empty" in refused.err
    assert not (tmp_path / "sheet.html").exists()


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.md", "sheet"])
def test_another_ending_is_refused_in_words(planned: Backtracker, tmp_path: Path, name: str) -> None:
    refused = planned("sheet", "-o", tmp_path / name, fails=2)
    assert refused.err == (
        f"backtracker: {name}: give the file the ending .html; a browser prints it, or saves it as PDF.\n"
    )
    assert not (tmp_path / name).exists()
