"""The power may go at any write and any sync, and the disk may have written in any order what was not synced."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.database_faults import database_faults
from tests.support.recording import Event, after, find_vfs, recorded
from tests.support.samples import AT, DAY, LIBRARY
from tracker.core.model import CheckIn, SetLog
from tracker.storage.store import Store

SETS = 5


def live(path: Path, events: list[Event]) -> None:
    """A morning whose every step is acknowledged, as the person sees it, only when it has been done."""
    with Store(path, LIBRARY) as store:
        for number in range(SETS):
            with store.transaction(f"set {number}", AT) as change:
                change.add_sets(DAY, [SetLog("bird-dog", reps=number + 1, note="n" * 1500)])
                change.put(CheckIn(DAY, number))
            events.append(Event("acknowledged", str(number + 1)))


def ways(seed: int) -> list[Callable[[Event], bool]]:
    """What may be left of what was not synced: nothing, everything, or some of it."""
    chance = random.Random(seed)
    return [
        lambda event: event.kind == "remove",
        lambda event: True,
        lambda event: chance.random() < 0.5,
        lambda event: event.path.endswith("-journal") or chance.random() < 0.3,
    ]


def test_after_a_power_cut_at_any_moment_every_set_that_was_said_is_there_and_none_by_half(tmp_path: Path) -> None:
    vfs = find_vfs()
    if vfs is None:
        pytest.skip("SQLite is built into this Python, so that what it asks of the disk cannot be recorded")
    path = tmp_path / "data" / "backtracker.db"
    path.parent.mkdir()
    with Store(path, LIBRARY):
        before = {str(path): path.read_bytes()}
    with recorded(vfs) as events:
        live(path, events)
    assert {event.kind for event in events} == {"write", "sync", "remove", "acknowledged"}
    begun = next(place for place, event in enumerate(events) if event.kind == "acknowledged")
    differences = set()
    for place in range(begun + 1, len(events) + 1):
        acknowledged = max(int(event.path) for event in events[:place] if event.kind == "acknowledged")
        for number, survives in enumerate(ways(place)):
            folder = tmp_path / f"{place}-{number}"
            folder.mkdir()
            for name, content in after(events[:place], survives, before).items():
                (folder / name).write_bytes(content)
            with Store(folder / path.name, LIBRARY) as store:
                reps = [logged.reps for logged in store.day_sets(DAY)]
                checkin = store.checkin(DAY)
            assert reps in (list(range(1, acknowledged + 1)), list(range(1, acknowledged + 2))), (
                f"after {events[place - 1]}"
            )
            assert checkin == CheckIn(DAY, len(reps) - 1), "a change is there whole or not at all"
            assert database_faults(folder / path.name) == []
            differences.add(len(reps) - acknowledged)
    assert differences == {0, 1}, "both sides of a commit were met"


def test_the_model_of_the_disk_would_notice_a_sync_that_is_left_out(tmp_path: Path) -> None:
    vfs = find_vfs()
    if vfs is None:
        pytest.skip("SQLite is built into this Python, so that what it asks of the disk cannot be recorded")
    path = tmp_path / "backtracker.db"
    with Store(path, LIBRARY):
        before = {str(path): path.read_bytes()}
    with recorded(vfs) as events:
        live(path, events)
    unsynced = [event for event in events if event.kind != "sync" or event.path.endswith("-journal")]
    left = after(unsynced, lambda event: event.kind == "remove", before)
    assert left[path.name] == before[str(path)]
