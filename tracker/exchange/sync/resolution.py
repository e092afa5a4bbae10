"""What counts of all that the machines wrote: a pure function of the writes, the same on every machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from tracker.core.input.validation import surplus_activities
from tracker.core.model import Exercise
from tracker.core.sync.records import DatedSet, RecordKey, is_key, key_of
from tracker.exchange.sync import repairs
from tracker.exchange.sync.combining import combined, cut_texts
from tracker.exchange.sync.records import WITH_EXERCISE, UnreadableRecordError, read_record, text_of

# A write's key: the parts of the record's key, which hold no such character, and what makes the write one of its own.
SEPARATOR = "\0"
# Kinds of which every record is looked at again where one has changed, since they must fit together.
_TOGETHER = ("settings", "activities", "prescriptions", "exercises")


def write_key(record: RecordKey, write_id: str) -> str:
    """The key of a write of a record."""
    return SEPARATOR.join((*record, write_id))


def by_record(write_keys: Iterable[str]) -> dict[RecordKey, list[str]]:
    """The keys of writes by the record that they are of, sorted; without those that name no record."""
    records: dict[RecordKey, list[str]] = defaultdict(list)
    for key in write_keys:
        if SEPARATOR in key:
            records[tuple(key.split(SEPARATOR)[:-1])].append(key)
    return {record: sorted(keys) for record, keys in records.items()}


def exercise_of(record: RecordKey, value: Any) -> str:
    """The id of the exercise that a record names; empty where it names none."""
    if value is None or record[0] not in WITH_EXERCISE:
        return ""
    return value.log.exercise if isinstance(value, DatedSet) else value.exercise or ""


class Conflict(NamedTuple):
    """A record of which several machines wrote different values, and what counts."""

    record: RecordKey
    values: tuple[Any, ...]
    counts: Any


@dataclass(slots=True)
class Resolution:
    """What counts of some records.

    `values` has None for a record that was deleted, and nothing for one that cannot be read here; `unread` says of each
    of those why. `conflicts` are the records that were asked for and of which several values are there.
    """

    values: dict[RecordKey, Any] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)


def resolve(
    records: Mapping[RecordKey, list[str]],
    text: Callable[[str], str | None],
    wanted: Iterable[RecordKey],
    builtins: Mapping[str, Exercise],
) -> Resolution:
    """What counts of the `wanted` records, and of those that are to be looked at again because of them.

    `records` has the keys of the writes of every record that still has any, `text` gives that of a write.
    """
    return _Resolver(records, text, builtins).run(set(wanted))


class _Resolver:
    def __init__(
        self,
        records: Mapping[RecordKey, list[str]],
        text: Callable[[str], str | None],
        builtins: Mapping[str, Exercise],
    ) -> None:
        self._records = records
        self._text = text
        self._builtins = builtins
        self._result = Resolution()
        self._own: dict[str, Exercise] = {}
        self._deleted: dict[str, Exercise] = {}
        # Both the exercises that there are and those that were deleted, in either unit: what fits is looked at later.
        self._known: dict[str, Exercise | None] = dict(builtins)

    def run(self, wanted: set[RecordKey]) -> Resolution:
        asked = frozenset(wanted)
        at_issue = self._read_exercises(wanted)
        kinds = {record[0] for record in wanted}
        for record, keys in self._records.items():
            if record[0] in kinds.intersection(_TOGETHER) or (at_issue and self._names(record, keys, at_issue)):
                wanted.add(record)
        if any(record[0] == "prescriptions" for record in wanted):
            wanted |= {record for record in self._records if record[0] == "prescriptions"}
        for record in sorted(wanted):
            if record[0] != "exercises":
                self._count(record, asked)
        self._fit_exercises(at_issue - self._left_as_stored(at_issue))
        self._fit_together()
        return self._result

    def _read_exercises(self, wanted: Iterable[RecordKey]) -> set[str]:
        """Read the person's own exercises; the ids of those of which the records may have to change."""
        at_issue = {record[1] for record in wanted if record[0] == "exercises" and is_key(record)}
        for record in sorted(record for record in self._records if record[0] == "exercises"):
            present, deleted = self._values(record)
            if present:
                counts = combined("exercises", present)
                self._own[counts.id] = counts
                if record in wanted and len(present) > 1:
                    self._result.conflicts.append(Conflict(record, tuple(present), counts))
                if len({exercise.in_minutes for exercise in (*present, *deleted)}) > 1:
                    at_issue.add(counts.id)
            elif deleted:
                counts = combined("exercises", deleted)
                self._deleted[counts.id] = counts
                at_issue.add(counts.id)
        self._known |= dict.fromkeys((*self._own, *self._deleted))
        return at_issue

    def _left_as_stored(self, exercises: set[str]) -> set[str]:
        """Those of which no write can be read here and none says that they were deleted, but which are still used."""
        missing = exercises - self._own.keys() - self._deleted.keys()
        return {
            name
            for name in missing
            if ("exercises", name) in self._records
            or any(self._names(record, keys, [name]) for record, keys in self._records.items())
        }

    def _names(self, record: RecordKey, keys: Iterable[str], exercises: Iterable[str]) -> bool:
        """Whether a record may name one of the exercises."""
        if record[0] not in WITH_EXERCISE:
            return False
        texts = [self._text(key) or "" for key in keys]
        return any(f'"{name}"' in text for text in texts for name in exercises)

    def _values(self, record: RecordKey) -> tuple[list[Any], list[Any]]:
        """The different values of a record, sorted by their texts; those that count, and those of a deletion."""
        values: list[Any] = []
        deletions: list[Any] = []
        for key in self._records.get(record, ()):
            text = self._text(key)
            try:
                value, deleted = read_record(record, text or "", self._known)
            except UnreadableRecordError as reason:
                self._result.unread.append(f"A record of the kind “{record[0]}” {reason}.")
                continue
            (deletions if deleted else values).append(value)
        return _different(record[0], values), _different(record[0], deletions)

    def _count(self, record: RecordKey, asked: frozenset[RecordKey]) -> None:
        if record not in self._records:
            if is_key(record):  # else it was of a kind that a newer program writes
                self._result.values[record] = None
            return
        values, _ = self._values(record)
        if values:
            counts = self._result.values[record] = combined(record[0], values)
            if record in asked and cut_texts(values, counts):
                self._result.repairs.append(repairs.cut_sentence(record))
            if len(values) > 1 and record in asked:
                self._result.conflicts.append(Conflict(record, tuple(values), counts))

    def _fit_exercises(self, changed: set[str]) -> None:
        """Bring deleted exercises back that something names, and keep what is in the other unit under another id.

        `changed` are the exercises of the person's own that were written or deleted.
        """
        values = self._result.values
        twins: dict[str, Exercise] = {}
        for record, value in list(values.items()):
            name = exercise_of(record, value)
            if name in self._deleted:
                self._own[name] = replace(self._deleted.pop(name), archived=True)
                changed.add(name)
                self._result.repairs.append(
                    f"“{self._own[name].name}” was deleted on one machine and used on another; it stays, archived."
                )
            if name in self._own and _in_minutes(value) is (not self._own[name].in_minutes):
                twins[name] = repairs.twin(self._own[name], self._own)
                moved = _of_exercise(value, twins[name].id)
                values[record] = None  # a set has the same key after all
                values[key_of(record[0], moved)] = moved
        for name, twin in sorted(twins.items()):
            self._own.setdefault(twin.id, twin)
            changed.add(twin.id)
            self._result.repairs.append(
                f"“{self._own[name].name}” was in repetitions on one machine and in minutes on another, so there is "
                f"“{twin.name}” too."
            )
        self._clear_twins(changed)
        mended = (
            repairs.ladders_without_circles({**self._builtins, **self._own}, self._result.repairs) if changed else {}
        )
        values |= {("exercises", name): mended.get(name) for name in (*changed, *mended)}

    def _clear_twins(self, exercises: set[str]) -> None:
        """Have nothing left of what stood for records in the other unit and is not needed any more."""
        values = self._result.values
        left: set[RecordKey] = {("exercises", twin) for name in exercises for twin in repairs.twin_names(name)}
        for record in [record for record in values if record[0] == "prescriptions"]:
            left |= {("prescriptions", twin, *record[2:]) for twin in repairs.twin_names(record[1])}
        needed = {("exercises", name) for name in self._own} | {
            record for record in left if values.get(record) is not None
        }
        values |= dict.fromkeys(left - self._records.keys() - needed)

    def _fit_together(self) -> None:
        values = self._result.values
        settings = {record[1]: value for record, value in self._of_kind("settings")}
        if settings:
            fitting = repairs.settings_that_fit(settings, self._result.repairs)
            values |= {("settings", name): setting for name, setting in fitting.items()}
        activities = dict(self._of_kind("activities"))
        for surplus in surplus_activities(activities.values()):
            values["activities", surplus.name, str(surplus.start)] = None
            self._result.repairs.append(repairs.surplus_sentence(surplus))
        prescriptions = dict(self._of_kind("prescriptions"))
        ordered = repairs.plan_order(list(prescriptions.values()))
        values |= dict(zip(prescriptions, ordered, strict=True))

    def _of_kind(self, kind: str) -> Iterator[tuple[RecordKey, Any]]:
        items = self._result.values.items()
        return ((record, value) for record, value in items if record[0] == kind and value is not None)


def _different(kind: str, values: list[Any]) -> list[Any]:
    """The values without those that are there twice, sorted by their texts."""
    if len(values) < 2:
        return values  # most records were written once, and to make a text takes long
    by_text = {text_of(kind, value): value for value in values}
    return [by_text[text] for text in sorted(by_text)]


def _in_minutes(value: Any) -> bool | None:
    """Whether a record is in minutes rather than repetitions; None where it has no dose."""
    if isinstance(value, DatedSet):
        return not value.log.reps
    dose = getattr(value, "dose", None)
    return None if dose is None else not dose.reps


def _of_exercise(value: Any, name: str) -> Any:
    if isinstance(value, DatedSet):
        return value._replace(log=replace(value.log, exercise=name))
    return replace(value, exercise=name)
