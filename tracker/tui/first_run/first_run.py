"""The first run: three questions, each written as soon as it is answered, so that leaving in between loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.service import first_run
from tracker.service.first_run import FirstRunStep
from tracker.service.plan import planning
from tracker.tui.compat.key_queue import KeyHoldScreen, KeyQueueApp
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.dialogs.starter_plans import StarterPlans
from tracker.tui.first_run.ordinary_day import OrdinaryDay
from tracker.tui.first_run.safety import Safety


async def take_steps(app: KeyQueueApp, database: DatabaseWorker, steps: Sequence[FirstRunStep]) -> str:
    """Ask these questions in order until one is put off; returns the message of the last that was written, or "".

    Raises UserError where an answer cannot be written.
    """
    if any(isinstance(screen, KeyHoldScreen) for screen in app.screen_stack):
        return ""  # they are being asked already
    message = ""
    behind = KeyHoldScreen()
    await app.push_screen(behind)
    try:
        for step in steps:
            written = await _take(app, database, step, message)
            if written is None:
                break
            message = written
    finally:
        if behind.is_current:  # and not gone with the program
            behind.dismiss()
            app.release_keys()
    return message


async def _take(app: KeyQueueApp, database: DatabaseWorker, step: FirstRunStep, message: str) -> str | None:
    run = database.run
    if step is FirstRunStep.SAFETY:
        yes = await app.push_screen_wait(Safety(await run(first_run.marked)))
        return None if yes is None else await run(lambda context: first_run.answer_safety(context, yes))
    if step is FirstRunStep.ORDINARY_DAY:
        pain = await app.push_screen_wait(OrdinaryDay(message))
        return None if pain is None else await run(lambda context: first_run.answer_ordinary_day(context, pain))
    plans, exercises, planned = await run(
        lambda context: (context.library.plans, context.exercises(), bool(planning.plan_items(context)))
    )
    name = await app.push_screen_wait(StarterPlans(plans, exercises, planned=planned))
    return (
        None
        if name is None
        else await run(lambda context: planning.start_plan(context, planning.starter(context, name)))
    )
