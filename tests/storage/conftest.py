"""A store on a real file, for each test its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker.storage.migrations  # noqa: F401 - so that it need not be loaded with another user's rights
from tests.support.samples import LIBRARY
from tracker.storage.store import Store


@pytest.fixture(autouse=True)
def _quick_creation() -> None:
    """A new database is made as the program makes it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test is, or will be."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "backtracker.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store that gives up waiting for locks at once."""
    with Store(path, LIBRARY, timeout=0.05) as opened:
        yield opened


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that belongs to an ordinary user, as whom the test goes on: the rights of files mean nothing to root."""
    folder = Path(tempfile.mkdtemp())
    was_root = os.geteuid() == 0
    if was_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if was_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)
