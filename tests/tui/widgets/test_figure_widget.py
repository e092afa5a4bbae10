"""The moving figure on a screen: when it draws, what it draws, and when it rests."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen

from tests.support.waiting import settled
from tests.support.walking import press
from tests.tui.conftest import MakeApp
from tracker.core.session.pace import Phase, parse_pace
from tracker.service.context import AppContext
from tracker.service.plan import planning
from tracker.tui.config import Config
from tracker.tui.widgets.figure import FRAMES_A_SECOND, PLAYS, STILL_AFTER_S, FigureView

PACE = parse_pace("3 s out, hold, 3 s in", 10)


@dataclass
class Watch:
    """A clock that is set by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


class Stage(App[None]):
    """One figure on an otherwise empty screen."""

    def __init__(self, exercise: str = "bird-dog", animation: bool = True, blocks: bool = False) -> None:
        super().__init__()
        self.watch_in_hand = Watch()
        self.figure = FigureView(exercise, clock=self.watch_in_hand)
        self.figure.phases = PACE
        self.animation_level = "full" if animation else "none"
        self.set_class(blocks, "-figure-in-blocks")

    def compose(self) -> ComposeResult:
        yield self.figure

    def at(self, seconds: float) -> list[str]:
        """What is drawn after so many seconds."""
        self.watch_in_hand.seconds = seconds
        self.figure.tick()
        return shown(self.figure)


def shown(figure: FigureView) -> list[str]:
    return [figure.render_line(y).text for y in range(figure.size.height)]


async def test_it_moves_at_the_pace_and_rests_while_a_hold_lasts() -> None:
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        assert stage.figure.moving
        start, way, out = stage.at(0), stage.at(1.5), stage.at(3)
        assert start != way != out
        drawn = stage.figure.frames_drawn
        assert stage.at(4) == stage.at(12.9) == out
        assert stage.figure.frames_drawn == drawn
        assert stage.at(16) == start


async def test_it_stands_still_after_a_few_repetitions_until_it_is_played_again() -> None:
    stage = Stage()
    stage.figure.phases = (Phase("there", 3, hold=False), Phase("back", 3, hold=False))
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        start, way = stage.at(0), stage.at(PLAYS * 6 - 3)
        assert way != start
        assert stage.at(PLAYS * 6) == start
        assert not stage.figure.moving
        drawn = stage.figure.frames_drawn
        assert stage.at(PLAYS * 6 + 3) == start
        stage.figure.tick()
        assert stage.figure.frames_drawn == drawn
        stage.figure.play()
        assert stage.figure.moving
        assert stage.at(PLAYS * 6 + 6) == way


async def test_a_long_hold_is_where_it_comes_to_rest() -> None:
    stage = Stage()
    stage.figure.phases = (Phase("up", 3, hold=False), Phase("hold", 60, hold=True), Phase("down", 3, hold=False))
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        held = stage.at(4)
        assert stage.at(STILL_AFTER_S) == stage.at(65) == held
        assert not stage.figure.moving


async def test_played_while_it_moves_it_does_not_begin_anew() -> None:
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        way = stage.at(1.5)
        stage.figure.play()
        assert stage.at(1.5) == way


async def test_the_session_leads_it_and_lets_it_go_again() -> None:
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        out = stage.at(3)
        stage.figure.show(2, 1.0)
        assert not stage.figure.moving
        home = shown(stage.figure)
        assert home != out
        assert stage.at(3) == home
        stage.figure.show(1, 0.5)
        assert shown(stage.figure) == out
        stage.figure.free()
        assert stage.figure.moving
        assert shown(stage.figure) == home


async def test_it_rests_while_the_terminal_is_not_in_use() -> None:
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        stage.app_focus = False
        await pilot.pause()
        assert not stage.figure.moving
        stage.app_focus = True
        await pilot.pause()
        assert stage.figure.moving


async def test_it_rests_while_hidden_and_while_another_screen_is_on_top() -> None:
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        stage.figure.display = False
        await pilot.pause()
        assert not stage.figure.moving
        stage.figure.display = True
        await pilot.pause()
        assert stage.figure.moving
        await stage.push_screen(Screen())
        await pilot.pause()
        assert not stage.figure.moving
        await stage.pop_screen()
        await pilot.pause()
        assert stage.figure.moving


