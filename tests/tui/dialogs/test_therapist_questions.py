"""Questions for the therapist: listed, noted, answered, changed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.support.walking import press, typed, walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.core.model import CheckIn, TherapistQuestion
from tracker.service.context import AppContext
from tracker.tui.dialogs.therapist_questions import QuestionForm, TherapistQuestions
from tracker.tui.history.screen import HistoryScreen
from tracker.tui.widgets.pick_list import PickList

TODAY = MONDAY.date()
SWIM = TherapistQuestion(TODAY - timedelta(days=9), "May I swim?", "Yes")
BELT = TherapistQuestion(TODAY - timedelta(days=5), "A belt?")


@pytest.fixture(autouse=True)
def noted(context: AppContext) -> None:
    """A morning, and two questions of which one has an answer."""
    with context.write("Questions") as work:
        work.put(CheckIn(TODAY, 0))
        work.put(SWIM)
        work.put(BELT)


def lines(dialog: TherapistQuestions) -> list[str]:
    listed = dialog.query_one(PickList)
    return [str(listed.get_option_at_index(place).prompt) for place in range(listed.option_count)]


async def test_those_without_an_answer_come_first(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, HistoryScreen, "H")
        dialog = await walk(pilot, TherapistQuestions, "n")
        assert lines(dialog) == ["A belt? · 18 November", "May I swim? · 14 November\n  Yes"]


async def test_a_question_is_noted_and_answered_and_each_is_one_undo(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, HistoryScreen, "H")
        await walk(pilot, TherapistQuestions, "n")
        await walk(pilot, QuestionForm, "n")
        await walk(pilot, TherapistQuestions, *"Run?", "enter")
        assert TherapistQuestion(TODAY, "Run?") in context.store.therapist_questions()
        await walk(pilot, QuestionForm, "enter")
        dialog = await walk(pilot, TherapistQuestions, *"May", "enter")
        assert TherapistQuestion(TODAY, "Run?", "May") in context.store.therapist_questions()
        assert str(dialog.query_one("#faults", Static).content) == "Answer noted to: Run?"
        await press(pilot, "u")
        assert TherapistQuestion(TODAY, "Run?") in context.store.therapist_questions()
        await press(pilot, "u")
        assert context.store.therapist_questions() == (SWIM, BELT)
        await walk(pilot, HistoryScreen, "escape")


async def test_a_question_is_changed_and_its_answer_taken_back(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, HistoryScreen, "H")
        await walk(pilot, TherapistQuestions, "n")
        await walk(pilot, QuestionForm, "down", "enter")
        await walk(pilot, TherapistQuestions, *["backspace"] * 3, "enter")
        assert context.store.therapist_questions() == (TherapistQuestion(SWIM.date, SWIM.text), BELT)
        await walk(pilot, QuestionForm, "enter")
        await press(pilot, "up", "end")
        await typed(pilot, " Far?")
        await walk(pilot, TherapistQuestions, "enter")
        assert [question.text for question in context.store.therapist_questions()] == ["May I swim? Far?", "A belt?"]


async def test_a_question_is_deleted_and_brought_back(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, HistoryScreen, "H")
        dialog = await walk(pilot, TherapistQuestions, "n")
        await press(pilot, "d", "d")
        assert context.store.therapist_questions() == ()
        assert lines(dialog)[0].startswith("No question is noted.")
        await press(pilot, "d", "enter", "u", "u")
        assert context.store.therapist_questions() == (SWIM, BELT)


async def test_what_was_changed_elsewhere_is_neither_deleted_nor_changed(
    context: AppContext, make_app: MakeApp
) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, HistoryScreen, "H")
        await walk(pilot, TherapistQuestions, "n")
        with context.write("elsewhere") as work:
            work.put(TherapistQuestion(BELT.date, BELT.text, "No"))
        dialog = await walk(pilot, TherapistQuestions, "d")
        assert "changed elsewhere" in str(dialog.query_one("#faults", Static).content)
        assert TherapistQuestion(BELT.date, BELT.text, "No") in context.store.therapist_questions()
        assert any("No" in line for line in lines(dialog))


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
def test_it_looks_as_it_was_agreed(snap_compare: Callable[..., bool], make_app: MakeApp, size: tuple[int, int]) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await walk(pilot, HistoryScreen, "H")
        await walk(pilot, TherapistQuestions, "n")

    assert snap_compare(make_app(), terminal_size=size, run_before=go)
