"""The sentences of the Plan screen."""

from __future__ import annotations

from collections import Counter

from tracker.core import wording
from tracker.core.engine.progression import VerdictKind
from tracker.core.model import Kind, Pause, Settings
from tracker.service.plan.plan_view import PlanView
from tracker.service.plan.planning import PlanItem

EMPTY = """\
Nothing is planned yet. If a doctor or therapist has given you a plan, it comes before any other.

s   choose a starter plan: strength and stretching
a   pick exercises one by one from the library
e   write or paste a plan as text"""

NO_CHANGE = "No change for now."
POSSIBLE = "Step possible on "
LETTERS = "MTWTFSS"
PARTS = (
    ("strength", {Kind.STRENGTH}),
    ("stretch and mobility", {Kind.MOBILITY, Kind.STRETCH}),
    ("endurance", {Kind.CARDIO}),
)


def status_text(plan: PlanView) -> str:
    """How many exercises are planned, of which kinds, and what is special about the day."""
    if not plan.items:
        return "The plan is empty"
    kinds = Counter(item.exercise.kind for item in plan.items)
    counts = [(sum(kinds[kind] for kind in of), part) for part, of in PARTS]
    parts = [", ".join(f"{n} {part}" for n, part in counts if n)]
    missing = [part for n, part in counts[:2] if not n]
    if missing:
        parts.append(f"a {missing[0]} exercise would complete it")
    planned = [row for row in plan.view.rows if row.planned]
    if planned and plan.view.complete:
        parts.append("nothing left today" if any(row.skip for row in planned) else "done for today")
    elif not planned and not plan.pauses:
        parts.append("a rest day")
    return " · ".join([*parts, *(pause_text(pause, plan) for pause in plan.pauses)])


def pause_text(pause: Pause, plan: PlanView) -> str:
    """`paused 20 November to 27 November, flu`."""
    first = wording.day(pause.start, today=plan.today)
    when = f"from {first}" if pause.end is None else wording.span(pause.start, pause.end, today=plan.today)
    return f"paused {when}" + (f", {pause.reason}" if pause.reason else "")


def coming_lines(plan: PlanView) -> list[tuple[str, str]]:
    """What comes next for each exercise, by name; then, without a name, the condition, the rules and starter plans."""
    lines = [(item.exercise.name, _coming_text(item, plan)) for item in plan.items]
    if any(POSSIBLE in words for _, words in lines):
        lines += [("", ""), ("", "These dates hold if no pain above your limit is noted until then.")]
    lines += [("", ""), ("", growth_text(plan.settings))]
    starters = [
        (starter.name, f"up to {starter.minutes} min, {wording.count(len(starter.days), 'day')} a week")
        for starter in plan.plans
    ]
    return [*lines, ("", ""), ("", "Starter plans, in place of this one (s):"), *starters]


def _coming_text(item: PlanItem, plan: PlanView) -> str:
    row = plan.view.row(item.exercise.id)
    verdict = row.verdict if row is not None else None
    if item.prescription.locked:
        return "Locked: only a professional changes it."
    if verdict is None:
        return NO_CHANGE
    if verdict.verdict is VerdictKind.EASE:
        return verdict.why[0]
    if verdict.verdict is not VerdictKind.HOLD:
        return NO_CHANGE if plan.view.care_first else "A step is proposed: T shows it."
    words = next((need.text for need in verdict.needs), verdict.why[0] if verdict.why else NO_CHANGE)
    if verdict.earliest is None or plan.view.care_first:
        return words
    return f"{POSSIBLE}{wording.day(verdict.earliest, today=plan.today)}. {words}"


def growth_text(settings: Settings) -> str:
    """When the plan may grow, and the key that changes it."""
    if not settings.raise_doses:
        return "Larger doses are not proposed; o changes this."
    weeks = wording.count(settings.weeks_required, "week")
    steps = wording.count(settings.max_increases_per_week, "exercise")
    share = f"{settings.adherence_required * 100:.0f} %"
    return (
        f"A dose may grow after {weeks} in a row with {share} of the plan done and no pain above "
        f"{settings.pain_free_limit}; at most {steps} within seven days. o changes this."
    )


def days_letters(days: tuple[int, ...], first_weekday: int = 0) -> str:
    """`M·W·F··`: a letter for each planned weekday, from `first_weekday` on."""
    return "".join(LETTERS[day] if day in days else "·" for day in wording.week_from(first_weekday))


def item_text(item: PlanItem, plan: PlanView) -> str:
    """How an exercise is planned, in full."""
    dose = wording.dose_in_full(item.dose, per_side=item.exercise.per_side)
    since = wording.day(item.since, today=plan.today)
    locked = (
        "\nLocked: a professional prescribed it, so it is logged and never changed." if item.prescription.locked else ""
    )
    return f"{dose}, {wording.on_days(item.prescription.days)}. This dose since {since}.{locked}"
