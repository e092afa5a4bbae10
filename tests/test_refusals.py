"""What cannot be done is refused in a sentence, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import Problem
from tracker.core.model import Number, SetLog, SkipReason
from tracker.service import logbook, planning
from tracker.service.desk import Desk, open_desk

NOW = datetime(2026, 11, 23, 7, 30)
ON = NOW.date()
PLAIN = logbook.HowItWent()
Act = Callable[[Desk], str]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Bird dogs are done, the bridge is left out, the curl-up is locked, and knee rolls are still to do."""
    desk = open_desk(tmp_path / "backtracker.db", Clock(NOW))
    for exercise in ("bird-dog", "bridge", "knee-rolls"):
        planning.set_exercise(desk, desk.exercise(exercise))
    planning.set_exercise(desk, desk.exercise("curl-up"), lock=True)
    logbook.log_missing(desk, ON, ["bird-dog"])
    logbook.set_pain(desk, ON, "bird-dog", 1)
    logbook.skip(desk, desk.exercise("bridge"), ON, SkipReason.TIME)
    return desk


def log(exercise: str, *reps: int, minutes: Number | None = None) -> Act:
    """Logs sets of an exercise."""
    return lambda desk: logbook.log_sets(desk, desk.exercise(exercise), ON, reps, minutes, PLAIN)


def swap(old: str, new: str) -> Act:
    """Swaps an exercise."""
    return lambda desk: planning.swap(desk, desk.exercise(old), desk.exercise(new))


REFUSED: list[tuple[Act, str]] = [
    (lambda desk: logbook.check_in(desk, ON, None, flare=True), "There is no check-in"),
    (lambda desk: logbook.check_in(desk, ON, 11), "from 0 to 10"),
    (lambda desk: logbook.log_next(desk, ON, "bird-dog", 3), "Nothing is missing."),
    (lambda desk: logbook.log_next(desk, ON, "walk", 0), "Nothing is missing."),
    (lambda desk: logbook.log_missing(desk, ON, ["bird-dog", "bridge"]), "Nothing is missing."),
    (lambda desk: logbook.answer_for_all(desk, ON, 0), "has its pain already"),
    (lambda desk: logbook.set_pain(desk, ON, "knee-rolls", 2), "No set of it is logged"),
    (lambda desk: logbook.set_form_broke(desk, ON, "knee-rolls"), "No set of it is logged"),
    (lambda desk: logbook.set_note(desk, ON, "walk", "slowly"), "No set of it is logged"),
    (lambda desk: logbook.update_set(desk, ON, SetLog("bird-dog", reps=1), "x"), "not logged yet"),
    (lambda desk: logbook.delete_last(desk, ON, "knee-rolls"), "no set to delete"),
    (log("bird-dog"), "to log more, say how much"),
    (log("bridge"), "was left out that day"),
    (log("figure-four"), "is not in the plan; say how much"),
    (log("walk", 5), "is done in minutes"),
    (log("bird-dog", minutes=5), "is done in repetitions"),
    (swap("single-leg-bridge", "bridge"), "is not in the plan"),
    (swap("curl-up", "single-leg-bridge"), "locked"),
    (swap("bridge", "bird-dog"), "in the plan already"),
    (lambda desk: planning.accept(desk, desk.exercise("walk")), "is not in the plan"),
    (
        lambda desk: planning.set_exercise(desk, desk.exercise("walk"), planning.DoseChange(reps=(5,))),
        "in minutes, not in repetitions",
    ),
    (
        lambda desk: planning.set_exercise(desk, desk.exercise("bridge"), planning.DoseChange(minutes=5)),
        "not in minutes",
    ),
]


@pytest.mark.parametrize(("act", "said"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_done_is_refused_and_nothing_is_written(desk: Desk, act: Act, said: str) -> None:
    before = desk.store.history(), desk.store.version()
    with pytest.raises(Problem, match=said):
        act(desk)
    assert (desk.store.history(), desk.store.version()) == before


def test_an_exercise_left_out_is_brought_back_by_deleting_that(desk: Desk) -> None:
    assert "no longer left out" in logbook.delete_last(desk, ON, "bridge")
    assert "logged" in log("bridge")(desk)
