"""Text that a person typed, made safe to look at: what would move a cursor or turn the writing round is shown."""

from __future__ import annotations

from unicodedata import category

# Marks that change the direction of what follows; the rest of their category joins letters and is left alone.
TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
HIDDEN = ("Cc", "Cs", "Zl", "Zp")


def visible(text: str, *, keep: str = "") -> str:
    r"""`text` with control characters as codes, those of `keep` aside: `\x1b[2J` is `<U+001B>[2J`."""
    return "".join(each if each in keep or not _hidden(each) else f"<U+{ord(each):04X}>" for each in text)


def _hidden(character: str) -> bool:
    return character in TURNS or category(character) in HIDDEN
