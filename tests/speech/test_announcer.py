"""A session that is spoken, from the pacer to the speech program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.core.session.test_pacer import CURL_UP, Seconds, line
from tests.support import speech_programs
from tests.support.processes import alive
from tests.support.speech_programs import StandIn, eventually, stand_in
from tracker.core.session.pacer import Pacer
from tracker.speech.announcer import TURNED_ON, Announcer
from tracker.speech.programs import NONE_FOUND
from tracker.speech.speaker import LATE_S

SENTENCE = "Curl-up, set 1 of 2. 2 times 8 seconds."
Announce = Callable[..., Announcer]


@pytest.fixture
def announce() -> Iterator[Announce]:
    """Makes announcers that are closed at the end; their clock stands, so that nothing is late on a slow machine."""
    made: list[Announcer] = []

    def make(voice: str, seconds: Callable[[], float] | None = None) -> Announcer:
        made.append(Announcer(voice, seconds or Seconds()))
        return made[-1]

    yield make
    for each in made:
        each.close()


def session() -> tuple[Pacer, Seconds]:
    seconds = Seconds()
    return Pacer(line(CURL_UP), seconds), seconds


def speaks(program: StandIn, *words: str) -> None:
    eventually(lambda: program.words == list(words), f"{words}; it was {program.words}")


def test_the_cues_are_spoken_as_the_pacer_goes_on_and_stop_at_a_pause(programs: Path, announce: Announce) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS_FOR_EVER)
    announcer = announce("auto")
    pacer, seconds = session()
    announcer.follow(pacer)
    speaks(program, SENTENCE)
    seconds.now += 1
    pacer.tick()
    announcer.follow(pacer)
    pacer.next_step()
    announcer.follow(pacer)
    speaks(program, SENTENCE, "up")
    pacer.pause()
    announcer.follow(pacer)
    eventually(lambda: not alive(program.notes[-1]["process"]), "silence")


def test_off_unless_the_configuration_or_the_person_says_otherwise(programs: Path, announce: Announce) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS_FOR_EVER)
    announcer = announce("off")
    pacer, _ = session()
    announcer.follow(pacer)
    assert not announcer.on
    announcer.turn_on()
    announcer.follow(pacer)
    speaks(program, SENTENCE)
    announcer.turn_off()
    eventually(lambda: not alive(program.notes[-1]["process"]), "silence")
    announcer.follow(pacer)
    assert program.words == [SENTENCE]


def test_without_a_speech_program_it_says_so_once_and_is_off(programs: Path, announce: Announce) -> None:
    announcer = announce("auto")
    pacer, _ = session()
    announcer.follow(pacer)
    assert [announcer.take_failure(), announcer.take_failure()] == [NONE_FOUND, ""]
    assert not announcer.on


def test_after_a_failure_it_can_be_turned_on_again(programs: Path, announce: Announce) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.FAILS)
    announcer = announce("auto")
    pacer, _ = session()
    announcer.follow(pacer)
    failures = [""]

    def failed() -> bool:
        failures.append(announcer.take_failure())
        return bool(failures[-1])

    eventually(failed, "a failure")
    assert failures[-1] == "Speech is off: espeak-ng ended with status 3."
    assert (announcer.take_failure(), announcer.on) == ("", False)
    working = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    assert working.path == program.path
    announcer.turn_on()
    announcer.follow(pacer)
    speaks(working, SENTENCE, SENTENCE)


def test_another_session_begins_with_its_own_cues(programs: Path, announce: Announce) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    announcer = announce("auto")
    announcer.follow(session()[0])
    speaks(program, SENTENCE)
    announcer.begin()
    announcer.follow(session()[0])
    speaks(program, SENTENCE, SENTENCE)


def test_what_is_late_by_its_clock_is_left_out_however_quick_the_machine(programs: Path, announce: Announce) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    readings = [100.0, 100.0 + LATE_S + 0.1]  # when the first words are asked for, and when they are taken
    announcer = announce("auto", lambda: readings.pop(0) if readings else 120.0)
    announcer.follow(session()[0])
    eventually(lambda: not readings, "the words to be taken")
    announcer.turn_on()
    speaks(program, TURNED_ON)
