"""The program as a guest in a terminal: how it leaves, how it fits, and what it shows without colour."""

from __future__ import annotations

import re

import pytest

from tests.pty.conftest import Home
from tests.support.terminal import CTRL_C, CTRL_Q, ENTER, Terminal

pytestmark = pytest.mark.pty


def left_on(raw: bytes) -> dict[str, bool]:
    """Which private modes of the terminal are on after all that was written."""
    modes: dict[str, bool] = {}
    for numbers, letter in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", raw):
        for number in numbers.decode().split(";"):
            modes[number] = letter == b"h"
    return {number: on for number, on in modes.items() if on}


def assert_left_clean(terminal: Terminal) -> None:
    """The terminal takes and shows characters as before, with its cursor, and without mouse or other screen."""
    assert terminal.modes == terminal.modes_before
    assert set(left_on(terminal.raw)) <= {"7", "25"}  # lines wrap, and the cursor is seen
    assert left_on(terminal.raw).get("25", True)
    assert terminal.raw.count(b"\x1b[>") == terminal.raw.count(b"\x1b[<")  # what keys send is as it was
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("keys", ["q", CTRL_Q], ids=["q", "ctrl+q"])
def test_leaving_leaves_the_terminal_as_it_was(home_with_plan: Home, keys: str) -> None:
    with home_with_plan.start() as terminal:
        terminal.until("Clam")
        assert left_on(terminal.raw)
        terminal.type(keys)
        assert terminal.ended() == 0
        assert_left_clean(terminal)


def test_ctrl_c_breaks_nothing_off_and_says_how_to_leave(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until("Clam")
        terminal.press(CTRL_C, "quit")
        terminal.press(ENTER, "■□□")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
        assert_left_clean(terminal)
    assert len(home_with_plan.answer("today")["exercises"][0]["logged"]) == 1


def test_a_whole_morning_loads_nothing_that_could_speak_to_a_network_and_an_editor_opens_all_the_same(
    home_with_plan: Home,
) -> None:
    with home_with_plan.start() as terminal:
        terminal.until("Clam")
        terminal.press(ENTER, "■□□")
        terminal.press("H", "Adherence")
        terminal.press("P", "Clam")
        terminal.press("e", "The plan as text")
        assert "sqlite" in terminal.libraries
        assert not re.search(r"_ssl|libssl|libcrypto", terminal.libraries)


def test_a_database_that_cannot_be_used_is_one_line_in_a_clean_terminal(home_with_plan: Home) -> None:
    with home_with_plan.start(BACKTRACKER_DB="/dev/null") as terminal:
        assert terminal.ended() == 1
        assert next(line for line in terminal.lines if line).startswith("backtracker: /dev/null")
        assert_left_clean(terminal)


@pytest.mark.parametrize("folder", ["XDG_DATA_HOME", "XDG_CONFIG_HOME"])
def test_where_there_can_be_no_folder_a_sentence_says_so_in_a_clean_terminal(home: Home, folder: str) -> None:
    home.environment[folder] = "/dev/null/none"
    with home.start() as terminal:
        assert terminal.ended() == 1
        assert next(line for line in terminal.lines if line).startswith("backtracker: /dev/null/none/backtracker/")
        assert_left_clean(terminal)


def test_without_a_language_or_the_name_of_a_terminal_it_opens_all_the_same(home_with_plan: Home) -> None:
    with home_with_plan.start(TERM="", LANG="") as terminal:
        terminal.until(lambda seen: "Clam" in seen.text and "■" not in seen.text)
        terminal.press(ENTER, "Clam: 1 set")
        terminal.type("q")
        assert terminal.ended() == 0
        assert_left_clean(terminal)


def test_a_terminal_made_tiny_and_large_again_shows_all_and_takes_keys(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until("□□□")
        terminal.resize(20, 6)
        terminal.until(lambda seen: len(seen.lines) == 6 and "Today" in seen.lines[0])
        terminal.press(ENTER, "Clam: 1 set")
        terminal.resize(100, 30)
        terminal.until(lambda seen: "■□□" in seen.text and "Help" in seen.lines[-1])
        terminal.type("q")
        assert terminal.ended() == 0
        assert_left_clean(terminal)


def test_without_colour_nothing_on_the_screen_has_one(home_with_plan: Home) -> None:
    def coloured(terminal: Terminal) -> bool:
        found = {colour for cell in terminal.cells for colour in (cell.fg, cell.bg)} - {"default"}
        return any(not re.fullmatch(r"(..)\1\1|black|white|brightblack", colour) for colour in found)

    with home_with_plan.start(COLORTERM="truecolor") as terminal:
        terminal.until(coloured)
    with home_with_plan.start(COLORTERM="truecolor", NO_COLOR="1") as terminal:
        terminal.until(lambda seen: "□□□" in seen.text and "Help" in seen.lines[-1])
        assert not coloured(terminal)


def test_what_was_drawn_piece_by_piece_is_what_is_drawn_in_one_go(home_with_plan: Home) -> None:
    home_with_plan.run("plan", "set", "bird-dog")
    home_with_plan.run("plan", "set", "knee-rolls")
    config = home_with_plan.config
    config.parent.mkdir(parents=True)
    config.write_text("animation = false\n", encoding="utf-8")
    with home_with_plan.start() as terminal:
        terminal.until("Clam")
        for keys, last in (
            ("j5", "5▏of 5·3·1"), (f"{ENTER}b", " form"), ("p3", " 3 form"), ("ka", "■■■"), ("js", "Leave out"),
            ("t", "left out: no time"), ("u,", "Sunday 22"), (".jj", "─ Knee rolls ─"), (f"k{ENTER}kd", "deleted"),
        ):  # fmt: skip
            terminal.press(keys, last)
        terminal.read_all()
        piece_by_piece = terminal.cells
        terminal.resize(81, 24)
        terminal.resize(80, 24)
        terminal.until(lambda seen: seen.cells == piece_by_piece)
