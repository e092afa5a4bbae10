"""Keys and sizes at random, in the real app: it must not crash, and leave a sound file.

`python -m tests.tools.random_keys COUNT [SEED]` is the long run; it prints the keys that led to a crash.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from textual.app import App

from tests.support.database_faults import database_faults
from tracker.clock import Clock
from tracker.core.model import Answer
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.demo import demo
from tracker.service.plan import planning
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker

NOW = datetime(2026, 11, 23, 7, 30)
# Each session starts the app anew, on a day later.
SESSION = 250
# Not ctrl+c and the like, which Textual takes for itself; `q` ends a session early, as it does for a person.
KEYS = (
    *"TLHPuabcdefghijklmnoprstvwxyzABCDEFGIJKMNOQRSUVWXYZ0123456789",
    "comma", "full_stop", "plus", "minus", "slash", "colon", "exclamation_mark", "question_mark", "space", "enter",
    "left_square_bracket", "right_square_bracket", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home",
    "end", "pageup", "pagedown", "backspace", "delete", "ctrl+r", "f1", "circumflex_accent",
)  # fmt: skip
# What is pressed more often than chance would have it, so that dialogs are filled in and left.
LIKELY = ("enter", "escape", "down", "tab", "space", "T", "L", "H", "P", "0", "1")
SIZES = ((80, 24), (60, 20), (160, 50), (120, 40), (40, 12), (20, 6), (200, 60), (1, 1))


def nothing(context: AppContext) -> None:
    """A person on the first day."""


def plan_only(context: AppContext) -> None:
    """A plan, the questions of the first run answered, and no history."""
    planning.start_plan(context, planning.starter(context, "gentle"))
    with context.store.transaction("answers", at=context.clock.stamp()) as change:
        for question in first_run.SAFETY:
            change.put(Answer(question.text, "no", context.today()))
        change.put(Answer(first_run.ORDINARY_DAY, "0", context.today()))


HISTORIES: tuple[Callable[[AppContext], None], ...] = (demo.fill, plan_only, nothing)


async def session(database: Path, now: datetime, chance: random.Random, count: int) -> list[str]:
    """Press up to `count` keys, and return them; a crash names them all."""
    app: App[None] = BacktrackerApp(DatabaseWorker(database, Clock(now)), Config(animation=False))
    pressed: list[str] = []
    try:
        async with app.run_test(size=chance.choice(SIZES[:4])) as pilot:
            for _ in range(count):
                if not app.is_running:
                    break
                if chance.random() < 0.03:
                    size = chance.choice(SIZES)
                    pressed.append(f"{size[0]}x{size[1]}")
                    await pilot.resize_terminal(*size)
                else:
                    key = chance.choice(LIKELY if chance.random() < 0.3 else KEYS)
                    pressed.append(key)
                    await pilot.press(key)
    except Exception as error:
        error.add_note(f"after {' '.join(pressed)}")
        raise
    finally:
        assert isinstance(app, BacktrackerApp)
        app.database.close()
    return pressed


def begin(database: Path, seed: int) -> None:
    """Make the history of a seed, and the folder of its database."""
    database.parent.mkdir(parents=True, exist_ok=True)
    context = open_context(database, Clock(NOW))
    HISTORIES[seed % len(HISTORIES)](context)
    context.close()


def in_sessions(count: int, chance: random.Random, play: Callable[[datetime, int], list[str]]) -> int:
    """Play sessions, each on a day later, until `count` keys were pressed, and return how many were."""
    done, number = 0, 0
    while done < count:
        now = NOW + timedelta(days=number, minutes=chance.randrange(1000))
        done += len(play(now, min(SESSION, count - done)))
        number += 1
    return done


def run(folder: Path, count: int, seed: int) -> int:
    """Press `count` keys in sessions on one history, and return how many were pressed."""
    chance, database = random.Random(seed), folder / f"{seed}.db"
    begin(database, seed)

    def play(now: datetime, most: int) -> list[str]:
        pressed = asyncio.run(session(database, now, chance, most))
        wrong = database_faults(database)
        assert wrong == [], wrong
        return pressed

    return in_sessions(count, chance, play)


def long_run(run: Callable[[Path, int, int], int]) -> None:
    """Press as many keys as the call says, over ten seeds."""
    total, first_seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as made:
        for seed in range(first_seed, first_seed + 10):
            print(f"seed {seed}: {run(Path(made), total // 10, seed)} keys, a sound file", flush=True)


if __name__ == "__main__":
    long_run(run)
