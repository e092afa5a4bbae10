"""The bar of what lasts: on stderr, at a terminal, and only after a moment."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tracker.cli import progress_bars

DAYS = 40


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A history document of some weeks."""
    sessions = [
        {"date": f"2026-{1 + at // 28:02}-{1 + at % 28:02}", "sets": [{"exercise": "bird-dog", "reps": 5}]}
        for at in range(DAYS)
    ]
    path = tmp_path / "history.json"
    path.write_text(json.dumps({"format": "backtracker-history", "version": 1, "sessions": sessions}), encoding="utf-8")
    return path


def look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone looks at stderr, and has waited long enough."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(progress_bars, "SHOWN_AFTER_S", -1.0)


def test_an_import_that_lasts_shows_how_far_it_has_read_and_written(
    run: Backtracker, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(monkeypatch)
    message = run("import", document)
    reading, writing = message.err.split("Writing", 1)
    assert "Reading" in reading
    assert "100%" in reading
    assert "100%" in writing
    assert message.out.startswith(f"Sets: {DAYS} added.\n")


def test_an_import_that_is_over_in_a_moment_shows_no_bar(
    run: Backtracker, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run("import", document).err == ""


def test_without_a_terminal_there_is_no_bar_however_long_it_lasts(
    run: Backtracker, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_bars, "SHOWN_AFTER_S", -1.0)
    assert run("import", document).err == ""


def test_the_moment_counts_from_the_beginning_of_all_parts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    clock = count(0.0, progress_bars.SHOWN_AFTER_S / 4)
    monkeypatch.setattr(progress_bars, "monotonic", lambda: next(clock))
    watch = progress_bars.bars()
    with watch("First") as progress:
        progress(1, 3)
        progress(2, 3)
    with watch("Second") as progress:
        for done in (1, 2, 3, 4, 5):
            progress(done, 5)
    shown = capsys.readouterr().err
    assert "First" not in shown
    assert "100%" in shown.partition("Second")[2]
