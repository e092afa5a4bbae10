"""The commands about the plan: suggest, care, accept, decline, plan, pause, resume, settings, library."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from tracker.cli.completion import care_codes, plan_names, setting_names
from tracker.cli.json_output import advice_json, library_json, plan_json
from tracker.cli.options import (
    NUMBER,
    WEIGHT,
    Between,
    database_option,
    database_path,
    exercise_argument,
    json_option,
    on_option,
)
from tracker.cli.output import STATES, answer, context_of, is_interactive, say, with_context
from tracker.clock import Clock
from tracker.core import wording
from tracker.core.engine.progression import Advice, VerdictKind
from tracker.core.errors import NotPossibleError, UserError
from tracker.core.input.parsing import read_day, read_days, read_reps
from tracker.core.model import Exercise
from tracker.service.context import AppContext, open_library
from tracker.service.day import care
from tracker.service.day.shown_advice import shown_advice
from tracker.service.day.text import next_step_text
from tracker.service.files.documents import advise_on_document
from tracker.service.first_run_text import WALK_QUESTION
from tracker.service.library.shipped import search
from tracker.service.plan import engine_settings, pauses, plan_as_text, planning, starting_walk

LONGEST_WALK = 3


@click.command()
@on_option
@click.option(
    "--history",
    type=click.Path(exists=True, dir_okay=False, readable=False, path_type=Path),
    metavar="FILE",
    help="Advise on this history document; the database is not opened.",
)
@json_option
@database_option
@click.pass_context
def suggest(ctx: click.Context, on: str | None, history: Path | None, as_json: bool) -> None:
    """Show what the engine advises for the day, and why."""
    clock = Clock.from_environment()
    if history is None:
        context = context_of(ctx)
        advice = context.advice(read_day(on, context.today(), future=True), whole_history=True)
        advice = care.with_answers(context, advice) if as_json else shown_advice(context, advice).advice
        exercises: Mapping[str, Exercise] = context.exercises()
    else:
        advice, exercises = advise_on_document(history, clock, on, for_people=not as_json)
    if as_json:
        answer(advice_json(advice))
    else:
        say("\n".join(_advice_lines(advice, exercises, clock.now().date())))


@click.command("care")
@click.argument("code", required=False, shell_complete=care_codes)
@click.option("--seen", is_flag=True, help="Say that you have talked to somebody about CODE.")
@with_context
def care_command(context: AppContext, code: str | None, seen: bool) -> None:
    """Show today's reasons to see a doctor or therapist.

    With CODE --seen, once you have: for 28 days one short line is then shown in place of the words.
    """
    if code is not None and seen:
        say(care.answer_care(context, code))
        return
    if seen:
        raise click.UsageError("Say which code you have talked to somebody about, as `care` lists them.")
    lines = [f"{reason.code}: {reason.text}" for reason in care.reasons_today(context, code)]
    say("\n".join(lines) or "Nothing today asks for a doctor or therapist.")


@click.command()
@exercise_argument
@with_context
def accept(context: AppContext, exercise: str) -> None:
    """Accept today's proposal for EXERCISE."""
    say(planning.accept(context, context.exercise(exercise)))


@click.command()
@exercise_argument
@with_context
def decline(context: AppContext, exercise: str) -> None:
    """Decline today's increase of EXERCISE.

    It is not offered again for a week.
    """
    say(planning.decline(context, context.exercise(exercise)))


