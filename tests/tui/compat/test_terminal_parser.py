"""Keys that together look like the code of another key."""

from __future__ import annotations

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from tracker.tui.compat.terminal_parser import Tolerant, use_tolerant_parser

TYPED = "\x1b[:A"


def keys_of(parser: XTermParser, text: str) -> str:
    """The characters that a parser makes of what a terminal sends."""
    return "".join(
        token.character or ""
        for token in [*parser.feed(text), *parser.feed("")]
        if isinstance(token, events.Key) and token.key != "escape"
    )


@pytest.fixture
def tolerant_parser(monkeypatch: pytest.MonkeyPatch) -> type[XTermParser]:
    """The parser that the driver has after it was made tolerant."""
    monkeypatch.setattr(linux_driver, "XTermParser", XTermParser)
    use_tolerant_parser(LinuxDriver)
    parser: type[XTermParser] = vars(linux_driver)["XTermParser"]
    return parser


def test_what_is_no_code_of_a_key_is_read_as_the_keys_that_were_typed(tolerant_parser: type[XTermParser]) -> None:
    assert keys_of(tolerant_parser(), TYPED).endswith(":A")


def test_textual_alone_fails_at_it() -> None:
    with pytest.raises(ValueError, match="int"):
        keys_of(XTermParser(), TYPED)


def test_the_code_of_a_key_is_that_key(tolerant_parser: type[XTermParser]) -> None:
    tokens = [token for token in tolerant_parser().feed("\x1b[C\x1b[97;5u") if isinstance(token, events.Key)]
    assert [token.key for token in tokens] == ["right", "ctrl+a"]


@pytest.mark.parametrize(("sent", "key"), [("\x1b\r", "alt+enter"), ("\x1b[13;3u", "alt+enter"), ("\r", "enter")])
def test_alt_and_enter_are_one_key_in_every_terminal(tolerant_parser: type[XTermParser], sent: str, key: str) -> None:
    parser = tolerant_parser()
    assert [token.key for token in parser.feed(f"a{sent}") if isinstance(token, events.Key)] == ["a", key]


def test_a_parser_is_made_tolerant_once(tolerant_parser: type[XTermParser]) -> None:
    use_tolerant_parser(LinuxDriver)
    assert vars(linux_driver)["XTermParser"] is tolerant_parser
    assert tolerant_parser.mro().count(Tolerant) == 1
