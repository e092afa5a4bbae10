"""How `import` deals with habits: who says which exercise they are, what is shown while it lasts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tracker.cli.bars import bars
from tracker.cli.shared import say
from tracker.core.errors import BadCall
from tracker.core.model import Exercise
from tracker.core.visible import visible
from tracker.exchange.habits import Habit, HabitDiary
from tracker.service import bringing
from tracker.service.desk import Desk


def import_habits(desk: Desk, path: Path, diary: HabitDiary, given: Sequence[str], *, dry_run: bool) -> tuple[str, ...]:
    """Bring habits along; who sits at a terminal is asked about those that `given` does not map."""
    mapped = bringing.mapping(desk, diary, given)
    open_habits = [habit for habit in bringing.with_days(diary) if habit.name not in mapped]
    hint: tuple[str, ...] = ()
    if open_habits and not dry_run and _someone_is_there():
        mapped |= _asked(desk, open_habits)
    elif open_habits and not given:
        hint = (bringing.how_to_map(desk, diary, path),)
        if not dry_run:
            raise BadCall(f"{bringing.which_habits(diary, path)} {hint[0]}")
    known = {name: exercise for name, exercise in mapped.items() if exercise is not None}
    return bringing.bring(desk, path, diary, known, dry_run=dry_run, watch=bars()) + hint


def _someone_is_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(desk: Desk, habits: Sequence[Habit]) -> dict[str, Exercise | None]:
    """The answers to which exercise each habit is; None where it is left out."""
    say("Which exercise is each habit? Press enter to leave it out.", err=True)
    return {habit.name: _answer(desk, habit) for habit in habits}


def _answer(desk: Desk, habit: Habit) -> Exercise | None:
    near = bringing.nearest(desk, habit)
    offered = f" (y for {near.id})" if near else ""
    while True:
        said = click.prompt(f"{visible(habit.name)}{offered}", default="", show_default=False, err=True).strip()
        if not said:
            return None
        if near and said.lower() in ("y", "yes"):
            return near
        try:
            return desk.exercise(said)
        except BadCall as problem:
            say(str(problem), err=True)
