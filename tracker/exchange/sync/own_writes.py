"""What this machine has to write for the others: the records that were changed here and are not what counted before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.core.model import Exercise, Prescription
from tracker.core.sync.records import RecordKey
from tracker.exchange.sync.engine import WriteSet, new_write_id
from tracker.exchange.sync.records import text_of
from tracker.exchange.sync.resolution import Resolution, resolve, write_key


@dataclass(frozen=True, slots=True)
class SeenWrites:
    """What this machine had seen of some records: the keys of their writes and, since they may go, their texts."""

    keys: Mapping[RecordKey, list[str]]
    texts: Mapping[str, str | None]

    @classmethod
    def of(cls, keys: Mapping[RecordKey, list[str]], writes: WriteSet, records: Iterable[RecordKey]) -> SeenWrites:
        """Those of `records`, and of all exercises, on which what counts of the others rests."""
        wanted = {*records, *(record for record in keys if record[0] == "exercises")}
        seen = {record: keys[record] for record in wanted if record in keys}
        return cls(seen, {key: writes.text(key) for of_record in seen.values() for key in of_record})


def write_changes(
    writes: WriteSet,
    seen: SeenWrites,
    now: Mapping[RecordKey, list[str]],
    values: Mapping[RecordKey, Any],
    builtins: Mapping[str, Exercise],
) -> int:
    """Add a write for each of the `values`, None for what was deleted, that is not what counted; how many that were.

    `now` are the keys of all writes by their records, those that have just come too. What has just come of a record is
    not replaced, since it was not seen when the record was changed; but where nothing had been seen of a record and
    what came is the same, there is nothing to write.
    """
    counted = resolve(seen.keys, seen.texts.get, [record for record in values if record in seen.keys], builtins)
    unseen = [record for record in values if record not in seen.keys and record in now]
    came = resolve(now, writes.text, unseen, builtins) if unseen else Resolution()
    number = 0
    for record, value in values.items():
        before = counted if record in seen.keys else came
        if value == before.values.get(record):
            continue
        text = _text(record, value, counted)
        keys = seen.keys.get(record, ())
        if text is not None or keys:
            writes.replace(keys, None if text is None else (write_key(record, new_write_id()), text))
            number += 1
    return number


def _text(record: RecordKey, value: Any, counted: Resolution) -> str | None:
    """The text of a write; None where the record is deleted without one."""
    if value is not None:
        return text_of(record[0], value)
    before = counted.values.get(record)
    return text_of(record[0], before, deleted=True) if record[0] == "exercises" and before is not None else None


def with_positions(prescriptions: Sequence[Prescription]) -> dict[RecordKey, Prescription]:
    """The prescriptions by their keys, those without a position after all others, in the order in which they came.

    So each has its place in the plan by itself, whatever order another machine keeps them in.
    """
    last = max((value.position for value in prescriptions if value.position is not None), default=0)
    positions: dict[str, int] = {}
    for exercise in dict.fromkeys(value.exercise for value in prescriptions):
        if any(value.position is None for value in prescriptions if value.exercise == exercise):
            last = positions[exercise] = last + 1
    return {
        ("prescriptions", value.exercise, str(value.start)): (
            value if value.position is not None else replace(value, position=positions[value.exercise])
        )
        for value in prescriptions
    }
