"""Merges a document into a history: the records that it has replace those of the same key, all others stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from tracker.core.errors import DocumentError
from tracker.core.input.field_reader import clauses
from tracker.core.input.validation import exercise_faults, settings_faults, surplus_activities
from tracker.core.model import (
    MAX_ACTIVITIES,
    Exercise,
    History,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
)
from tracker.core.plan import canonical
from tracker.core.sync.records import KEYS
from tracker.exchange.history.document import Document
from tracker.exchange.history.records_json import by_date

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
    "goal": "Goal",
    "activities": "Activities",
    "function": "Scores of activities",
    "answers": "Answers",
    "medication": "Medication",
    "questions": "Questions for the therapist",
    "asked": "Questions to the record",
    "mappings": "Exercises of other programs",
    "exercises": "Own exercises",
    "settings": "Settings",
}
"""The kinds of record as they are called in the report, in its order."""

# The lists that may hold a key once, in a history and in a document.
_LISTS = ("checkins", "activities", "function", "answers", "medication", "questions", "asked", "mappings")


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged history, and how many records of each kind were added, replaced and left as they were.

    A record that the document has just as it is counts as left; one that is removed because the document has fewer of
    its key, such as the third of three sets, counts as replaced.
    """

    history: History
    added: dict[str, int] = field(default_factory=dict)
    replaced: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    @property
    def changes_something(self) -> bool:
        """Whether anything is added or replaced."""
        return any(self.added.values()) or any(self.replaced.values())


def _new(_: T, new: T) -> T:
    return new


