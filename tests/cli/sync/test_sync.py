"""The command `sync`, and what the other commands do where it is set up."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.people import Person


@pytest.fixture
def exchanged(planned: Backtracker, tmp_path: Path) -> Backtracker:
    """Commands on a database with a plan that is exchanged through `folder`."""
    pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")
    planned("sync", tmp_path / "folder")
    return planned


def own_file(tmp_path: Path) -> Path:
    (path,) = tmp_path.glob("folder/*/*.sync")
    return path


def test_doctor_looks_at_the_folder(exchanged: Backtracker, tmp_path: Path) -> None:
    assert exchanged("doctor").out.count("\n") == 1
    own_file(tmp_path).unlink()
    done = exchanged("doctor", fails=1)
    assert "is missing." in done.out
    assert "1 fault found" in done.err
    exchanged("sync", tmp_path / "folder")
    assert "is sound" in exchanged("doctor").out


def test_doctor_says_that_a_folder_is_not_there_and_finds_no_fault_in_that(
    exchanged: Backtracker, tmp_path: Path
) -> None:
    (tmp_path / "folder").rename(tmp_path / "away")
    not_there, sound = exchanged("doctor").out.splitlines()
    assert "is not there now" in not_there
    assert "is sound" in sound


def test_a_command_that_writes_says_that_the_folder_is_not_there_and_does_its_work(
    exchanged: Backtracker, tmp_path: Path
) -> None:
    (tmp_path / "folder").rename(tmp_path / "away")
    done = exchanged("log", "bird-dog", "5")
    assert "1 set" in done.out
    (line,) = done.err.splitlines()
    assert "is not there, so nothing was exchanged; that is done when it is there again" in line
    assert exchanged("today").err == ""


@pytest.mark.parametrize(
    "name", ["backtracker (conflicted copy 2026-11-22).db", "backtracker.sync-conflict-20261122-073000-ABCDEF.db"]
)
def test_doctor_names_conflicted_copies_beside_the_database_and_the_command_merges_them(
    planned: Backtracker, name: str
) -> None:
    copy = planned.database.with_name(name)
    shutil.copy(planned.database, copy)
    planned("--db", copy, "log", "bird-dog", "7")
    assert f"import '{copy}'" in planned("doctor", fails=1).out
    assert "Sets: 1 added." in planned("import", copy).out
    copy.unlink()
    assert "is sound" in planned("doctor").out


def test_files_beside_the_database_that_are_no_conflicted_copies_are_not_named(planned: Backtracker) -> None:
    for name in ("conflict.db", "backtracker.conflict.json", "backtracker-old.db", "backtracker.db.conflict"):
        planned.database.with_name(name).touch()
    planned("doctor")


class TestRestoring:
    """`backup --restore` where another machine has the same history."""

    @pytest.fixture
    def other(self, exchanged: Backtracker, tmp_path: Path) -> Person:
        """Another machine, after a copy was made here and a set was logged on both."""
        exchanged("backup", tmp_path / "copy.db")
        exchanged("log", "bird-dog", "9")
        other = Person(tmp_path / "other")
        other.run("sync", tmp_path / "folder")
        other.run("log", "bird-dog", "4", "--on", "2026-11-22")
        exchanged("sync")
        return other

    def test_where_nobody_can_be_asked_it_is_for_this_machine_only(
        self, exchanged: Backtracker, other: Person, tmp_path: Path
    ) -> None:
        said = exchanged("backup", "--restore", tmp_path / "copy.db").out
        assert "Nothing is exchanged with other machines any more" in said
        assert "Nothing is exchanged" in exchanged("sync", "--status", fails=1).err
        other.run("sync")
        assert logged(other.run, tmp_path) == [4, 9]

    @pytest.mark.parametrize(("answer", "everywhere"), [("y", True), ("n", False), ("", False)])
    def test_somebody_who_is_there_is_asked_for_which_machines_it_is(
        self,
        exchanged: Backtracker,
        other: Person,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        answer: str,
        everywhere: bool,
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("tracker.cli.files.is_interactive", lambda: True)
            patch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
            done = exchanged("backup", "--restore", tmp_path / "copy.db")
        assert "Bring the copy back on all of them?" in done.err
        assert ("Nothing is exchanged with other machines any more" in done.out) is not everywhere
        other.run("sync")
        assert logged(other.run, tmp_path) == ([] if everywhere else [4, 9])
        assert logged(exchanged, tmp_path) == []

    def test_one_undo_takes_it_back_everywhere(
        self, exchanged: Backtracker, other: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("tracker.cli.files.is_interactive", lambda: True)
            patch.setattr("sys.stdin", io.StringIO("y\n"))
            exchanged("backup", "--restore", tmp_path / "copy.db")
        other.run("sync")
        exchanged("undo")
        other.run("sync")
        assert logged(other.run, tmp_path) == [4, 9]

    def test_a_copy_that_is_the_same_changes_nothing_and_the_exchange_goes_on(
        self, exchanged: Backtracker, tmp_path: Path
    ) -> None:
        exchanged("backup", tmp_path / "same.db")
        assert "is there already" in exchanged("backup", "--restore", tmp_path / "same.db", fails=1).err
        assert "exchanges with" in exchanged("sync", "--status").out


class TestOlderDatabase:
    """A database that is older than what its machine has written to the folder."""

    @pytest.fixture
    def older(self, exchanged: Backtracker, tmp_path: Path) -> Backtracker:
        """One set was logged and exchanged since."""
        copy = tmp_path / "older.db"
        shutil.copy(exchanged.database, copy)
        exchanged("log", "bird-dog", "9")
        shutil.copy(copy, exchanged.database)
        return exchanged

    def test_a_command_that_writes_says_so_and_exchanges_nothing(self, older: Backtracker) -> None:
        done = older("log", "bird-dog", "5")
        assert "asks what counts; nothing was exchanged" in done.err
        assert "asks what counts" in older("sync", fails=1).err
        assert "asks what counts" in older("doctor", fails=1).out

    @pytest.mark.parametrize(("answer", "counting"), [("later", [5, 9]), ("", [5, 9]), ("older", [5]), ("off", [5])])
    def test_the_command_asks_what_counts(
        self, older: Backtracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, counting: list[int]
    ) -> None:
        older("log", "bird-dog", "5")
        with monkeypatch.context() as patch:
            patch.setattr("tracker.cli.sync.command.is_interactive", lambda: True)
            patch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
            done = older("sync")
        assert "What counts?" in done.err
        assert logged(older, tmp_path) == counting
        older("sync", "--status", fails=1 if answer == "off" else 0)
        if answer != "off":
            assert "is sound" in older("doctor").out


def logged(run: Callable[..., object], tmp_path: Path) -> list[int]:
    """The repetitions of all sets, as the export has them."""
    document = tmp_path / "export.json"
    run("export", document)
    sessions = json.loads(document.read_text(encoding="utf-8"))["sessions"]
    return sorted(log["reps"] for session in sessions for log in session["sets"])


def test_without_the_engine_the_command_says_how_to_add_it_and_sets_nothing_up(tmp_path: Path) -> None:
    person = Person(tmp_path / "home")
    person.without("loro", tmp_path / "without")
    person.run("plan", "set", "bird-dog")
    done = person.try_to("sync", tmp_path / "folder")
    assert done.returncode == 1
    assert "pipx inject backtracker loro" in done.stderr
    assert "backtracker[sync]" in done.stderr
    assert not (tmp_path / "folder").exists()
    assert person.try_to("log", "bird-dog", "5").stderr == ""
    assert "is sound" in person.run("doctor")


def test_where_the_engine_is_gone_again_commands_go_on_and_say_so(tmp_path: Path) -> None:
    pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")
    person = Person(tmp_path / "home")
    person.run("plan", "set", "bird-dog")
    person.run("sync", tmp_path / "folder")
    person.without("loro", tmp_path / "without")
    done = person.try_to("log", "bird-dog", "5")
    assert (done.returncode, "1 set" in done.stdout) == (0, True)
    assert "needs one part more" in done.stderr
    assert "still to be written" in person.run("sync", "--status")
    assert "needs one part more" in person.try_to("doctor").stdout
    session = person.run("session")
    assert "Everything is saved." in session
    assert session.count("needs one part more") == 1
    del person.environment["PYTHONPATH"]
    person.run("sync")
    assert "is sound" in person.run("doctor")
