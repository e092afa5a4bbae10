"""Waiting for what a running app is about to show, however slow the machine; where it does not come, what was seen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from textual._wait import wait_for_idle
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tracker.tui.app import BacktrackerApp
from tracker.tui.today.screen import TodayScreen

# Only a test that fails waits so long.
PATIENCE_S = 60.0
LOOK_EVERY_S = 0.01
# What is done may lead to something else, as a message does, so nothing has to be under way this many times in a row.
TIMES_AT_REST = 2
# More than a message takes from the terminal to the widget that it is for, and back up to the bindings.
TURNS = 50


async def until(pilot: Pilot[Any], holds: Callable[[], object], what: str = "") -> None:
    """Wait until something is so. Raises AssertionError with what the screen shows if it does not become so."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain{what and ' for '}{what}; the screen shows\n{text_of(pilot.app)}")
        await pilot.pause(LOOK_EVERY_S)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the app does nothing more by itself: every key taken, everything read, laid out and drawn.

    Raises AssertionError with what is still under way and what the screen shows.
    """
    app = pilot.app
    assert isinstance(app, BacktrackerApp)
    deadline, times = time.monotonic() + PATIENCE_S, 0
    while times < TIMES_AT_REST:
        await app.database.run(lambda _: None)
        await pilot.pause()
        doing = under_way(app)
        times = 0 if doing else times + 1
        if doing and time.monotonic() > deadline:
            raise AssertionError(f"{doing} still under way; the screen shows\n{text_of(app)}")
        if doing:
            await pilot.pause(LOOK_EVERY_S)


async def idle(*times: float) -> None:
    """Textual's wait until the process is idle, and turns of the event loop for what is on its way to a widget.

    It takes a process that gets no time from the processor for one that has nothing to do.
    """
    await wait_for_idle(*times)
    for _ in range(TURNS):
        await asyncio.sleep(0)


async def resized(app: App[Any]) -> None:
    """Wait until a new size is known to the screen, and the screen is laid out for it."""
    await _while(app, lambda: app._resize_event or app.screen.outer_size != app.size, "the new size is not taken")
    await _while(app, lambda: app.screen._layout_required or app.screen._callbacks, "it is not laid out")


async def keys_taken(app: App[Any]) -> None:
    """Wait until the app has done what the keys say that were pressed."""
    if isinstance(app, BacktrackerApp):
        await _while(app, lambda: app.has_keys_pending, "the keys are not taken")


async def _while(app: App[Any], holds: Callable[[], object], fault: str) -> None:
    """Wait while something is so, and the app goes on."""
    deadline = time.monotonic() + PATIENCE_S
    while app.is_running and not app._exit and holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"{fault}; the screen shows\n{text_of(app)}")
        await asyncio.sleep(LOOK_EVERY_S)


def under_way(app: BacktrackerApp) -> str:
    """What will change the screen without anything being asked of the app; empty where nothing will."""
    screens = app.screen_stack
    # A worker that waits for the answer to a dialog waits for the test.
    asked = sum(back.future is not None for screen in screens for back in screen._result_callbacks)
    # A tree of folders has a worker that waits as long as the tree is there.
    workers = [worker for worker in app.workers if not worker.is_finished and worker.group != "_loader"]
    doing = {
        "keys": app.has_keys_pending,
        "a look ahead": any(isinstance(screen, TodayScreen) and screen.forecast_pending for screen in screens),
        "workers": len(workers) > asked,
        "a layout": app.screen._layout_required or app.screen._callbacks,
        "an animation": app.animator._animations or app.animator._scheduled,
    }
    return ", ".join(name for name, is_doing in doing.items() if is_doing)


def keep_cursors_on(app: App[Any]) -> None:
    """Let no text cursor blink, which would be in one picture and not in the next."""
    for screen in app.screen_stack:
        for field in (*screen.query(Input), *screen.query(TextArea)):
            field.cursor_blink = False


def text_of(app: App[Any]) -> str:
    """What is on the screen, without colours."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())
