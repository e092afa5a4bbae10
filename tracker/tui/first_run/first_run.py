"""The first run: a few questions, each written as soon as it is answered, so that leaving in between loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tracker.core.errors import UserError
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.first_run import FirstRunStep
from tracker.service.first_run_text import EmergencyAnswer
from tracker.service.plan import planning
from tracker.service.plan.starting_walk import starter_with_walk
from tracker.tui.compat.key_queue import KeyHoldScreen, KeyQueueApp
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.dialogs.starter_plans import StarterPlans
from tracker.tui.dialogs.walk_minutes import WalkMinutes
from tracker.tui.first_run.emergency import Emergency
from tracker.tui.first_run.ordinary_day import OrdinaryDay
from tracker.tui.first_run.safety import Safety


async def take_steps(app: KeyQueueApp, database: DatabaseWorker, steps: Sequence[FirstRunStep]) -> str:
    """Ask these questions in order until one is put off; returns the message of the last that was written, or "".

    Raises UserError where an answer cannot be written.
    """
    if any(isinstance(screen, KeyHoldScreen) for screen in app.screen_stack):
        return ""  # they are being asked already
    behind = KeyHoldScreen()
    await app.push_screen(behind)
    asked = FirstRunQuestions(app, database)
    try:
        for step in steps:
            if not await asked.ask(step):
                break
    finally:
        if behind.is_current:  # and not gone with the program
            behind.dismiss()
            app.release_keys()
    return asked.message


class FirstRunQuestions:
    """Asks the steps of the first run; `message` is that of the last answer that was written."""

    def __init__(self, app: KeyQueueApp, database: DatabaseWorker) -> None:
        self._app = app
        self._run = database.run
        self.message = ""

    async def ask(self, step: FirstRunStep) -> bool:
        """Ask a step and write the answer; whether the next may be asked."""
        match step:
            case FirstRunStep.SAFETY:
                return await self._ask_safety()
            case FirstRunStep.EMERGENCY:
                return await self._ask_emergency()
            case FirstRunStep.ORDINARY_DAY:
                return await self._ask_ordinary_day()
            case _:
                return await self._ask_plan()

    async def _ask_safety(self, unmarked: frozenset[str] = frozenset()) -> bool:
        shown = await self._run(first_run.marked)
        yes = await self._app.push_screen_wait(Safety(shown - unmarked))
        while yes is not None:
            if await self._write(partial(first_run.answer_safety, yes=yes, shown=shown)):
                return await self._ask_emergency()
            yes = await self._app.push_screen_wait(Safety(yes))
        return False

    async def _ask_emergency(self) -> bool:
        """Ask about the sign of an emergency where it was marked; nothing else is asked until there was help."""
        if not await self._run(first_run.waits_for_help):
            return True
        answer = await self._app.push_screen_wait(Emergency())
        if answer is EmergencyAnswer.MISTAKE:
            return await self._ask_safety(frozenset({first_run.EMERGENCY_SIGN}))
        looked_at = answer is EmergencyAnswer.LOOKED_AT
        if not await self._write(lambda context: first_run.answer_emergency(context, looked_at=looked_at)):
            return await self._ask_emergency()
        return looked_at

    async def _ask_ordinary_day(self) -> bool:
        pain = await self._app.push_screen_wait(OrdinaryDay(self.message))
        if pain is None:
            return False
        written = await self._write(lambda context: first_run.answer_ordinary_day(context, pain))
        return written or await self._ask_ordinary_day()

    async def _ask_plan(self) -> bool:
        plans, exercises, planned = await self._run(
            lambda context: (context.library.plans, context.exercises(), bool(planning.plan_items(context)))
        )
        name = await self._app.push_screen_wait(StarterPlans(plans, exercises, planned=planned))
        if name is None:
            return False
        plan, walk = await self._run(lambda context: starter_with_walk(context, name))
        if walk is None:
            written = await self._write(lambda context: planning.start_plan(context, plan))
            return written or await self._ask_plan()
        message = await self._app.push_screen_wait(WalkMinutes(plan, walk))
        self.message = message or self.message
        return message is not None

    async def _write(self, work: Callable[[AppContext], str]) -> bool:
        """Write an answer; where that cannot be, say why and return False, so that it is asked again."""
        try:
            self.message = await self._run(work)
        except UserError as problem:
            self._app.notify(str(problem), severity="warning", markup=False)
            return False
        return True
