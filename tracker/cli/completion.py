"""What the shell may complete: exercises, starter plans and settings, by the files that ship; no database is opened."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from tracker.core.engine.reasons import CARE_REASONS
from tracker.core.model import Settings
from tracker.service.library.shipped import load_library


def exercise_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the built-in exercises, each with its name as help."""
    return _matching(incomplete, ((exercise.id, exercise.name) for exercise in load_library().exercises))


def plan_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the starter plans."""
    return _matching(incomplete, ((plan.id, plan.name) for plan in load_library().plans))


def setting_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the settings."""
    return _matching(incomplete, ((name, "") for name in Settings.__dataclass_fields__))


def care_codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of the reasons to see somebody."""
    return _matching(incomplete, CARE_REASONS.items())


def _matching(incomplete: str, known: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    return [CompletionItem(name, help=help_text) for name, help_text in known if name.startswith(incomplete.lower())]
