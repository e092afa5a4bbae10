"""What loads what, proved in fresh interpreters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "tracker" / "core").rglob("*.py")
    if path.name != "__init__.py"
)
COMMANDS = [
    ["status"],
    ["today", "--json"],
    ["checkin", "0"],
    ["plan", "start", "gentle"],
    ["plan", "--json"],
    ["suggest", "--json"],
    ["settings"],
    ["library", "bird"],
    ["history", "--json"],
    ["doctor"],
    ["path"],
    ["--help"],
]


def modules_after(code: str, *arguments: str) -> set[str]:
    """The names in sys.modules of a fresh interpreter after it has run `code`."""
    script = f"{code}\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", CORE)
def test_the_core_loads_nothing_but_the_standard_library(module: str) -> None:
    bare = modules_after("pass")
    loaded = {name.partition(".")[0] for name in modules_after(f"import {module}") - bare}
    assert loaded - set(sys.stdlib_module_names) == {"tracker"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command))
def test_no_command_loads_textual_or_plotext(command: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from tracker.cli import main\n"
        f"sys.argv = ['backtracker', '--db', {str(tmp_path / 'x.db')!r}, *{command!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    loaded = modules_after(code)
    assert not {"textual", "plotext", "rich"} & loaded


def test_nothing_but_storage_imports_sqlite_utils_and_reading_does_not_even_load_it(tmp_path: Path) -> None:
    database = tmp_path / "x.db"
    for command in (["plan", "start", "gentle"], ["today", "--json"]):
        arguments = ["backtracker", "--db", str(database), *command]
        code = f"import sys\nfrom tracker.cli import main\nsys.argv = {arguments!r}\n"
        loaded = modules_after(code + "try:\n    main()\nexcept SystemExit:\n    pass")
    assert "sqlite_utils" not in loaded


def test_no_file_of_the_program_is_longer_than_four_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "tracker").rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 420} == {}
