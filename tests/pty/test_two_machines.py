"""Two machines with a folder between them: what is done on one is seen on the other while both are open."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.pty.conftest import Home
from tests.support.terminal import ENTER
from tests.support.today import boxes

pytestmark = pytest.mark.pty


@pytest.fixture
def other(tmp_path: Path) -> Home:
    (tmp_path / "other").mkdir()
    return Home(tmp_path / "other")


def test_a_set_that_is_logged_here_is_shown_there_and_taken_back_from_here(
    home_with_plan: Home, other: Home, tmp_path: Path
) -> None:
    home, folder = home_with_plan, str(tmp_path / "folder")
    home.run("sync", folder)
    assert "1 plan entry" in other.run("sync", folder)
    with home.start(columns=110) as here, other.start(columns=110) as there:
        here.until(boxes("Clam", "□□□"))
        there.until(boxes("Clam", "□□□"))
        here.press(ENTER, boxes("Clam", "■□□"))
        there.until(boxes("Clam", "■□□"))
        there.until("1 set.")
        there.until("07:30 ")
        here.press("u", boxes("Clam", "□□□"))
        there.until(boxes("Clam", "□□□"))
    assert other.rows("SELECT count(*) FROM sets") == [(0,)]


def test_a_folder_that_is_gone_is_said_once_and_what_was_done_is_exchanged_when_it_is_back(
    home_with_plan: Home, other: Home, tmp_path: Path
) -> None:
    home, folder = home_with_plan, tmp_path / "folder"
    home.run("sync", str(folder))
    folder.rename(tmp_path / "elsewhere")
    with home.start(columns=110) as here:
        here.until("is not there, so")
        here.press(ENTER, boxes("Clam", "■□□"))
    assert "is not there" in home.run("sync", "--status")
    (tmp_path / "elsewhere").rename(folder)
    home.run("checkin", "1")
    assert "1 set" in other.run("sync", str(folder))
