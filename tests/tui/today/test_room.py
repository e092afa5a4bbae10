"""Where there is little room, what is needed to do the session can still be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.waiting import text_of
from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.today.test_today import press, settled, words_of
from tests.tui.today.test_today_pictures import answered
from tracker.clock import Clock
from tracker.core import wording
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.pain import record_pain
from tracker.service.library import own_exercises
from tracker.service.plan import planning
from tracker.service.plan.planning import PlanEdit

TODAY = MONDAY.date()
SIZES = [(80, 24), (60, 20)]
LONG_NAME = "Reaching for the top shelf with a tin in each hand"


def begin(context: AppContext, plan: str) -> None:
    """Put a starter plan in place, as of last Monday, and answer this morning's question."""
    answered(context)
    last_week = MONDAY - timedelta(days=7)
    then = open_context(context.store.path, Clock(datetime.combine(last_week.date(), last_week.time())))
    planning.start_plan(then, planning.starter(then, plan))
    then.close()


@pytest.mark.parametrize("size", SIZES)
async def test_names_and_doses_are_whole_beside_boxes_and_pain(
    context: AppContext, make_app: MakeApp, size: tuple[int, int]
) -> None:
    begin(context, "big")
    recording.check_in(context, TODAY, 0)
    recording.log_missing(context, TODAY, ["side-bridge-knees"])
    record_pain(context, TODAY, "side-bridge-knees", 2)
    async with make_app().run_test(size=size) as pilot:
        screen = await settled(pilot)
        lines = {line.split("│")[0].strip(" ▶╭╰") for line in text_of(pilot.app).splitlines()}
        for row in screen.session.rows:
            assert row.today is not None
            dose = wording.dose(row.today, per_side=row.exercise.per_side)
            (line,) = (line for line in lines if line.startswith(f"{row.exercise.name} "))
            assert f" {dose} " in line
            assert line.endswith(" 2") is (row.exercise.id == "side-bridge-knees")


async def test_the_pain_is_seen_beside_the_scrollbar(context: AppContext, make_app: MakeApp) -> None:
    begin(context, "gentle")
    recording.check_in(context, TODAY, 0, leg=True)
    recording.log_missing(context, TODAY, ["bird-dog-leg"])
    record_pain(context, TODAY, "bird-dog-leg", 2)
    async with make_app().run_test(size=(80, 20)) as pilot:
        screen = await settled(pilot)
        assert screen.session.show_vertical_scrollbar
        (line,) = (line for line in text_of(pilot.app).splitlines() if "Bird dog, leg" in line.split("│")[0])
        assert "■■■ 2" in line


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_that_is_longer_than_its_column_goes_on_below(
    context: AppContext, make_app: MakeApp, size: tuple[int, int]
) -> None:
    answered(context)
    own_exercises.make(context, replace(context.exercise("bird-dog"), name=LONG_NAME, harder=None))
    planning.set_exercise(context, context.exercise(LONG_NAME))
    planning.set_exercise(context, context.exercise("bridge"), PlanEdit((5, 5)))
    recording.check_in(context, TODAY, 0)
    async with make_app().run_test(size=size) as pilot:
        screen = await press(pilot, "1", "2")
        lines = [line.split("│")[0].split("╮")[0] for line in text_of(pilot.app).splitlines()]
        top = next(y for y, line in enumerate(lines) if line.startswith(" ▶ "))
        assert "12▏of 5·3·1" in lines[top]
        lines[top] = lines[top].split("12▏")[0]
        bottom = next(y for y, line in enumerate(lines) if line.startswith("   Bridge "))
        assert " ".join(" ".join(lines[top:bottom]).split()) == f"▶ {LONG_NAME}"
        await press(pilot, "down")
        assert screen.session.row is not None
        assert screen.session.row.exercise.id == "bridge"


async def test_the_session_keeps_half_of_a_small_screen_whatever_is_said_above_it(
    context: AppContext, make_app: MakeApp
) -> None:
    begin(context, "gentle")
    recording.check_in(context, TODAY - timedelta(days=1), 8, flare=True)
    async with make_app().run_test(size=(60, 20)) as pilot:
        screen = await settled(pilot)
        assert screen.query_one("#care").display
        assert screen.query_one("#eased").display
        assert screen.prompt.question is not None
        assert screen.session.region.height >= 10
        assert screen.session.region.bottom <= screen.query_one("KeyBar").region.y
        await press(pilot, "9")
        assert screen.session.region.height >= 10


async def test_the_pane_says_the_usual_dose_beside_one_that_is_eased(context: AppContext, make_app: MakeApp) -> None:
    begin(context, "big")
    recording.check_in(context, TODAY, 4, flare=True)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot)
        assert words_of(screen, "#dose") == (
            "3 sets: 2, 1 and 1 repetitions, each held for 10 s; "
            "usually 3 sets: 5, 3 and 1 repetitions, each held for 10 s."
        )


async def test_the_closing_sentence_stands_once(context: AppContext, make_app: MakeApp) -> None:
    begin(context, "big")
    recording.check_in(context, TODAY, 0)
    async with make_app().run_test(size=(80, 24)) as pilot:
        for keys in ("A", "0"):
            await press(pilot, keys)
            assert " ".join(text_of(pilot.app).split()).count("6 of 6 exercises") == 1


async def test_the_lines_above_the_session_are_short_on_a_small_screen(context: AppContext, make_app: MakeApp) -> None:
    begin(context, "big")
    recording.check_in(context, TODAY, 0)
    async with make_app().run_test(size=(60, 20)) as pilot:
        screen = await press(pilot, "escape", "escape")
        assert words_of(screen, "#status").endswith("· next step 4 Dec")
        assert words_of(screen, "#open") == "No check-in on Sat 21 Nov and Sun 22 Nov; m fills it in."
        assert [screen.query_one(line).region.height for line in ("#status", "#open")] == [1, 1]


async def test_names_are_whole_as_soon_as_the_session_is_drawn(context: AppContext, make_app: MakeApp) -> None:
    begin(context, "gentle")
    async with make_app().run_test(size=(60, 20)) as pilot:
        screen = await settled(pilot)
        await pilot.resize_terminal(20, 20)
        await settled(pilot)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        lines = [screen.session.render_line(y).text for y in range(4)]
        assert [line[2:22].strip() for line in lines[1:]] == ["Abdominal brace", "Bridge", "Bird dog, leg only"]
        assert all(line.strip() in text_of(pilot.app) for line in lines)


async def test_the_status_leaves_out_what_does_not_fit_into_its_line(context: AppContext, make_app: MakeApp) -> None:
    begin(context, "big")
    recording.check_in(context, TODAY, 4, flare=True)
    async with make_app().run_test(size=(60, 20)) as pilot:
        screen = await press(pilot, "escape", "escape")
        assert words_of(screen, "#status") == "Morning 4, a flare · this week 0 of 5 days"
