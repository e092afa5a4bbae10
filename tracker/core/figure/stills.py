"""The poses of a figure side by side, where animation is off."""

from __future__ import annotations

from tracker.core.figure.drawing import draw, scale_in
from tracker.core.figure.motion import Figure
from tracker.core.figure.raster import Run
from tracker.core.model import Glyphs

READABLE = 1.9


def stills(
    figure: Figure, cols: int, rows: int, *, other_side: bool = False, glyphs: Glyphs = Glyphs.BRAILLE
) -> list[list[Run]]:
    """Rows of runs with as many poses as are large enough to be told apart, in reading order; one at least."""
    poses = figure.stills
    across, down = grid(figure, len(poses), cols, rows)
    shown = poses if across * down > 1 else poses[1:2] or poses
    width, height = cols // across, rows // down
    frames = [draw(figure, pose, width, height, other_side=other_side).lines(glyphs) for pose in shown]
    blank: list[list[Run]] = [[(" " * width, None)]] * height
    frames += [blank] * (across * down - len(frames))
    return [
        [run for frame in frames[top : top + across] for run in frame[row]]
        for top in range(0, across * down, across)
        for row in range(height)
    ]


def grid(figure: Figure, count: int, cols: int, rows: int) -> tuple[int, int]:
    """How many poses go across and down to be as large as can be; (1, 1) where they would be too small to read."""
    ways = [(across, -(-count // across)) for across in range(1, count + 1)]
    best = max(ways, key=lambda way: scale_in(figure, cols // way[0], rows // way[1]))
    return best if scale_in(figure, cols // best[0], rows // best[1]) >= READABLE else (1, 1)
