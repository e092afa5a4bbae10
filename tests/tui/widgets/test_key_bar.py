"""Which keys stand at the foot where there is room for some of them only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from tracker.tui.widgets.key_bar import BarKey, KeyBar, fitting

LOG, UNDO = BarKey("enter", "enter", "Log", "", True), BarKey("u", "u", "Undo", "", True)
HELP = BarKey("?", "question_mark", "Help", "", True, always_shown=True)
SIGNS = BarKey("!", "exclamation_mark", "Warning signs", "", True, always_shown=True)
ALL = (LOG, UNDO, HELP, SIGNS)


def line(keys: tuple[BarKey, ...]) -> str:
    return " ".join(f"{key.shown} {key.does}" for key in keys)


def test_where_there_is_room_for_all_nothing_changes() -> None:
    assert fitting(ALL, len(line(ALL))) == ALL


def test_another_key_goes_before_the_warning_signs_are_shortened() -> None:
    assert line(fitting(ALL, len(line(ALL)) - 1)) == "enter Log ? Help ! Warning signs"
    assert line(fitting(ALL, len("? Help ! Warning"))) == "? Help ! Warning"


@given(st.integers(0, 60))
def test_help_and_warning_signs_stay_and_all_else_is_whole_or_gone(width: int) -> None:
    shown = fitting(ALL, width)
    others = [key for key in shown if not key.always_shown]
    assert [key.pressed for key in shown[-2:]] == ["question_mark", "exclamation_mark"]
    assert others == [LOG, UNDO][: len(others)]
    assert len(line(shown)) <= width or not others


class Lamp(App[None]):
    """A screen that says which keys apply."""

    BINDINGS = [("o", "turn_on", "Turn on"), ("x", "turn_off", "Turn off")]
    lit = False
    asked = 0

    def compose(self) -> ComposeResult:
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        self.asked += action == "turn_on"
        return {"turn_on": not self.lit, "turn_off": self.lit}.get(action, True)

    def action_turn_on(self) -> None:
        self.lit = True
        self.refresh_bindings()

    @property
    def foot(self) -> str:
        return str(self.screen.query_one(KeyBar).render())


async def test_the_keys_follow_what_applies_and_the_width() -> None:
    app = Lamp()
    async with app.run_test(size=(60, 5)) as pilot:
        assert "o Turn on" in app.foot
        await pilot.press("o")
        assert "x Turn off" in app.foot
        assert "Turn on" not in app.foot
        await pilot.resize_terminal(9, 5)
        assert "Turn" not in app.foot
        await pilot.resize_terminal(60, 5)
        assert "x Turn off" in app.foot


async def test_what_applies_is_asked_once_where_it_may_have_changed() -> None:
    app = Lamp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.asked = 0
        app.action_turn_on()
        await pilot.pause()
        assert "x Turn off" in app.foot
    assert app.asked == 1
