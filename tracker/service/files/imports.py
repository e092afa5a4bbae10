"""Imports files of other programs: what a file would add, and the adding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core import wording
from tracker.core.doses import int_if_whole
from tracker.core.input.validation import set_faults
from tracker.core.model import MAX_HOLD_S, CheckIn, Dose, Exercise, History, Session, SetLog
from tracker.core.plan import Plan
from tracker.core.progress import Watch, without_progress
from tracker.exchange.history.document import Document
from tracker.exchange.history.merge import Merged, merge, report_lines
from tracker.exchange.tables.imported import ImportedData, ImportedSet
from tracker.service.context import AppContext
from tracker.service.day.day_view import sets_of
from tracker.service.files.exercise_names import MOST_SHOWN, ExerciseByName, listed_names, mappings_to_store, source_of
from tracker.service.files.foreign_file import ForeignExercise, ForeignFile

ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Addition:
    """What an exercise of the file adds: the sets by day, and how many of its days and sets are left out."""

    foreign: ForeignExercise
    exercise: Exercise
    sets: dict[date, tuple[SetLog, ...]]
    days_there: int
    days_to_come: int
    unfit_sets: int


def outcome(lines: Sequence[str]) -> str:
    """Of the lines of an import, those that say what it did, in one."""
    results = [text for text in lines if text.startswith(("Check-ins:", "Sets:", "Nothing to add"))]
    return " ".join(dict.fromkeys(results))


def preview(context: AppContext, file: ForeignFile, mapped: ExerciseByName) -> tuple[str, ...]:
    """What an import would do, and what the file is: a line each."""
    merged, additions, history = _merged(context, file, mapped)
    return tuple(_lines(file, additions, merged, history, context.today(), dry_run=True))


def import_foreign(
    context: AppContext, file: ForeignFile, mapped: ExerciseByName, watch: Watch = without_progress
) -> tuple[str, ...]:
    """Add the check-ins of a file, and the sets of the exercises that are mapped, as one change; lines say what it did.

    What is mapped, or left out by None, is remembered in the same change for the next file of the program.

    Habits become the sets of the dose planned on that day, else of the exercise's start; pain of all sets is unknown. A
    day that has sets of the exercise already, or a skip, stays as it is. A check-in replaces that of its date, but one
    that is approximate replaces none that is exact. So importing a file twice changes nothing.
    """
    with context.write(f"the import of {file.path.name}") as work:
        merged, additions, history = _merged(context, file, mapped)
        with watch("Writing") as progress:
            work.write_history(history, merged.history, progress)
    return tuple(_lines(file, additions, merged, history, context.today(), dry_run=False))


def _merged(context: AppContext, file: ForeignFile, mapped: ExerciseByName) -> tuple[Merged, list[_Addition], History]:
    """The stored history merged with what the file adds, what each exercise adds, and the stored history itself."""
    history = context.store.history()
    additions = _additions(history, context.today(), file, mapped)
    sets: dict[date, list[SetLog]] = {}
    for addition in additions:
        for day, logged in addition.sets.items():
            sets.setdefault(day, []).extend(logged)
    sessions = tuple(Session(day, tuple(logged)) for day, logged in sets.items())
    document = History(
        exercises=history.exercises,
        sessions=sessions,
        checkins=_checkins(history, file.data),
        mappings=mappings_to_store(history, file, mapped),
    )
    return merge(history, Document(document, frozenset())), additions, history


def _checkins(history: History, data: ImportedData) -> tuple[CheckIn, ...]:
    """The check-ins to be merged: approximate ones only where there is none that is exact."""
    exact = {checkin.date for checkin in history.checkins if not checkin.approximate}
    return tuple(checkin for checkin in data.checkins if not checkin.approximate or checkin.date not in exact)


def _additions(history: History, today: date, file: ForeignFile, mapped: ExerciseByName) -> list[_Addition]:
    """What each mapped exercise would add; of several that are one of ours, each day is added by the first."""
    plan = Plan(history.prescriptions, history.pauses, history.skips)
    taken = {(session.date, logged.exercise) for session in history.sessions for logged in session.sets}
    taken |= {(skip.date, skip.exercise) for skip in history.skips}
    additions = []
    for foreign in file.exercises:
        exercise = mapped.get(foreign.name)
        if exercise is None:
            continue
        past = [day for day in foreign.days if day <= today]
        new = [day for day in past if (day, exercise.id) not in taken]
        sets: dict[date, tuple[SetLog, ...]] = {}
        unfit = 0
        for day in new:
            if foreign.sets is None:
                sets[day] = sets_of(exercise, _dose_on(plan, exercise, day))
            else:
                logged = [_set_log(exercise, imported) for imported in foreign.sets[day]]
                fit = tuple(log for log in logged if log is not None and not set_faults(log))
                unfit += len(logged) - len(fit)
                if fit:
                    sets[day] = fit
        taken |= {(day, exercise.id) for day in sets}
        additions.append(_Addition(foreign, exercise, sets, len(past) - len(new), len(foreign.days) - len(past), unfit))
    return additions


def _dose_on(plan: Plan, exercise: Exercise, day: date) -> Dose:
    prescription = plan.prescription_on(exercise.id, day)
    return exercise.start if prescription is None or prescription.dose is None else prescription.dose


def _set_log(exercise: Exercise, imported: ImportedSet) -> SetLog | None:
    """A set of another program as one of ours, its pain unknown; None where it has not what the exercise counts."""
    if exercise.in_minutes:
        minutes = int_if_whole(round(imported.seconds / 60, 1))
        return SetLog(exercise.id, minutes=minutes) if minutes else None
    reps = imported.reps or (1 if imported.seconds else 0)
    if not reps:
        return None
    return SetLog(exercise.id, reps, hold_s=min(imported.seconds, MAX_HOLD_S), load_kg=imported.load_kg)


def _lines(
    file: ForeignFile,
    additions: Sequence[_Addition],
    merged: Merged,
    history: History,
    today: date,
    *,
    dry_run: bool,
) -> Iterator[str]:
    """What happened to the check-ins, what the file is, what each exercise adds, what is left out, and the sum."""
    data = file.data
    if data.checkins:
        yield from report_lines(merged, dry_run=dry_run, kinds=("checkins",))
        kept = len(data.checkins) - len(_checkins(history, data))
        if kept:
            yield f"Approximate check-ins on days that have an exact one already: {kept} left out."
    yield _recognised(file, today)
    yield from (f"{remark}." for remark in data.remarks)
    approximate = sum(checkin.approximate for checkin in data.checkins)
    if approximate:
        yield f"Approximate check-ins: {approximate}. Their pain was a word: mild is stored as 2, moderate 5, severe 8."
    yield from _first_rows(_checkins(history, data), additions, today)
    by_name = {addition.foreign.name: addition for addition in additions}
    last_time = {match.name: match.exercise for match in history.mappings if match.source == source_of(file)}
    unmapped = [foreign for foreign in file.exercises if foreign.name not in by_name]
    if len(unmapped) > MOST_SHOWN:
        yield f"Left out, as no exercise of ours is named for them: {listed_names(unmapped)}."
    for foreign in file.exercises:
        if len(unmapped) > MOST_SHOWN and foreign.name not in by_name:
            continue
        addition = by_name.get(foreign.name)
        again = (None if addition is None else addition.exercise.id) == last_time.get(foreign.name, "")
        adds = _addition_text(addition, dry_run, " (as last time)" * again)
        yield f"{foreign.name}: {_days(foreign, today)}, {adds}."
    for sentence in data.left_out[:MOST_SHOWN]:
        yield f"Left out: {sentence}."
    for sentence in data.bad_rows[:MOST_SHOWN]:
        yield f"Not read: {sentence}."
    more = len(data.bad_rows[MOST_SHOWN:]) + data.more_bad_rows
    if more:
        yield f"Not read: {more} more like these."
    if merged.added.get("mappings") or merged.replaced.get("mappings"):
        yield f"These choices {'would be' if dry_run else 'are'} remembered for the next import."
    if file.exercises:
        added = sum(len(logged) for addition in additions for logged in addition.sets.values())
        would = "would be added" if dry_run else "added"
        yield f"Sets: {added} {would}, their pain unknown." if added else "Nothing to add."
    elif not data.checkins:
        yield "Nothing to add."


def _recognised(file: ForeignFile, today: date) -> str:
    days = [day for foreign in file.exercises for day in foreign.days]
    days += [checkin.date for checkin in file.data.checkins]
    if not days:
        return f"{file.path.name} is {file.data.source}."
    return f"{file.path.name} is {file.data.source}, {wording.span(min(days), max(days), today=today)}."


def _first_rows(checkins: Sequence[CheckIn], additions: Sequence[_Addition], today: date) -> Iterator[str]:
    """The first rows as they are stored."""
    rows = [(checkin.date, _checkin_text(checkin)) for checkin in checkins[:ROWS_SHOWN]]
    for addition in additions:
        for day, logged in list(addition.sets.items())[:ROWS_SHOWN]:
            rows += [(day, f"{addition.exercise.name}, {wording.dose(log.dose)}") for log in logged[:ROWS_SHOWN]]
    rows.sort(key=lambda row: row[0])
    yield from (f"  {wording.day(day, today=today)}: {text}" for day, text in rows[:ROWS_SHOWN])


def _checkin_text(checkin: CheckIn) -> str:
    marks = [mark for mark, given in (("flare", checkin.flare), ("leg", checkin.leg)) if given]
    note = [repr(" ".join(checkin.note.split())[:60])] if checkin.note else []
    return ", ".join([f"pain {checkin.pain}", *marks, *note])


def _days(foreign: ForeignExercise, today: date) -> str:
    if not foreign.days:
        return "never done"
    if len(foreign.days) == 1:
        return f"done on {wording.day(foreign.days[0], today=today)}"
    span = wording.span(foreign.days[0], foreign.days[-1], today=today)
    return f"done on {len(foreign.days)} days, {span}"


def _addition_text(addition: _Addition | None, dry_run: bool, again: str) -> str:
    """What an exercise adds; `again` stands after what it is here."""
    if addition is None:
        return f"left out{again}"
    there = f", {addition.days_there} there already" if addition.days_there else ""
    to_come = f", {addition.days_to_come} still to come and left out" if addition.days_to_come else ""
    what = "minutes" if addition.exercise.in_minutes else "repetitions or seconds that can be stored"
    unfit = f", {wording.count(addition.unfit_sets, 'set')} left out, without {what}" if addition.unfit_sets else ""
    added = f"{wording.count(len(addition.sets), 'day')} {'would be added' if dry_run else 'added'}"
    return f"as {addition.exercise.name}{again}: {added}{there}{to_come}{unfit}"
