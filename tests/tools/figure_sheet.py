"""Draw every pose of every figure on one sheet: `python -m tests.tools.figure_sheet`, into screenshots/figures.svg."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from tracker.core.figure.drawing import draw
from tracker.core.figure.motion import Figure
from tracker.core.figure.raster import DOTS_ACROSS, DOTS_DOWN, Frame, Ink
from tracker.library import load_library
from tracker.library.figures import shipped

SHEET = Path(__file__).parents[2] / "screenshots" / "figures.svg"
COLS, ROWS = 32, 12
DOT = 3
WIDTH, HEIGHT = COLS * DOTS_ACROSS * DOT, ROWS * DOTS_DOWN * DOT
PAD, NAME, SHEET_WIDTH = 8, 26, 1680
COLOURS = {Ink.WORKING: "#e8bd6d", Ink.NEAR: "#dcdfe0", Ink.FAR: "#7d868c", Ink.PROP: "#57636b"}


def sheet(ids: list[str], names: dict[str, str]) -> str:
    """An SVG picture of the figures in the order of `ids`, the name below each, every pose beside the one before."""
    parts, x, y = [], PAD, PAD
    for exercise in ids:
        figure = shipped().get(exercise)
        if figure is None:
            continue
        wide = len(figure.stills) * (WIDTH + PAD)
        if x > PAD and x + wide > SHEET_WIDTH:
            x, y = PAD, y + HEIGHT + NAME + PAD
        parts.append(_poses(figure, x, y))
        parts.append(f'<text x="{x}" y="{y + HEIGHT + 17}">{escape(names[exercise])}</text>')
        x += wide + PAD
    height = y + HEIGHT + NAME + PAD
    style = "text{font:15px sans-serif;fill:#dcdfe0}"
    style += " path{fill:none;stroke-width:.94;stroke-linecap:round;stroke-dasharray:0 1}"
    style += "".join(f" .{ink}{{stroke:{colour}}}" for ink, colour in COLOURS.items())
    size = f'viewBox="0 0 {SHEET_WIDTH} {height}" width="{SHEET_WIDTH}" height="{height}"'
    ground = f'<rect width="{SHEET_WIDTH}" height="{height}" fill="#14181b"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{style}</style>{ground}{"".join(parts)}</svg>\n'


def _poses(figure: Figure, left: int, top: int) -> str:
    parts = []
    for number, pose in enumerate(figure.stills):
        x = left + number * (WIDTH + PAD)
        parts.append(f'<rect x="{x}" y="{top}" width="{WIDTH}" height="{HEIGHT}" fill="#1b2024"/>')
        place = f"translate({x} {top}) scale({DOT}) translate(.5 .5)"
        parts.append(f'<g transform="{place}">{_dots(draw(figure, pose, COLS, ROWS))}</g>')
    return "".join(parts)


def _dots(frame: Frame) -> str:
    """The dots, each in the ink of its cell, as a terminal shows them."""
    inks: dict[tuple[int, int], Ink] = {}
    dots = [(dot, ink) for ink in Ink for dot in frame.dots(ink)]
    for (x, y), ink in dots:
        inks.setdefault((x // DOTS_ACROSS, y // DOTS_DOWN), ink)
    rows: dict[Ink, dict[int, list[int]]] = {ink: {} for ink in Ink}
    for (x, y), ink in sorted({dot: inks[dot[0] // DOTS_ACROSS, dot[1] // DOTS_DOWN] for dot, _ in dots}.items()):
        rows[ink].setdefault(y, []).append(x)
    return "".join(
        f'<path class="{ink}" d="{"".join(_runs(y, xs) for y, xs in by_row.items())}"/>'
        for ink, by_row in rows.items()
        if by_row
    )


def _runs(y: int, xs: list[int]) -> str:
    """Runs of dots on a row: a dashed line, whose dashes are dots."""
    starts = [x for x in xs if x - 1 not in xs]
    ends = [x for x in xs if x + 1 not in xs]
    return "".join(f"M{start} {y}h{end - start}.1" for start, end in zip(starts, ends, strict=True))


def main() -> None:
    """Write the sheet to the path that is given, or to where it belongs."""
    exercises = load_library().exercises
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHEET
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        sheet([each.id for each in exercises], {each.id: each.name for each in exercises}), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
