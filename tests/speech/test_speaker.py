"""The speaker: what is asked for last is said, nobody waits for it, and nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import speech_programs
from tests.support.processes import alive
from tests.support.speech_programs import StandIn, eventually, stand_in
from tracker.speech.programs import find_programs
from tracker.speech.speaker import LATE_S, MAX_LETTERS, Speaker

MakeSpeaker = Callable[..., Speaker]


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def speaker(programs: Path) -> Iterator[MakeSpeaker]:
    """Makes speakers that are closed at the end."""
    made: list[Speaker] = []

    def make(voice: str = "auto", seconds: Callable[[], float] | None = None) -> Speaker:
        made.append(Speaker(find_programs(voice), seconds or Seconds()))
        return made[-1]

    yield make
    for each in made:
        each.close()


def speaks(program: StandIn, *words: str) -> None:
    eventually(lambda: program.words == list(words), f"{words}; it was {program.words}")


def ended(program: StandIn, number: int = -1) -> None:
    process = program.notes[number]["process"]
    eventually(lambda: not alive(process), "the end of a process")


def test_words_are_the_input_of_the_program_and_nothing_else(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    speaker().say("Bird dog; rm -rf $HOME `ls` 'x' \"y\" é")
    speaks(program, "Bird dog; rm -rf $HOME `ls` 'x' \"y\" é")
    assert program.notes[0]["arguments"] == ["-v", "en", "--stdin"]


@pytest.mark.parametrize("name", ["say", "espeak-ng", "spd-say", "powershell"])
def test_words_that_look_like_an_option_are_words(programs: Path, speaker: MakeSpeaker, name: str) -> None:
    scripts = {"spd-say": speech_programs.SPD_SAY, "powershell": speech_programs.POWERSHELL}
    program = stand_in(programs, name, scripts.get(name, speech_programs.SPEAKS))
    speaker().say("--help")
    speaks(program, "--help")
    assert "--help" not in program.notes[0].get("arguments", ())


def test_what_a_program_might_take_for_a_command_is_taken_out(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "say", speech_programs.SPEAKS)
    speaker().say("My\nstretch\x1b [[rate 10]] \ud800" + "a" * 1000)
    eventually(lambda: program.words, "words")
    (words,) = program.words
    assert words.startswith("My stretch   rate 10")
    assert len(words) <= MAX_LETTERS


def test_what_is_asked_for_last_cuts_off_what_is_spoken(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS_FOR_EVER)
    voice = speaker()
    voice.say("A long sentence")
    speaks(program, "A long sentence")
    voice.say("3")
    speaks(program, "A long sentence", "3")
    ended(program, 0)


def test_it_stops_in_the_middle_of_a_word(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS_FOR_EVER)
    voice = speaker()
    voice.say("A long sentence")
    speaks(program, "A long sentence")
    voice.stop()
    ended(program)
    assert not voice.failure


def test_a_script_ends_with_the_player_that_it_started(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "mine", speech_programs.SPEAKS_THROUGH_ANOTHER)
    voice = speaker("mine")
    voice.say("3")
    speaks(program, "3")
    voice.stop()
    ended(program)
    eventually(lambda: not alive(program.notes[0]["player"]), "the end of the player")


def test_what_could_not_be_begun_in_time_is_dropped(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    readings = [100.0, 100.0 + LATE_S + 0.1, 110.0, 110.0 + LATE_S]  # when asked, when taken, and the same again
    voice = speaker(seconds=lambda: readings.pop(0) if readings else 120.0)
    voice.say("late")
    eventually(lambda: len(readings) == 2, "the words to be taken")
    voice.say("in time")
    speaks(program, "in time")


def test_what_a_program_prints_stays_off_the_screen_and_is_no_failure(
    programs: Path, speaker: MakeSpeaker, capfd: pytest.CaptureFixture[str]
) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.COMPLAINS)
    voice = speaker()
    voice.say("1")
    speaks(program, "1")
    voice.close()
    assert capfd.readouterr() == ("", "")
    assert not voice.failure


# Programs that fail


def test_the_next_program_says_what_one_could_not(programs: Path, speaker: MakeSpeaker) -> None:
    stand_in(programs, "spd-say", "sys.exit(1)\n")
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    voice = speaker()
    voice.say("Bird dog")
    speaks(program, "Bird dog")
    assert not voice.failure


def test_a_program_that_fails_is_one_sentence_and_is_not_run_again(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.FAILS)
    voice = speaker()
    voice.say("1")
    eventually(lambda: voice.failure, "a failure")
    assert voice.failure == "Speech is off: espeak-ng ended with status 3."
    voice.say("2")
    voice.close()
    assert program.words == ["1"]


def test_a_program_that_is_none_is_one_sentence(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    voice = speaker()
    program.path.unlink()
    voice.say("1")
    eventually(lambda: voice.failure, "a failure")
    assert voice.failure == "Speech is off: espeak-ng cannot be used: No such file or directory."


# spd-say


def test_spd_say_is_cancelled_before_it_says_something_else(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "spd-say", speech_programs.SPD_SAY)
    voice = speaker()
    voice.say("A long sentence")
    speaks(program, "A long sentence")
    voice.say("3")
    speaks(program, "A long sentence", "3")
    assert [note.get("words", "cancelled") for note in program.notes] == ["A long sentence", "cancelled", "3"]


@pytest.mark.parametrize("end", [Speaker.stop, Speaker.close])
def test_spd_say_is_cancelled_when_it_has_to_be_silent(
    programs: Path, speaker: MakeSpeaker, end: Callable[[Speaker], None]
) -> None:
    program = stand_in(programs, "spd-say", speech_programs.SPD_SAY)
    voice = speaker()
    voice.say("A long sentence")
    speaks(program, "A long sentence")
    end(voice)
    eventually(lambda: program.notes[-1].get("cancelled"), "spd-say to be cancelled")


# PowerShell


def test_powershell_is_one_process_that_is_given_a_line_each_and_an_empty_one_for_silence(
    programs: Path, speaker: MakeSpeaker
) -> None:
    program = stand_in(programs, "powershell", speech_programs.POWERSHELL)
    voice = speaker()
    voice.stop()
    voice.say("Bird dog\nset 1")
    speaks(program, "Bird dog set 1")
    voice.stop()
    speaks(program, "Bird dog set 1", "")
    voice.say("3")
    speaks(program, "Bird dog set 1", "", "3")
    assert len({note["process"] for note in program.notes}) == 1
    voice.close()
    assert not alive(program.notes[0]["process"])


def test_powershell_that_cannot_speak_is_one_sentence(programs: Path, speaker: MakeSpeaker) -> None:
    stand_in(programs, "powershell", speech_programs.POWERSHELL_ENDS_AT_ONCE)
    voice = speaker()

    def failed() -> str:
        voice.say("1")
        return voice.failure

    eventually(failed, "a failure")
    assert voice.failure in (
        "Speech is off: powershell ended with status 1.",
        "Speech is off: powershell cannot be used: Broken pipe.",
    )


# The end of the program


def test_closing_leaves_no_process_behind(programs: Path, speaker: MakeSpeaker) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS_THROUGH_ANOTHER)
    voice = speaker()
    voice.say("A long sentence")
    speaks(program, "A long sentence")
    voice.close()
    assert not alive(program.notes[0]["process"])
    eventually(lambda: not alive(program.notes[0]["player"]), "the end of the player")
    voice.close()  # again does nothing


@pytest.mark.parametrize("ending", ["", "sys.exit(1)", "raise ValueError", "signal.raise_signal(signal.SIGINT)"])
def test_a_program_that_ends_without_closing_it_leaves_no_process_behind(programs: Path, ending: str) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS_FOR_EVER)
    code = (
        "import signal, sys\n"
        "from tests.support.speech_programs import StandIn, eventually\n"
        "from tracker.speech.programs import find_programs\n"
        "from tracker.speech.speaker import Speaker\n"
        "from pathlib import Path\n"
        f"program = StandIn(Path({str(program.path)!r}), Path({str(program.notes_file)!r}))\n"
        "Speaker(find_programs('auto')).say('A long sentence')\n"
        "eventually(lambda: program.words, 'words')\n"
        f"{ending}\n"
    )
    subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, check=False)
    ended(program)
