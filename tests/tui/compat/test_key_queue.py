"""Keys that come at once: each is for what the one before it has opened."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from tests.support.waiting import until
from tracker.tui.compat.key_queue import KeyHoldScreen, KeyInterceptor, KeyQueueApp


class Question(ModalScreen[None]):
    """A dialog with a line to type into."""

    def compose(self) -> ComposeResult:
        yield Input()


class QueueApp(KeyQueueApp):
    """Opens a question with `o`, or first what stands behind it; notes each `x` that reaches it."""

    BINDINGS = [("o", "open"), ("h", "hold"), ("x", "note")]
    noted = 0

    def action_open(self) -> None:
        self.push_screen(Question())

    def action_hold(self) -> None:
        self.push_screen(KeyHoldScreen())

    def action_note(self) -> None:
        self.noted += 1


def type_at_once(app: QueueApp, keys: str) -> None:
    """Put keys into the queue of the app, with nothing done between one and the next."""
    for key in keys:
        app.post_message(events.Key(key, key))


async def test_a_key_typed_behind_one_that_opens_a_dialog_is_for_the_dialog() -> None:
    app = QueueApp()
    async with app.run_test() as pilot:
        type_at_once(app, "oxxx")
        await until(pilot, lambda: isinstance(app.screen, Question) and not app.has_keys_pending)
        assert app.screen.query_one(Input).value == "xxx"
        assert app.noted == 0


async def test_keys_wait_behind_a_question_that_is_still_to_come() -> None:
    app = QueueApp()
    async with app.run_test() as pilot:
        type_at_once(app, "hx")
        await until(pilot, lambda: isinstance(app.screen, KeyHoldScreen) and not app._key_in_progress)
        assert app.has_keys_pending
        app.push_screen(Question())
        await until(pilot, lambda: not app.has_keys_pending)
        assert app.screen.query_one(Input).value == "x"


class ScreenlessApp(QueueApp):
    """An app that has no screen where it is told so, as when it is being left."""

    has_screens = True

    async def note(self) -> None:
        self.noted += 1

    @property
    def screen_stack(self) -> list[Screen[object]]:
        return super().screen_stack if self.has_screens else []


async def test_what_waits_for_a_screen_is_called_once_also_where_there_is_none() -> None:
    app = ScreenlessApp()
    async with app.run_test() as pilot:
        for has_screens in (True, False):
            app.noted, app.has_screens = 0, has_screens
            app._when_screen_is_composed(app.note)
            app.has_screens = True
            await until(pilot, lambda: app.noted > 0)
            await pilot.pause()
            assert app.noted == 1


class Interceptor(Screen[None], KeyInterceptor):
    """Takes `x` before any binding."""

    async def take_key(self, key: str) -> bool:
        return key == "x"


async def test_a_screen_takes_a_key_before_the_bindings_have_it() -> None:
    app = QueueApp()
    async with app.run_test() as pilot:
        await app.push_screen(Interceptor())
        type_at_once(app, "xo")
        await until(pilot, lambda: isinstance(app.screen, Question) and not app.has_keys_pending)
        assert app.noted == 0
