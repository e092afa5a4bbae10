"""Whatever is pressed in whatever order at whatever size, the app goes on and the file stays sound."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key

from tests.support.database_faults import database_faults
from tests.tools import random_keys_in_terminal
from tests.tools.random_keys import NOW, begin, session
from tracker.tui.compat.terminal_parser import Tolerant


@pytest.mark.parametrize("seed", [0, 1])
def test_some_random_keys_and_sizes_do_no_harm(tmp_path: Path, seed: int) -> None:
    database = tmp_path / "backtracker.db"
    begin(database, seed)
    pressed = asyncio.run(session(database, NOW, random.Random(seed), 75))
    assert len(pressed) > 25
    assert database_faults(database) == []


@pytest.mark.pty
def test_some_random_keys_typed_to_the_installed_program_end_well(tmp_path: Path) -> None:
    assert random_keys_in_terminal.run(tmp_path, 100, 1) >= 100


@given(st.text("[]<>?:;0123456789-~$AHMORIumtcn \x1b", max_size=40))
def test_whatever_a_terminal_sends_is_read_as_some_keys(sent: str) -> None:
    parser = type("TolerantParser", (Tolerant, XTermParser), {})()
    list(parser.feed(f"\x1b[{sent}"))
    assert [event.key for event in parser.feed("\x1b\x1b[201~q") if isinstance(event, Key)][-1:] == ["q"]
