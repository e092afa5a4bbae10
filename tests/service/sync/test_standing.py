"""What a machine does where its folder and its database do not stand to each other as it left them."""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.support.machines import DAY, Machine, carry, log, meet
from tracker.core.errors import FileError, NotPossibleError, StorageError
from tracker.core.model import CheckIn, Pause, Skip, SkipReason
from tracker.service.sync import setting_up
from tracker.service.sync.machine import OlderDatabaseError


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[list[Machine]]:
    machines = [Machine(tmp_path, "here"), Machine(tmp_path, "there")]
    for machine in machines:
        machine.begin()
    log(machines[0], 5)
    meet(machines)
    yield machines
    for machine in machines:
        machine.context.close()


def reps(machine: Machine) -> list[int]:
    return sorted(log.reps for log in machine.context.store.day_sets(DAY))


def with_older_database(machine: Machine) -> None:
    """Log a set of 9 and exchange it, then bring a copy of the database from before that back."""
    database = machine.home / "backtracker.db"
    shutil.copy(database, machine.home / "older.db")
    log(machine, 9)
    machine.exchange()
    machine.context.close()
    shutil.copy(machine.home / "older.db", database)
    machine.context = machine.open()


def test_a_folder_that_is_gone_is_a_sentence_and_what_was_done_is_exchanged_later(pair: list[Machine]) -> None:
    here, there = pair
    here.folder.rename(here.home / "away")
    log(here, 7)
    assert not setting_up.has_work(here.context)
    with pytest.raises(NotPossibleError, match="is not there, so nothing was exchanged"):
        here.exchange()
    assert "is not there now" in "\n".join(setting_up.status_lines(here.context))
    (here.home / "away").rename(here.folder)
    meet(pair)
    assert reps(there) == [5, 7]


def test_an_empty_folder_in_the_place_of_the_right_one_is_not_written_to(pair: list[Machine]) -> None:
    here, _ = pair
    shutil.rmtree(here.folder)
    here.folder.mkdir()
    log(here, 7)
    with pytest.raises(NotPossibleError, match="no longer holds what this machine wrote"):
        here.exchange()
    assert list(here.folder.iterdir()) == []
    setting_up.set_up(here.context, here.folder)
    meet(pair)
    assert reps(pair[1]) == [5, 7]


def test_an_older_database_asks_what_counts(pair: list[Machine]) -> None:
    here, _ = pair
    with_older_database(here)
    with pytest.raises(OlderDatabaseError, match="has written more"):
        here.exchange()
    assert reps(here) == [5]


def test_what_was_written_later_comes_back_where_that_counts(pair: list[Machine]) -> None:
    here, there = pair
    with_older_database(here)
    setting_up.exchange_now(here.context, older="later")
    meet(pair)
    assert reps(here) == reps(there) == [5, 9]
    assert here.export() == there.export()


def test_the_older_state_counts_everywhere_where_that_is_meant(pair: list[Machine]) -> None:
    here, there = pair
    with_older_database(here)
    carry(pair)
    there.exchange()
    assert reps(there) == [5, 9]
    setting_up.exchange_now(here.context, older="older")
    meet(pair)
    assert reps(here) == reps(there) == [5]
    assert here.export() == there.export()


