"""Weights in pounds, and weeks that begin on another day than Monday, are shown so; what is stored stays the same."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label, Static

from tests.support.waiting import settled
from tests.support.walking import press
from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.today.test_today_pictures import answered
from tracker.core.model import Units
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.plan import planning
from tracker.service.plan.planning import PlanEdit
from tracker.tui.config import Config
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.history.heatmap import Heatmap
from tracker.tui.today.entry_forms import SetForm
from tracker.tui.today.overview import WeeksOverview
from tracker.tui.today.session_list import SessionList
from tracker.tui.widgets.charts.chart import Chart
from tracker.tui.widgets.forms.day_picker import DayPicker
from tracker.tui.widgets.pick_list import PickList

TODAY = MONDAY.date()
REST_OF_WEEK = ("Tue", "Wed", "Thu", "Fri", "Sat")
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
    async with make_app(config=POUNDS).run_test() as pilot:
        await settled(pilot)
        assert "with 22 lb" in shown(pilot, "#dose")
        assert "+ 22 lb" in pilot.app.screen.query_one(SessionList).render_line(1).text
        await press(pilot, "P")
        assert "with 22 lb" in shown(pilot, "#item")
    async with make_app().run_test() as pilot:
        await settled(pilot)
        assert "with 10 kg" in shown(pilot, "#dose")


async def test_a_weight_is_typed_in_the_units_of_the_person_and_stored_in_kilograms(
    loaded: AppContext, make_app: MakeApp
) -> None:
    async with make_app(config=POUNDS).run_test() as pilot:
        await settled(pilot)
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
    how = recording.SetDetails(load_kg=10.1)
    recording.log_sets(loaded, loaded.exercise("suitcase-carry"), TODAY, (8,), None, how)
    async with make_app(config=POUNDS).run_test() as pilot:
        await settled(pilot)
        await press(pilot, "e", "enter")
        form = pilot.app.screen
        assert isinstance(form, SetForm)
        assert form.query_one("#load", Input).value == "22.3"
        form.query_one("#pain", Input).value = "1"
        await press(pilot, "enter")
    assert [(set_log.load_kg, set_log.pain) for set_log in loaded.store.day_sets(TODAY)] == [(10.1, 1)]


async def test_a_week_may_begin_on_sunday_wherever_weekdays_are_shown(loaded: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(loaded, loaded.exercise("suitcase-carry"), days=(0, 6))
    async with make_app(config=Config(animation=False, week_start="sunday")).run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        week = re.findall(
            r"^([A-Z][a-z]{2}) +(\d+)  (.)", str(pilot.app.screen.query_one(WeeksOverview).render()), re.M
        )
        assert week[:2] == [("Sun", "22", "·"), ("Mon", "23", "□")]
        assert [day for day, _, _ in week[2:]] == [*REST_OF_WEEK]
        assert "this week 0 of 1 day" in shown(pilot, "#status")
        await press(pilot, "H")
        heatmap = pilot.app.screen.query_one(Heatmap)
        assert {day.weekday() for day in heatmap.week_starts} <= {6}
        chart = pilot.app.screen.query_one("#adherence Chart", Chart)
        assert chart.plot is not None
        assert [day.weekday() for day, _ in chart.plot.x_ticks[0]] == [6]
        await press(pilot, "P")
        assert "SM·····" in str(pilot.app.screen.query_one(PickList).get_option_at_index(0).prompt)
        await press(pilot, "enter")
        picker = pilot.app.screen.query_one(DayPicker)
        assert re.findall("[A-Z][a-z]{2}", str(picker.render())) == ["Sun", "Mon", *REST_OF_WEEK]
        picker.focus()
        await press(pilot, "space", "enter")
    (item,) = planning.plan_items(loaded)
    assert item.prescription.days == (0,), "Sunday, which stands first, was taken out"
