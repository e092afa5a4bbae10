"""Contrast of what is on the screen, as the web's guidelines count it: 1 (none) to 21 (black on white)."""

from __future__ import annotations

from typing import Any

from rich.color import Color as RichColor
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.screen import ModalScreen

LEAST = 4.5


def contrast(text: Color, background: Color) -> float:
    """The contrast of two colours (WCAG 2.2, *contrast ratio*)."""
    low, high = sorted((_luminance(text), _luminance(background)))
    return (high + 0.05) / (low + 0.05)


def faint_texts(app: App[Any]) -> list[str]:
    """The texts on the screen with less contrast than they need: `2.99 to 1: nothing`, each once.

    Marks and lines without a letter or a digit are no text, and what is behind a dialog is not to be read.
    """
    faint: dict[str, None] = {}
    screen = app.screen
    in_front = [child.region for child in screen.children] if isinstance(screen, ModalScreen) else [screen.region]
    for y, strip in enumerate(screen._compositor.render_strips()):
        for region in in_front:
            if region.y <= y < region.bottom:
                for text, style, _ in strip.crop(region.x, region.right):
                    ratio = LEAST if style is None else _contrast_of(style)
                    if ratio < LEAST and any(character.isalnum() for character in text):
                        faint[f"{ratio:.2f} to 1: {text.strip()}"] = None
    return list(faint)


def _contrast_of(style: Style) -> float:
    assert not style.dim
    return contrast(_colour(style.color, "#ffffff"), _colour(style.bgcolor, "#000000"))  # reversed, the same


def _colour(colour: RichColor | None, default: str) -> Color:
    return Color.parse(default) if colour is None else Color.from_rich_color(colour)


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
