"""How `import` asks which exercise each habit of a habit tracker is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tracker.cli.output import is_interactive, say
from tracker.cli.progress_bars import bars
from tracker.core.errors import UsageError
from tracker.core.escape_control import escape_control
from tracker.core.model import Exercise
from tracker.service.context import AppContext
from tracker.service.files import imports
from tracker.service.files.imports import Habit, HabitExport


def import_habits(
    context: AppContext, path: Path, diary: HabitExport, given: Sequence[str], *, dry_run: bool
) -> tuple[str, ...]:
    """Import habits; at a terminal, those that `given` does not map are asked about."""
    mapped = imports.mapping(context, diary, given)
    open_habits = [habit for habit in imports.with_days(diary) if habit.name not in mapped]
    hint: tuple[str, ...] = ()
    if open_habits and not dry_run and is_interactive():
        mapped |= _asked(context, open_habits)
    elif open_habits and not given:
        hint = (imports.how_to_map(context, diary, path),)
        if not dry_run:
            raise UsageError(f"{imports.which_habits(diary, path)} {hint[0]}")
    known = {name: exercise for name, exercise in mapped.items() if exercise is not None}
    return imports.import_habits(context, path, diary, known, dry_run=dry_run, watch=bars()) + hint


def _asked(context: AppContext, habits: Sequence[Habit]) -> dict[str, Exercise | None]:
    """The answers to which exercise each habit is; None where it is left out."""
    say("Which exercise is each habit? Press enter to leave it out.", err=True)
    return {habit.name: _answer(context, habit) for habit in habits}


def _answer(context: AppContext, habit: Habit) -> Exercise | None:
    near = imports.nearest(context, habit)
    offered = f" (y for {near.id})" if near else ""
    while True:
        text = click.prompt(f"{escape_control(habit.name)}{offered}", default="", show_default=False, err=True).strip()
        if not text:
            return None
        if near and text.lower() in ("y", "yes"):
            return near
        try:
            return context.exercise(text)
        except UsageError as problem:
            say(str(problem), err=True)
