"""The state of the exchange, read from a file that is sound and from one that is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tracker.storage.errors import DamagedDatabaseError
from tracker.storage.store import Store
from tracker.storage.sync.state import Setup

SETUP = Setup("a.db", "folder", "machine", "name", "host", 0, ("token",), "")


def test_a_setup_comes_back_as_it_was(store: Store) -> None:
    with store.merging() as state:
        state.put_setup(SETUP)
    with store.sync_state() as state:
        assert state.setup() == SETUP


def test_a_setup_that_cannot_be_read_back_is_damage(store: Store, path: Path) -> None:
    with store.merging() as state:
        state.put_setup(SETUP)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE sync_setup SET tokens = '['")
        conn.commit()
    with pytest.raises(DamagedDatabaseError), store.sync_state() as state:
        state.setup()


@pytest.mark.parametrize("fault", [TypeError, ValueError, KeyError])
def test_a_fault_of_the_program_is_not_taken_for_damage(store: Store, fault: type[Exception]) -> None:
    with pytest.raises(fault), store.sync_state():
        raise fault
