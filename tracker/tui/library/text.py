"""The sentences of the Library and Plan screens, made without a screen."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core import wording
from tracker.core.engine.progression import State, VerdictKind
from tracker.core.model import Exercise, Kind
from tracker.service.day.day_view import DayView
from tracker.service.library.library_view import LibraryEntry, LibraryFilter, LibraryView
from tracker.tui.widgets.record_text import last_words, next_words

KINDS = {Kind.STRENGTH: "strength", Kind.MOBILITY: "mobility", Kind.STRETCH: "stretch", Kind.CARDIO: "endurance"}
FOOT = "Information only. Ask a doctor first; stop if it hurts."


def standing_words(found: LibraryView) -> str:
    """What is special about the day, and what can be done about it here."""
    view = found.view
    if not any(row.prescription for row in view.rows):
        return "Your plan is empty: press a to add an exercise, or P and then s to choose a starter plan."
    if not found.logged:
        return "Nothing is logged yet; how it goes will stand beside each exercise."
    return day_words(view)


def day_words(view: DayView) -> str:
    """Whether it is a day of rest, of a pause, or done; nothing on any other day."""
    if view.advice.state is State.PAUSED:
        return "Paused: nothing is planned and nothing is missed."
    if not any(row.planned for row in view.rows):
        return "A rest day: nothing is planned today."
    return "Done for today." if view.complete else ""


def neighbour_words(rungs: Sequence[Exercise], here: Exercise) -> str:
    """`← Bird dog, leg only · Bird dog, squares →`, or as much of it as there is."""
    at = rungs.index(here)
    easier = [f"← {rung.name}" for rung in rungs[max(0, at - 1) : at]]
    harder = [f"{rung.name} →" for rung in rungs[at + 1 : at + 2]]
    return " · ".join([*easier, *harder])


def filter_words(wanted: LibraryFilter) -> str:
    """What the filters let through, or nothing where that is everything."""
    parts = [
        wording.listed([KINDS[kind] for kind in Kind if kind in wanted.kinds], "or"),
        wording.listed(sorted(wanted.regions), "or"),
    ]
    if wanted.equipment:
        parts.append(f"with {wording.listed(sorted(wanted.equipment), 'or')} at most")
    if wanted.bothers:
        parts.append(f"no {wording.listed(sorted(wanted.bothers), 'or')}")
    if wanted.archived:
        parts.append("archived")
    return ", ".join(part for part in parts if part)


def needs_words(exercise: Exercise) -> str:
    """`Strength · hips · mat, band`, and what it may bother."""
    parts = [KINDS[exercise.kind].capitalize(), exercise.region, ", ".join(exercise.equipment) or "no equipment"]
    bothers = f" · may bother with {wording.listed(exercise.bothers)}" if exercise.bothers else ""
    return " · ".join(part for part in parts if part) + bothers


def range_words(exercise: Exercise) -> str:
    """The dose to begin with and the most it grows to."""
    start, top = (wording.dose(dose, per_side=exercise.per_side) for dose in (exercise.start, exercise.ceiling))
    return f"Begin with {start}" + ("" if start == top else f"; at most {top}")


def planned_words(card: LibraryEntry) -> str:
    """How it is planned."""
    held = card.prescription
    if card.exercise.archived:
        return "Archived: what was logged of it stays."
    if held is None or held.dose is None:
        return "Not in your plan."
    locked = ", prescribed by a professional" if held.locked else ""
    return (
        f"In your plan: {wording.dose(held.dose, per_side=card.exercise.per_side)}, {wording.days(held.days)}{locked}."
    )


def record_words(card: LibraryEntry, view: DayView) -> list[str]:
    """What was done of it last, and when the next step is possible and what it waits for, or that one is proposed."""
    lines = [last_words(card.days) or "Not logged yet."]
    if card.verdict is None:
        return lines
    proposed = card.verdict.verdict not in (VerdictKind.HOLD, VerdictKind.EASE)
    return lines + (["A step is proposed: T shows it."] if proposed else next_words(card.verdict, view.today))
