"""Libraries that are loaded without what nothing here uses, and whole where that is not possible."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.test_architecture import modules_after
from tracker.compat.partial_import import PLOTEXT_UNUSED, SQLITE_UTILS_UNUSED, import_without


def test_charts_load_plotext_without_its_manual() -> None:
    loaded = modules_after("from tracker.tui.widgets import chart\nchart.warm_up()")
    assert "plotext" in loaded
    assert not {*PLOTEXT_UNUSED, "unittest"} & loaded


def test_writing_loads_sqlite_utils_without_what_only_its_own_commands_use_and_leaves_that_to_others(
    tmp_path: Path,
) -> None:
    code = "from tracker.storage.store import load_writer\nload_writer()\n"
    loaded = modules_after(code)
    assert "sqlite_utils" in loaded
    assert not {*SQLITE_UTILS_UNUSED} & loaded
    others = "import click, dateutil\nclick.Command\ndateutil.parser\n"
    assert {"click", "dateutil"} <= modules_after(f"{code}{others}")


@pytest.mark.parametrize(
    ("name", "unused"), [("plotext", PLOTEXT_UNUSED), ("sqlite_utils", SQLITE_UTILS_UNUSED)], ids=["plotext", "sqlite"]
)
def test_what_is_left_out_is_what_the_library_would_load(name: str, unused: tuple[str, ...]) -> None:
    assert {*unused} <= modules_after(f"import {name}")


def test_a_library_that_cannot_do_without_a_part_is_loaded_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "needed_part.py").write_text("def make(): return 3\n", encoding="utf-8")
    (tmp_path / "needing_library.py").write_text("import needed_part\nvalue = needed_part.make()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        assert import_without("needing_library", ("needed_part",)).value == 3
    finally:
        for name in ("needing_library", "needed_part"):
            sys.modules.pop(name, None)
