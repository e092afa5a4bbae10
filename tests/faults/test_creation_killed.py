"""A new database is there whole or not at all, and whoever is killed while making it leaves nothing for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.database_faults import database_faults
from tests.support.killed_at_event import killed_after
from tests.support.samples import AT, DAY, LIBRARY
from tracker.core.model import CheckIn
from tracker.storage import store as module
from tracker.storage.store import Store

MOST_EVENTS = 200


def test_what_a_killed_program_has_made_of_a_database_is_gone_after_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    database = folder / "my [1]*.db"
    unfinished = 0
    for count in range(MOST_EVENTS):
        was_killed = killed_after(folder, count, lambda: Store(database, LIBRARY).close())
        unfinished += len(list(folder.iterdir())) > database.exists()
        assert not database.exists() or database_faults(database) == []
        Store(database, LIBRARY).close()
        assert list(folder.iterdir()) == [database]
        database.unlink()
        if not was_killed:
            break
    assert not was_killed
    assert unfinished > 2


def test_files_of_others_that_are_named_alike_are_left_alone(tmp_path: Path) -> None:
    database, others = tmp_path / "my.db", (".my.db.swp", ".other.db.new-abc", "my.db.new-abc", ".my.db.new")
    for name in others:
        (tmp_path / name).touch()
    Store(database, LIBRARY).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((*others, "my.db"))


def test_of_two_programs_that_make_it_at_once_the_first_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, link = tmp_path / "my.db", module._link

    def be_second(source: Path, target: Path) -> None:
        monkeypatch.setattr(module, "_link", link)
        with Store(database, LIBRARY) as first, first.transaction("Morning", AT) as change:
            change.put(CheckIn(DAY, 2))
        link(source, target)

    monkeypatch.setattr(module, "_link", be_second)
    with Store(database, LIBRARY) as second:
        assert [checkin.pain for checkin in second.history().checkins] == [2]
    assert list(tmp_path.iterdir()) == [database]
