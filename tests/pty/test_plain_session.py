"""A whole morning in a terminal by the plain lines alone, and leaving it with ctrl+c and ctrl+d at every question."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.pty.conftest import BRACE_S, Home
from tests.support.speech_programs import SPEAKS_FOR_EVER, stand_in
from tests.support.terminal import CTRL_C, ENTER, Terminal
from tracker.core.session.timeline import FIRST_READY_S

pytestmark = pytest.mark.pty

CTRL_D = "\x04"
BELL, NEW_LINE = 0x07, {0x0D, 0x0A}
MORNING, CLOSING = "Back or leg pain this morning?", "Any back or leg pain during today's session?"


class Talk:
    """Hears what is said after what was heard before, as somebody does who does not look at the screen."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._heard = 0

    def hears(self, text: str) -> None:
        """Wait until this is said."""
        self._terminal.until(lambda seen: text.encode() in seen.raw[self._heard :])
        self._heard = self._terminal.raw.index(text.encode(), self._heard) + len(text.encode())

    def says(self, line: str, text: str) -> None:
        """Type a line, and wait until this is said."""
        self._terminal.type(f"{line}{ENTER}")
        self.hears(text)


def assert_lines_alone(raw: bytes) -> None:
    """Nothing was written but lines and the bell; what takes back the letters shown for ctrl+d is the terminal's."""
    control = {byte for byte in raw if byte < 0x20} - {BELL, 0x08}
    assert control <= NEW_LINE


@pytest.fixture
def home_with_three(home: Home) -> Home:
    """A plan of three exercises: three short braces, knee rolls and a stretch."""
    home.run("plan", "set", "abdominal-brace", "--reps", "1,1,1", "--hold", "2")
    home.run("plan", "set", "knee-rolls")
    home.run("plan", "set", "figure-four")
    return home


def test_a_morning_by_ear_questions_a_set_with_pain_the_leg_undo_and_the_end(home_with_three: Home) -> None:
    home = home_with_three
    with home.start_by_clock("session") as terminal:
        talk = Talk(terminal)
        talk.hears(MORNING)
        talk.says("0", "Check-in for 23 November: pain 0.")
        talk.hears("Abdominal brace, set 1 of 3: 1 repetition, held for 2 seconds.")
        talk.says("g", "Get ready: Abdominal brace, set 1 of 3")
        home.clock.glides(FIRST_READY_S + BRACE_S + 0.5)
        talk.hears("Hold 2 seconds.")
        talk.hears("Abdominal brace: 1 set logged (1 repetition of 2 seconds).")
        talk.says("p", "Pain in Abdominal brace?")
        talk.says("1", "Going on.")
        talk.says("q", "1 set in less than a minute.")
        talk.hears("Abdominal brace, set 2 of 3")
        talk.says("", "Abdominal brace: 1 set logged")
        talk.hears("Abdominal brace, set 3 of 3")
        talk.says("u", "Undone: Abdominal brace: 1 set logged")
        talk.hears("Abdominal brace, set 2 of 3")
        talk.says("a", "2 sets of 1 exercise logged.")
        talk.hears("Knee rolls: 6 repetitions, on both sides.")
        talk.says("", "Knee rolls: 1 set logged")
        talk.says("p", "Pain in Knee rolls?")
        talk.says("l", "Further down the leg, numb or tingling in Knee rolls. How much pain?")
        talk.says("2", "This exercise is out for today.")
        talk.hears("Figure four, set 1 of 2")
        talk.says("A", CLOSING)
        talk.says("0", "Done for today. 6 sets, 3 of 3 exercises.")
        talk.hears("Anything else?")
        talk.says("", "Everything is saved.")
        assert terminal.ended() == 0
        assert_lines_alone(terminal.raw)
        assert terminal.raw.count(b"\x07") >= 4
    assert home.rows("SELECT exercise, reps, hold_s, pain, leg FROM sets ORDER BY id") == [
        ("abdominal-brace", 1, 2, 1, 0),
        ("abdominal-brace", 1, 2, None, 0),
        ("abdominal-brace", 1, 2, None, 0),
        ("knee-rolls", 6, 0, 2, 1),
        ("figure-four", 1, 20, 0, 0),
        ("figure-four", 1, 20, 0, 0),
    ]
    assert home.rows("SELECT date, pain, leg FROM checkins") == [("2026-11-23", 0, 0)]
    assert home.rows("SELECT exercise, reason FROM skips") == [("knee-rolls", "pain")]


