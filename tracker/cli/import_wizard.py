"""How `import` reads files of other programs: what it asks in a terminal, and the preview before it stores anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tracker.cli.options import Between
from tracker.cli.output import is_interactive, say
from tracker.cli.progress_bars import bars
from tracker.core.errors import UsageError
from tracker.core.escape_control import escape_control
from tracker.core.model import Exercise
from tracker.service.context import AppContext
from tracker.service.files import exercise_names, imports
from tracker.service.files.foreign_file import ForeignExercise, ForeignFile, read_foreign
from tracker.service.files.import_options import BadRowsError, ImportOptions, MissingOptionError

NOTHING_IMPORTED = "Nothing was imported."


def import_other_file(context: AppContext, path: Path, options: ImportOptions, *, dry_run: bool) -> tuple[str, ...]:
    """Import a file of another program, or a table of pain; the lines say what was done, or would be.

    In a terminal it asks what it must know, shows a preview and asks once more before it stores anything. Elsewhere
    what is missing is raised as an error that names the option.
    """
    asking = is_interactive() and not dry_run
    file = _read(context, path, options, asking=asking)
    mapped = exercise_names.known_mappings(context, file) | exercise_names.read_mappings(context, file, options.maps)
    open_exercises = [foreign for foreign in file.done() if foreign.name not in mapped]
    hint: tuple[str, ...] = ()
    if open_exercises and asking:
        mapped |= _asked(context, open_exercises)
    elif open_exercises and options.maps:
        mapped |= dict.fromkeys(foreign.name for foreign in open_exercises)
    elif open_exercises:
        hint = (exercise_names.how_to_map(context, file, open_exercises),)
        if not dry_run:
            raise UsageError(f"{exercise_names.exercises_in_file(file, open_exercises)} {hint[0]}")
    if dry_run:
        return imports.preview(context, file, mapped) + hint
    if asking:
        say("\n".join(imports.preview(context, file, mapped)))
        if not click.confirm("Import this?", default=True, err=True):
            return (NOTHING_IMPORTED,)
    return imports.import_foreign(context, file, mapped, watch=bars())


def _read(context: AppContext, path: Path, options: ImportOptions, *, asking: bool) -> ForeignFile:
    """Read a file; in a terminal, ask for each option that is missing until it can be read."""
    while True:
        try:
            return read_foreign(path, options, context.today(), watch=bars())
        except MissingOptionError as error:
            if not asking or not error.choices:
                raise
            options = options.with_answer(error.option, _choice(error))
        except BadRowsError as error:
            if not asking:
                raise
            say(str(error).partition(" Mend the file")[0], err=True)
            click.confirm("Leave these rows out and import the rest?", default=False, abort=True, err=True)
            options = options.without_bad_rows()


def _choice(error: MissingOptionError) -> str:
    """The answer to a question with a few choices, by number."""
    say(error.question, err=True)
    for number, (_, meaning) in enumerate(error.choices, start=1):
        say(f"  {number}  {meaning}", err=True)
    answers = [answer for answer, _ in error.choices]
    default = answers.index(error.proposal) + 1 if error.proposal in answers else None
    number = click.prompt("Number", type=Between(1, len(answers)), default=default, err=True)
    return answers[number - 1]


def _asked(context: AppContext, exercises: Sequence[ForeignExercise]) -> dict[str, Exercise | None]:
    """The answers to which exercise each of them is; None where it is left out."""
    say("Which exercise is each of these? Press enter to leave it out.", err=True)
    return {foreign.name: _answer(context, foreign) for foreign in exercises}


def _answer(context: AppContext, foreign: ForeignExercise) -> Exercise | None:
    near = exercise_names.nearest(context, foreign.name)
    offered = f" (y for {near.id})" if near else ""
    question = f"{escape_control(foreign.name)}{offered}"
    while True:
        answer = click.prompt(question, default="", show_default=False, err=True).strip()
        if not answer:
            return None
        if near and answer.lower() in ("y", "yes"):
            return near
        try:
            return context.exercise(answer)
        except UsageError as error:
            say(str(error), err=True)
