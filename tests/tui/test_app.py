"""What the app does for all screens."""

from __future__ import annotations

from pathlib import Path

import tracker.tui
from tests.tui.conftest import MakeApp
from tracker.service.context import AppContext
from tracker.service.plan import planning

FOLDER = Path(tracker.tui.__file__).parent


async def test_the_style_sheets_of_all_that_a_key_leads_to_are_read_before_it_is_pressed(
    context: AppContext, make_app: MakeApp
) -> None:
    planning.start_plan(context, context.library.plans[0])
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        sheets = {path for path in FOLDER.rglob("*.tcss") if path.parent.name != "first_run"}
        assert {str(path.relative_to(FOLDER)) for path in sheets if not app.stylesheet.has_source(str(path))} == set()
