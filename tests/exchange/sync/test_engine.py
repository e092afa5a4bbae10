"""The writes of several machines, merged in whatever order they come."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tracker.exchange.sync.engine import UnreadableUpdateError, WriteSet, new_write_id

RECORDS = ("a", "b", "c")


class Machine:
    """A machine that writes and deletes three records, is restarted, and hands out all that it wrote."""

    def __init__(self, peer: int) -> None:
        self.peer = peer
        self.writes = WriteSet()

    def seen(self, record: str) -> list[str]:
        return sorted(key for key in self.writes.write_keys() if key.startswith(record))

    def write(self, record: str, text: str | None) -> None:
        self.writes.write_as(self.peer)
        new = None if text is None else (f"{record}/{new_write_id()}", text)
        self.writes.replace(self.seen(record), new)

    def restart(self) -> None:
        self.writes = WriteSet([self.writes.snapshot()])

    def counting(self) -> dict[str, str | None]:
        return {key: self.writes.text(key) for key in sorted(self.writes.write_keys())}

    def update(self) -> bytes | None:
        return self.writes.own([self.peer])


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("write", "write", "delete", "restart", "receive")), st.integers(0, 3), st.sampled_from(RECORDS)
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(STEPS, st.integers(0, 2**32))
def test_machines_that_have_the_same_updates_have_the_same_writes(steps: list[tuple[str, int, str]], seed: int) -> None:
    chance = random.Random(seed)
    machines = [Machine(peer) for peer in range(1, 5)]
    old: list[bytes] = []
    for number, (step, index, record) in enumerate(steps):
        machine = machines[index]
        if step == "write":
            machine.write(record, str(number))
        elif step == "delete":
            machine.write(record, None)
        elif step == "restart":
            machine.restart()
        elif old:
            machine.writes.merge(chance.choice(old))  # late, and perhaps for the second time
        update = machine.update()
        if update is not None:
            old.append(update)
    last = [update for machine in machines if (update := machine.update()) is not None]
    for machine in machines:
        for update in chance.sample([*last, *last, *old], 2 * len(last) + len(old)):
            machine.writes.merge(update)
        for update in last:
            machine.writes.merge(update)
    assert len({str(machine.counting()) for machine in machines}) == 1
    by_pieces = WriteSet([machines[0].writes.since(WriteSet().version())])
    assert by_pieces.write_keys() == machines[0].writes.write_keys()


def test_a_later_write_replaces_what_it_has_seen_and_one_that_has_not_seen_it_stays_beside() -> None:
    here, there = Machine(1), Machine(2)
    here.write("a", "first")
    there.writes.merge(here.update() or b"")
    there.write("a", "second")
    here.write("a", "meanwhile")
    here.writes.merge(there.update() or b"")
    assert sorted(here.counting().values(), key=str) == ["meanwhile", "second"]
    here.write("a", "last")
    there.writes.merge(here.update() or b"")
    assert list(there.counting().values()) == ["last"]


def test_what_is_edited_on_one_machine_and_deleted_on_another_stays() -> None:
    for first in (True, False):
        here, there = Machine(1), Machine(2)
        here.write("a", "old")
        there.writes.merge(here.update() or b"")
        here.write("a", None)
        there.write("a", "edited")
        updates = [here.update() or b"", there.update() or b""]
        reader = WriteSet(updates if first else updates[::-1])
        for update in updates:
            reader.merge(update)
        assert [reader.text(key) for key in reader.write_keys()] == ["edited"]


def test_an_update_that_rests_on_another_waits_for_it() -> None:
    here, there = Machine(1), Machine(2)
    here.write("a", "first")
    there.writes.merge(here.update() or b"")
    there.write("a", "second")
    third = WriteSet()
    assert not third.merge(there.update() or b"")
    assert third.write_keys() == frozenset()
    assert third.merge(here.update() or b"")
    assert [third.text(key) for key in third.write_keys()] == ["second"]


def test_a_day_of_twenty_writes_is_small() -> None:
    machine = Machine(1)
    text = '{"at":"2026-01-05T06:41:10Z","date":"2026-01-05","exercise":"bird-dog","hold_s":10,"pain":0,"reps":5}'
    for number in range(20):
        machine.write(f"set\0{number:012x}", text)
    assert len(machine.update() or b"") < 1500


@pytest.mark.parametrize("damage", [lambda data: data[:-4], lambda data: data + b"x", lambda data: b"", lambda _: b"?"])
def test_damaged_updates_are_refused_and_change_nothing(damage: object) -> None:
    machine = Machine(1)
    machine.write("a", "text")
    update = machine.update() or b""
    reader = WriteSet()
    with pytest.raises(UnreadableUpdateError):
        reader.merge(damage(update))  # type: ignore[operator]
    assert reader.merge(update)


def test_bytes_that_unpack_but_are_no_update_are_refused_or_leave_the_text_as_it_was() -> None:
    machine = Machine(1)
    machine.write("a", "text")
    whole = zlib.decompress(machine.update() or b"")
    refused = 0
    for number in range(len(whole)):
        changed = bytearray(whole)
        changed[number] ^= 0x55
        reader = WriteSet()
        try:
            reader.merge(zlib.compress(bytes(changed)))
        except UnreadableUpdateError:
            refused += 1
        assert {reader.text(key) for key in reader.write_keys()} <= {"text"}
    assert refused > len(whole) / 2
