"""Text that a person typed, made safe to print: control and direction characters become visible codes."""

from __future__ import annotations

from unicodedata import category

# Marks that change the direction of what follows; the rest of their category joins letters and is left alone.
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
HIDDEN = ("Cc", "Cs", "Zl", "Zp")


def escape_control(text: str, *, keep: str = "") -> str:
    r"""`text` with control characters as codes, those of `keep` aside: `\x1b[2J` is `<U+001B>[2J`."""
    return "".join(
        character if character in keep or not _hidden(character) else f"<U+{ord(character):04X}>" for character in text
    )


def _hidden(character: str) -> bool:
    return character in DIRECTION_MARKS or category(character) in HIDDEN
