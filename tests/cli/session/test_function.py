"""What is asked every second week in plain lines: how well the activities go, the past week, and what is taken."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.cli.session.conftest import Talk
from tests.support.plain_lines import ScriptedConsole
from tracker.core.model import FunctionScores, Medication
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.function import activities, goal

ENTER = ""
SCORED = FunctionScores(datetime(2026, 11, 23).date(), (("carry water", 5), ("tie my shoes", 4)))


@pytest.fixture
def due(planned: AppContext) -> AppContext:
    """A morning with two activities and a goal, on which nothing is left but the scores."""
    for back in (3, 2, 1):
        recording.check_in(planned, planned.today() - timedelta(days=back), 0)
    goal.set_goal(planned, "lift my daughter")
    activities.add_activities(planned, ["tie my shoes", "carry water"])
    return planned


def done(talk: Talk, *typed: str) -> ScriptedConsole:
    """A session in which everything is done, and then these lines are typed."""
    console = talk("0", "A", "0", *typed)
    assert console.typed_all
    return console


def stored(context: AppContext) -> tuple[tuple[FunctionScores, ...], list[str]]:
    return context.store.function_scores(), [each.text for each in context.store.medication()]


def test_scores_then_the_past_week_then_medication_are_asked_once(due: AppContext, talk: Talk) -> None:
    console = done(talk, "5", "4", "3", "eleven", "2", "1", "ibuprofen, when needed", ENTER)
    scores, taken = stored(due)
    assert scores == (FunctionScores(SCORED.date, SCORED.scores, (3, 2, 1)),)
    assert taken == ["ibuprofen, when needed"]
    assert "“eleven” is no answer here. Type 0 to 10, or enter alone to leave the three out." in console.lines
    asked = [line for line in console.lines if line.startswith(("How well", "Pain on average?", "Medication?"))]
    assert [line.split("?")[0] for line in asked] == [
        "How well do your activities go",
        "Pain on average",
        "Medication",
    ]
    assert "How well" not in talk().said


@pytest.mark.parametrize("leave_out", [(ENTER, ENTER), ("3", ENTER, ENTER), ("later", "later"), ("3", "later", ENTER)])
def test_the_past_week_and_medication_can_be_left_out(due: AppContext, talk: Talk, leave_out: tuple[str, ...]) -> None:
    console = done(talk, "5", "4", *leave_out, ENTER)
    assert stored(due) == ((SCORED,), [])
    assert "The question comes again tomorrow." not in console.said


def test_scores_are_kept_whoever_leaves_after_them(due: AppContext, talk: Talk) -> None:
    done(talk, "5", "4", "3", "q")
    assert stored(due) == ((SCORED,), [])


def test_what_is_taken_is_said_and_enter_leaves_it(due: AppContext, talk: Talk) -> None:
    activities.score(due, {}, (1, 1, 1), due.today() - timedelta(days=20), "none")
    with due.write("what the form wrote") as work:
        work.put(Medication(due.today(), "ibuprofen"))
    console = done(talk, "5", "4", ENTER, ENTER, ENTER)
    assert any(line.startswith("Medication? It says now: ibuprofen.") for line in console.lines)
    assert stored(due)[1] == ["none", "ibuprofen"]


def test_undo_takes_the_scores_back_and_asks_for_them_again(due: AppContext, talk: Talk) -> None:
    done(talk, "5", "4", "u", "6", "7")
    assert stored(due)[0] == (FunctionScores(SCORED.date, (("carry water", 6), ("tie my shoes", 7))),)


@pytest.mark.parametrize(("answer", "days", "again"), [("later", 1, True), ("not again", 60, False)])
def test_the_scores_can_wait_or_never_come_again(
    due: AppContext, talk: Talk, answer: str, days: int, *, again: bool
) -> None:
    done(talk, "5", answer, ENTER)
    assert stored(due) == ((), [])
    due.clock.fixed = datetime(2026, 11, 23, 7, 30) + timedelta(days=days)
    assert ("How well do your activities go?" in talk("0", "A", "0").said) is again