async def test_without_animation_the_poses_stand_side_by_side() -> None:
    stage = Stage(animation=False)
    async with stage.run_test(size=(64, 12)) as pilot:
        await pilot.pause()
        assert not stage.figure.moving
        lines = shown(stage.figure)
        assert stage.at(1.5) == lines
        halves = [{line[:30].strip() for line in lines}, {line[34:].strip() for line in lines}]
        assert all(len(half) > 3 for half in halves)


async def test_without_animation_the_session_still_leads_from_pose_to_pose() -> None:
    stage = Stage(animation=False)
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        stage.figure.show(0, 0.1)
        out = shown(stage.figure)
        stage.figure.show(0, 0.9)
        assert shown(stage.figure) == out
        stage.figure.show(2, 0.1)
        assert shown(stage.figure) != out


async def test_the_other_side_is_drawn_at_once() -> None:
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        stage.figure.show(1, 0)
        this = shown(stage.figure)
        stage.figure.other_side = True
        assert shown(stage.figure) != this


@pytest.mark.parametrize("animation", [True, False])
async def test_where_braille_is_not_to_be_had_it_is_drawn_with_the_blocks_of_every_console(animation: bool) -> None:
    stage = Stage(animation=animation, blocks=True)
    async with stage.run_test(size=(64, 12)) as pilot:
        await pilot.pause()
        assert "█" in set("".join(stage.at(1.5))) <= set(" ▀▄█▌▐")


async def test_an_exercise_without_a_figure_shows_nothing() -> None:
    stage = Stage("my-stretch")
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        assert not stage.figure.display
        assert not stage.figure.moving
        stage.figure.exercise = "squat"
        await pilot.pause()
        assert stage.figure.display
        assert stage.figure.moving


@pytest.mark.parametrize("size", [(3, 1), (10, 3), (20, 6)])
async def test_a_tiny_terminal_is_no_fault(size: tuple[int, int]) -> None:
    stage = Stage()
    async with stage.run_test(size=size) as pilot:
        await pilot.pause()
        assert stage.at(1.5)


async def test_a_theme_changes_the_colours_and_no_dots() -> None:
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        stage.figure.show(1, 0)
        dark = stage.figure.render_line(5)
        stage.theme = "textual-light"
        await pilot.pause()
        light = stage.figure.render_line(5)
        assert dark.text == light.text
        assert dark != light


async def test_it_is_drawn_no_more_often_than_twelve_times_a_second() -> None:
    assert FRAMES_A_SECOND <= 12
    stage = Stage()
    async with stage.run_test(size=(32, 12)) as pilot:
        await pilot.pause()
        begin, drawn = monotonic(), stage.figure.frames_drawn
        while stage.figure.frames_drawn < drawn + 7:
            stage.watch_in_hand.seconds = (monotonic() - begin) % 3  # all of it in the first move
            await pilot.pause()
        assert monotonic() - begin > 5 / 12


@pytest.mark.parametrize("away", ["L", "question_mark", "space"])
async def test_beside_the_set_it_moves_only_while_today_is_seen(
    context: AppContext, make_app: MakeApp, away: str
) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    async with make_app(config=Config()).run_test() as pilot:
        await press(pilot, "0", "escape")
        beside = pilot.app.screen.query_one(FigureView)
        assert beside.moving
        await press(pilot, away)
        assert not beside.moving
        await press(pilot, "T" if away == "L" else "escape")
        assert beside.moving
        pilot.app.app_focus = False
        await settled(pilot)
        assert not beside.moving


async def test_beside_the_set_it_rests_where_there_is_no_room_for_it(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    async with make_app(config=Config()).run_test() as pilot:
        await settled(pilot)
        beside = pilot.app.screen.query_one(FigureView)
        await pilot.resize_terminal(40, 10)
        await settled(pilot)
        assert not beside.moving
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert beside.moving


async def test_beside_the_set_it_moves_again_at_a_key_but_not_behind_a_dialog(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    async with make_app(config=Config()).run_test() as pilot:
        await press(pilot, "0", "escape")
        beside, watch = pilot.app.screen.query_one(FigureView), Watch(monotonic() + STILL_AFTER_S)
        monkeypatch.setattr(beside, "_clock", watch)
        beside.tick()
        assert not beside.moving
        await press(pilot, "u")
        assert beside.moving
        await press(pilot, "question_mark")
        watch.seconds += STILL_AFTER_S
        await press(pilot, "down", "escape")
        assert not beside.moving
