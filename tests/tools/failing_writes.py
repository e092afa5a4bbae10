"""`python -m tests.tools.failing_writes [NAMES]`: every key and dialog of the interface that writes, when that fails.

Each is tried while another program keeps the database locked, for writing or altogether, and on a disk without room.
Then a sentence has to say so, what was typed has to stay in front of the person, nothing may be stored or shown as
stored, and once the trouble is over the same key has to store what it would have stored without it. Prints what was
otherwise, how long the slowest sentence took, and the sentences; the exit status is 1 where something was otherwise.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from tests.support.full_disk import no_file_longer_than
from tests.support.waiting import settled, text_of
from tests.tools.pairs import MORNINGS, document
from tests.tools.random_keys import NOW, nothing, plan_only
from tests.tools.resize_storms import PLACES
from tracker.clock import Clock
from tracker.core.model import CheckIn, Dose, Exercise, Kind, SkipReason
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.day_view import DayView, day_view
from tracker.service.demo import demo
from tracker.service.history import undo_redo
from tracker.service.library import own_exercises
from tracker.service.plan import engine_settings, pauses
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.today.actions import DayActions
from tracker.tui.today.screen import TodayScreen
from tracker.tui.widgets.forms.form import Form

TODAY = NOW.date()
ROW = Exercise("my-", "Rope row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)))
PATIENCE_S = 20.0


# What there is before


def steady(context: AppContext) -> None:
    """The demonstration, with mornings after which steps are offered."""
    demo.fill(context)
    for days in range(len(MORNINGS), -1, -1):
        recording.check_in(context, TODAY - timedelta(days=days), 1)


def forgot(context: AppContext) -> None:
    """The demonstration, with a morning before this one that nothing is known of."""
    demo.fill(context)
    recording.check_in(context, TODAY, 1)
    with context.write("Delete") as work:
        work.delete(CheckIn, TODAY - timedelta(days=1))


def begun(context: AppContext) -> None:
    """A day with an entry of each kind, something to redo, and an exercise of one's own; no step is offered."""
    steady(context)
    engine_settings.change_settings(context, {"raise_doses": "no"})
    own_exercises.make(context, ROW)
    recording.log_next(context, TODAY, "curl-up", 0)
    recording.skip(context, context.exercise("bird-dog"), TODAY, SkipReason.TIME)
    recording.set_day_note(context, TODAY, "Slept badly", "")
    recording.log_next(context, TODAY, "curl-up", 1)
    undo_redo.undo(context)


def done(context: AppContext) -> None:
    """A day on which all is done, and its pain not said."""
    steady(context)
    recording.log_missing(context, TODAY)


def troubled(context: AppContext) -> None:
    """A morning with leg symptoms, of which a doctor should hear."""
    steady(context)
    recording.check_in(context, TODAY, 1, leg=True)


def paused(context: AppContext) -> None:
    """A pause without an end."""
    steady(context)
    pauses.pause(context, TODAY, None, "flu")


def archived(context: AppContext) -> None:
    """An exercise of one's own that is out of the library, though it was planned."""
    begun(context)
    (own,) = context.store.own_exercises()
    with context.write("Archive") as work:
        work.put(replace(own, archived=True))


def answered_yes(context: AppContext) -> None:
    """A plan, and a safety question that was answered with yes."""
    plan_only(context)
    first_run.answer_safety(context, [first_run.SAFETY[-1].text])


# What writes


class Write(NamedTuple):
    """Keys that lead to a place, from Today, and fill it in; and those that write. `app.…` is a command of the palette.

    Where a choice closes its dialog, `again` leads to what is then tried once more.
    """

    before: Callable[[AppContext], None]
    way: str
    key: str = "enter"
    again: str = ""


# The questions of the day are put off.
PUT_OFF = "escape escape escape"


def place(name: str, *more: str) -> str:
    """The way to a place of the resize storms."""
    return " ".join((PUT_OFF, *PLACES[name], *more))


