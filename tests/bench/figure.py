"""How long a frame of a moving figure takes, from the time in the repetition to the characters."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from tracker.core.figure.draw import draw
from tracker.core.figure.motion import Figure, phase_at, pose_at
from tracker.core.pace import Phase, parse_pace
from tracker.figures import shipped

SIZES = ((24, 10), (32, 12), (60, 24))
FRAMES = 120
LIMIT_MS = 2.0


def run() -> list[str]:
    """Lines of a table: for each size the median and the slowest frame of all figures."""
    figures = [figure for figure in map(shipped().get, shipped().ids()) if figure is not None]
    pace = parse_pace("3 s there, hold, 3 s back", 1)
    return [_line(figures, pace, cols, rows) for cols, rows in SIZES]


def _line(figures: list[Figure], pace: tuple[Phase, ...], cols: int, rows: int) -> str:
    took = []
    for number in range(FRAMES):
        figure = figures[number % len(figures)]
        start = perf_counter()
        index, part = phase_at(pace, number / 12)
        draw(figure, pose_at(figure, pace, index, part), cols, rows).lines()
        took.append((perf_counter() - start) * 1000)
    return f"figure, a frame at {cols}×{rows}: median {median(took):.2f} ms, slowest {max(took):.2f} ms of {LIMIT_MS:g}"


if __name__ == "__main__":
    print("\n".join(run()))