@click.group(invoke_without_command=True)
@json_option
@database_option
@click.pass_context
def plan(ctx: click.Context, as_json: bool) -> None:
    """Show the plan, or change it."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(f"plan {ctx.invoked_subcommand} answers in a sentence; leave out --json.")
        return
    items = planning.plan_items(context_of(ctx))
    if as_json:
        answer(plan_json(items))
    elif items:
        say(plan_as_text.editable_plan(context_of(ctx)).text, nl=False)
    else:
        say("The plan is empty. Begin with: backtracker plan start NAME")


@plan.command("set")
@exercise_argument
@click.option("--reps", metavar="5,3,1", help="Repetitions, one number a set.")
@click.option("--hold", type=NUMBER, metavar="S", help="Seconds each repetition is held.")
@click.option("--load", type=WEIGHT, metavar="KG", help="Weight; in pounds: 22lb.")
@click.option("--minutes", type=NUMBER, metavar="M", help="Minutes, for what is done in minutes.")
@click.option("--days", metavar="mon,wed,fri", help="On which days, or: all.")
@click.option("--position", type=Between(1, 999), metavar="N", help="Its place in the session.")
@click.option("--lock/--unlock", default=None, help="Whether a professional prescribed it, so that it is only logged.")
@with_context
def plan_set(
    context: AppContext,
    exercise: str,
    reps: str | None,
    hold: float | None,
    load: float | None,
    minutes: float | None,
    days: str | None,
    position: int | None,
    lock: bool | None,
) -> None:
    """Put EXERCISE in the plan from today, or change how it is planned."""
    change = planning.PlanEdit(None if reps is None else read_reps(reps), hold, load, minutes)
    on_days = None if days is None else read_days(days)
    say(planning.set_exercise(context, context.exercise(exercise), change, days=on_days, position=position, lock=lock))


@plan.command("remove")
@exercise_argument
@with_context
def plan_remove(context: AppContext, exercise: str) -> None:
    """Take EXERCISE out of the plan from today.

    What was logged of it stays.
    """
    say(planning.remove(context, context.exercise(exercise)))


@plan.command("start")
@click.argument("name", default="", metavar="NAME", shell_complete=plan_names)
@click.option("--walk", type=Between(0, 999), metavar="M", help="The minutes that you can walk in comfort now.")
@with_context
def plan_start(context: AppContext, name: str, walk: int | None) -> None:
    """Put the starter plan NAME in place from today.

    A walk in it begins with four fifths of what you can walk in comfort, or as the plan has it.
    """
    if not name:
        names = [plan.id for plan in context.library.plans]
        raise click.UsageError(f"Name the starter plan: {wording.listed(names, 'or')}.")
    chosen = planning.starter(context, name)
    begins = starting_walk.starting_walk(context, chosen)
    if begins is None and walk is not None:
        raise NotPossibleError(f"{chosen.name} brings no new walk into the plan; leave out --walk.")
    if begins is not None and walk is None and is_interactive():
        walk = _comfortable_walk(begins)
    say(planning.start_plan(context, starting_walk.with_walk(context, chosen, walk)))


@plan.command("edit")
@click.option(
    "--locked", is_flag=True, help="A professional prescribed what you change: it is locked, and only logged."
)
@with_context
def plan_edit(context: AppContext, locked: bool) -> None:
    """Edit the plan as text in $EDITOR.

    At a terminal the changes are shown, and saved once you say so.
    """
    before = plan_as_text.editable_plan(context)
    after = _edited(before.text)
    if after is None or after == before.text:
        raise NotPossibleError("The text was not changed, and so neither was the plan.")
    try:
        changes = plan_as_text.plan_text_changes(context, after, before.lines, by_professional=locked)
        if changes and is_interactive():
            say("\n".join(changes), err=True)
            if not click.confirm("Save these changes?", default=True, err=True):
                raise NotPossibleError("The plan is as it was.")
        say(plan_as_text.apply_plan_text(context, after, before.lines, by_professional=locked))
    except plan_as_text.EmptyPlanError as problem:
        if not (is_interactive() and click.confirm(f"{problem} Empty it?", err=True)):
            raise NotPossibleError(f"{problem} It was left as it is.") from None
        say(plan_as_text.apply_plan_text(context, after, before.lines, empty=True))
    except UserError as problem:
        refused = UserError(f"{problem} Your text is kept in {_kept_text(after)}.")
        refused.exit_status = problem.exit_status
        raise refused from None


@click.command()
@click.option("--from", "start", metavar="ON", help="The first day; today if not given. +N is in N days.")
@click.option("--to", "end", metavar="ON", help="The last day; open if not given.")
@click.option("--reason", default="", metavar="T", help="Why: rest, illness, holiday.")
@with_context
def pause(context: AppContext, start: str | None, end: str | None, reason: str) -> None:
    """Leave days out of adherence: rest, illness, holiday."""
    today = context.today()
    last = None if end is None else read_day(end, today, future=True)
    say(pauses.pause(context, read_day(start, today, future=True), last, reason))


@click.command()
@with_context
def resume(context: AppContext) -> None:
    """End the pause; today counts again."""
    say(pauses.resume(context))


@click.command()
@click.argument("name", required=False, shell_complete=setting_names)
@click.argument("value", required=False)
@click.option("--agreed", is_flag=True, help="A professional has agreed to a pain_free_limit above 2.")
@json_option
@with_context
def settings(context: AppContext, name: str | None, value: str | None, agreed: bool, as_json: bool) -> None:
    """Show the engine's settings, or set one.

    One of them, day_start, is the hour at which a day begins. What must lie above a setting moves up with it.
    """
    message = None if name is None or value is None else _change_setting(context, name, value, agreed=agreed)
    values = asdict(context.settings()) if name is None else {name: engine_settings.setting_value(context, name)}
    if as_json:
        answer(values)
    elif message is not None:
        say(message)
    else:
        say("\n".join(engine_settings.setting_in_words(key, setting) for key, setting in values.items()))


@click.command()
@click.argument("query", nargs=-1)
@json_option
@database_option
@click.pass_context
def library(ctx: click.Context, query: tuple[str, ...], as_json: bool) -> None:
    """Search the exercises."""
    exercises, shipped = open_library(database_path(ctx), Clock.from_environment())
    everything = tuple(exercise for exercise in exercises.values() if not exercise.archived)
    matches = search(everything, " ".join(query)) if query else everything
    if as_json:
        answer(library_json(matches, everything, shipped.left_out))
        return
    for exercise in matches:
        dose = wording.dose(exercise.start, per_side=exercise.per_side)
        say(f"{exercise.id:<22} {exercise.name:<26} {exercise.kind.value:<9} {dose}")
    if not matches:
        say("No exercise is called like that. Try a shorter word, or: backtracker library")


def _change_setting(context: AppContext, name: str, value: str, *, agreed: bool) -> str:
    """Set a setting; at a terminal, ask for the agreement that it may need."""
    try:
        return engine_settings.change_settings(context, {name: value}, agreed=agreed)
    except engine_settings.AgreementNeededError as problem:
        if not is_interactive():
            raise NotPossibleError(f"{problem} If so, say it with --agreed.") from None
        if not click.confirm(str(problem), err=True):
            raise NotPossibleError("Nothing was changed.") from None
        return engine_settings.change_settings(context, {name: value}, agreed=True)


def _comfortable_walk(begins: starting_walk.StartingWalk) -> int | None:
    """The minutes that the person can walk in comfort, None for `enter` alone."""
    kept = f"enter keeps {wording.number(begins.planned)}"
    answered = click.prompt(f"{WALK_QUESTION} ({kept})", default="", show_default=False, value_proc=_minutes, err=True)
    return None if answered == "" else int(answered)


def _minutes(typed: str) -> str:
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_WALK):
        raise click.UsageError("Type a number of minutes, or only enter.")
    return typed


def _kept_text(text: str) -> Path:
    """A file of its own for a text that was refused, so that nothing that was typed is lost."""
    with NamedTemporaryFile("w", encoding="utf-8", prefix="backtracker-plan-", suffix=".txt", delete=False) as file:
        file.write(text)
    return Path(file.name)


def _edited(text: str) -> str | None:
    """The text as the editor leaves it; None where it was not saved."""
    if not ({"VISUAL", "EDITOR"} & os.environ.keys() or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise NotPossibleError(
            "An editor needs a terminal. Name one that needs none with EDITOR, or use: backtracker plan set."
        )
    try:
        return click.edit(text, extension=".txt")
    except UnicodeDecodeError:
        raise NotPossibleError("The text was not saved as UTF-8; the plan is as it was. Save it as UTF-8.") from None
    except FileNotFoundError:
        raise NotPossibleError(
            "The editor left no file behind; the plan is as it was. Save the text, then leave."
        ) from None
    except ValueError as error:
        raise NotPossibleError(f"EDITOR names no program ({error}); the plan is as it was.") from None


VERDICTS = {
    VerdictKind.INCREASE: "step up",
    VerdictKind.HOLD: "no change",
    VerdictKind.STEP_BACK: "step back",
    VerdictKind.EASE: "eased for today",
}


def _advice_lines(advice: Advice, exercises: Mapping[str, Exercise], today: date) -> list[str]:
    lines = [f"{wording.weekday(advice.date)} {wording.day(advice.date, today=today)}{STATES.get(advice.state, '')}"]
    for verdict in advice.exercises:
        exercise = exercises[verdict.exercise]
        proposed = ""
        if verdict.proposed is not None:
            to = exercises[verdict.proposed.exercise]
            other = "" if to == exercise else f"{to.name} "
            proposed = f" → {other}{wording.dose(verdict.proposed.dose, per_side=to.per_side)}"
        dose = wording.dose(verdict.dose, per_side=exercise.per_side)
        lines.append(f"{exercise.name}: {VERDICTS[verdict.verdict]}, {dose}{proposed}")
        lines += [f"  {text}" for text in verdict.why]
        if possible := next_step_text(verdict, advice.date):
            lines.append(f"  {possible}")
    if not advice.exercises:
        lines.append("The plan is empty, so there is nothing to advise on.")
    return lines + [reason.text for reason in advice.care]


COMMANDS = (suggest, care_command, accept, decline, plan, pause, resume, settings, library)
