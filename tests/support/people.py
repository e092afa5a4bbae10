"""People with folders of their own, who run the installed program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support.terminal import PROGRAM


class Person:
    """Runs commands with folders of their own under `home`, by a clock that stands."""

    def __init__(self, home: Path, now: str = "2026-11-23T07:30") -> None:
        self.database = home / "data" / "backtracker" / "backtracker.db"
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "BACKTRACKER_NOW": now,
        }

    def at(self, now: str) -> None:
        """Let it be `now` from here on."""
        self.environment["BACKTRACKER_NOW"] = now

    def without(self, module: str, folder: Path) -> None:
        """Have the program run as where `module` is not installed; `folder` is for the file that does so."""
        folder.mkdir()
        (folder / f"{module}.py").write_text(f"raise ModuleNotFoundError('No module named {module}', name='{module}')")
        self.environment["PYTHONPATH"] = str(folder)

    def try_to(self, *words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command, whatever its exit status; nothing may end in a traceback."""
        done = subprocess.run(
            [PROGRAM, *map(str, words)],
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def run(self, *words: str | Path, typed: str = "") -> str:
        """What a command prints, which must end well."""
        done = self.try_to(*words, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout
