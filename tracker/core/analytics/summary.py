"""An overview in words: the sentence beneath every chart, on the screen, in the commands and in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core import wording
from tracker.core.analytics.trends import DoseChange, Overview, WorkDay
from tracker.core.model import MAX_PAIN, Number, Why
from tracker.core.readings import median_or_none

# Ostelo 2008 (Spine): on a scale of 0-10 a smaller change cannot be told from chance.
NOISE = 2
# As many as the engine asks for before it speaks of a baseline.
ENOUGH_MORNINGS = 5
LONGEST_PART = 28
LONGEST_WORK_PART = 7
WEEKS_OF_A_YEAR = (52, 53)
WEEKS_A_YEAR = 365.25 / 7
# So many are said in years.
MANY_WEEKS = 261


@dataclass(frozen=True, slots=True)
class Comparison:
    """The median pain of the mornings in the first and in the last `days` days of a range."""

    before: float
    now: float
    days: int

    @property
    def change(self) -> float:
        """How much it rose; below 0 it fell."""
        return self.now - self.before


def adherence_sentence(overview: Overview, *, today: date | None = None) -> str:
    """How much of what was planned was done, in sets, and how many days were paused."""
    planned = sum(week.planned_sets for week in overview.weeks)
    done = sum(week.done_sets for week in overview.weeks)
    paused = sum(week.paused_days for week in overview.weeks)
    if not planned and paused == len(overview.days):
        return f"Paused {period(overview, today)}: nothing was planned."
    left_out = f" {_started(paused)} paused and left out." if paused else ""
    if not planned:
        return f"Nothing was planned {period(overview, today)}.{left_out}"
    whole = sum(week.done_days for week in overview.weeks)
    days = sum(week.planned_days for week in overview.weeks)
    whole_days = f", and everything on {whole} of {wording.count(days, 'day')}" if days else ""
    return (
        f"{percent(done, planned)} % of what was planned {period(overview, today)}: {done} of "
        f"{wording.count(planned, 'set')}{whole_days}.{left_out}"
    )


def pain_sentence(overview: Overview, since: date | None = None) -> str:
    """The median of the mornings' pain, and whether it differs between the range's first part and its last.

    Mornings before `since`, the first day of which anything is known, were never asked for, nor those of a pause.
    """
    readings = mornings(overview)
    median = median_or_none(readings)
    if median is None:
        return "No morning's pain is recorded in this time."
    lowest, highest = min(readings), max(readings)
    asked = sum((since is None or day.date >= since) and not (day.paused and day.pain is None) for day in overview.days)
    text = (
        f"Median morning pain {wording.number(median)}, from {lowest} to {highest},"
        if lowest < highest
        else (f"Morning pain {lowest}")
    )
    text += f" on {len(readings)} of {wording.count(asked, 'morning')}"
    compared = comparison(overview)
    if compared is None:
        return f"{text}; too few to compare beginning and end."
    before, now = wording.number(compared.before), wording.number(compared.now)
    then = f"{before} in the first {compared.days} days, {now} in the last"
    return f"{text}; {then}: {_difference(compared.change)}."


def exercise_pain_sentence(overview: Overview, names: Mapping[str, str], *, today: date | None = None) -> str:
    """On how many days exercise hurt, the worst of it and in which exercise, and the days with leg symptoms."""
    read = [day for day in overview.days if day.exercise_pain is not None]
    legs = sum(day.leg for day in overview.days)
    leg_text = f" Leg symptoms on {wording.count(legs, 'day')}." if legs else ""
    hurting = [day for day in read if day.exercise_pain]
    if not hurting:
        return f"No pain during exercise on {wording.count(len(read), 'day')} with a reading.{leg_text}"
    worst = max(hurting, key=lambda day: day.exercise_pain or 0)
    name = names.get(worst.worst or "", worst.worst or "an exercise")
    return (
        f"Pain during exercise on {len(hurting)} of {wording.count(len(read), 'day')} with a reading; the worst was "
        f"{worst.exercise_pain}, in {name} on {wording.day(worst.date, today=today)}.{leg_text}"
    )


def work_sentence(overview: Overview, exercise: str, name: str, unit: str = "", *, today: date | None = None) -> str:
    """How often one exercise was done, and how its usual work at the end compares with that at the beginning.

    A change of its dose counts once it was done since. `unit` says what its work counts, as `seconds`.
    """
    days = overview.work.get(exercise, ())
    unit = f" {unit}" if unit else ""
    if not days:
        return f"{name} was not logged in this time."
    if len(days) == 1:
        return f"{name} was logged once, on {wording.day(days[0].date, today=today)}."
    part = max(1, min(LONGEST_WORK_PART, len(days) // 2))
    first, last = _usual(days[:part]), _usual(days[-part:])
    steps = sum(
        change.exercise == exercise and None not in (change.before, change.after) and change.date <= days[-1].date
        for change in overview.changes
    )
    changed = f"; its dose changed {_times(steps)}" if steps else ""
    if first == last:
        return f"{name} was logged on {len(days)} days, usually {wording.number(last)}{unit} a day{changed}."
    usual = f"usually {wording.number(last)}{unit} a day, at first {wording.number(first)}"
    return f"{name} was logged on {len(days)} days; {usual}{changed}."


def comparison(overview: Overview) -> Comparison | None:
    """The first third against the last of what is known, each of four weeks at most; None of too few mornings."""
    read = [at for at, day in enumerate(overview.days) if day.pain is not None]
    known = overview.days[read[0] :] if read else ()
    days = min(LONGEST_PART, len(known) // 3)
    first = [day.pain for day in known[:days] if day.pain is not None]
    last = [day.pain for day in known[len(known) - days :] if day.pain is not None]
    before, now = median_or_none(first), median_or_none(last)
    if before is None or now is None or min(len(first), len(last)) < ENOUGH_MORNINGS:
        return None
    return Comparison(before, now, days)


def noise_band(overview: Overview) -> tuple[float, float] | None:
    """The band of normal day-to-day variation about the median morning of a range; None without a reading."""
    median = median_or_none(mornings(overview))
    return None if median is None else variation_band(median)


def variation_band(median: float) -> tuple[float, float]:
    """One point below and above a median, as far as the scale goes: a smaller difference says nothing."""
    return max(median - NOISE / 2, 0), min(median + NOISE / 2, MAX_PAIN)


def mornings(overview: Overview) -> list[int]:
    """The readings of the mornings that have one."""
    return [day.pain for day in overview.days if day.pain is not None]


def percent(part: int, whole: int) -> int:
    """`part` of `whole` rounded to per cent; 0 only for nothing and 100 only for everything."""
    rounded = (200 * part + whole) // (2 * whole)
    return min(max(rounded, 1), 99) if 0 < part < whole else rounded


def period(overview: Overview, today: date | None = None) -> str:
    """`in the last 12 weeks`, `in the 12 weeks to 22 November 2026`, `this week`."""
    weeks = len(overview.weeks)
    length = "year" if weeks in WEEKS_OF_A_YEAR else "week" if weeks == 1 else f"{weeks} weeks"
    if weeks >= MANY_WEEKS:
        length = f"{round(weeks / WEEKS_A_YEAR)} years"
    if overview.last == today:
        return "this week" if weeks == 1 else f"in the last {length}"
    return f"in the {length} to {wording.day(overview.last, today=today)}"


def reason(change: DoseChange) -> str:
    """Why a dose changed, in words."""
    if change.after is None:
        return "taken out of the plan"
    if change.why is Why.INCREASE and change.before is None:
        return "a harder variation, after pain-free weeks"
    if change.why is Why.STEP_BACK and change.before is None:
        return "an easier variation, after pain during the exercise"
    return REASONS[change.why] if change.before is not None else ADDED.get(change.why, "added to the plan")


REASONS = {
    Why.START: "a starter plan",
    Why.INCREASE: "a small step up, after pain-free weeks",
    Why.STEP_BACK: "a step back, after pain during the exercise",
    Why.MANUAL: "changed by hand",
    Why.CLINICIAN: "prescribed by a professional",
}
ADDED = {Why.START: "start of the plan", Why.CLINICIAN: "prescribed by a professional"}


def _difference(change: float) -> str:
    if change == 0:
        return "no change"
    if abs(change) < NOISE:
        return f"a difference of less than {NOISE} points is normal day-to-day variation"
    return f"{wording.number(abs(change))} points {'lower' if change < 0 else 'higher'}"


def _usual(days: Sequence[WorkDay]) -> Number:
    """The work of the middle day, of an even number the lower of the two, so that it is one that was done."""
    return sorted(day.work for day in days)[(len(days) - 1) // 2]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{wording.count_word(count)} times")


def _started(days: int) -> str:
    """`One day was`, `14 days were`, to begin a sentence with."""
    return "One day was" if days == 1 else f"{wording.count_word(days).capitalize()} days were"