GOAL, ACTIVITIES = "app.write_function('GOAL')", "app.write_function('ACTIVITIES')"
SCORES, QUESTIONS = "app.write_function('SCORES')", "app.therapist_questions"
WRITES: dict[str, Write] = {
    "the morning": Write(demo.fill, "", "3"),
    "the morning, leg": Write(demo.fill, "l", "3"),
    "a flare, asked": Write(demo.fill, "escape f", "6"),
    "a flare": Write(begun, PUT_OFF, "f"),
    "the morning again": Write(steady, f"{PUT_OFF} c", "4"),
    "a morning before": Write(forgot, f"{PUT_OFF} m", "2"),
    "log": Write(steady, PUT_OFF, "enter"),
    "log, typed": Write(steady, f"{PUT_OFF} 4", "enter"),
    "log, one more": Write(steady, f"{PUT_OFF} plus plus", "enter"),
    "log the exercise": Write(steady, PUT_OFF, "a"),
    "log the session": Write(steady, PUT_OFF, "A"),
    "form broke": Write(steady, f"{PUT_OFF} 2", "b"),
    "form broke, the last set": Write(begun, PUT_OFF, "b"),
    "pain before": Write(plan_only, f"{PUT_OFF} p", "7"),
    "pain": Write(begun, f"{PUT_OFF} p", "2"),
    "much pain": Write(begun, f"{PUT_OFF} p l", "7"),
    "left out": Write(steady, f"{PUT_OFF} s", "t"),
    "delete": Write(begun, PUT_OFF, "d"),
    "undo": Write(begun, PUT_OFF, "u"),
    "redo": Write(begun, PUT_OFF, "ctrl+r"),
    "a note": Write(begun, place("a note", *"Slept")),
    "a note of a set": Write(begun, f"{PUT_OFF} n w e l l"),
    "an entry deleted": Write(begun, place("what is logged"), "d"),
    "an entry deleted and brought back": Write(begun, place("what is logged", "d"), "u"),
    "an entry deleted, undone, redone": Write(begun, place("what is logged", "d", "u"), "ctrl+r"),
    "a check-in changed": Write(begun, place("what is logged", "home", "enter", "5")),
    "a set changed": Write(begun, f"{PUT_OFF} e enter 6"),
    "a skip changed": Write(begun, place("what is logged", "down", "down", "enter", "tab", *"why")),
    "a note changed": Write(begun, place("what is logged", "end", "enter", *"more")),
    "a step taken": Write(steady, "", "y"),
    "a step declined": Write(steady, "", "n"),
    "the session's pain": Write(done, "", "0"),
    "the session's pain, one": Write(done, "2", "enter"),
    "talked to somebody": Write(troubled, PUT_OFF, "i"),
    "a professional agrees": Write(answered_yes, "escape t", "y"),
    "hands-free, much pain": Write(steady, f"{PUT_OFF} space p", "8", "space"),
    "planned": Write(begun, "L end enter"),
    "swapped": Write(begun, "L slash c u r l enter", "x"),
    "another rung": Write(begun, "L slash c u r l enter down x", "enter", "x enter"),
    "own exercise": Write(begun, place("Library, own exercise", *"Band")),
    "own exercise changed": Write(begun, "L slash r o p e enter e R o w"),
    "own exercise archived": Write(begun, "L slash r o p e enter", "d"),
    "own exercise brought back": Write(archived, "L f tab tab tab tab space enter", "d"),
    "dose": Write(begun, place("Plan, dose", *"4")),
    "taken out": Write(begun, "P", "d"),
    "moved down": Write(begun, "P", "right_square_bracket"),
    "locked": Write(begun, "P", "l"),
    "the plan as text": Write(begun, place("Plan, as text", "number_sign"), "ctrl+s"),
    "a pause": Write(begun, place("Plan, pause", "tab", "tab", *"flu")),
    "the end of a pause": Write(paused, "P", "p"),
    "settings": Write(begun, place("Plan, settings", *"1")),
    "a starter plan": Write(begun, place("Plan, starter plans"), "enter", "s enter"),
    "a starter plan, the walk": Write(nothing, "escape P s enter 9"),
    "the record asked": Write(begun, "H a", "enter"),
    "goal": Write(begun, f"{GOAL} D a n c e"),
    "activities": Write(begun, f"{ACTIVITIES} tab tab S w i m"),
    "scores": Write(begun, f"{SCORES} 9"),
    "scores, medication": Write(begun, f"{SCORES} 9 shift+tab T e a"),
    "a question noted": Write(begun, f"{QUESTIONS} n R u n ?"),
    "a question answered": Write(begun, f"{QUESTIONS} enter Y e s"),
    "a question deleted": Write(begun, QUESTIONS, "d"),
    "a question undone": Write(begun, f"{QUESTIONS} d", "u"),
    "a question redone": Write(begun, f"{QUESTIONS} d u", "ctrl+r"),
    "safety": Write(nothing, "down space"),
    "an ordinary day": Write(nothing, "enter", "3"),
    "the first plan": Write(nothing, "enter 0 enter 8"),
}  # fmt: skip


