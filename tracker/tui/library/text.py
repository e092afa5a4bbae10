"""The sentences of the Library screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import wording
from tracker.core.engine.progression import State, VerdictKind
from tracker.core.model import Exercise, Kind
from tracker.service.day.day_view import DayView
from tracker.service.library.library_view import LibraryEntry, LibraryFilter, LibraryView
from tracker.tui.widgets.plan_changes import ChangeRow, change_row
from tracker.tui.widgets.text.record_text import last_done_text, next_step_lines, sets_text

KINDS = {Kind.STRENGTH: "strength", Kind.MOBILITY: "mobility", Kind.STRETCH: "stretch", Kind.CARDIO: "endurance"}
FOOT = "Information only. Ask a doctor first; stop if it hurts."


def day_notice(library_view: LibraryView) -> str:
    """What is special about the plan or the day, and what to do about it here."""
    view = library_view.view
    if not any(row.prescription for row in view.rows):
        return "Your plan is empty: press a to add an exercise, or P and then s to choose a starter plan."
    if not library_view.logged:
        return "Nothing is logged yet; how it goes will stand beside each exercise."
    return day_text(view)


def day_text(view: DayView) -> str:
    """Whether today is a rest day, paused or done; empty on any other day."""
    if view.advice.state is State.PAUSED:
        return "Paused: nothing is planned today."
    if not any(row.planned for row in view.rows):
        return "A rest day: nothing is planned today."
    return "Done for today." if view.complete else ""


def adjacent_rungs_text(rungs: Sequence[Exercise], exercise: Exercise) -> str:
    """`← Bird dog, leg only · Bird dog, squares →`: the easier and harder rung, if there are any."""
    index = rungs.index(exercise)
    easier = [f"← {rung.name}" for rung in rungs[max(0, index - 1) : index]]
    harder = [f"{rung.name} →" for rung in rungs[index + 1 : index + 2]]
    return " · ".join([*easier, *harder])


def filter_text(library_filter: LibraryFilter) -> str:
    """What the filters show; empty if that is everything."""
    parts = [
        wording.listed([KINDS[kind] for kind in Kind if kind in library_filter.kinds], "or"),
        wording.listed(sorted(library_filter.regions), "or"),
    ]
    if library_filter.equipment:
        parts.append(f"with {wording.listed(sorted(library_filter.equipment), 'or')} at most")
    if library_filter.bothers:
        parts.append(f"no {wording.listed(sorted(library_filter.bothers), 'or')}")
    if library_filter.archived:
        parts.append("archived")
    return ", ".join(part for part in parts if part)


def facts_text(exercise: Exercise) -> str:
    """`Strength · hips · mat, band`, and what it may bother."""
    parts = [KINDS[exercise.kind].capitalize(), exercise.region, ", ".join(exercise.equipment) or "no equipment"]
    bothers = f" · may bother with {wording.listed(exercise.bothers)}" if exercise.bothers else ""
    return " · ".join(part for part in parts if part) + bothers


def range_text(exercise: Exercise) -> str:
    """The first dose and the largest."""
    start, top = (wording.dose(dose, per_side=exercise.per_side) for dose in (exercise.start, exercise.ceiling))
    return f"Begin with {start}" + ("" if start == top else f"; at most {top}")


def planned_text(entry: LibraryEntry) -> str:
    """How it is planned."""
    prescription = entry.prescription
    if entry.exercise.archived:
        return "Archived: what was logged of it stays."
    if prescription is None or prescription.dose is None:
        return "Not in your plan."
    locked = ", prescribed by a professional" if prescription.locked else ""
    dose = wording.dose(prescription.dose, per_side=entry.exercise.per_side)
    return f"In your plan: {dose}, {wording.on_days(prescription.days)}{locked}."


def past_rows(entry: LibraryEntry, today: date) -> tuple[ChangeRow, ...]:
    """The last days on which it was done and the changes of its dose, newest first: date, what it was, and how much."""
    done = [(day, (wording.short_day(day), "logged", sets_text(sets))) for day, sets in entry.recent]
    changed = [(change.now.start, change_row(change, today, named=False)) for change in entry.changes]
    return tuple(row for _, row in sorted([*done, *changed], key=lambda dated: dated[0], reverse=True))


def history_lines(entry: LibraryEntry, view: DayView) -> list[str]:
    """What was done of it last, and when a next step is possible or that one is proposed."""
    lines = [last_done_text(entry.days) or "Not logged yet."]
    if entry.verdict is None:
        return lines
    proposed = entry.verdict.verdict not in (VerdictKind.HOLD, VerdictKind.EASE)
    return lines + (
        ["A step is proposed: T shows it."]
        if proposed
        else next_step_lines(entry.verdict, view.today, dated=not view.care_first)
    )
