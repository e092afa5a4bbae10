"""Files of the folder that are whole but hold what this program would never write hold nothing else up."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.support.machines import Machine, meet
from tests.support.sync_storm import Storm
from tracker.core.model import CheckIn, Dose, Exercise, Kind, SetLog
from tracker.exchange.sync.engine import WriteSet
from tracker.exchange.sync.folder import OwnFolder

DAY = date(2026, 11, 27)
STRANGER = 7
ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 10**30, 1e308, float("nan"), "\ud800", "\0", "", "x" * 3000, [], {}, [1] * 2000, "9999-12-31",
    "0001-01-01", "2026-02-30", "bird-dog", "my-row",
)  # fmt: skip
ODD_TEXTS = ("", "[]", "{", "null", "1", "[" * 5000)
ODD_KEYS = (
    "", "abc", "\0", "\0\0", "sets\0w", "sets\0\0w", "moods\0x\0w", "checkins\0w", "prescriptions\0bird-dog\0w",
    "goal\0a\0w", "exercises\0a\0b\0w", "exercises\0my-other\0w", "settings\0none\0w",
)  # fmt: skip


class Stranger:
    """Somebody whose files are well-formed in a machine's folder, whatever is in them."""

    def __init__(self, machine: Machine) -> None:
        self._folder = OwnFolder(machine.folder, "stranger-1")
        self._writes = WriteSet()
        self._writes.write_as(STRANGER)
        self._number = 0

    def write(self, key: str, text: str) -> None:
        self._writes.replace((), (key, text))
        self._publish()

    def remove(self, *keys: str) -> None:
        self._writes.replace(keys, None)
        self._publish()

    def _publish(self) -> None:
        self._number += 1
        self._folder.write("2026.sync", str(self._number).encode(), self._writes.own([STRANGER]) or b"")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path, "here")
    made.begin()
    yield made
    made.context.close()


def checkin_text(pain: int) -> str:
    return json.dumps({"date": str(DAY), "pain": pain})


@pytest.mark.parametrize("key", ODD_KEYS)
def test_a_key_that_names_no_record_holds_nothing_up(machine: Machine, key: str) -> None:
    stranger = Stranger(machine)
    stranger.write(key, "{}")
    machine.exchange()
    stranger.write(f"checkins\0{DAY}\0w", checkin_text(4))
    stranger.remove(key)
    machine.exchange()
    assert machine.context.store.checkin(DAY) == CheckIn(DAY, 4)


def test_a_record_of_a_newer_program_that_is_deleted_there_holds_nothing_up(machine: Machine) -> None:
    stranger = Stranger(machine)
    stranger.write("moods\0002026-11-27\0w", '{"mood": "fine"}')
    assert "newer Backtracker" in "\n".join(machine.exchange())
    stranger.remove("moods\0002026-11-27\0w")
    stranger.write(f"checkins\0{DAY}\0w", checkin_text(4))
    machine.exchange()
    assert machine.context.store.checkin(DAY) == CheckIn(DAY, 4)


@pytest.mark.parametrize("newer", [True, False])
def test_an_exercise_that_can_no_longer_be_read_stays_with_its_sets(machine: Machine, newer: bool) -> None:
    """As where a newer program has written the exercise anew, or removed it without saying that it is deleted."""
    dose = Dose((5,))
    with machine.context.write("An exercise") as work:
        work.put(Exercise("my-row", "Row", Kind.STRENGTH, dose, dose))
        work.add_sets(DAY, [SetLog("my-row", 5, pain=0)])
    machine.exchange()
    with machine.context.store.sync_state() as state:
        known = WriteSet(state.pieces())
    known.write_as(STRANGER)
    seen = [key for key in known.write_keys() if key.startswith("exercises\0my-row\0")]
    known.replace(seen, ("exercises\0my-row\0w", '{"id": "my-row", "tempo": 3}') if newer else None)
    OwnFolder(machine.folder, "newer-1").write("2026.sync", b"v", known.own([STRANGER]) or b"")
    machine.exchange()
    assert "my-row" in machine.context.exercises()
    assert [log.exercise for log in machine.context.store.day_sets(DAY)] == ["my-row"]
    assert machine.faults() == []


def test_an_empty_goal_is_not_taken(machine: Machine) -> None:
    stranger = Stranger(machine)
    stranger.write("goal\0w", '{"text": ""}')
    assert "is a text that is not empty" in "\n".join(machine.exchange())
    assert machine.context.store.goal() == ""


@pytest.mark.parametrize("seed", range(3))
def test_records_with_anything_in_their_fields_are_left_out_and_the_rest_arrives(tmp_path: Path, seed: int) -> None:
    storm = Storm(tmp_path, seed, 2)
    giver, taker = storm.machines
    for _ in range(80):
        storm.write(giver)
    giver.exchange()
    with giver.context.store.sync_state() as state:
        known = WriteSet(state.pieces())
    texts = [(key, known.text(key) or "") for key in sorted(known.write_keys())]
    chance = random.Random(seed)
    for _ in range(6):
        stranger = Stranger(taker)
        keys = []
        for number in range(40):
            key, text = chance.choice(texts)
            keys.append(f"{key.rpartition(chr(0))[0]}\0w{number}")
            stranger.write(keys[-1], spoilt(text, chance))
        taker.exchange()
        stranger.remove(*chance.sample(keys, 20))
        taker.exchange()
        assert taker.faults() == []
    meet([giver, taker])
    uids = {log.id for session in giver.context.store.history().sessions for log in session.sets}
    assert uids <= {log.id for session in taker.context.store.history().sessions for log in session.sets}
    storm.close()


def spoilt(text: str, chance: random.Random) -> str:
    """A record's text with something in it that does not belong there, or something else altogether."""
    if chance.random() < 0.15:
        return chance.choice(ODD_TEXTS)
    fields: dict[str, Any] = json.loads(text)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([*fields, "extra"])
        if chance.random() < 0.25:
            fields.pop(name, None)
        else:
            fields[name] = chance.choice(ODD_VALUES)
    return json.dumps(fields)
