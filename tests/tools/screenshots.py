"""Pictures of every screen and the main dialogs: `python -m tests.tools.screenshots` writes them to screenshots/.

They are made from the demonstration on a morning that never changes, by pressing the keys that a person would press.
The SVG files are what a test compares with the program; the PNG files beside them are for reading.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from textual import events
from textual.pilot import Pilot

from tests.support.contrast import faint_texts
from tests.support.waiting import keep_cursors_on, settled, text_of
from tests.tools.pictures import drawn, picture
from tracker.clock import Clock
from tracker.core.model import Settings
from tracker.exchange.report import write_report
from tracker.service.context import AppContext, open_context
from tracker.service.day.day_view import day_view
from tracker.service.demo.demo import fill
from tracker.service.history.reporting import gather
from tracker.tui.app import BacktrackerApp
from tracker.tui.compat import plotext_drawing
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.hands_free.screen import HandsFree

FOLDER = Path(__file__).parents[2] / "screenshots"
NOW = datetime(2026, 11, 22, 7, 30)
# The first run is on a Monday, on which every starter plan has something to do.
FIRST = datetime(2026, 11, 23, 7, 30)
THEMES = ("dark", "light")
USUAL = (80, 24)
OTHER_SIZES = {"small": (60, 20), "large": (160, 50)}
# How often a screen that is at rest may still change, as by what another screen has left behind.
PATIENCE = 100
# Seconds into the session at which a hold is under way.
HOLDING = 14
REPORT_WEEKS = 12
REPORT_PIXELS = (820, 1500)


class Picture(NamedTuple):
    """What a screen looks like, and the texts on it that are hard to read."""

    svg: str
    faint: list[str]


class Camera:
    """Presses keys in a running app and takes pictures; they are kept in `taken` by name."""

    def __init__(self, app: BacktrackerApp, pilot: Pilot[None], theme: str) -> None:
        self.app = app
        self.taken: dict[str, Picture] = {}
        self._pilot = pilot
        self._theme = theme

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what each brings."""
        for key in keys:
            pressed = events.Key(key, key if len(key) == 1 else None)
            pressed.set_sender(self.app)
            self.app.post_message(pressed)
            await self.rest()

    async def take(self, name: str, *keys: str) -> None:
        """Press keys, then take a picture, without notices that pass by and with no cursor that blinks."""
        await self.press(*keys)
        self.app.clear_notifications()
        keep_cursors_on(self.app)
        await self._pilot.pause()
        await self.rest()
        self.taken[f"{name}-{self._theme}"] = Picture(picture(self.app, "Backtracker"), faint_texts(self.app))

    async def take_in_other_sizes(self, name: str) -> None:
        """Take a small picture and a large one; in one theme, since another only changes colours."""
        if self._theme == THEMES[0]:
            for which, size in OTHER_SIZES.items():
                await self._pilot.resize_terminal(*size)
                await self.take(f"{name}-{which}")
            await self._pilot.resize_terminal(*USUAL)
            await self.rest()

    async def rest(self) -> None:
        """Wait until the app does nothing more by itself and the screen no longer changes."""
        before, now = "", drawn(self.app)
        for _ in range(PATIENCE):
            await settled(self._pilot)
            before, now = now, drawn(self.app)
            if now == before:
                return
        raise AssertionError(f"The screen does not come to rest; it shows\n{text_of(self.app)}")


async def a_morning(camera: Camera) -> None:
    """Through the screens, as on a morning with a step to decide."""
    await camera.take("today-morning")
    await camera.take("today-step", "0")
    await camera.take("reasoning", "w")
    await camera.press("escape", "y", "n", "y", "y", *["up"] * 6, *["enter"] * 5)
    await camera.take("today")
    await camera.take_in_other_sizes("today")
    await camera.take("today-pain", "p")
    await camera.press("escape")
    await camera.take("help", "question_mark")
    await camera.take("warning-signs", "escape", "exclamation_mark")
    await camera.press("escape")
    await hands_free(camera)
    await the_library(camera)
    await the_history(camera)
    await the_plan(camera)


async def hands_free(camera: Camera) -> None:
    """The session that runs by itself, in the middle of a hold."""
    app = camera.app
    rows = (await app.database.run(lambda context: day_view(context, context.today()))).rows
    now = [0.0]
    screen = HandsFree(
        rows,
        app.today,
        app.database.run,
        usual=0,
        settings=Settings(),
        bell=False,
        announcer=app.announcer,
        seconds=lambda: now[0],
    )
    await app.push_screen(screen)
    await camera.take("hands-free-ready")
    for second in range(HOLDING):
        now[0] = float(second)
        screen.tick()
    await camera.take("hands-free")
    await camera.take_in_other_sizes("hands-free")
    await camera.press("escape")


