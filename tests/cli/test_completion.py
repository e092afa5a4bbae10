"""What the shell completes, asked as bash, zsh and fish ask it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.core.model import Settings
from tracker.library import load_library

PROGRAM = Path(sys.executable).with_name("backtracker")


def completed(line: str, tmp_path: Path, shell: str = "bash") -> list[str]:
    """What comes of pressing tab at the end of a line."""
    words = line.split(" ")
    environment = {
        "_BACKTRACKER_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
        "BACKTRACKER_DB": str(tmp_path / "x.db"),
    }
    done = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=True)
    assert not (tmp_path / "x.db").exists()
    return done.stdout.split()


@pytest.mark.parametrize("command", ["log", "skip", "accept", "decline", "plan set", "plan remove"])
def test_every_command_that_takes_an_exercise_completes_it(command: str, tmp_path: Path) -> None:
    assert completed(f"backtracker {command} bird-dog-s", tmp_path) == ["plain,bird-dog-squares"]


def test_all_exercises_plans_and_settings_are_offered(tmp_path: Path) -> None:
    library = load_library()
    for line, names in {
        "backtracker log ": [exercise.id for exercise in library.exercises],
        "backtracker plan start ": [plan.id for plan in library.plans],
        "backtracker settings ": list(Settings.__dataclass_fields__),
    }.items():
        assert completed(line, tmp_path) == [f"plain,{name}" for name in names]


def test_commands_options_and_choices_are_completed_by_click(tmp_path: Path) -> None:
    assert completed("backtracker check", tmp_path) == ["plain,checkin"]
    assert completed("backtracker status --sh", tmp_path) == ["plain,--short"]
    assert completed("backtracker skip bird-dog --reason t", tmp_path) == ["plain,time"]


def test_zsh_and_fish_show_the_name_of_an_exercise_beside_its_id(tmp_path: Path) -> None:
    assert completed("backtracker log bird-dog-s", tmp_path, "zsh")[:2] == ["plain", "bird-dog-squares"]
    assert completed("backtracker log bird-dog-s", tmp_path, "fish")[0] == "plain,bird-dog-squares"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_that_the_shell_loads_is_there(shell: str) -> None:
    environment = {"_BACKTRACKER_COMPLETE": f"{shell}_source", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=True)
    assert "_BACKTRACKER_COMPLETE" in done.stdout


def test_completing_loads_neither_the_interface_nor_the_storage(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom tracker.cli import main\nsys.argv = ['backtracker']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print({'textual', 'plotext', 'rich', 'sqlite_utils'} & set(sys.modules))"
    )
    environment = {"_BACKTRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "backtracker log bird", "COMP_CWORD": "2"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