# What goes wrong


@contextmanager
def locked_for_writing(database: Path) -> Iterator[None]:
    """Another program is about to write."""
    with _locked(database, "BEGIN IMMEDIATE"):
        yield


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program writes, and lets nobody read."""
    with _locked(database, "BEGIN EXCLUSIVE"):
        yield


@contextmanager
def _locked(database: Path, how: str) -> Iterator[None]:
    with closing(sqlite3.connect(database)) as other:
        other.execute(how)
        yield
        other.execute("ROLLBACK")


@contextmanager
def no_room(_: Path) -> Iterator[None]:
    """A full disk: no file grows."""
    with no_file_longer_than(0):
        yield


@contextmanager
def little_room(_: Path) -> Iterator[None]:
    """A disk that is full when a part is written."""
    with no_file_longer_than(1024):
        yield


Trouble = Callable[[Path], AbstractContextManager[None]]
TROUBLES: tuple[Trouble, ...] = (locked_for_writing, locked, no_room, little_room)
SENTENCE = re.compile(r"Another program is using the database|the disk refused|The disk is full")


# What is seen


def said(app: BacktrackerApp) -> str:
    """The sentences on the screen that say what went wrong."""
    shown = [str(line.content) for line in app.screen.query("#sentence, #faults").results(Static) if line.display]
    return " ".join(" ".join([*shown, *(notification.message for notification in app._notifications)]).split())


def in_front(app: BacktrackerApp) -> tuple[object, ...]:
    """What the person has before them: which screens, what is typed and asked."""
    screen = app.screen
    typed: list[object] = [type(shown).__name__ for shown in app.screen_stack]
    typed += screen.filled() if isinstance(screen, Form) else [field.value for field in screen.query(Input)]
    typed += [area.text for area in screen.query(TextArea)]
    if isinstance(screen, DayActions):
        question = screen.prompt.question
        typed += [screen.session.typed_amount, screen.session.cursor, question and question.text]
    return tuple(typed)


def _recorded(view: DayView) -> tuple[object, ...]:
    """What a day has of a person's entries."""
    return view.checkin, view.note, [(row.exercise.id, row.logged, row.skip) for row in view.rows]


class Outcome(NamedTuple):
    """What was otherwise than it should be, the sentence, and how many seconds it took."""

    faults: tuple[str, ...]
    sentence: str
    seconds: float


