"""An edit merged into what another window stored while it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.core import wording
from tracker.core.errors import NotPossibleError, UserError
from tracker.core.model import Dose

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    T = TypeVar("T", bound=DataclassInstance)

NOTE_SHOWN = 40


class Shown(Enum):
    """Passed as `shown` by a command, which has shown no value: any stored value may be replaced."""

    ANYTHING = auto()


ANYTHING = Shown.ANYTHING


class ChangedElsewhereError(UserError):
    """A value that the person changed was changed to another one in another window meanwhile; nothing is written.

    `base` is what the person began with, but with these values as they are stored now: merging the same edit from it
    keeps the person's values.
    """

    def __init__(self, conflicts: Sequence[str], base: Any) -> None:
        self.base = base
        self.conflicts = "; ".join(conflicts)
        super().__init__(f"Changed in another window meanwhile: {self.conflicts}.")


def require_shown(shown: object, stored: object, name: str) -> None:
    """Raises NotPossibleError where what is stored is not what the person was shown and means to change."""
    if shown is not ANYTHING and shown != stored:
        raise NotPossibleError(f"{name} was changed in another window meanwhile. Look at it, then do it again.")


def merge_edit(base: T, edited: T, stored: T, labels: Mapping[str, str]) -> T:
    """`stored`, with the fields in which `edited` differs from `base`; doses are merged value by value.

    `labels` names the fields for the person. Raises ChangedElsewhereError, which shows both values, where one of them
    is stored with a third value.
    """
    conflicts: list[str] = []
    merged, new_base = _merge(base, edited, stored, labels, conflicts)
    if conflicts:
        raise ChangedElsewhereError(conflicts, new_base)
    return merged


def _merge(base: T, edited: T, stored: T, labels: Mapping[str, str], conflicts: list[str]) -> tuple[T, T]:
    """The merged value, and `base` with the stored values of the conflicts, which are added to `conflicts`."""
    merged: dict[str, Any] = {}
    new_base: dict[str, Any] = {}
    for name in (field.name for field in fields(base)):
        before, after, now = (getattr(value, name) for value in (base, edited, stored))
        if after == before:
            continue
        if isinstance(before, Dose) and isinstance(after, Dose) and isinstance(now, Dose):
            merged[name], new_base[name] = _merge(before, after, now, labels, conflicts)
        elif now in (before, after):
            merged[name] = after
        else:
            new_base[name] = now
            text = wording.days if name == "days" else _text
            conflicts.append(f"{labels.get(name, name)}: {text(now)} there, {text(after)} here")
    return replace(stored, **merged), replace(base, **new_base)


def _text(value: object) -> str:
    match value:
        case None | "":
            return "empty"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case int() | float():
            return wording.number(value)
        case Dose():
            return wording.dose(value)
        case tuple():
            return wording.listed([str(item) for item in value]) or "empty"
        case _:
            text = " ".join(str(value).split())
            return f"“{text[:NOTE_SHOWN]}…”" if len(text) > NOTE_SHOWN else f"“{text}”"
