"""Which exercises have hurt week after week, so that another in their place is worth trying."""

from __future__ import annotations

from tracker.core.days import between
from tracker.core.engine.engine_state import EngineState
from tracker.core.engine.exercise_history import ExerciseHistory


def hurting(engine_state: EngineState, on: int, weeks: int) -> tuple[str, ...]:
    """The exercises that brought on a pain of `amber_from` or more in each of the `weeks` weeks before `on`."""
    limit = engine_state.settings.amber_from
    starts = [on - 7 * week for week in range(1, weeks + 1)]

    def hurt_in(history: ExerciseHistory, first: int) -> bool:
        return any(history.provoked(day, limit) for day in between(history.days_with_pain, first, first + 6))

    return tuple(
        exercise
        for exercise, history in engine_state.exercise_histories.items()
        if all(hurt_in(history, first) for first in starts)
    )
