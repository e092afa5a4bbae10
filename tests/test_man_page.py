"""The man page: it is what the commands' help says now, names all of them, and is sound roff."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.tools import man_page
from tracker.cli.commands import MODULES

SHOWN = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "MANWIDTH": "100"}


def shown() -> str:
    """The page as a person reads it."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-P-cbou", str(man_page.PAGE)],
        capture_output=True, text=True, check=True, env=SHOWN,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def test_the_man_page_is_current() -> None:
    assert man_page.PAGE.read_text(encoding="utf-8") == man_page.page(), "make it again: python -m tests.tools.man_page"


def test_every_command_is_in_the_man_page() -> None:
    page = man_page.PAGE.read_text(encoding="utf-8")
    assert set(MODULES) <= set(re.findall(r"^\.SS \\fB([a-z]+)\\fR", page, re.MULTILINE))


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_man_page_is_sound_and_reads_well() -> None:
    page = shown()
    assert "--form-broke" in page  # hyphens as they are typed
    assert "plan set EXERCISE" in page
    assert "BACKTRACKER_DB" in page
