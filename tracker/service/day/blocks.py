"""The blocks of a session: strength, stretches, endurance."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.model import Kind
from tracker.service.day.day_view import DayRow

BLOCKS = {
    Kind.STRENGTH: "Strength",
    Kind.STRETCH: "Stretch and mobility",
    Kind.MOBILITY: "Stretch and mobility",
    Kind.CARDIO: "Endurance",
}
NOT_PLANNED = "Not planned"


def in_blocks(rows: Sequence[DayRow]) -> list[tuple[str, list[DayRow]]]:
    """The rows by heading, in the order in which the blocks first appear; what is not planned that day comes last."""
    blocks: dict[str, list[DayRow]] = {}
    for row in rows:
        resting = not (row.planned or row.logged or row.skip)
        blocks.setdefault(NOT_PLANNED if resting else BLOCKS[row.exercise.kind], []).append(row)
    return sorted(blocks.items(), key=lambda block: block[0] == NOT_PLANNED)
