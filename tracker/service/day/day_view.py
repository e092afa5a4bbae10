"""One day as it stands: what is planned, today's dose, what is logged and what is still missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from tracker.core.analytics.adherence import is_done
from tracker.core.engine.progression import Advice, Verdict, today_dose
from tracker.core.model import CheckIn, Dose, Exercise, Prescription, SetLog, Skip
from tracker.core.plan import Plan
from tracker.service.context import AppContext
from tracker.service.day.shown_advice import shown_advice

# How long after its last set a session may still go on.
SESSION_LASTS = timedelta(hours=1)


class DayRow(NamedTuple):
    """One exercise of a day. Without a `prescription` it was logged though it is not in the plan.

    `today` is the dose to do on the day: the planned one, or the eased one where the engine eases. `planned_sets` are
    its sets, as they are logged when done as planned.
    """

    exercise: Exercise
    prescription: Prescription | None
    planned: bool
    verdict: Verdict | None
    logged: tuple[SetLog, ...]
    skip: Skip | None
    today: Dose | None
    planned_sets: tuple[SetLog, ...]

    @classmethod
    def of(
        cls, exercise: Exercise, prescription: Prescription | None, *, planned: bool, verdict: Verdict | None,
        logged: tuple[SetLog, ...], skip: Skip | None,
    ) -> DayRow:  # fmt: skip
        """The row of an exercise, with the dose of the day that follows from its verdict, else its prescription."""
        today = prescription.dose if prescription is not None else None
        if verdict is not None:
            today = today_dose(verdict)
        planned_sets = sets_of(exercise, today) if today is not None else ()
        return cls(exercise, prescription, planned, verdict, logged, skip, today, planned_sets)

    @property
    def dose(self) -> Dose | None:
        """The planned dose."""
        return self.prescription.dose if self.prescription else None

    @property
    def missing(self) -> tuple[SetLog, ...]:
        """The sets still to do of the day's dose; none where it is skipped."""
        return () if self.skip else self.planned_sets[len(self.logged) :]

    @property
    def done(self) -> bool:
        """Whether it counts as done: as many sets as planned, and at least half of the planned work."""
        return self.dose is not None and is_done(
            self.dose, len(self.logged), sum(logged.work for logged in self.logged)
        )

    @property
    def pain(self) -> int | None:
        """The highest pain of its sets, None if none is known."""
        return max((logged.pain for logged in self.logged if logged.pain is not None), default=None)


class DayView(NamedTuple):
    """A day, in plan order, exercises that are not planned but were done last.

    `in_the_way` says in a few words why no date of a step is named though steps are waited for, or is empty.
    """

    on: date
    today: date
    advice: Advice
    checkin: CheckIn | None
    rows: tuple[DayRow, ...]
    note: str
    in_the_way: str = ""

    def row(self, exercise: str) -> DayRow | None:
        """The row of an exercise, if it has one."""
        return next((row for row in self.rows if row.exercise.id == exercise), None)

    @property
    def care_first(self) -> bool:
        """Whether care words ask to talk to somebody before going on, so that no step is spoken of."""
        return any(care.before_going_on for care in self.advice.care)

    @property
    def session(self) -> tuple[DayRow, ...]:
        """What is planned for the day, and what was done besides."""
        return tuple(row for row in self.rows if row.planned or row.logged or row.skip)

    @property
    def begun(self) -> bool:
        """Whether anything is logged of the day."""
        return bool(self.checkin or self.note or any(row.logged or row.skip for row in self.rows))

    @property
    def complete(self) -> bool:
        """Whether something was done and nothing of the day is missing."""
        return any(row.logged for row in self.rows) and not any(row.missing for row in self.rows if row.planned)


def sets_of(exercise: Exercise, dose: Dose) -> tuple[SetLog, ...]:
    """The sets of a dose, as they are logged when done as planned."""
    if not dose.reps:
        return (SetLog(exercise.id, minutes=dose.minutes),)
    return tuple(SetLog(exercise.id, reps=reps, hold_s=dose.hold_s, load_kg=dose.load_kg) for reps in dose.reps)


def day_view(context: AppContext, on: date, *, earliest: bool = False) -> DayView:
    """The day `on`, with the engine's advice for it."""
    history = context.window(on)
    advice, in_the_way = shown_advice(context, context.advice(on, earliest=earliest))
    exercises = {exercise.id: exercise for exercise in history.exercises}
    plan = context.plan(on)
    skips = {skip.exercise: skip for skip in history.skips if skip.date == on}
    verdicts = {verdict.exercise: verdict for verdict in advice.exercises}
    sets: dict[str, list[SetLog]] = {}
    for logged in context.store.day_sets(on):
        sets.setdefault(logged.exercise, []).append(logged)
    prescriptions = {prescription.exercise: prescription for prescription in plan.in_plan(on)}
    rows = [
        DayRow.of(
            exercises[exercise],
            prescription,
            planned=is_planned_weekday(plan, prescription, on),
            verdict=verdicts.get(exercise),
            logged=tuple(sets.get(exercise, ())),
            skip=skips.get(exercise),
        )
        for exercise in dict.fromkeys([*prescriptions, *sets, *skips])
        for prescription in [prescriptions.get(exercise)]
    ]
    rows.sort(key=lambda row: not row.planned and bool(row.logged))
    return DayView(
        on, context.today(), advice, context.store.checkin(on), tuple(rows), context.store.session_note(on), in_the_way
    )


def is_over(view: DayView, today: date, now: datetime) -> bool:
    """Whether a day that was today when it was read is past, and had no set within the hour."""
    if view.on == today:
        return False
    stamps = [done.at for row in view.rows for done in row.logged if done.at is not None]
    return all(now - datetime.fromisoformat(stamp) > SESSION_LASTS for stamp in stamps)


def is_planned_weekday(plan: Plan, prescription: Prescription | None, on: date) -> bool:
    """Whether the plan asks for it on this day, skipped or not."""
    return prescription is not None and on.weekday() in prescription.days and not plan.paused(on)


def missed_mornings(context: AppContext, on: date) -> tuple[date, ...]:
    """Which of the two days before `on` have no check-in though something was recorded before them, oldest first.

    Days in a pause are none of them.
    """
    first, plan = context.store.first_day(), context.plan(on)
    before = (on - timedelta(days=2), on - timedelta(days=1))
    return tuple(
        day
        for day in before
        if first is not None and first <= day and not plan.paused(day) and context.store.checkin(day) is None
    )
