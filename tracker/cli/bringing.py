"""How `import` deals with habits: who says which exercise they are, what is shown while it lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from tracker.core.errors import BadCall
from tracker.core.model import Exercise
from tracker.exchange.habits import Habit, HabitDiary
from tracker.service import bringing
from tracker.service.desk import Desk

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE_S = 1.0


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
    with _bar() as progress:
        return bringing.bring(desk, path, diary, known, dry_run=dry_run, progress=progress) + hint


def _someone_is_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(desk: Desk, habits: Sequence[Habit]) -> dict[str, Exercise | None]:
    """The answers to which exercise each habit is; None where it is left out."""
    click.echo("Which exercise is each habit? Press enter to leave it out.", err=True)
    return {habit.name: _answer(desk, habit) for habit in habits}


def _answer(desk: Desk, habit: Habit) -> Exercise | None:
    near = bringing.nearest(desk, habit)
    offered = f" (y for {near.id})" if near else ""
    while True:
        said = click.prompt(f"{habit.name}{offered}", default="", show_default=False, err=True).strip()
        if not said:
            return None
        if near and said.lower() in ("y", "yes"):
            return near
        try:
            return desk.exercise(said)
        except BadCall as problem:
            click.echo(str(problem), err=True)


@contextmanager
def _bar() -> Iterator[bringing.Progress]:
    """A bar on stderr for what takes longer than a moment, where that is a terminal."""
    began = monotonic()
    shown: list[ProgressBar[int]] = []
    with ExitStack() as stack:

        def progress(done: int, total: int) -> None:
            if not shown and sys.stderr.isatty() and monotonic() - began > PATIENCE_S:
                shown.append(stack.enter_context(click.progressbar(length=total, label="Writing", file=sys.stderr)))
            for bar in shown:
                bar.update(done - bar.pos)

        yield progress
