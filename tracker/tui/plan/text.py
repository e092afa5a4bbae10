"""The sentences of the Plan screen, made without a screen."""

from __future__ import annotations

from collections import Counter

from tracker.core import wording
from tracker.core.model import EVERY_DAY, Kind, Pause, Prescription, Why
from tracker.service.plan.plan_view import PlanChange, PlanView
from tracker.service.plan.planning import PlanItem

EMPTY = """\
Nothing is planned yet. If a doctor or therapist has given you a plan, it comes before any other.

s   choose a starter plan: strength and stretching
a   pick exercises one by one from the library
e   write or paste a plan as text"""

LETTERS = "MTWTFSS"
PARTS = (
    ("strength", {Kind.STRENGTH}),
    ("stretch", {Kind.MOBILITY, Kind.STRETCH}),
    ("endurance", {Kind.CARDIO}),
)
REASONS = {
    Why.START: "begun",
    Why.INCREASE: "step up",
    Why.STEP_BACK: "step back",
    Why.MANUAL: "changed by you",
    Why.CLINICIAN: "by a professional",
}


def status_words(found: PlanView) -> str:
    """How much is planned, of which parts, and what is special about the day."""
    if not found.items:
        return "The plan is empty"
    kinds = Counter(item.exercise.kind for item in found.items)
    counts = [(sum(kinds[kind] for kind in of), part) for part, of in PARTS]
    parts = [", ".join(f"{n} {part}" for n, part in counts if n)]
    missing = [part for n, part in counts[:2] if not n]
    if missing:
        parts.append(f"a {missing[0]} exercise would complete it")
    planned = [row for row in found.view.rows if row.planned]
    if planned and found.view.complete:
        parts.append("nothing left today" if any(row.skip for row in planned) else "done for today")
    elif not planned and not found.pauses:
        parts.append("a rest day")
    return " · ".join([*parts, *(pause_words(pause, found) for pause in found.pauses)])


def pause_words(pause: Pause, found: PlanView) -> str:
    """`paused 20 November to 27 November, flu`."""
    first = wording.day(pause.start, today=found.today)
    when = f"from {first}" if pause.end is None else wording.span(pause.start, pause.end, today=found.today)
    return f"paused {when}" + (f", {pause.reason}" if pause.reason else "")


def days_letters(days: tuple[int, ...]) -> str:
    """`M·W·F··`: a letter for each day of the week that is planned."""
    return "".join(LETTERS[day] if day in days else "·" for day in EVERY_DAY)


def item_words(item: PlanItem, found: PlanView) -> str:
    """How it is planned, in full."""
    dose = wording.dose(item.dose, per_side=item.exercise.per_side)
    since = wording.day(item.since, today=found.today)
    locked = (
        "\nLocked: a professional prescribed it, so it is logged and never changed." if item.prescription.locked else ""
    )
    return f"{dose}, {wording.days(item.prescription.days)}. This dose since {since}.{locked}"


def change_words(change: PlanChange, found: PlanView, *, named: bool) -> tuple[str, str, str]:
    """The date, the reason and what was changed; `named` says of which exercise."""
    day = wording.short_day(change.now.start)
    if change.now.start.year != found.today.year:
        day += f" {change.now.start.year}"
    what = _what(change.before, change.now, per_side=change.exercise.per_side)
    reason = "taken out" if change.now.removed else REASONS[change.now.why]
    return day, reason, f"{change.exercise.name}: {what}" if named else what


def _what(before: Prescription | None, now: Prescription, *, per_side: bool) -> str:
    if now.removed or now.dose is None:
        return "no longer in the plan"
    dose = wording.dose(now.dose, per_side=per_side)
    if before is None or before.removed or before.dose is None:
        return f"{dose}, {wording.days(now.days)}"
    parts = []
    if before.dose != now.dose:
        parts.append(f"{wording.dose(before.dose, per_side=per_side)} → {dose}")
    if before.days != now.days:
        parts.append(wording.days(now.days))
    if before.locked != now.locked:
        parts.append("locked" if now.locked else "unlocked")
    if before.position != now.position and not parts:
        parts.append("another place in the order")
    return ", ".join(parts) or f"{dose} again"
