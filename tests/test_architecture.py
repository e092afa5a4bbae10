"""What loads what, proved in fresh interpreters, and what the syntax trees of the program say of its structure."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from textual.app import App

from tests.support.source_trees import circles, import_graph, is_compat, modules, private_uses, uses_in

ROOT = Path(__file__).parents[1]
CORE = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "tracker" / "core").rglob("*.py")
    if path.name != "__init__.py"
)
MAX_LINES = 400
MAX_MODULES = 15
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
    ["session"],
    ["--help"],
]


def modules_after(code: str, *arguments: str) -> set[str]:
    """The names in sys.modules of a fresh interpreter after it has run `code`."""
    script = f"{code}\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
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
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_no_folder_of_the_program_has_more_than_fifteen_modules_side_by_side() -> None:
    folders = Counter(path.parent for path in modules().values() if path.name != "__init__.py")
    assert {str(folder.relative_to(ROOT)): n for folder, n in folders.items() if n > MAX_MODULES} == {}


def test_no_modules_import_each_other_in_a_circle_not_even_for_their_types() -> None:
    assert circles(import_graph()) == []


def test_a_circle_is_found_however_long_it_is() -> None:
    graph = {"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": {"e"}, "e": set[str]()}
    assert circles(graph) == [["a", "b", "c"]]


@pytest.mark.parametrize("module", [name for name in modules() if not is_compat(name)])
def test_private_names_of_libraries_and_sys_modules_are_left_to_compat(module: str) -> None:
    assert [f"line {use.line}: {use.name}" for use in private_uses(module)] == []


def test_private_names_are_seen_in_every_form(tmp_path: Path) -> None:
    code = """
import sys
from textual import _xterm_parser
from textual.app import App
class Mine(App):
    def _handle_exception(self, error): ...
    def seen(self):
        self._own = self._exit
        self.screen._compositor
        getattr(self, "_filters")
        sys.modules["x"] = None
"""
    file = tmp_path / "mine.py"
    file.write_text(code, encoding="utf-8")
    names = {use.name for use in uses_in(file, {"Mine": App})}
    assert names == {"_xterm_parser", "_handle_exception", "_exit", "_compositor", "_filters", "sys.modules"}


def test_every_patch_of_a_library_has_its_row_in_the_list_for_upstream() -> None:
    listed = (ROOT / "docs" / "upstream.md").read_text(encoding="utf-8")
    files = [path for name, path in modules().items() if is_compat(name) and path.name != "__init__.py"]
    names = [path.relative_to(ROOT / "tracker").as_posix() for path in files]
    assert [name for name in names if f"| `{name}` |" not in listed] == []
