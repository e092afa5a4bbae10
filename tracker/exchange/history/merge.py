"""Lays a document over a history: what it names is replaced, what it does not name stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from tracker.core.errors import DocumentError
from tracker.core.model import Exercise, History, Pause, Session, SetLog, Settings, Skip, SkipReason
from tracker.core.validation import exercise_faults, settings_faults
from tracker.exchange.history.document import Document, by_date
from tracker.exchange.history.field_reader import clauses

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

NOUNS = {
    "checkins": "Check-ins",
    "sets": "Sets",
    "notes": "Session notes",
    "skips": "Skips",
    "declined": "Declined steps",
    "prescriptions": "Plan entries",
    "pauses": "Pauses",
    "exercises": "Own exercises",
    "settings": "Settings",
}
"""The kinds of record, in the order in which they are reported, as a person calls them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The history with the document laid over it, and how many records of each kind that added, replaced and left.

    A record of which the document says the same is left; one that it leaves out of what it replaces, such as the third
    of three sets where it has two, is counted as replaced.
    """

    history: History
    added: dict[str, int] = field(default_factory=dict)
    replaced: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    @property
    def changes_something(self) -> bool:
        """Whether anything is added or replaced."""
        return any(self.added.values()) or any(self.replaced.values())


class _Tally:
    """Counts what happens to the records of each kind."""

    def __init__(self) -> None:
        self.added: Counter[str] = Counter()
        self.replaced: Counter[str] = Counter()
        self.left: Counter[str] = Counter()

    def lay(
        self,
        kind: str,
        have: Iterable[T],
        given: Sequence[T],
        key: Callable[[T], K],
        onto: Callable[[T, T], T] = lambda _, new: new,
    ) -> tuple[T, ...]:
        """`have`, where the records of each key that `given` has too give way to those of `given`.

        They take the old ones' places as far as these go, so that the same document laid over twice changes nothing;
        the others follow at the end. `onto(old, new)` is what stands in place of `old`.
        """
        groups: dict[K, list[T]] = {}
        for record in given:
            groups.setdefault(key(record), []).append(record)
        taken: Counter[K] = Counter()
        result: list[T] = []
        for old in have:
            group = groups.get(key(old))
            if group is None:
                self.left[kind] += 1
                result.append(old)
            elif taken[key(old)] == len(group):
                self.replaced[kind] += 1
            else:
                new = onto(old, group[taken[key(old)]])
                taken[key(old)] += 1
                (self.left if new == old else self.replaced)[kind] += 1
                result.append(old if new == old else new)
        rest: list[T] = []
        for record in given:
            if taken[key(record)]:
                taken[key(record)] -= 1
            else:
                rest.append(record)
        self.added[kind] += len(rest)
        return (*result, *rest)


def merge(have: History, document: Document) -> Merged:
    """`document` laid over `have`; `DocumentError` where the two do not go together."""
    given = document.history
    tally = _Tally()
    own = [exercise for exercise in given.exercises if exercise.own]
    exercises = tally.lay("exercises", have.exercises, own, lambda each: each.id, _still_archived)
    tally.left["exercises"] -= sum(not exercise.own for exercise in have.exercises)
    history = History(
        settings=_settings(have.settings, document, tally),
        exercises=exercises,
        prescriptions=tally.lay(
            "prescriptions", have.prescriptions, given.prescriptions, lambda each: (each.exercise, each.start)
        ),
        sessions=_sessions(have.sessions, given.sessions, tally),
        checkins=tally.lay("checkins", have.checkins, given.checkins, lambda each: each.date),
        skips=tally.lay("skips", have.skips, _skips(given.skips), lambda each: (each.date, each.exercise)),
        declined=tally.lay(
            "declined", have.declined, tuple(dict.fromkeys(given.declined)), lambda each: (each.date, each.exercise)
        ),
        pauses=tally.lay("pauses", have.pauses, _pauses(given.pauses), lambda each: each.start),
    )
    faults = _faults(have, history)
    if faults:
        raise DocumentError(faults)
    return Merged(history, dict(tally.added), dict(tally.replaced), dict(tally.left))


def report_lines(merged: Merged) -> list[str]:
    """What a merge did, or would do, a line for each kind: `Check-ins: 12 added, 2 replaced, 90 left as they were.`"""
    lines = [] if merged.changes_something else ["Nothing to add or replace: all of it is there already."]
    for kind, noun in NOUNS.items():
        left = "left as it was" if merged.left.get(kind) == 1 else "left as they were"
        counts = ((merged.added, "added"), (merged.replaced, "replaced"), (merged.left, left))
        parts = [f"{count[kind]} {what}" for count, what in counts if count.get(kind)]
        if parts:
            lines.append(f"{noun}: {', '.join(parts)}.")
    return lines


def _settings(have: Settings, document: Document, tally: _Tally) -> Settings:
    """The settings with those that the document gives."""
    given = {name: getattr(document.history.settings, name) for name in document.settings_given}
    changed = sum(getattr(have, name) != value for name, value in given.items())
    tally.replaced["settings"] = changed
    tally.left["settings"] = len(Settings.__dataclass_fields__) - changed
    return replace(have, **given)


def _sessions(have: Iterable[Session], given: Iterable[Session], tally: _Tally) -> tuple[Session, ...]:
    """For each date and exercise that is given, its sets in place of those there are; a note that is given likewise."""
    sessions = {session.date: session for session in by_date(have)}
    new = {session.date: session for session in by_date(given)}
    return tuple(
        _session(sessions.get(day, Session(day)), new.get(day, Session(day)), tally)
        for day in sorted(sessions.keys() | new.keys())
    )


def _session(have: Session, given: Session, tally: _Tally) -> Session:
    sets = tally.lay("sets", have.sets, given.sets, lambda each: each.exercise, _in_its_row)
    if not given.note or given.note == have.note:
        tally.left["notes"] += bool(have.note)
    elif have.note:
        tally.replaced["notes"] += 1
    else:
        tally.added["notes"] += 1
    return Session(have.date, sets, given.note or have.note)


def _in_its_row(old: SetLog, new: SetLog) -> SetLog:
    return replace(new, id=old.id)


def _still_archived(old: Exercise, new: Exercise) -> Exercise:
    """The document does not say whether an exercise is archived, so that stays as it is."""
    return replace(new, archived=old.archived)


def _skips(given: Iterable[Skip]) -> tuple[Skip, ...]:
    """One skip for each date and exercise: of several the last, but pain before any other reason."""
    kept: dict[tuple[date, str], Skip] = {}
    for skip in given:
        there = kept.get((skip.date, skip.exercise))
        if there is None or there.reason is not SkipReason.PAIN or skip.reason is SkipReason.PAIN:
            kept[skip.date, skip.exercise] = skip
    return tuple(kept.values())


def _pauses(given: Iterable[Pause]) -> tuple[Pause, ...]:
    """One pause for each first day: of several the longest, which leaves out all that the others do."""
    kept: dict[date, Pause] = {}
    for pause in given:
        there = kept.get(pause.start)
        if there is None or (pause.end or date.max) >= (there.end or date.max):
            kept[pause.start] = pause
    return tuple(kept.values())


def _faults(have: History, merged: History) -> list[str]:
    """What is wrong with a merged history though both its parts were right."""
    faults = [f"settings: {fault}" for fault in clauses(settings_faults(merged.settings))]
    known = {exercise.id: exercise for exercise in merged.exercises}
    for old in have.exercises:
        if old.in_minutes != known[old.id].in_minutes:
            unit = "minutes" if old.in_minutes else "repetitions"
            faults.append(
                f"exercises: {old.id} is in {unit} here, which cannot change; give that of the document another id"
            )
    for exercise in merged.exercises:
        if exercise.own:
            faults.extend(f"exercises: {exercise.id}: {fault}" for fault in clauses(exercise_faults(exercise, known)))
    return faults
