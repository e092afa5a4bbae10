"""Every text can be read: its contrast in both themes, on every screen, dialog and form."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from tests.support.contrast import LEAST, contrast
from tracker.tui import themes

HUES = ("primary", "secondary", "accent", "warning", "error", "success")
TEXTS = ("foreground", "foreground-muted", "footer-key-foreground", *HUES)
BACKGROUNDS = ("background", "surface", "panel", "block-cursor-background", "footer-background")
# The largest part of a hue that the style sheets mix into a background.
TINTS = {"success": 0.14, "secondary": 0.15, "accent": 0.18, "warning": 0.22, "error": 0.14, "foreground": 0.08}
BANDS = ("primary", "secondary", "accent", "foreground")


def colours(theme: Theme) -> dict[str, Color]:
    """The variables of a theme that are colours."""
    variables = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(value) for name, value in variables.items() if value.startswith("#")}


@pytest.mark.parametrize("theme", themes.THEMES, ids=lambda theme: theme.name)
def test_every_colour_of_text_can_be_read_on_every_background(theme: Theme) -> None:
    colour = colours(theme)
    backgrounds = {name: colour[name] for name in BACKGROUNDS}
    for hue, part in TINTS.items():
        backgrounds[f"{hue} {part:.0%}"] = colour["background"].blend(colour[hue], part)
    pairs = [(text, name, colour[text], background) for text in TEXTS for name, background in backgrounds.items()]
    pairs += [("foreground-disabled", name, colour["foreground-disabled"], colour[name]) for name in BACKGROUNDS[:3]]
    pairs += [("background", band, colour["background"], colour[band]) for band in BANDS]
    pairs += [
        ("block-cursor-foreground", name, colour["block-cursor-foreground"], colour[name]) for name in BACKGROUNDS
    ]
    faint = [
        f"{text} on {name}: {contrast(ink, paper):.2f}"
        for text, name, ink, paper in pairs
        if contrast(ink, paper) < LEAST
    ]
    assert faint == []
