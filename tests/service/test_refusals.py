"""What cannot be done is refused in a sentence, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.core.model import Number, SkipReason
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.pain import record_pain
from tracker.service.plan import planning

NOW = datetime(2026, 11, 23, 7, 30)
ON = NOW.date()
PLAIN = recording.SetDetails()
Act = Callable[[AppContext], str]


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """Bird dogs are done, the bridge is left out, the curl-up is locked, and knee rolls are still to do."""
    context = open_context(tmp_path / "backtracker.db", Clock(NOW))
    for exercise in ("bird-dog", "bridge", "knee-rolls"):
        planning.set_exercise(context, context.exercise(exercise))
    planning.set_exercise(context, context.exercise("curl-up"), lock=True)
    recording.log_missing(context, ON, ["bird-dog"])
    record_pain(context, ON, "bird-dog", 1)
    recording.skip(context, context.exercise("bridge"), ON, SkipReason.TIME)
    return context


def log(exercise: str, *reps: int, minutes: Number | None = None) -> Act:
    """Logs sets of an exercise."""
    return lambda context: recording.log_sets(context, context.exercise(exercise), ON, reps, minutes, PLAIN)


def swap(old: str, new: str) -> Act:
    """Swaps an exercise."""
    return lambda context: planning.swap(context, context.exercise(old), context.exercise(new))


REFUSED: list[tuple[Act, str]] = [
    (lambda context: recording.check_in(context, ON, None, flare=True), "There is no check-in"),
    (lambda context: recording.check_in(context, ON, 11), "from 0 to 10"),
    (lambda context: recording.log_next(context, ON, "bird-dog", 3), "Nothing is missing."),
    (lambda context: recording.log_next(context, ON, "walk", 0), "Nothing is missing."),
    (lambda context: recording.log_missing(context, ON, ["bird-dog", "bridge"]), "Nothing is missing."),
    (lambda context: recording.answer_for_all(context, ON, 0), "has its pain already"),
    (lambda context: record_pain(context, ON, "knee-rolls", 2).message, "No set of it is logged"),
    (lambda context: recording.set_form_broke(context, ON, "knee-rolls"), "No set of it is logged"),
    (lambda context: recording.set_note(context, ON, "walk", "slowly"), "No set of it is logged"),
    (lambda context: recording.delete_last(context, ON, "knee-rolls"), "no set to delete"),
    (log("bird-dog"), "to log more, say how much"),
    (log("bridge"), "was left out that day"),
    (log("figure-four"), "is not in the plan; say how much"),
    (log("walk", 5), "is done in minutes"),
    (log("bird-dog", minutes=5), "is done in repetitions"),
    (swap("single-leg-bridge", "bridge"), "is not in the plan"),
    (swap("curl-up", "single-leg-bridge"), "locked"),
    (swap("bridge", "bird-dog"), "in the plan already"),
    (lambda context: planning.accept(context, context.exercise("walk")), "is not in the plan"),
    (
        lambda context: planning.set_exercise(context, context.exercise("walk"), planning.PlanEdit(reps=(5,))),
        "in minutes, not in repetitions",
    ),
    (
        lambda context: planning.set_exercise(context, context.exercise("bridge"), planning.PlanEdit(minutes=5)),
        "not in minutes",
    ),
]


@pytest.mark.parametrize(("act", "message"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_done_is_refused_and_nothing_is_written(context: AppContext, act: Act, message: str) -> None:
    before = context.store.history(), context.store.version()
    with pytest.raises(UserError, match=message):
        act(context)
    assert (context.store.history(), context.store.version()) == before


def test_an_exercise_left_out_is_brought_back_by_deleting_that(context: AppContext) -> None:
    assert "no longer left out" in recording.delete_last(context, ON, "bridge")
    assert "logged" in log("bridge")(context)
