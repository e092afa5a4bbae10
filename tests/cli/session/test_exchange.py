"""A session in plain lines has what other machines wrote before it asks, and gives on what was answered."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.support.people import Person


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Person, Person]:
    """Two homes that exchange through a folder, with a plan of one exercise."""
    people = Person(tmp_path / "here"), Person(tmp_path / "there")
    people[0].run("plan", "set", "clam", "--reps", "8,8")
    for person in people:
        person.run("sync", str(tmp_path / "folder"))
    return people


def test_what_came_is_said_first_and_not_asked_again_and_what_was_answered_goes_out(
    pair: tuple[Person, Person],
) -> None:
    here, there = pair
    here.run("session", typed="2\n\n")  # the morning's pain, and a set
    said = there.run("session")
    assert "1 set and 1 check-in." in said.splitlines()[0]
    assert "Clam, set 2 of 2" in said
    assert "this morning?" not in said


def test_a_folder_that_is_gone_does_not_end_the_session(pair: tuple[Person, Person], tmp_path: Path) -> None:
    here, there = pair
    (tmp_path / "folder").rename(tmp_path / "elsewhere")
    assert "Everything is saved." in here.run("session", typed="2\n\n")
    (tmp_path / "elsewhere").rename(tmp_path / "folder")
    here.run("session")
    assert "1 set and 1 check-in." in there.run("sync")


def test_a_database_that_is_named_is_not_exchanged(pair: tuple[Person, Person], tmp_path: Path) -> None:
    here, there = pair
    here.run("--db", here.database, "session", typed="2\n\n")
    assert "Nothing new came." in there.run("sync")
