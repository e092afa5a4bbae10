"""The last change taken back, and brought back."""

from __future__ import annotations

from tracker.core.errors import NotPossibleError
from tracker.service.context import AppContext


def undo(context: AppContext) -> str:
    """Take back the last change of any kind. Raises NotPossibleError where there is none."""
    label = context.store.undo()
    if label is None:
        raise NotPossibleError("There is nothing to undo.")
    return f"Undone: {_with_full_stop(label)}"


def redo(context: AppContext) -> str:
    """Bring back what was undone last. Raises NotPossibleError where there is nothing."""
    label = context.store.redo()
    if label is None:
        raise NotPossibleError("There is nothing to redo.")
    return f"Redone: {_with_full_stop(label)}"


def _with_full_stop(label: str) -> str:
    """What a person wrote may end in a mark of its own."""
    return label if label.endswith((".", "!", "?")) else f"{label}."
