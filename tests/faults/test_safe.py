"""What a person or a file put into names and notes is shown, not obeyed; and nothing is sent anywhere."""

from __future__ import annotations

import json
import socket
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.cli.conftest import Backtracker
from tests.support import waiting
from tests.tui.conftest import MakeApp
from tests.tui.today.test_today import settled
from tracker.core.escape_control import escape_control

# Clears the screen, sets the title, turns the writing round, is markup of two sorts, and a formula.
NASTY = "\x1b[2J\x1b]0;mine\x07\u202e[red]Row[/red] <b>&\r=1+1"
HARMFUL = ("\x1b", "\x07", "\u202e", "\r", "\u009b")


@pytest.fixture
def nasty(run: Backtracker, tmp_path: Path) -> Backtracker:
    """A record whose every text is nasty."""
    document: dict[str, Any] = {
        "format": "backtracker-history",
        "version": 1,
        "exercises": [
            {"id": "my-row", "name": NASTY, "kind": "strength", "region": NASTY, "start": {"reps": [8]},
             "ceiling": {"reps": [12]}, "cues": [NASTY], "caution": NASTY, "pace": NASTY, "source": NASTY,
             "equipment": [NASTY], "bothers": [NASTY]}
        ],
        "prescriptions": [{"exercise": "my-row", "from": "2026-11-01", "dose": {"reps": [8]}}],
        "sessions": [{"date": "2026-11-22", "note": NASTY, "sets": [{"exercise": "my-row", "reps": 8, "note": NASTY}]}],
        "checkins": [{"date": "2026-11-22", "pain": 1, "flare": True, "note": NASTY}],
        "skips": [{"date": "2026-11-21", "exercise": "my-row", "reason": "other", "note": NASTY}],
        "pauses": [{"from": "2026-11-10", "to": "2026-11-11", "reason": NASTY}],
    }  # fmt: skip
    file = tmp_path / "nasty.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    run("import", file)
    return run


def test_no_command_lets_a_name_or_a_note_speak_to_the_terminal(nasty: Backtracker, tmp_path: Path) -> None:
    for words in (
        ["today"], ["status"], ["suggest"], ["plan"], ["library"], ["library", "row"], ["history"], ["settings"],
        ["skip", "my-row", "--reason", "other", "--note", NASTY, "--on", "-3"], ["log", "my-row", "5", "--note", NASTY],
        ["done", "--on", "-2"], ["undo"], ["redo"], ["plan", "set", "my-row", "--reps", "9"],
        ["plan", "remove", "my-row"], ["pause", "--reason", NASTY], ["resume"], ["undo"],
        ["backup", "--list"], ["doctor"],
    ):  # fmt: skip
        printed = nasty(*words)
        assert not [mark for mark in HARMFUL if mark in printed.out], words
    assert "<U+001B>[2J" in nasty("library", "row").out


def test_what_was_typed_is_not_obeyed_where_it_is_refused_either(nasty: Backtracker) -> None:
    other = f"another {NASTY}"
    for words in (["log", other, "5"], ["log", "my-row", "5", "--on", NASTY], ["settings", NASTY, "1"],
                  ["plan", "start", NASTY], ["plan", "set", "my-row", "--days", NASTY], [NASTY],
                  ["today", f"--{NASTY}"], ["backup", "--restore", NASTY], ["export", NASTY],
                  ["import", NASTY]):  # fmt: skip
        refused = nasty(*words, fails=2)
        assert not [mark for mark in HARMFUL if mark in refused.err], words


def test_json_says_everything_as_it_is_and_nothing_a_terminal_obeys(nasty: Backtracker) -> None:
    for words in (["today", "--json"], ["plan", "--json"], ["library", "row", "--json"], ["history", "--json"]):
        printed = nasty(*words)
        assert not [mark for mark in HARMFUL if mark in printed.out and mark != "\u202e"], words
    names = [exercise["name"] for exercise in nasty("library", "row", "--json").json["exercises"]]
    assert escape_control(NASTY) in names


def test_files_for_people_show_what_would_be_obeyed(nasty: Backtracker, tmp_path: Path) -> None:
    for name in ("report.html", "report.md"):
        nasty("report", "-o", tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert not [mark for mark in HARMFUL if mark in text]
        assert "<b>&" not in text
    nasty("export", tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        for name in archive.namelist():
            table = archive.read(name).decode()
            assert not [mark for mark in HARMFUL if mark in table.replace("\r\n", "\n")], name
            assert not [line for line in table.splitlines() if line.startswith("=")]


async def test_no_screen_obeys_a_name_or_a_note(nasty: Backtracker, make_app: MakeApp) -> None:
    nasty.database.replace(nasty.database.parent.parent / "backtracker.db")
    async with make_app(datetime(2026, 11, 22, 8, 0)).run_test(size=(120, 40)) as pilot:
        for keys in (
            ("T",),
            ("n", "escape"),
            ("L",),
            ("slash", "r", "o", "w", "enter"),
            ("P",),
            ("H",),
            ("colon", "escape"),
        ):
            await pilot.press(*keys)
            await waiting.settled(pilot)
            shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
            assert not [mark for mark in HARMFUL if mark in shown], keys
        await pilot.press("escape", "T")
        screen = await settled(pilot)
        drawn = "\n".join(strip.text for strip in screen._compositor.render_strips())
        assert "<U+001B>[2J" in drawn


def test_no_command_opens_a_connection(planned: Backtracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*words: object, **named: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for words in (["status"], ["today", "--json"], ["log", "bird-dog"], ["checkin", "0"], ["suggest"], ["library"],
                  ["history", "--json"], ["doctor"], ["path"], ["undo"], ["export", tmp_path / "all.json"],
                  ["import", tmp_path / "all.json"], ["report", "-o", tmp_path / "report.html"],
                  ["backup", tmp_path / "copy.db"], ["undo"],
                  ["backup", "--restore", tmp_path / "copy.db"]):  # fmt: skip
        planned(*(str(word) for word in words))
