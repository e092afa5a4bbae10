"""What the app does for all screens."""

from __future__ import annotations

from pathlib import Path

import pytest

import tracker.tui
from tests.support.walking import walk
from tests.tui.conftest import MakeApp
from tracker.service.context import AppContext
from tracker.service.plan import planning
from tracker.tui.dialogs.warning_signs import WarningSigns

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


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 50)])
async def test_a_dialog_stands_in_the_middle_over_a_screen_that_shines_through(
    context: AppContext, make_app: MakeApp, size: tuple[int, int]
) -> None:
    planning.start_plan(context, context.library.plans[0])
    async with make_app().run_test(size=size) as pilot:
        await walk(pilot, WarningSigns, "exclamation_mark")
        box = pilot.app.screen.query_one(".dialog").region
        assert abs(box.x - (size[0] - box.right)) <= 1
        assert abs(box.y - (size[1] - box.bottom)) <= 1
        assert pilot.app.screen.styles.background.a < 1
