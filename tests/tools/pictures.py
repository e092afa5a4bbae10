"""The screen of a running app as an SVG picture that is the same each time, and what such a picture shows."""

from __future__ import annotations

import re
from html import unescape
from io import StringIO
from typing import Any, cast

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.color import Color
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from textual._compositor import CompositorUpdate
from textual.app import App

# Rich's own layout, without the fonts that it would fetch from the network.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}|<!--.*?-->", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
FORMAT = FORMAT.replace("Fira Code, monospace", "'Fira Code', 'DejaVu Sans Mono', monospace")
# The width of a cell and the height of a line in such a picture.
CELL, LINE = 12.2, 24.4
TEXT = re.compile(r'<text class="[\w-]+-(r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')
STYLE = re.compile(r"\.[\w-]+-(r\d+) \{ (.*?) \}")

Cell = tuple[float, float, str, str]


def picture(app: App[Any], title: str) -> str:
    """What is on the screen now."""
    width, height = app.size
    console = Console(
        width=width,
        height=height,
        file=StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    screens = app._background_screens
    console.print(app.screen._compositor.render_update(full=True, screen_stack=screens, simplify=True))
    svg = console.export_svg(title=title, theme=_frame(app), code_format=FORMAT, unique_id="backtracker")
    svg = _with_whole_blocks(svg)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def _with_whole_blocks(svg: str) -> str:
    """Full blocks as rectangles, since as letters they leave gaps between the lines."""
    colours = {style: css.split(";")[0].removeprefix("fill: ") for style, css in STYLE.findall(svg)}

    def rectangles(found: re.Match[str]) -> str:
        style, x, y, text = found.groups()
        text = unescape(text)
        if set(text) - {"█", "\xa0"}:
            return found[0]
        top = float(y) - 18.5
        return "".join(
            f'<rect fill="{colours[style]}" x="{float(x) + run.start() * CELL:g}" y="{top:g}" '
            f'width="{len(run[0]) * CELL:g}" height="{LINE + 0.25}" shape-rendering="crispEdges"/>'
            for run in re.finditer("█+", text)
        )

    return TEXT.sub(rectangles, svg)


def _frame(app: App[Any]) -> TerminalTheme:
    """The window around the screen in the colours of the app."""
    named = app.theme_variables
    ground, ink = (Color.parse(named[name]).get_truecolor() for name in ("panel", "foreground"))
    return TerminalTheme(ground, ink, [(0, 0, 0)] * 8)


def drawn(app: App[Any]) -> str:
    """All that the terminal would get now: quicker than a picture, and as good for seeing whether anything changed."""
    screens = app._background_screens
    update = cast(CompositorUpdate, app.screen._compositor.render_update(full=True, screen_stack=screens))
    return update.render_segments(app.console)


def cells(svg: str) -> list[Cell]:
    """Where each piece of text and of background is, the text, and how it is drawn; not how that is written down."""
    styles = dict(STYLE.findall(svg))
    grounds = re.findall(r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', svg)
    return [
        *((float(y), float(x), unescape(text), styles[style]) for style, x, y, text in TEXT.findall(svg)),
        *((float(y), float(x), width, colour) for colour, x, y, width in grounds),
    ]


def lines(svg: str) -> list[str]:
    """The text of the screen, line by line."""
    rows: dict[int, str] = {}
    for y, x, text, _ in sorted(cell for cell in cells(svg) if not cell[3].startswith("#")):
        row = round(y / LINE)
        rows[row] = rows.get(row, "").ljust(round(x / CELL)) + text.replace("\xa0", " ")
    return [rows.get(row, "").rstrip() for row in range(max(rows, default=0) + 1)]