async def the_library(camera: Camera) -> None:
    """What there is, one exercise of it, and its dialogs."""
    await camera.take("library", "L", *["down"] * 4)
    await camera.take_in_other_sizes("library")
    await camera.take("library-found", "slash", *"bird")
    await camera.press("enter", "escape")
    await camera.take("filters", "f")
    await camera.take("left-out", "escape", "o")
    await camera.take("own-exercise", "escape", "n")
    await camera.press("escape")


async def the_history(camera: Camera) -> None:
    """Each chart, and all at once."""
    await camera.take("history", "H")
    await camera.take("history-pain", "r", "r", "down")
    await camera.take("history-function", "down", "down")
    await camera.take("history-year", "down")
    await camera.take("history-work", "down")
    await camera.press("down")
    await camera.take_in_other_sizes("history")


async def the_plan(camera: Camera) -> None:
    """What is planned, how it came to that, and its dialogs."""
    await camera.take("plan", "P")
    await camera.take_in_other_sizes("plan")
    await camera.take("dose", "enter")
    await camera.take("starter-plans", "escape", "s")
    await camera.take("plan-text", "escape", "e")
    await camera.take("pause", "escape", "p")
    await camera.take("settings", "escape", "o")
    await camera.press("escape")


async def first_run(camera: Camera) -> None:
    """The questions, and the first session."""
    await camera.take("first-run")
    await camera.take("first-run-ordinary-day", "enter")
    await camera.take("first-run-plans", "1")
    await camera.take("first-run-walk", "enter")
    await camera.take("first-run-done", "enter")


Walk = Callable[[Camera], Awaitable[None]]


async def pictures(theme: str, folder: Path) -> dict[str, Picture]:
    """All pictures in a theme, by name; `folder` is for the databases."""
    plotext_drawing.load()
    database = folder / f"{theme}.db"
    with context_at(database) as context:
        fill(context)
    morning = await walked(a_morning, database, NOW, theme)
    return morning.taken | (await walked(first_run, folder / f"{theme}-new.db", FIRST, theme)).taken


@contextmanager
def context_at(database: Path) -> Iterator[AppContext]:
    """The context on the morning of the pictures."""
    with closing(open_context(database, Clock(NOW))) as context:
        yield context


async def walked(walk: Walk, database: Path, now: datetime, theme: str) -> Camera:
    """The camera after such a walk through the program in a theme."""
    database_worker = DatabaseWorker(database, Clock(now))
    app = BacktrackerApp(database_worker, Config(theme=f"backtracker-{theme}", animation=False, bell=False))
    try:
        async with app.run_test(size=USUAL) as pilot:
            camera = Camera(app, pilot, theme)
            await walk(camera)
            return camera
    finally:
        database_worker.close()


def photograph(page: Path, to: Path, pixels: tuple[int, int]) -> None:
    """A PNG of a page or an SVG file, as a browser shows it; without Chromium an SVG is drawn more plainly."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is not None:
        window = "--window-size={},{}".format(*pixels)
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", window]
        command += ["--default-background-color=00000000", f"--screenshot={to}", page.as_uri()]
    else:
        command = ["rsvg-convert", str(page), "-o", str(to)]
    subprocess.run(command, check=True, capture_output=True)


def size_of(svg: str) -> tuple[int, int]:
    """Width and height of a picture, in whole pixels."""
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    return ceil(float(width)), ceil(float(height))


def write(folder: Path = FOLDER) -> None:
    """Take all pictures, and let those go that are no longer taken."""
    with TemporaryDirectory() as databases:
        taken: dict[str, Picture] = {}
        for theme in THEMES:
            taken |= asyncio.run(pictures(theme, Path(databases)))
        report = Path(databases) / "report.html"
        with context_at(Path(databases) / "report.db") as context:
            fill(context)
            report.write_text(write_report(gather(context, REPORT_WEEKS), "html"), encoding="utf-8")
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*-*.[sp][vn]g"):
            if old.stem not in taken:
                old.unlink()
        for name, (svg, _) in taken.items():
            path = folder / f"{name}.svg"
            if not path.exists() or path.read_text(encoding="utf-8") != svg or not path.with_suffix(".png").exists():
                path.write_text(svg, encoding="utf-8")
                photograph(path, path.with_suffix(".png"), size_of(svg))
        photograph(report, folder / "report.png", REPORT_PIXELS)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
