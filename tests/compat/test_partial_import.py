"""Libraries that are loaded without what nothing here uses, and whole where that is not possible."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.test_architecture import modules_after
from tracker.compat.partial_import import (
    ASYNCIO_OPTIONAL,
    PLOTEXT_UNUSED,
    SHUTIL_OPTIONAL,
    SQLITE_UTILS_UNUSED,
    TEXTUAL_TYPES_UNUSED,
    import_without,
)


def test_charts_load_plotext_without_its_manual() -> None:
    loaded = modules_after("from tracker.tui.compat import plotext_drawing\nplotext_drawing.load()")
    assert "plotext" in loaded
    assert not {*PLOTEXT_UNUSED, "unittest"} & loaded


def test_writing_loads_sqlite_utils_without_what_that_alone_uses_and_leaves_it_to_others(
    tmp_path: Path,
) -> None:
    code = "from tracker.storage.store import load_writer\nload_writer()\n"
    loaded = modules_after(code)
    assert "sqlite_utils" in loaded
    assert not {*SQLITE_UTILS_UNUSED} & loaded
    assert "_hashlib" not in loaded
    others = "import click, hashlib, hmac\nfrom dateutil import parser\nhmac.new(b'', b'', 'sha256')\n"
    others += "assert click.Group and parser.parse('2026-01-05')\n"
    assert {"click", "dateutil.parser", "hashlib", "hmac"} <= modules_after(f"{code}{others}")


def test_asyncio_is_loaded_as_in_a_python_without_ssl_which_others_still_find() -> None:
    code = "from tracker.compat.partial_import import *\nimport_without('asyncio', optional=ASYNCIO_OPTIONAL)\n"
    assert "ssl" not in modules_after(code)
    assert "ssl" in modules_after(f"{code}import ssl")


def test_the_first_screen_loads_nothing_that_it_can_be_drawn_without() -> None:
    code = "import tracker.tui\ntracker.tui.load_libraries()\nimport tracker.tui.app, tracker.tui.today.screen\n"
    loaded = modules_after(code)
    not_needed = {"bz2", "lzma", "tomllib", "plotext", "sqlite_utils", "loro", "click"}
    not_needed |= {"textual.widgets._directory_tree", "textual.widgets._text_area"}
    not_needed |= {"tracker.core.figure.motion", "tracker.core.session.timeline", "tracker.service.plan.planning"}
    assert not not_needed & loaded
    later = f"{code}import bz2, lzma\nfrom textual.widgets import DirectoryTree\n"
    assert {"bz2", "lzma", "textual.widgets._directory_tree"} <= modules_after(later)


@pytest.mark.parametrize(
    ("name", "unused"),
    [
        ("asyncio", ASYNCIO_OPTIONAL),
        ("plotext", PLOTEXT_UNUSED),
        ("shutil", SHUTIL_OPTIONAL),
        ("sqlite_utils", SQLITE_UTILS_UNUSED),
        ("textual.types", TEXTUAL_TYPES_UNUSED),
    ],
    ids=["asyncio", "plotext", "shutil", "sqlite_utils", "textual"],
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


def test_another_thread_gets_the_real_module_while_a_library_is_loaded_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the exchange with other machines, which may begin while the charts are loaded."""
    (tmp_path / "slow_library.py").write_text(
        "import threading, spare_part\n"
        "here = spare_part.answer\n"
        "def look():\n"
        "    global elsewhere\n"
        "    from spare_part import answer as elsewhere\n"
        "thread = threading.Thread(target=look)\n"
        "thread.start()\n"
        "thread.join()\n",
        encoding="utf-8",
    )
    (tmp_path / "spare_part.py").write_text("answer = 42\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        library = import_without("slow_library", ("spare_part",))
        assert (library.here, library.elsewhere) == (None, 42)
        assert library.spare_part.answer == 42, "what was kept is the real one once all is loaded"
    finally:
        for name in ("spare_part", "slow_library"):
            sys.modules.pop(name, None)
