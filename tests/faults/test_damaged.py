"""Databases damaged at random bytes and cut at random lengths: one sentence, nothing written, no traceback."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Backtracker
from tracker.cli import main
from tracker.clock import Clock
from tracker.core.model import CheckIn, SetLog
from tracker.service.context import open_context
from tracker.service.plan import planning

DAMAGES = 1000


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A month in a database."""
    path = tmp_path_factory.mktemp("whole") / "backtracker.db"
    context = open_context(path, Clock(datetime.fromisoformat(NOW)))
    planning.start_plan(context, planning.starter(context, "gentle"))
    with context.store.transaction("a month", "2026-11-22T06:00:00Z") as change:
        for back in range(30):
            day = context.today() - timedelta(back)
            change.put(CheckIn(day, back % 4))
            change.add_sets(day, [SetLog("bird-dog", reps=5, hold_s=10, pain=0, note="fine")] * 3)
    context.close()
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the damaged files are put; the program's own files are not the subject, and not checked."""
    monkeypatch.setattr("tracker.service.files.import_export.library_faults", lambda folder: [])
    path = tmp_path / "backtracker.db"
    monkeypatch.setenv("BACKTRACKER_NOW", NOW)
    monkeypatch.setenv("BACKTRACKER_DB", str(path))
    return path


def damaged(whole: bytes, seed: int) -> Iterator[bytes]:
    """The file with some bytes changed, or cut, or both, or with a page of it in the place of another."""
    chance = random.Random(seed)
    while True:
        length = len(whole) if chance.random() < 0.7 else chance.randrange(1, len(whole))
        content = bytearray(whole[:length])
        for _ in range(chance.choice((0, 1, 3, 30, 300))):
            content[chance.randrange(length)] = chance.randrange(256)
        if chance.random() < 0.2 and length > 8192:
            source, target = (chance.randrange(length // 4096) * 4096 for _ in range(2))
            content[target : target + 4096] = content[source : source + 4096]
        if content != whole:
            yield bytes(content)


def outcome(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit status of a command; whatever else it raises is a traceback."""
    monkeypatch.setattr(sys, "argv", ["backtracker", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_thousand_damaged_files_are_looked_at_without_a_traceback_and_without_a_trace(
    whole: bytes, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    statuses = []
    for number, content in zip(range(DAMAGES), damaged(whole, 3), strict=False):
        path.write_bytes(content)
        statuses.append((outcome(monkeypatch, "doctor"), outcome(monkeypatch, "today", "--json")))
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert path.read_bytes() == content, f"number {number} was written to"
        assert [file.name for file in path.parent.iterdir()] == [path.name]
        doctor, today = statuses[-1]
        assert doctor == 1 or today == 0, f"doctor did not tell: {printed.err}"
    assert sum(doctor for doctor, _ in statuses) > DAMAGES / 2


def test_nothing_is_logged_into_a_file_that_is_visibly_damaged(
    whole: bytes, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = 0
    for _, content in zip(range(100), damaged(whole, 4), strict=False):
        path.write_bytes(content)
        if outcome(monkeypatch, "log", "bird-dog", "5") == 0:
            continue
        refused += 1
        assert path.read_bytes() == content
        assert [file.name for file in path.parent.iterdir()] == [path.name]
        capsys.readouterr()
    assert refused > 50


def test_a_damaged_page_that_the_command_need_not_read_keeps_it_from_writing_all_the_same(
    planned: Backtracker,
) -> None:
    planned("log", "bird-dog", "5")
    content = planned.database.read_bytes()
    at = content.index(b"Bird dog: 1 set logged") // 4096 * 4096
    content = content[:at] + b"\xa5" * 4096 + content[at + 4096 :]
    planned.database.write_bytes(content)
    assert planned("today", "--json").json["exercises"], "what can be read is still shown"
    refused = planned("checkin", "0", fails=1)
    assert "is damaged" in refused.err
    assert "backup --restore" in refused.err
    assert "doctor --rescue" in refused.err
    assert planned.database.read_bytes() == content
