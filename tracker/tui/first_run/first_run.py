"""The first run: three questions, each written as soon as it is answered, so that leaving in between loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.service import first_run
from tracker.service.first_run import FirstRunStep
from tracker.service.plan import planning
from tracker.tui.compat.key_queue import KeyQueueApp, LetsKeysWait
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.dialogs.starter_plans import StarterPlans
from tracker.tui.first_run.ordinary_day import OrdinaryDay
from tracker.tui.first_run.safety import Safety


async def take_steps(app: KeyQueueApp, database: DatabaseWorker, steps: Sequence[FirstRunStep]) -> str:
    """Ask these, one after the other, until one is left; gives the sentence of the last that was written, or nothing.

    Raises UserError where an answer cannot be written.
    """
    if any(isinstance(screen, LetsKeysWait) for screen in app.screen_stack):
        return ""  # they are being asked already
    said = ""
    behind = LetsKeysWait()
    await app.push_screen(behind)
    try:
        for step in steps:
            written = await _take(app, database, step, said)
            if written is None:
                break
            said = written
    finally:
        if behind.is_current:  # and not gone with the program
            behind.dismiss()
            app.let_keys_come()
    return said


async def _take(app: KeyQueueApp, database: DatabaseWorker, step: FirstRunStep, said: str) -> str | None:
    ask = database.run
    if step is FirstRunStep.SAFETY:
        yes = await app.push_screen_wait(Safety(await ask(first_run.marked)))
        return None if yes is None else await ask(lambda context: first_run.answer_safety(context, yes))
    if step is FirstRunStep.ORDINARY_DAY:
        pain = await app.push_screen_wait(OrdinaryDay(said))
        return None if pain is None else await ask(lambda context: first_run.answer_ordinary_day(context, pain))
    plans, exercises, planned = await ask(
        lambda context: (context.library.plans, context.exercises(), bool(planning.plan_items(context)))
    )
    name = await app.push_screen_wait(StarterPlans(plans, exercises, planned=planned))
    return (
        None
        if name is None
        else await ask(lambda context: planning.start_plan(context, planning.starter(context, name)))
    )
