"""What the shell may complete: exercises, starter plans and settings, by the files that ship; no database is opened."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from tracker.core.model import Settings
from tracker.library import load_library


def exercise_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the built-in exercises, each with its name as help."""
    return _beginning(incomplete, ((each.id, each.name) for each in load_library().exercises))


def plan_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the starter plans."""
    return _beginning(incomplete, ((each.id, each.name) for each in load_library().plans))


def setting_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the settings."""
    return _beginning(incomplete, ((each, "") for each in Settings.__dataclass_fields__))


def _beginning(incomplete: str, known: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    return [CompletionItem(name, help=beside) for name, beside in known if name.startswith(incomplete.lower())]
