"""What `doctor` says of the folder between machines."""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.support.machines import Machine, log, meet
from tracker.clock import Clock
from tracker.service.sync import setting_up
from tracker.service.sync.folder_check import Checked, check_folder


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[list[Machine]]:
    machines = [Machine(tmp_path, "here"), Machine(tmp_path, "there")]
    for machine in machines:
        machine.begin()
        log(machine, 5)
    meet(machines)
    yield machines
    for machine in machines:
        machine.context.close()


def check(machine: Machine) -> Checked:
    return check_folder(machine.home / "backtracker.db")


def own_file(machine: Machine) -> Path:
    (path,) = machine.own_folders()[0].glob("*.sync")
    return path


def file_of_other(pair: list[Machine]) -> Path:
    here, there = pair
    return here.folder / there.own_folders()[0].name / own_file(there).name


def test_a_folder_in_which_all_is_as_it_should_be_has_no_faults(pair: list[Machine]) -> None:
    assert [check(machine) for machine in pair] == [Checked(), Checked()]


def test_nothing_is_said_where_nothing_is_exchanged(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "here")
    assert check(machine) == Checked()
    machine.context.close()


def test_a_file_of_yesterday_is_no_fault_today(pair: list[Machine]) -> None:
    here, _ = pair
    here.context.close()
    here.clock = Clock(datetime(2027, 1, 3, 12).astimezone())
    here.context = here.open()
    assert check(here) == Checked()
    log(here, 7)
    here.exchange()
    assert {path.name for path in here.own_folders()[0].glob("*.sync")} == {"2026.sync", "2027-01-03.sync"}
    assert check(here) == Checked()


def test_a_folder_that_is_not_there_is_no_fault(pair: list[Machine]) -> None:
    here, _ = pair
    here.folder.rename(here.home / "away")
    assert check(here) == Checked((), (f"The folder {here.folder} is not there now, so it was not looked at.",))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def change(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


@pytest.mark.parametrize("damage", [cut, change, Path.unlink])
def test_a_file_of_its_own_that_is_not_whole_is_named_and_written_anew_by_the_command_named(
    pair: list[Machine], damage: Callable[[Path], None]
) -> None:
    here, _ = pair
    path = own_file(here)
    whole = path.read_bytes()
    damage(path)
    (fault,) = check(here).faults
    assert str(path) in fault
    assert f"`backtracker sync {here.folder}` writes it anew" in fault
    setting_up.set_up(here.context, here.folder)
    assert path.read_bytes() == whole
    assert check(here) == Checked()


@pytest.mark.parametrize(("damage", "words"), [(cut, "has not come whole yet"), (change, "is damaged")])
def test_a_file_of_another_machine_that_cannot_be_read_is_named_with_that_machine(
    pair: list[Machine], damage: Callable[[Path], None], words: str
) -> None:
    here, _ = pair
    path = file_of_other(pair)
    damage(path)
    (fault,) = check(here).faults
    assert f"{path} {words}." in fault
    assert f"“{platform.node().partition('.')[0]}” writes it anew" in fault


def test_a_copy_that_a_carrier_made_after_a_conflict_is_named(pair: list[Machine]) -> None:
    here, _ = pair
    path = file_of_other(pair)
    copy = path.with_name(f"{path.stem}.sync-conflict-20261128-073000-ABCDEF.sync")
    shutil.copy(path, copy)
    (fault,) = check(here).faults
    assert f"{copy} is a copy" in fault
    assert "delete it" in fault


def test_a_copied_folder_of_a_machine_is_named(pair: list[Machine]) -> None:
    here, _ = pair
    path = file_of_other(pair).parent
    shutil.copytree(path, path.with_name(f"{path.name} (copy)"))
    (fault,) = check(here).faults
    assert f"{path.name} and {path.name} (copy)" in fault


def test_what_is_still_to_be_written_is_no_fault(pair: list[Machine]) -> None:
    here, _ = pair
    log(here, 9)
    assert check(here) == Checked()


def test_an_older_database_and_a_folder_that_was_emptied_are_named(pair: list[Machine]) -> None:
    here, _ = pair
    marker = here.own_folders()[0] / "machine.json"
    values = json.loads(marker.read_text())
    marker.write_text(json.dumps(values | {"token": "another"}))
    assert "asks what counts" in check(here).faults[0]
    shutil.rmtree(here.own_folders()[0])
    assert "no longer holds what this machine wrote" in check(here).faults[0]


def test_what_was_merged_and_is_damaged_is_named(pair: list[Machine]) -> None:
    here, _ = pair
    with closing(sqlite3.connect(here.home / "backtracker.db")) as conn, conn:
        conn.execute("UPDATE sync_pieces SET data = x'00'")
    (fault,) = check(here).faults
    assert "sync --off" in fault


def test_nothing_is_written(pair: list[Machine]) -> None:
    here, _ = pair
    change(own_file(here))
    before = {path: path.read_bytes() for path in here.home.rglob("*") if path.is_file()}
    check(here)
    assert before == {path: path.read_bytes() for path in here.home.rglob("*") if path.is_file()}