class _Tally:
    """Counts what happens to the records of each kind."""

    def __init__(self) -> None:
        self.added: Counter[str] = Counter()
        self.replaced: Counter[str] = Counter()
        self.left: Counter[str] = Counter()

    def overlay(
        self,
        kind: str,
        have: Iterable[T],
        given: Sequence[T],
        key: Callable[[T], K],
        combine: Callable[[T, T], T] = _new,
    ) -> tuple[T, ...]:
        """`have` with the records of each key that is in `given` replaced by those of `given`.

        New records take the positions of the old ones of their key, so that merging the same document twice changes
        nothing; further ones follow at the end. `combine(old, new)` is the record that replaces `old`.
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
                new = combine(old, group[taken[key(old)]])
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
    """`document` merged into `have`. Raises DocumentError where the two contradict each other."""
    given = document.history
    tally = _Tally()
    own = [exercise for exercise in given.exercises if exercise.own]
    lists: dict[str, tuple[Any, ...]] = {
        **{kind: getattr(given, kind) for kind in _LISTS},
        "skips": _skips(given.skips),
        "declined": tuple(dict.fromkeys(given.declined)),
        "pauses": _pauses(given.pauses),
    }
    exercises = tally.overlay(
        "exercises", have.exercises, own, attrgetter("id"), _new if document.says_archived else _keep_archived
    )
    tally.left["exercises"] -= sum(not exercise.own for exercise in have.exercises)
    history = History(
        settings=_settings(have.settings, document, tally),
        exercises=exercises,
        prescriptions=_prescriptions(have.prescriptions, given.prescriptions, tally),
        sessions=_sessions(have.sessions, given.sessions, tally),
        goal=_goal(have.goal, given.goal, tally),
        **{
            kind: tally.overlay(kind, getattr(have, kind), records, attrgetter(*KEYS[kind]))
            for kind, records in lists.items()
        },
    )
    faults = _faults(have, history)
    if faults:
        raise DocumentError(faults)
    return Merged(history, dict(tally.added), dict(tally.replaced), dict(tally.left))


def report_lines(merged: Merged, *, dry_run: bool = False, kinds: Iterable[str] = NOUNS) -> list[str]:
    """What a merge did, a line for each kind: `Check-ins: 12 added, 2 replaced, 90 left as they were.`

    With `dry_run` it says what would be done: `12 would be added`.
    """
    would = "would be " if dry_run else ""
    lines = [] if merged.changes_something else ["Nothing to add or replace: all of it is there already."]
    for kind in kinds:
        left = "left as it was" if merged.left.get(kind) == 1 else "left as they were"
        counts = ((merged.added, f"{would}added"), (merged.replaced, f"{would}replaced"), (merged.left, left))
        parts = [f"{count[kind]} {what}" for count, what in counts if count.get(kind)]
        if parts:
            lines.append(f"{NOUNS[kind]}: {', '.join(parts)}.")
    return lines


def _settings(have: Settings, document: Document, tally: _Tally) -> Settings:
    """The settings with those that the document gives."""
    given = {name: getattr(document.history.settings, name) for name in document.settings_given}
    changed = sum(getattr(have, name) != value for name, value in given.items())
    tally.replaced["settings"] = changed
    tally.left["settings"] = len(Settings.__dataclass_fields__) - changed
    return replace(have, **given)


def _prescriptions(
    have: tuple[Prescription, ...], given: tuple[Prescription, ...], tally: _Tally
) -> tuple[Prescription, ...]:
    """The prescriptions with those that are given, by exercise and first day.

    An export has positions as the plan order gives them: so one that is there just so is no change, and where all that
    are given have a position and not all that are there, these get theirs too.
    """
    key = attrgetter("exercise", "start")
    reckoned = canonical(have)
    by_key = {key(prescription): prescription for prescription in reckoned}
    if all(by_key.get(key(prescription)) == prescription for prescription in given):
        tally.left["prescriptions"] += len(have)
        return have
    is_reckoned = _all_have_positions(given) and not _all_have_positions(have)
    return tally.overlay("prescriptions", reckoned if is_reckoned else have, given, key)


def _all_have_positions(prescriptions: Iterable[Prescription]) -> bool:
    return all(prescription.position is not None for prescription in prescriptions)


def _goal(have: str, given: str, tally: _Tally) -> str:
    """The goal that is given, if any is."""
    if have and given in ("", have):
        tally.left["goal"] = 1
    elif given:
        (tally.replaced if have else tally.added)["goal"] = 1
    return given or have


def _sessions(have: Iterable[Session], given: Iterable[Session], tally: _Tally) -> tuple[Session, ...]:
    """The sets and notes that are given take the place of those of `have`.

    A set with an id replaces the one of that id, on whatever day that is. The sets without one of a date and exercise
    replace those that are there, but for those whose ids are given. A given note replaces a session's.
    """
    new = {session.date: session for session in by_date(given)}
    days: dict[str | None, date] = {
        logged.id: session.date for session in new.values() for logged in session.sets if logged.id is not None
    }
    old: dict[date, Session] = {}
    for session in by_date(have):
        sets = tuple(logged for logged in session.sets if days.get(logged.id, session.date) == session.date)
        old[session.date] = replace(session, sets=sets)
        moved = len(session.sets) - len(sets)
        tally.replaced["sets"] += moved
        tally.added["sets"] -= moved
    merged = (
        _session(old.get(day, Session(day)), new.get(day, Session(day)), tally)
        for day in sorted(old.keys() | new.keys())
    )
    return tuple(session for session in merged if session.sets or session.note)


def _session(have: Session, given: Session, tally: _Tally) -> Session:
    ids = {logged.id for logged in given.sets if logged.id is not None}

    def key(logged: SetLog) -> tuple[str | None, str]:
        return (logged.id, "") if logged.id in ids else (None, logged.exercise)

    sets = tally.overlay("sets", have.sets, given.sets, key, _keep_id)
    if not given.note or given.note == have.note:
        tally.left["notes"] += bool(have.note)
    elif have.note:
        tally.replaced["notes"] += 1
    else:
        tally.added["notes"] += 1
    return Session(have.date, sets, given.note or have.note)


def _keep_id(old: SetLog, new: SetLog) -> SetLog:
    return new if new.id is not None else replace(new, id=old.id)


def _keep_archived(old: Exercise, new: Exercise) -> Exercise:
    """The document does not say whether an exercise is archived, so that stays as it is."""
    return replace(new, archived=old.archived)


def _skips(given: Iterable[Skip]) -> tuple[Skip, ...]:
    """One skip for each date and exercise: of several the last, but pain before any other reason."""
    skips: dict[tuple[date, str], Skip] = {}
    for skip in given:
        earlier = skips.get((skip.date, skip.exercise))
        if earlier is None or earlier.reason is not SkipReason.PAIN or skip.reason is SkipReason.PAIN:
            skips[skip.date, skip.exercise] = skip
    return tuple(skips.values())


def _pauses(given: Iterable[Pause]) -> tuple[Pause, ...]:
    """One pause for each first day: of several the longest, which covers the others."""
    pauses: dict[date, Pause] = {}
    for pause in given:
        earlier = pauses.get(pause.start)
        if earlier is None or (pause.end or date.max) >= (earlier.end or date.max):
            pauses[pause.start] = pause
    return tuple(pauses.values())


def _faults(have: History, merged: History) -> list[str]:
    """The faults of a merged history whose two parts had none."""
    faults = [f"settings: {fault}" for fault in clauses(settings_faults(merged.settings))]
    known = {exercise.id: exercise for exercise in merged.exercises}
    for old in have.exercises:
        if old.in_minutes != known[old.id].in_minutes:
            unit = "minutes" if old.in_minutes else "repetitions"
            faults.append(
                f"exercises: {old.id} is in {unit} here, which cannot change; give that of the document another id"
            )
    faults.extend(
        f"activities: {activity.name} would be scored beside {MAX_ACTIVITIES} others from {activity.start} on; "
        "end one of them first"
        for activity in surplus_activities(merged.activities)
    )
    for exercise in merged.exercises:
        if exercise.own:
            faults.extend(f"exercises: {exercise.id}: {fault}" for fault in clauses(exercise_faults(exercise, known)))
    return faults
