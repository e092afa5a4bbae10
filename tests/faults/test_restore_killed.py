"""A restore that is killed at any point leaves the old database or the new one, never none and never a mixture."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.database_faults import database_faults
from tests.support.killed_at_event import killed_after
from tests.support.samples import everything
from tracker.clock import Clock
from tracker.service.files.backups import restore
from tracker.service.files.daily_backup import daily_backup

MOST_EVENTS = 400
NOW = datetime(2026, 11, 22, 7, 30)


def _damaged(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[:4096] + b"\xa5" * 8192 + content[12288:])


def _damaged_with_a_journal(database: Path) -> None:
    """A program was killed in a change, too."""
    with closing(sqlite3.connect(database, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE sets SET note = hex(randomblob(900))")
        conn.execute("UPDATE exercises SET archived = archived")
        for suffix in ("", "-journal"):
            shutil.copy(f"{database}{suffix}", f"{database}{suffix}.copy")
        conn.execute("ROLLBACK")
    for suffix in ("", "-journal"):
        Path(f"{database}{suffix}.copy").replace(f"{database}{suffix}")
    content = bytearray(database.read_bytes())
    content[4096:8192] = b"\xa5" * 4096
    database.write_bytes(content)


def _sound(database: Path) -> None:
    """One in which a change is made instead."""


def _missing(database: Path) -> None:
    database.unlink()


@pytest.mark.parametrize("make", [_damaged, _damaged_with_a_journal, _sound, _missing])
def test_a_restore_killed_at_any_point_leaves_the_old_database_or_the_new(
    planned: Backtracker, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    planned("log", "bird-dog", "5", "3")
    assert daily_backup(planned.database, date(2026, 11, 22)) is not None
    new = everything(planned.database)
    planned("log", "knee-rolls", *["4"] * 30)
    old = everything(planned.database) if make is _sound else None
    make(planned.database)
    begin = {file: file.read_bytes() for file in planned.database.parent.rglob("*") if file.is_file()}
    states = set()
    for count in range(MOST_EVENTS):
        shutil.rmtree(planned.database.parent)
        for file, content in begin.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        killed = killed_after(
            planned.database.parent, count, lambda: restore(planned.database, Clock(NOW), "2026-11-22")
        )
        if make is _missing and not planned.database.exists():
            states.add("old")
        elif database_faults(planned.database) == [] and everything(planned.database) in (new, old):
            states.add("new" if everything(planned.database) == new else "old")
        else:
            assert make in (_damaged, _damaged_with_a_journal)
            assert planned.database.read_bytes()[4096:8192] == b"\xa5" * 4096, f"neither old nor new after {count}"
            states.add("old")
        if not killed:
            break
    assert not killed
    assert states == {"old", "new"}
    assert database_faults(planned.database) == []
    assert everything(planned.database) == new


def test_what_a_killed_restore_has_left_is_gone_after_the_next(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5", "3")
    assert daily_backup(planned.database, date(2026, 11, 22)) is not None
    planned.database.unlink()
    folder = planned.database.parent

    def hidden() -> list[Path]:
        return [file for file in folder.iterdir() if file.name.startswith(".")]

    count = 0
    while not hidden():
        assert killed_after(folder, count, lambda: restore(planned.database, Clock(NOW), "2026-11-22"))
        count += 1
    planned("backup", "--restore", "2026-11-22")
    assert hidden() == []
