"""Which speech program is used, and what its command line is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import speech_programs
from tests.support.speech_programs import stand_in
from tracker.core.errors import NotPossibleError
from tracker.speech.programs import POWERSHELL_SCRIPT, SpeechProgram, find_programs


def found(folder: Path, *names: str) -> list[str]:
    for name in names:
        stand_in(folder, name, speech_programs.SPEAKS)
    return [program.name for program in find_programs("auto")]


def test_those_that_the_system_has_are_found_in_their_order(programs: Path) -> None:
    assert found(programs, "espeak-ng", "spd-say") == ["spd-say", "espeak-ng"]
    assert found(programs, "powershell", "say") == ["say", "spd-say", "espeak-ng", "powershell"]


def test_without_any_it_says_what_to_do(programs: Path) -> None:
    with pytest.raises(NotPossibleError, match=r"No speech program was found. Install espeak-ng or speech-dispatcher"):
        find_programs("auto")


def test_turned_on_by_hand_where_the_configuration_says_off_it_finds_one_all_the_same(programs: Path) -> None:
    program = stand_in(programs, "espeak-ng", speech_programs.SPEAKS)
    assert find_programs("off") == (SpeechProgram((str(program.path), "-v", "en", "--stdin")),)


def test_a_command_reads_the_words_from_its_input(programs: Path) -> None:
    program = stand_in(programs, "mine", speech_programs.SPEAKS)
    assert find_programs("mine --slow 'a b'") == (SpeechProgram((str(program.path), "--slow", "a b")),)
    assert find_programs(f"{program.path} -x") == (SpeechProgram((str(program.path), "-x")),)


def test_the_command_of_a_known_program_is_completed(programs: Path) -> None:
    espeak, spd_say = (stand_in(programs, name, speech_programs.SPEAKS).path for name in ("espeak-ng", "spd-say"))
    assert find_programs("espeak-ng -s 140") == (SpeechProgram((str(espeak), "-s", "140", "--stdin")),)
    assert find_programs("spd-say -r -20") == (
        SpeechProgram((str(spd_say), "-r", "-20", "--wait", "--"), as_argument=True, cancel=(str(spd_say), "--cancel")),
    )


def test_a_command_that_is_not_there_is_named(programs: Path) -> None:
    with pytest.raises(NotPossibleError, match=r"There is no program 'mine' to speak with. Mend voice in config.toml"):
        find_programs("mine --slow")


def test_powershell_reads_its_words_and_none_are_in_its_script(programs: Path) -> None:
    program = stand_in(programs, "powershell.exe", speech_programs.SPEAKS)
    assert find_programs("auto") == (
        SpeechProgram((str(program.path), "-NoProfile", "-NonInteractive", "-Command", POWERSHELL_SCRIPT), stays=True),
    )
