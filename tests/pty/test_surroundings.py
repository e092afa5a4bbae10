"""Whatever stands in the environment, or where its files should be, it opens or says in a sentence why it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pty.conftest import Home

LONG = "x" * 5000

pytestmark = pytest.mark.pty


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TERM", ""), ("TERM", "no/such terminal"), ("TERM", "x" * 10_000), ("TERM", "dumb"), ("LC_ALL", "C"),
        ("COLUMNS", "1000000"), ("LINES", "1000000"), ("LINES", "0"), ("COLUMNS", "many"), ("COLUMNS", "9" * 5000),
        ("TEXTUAL_DRIVER", "no.such:Driver"), ("TEXTUAL_DRIVER", "json:JSONDecoder"), ("TEXTUAL_FPS", "fast"),
        ("TEXTUAL_COLOR_SYSTEM", "none"), ("TEXTUAL_ANIMATIONS", "x"), ("TEXTUAL_THEME", "none"), ("ESCDELAY", "x"),
        ("TZ", "Nowhere/At-All"), ("COLORTERM", "x" * 10_000), ("FORCE_COLOR", "1"), ("NO_COLOR", "1"),
        ("XDG_CACHE_HOME", f"/{LONG}"), ("PYTHONWARNINGS", "error"),
    ],
)  # fmt: skip
def test_it_opens_and_leaves(home_with_plan: Home, name: str, value: str) -> None:
    home_with_plan.environment[name] = value
    with home_with_plan.start() as terminal:
        terminal.until("Clam")
        terminal.type("q\r" if value == "dumb" else "q")  # there it is asked in lines
        assert terminal.ended() == 0


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "ascii:strict", "cp1252"])
def test_in_an_encoding_without_its_characters_it_says_so(home_with_plan: Home, encoding: str) -> None:
    with home_with_plan.start(columns=400, PYTHONIOENCODING=encoding) as terminal:
        assert terminal.ended() == 1
        assert "The interface draws with characters" in terminal.text
        assert b"\x1b" not in terminal.raw


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


@pytest.mark.parametrize("make", [_circle, os.mkfifo, _endless, _terminal, Path.mkdir])
@pytest.mark.parametrize("place", ["database", "config"])
def test_what_is_no_file_is_named(home: Home, make: object, place: str) -> None:
    path = home.database if place == "database" else home.config
    path.parent.mkdir(parents=True)
    assert callable(make)
    make(path)
    with home.start(columns=400) as terminal:
        assert terminal.ended() == 1
        assert f"backtracker: {path} " in terminal.text
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("BACKTRACKER_DB", value)
            for value in (f"/{LONG}", f"/{LONG}/x.db", "~nobody-at-all/x.db", "/dev/null", ".")
        ),
        ("XDG_DATA_HOME", f"/{LONG}"),
        ("XDG_CONFIG_HOME", f"/{LONG}"),
    ],
)
def test_a_place_that_cannot_be_is_named(home: Home, name: str, value: str) -> None:
    home.environment[name] = value
    with home.start(columns=200, rows=60) as terminal:
        assert terminal.ended() == 1
        assert terminal.raw.count(b"\n") == 1
        assert b"Traceback" not in terminal.raw
