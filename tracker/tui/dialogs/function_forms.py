"""The forms for the goal, for the activities that the back makes hard, and for how well they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Label

from tracker.core import wording
from tracker.core.analytics.function_due import FunctionQuestion
from tracker.core.errors import UsageError, UserError
from tracker.core.input.parsing import read_whole
from tracker.core.model import MAX_ACTIVITIES, MAX_TEXT, Activity, FunctionScores
from tracker.service.function import activities
from tracker.service.function.goal import set_goal
from tracker.service.function.questions import PEG
from tracker.service.merging import ChangedElsewhereError
from tracker.tui.screen import AppScreen
from tracker.tui.widgets.forms.form import Field, Form, line


class GoalForm(Form):
    """Writes what the person wants back."""

    heading = "What would you like to be able to do again?"

    def __init__(self, goal: str) -> None:
        super().__init__()
        self.shown = goal

    def fields(self) -> ComposeResult:
        yield Label("One sentence, such as: Lift my daughter.", markup=False)
        yield line(self.shown, "goal", longest=MAX_TEXT)

    async def write(self) -> str:
        text, shown = self.text("goal"), self.shown
        return await self.run(lambda context: set_goal(context, text, shown))

    def rebase(self, problem: ChangedElsewhereError) -> None:
        self.shown = problem.base.text


class ActivitiesForm(Form):
    """Adds activities of the person's own, and ends those whose fields are emptied."""

    heading = "What does your back make hard?"

    def __init__(self, shown: Sequence[Activity]) -> None:
        super().__init__()
        self.shown = shown

    def fields(self) -> ComposeResult:
        yield Label(f"Up to {wording.count_word(MAX_ACTIVITIES)}, such as: Tie my shoes standing.", markup=False)
        names = [activity.name for activity in self.shown]
        for number in range(MAX_ACTIVITIES):
            yield line(names[number] if number < len(names) else "", f"activity-{number}", longest=MAX_TEXT)

    async def write(self) -> str:
        names = [self.text(f"activity-{number}") for number in range(MAX_ACTIVITIES)]
        return await self.run(lambda context: activities.change_activities(context, self.shown, names))


class ScoresForm(Form):
    """Writes how well the activities go on a day, the PEG answers and what is taken; an emptied field is deleted."""

    def __init__(self, shown: activities.Scoring) -> None:
        super().__init__()
        self.shown = shown
        self.heading = f"How well it goes: {wording.day(shown.on)}"

    def fields(self) -> ComposeResult:
        scores, peg = dict(self.shown.scores.scores), self.shown.scores.peg
        yield Label("0 not at all, 10 as before the trouble", markup=False)
        for number, name in enumerate(self.shown.names):
            yield Field(name, line(str(scores.get(name, "")), f"score-{number}", classes="number"))
        yield Label("Past week, 0 to 10, if you want (PEG)", markup=False)
        for number, question in enumerate(PEG):
            value = "" if peg is None else str(peg[number])
            yield Field(question, line(value, f"peg-{number}", classes="number"))
        yield Field("Medication", line(self.shown.medication, "medication", longest=MAX_TEXT))

    async def write(self) -> str:
        written = {name: self.text(f"score-{number}") for number, name in enumerate(self.shown.names)}
        scores = {name: read_whole(value, name) for name, value in written.items() if value}
        answers = [self.text(f"peg-{number}") for number in range(len(PEG))]
        peg = None
        if any(answers):
            if not all(answers):
                raise UsageError("Answer all three questions about the past week, or none.")
            pain, enjoyment, activity = (read_whole(*pair) for pair in zip(answers, PEG, strict=True))
            peg = pain, enjoyment, activity
        shown = self.shown
        edited = replace(
            shown,
            scores=FunctionScores(shown.on, tuple(sorted(scores.items())), peg),
            medication=" ".join(self.text("medication").split()),
        )
        return await self.run(lambda context: activities.change_scores(context, shown, edited))


async def open_form(screen: AppScreen, question: FunctionQuestion, on: date) -> None:
    """Open the form that answers a question, over `screen`, which says what was written, or why it cannot be read."""

    try:
        match question:
            case FunctionQuestion.GOAL:
                form: Form = GoalForm(await screen.read(lambda context: context.store.goal()))
            case FunctionQuestion.ACTIVITIES:
                shown = await screen.read(lambda context: activities.activities_on(context, context.today()))
                form = ActivitiesForm(shown)
            case FunctionQuestion.SCORES:
                form = ScoresForm(await screen.read(lambda context: activities.scoring_on(context, on)))
    except UserError as problem:
        screen.say(str(problem), problem=True)
        return
    screen.app.push_screen(form, screen.say_written)
