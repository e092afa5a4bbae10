"""The speech programs that a system may have, and how each is given words.

Words come on a program's input, or as the one argument after `--`: never through a shell, never as an option.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from tracker.core.errors import NotPossibleError

AUTO, OFF = "auto", "off"
NONE_FOUND = (
    "No speech program was found. Install espeak-ng or speech-dispatcher, or name a command as voice in config.toml."
)
# It reads a line for each thing to say; an empty line silences it.
POWERSHELL_SCRIPT = """\
$ErrorActionPreference = 'Stop'
[Console]::InputEncoding = New-Object System.Text.UTF8Encoding $false
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
try { $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [System.Globalization.CultureInfo]'en-US') } catch { }
while ($null -ne ($line = [Console]::In.ReadLine())) {
    $voice.SpeakAsyncCancelAll()
    if ($line) { [void]$voice.SpeakAsync($line) }
}
$voice.SpeakAsyncCancelAll()
"""


@dataclass(frozen=True, slots=True)
class SpeechProgram:
    """A program that speaks: `command` is run for each thing to say, which is its input.

    With `as_argument` the words are its last argument instead. `cancel` is run to silence what the program has handed
    on to another. A program that `stays` runs once and reads a line for each thing to say; an empty line silences it.
    """

    command: tuple[str, ...]
    as_argument: bool = False
    cancel: tuple[str, ...] = ()
    stays: bool = False

    @property
    def name(self) -> str:
        """The name of the program, without its folder."""
        return PureWindowsPath(self.command[0]).name


def _plain(command: Sequence[str]) -> SpeechProgram:
    return SpeechProgram(tuple(command))


def _say(command: Sequence[str]) -> SpeechProgram:
    return SpeechProgram((*command, "-f", "-"))


def _spd_say(command: Sequence[str]) -> SpeechProgram:
    return SpeechProgram((*command, "--wait", "--"), as_argument=True, cancel=(command[0], "--cancel"))


def _espeak(command: Sequence[str]) -> SpeechProgram:
    return SpeechProgram((*command, "--stdin"))


def _powershell(command: Sequence[str]) -> SpeechProgram:
    return SpeechProgram((*command, "-NoProfile", "-NonInteractive", "-Command", POWERSHELL_SCRIPT), stays=True)


# How each is called, and the options that choose an English voice, in the order in which they are looked for.
KNOWN: dict[str, tuple[Callable[[Sequence[str]], SpeechProgram], tuple[str, ...]]] = {
    "say": (_say, ()),
    "spd-say": (_spd_say, ("-l", "en")),
    "espeak-ng": (_espeak, ("-v", "en")),
    "espeak": (_espeak, ("-v", "en")),
    "powershell.exe": (_powershell, ()),
    "powershell": (_powershell, ()),
}


def find_programs(voice: str) -> tuple[SpeechProgram, ...]:
    """The programs for a `voice` of the configuration, the first to be tried first.

    `auto` (or `off`, where the person turns speech on all the same) finds those that the system has; else it is a
    command, with its options, that reads the words from its input; that of a known program is completed.
    Raises NotPossibleError where there is none.
    """
    programs = _of_the_system() if voice in (AUTO, OFF) else (_of_command(voice),)
    if not programs:
        raise NotPossibleError(NONE_FOUND)
    return programs


def _of_the_system() -> tuple[SpeechProgram, ...]:
    return tuple(
        build((path, *options)) for name, (build, options) in KNOWN.items() if (path := shutil.which(name)) is not None
    )


def _of_command(voice: str) -> SpeechProgram:
    name, *options = command_words(voice)
    path = shutil.which(str(Path(name).expanduser()))
    if path is None:
        raise NotPossibleError(f"There is no program {name!r} to speak with. Mend voice in config.toml.")
    build, _ = KNOWN.get(PureWindowsPath(name).name, (_plain, ()))
    return build((path, *options))


def command_words(voice: str) -> list[str]:
    """A command in its words, with quotes as in a shell. Raises ValueError with what is wrong where it is none."""
    try:
        words = shlex.split(voice, posix=os.name != "nt")
    except ValueError:
        raise ValueError("a quote in it is not closed") from None
    if not words or "\0" in voice:
        raise ValueError("this is none")
    return words
