"""Which exercises have hurt week after week, so that another in their place is worth trying."""

from __future__ import annotations

from tracker.core.days import between
from tracker.core.engine.engine_state import EngineState


def hurting(record: EngineState, on: int, weeks: int) -> tuple[str, ...]:
    """The exercises that brought on a pain of `amber_from` or more in each of the `weeks` weeks before `on`."""
    limit = record.settings.amber_from
    starts = [on - 7 * week for week in range(1, weeks + 1)]
    return tuple(
        exercise
        for exercise, ledger in record.ledgers.items()
        if all(any(ledger.provoked(day, limit) for day in between(ledger.felt, first, first + 6)) for first in starts)
    )
