"""The chart of an answer: the mornings after the two kinds of day side by side, and the interval beneath."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

from textual.content import Content

from tracker.core import wording
from tracker.core.analytics.record_questions.answer import Estimate
from tracker.core.analytics.record_questions.days import QuestionDays

MORNING, LEFT_END, RIGHT_END, EFFECT, LINE, ZERO, ZERO_INSIDE = "•", "├", "┤", "●", "─", "│", "┼"
# How many mornings share a cell, with the dots of a Braille character in the order in which they fill up.
BRAILLE = 0x2800
DOTS = {
    2: (0x02, 0x10),
    4: (0x02, 0x04, 0x10, 0x20),
    8: (0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80),
}
FULLEST = max(DOTS)
LABEL = 4
GAP = 3
NARROWEST_REACH = 2


def question_chart(days: QuestionDays, estimate: Estimate, width: int) -> list[Content]:
    """The lines of the chart, none wider than `width`.

    One dot is one morning. Where many have the same pain, up to eight share a cell; if they do not fit even so, a dot
    is several mornings, as the last line then says.
    """
    room = (width - LABEL - GAP) // 2
    kinds = [Counter(days.with_it), Counter(days.without_it)]
    readings = [pain for kind in kinds for pain in kind]
    most = max((count for kind in kinds for count in kind.values()), default=0)
    per_cell = next((dots for dots in (1, *DOTS) if most <= room * dots), FULLEST)
    per_dot = max(ceil(most / (room * per_cell)), 1)
    heads = (
        wording.count(kind.total(), f"day {word}", f"days {word}")
        for kind, word in zip(kinds, ("with", "without"), strict=True)
    )
    lines = [_row("", [Content.styled(head.ljust(room), "bold") for head in heads])]
    for pain in range(max(readings, default=0), min(readings, default=0) - 1, -1):
        cells = [_dots(ceil(kind[pain] / per_dot), per_cell).ljust(room) for kind in kinds]
        lines.append(_row(str(pain), [Content.styled(cell, "$accent") for cell in cells]))
    dot = "each" if per_dot == 1 else f"{per_dot} of them"
    lines.append(_row("", [Content.styled(f"pain the next morning, a dot for {dot}", "$foreground-muted")]))
    return [*lines, Content(""), *interval_lines(estimate, width)]


def interval_lines(estimate: Estimate, width: int) -> list[Content]:
    """The effect and its interval on an axis of points lower and higher, as far as the interval goes on either side."""
    reach = max(ceil(max(abs(estimate.low), abs(estimate.high))), NARROWEST_REACH)
    columns = width - LABEL - 2

    def column(points: float) -> int:
        return round((points + reach) / (2 * reach) * (columns - 1))

    line = [" "] * columns
    low, high = column(estimate.low), column(estimate.high)
    line[low : high + 1] = LINE * (high + 1 - low)
    line[low], line[high] = LEFT_END, RIGHT_END
    line[column(0)] = ZERO_INSIDE if low < column(0) < high else ZERO
    line[column(estimate.effect)] = EFFECT
    axis = [" "] * columns
    for points in range(-reach, reach + 1, max(reach // NARROWEST_REACH, 1)):
        text = (
            f"{abs(points)} lower" if points == -reach else f"{points} higher" if points == reach else f"{abs(points)}"
        )
        start = min(max(column(points) - (len(text) // 2), 0), columns - len(text))
        axis[start : start + len(text)] = text
    return [
        _row("", [Content.styled("".join(line), "bold $secondary")]),
        _row("", [Content.styled("".join(axis), "$foreground-muted")]),
    ]


def _row(label: str, parts: Sequence[Content]) -> Content:
    return Content(f"{label:>{LABEL - 2}}  ") + Content(" " * GAP).join(parts)


def _dots(count: int, per_cell: int) -> str:
    if per_cell == 1:
        return MORNING * count
    full, rest = divmod(count, per_cell)
    return _cell(DOTS[per_cell]) * full + (_cell(DOTS[per_cell][:rest]) if rest else "")


def _cell(dots: Sequence[int]) -> str:
    return chr(BRAILLE + sum(dots))