BRACE, BRIDGE, PLANS, LEG = (
    "Abdominal brace: ",
    "Bridge, set 1 of 2: ",
    "Which plan?",
    "Down the leg, numb or tingling.",
)
# What each call hears first, and what is typed there and heard then, before it is left.
CALLS = [
    ("Which of these are true for you?", []),
    ("Which of these are true for you?", [("", "on an ordinary good day?")]),
    ("on an ordinary good day?", [("0", PLANS)]),
    (PLANS, [("1", "How many minutes can you walk in comfort now?")]),
    (PLANS, [("1", "How many minutes can you walk in comfort now?"), ("", MORNING)]),
    (MORNING, [("l", LEG)]),
    (MORNING, [("l", LEG), ("0", BRACE)]),
    (BRACE, [("s", "Leave out Abdominal brace today?")]),
    (BRACE, [("s", "Leave out Abdominal brace today?"), ("t", BRIDGE)]),
    (BRIDGE, [("A", CLOSING)]),
    (CLOSING, [("3", "Pain 3 in which exercise?")]),
    (CLOSING, [("3", "Pain 3 in which exercise?"), ("1", "And any back or leg pain during the other exercises?")]),
    (CLOSING, [("0", "Anything else?")]),
    ("Anything else?", []),
]


@pytest.mark.parametrize(("key", "status"), [(CTRL_C, 130), (CTRL_D, 0)])
def test_it_can_be_left_at_every_question_and_the_next_call_goes_on(home: Home, key: str, status: int) -> None:
    for first, typed in CALLS:
        with home.start_by_clock("session") as terminal:
            talk = Talk(terminal)
            talk.hears(first)
            for line, question in typed:
                talk.says(line, question)
            terminal.type(key)
            talk.hears("Everything is saved.")
            assert terminal.ended() == status
            assert_lines_alone(terminal.raw)
    assert home.rows("SELECT pain, leg FROM checkins") == [(0, 1)]
    assert home.rows("SELECT DISTINCT exercise, pain FROM sets WHERE pain > 0") == [("bridge", 3)]
    assert home.rows("SELECT exercise, reason FROM skips") == [("abdominal-brace", "time")]
    assert home.rows("SELECT count(*) FROM sets WHERE pain IS NULL") == [(0,)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_what_was_done_of_a_timed_set_is_kept_when_it_is_told_to_end(
    home_with_three: Home, number: signal.Signals
) -> None:
    home = home_with_three
    with home.start_by_clock("session") as terminal:
        talk = Talk(terminal)
        talk.hears(MORNING)
        talk.says("0", BRACE.rstrip(": "))
        talk.says("knee", "Knee rolls")
        talk.says("g", "Get ready: Knee rolls")
        home.clock.glides(FIRST_READY_S + 1)
        talk.hears("1.")
        home.clock.glides(12)
        talk.hears("2.")
        terminal.send(number)
        talk.hears("Everything is saved.")
        assert terminal.ended() == 128 + number
    assert home.rows("SELECT exercise FROM sets") == [("knee-rolls",)]


@pytest.mark.parametrize("words", [("session", "--voice"), ("session",)])
def test_the_timed_session_is_spoken_with_voice_alone_and_nothing_is_left_behind(
    home_with_three: Home, tmp_path: Path, words: tuple[str, ...]
) -> None:
    home, speaker = home_with_three, stand_in(tmp_path, "speaker", SPEAKS_FOR_EVER)
    home.environment["PATH"] = f"{tmp_path}:/usr/bin:/bin"
    (tmp_path / "espeak-ng").symlink_to(speaker.path)
    (tmp_path / "spd-say").symlink_to(speaker.path)
    with home.start_by_clock(*words) as terminal:
        talk = Talk(terminal)
        talk.hears(MORNING)
        talk.says("0", BRACE.rstrip(": "))
        talk.says("g", "Get ready: Abdominal brace")
        if "--voice" in words:
            terminal.until(lambda _: bool(speaker.notes))
        terminal.type(CTRL_C)
        talk.hears("Everything is saved.")
        assert terminal.ended() == 130
    assert bool(speaker.notes) is ("--voice" in words)
    assert not any(Path(f"/proc/{note['process']}").exists() for note in speaker.notes)
