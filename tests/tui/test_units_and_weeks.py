"""Weights in pounds, and weeks that begin on another day than Monday, are shown so; what is stored stays the same."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label, Static

from tests.support.walking import press, walk
from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.today.test_today_pictures import answered
from tracker.core.model import Units
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.plan import planning
from tracker.service.plan.planning import PlanEdit
from tracker.tui.config import Config
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.today.entry_forms import SetForm

TODAY = MONDAY.date()
POUNDS = Config(animation=False, units=Units.LB)


@pytest.fixture
def loaded(context: AppContext) -> AppContext:
    """A plan of one exercise with 10 kg, asked about already."""
    answered(context)
    planning.set_exercise(context, context.exercise("suitcase-carry"), PlanEdit((8, 8), 0, 10))
    recording.check_in(context, TODAY, 0)
    return context


def shown(pilot: Pilot[None], selector: str) -> str:
    """The text of a Static."""
    return str(pilot.app.screen.query_one(selector, Static).content)


def planned_kg(context: AppContext) -> float:
    """The weight in the plan."""
    (item,) = planning.plan_items(context)
    return item.dose.load_kg


async def test_weights_are_shown_in_the_units_of_the_person(loaded: AppContext, make_app: MakeApp) -> None:
    async with walk(make_app(config=POUNDS)) as pilot:
        assert "with 22 lb" in shown(pilot, "#dose")
        assert "+ 22 lb" in pilot.app.screen.query_one("SessionList").render_line(1).text  # type: ignore[attr-defined]
        await press(pilot, "P")
        assert "with 22 lb" in shown(pilot, "#item")
    async with walk(make_app()) as pilot:
        assert "with 10 kg" in shown(pilot, "#dose")


async def test_a_weight_is_typed_in_the_units_of_the_person_and_stored_in_kilograms(
    loaded: AppContext, make_app: MakeApp
) -> None:
    async with walk(make_app(config=POUNDS)) as pilot:
        await press(pilot, "P", "enter")
        form = pilot.app.screen
        assert isinstance(form, DoseForm)
        assert form.query_one("#load", Input).value == "22"
        assert "lb" in [str(label.content) for label in form.query(Label)]
        form.query_one("#reps", Input).value = "9, 9"
        await press(pilot, "enter")
        assert planned_kg(loaded) == 10, "which was not touched"
        await press(pilot, "enter")
        pilot.app.screen.query_one("#load", Input).value = "25"
        await press(pilot, "enter")
        assert "25 lb" in shown(pilot, "#sentence")
    assert planned_kg(loaded) == 11.34


async def test_a_logged_weight_that_is_not_touched_stays_to_the_gram(loaded: AppContext, make_app: MakeApp) -> None:
    how = recording.HowItWent(load_kg=10.1)
    recording.log_sets(loaded, loaded.exercise("suitcase-carry"), TODAY, (8,), None, how)
    async with walk(make_app(config=POUNDS)) as pilot:
        await press(pilot, "e", "enter")
        form = pilot.app.screen
        assert isinstance(form, SetForm)
        assert form.query_one("#load", Input).value == "22.3"
        form.query_one("#pain", Input).value = "1"
        await press(pilot, "enter")
    assert [(set_log.load_kg, set_log.pain) for set_log in loaded.store.day_sets(TODAY)] == [(10.1, 1)]
