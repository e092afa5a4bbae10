"""The session spoken by a speech program, and the program ended in the middle of a sentence."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.conftest import Home
from tests.support import speech_programs
from tests.support.processes import alive
from tests.support.speech_programs import StandIn, eventually, stand_in
from tests.support.terminal import ESCAPE, Terminal
from tests.support.today import boxes

pytestmark = pytest.mark.pty


@pytest.fixture
def speech(home_with_brace: Home, tmp_path: Path) -> StandIn:
    """A speech program that speaks until it is ended, with another that plays; the configuration turns it on."""
    home_with_brace.config.parent.mkdir(parents=True)
    home_with_brace.config.write_text('voice = "auto"\nanimation = false\n', encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    home_with_brace.environment["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return stand_in(programs, "spd-say", speech_programs.SPEAKS_THROUGH_ANOTHER)


def quit_by_keys(terminal: Terminal) -> None:
    terminal.press(ESCAPE, "Strength")
    terminal.type("q")
    assert terminal.ended() == 0


def told_to_end(terminal: Terminal) -> None:
    terminal.send(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM


def closed_window(terminal: Terminal) -> None:
    terminal.take_away()
    terminal.exit_status()


@pytest.mark.parametrize("end", [quit_by_keys, told_to_end, closed_window])
def test_nothing_speaks_on_when_the_program_has_ended(
    home_with_brace: Home, speech: StandIn, end: Callable[[Terminal], None]
) -> None:
    with home_with_brace.start() as terminal:
        terminal.until(boxes("Abdominal brace", "□□□"))
        terminal.press(" ", "□□□ set 1 of 3")
        eventually(lambda: speech.notes, "words")
        end(terminal)
    eventually(lambda: not alive(speech.notes[0]["process"]), "the end of the speech program")
    eventually(lambda: not alive(speech.notes[0]["player"]), "the end of the player")
