"""The dialog that swaps an exercise for another rung of its ladder."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from tracker.core.model import Exercise
from tracker.tui.dialogs.choice import Choice, choice_keys
from tracker.tui.protocols import dose_text

HINT = "The new rung begins at its first dose, on the same days. Easier is always fine; harder can wait."


class Rungs(Choice):
    """Returns the id of the rung chosen, or None if it was cancelled; `rungs` stand easiest first."""

    BINDINGS = choice_keys("rungs")

    def __init__(self, exercise: Exercise, rungs: Sequence[Exercise]) -> None:
        super().__init__(f"In place of {exercise.name}", HINT)
        self._exercise = exercise
        self._rungs = rungs

    def on_mount(self) -> None:
        """Put the cursor on the next easier rung, or without one on the next harder."""
        current = self._rungs.index(self._exercise)
        others = [(rung, index - current) for index, rung in reversed(list(enumerate(self._rungs))) if index != current]
        nearest = self._rungs[current - 1] if current else self._rungs[1]
        self.choices.show((Option(self._text(rung, steps_up), id=rung.id) for rung, steps_up in others), nearest.id)

    def _text(self, rung: Exercise, steps_up: int) -> Content:
        return Content.assemble(
            ("harder  " if steps_up > 0 else "easier  ", "$accent"),
            (rung.name, "bold"),
            (f"  {dose_text(self, rung.start, per_side=rung.per_side)}", "$foreground-muted"),
        )
