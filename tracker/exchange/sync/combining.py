"""What counts of a record that several machines wrote without having seen each other's write.

Each function takes the different values of one record, at least one, sorted by their texts, and gives the same value
for the same values: so every machine that has them reckons the same. `docs/sync.md` has the table of these rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.core.model import (
    MAX_TEXT,
    Answer,
    CheckIn,
    FunctionScores,
    Pause,
    Prescription,
    Skip,
    SkipReason,
    TherapistQuestion,
    Why,
)
from tracker.core.sync.records import DatedSet, SessionNote, Setting

# Settings of which the lower value is the more cautious, and those of which the higher one is.
LOWER = frozenset({"pain_free_limit", "max_increases_per_week", "amber_from", "red_from", "raise_doses"})
HIGHER = frozenset({"weeks_required", "adherence_required", "mornings_required"})
# Answers from the most cautious to the least; whatever else was answered comes after them.
ANSWERS = ("not yet", "yes")
CUT = " …"


def combined(kind: str, values: Sequence[Any]) -> Any:
    """What counts of the values of one record; of kinds that have no rule of their own, the last."""
    rule = _RULES.get(kind)
    return values[-1] if rule is None or len(values) == 1 else rule(values)


def cut_texts(values: Sequence[Any], counts: Any) -> bool:
    """Whether a text of what counts of `values` is all of theirs together, cut off where it was too long."""
    return any(text.endswith(CUT) and text not in map(which, values) for which in _TEXTS if (text := which(counts)))


def joined(texts: Sequence[str]) -> str:
    """All texts, each on lines of its own, but for those that are part of another; cut off where it is too long."""
    distinct = sorted({text for text in texts if text and not any(text != other and text in other for other in texts)})
    whole = "\n".join(distinct)
    return whole if len(whole) <= MAX_TEXT else whole[: MAX_TEXT - len(CUT)] + CUT


def _set(values: Sequence[DatedSet]) -> DatedSet:
    logs = [value.log for value in values]
    last = values[-1]
    log = replace(
        last.log,
        pain=max((log.pain for log in logs if log.pain is not None), default=None),
        leg=any(log.leg for log in logs),
        form_broke=any(log.form_broke for log in logs),
        note=joined([log.note for log in logs]),
    )
    return DatedSet(last.date, log)


def _note(values: Sequence[SessionNote]) -> SessionNote:
    return SessionNote(values[-1].date, joined([value.note for value in values]))


def _checkin(values: Sequence[CheckIn]) -> CheckIn:
    pain = max(value.pain for value in values)
    return replace(
        values[-1],
        pain=pain,
        flare=any(value.flare for value in values),
        leg=any(value.leg for value in values),
        note=joined([value.note for value in values]),
        approximate=all(value.approximate for value in values if value.pain == pain),
    )


def _skip(values: Sequence[Skip]) -> Skip:
    reasons = tuple(SkipReason)
    first = min(values, key=lambda value: reasons.index(value.reason))
    return replace(first, note=joined([value.note for value in values]))


def _prescription(values: Sequence[Prescription]) -> Prescription:
    return min(values, key=_caution)


def _caution(value: Prescription) -> tuple[bool, bool, float, float]:
    """Less for a prescription that goes before another: a professional's, a removal, a smaller load, less work."""
    dose = value.dose
    given = value.why is Why.CLINICIAN or value.locked
    return not given, not value.removed, 0 if dose is None else dose.load_kg, 0 if dose is None else dose.work


def _pause(values: Sequence[Pause]) -> Pause:
    return max(values, key=lambda value: value.end or date.max)


def _setting(values: Sequence[Setting]) -> Setting:
    name = values[0].name
    if name in LOWER:
        return min(values, key=lambda value: value.value)
    return max(values, key=lambda value: value.value) if name in HIGHER else values[-1]


def _answer(values: Sequence[Answer]) -> Answer:
    """The most cautious answer; of equal ones the earliest, which holds for the shortest time."""
    return min(values, key=lambda value: (_place_of_answer(value.answer), value.date))


def _place_of_answer(answer: str) -> int:
    return ANSWERS.index(answer) if answer in ANSWERS else len(ANSWERS)


def _function(values: Sequence[FunctionScores]) -> FunctionScores:
    """Every activity's score; of one that was scored twice the lower, and of the PEG the higher answers."""
    scores: dict[str, int] = {}
    for value in values:
        for name, score in value.scores:
            scores[name] = min(score, scores.get(name, score))
    pegs = [value.peg for value in values if value.peg is not None]
    worst = [max(answers) for answers in zip(*pegs, strict=True)]
    return FunctionScores(
        values[-1].date, tuple(sorted(scores.items())), (worst[0], worst[1], worst[2]) if worst else None
    )


def _question(values: Sequence[TherapistQuestion]) -> TherapistQuestion:
    return replace(values[-1], answered=joined([value.answered for value in values]))


# The texts that are joined.
_TEXTS: tuple[Callable[[Any], str], ...] = (
    lambda value: getattr(value.log if isinstance(value, DatedSet) else value, "note", ""),
    lambda value: getattr(value, "answered", ""),
)
_RULES: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "sets": _set,
    "notes": _note,
    "checkins": _checkin,
    "skips": _skip,
    "prescriptions": _prescription,
    "pauses": _pause,
    "settings": _setting,
    "answers": _answer,
    "function": _function,
    "questions": _question,
}
