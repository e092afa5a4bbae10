"""What a page may send, and that nothing else gets further."""

from __future__ import annotations

import pytest

from tracker.web.messages import BadMessageError, Focus, Message, Ping, Size, Typed, first_size, read_message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["stdin", "\\u001b[A"]', Typed("\x1b[A")),
        ('["stdin", ""]', Typed("")),
        ('["resize", {"width": 1, "height": 1}]', Size(1, 1)),
        ('["resize", {"width": 1000, "height": 400}]', Size(1000, 400)),
        ('["focus"]', Focus(has_focus=True)),
        ('["blur"]', Focus(has_focus=False)),
        ('["ping", "1764292800000"]', Ping("1764292800000")),
    ],
)
def test_what_the_page_sends_is_read(text: str, message: Message) -> None:
    assert read_message(text) == message


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "null", "1", "{}", "[]", "[[]]", '"stdin"', '["stdin"]', '["stdin", 1]', '["stdin", null]',
        '["stdin", "a", "b"]', '["stdin", "\\ud800"]', '["quit"]', '["exit", {}]', '["deliver_chunk_request", {}]',
        '["resize"]', '["resize", 80]', '["resize", {"width": 80}]', '["resize", {"width": "80", "height": 24}]',
        '["resize", {"width": 80.5, "height": 24}]', '["resize", {"width": true, "height": true}]',
        '["resize", {"width": 0, "height": 24}]', '["resize", {"width": 80, "height": 0}]',
        '["resize", {"width": -1, "height": 24}]', '["resize", {"width": 1001, "height": 24}]',
        '["resize", {"width": 80, "height": 401}]', '["resize", {"width": 1000000, "height": 1000000}]',
        '["resize", {"width": NaN, "height": Infinity}]', '["ping"]', '["ping", {}]', '["ping", "\\udfff"]',
        "[" * 100_000, '["ping", ' + "9" * 5000 + "]", "\ud800",
    ],
)  # fmt: skip
def test_what_no_page_sends_is_refused(text: str) -> None:
    with pytest.raises(BadMessageError):
        read_message(text)


def test_the_first_size_is_in_the_address() -> None:
    assert first_size({"width": "100", "height": "30"}) == Size(100, 30)
    assert first_size({}) == Size(80, 24)


@pytest.mark.parametrize("width", ["0", "-1", "1001", "1000000", "80.0", "8_0", " 80", "٨٠", "", "x", "9" * 5000])
def test_a_first_size_that_no_terminal_has_is_refused(width: str) -> None:
    with pytest.raises(BadMessageError):
        first_size({"width": width})
