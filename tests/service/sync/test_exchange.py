"""Two machines and a folder between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.support.machines import DAY, NOON, Machine, carry, log, meet
from tracker.clock import Clock
from tracker.core.model import CheckIn, SetLog
from tracker.service.sync import setting_up


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    machines = Machine(tmp_path, "here"), Machine(tmp_path, "there")
    for machine in machines:
        machine.begin()
    yield machines
    for machine in machines:
        machine.context.close()


def checkin(machine: Machine, pain: int, note: str = "") -> None:
    with machine.context.write("Check-in") as work:
        work.put(CheckIn(DAY, pain, note=note))


def test_what_one_machine_wrote_comes_to_the_other(pair: tuple[Machine, Machine]) -> None:
    here, there = pair
    log(here, 5, 3, 1)
    checkin(here, 2)
    here.exchange()
    carry([here, there])
    assert there.exchange()[0].endswith(": 3 sets and 1 check-in.")
    assert there.export() == here.export()
    assert not setting_up.has_work(there.context)


def test_a_new_machine_has_the_whole_history_after_one_call(pair: tuple[Machine, Machine], tmp_path: Path) -> None:
    here, there = pair
    log(here, 5)
    log(there, 3)
    meet([here, there])
    third = Machine(tmp_path, "third")
    carry([here, there, third])
    third.begin()
    assert third.export() == here.export() == there.export()


def test_the_machine_of_which_something_came_last_is_first_though_the_clock_was_wrong_before(
    pair: tuple[Machine, Machine], tmp_path: Path
) -> None:
    here, there = pair
    third = Machine(tmp_path, "third")
    third.begin()
    for machine, year in ((there, 2031), (third, 2026)):
        log(machine, 5)
        machine.exchange()
        carry([here, there, third])
        here.clock = Clock(NOON.replace(year=year))
        here.restart()
        here.exchange()
    with here.context.store.sync_state() as state:
        assert [known.machine for known in state.machines()] == [
            machine.own_folders()[0].name for machine in (third, there)
        ]
    third.context.close()


def test_the_higher_pain_counts_where_both_wrote_and_both_notes_stay(pair: tuple[Machine, Machine]) -> None:
    here, there = pair
    checkin(here, 3, "stiff")
    checkin(there, 5, "slept badly")
    meet([here, there])
    assert here.export() == there.export()
    assert here.context.store.checkin(DAY) == CheckIn(DAY, 5, note="slept badly\nstiff")


def test_a_later_write_that_has_seen_the_earlier_one_replaces_it(pair: tuple[Machine, Machine]) -> None:
    here, there = pair
    checkin(here, 5)
    meet([here, there])
    checkin(there, 3)
    meet([here, there])
    assert here.context.store.checkin(DAY) == CheckIn(DAY, 3)


def test_a_set_that_is_deleted_here_and_edited_there_stays(pair: tuple[Machine, Machine]) -> None:
    here, there = pair
    (uid,) = log(here, 5)
    meet([here, there])
    with here.context.write("Delete") as work:
        work.delete_set(uid)
    with there.context.write("Edit") as work:
        work.update_set(DAY, SetLog("bird-dog", 5, pain=4, id=uid))
    meet([here, there])
    assert [log.pain for log in here.context.store.day_sets(DAY)] == [4]
    assert here.export() == there.export()


def test_a_deletion_travels_and_a_merge_is_not_undone(pair: tuple[Machine, Machine]) -> None:
    here, there = pair
    (uid,) = log(here, 5)
    meet([here, there])
    assert there.undo() == "There is nothing to undo."
    with there.context.write("Delete") as work:
        work.delete_set(uid)
    there.exchange()
    carry([here, there])
    assert here.exchange()[0].endswith(": deleted there: 1 set.")
    assert here.context.store.day_sets(DAY) == ()
    assert "another machine has changed the same since" in here.undo()
    setting_up.turn_off(here.context)
    assert "another machine has changed the same since" in here.undo()


def test_undo_takes_back_what_was_done_here_after_a_merge_too(pair: tuple[Machine, Machine]) -> None:
    here, there = pair
    log(here, 5)
    log(there, 3)
    meet([here, there])
    assert "Sets" in here.undo()
    meet([here, there])
    assert [log.reps for log in there.context.store.day_sets(DAY)] == [3]
    assert here.export() == there.export()


def test_a_write_is_carried_alone_also_on_the_day_on_which_the_exchange_began(tmp_path: Path) -> None:
    here = Machine(tmp_path, "here")
    log(here, *range(1, 400))
    here.begin()
    (resting,) = here.own_folders()[0].glob("*.sync")
    before = resting.stat()
    log(here, 5)
    here.exchange()
    files = {path.name: path.stat() for path in here.own_folders()[0].glob("*.sync")}
    assert files.pop(resting.name).st_mtime_ns == before.st_mtime_ns
    (of_today,) = files.values()
    assert of_today.st_size < before.st_size / 10
    here.context.close()


def test_a_morning_of_single_writes_is_small(tmp_path: Path) -> None:
    here = Machine(tmp_path, "here")
    here.begin()
    for reps in range(1, 21):
        log(here, reps)
        here.exchange()
    (file,) = here.own_folders()[0].glob("*.sync")
    assert file.stat().st_size < 8192
    here.context.close()
