"""The program's own themes: a light and a dark one, with one hue that marks what is done.

Every text has a contrast of 4.5 to 1 at least, on each background that it stands on.
"""

from __future__ import annotations

from textual.theme import Theme

from tracker.tui.config import DARK_THEME, LIGHT_THEME

DARK = Theme(
    name=DARK_THEME,
    primary="#7cc4a8",
    secondary="#8fb8de",
    accent="#e8bd6d",
    warning="#e8bd6d",
    error="#ea9888",
    success="#7cc4a8",
    foreground="#dcdfe0",
    background="#14181b",
    surface="#1b2024",
    panel="#262d32",
    dark=True,
    variables={
        "footer-key-foreground": "#e8bd6d",
        "footer-background": "#1b2024",
        "foreground-muted": "#a7b0b5",
        "scrollbar": "#3a444b",
        "scrollbar-hover": "#4c5860",
        "scrollbar-active": "#7cc4a8",
        "scrollbar-background": "#14181b",
        "scrollbar-background-hover": "#14181b",
        "scrollbar-background-active": "#14181b",
        "scrollbar-corner-color": "#14181b",
        "foreground-disabled": "#8a949a",
        "border": "#3a444b",
        "border-blurred": "#2e363c",
        "block-cursor-background": "#2f3f3a",
        "block-cursor-foreground": "#f2f4f3",
        "block-cursor-text-style": "bold",
    },
)

LIGHT = Theme(
    name=LIGHT_THEME,
    primary="#16664b",
    secondary="#265a8a",
    accent="#7d4a05",
    warning="#7d4a05",
    error="#9c2f20",
    success="#16664b",
    foreground="#22292d",
    background="#faf8f4",
    surface="#f2efe8",
    panel="#e6e1d6",
    dark=False,
    variables={
        "footer-key-foreground": "#7d4a05",
        "footer-background": "#f2efe8",
        "foreground-muted": "#565b5f",
        "scrollbar": "#c4bcac",
        "scrollbar-hover": "#a9a08e",
        "scrollbar-active": "#16664b",
        "scrollbar-background": "#faf8f4",
        "scrollbar-background-hover": "#faf8f4",
        "scrollbar-background-active": "#faf8f4",
        "scrollbar-corner-color": "#faf8f4",
        "foreground-disabled": "#65625a",
        "border": "#c4bcac",
        "border-blurred": "#d8d1c3",
        "block-cursor-background": "#d5e8de",
        "block-cursor-foreground": "#14201b",
        "block-cursor-text-style": "bold",
    },
)

THEMES = (DARK, LIGHT)
