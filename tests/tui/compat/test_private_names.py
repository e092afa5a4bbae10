"""What the interface does where Textual no longer has a private name that it leans on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import textual

from tests.pty.conftest import Home
from tests.support.source_trees import is_compat, modules, private_uses
from tests.support.terminal import ENTER
from tests.support.today import boxes

TEXTUAL = Path(textual.__file__).parent
# Every private name that is used where that is allowed: a new one is covered without being named here. And a public one
# that is replaced in a module of Textual.
NAMES = sorted(
    {use.name for module in modules("tracker/tui") if is_compat(module) for use in private_uses(module)}
    - {"sys.modules"}
    | {"XTermParser"}
)


def files_with(name: str, folder: Path = TEXTUAL) -> list[Path]:
    """The source files of Textual in which a name occurs."""
    return [path for path in sorted(folder.rglob("*.py")) if re.search(rf"\b{name}\b", path.read_text("utf-8"))]


def test_there_are_names_to_try() -> None:
    assert {"_exit", "_css_update_count", "_parse_extended_key", "XTermParser", "_sigcont_application"} <= {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_textual_has_each_private_name_that_is_used(name: str) -> None:
    assert files_with(name)


@pytest.mark.pty
@pytest.mark.parametrize("name", [*NAMES, "_xterm_parser", "_filters"])
def test_the_program_starts_logs_a_set_and_ends_where_textual_has_another_name(
    name: str, home_with_plan: Home, tmp_path: Path
) -> None:
    copy = tmp_path / "packages" / "textual"
    shutil.copytree(TEXTUAL, copy)
    for path in files_with(name, copy):
        path.write_text(re.sub(rf"\b{name}\b", f"{name}_renamed", path.read_text("utf-8")), encoding="utf-8")
    for module in copy.rglob(f"{name}.py"):
        module.rename(module.with_stem(f"{name}_renamed"))
    with home_with_plan.start(PYTHONPATH=str(copy.parent)) as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(ENTER, boxes("Clam", "■□□"))
        terminal.press("L", "Library")
        terminal.press("T", boxes("Clam", "■□□"))
        terminal.type("q")
        assert terminal.ended() == 0
    assert home_with_plan.rows("SELECT exercise FROM sets") == [("clam",)]
