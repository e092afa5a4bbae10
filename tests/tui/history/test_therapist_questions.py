"""Questions for the therapist, noted in History."""

from __future__ import annotations

from tests.support.walking import walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.core.model import CheckIn, TherapistQuestion
from tracker.service.context import AppContext
from tracker.tui.history.screen import HistoryScreen
from tracker.tui.history.therapist_questions import TherapistQuestions

TODAY = MONDAY.date()


async def test_a_question_is_noted_answered_and_taken_back(context: AppContext, make_app: MakeApp) -> None:
    with context.write("Question") as work:
        work.put_checkin(CheckIn(TODAY, 0))
        work.put_therapist_question(TherapistQuestion(TODAY, "May I swim?", "Yes"))
    async with make_app().run_test() as pilot:
        await walk(pilot, HistoryScreen, "H")
        await walk(pilot, TherapistQuestions, "n")
        await walk(pilot, HistoryScreen, *"Run?", "enter")
        assert TherapistQuestion(TODAY, "Run?") in context.store.therapist_questions()
        await walk(pilot, TherapistQuestions, "n")
        await walk(pilot, HistoryScreen, "tab", *"In May", "enter")
        assert TherapistQuestion(TODAY, "Run?", "In May") in context.store.therapist_questions()
    context.store.undo()
    context.store.undo()
    assert context.store.therapist_questions() == (TherapistQuestion(TODAY, "May I swim?", "Yes"),)