def test_a_copy_of_a_whole_home_on_another_computer_takes_a_new_name(
    pair: list[Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = pair
    name = here.own_folders()[0].name
    monkeypatch.setattr(platform, "node", lambda: "another.example")
    log(here, 7)
    here.exchange()
    assert here.own_folders()[0].name != name
    monkeypatch.undo()
    carry(pair)
    copied = there.folder / name
    if copied.exists():
        shutil.rmtree(copied)
    meet(pair)
    assert reps(there) == [5, 7]


def test_another_network_does_not_make_another_machine(pair: list[Machine], monkeypatch: pytest.MonkeyPatch) -> None:
    here, _ = pair
    monkeypatch.setattr(platform, "node", lambda: "laptop.home.example")
    here.exchange()
    name = here.own_folders()[0].name
    monkeypatch.setattr(platform, "node", lambda: "laptop.work.example")
    log(here, 7)
    here.exchange()
    assert here.own_folders()[0].name == name


@pytest.mark.parametrize(
    "damage", ["UPDATE sync_pieces SET data = x'00'", "UPDATE sync_pieces SET data = substr(data, 9)"]
)
def test_what_was_merged_and_is_damaged_is_a_sentence_that_mends_it(pair: list[Machine], damage: str) -> None:
    here, there = pair
    log(here, 7)
    with closing(sqlite3.connect(here.home / "backtracker.db")) as conn, conn:
        conn.execute(damage)
    with pytest.raises(StorageError, match="sync --off"):
        here.exchange()
    setting_up.turn_off(here.context)
    here.begin()
    meet(pair)
    assert reps(here) == reps(there) == [5, 7]


def test_a_copy_of_the_database_under_another_name_is_not_exchanged(pair: list[Machine]) -> None:
    here, _ = pair
    here.context.close()
    (here.home / "backtracker.db").rename(here.home / "moved.db")
    (here.home / "backtracker.db").symlink_to(here.home / "moved.db")
    here.context = here.open()
    assert not setting_up.has_work(here.context)
    with pytest.raises(NotPossibleError, match="is a copy of"):
        here.exchange()


def test_an_absent_record_is_no_deletion(pair: list[Machine]) -> None:
    here, there = pair
    third = Machine(here.home.parent, "third")
    carry([*pair, third])
    third.begin()
    meet([*pair, third])
    assert reps(here) == reps(there) == reps(third) == [5]
    third.context.close()


def test_damaged_files_are_named_left_alone_and_tried_again(pair: list[Machine]) -> None:
    here, there = pair
    log(here, 7)
    here.exchange()
    carry(pair)
    path = next((there.folder / here.own_folders()[0].name).glob("*-*-*.sync"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"?")
    assert "is damaged" in "\n".join(there.exchange())
    assert "is damaged" in "\n".join(setting_up.status_lines(there.context))
    assert path.read_bytes() == whole[:-1] + b"?"
    path.write_bytes(whole)
    there.exchange()
    assert reps(there) == [5, 7]
    assert "Not read" not in "\n".join(setting_up.status_lines(there.context))


def test_records_of_a_newer_program_are_kept_and_carried_on(pair: list[Machine]) -> None:
    from tracker.exchange.sync.engine import WriteSet

    here, there = pair
    newer = WriteSet()
    newer.write_as(1)
    newer.replace((), ("moods\0002026-11-27\0abc", '{"mood": "fine"}'))
    from tracker.exchange.sync.folder import OwnFolder

    OwnFolder(here.folder, "newer-1").write("2026.sync", b"v", newer.own([1]) or b"")
    assert "newer Backtracker" in "\n".join(here.exchange())
    with here.context.store.sync_state() as state:
        assert "moods\0002026-11-27\0abc" in WriteSet(state.pieces()).write_keys()
    log(here, 7)
    here.exchange()
    shutil.copytree(here.folder / "newer-1", there.folder / "newer-1")
    meet(pair)
    assert reps(there) == [5, 7]


def test_what_a_machine_wrote_whose_folder_was_deleted_is_carried_on_by_the_others(
    pair: list[Machine], tmp_path: Path
) -> None:
    here, there = pair
    name = here.own_folders()[0].name
    with there.context.write("Check-in") as work:
        work.put(CheckIn(DAY, 5))
    there.exchange()
    shutil.rmtree(there.folder / name)
    assert setting_up.has_work(there.context)
    there.exchange()
    third = Machine(tmp_path, "third")
    carry([there, third])
    third.begin()
    assert third.export() == there.export()
    shutil.copytree(here.folder / name, there.folder / name)
    there.exchange()
    assert not list(there.own_folders()[0].glob("others.sync"))
    third.context.close()


def test_ending_the_exchange_leaves_the_data_and_setting_it_up_again_brings_everything(pair: list[Machine]) -> None:
    here, there = pair
    assert "What is recorded stays" in setting_up.turn_off(here.context)
    with pytest.raises(NotPossibleError, match="Nothing is exchanged"):
        here.exchange()
    log(here, 7)
    here.begin()
    meet(pair)
    assert reps(here) == reps(there) == [5, 7]


def test_the_status_is_json(pair: list[Machine]) -> None:
    here, there = pair
    with here.context.write("Check-in") as work:
        work.put(CheckIn(DAY, 3))
    with there.context.write("Check-in") as work:
        work.put(CheckIn(DAY, 5))
    meet(pair)
    status = json.loads(json.dumps(setting_up.status(here.context)))
    assert status["folder"] == str(here.folder)
    assert (status["reachable"], status["waiting"], status["unread"]) == (True, 0, [])
    assert [machine["folder"] for machine in status["machines"]] == [there.own_folders()[0].name]
    (note,) = status["notes"]
    assert note["text"] == "Check-in of 27 November 2026: pain 3 here and pain 5 there; pain 5 counts."


def test_an_exercise_of_which_two_machines_wrote_is_told_by_its_name(pair: list[Machine]) -> None:
    for machine, reason in zip(pair, (SkipReason.TIME, SkipReason.PAIN), strict=True):
        with machine.context.write("Skip") as work:
            work.put(Skip(DAY, "bird-dog", reason))
    meet(pair)
    (note,) = json.loads(json.dumps(setting_up.status(pair[0].context)))["notes"]
    assert note["text"].startswith("Skip of Bird dog of 27 November 2026: ")


def test_the_ends_of_a_pause_are_told_as_days(pair: list[Machine]) -> None:
    for machine, end in zip(pair, (None, DAY), strict=True):
        with machine.context.write("Pause") as work:
            work.put(Pause(DAY, end))
    meet(pair)
    (note,) = json.loads(json.dumps(setting_up.status(pair[0].context)))["notes"]
    assert note["text"] == "Pause of 27 November 2026: until 27 November 2026 and open; open counts."


def test_a_folder_whose_parent_is_missing_is_refused(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "here")
    with pytest.raises(FileError, match="There is no folder"):
        setting_up.set_up(machine.context, tmp_path / "stick" / "folder")
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="is a file"):
        setting_up.set_up(machine.context, tmp_path / "file")
    machine.context.close()


def test_two_that_share_a_past_by_a_copy_do_not_double_it(tmp_path: Path) -> None:
    here = Machine(tmp_path, "here")
    log(here, 5)
    here.context.close()
    there = Machine(tmp_path, "there")
    there.context.close()
    shutil.copy(here.home / "backtracker.db", there.home / "backtracker.db")
    pair = [here, there]
    for machine in pair:
        machine.context = machine.open()
        machine.begin()
    meet(pair)
    assert reps(here) == reps(there) == [5]
    for machine in pair:
        machine.context.close()