class Attempt:
    """One who writes at a place, in the real interface on a database of its own."""

    def __init__(self, folder: Path, write: Write) -> None:
        self._write = write
        self.database = folder / "backtracker.db"
        self.database.unlink(missing_ok=True)
        made = folder / f"{write.before.__name__}.db"
        if made.exists():
            shutil.copy(made, self.database)
            return
        with self._open() as context:
            write.before(context)
        shutil.copy(self.database, made)

    def stored(self) -> str:
        """What is stored."""
        with self._open() as context:
            return document(context)

    def without_trouble(self) -> str:
        """What is stored where nothing goes wrong. Raises AssertionError where nothing is."""
        before = ""

        async def play(pilot: Pilot[None]) -> None:
            nonlocal before
            await self._press(pilot, self._write.way)
            before = self.stored()
            await self._press(pilot, self._write.key)

        self._play(play)
        stored = self.stored()
        assert stored != before, f"{self._write.way} {self._write.key} stores nothing"
        return stored

    def in_trouble(self, trouble: Trouble, expected: str) -> Outcome:
        """What comes of it where something goes wrong, and then not any more."""
        faults: list[str] = []
        sentence, seconds = "", 0.0

        async def play(pilot: Pilot[None]) -> None:
            nonlocal sentence, seconds
            app = pilot.app
            assert isinstance(app, BacktrackerApp)
            await self._press(pilot, self._write.way)
            before, shown = self.stored(), in_front(app)
            app.clear_notifications()
            with trouble(self.database):
                began = time.monotonic()
                await pilot.press(*self._write.key.split())
                while not SENTENCE.search(said(app)) and time.monotonic() < began + PATIENCE_S:
                    await pilot.pause(0.01)
                sentence, seconds = said(app), time.monotonic() - began
                if not SENTENCE.search(sentence):
                    faults.append(f"no sentence; the screen shows\n{text_of(app)}")
            await settled(pilot)
            if not self._write.again and in_front(app) != shown:
                faults.append(f"in front was {shown}, and then {in_front(app)}")
            if self.stored() != before:
                faults.append("something was stored")
            faults.extend(self._shown_otherwise(app))
            await self._press(pilot, self._write.again or self._write.key)

        self._play(play)
        if self.stored() != expected:
            faults.append("the same key later stored something else")
        return Outcome(tuple(faults), sentence, seconds)

    def _shown_otherwise(self, app: BacktrackerApp) -> Iterator[str]:
        """Where Today shows a day otherwise than it is stored."""
        screen = app.screen
        if isinstance(screen, TodayScreen) and screen.today_view is not None:
            with self._open() as context:
                if _recorded(day_view(context, screen.today_view.view.on)) != _recorded(screen.today_view.view):
                    yield "Today shows something else than what is stored"

    def _open(self) -> closing[AppContext]:
        return closing(open_context(self.database, Clock(NOW)))

    def _play(self, play: Callable[[Pilot[None]], Any]) -> None:
        async def run() -> None:
            worker = DatabaseWorker(self.database, Clock(NOW))
            try:
                app = BacktrackerApp(worker, Config(animation=False))
                async with app.run_test(size=(100, 40), notifications=True) as pilot:
                    await settled(pilot)
                    await play(pilot)
            finally:
                worker.close()

        asyncio.run(run())

    async def _press(self, pilot: Pilot[None], keys: str) -> None:
        """Press keys and run commands, and wait until they have had their effect."""
        for key in keys.split():
            if key.startswith("app."):
                await pilot.app.run_action(key)
            else:
                await pilot.press(key)
            await settled(pilot)


def run(folder: Path, names: Iterable[str], troubles: Iterable[Trouble]) -> Iterator[tuple[str, Outcome]]:
    """What came of each of these in each trouble."""
    for name in names:
        expected = Attempt(folder, WRITES[name]).without_trouble()
        for trouble in troubles:
            yield f"{name}, {trouble.__name__}", Attempt(folder, WRITES[name]).in_trouble(trouble, expected)


def main() -> int:
    """Try what the call names, or all."""
    count, bad, slowest, sentences = 0, 0, 0.0, set[str]()
    with tempfile.TemporaryDirectory() as made:
        for name, outcome in run(Path(made), sys.argv[1:] or WRITES, TROUBLES):
            count += 1
            bad += bool(outcome.faults)
            slowest = max(slowest, outcome.seconds)
            sentences.add(outcome.sentence.replace(made, ""))
            for fault in outcome.faults:
                print(f"{name}: {fault}", flush=True)
    print("\n".join(sorted(sentences)))
    print(f"{len(WRITES)} keys and dialogs, {count} tries: {bad} otherwise than it should be; slowest {slowest:.2f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
