"""Stand-ins for the speech programs of several systems: they note what they are given and behave like the real ones."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PATIENCE_S = 60.0
LOOK_EVERY_S = 0.005

_NOTE = """\
import json, os, signal, subprocess, sys
def note(**what):
    with open({notes!r}, "a") as file:
        file.write(json.dumps(what) + "\\n")
"""
# They speak for ever, so that only being cut off ends them.
SPEAKS_FOR_EVER = "note(words=sys.stdin.read(), arguments=sys.argv[1:], process=os.getpid())\nsignal.pause()\n"
# It is done at once.
SPEAKS = "note(words=sys.stdin.read(), arguments=sys.argv[1:], process=os.getpid())\n"
# As a script that hands the words to another program, and takes no notice of being asked to end.
SPEAKS_THROUGH_ANOTHER = """\
signal.signal(signal.SIGTERM, signal.SIG_IGN)
player = subprocess.Popen([sys.executable, "-ISc", "import signal; signal.pause()"])
note(words=sys.stdin.read(), process=os.getpid(), player=player.pid)
player.wait()
"""
# As espeak-ng without a sound card.
COMPLAINS = """\
note(words=sys.stdin.read())
for number in range(12):
    print("ALSA lib: cannot find card", number, file=sys.stderr)
    print("ALSA lib: cannot find card", number)
"""
FAILS = "note(words=sys.stdin.read())\nsys.exit(3)\n"
# As spd-say: a server speaks, so that ending the program silences nothing; it wants to be cancelled.
SPD_SAY = """\
if "--cancel" in sys.argv:
    note(cancelled=True)
else:
    assert sys.argv[-2] == "--" and "--wait" in sys.argv
    note(words=sys.argv[-1], process=os.getpid())
    signal.pause()
"""
# As PowerShell with its script: one long process, which reads a line for each thing to say.
POWERSHELL = """\
note(begun=True, process=os.getpid())
for line in iter(sys.stdin.readline, ""):
    note(words=line, process=os.getpid())
note(ended=True)
"""
POWERSHELL_ENDS_AT_ONCE = "sys.exit(1)\n"


@dataclass(frozen=True)
class StandIn:
    """A program at `path`, and what it has noted."""

    path: Path
    notes_file: Path

    @property
    def notes(self) -> list[dict[str, Any]]:
        """All that it noted, in order."""
        if not self.notes_file.exists():
            return []
        return [json.loads(line) for line in self.notes_file.read_text(encoding="utf-8").splitlines()]

    @property
    def words(self) -> list[str]:
        """What it was given to say, in order."""
        return [note["words"].rstrip("\n") for note in self.notes if "words" in note]


def stand_in(folder: Path, name: str, script: str) -> StandIn:
    """Put a program of this name into a folder."""
    path, notes = folder / name, folder / f"{name}.notes"
    # A script for the shell, and a text for Python: the first line of a script may name no path with a space.
    start = f'#!/bin/sh\n"exec" "{sys.executable}" "-IS" "$0" "$@"\n'
    path.write_text(f"{start}{_NOTE.format(notes=str(notes))}{script}", encoding="utf-8")
    path.chmod(0o755)
    return StandIn(path, notes)


def search_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder below this one, in which alone programs are looked for; there is none in it yet."""
    programs = folder / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


def eventually(holds: Callable[[], object], what: str) -> None:
    """Wait until something is so that another process or thread does. Raises AssertionError if it does not."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(LOOK_EVERY_S)
