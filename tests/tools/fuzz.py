"""`python -m tests.tools.fuzz N SEED`: the engine against the second reading, on N random histories.

`earliest`, which the second reading plays out day by day, is compared for one history in `EARLIEST_EVERY`. A
disagreement is made as small as it gets before it is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.support import oracle
from tests.support.showing import LISTS, shown
from tests.support.strategies import random_person
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.progression import Advice, today_dose
from tracker.core.model import Dose, History, Session

EARLIEST_EVERY = 20


def in_words(value: Any) -> Any:
    """A value as the document would have it, so that 1 and 1.0 are the same and an enumeration is its name."""
    if isinstance(value, Dose):
        return {"reps": value.reps, "hold_s": value.hold_s, "load_kg": value.load_kg, "minutes": value.minutes}
    if isinstance(value, tuple | list):
        return [in_words(item) for item in value]
    return str(value) if isinstance(value, str) else value


def by_engine(history: History, on: date, earliest: bool = True) -> oracle.Answer:
    """The engine's advice in the shape of the second reading."""
    advice: Advice = AdviceEngine(history).advise(on, earliest=earliest)
    rows = [
        {
            "exercise": verdict.exercise,
            "verdict": str(verdict.verdict),
            "code": verdict.code,
            "factor": float(verdict.factor),
            "dose": in_words(verdict.dose),
            "today": in_words(today_dose(verdict)),
            "proposed": verdict.proposed and [verdict.proposed.exercise, in_words(verdict.proposed.dose)],
            "change_pct": verdict.change_pct,
            "clean_weeks": verdict.clean_weeks,
            "earliest": verdict.earliest,
            "needs": [need.code for need in verdict.needs],
        }
        for verdict in advice.exercises
    ]
    care = [care_item.code for care_item in advice.care]
    return {"date": advice.date, "state": str(advice.state), "exercises": rows, "care": care}


def by_the_page(history: History, on: date, earliest: bool = True) -> oracle.Answer:
    """The second reading's advice, its doses spelt out."""
    answer = oracle.advise(history, on, earliest)
    rows = [{field: in_words(value) for field, value in row.items()} for row in answer["exercises"]]
    return answer | {"exercises": rows}


def differences(history: History, on: date, earliest: bool = True) -> list[str]:
    """What the two say differently, one line each; empty where they agree."""
    engine, page = by_engine(history, on, earliest), by_the_page(history, on, earliest)
    lines = [
        f"{field}: engine {engine[field]!s}, page {page[field]!s}"
        for field in ("date", "state", "care")
        if engine[field] != page[field]
    ]
    names = [[row["exercise"] for row in answer["exercises"]] for answer in (engine, page)]
    if names[0] != names[1]:
        return [*lines, f"plan order: engine {names[0]}, page {names[1]}"]
    for mine, theirs in zip(engine["exercises"], page["exercises"], strict=True):
        lines += [
            f"{mine['exercise']}.{field}: engine {mine[field]!s}, page {theirs[field]!s}"
            for field in mine
            if mine[field] != theirs[field]
        ]
    return lines


def kinds(lines: Sequence[str]) -> set[str]:
    """The fields in which the two differ, whatever the exercise."""
    return {line.split(":")[0].split(".")[-1] for line in lines}


def smallest(history: History, fails: Callable[[History], bool]) -> History:
    """The history with all taken out that is not needed for `fails` to hold."""
    before: History | None = None
    while history != before:
        before = history
        for name in LISTS:
            history = without(history, name, fails)
        for place, session in enumerate(history.sessions):
            history = fewer_sets(history, place, session, fails)
    return history


def without(history: History, name: str, fails: Callable[[History], bool]) -> History:
    """The history with as many entries as possible taken out of one list, in ever smaller blocks."""
    block = max(1, len(getattr(history, name)) // 2)
    while True:
        place = 0
        while place < len(items := getattr(history, name)):
            tried = replace(history, **{name: items[:place] + items[place + block :]})
            if fails(tried):
                history = tried
            else:
                place += block
        if block == 1:
            return history
        block //= 2


def fewer_sets(history: History, place: int, session: Session, fails: Callable[[History], bool]) -> History:
    """The history with as many sets as possible taken out of one session."""
    for done in session.sets:
        left = list(history.sessions[place].sets)
        left.remove(done)
        sessions = list(history.sessions)
        sessions[place] = replace(session, sets=tuple(left))
        tried = replace(history, sessions=tuple(sessions))
        if fails(tried):
            history = tried
    return history


def explanation(history: History, on: date, earliest: bool = True) -> str:
    """A disagreement made small, in words."""
    fields = kinds(differences(history, on, earliest))
    small = smallest(history, lambda tried: bool(fields & kinds(differences(tried, on, earliest))))
    return "\n".join([*differences(small, on, earliest), shown(small, on)])


def main(count: int, seed: int) -> int:
    """Compares `count` histories from `seed` on; prints the first two of each sort of difference, made small."""
    disagreements: Counter[tuple[str, ...]] = Counter()
    for number in range(seed, seed + count):
        history, on = random_person(number)
        earliest = number % EARLIEST_EVERY == 0
        lines = differences(history, on, earliest)
        if not lines:
            continue
        kind = tuple(sorted(kinds(lines)))
        disagreements[kind] += 1
        if disagreements[kind] <= 2:
            print(f"--- seed {number}\n{explanation(history, on, earliest)}\n", flush=True)
    print(f"{count} histories, {sum(disagreements.values())} disagreements")
    for kind, times in disagreements.most_common():
        print(f"{times:6} {', '.join(kind)}")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
