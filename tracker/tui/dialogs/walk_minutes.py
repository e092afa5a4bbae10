"""The question from which the walk of a starter plan follows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, Static

from tracker.core import wording
from tracker.service.first_run_text import WALK_QUESTION, walk_text
from tracker.service.library.shipped import StarterPlan
from tracker.service.plan import planning
from tracker.service.plan.starting_walk import StartingWalk, with_walk
from tracker.tui.widgets.forms.form import Form

LONGEST = 3


class WalkMinutes(Form):
    """Starts a plan; where no minutes are typed, with the `walk` as the plan has it."""

    heading = "The walk"

    def __init__(self, plan: StarterPlan, walk: StartingWalk) -> None:
        super().__init__()
        self._plan = plan
        self._walk = walk
        self.hint = f"enter go on · enter alone keeps {wording.number(walk.planned)} minutes"

    def fields(self) -> ComposeResult:
        yield Static(WALK_QUESTION, markup=False)
        yield Input(id="minutes", restrict=r"[0-9]*", max_length=LONGEST, compact=True)
        yield Static(walk_text(self._walk), classes="foot", markup=False)

    async def write(self) -> str:
        typed, plan = self.text("minutes"), self._plan
        minutes = int(typed) if typed else None
        return await self.run(lambda context: planning.start_plan(context, with_walk(context, plan, minutes)))
