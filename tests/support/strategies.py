"""Histories of made-up people, for hypothesis and for plain random numbers alike.

A person is made from whole numbers asked of a `Choose`: smaller numbers make a more even life, so hypothesis shrinks a
history towards one where nothing happens, and a random generator can draw thousands a second from the same rules.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.support.made_up import FIRST_DAYS, KNOWN, LIBRARY, WEEKDAYS, Choose, dose_of, pick, settings_of
from tests.support.showing import Person
from tracker.core.model import (
    EVERY_DAY,
    CheckIn,
    Decline,
    History,
    Pause,
    Prescription,
    Session,
    SetLog,
    Skip,
    SkipReason,
    Why,
)


@dataclass
class Life:
    """A history in the making: the days of a person and what is out of the ordinary on them."""

    choose: Choose
    first: date
    on: date
    last: date
    plan: tuple[str, ...]
    prescriptions: list[Prescription] = field(default_factory=list)
    checkins: dict[date, CheckIn] = field(default_factory=dict)
    skips: list[Skip] = field(default_factory=list)
    declined: list[Decline] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    extra: list[Session] = field(default_factory=list)
    changed: dict[tuple[str, date], list[Callable[[list[SetLog]], list[SetLog]]]] = field(default_factory=dict)

    def day(self) -> date:
        """A day on which something happens, mostly in the weeks before `on`, seldom after it."""
        back = self.choose(0, 20) if self.choose(0, 1) else self.choose(0, 70) - 6
        return max(self.first, self.on - timedelta(days=back))

    def span(self, longest: int) -> list[date]:
        """Some days in a row."""
        first = self.day()
        return [first + timedelta(days=step) for step in range(self.choose(1, longest))]

    def change(self, exercise: str, days: Sequence[date], how: Callable[[list[SetLog]], list[SetLog]]) -> None:
        """Changes what is logged of an exercise on some days."""
        for day in days:
            self.changed.setdefault((exercise, day), []).append(how)

    def prescription_on(self, exercise: str, day: date) -> Prescription | None:
        """The prescription on a day, removed or not."""
        begun = [p for p in self.prescriptions if p.exercise == exercise and p.start <= day]
        return max(reversed(begun), key=lambda p: p.start, default=None)


def sore_morning(life: Life) -> None:
    pain = life.choose(1, 10)
    for day in life.span(4) if life.choose(0, 6) < 6 else life.span(50):
        life.checkins[day] = CheckIn(day, pain, life.choose(0, 3) == 3, life.choose(0, 11) == 11)


def no_checkin(life: Life) -> None:
    for day in life.span(9):
        life.checkins.pop(day, None)


def sore_exercise(life: Life) -> None:
    pain = pick(life.choose, (3, 4, 5, 6, 7, 9, 1, 2))
    exercise, days = pick(life.choose, life.plan), life.span(2) if life.choose(0, 1) else life.span(12)
    if life.choose(0, 2) == 2:
        days = [life.on - timedelta(days=back) for back in range(1, life.choose(3, 14))]
    life.change(exercise, days, lambda sets: [*sets[:-1], *(replace(s, pain=pain) for s in sets[-1:])])


def unknown_pain(life: Life) -> None:
    exercise = pick(life.choose, life.plan)
    first_only = life.choose(0, 1)
    life.change(exercise, life.span(5), lambda sets: [replace(sets[0], pain=None), *sets[1:]] if sets else sets)
    if not first_only:
        life.change(exercise, life.span(5), lambda sets: [replace(s, pain=None) for s in sets])


def skipped(life: Life) -> None:
    reason = pick(life.choose, (SkipReason.TIME, SkipReason.PAIN, SkipReason.EQUIPMENT, SkipReason.OTHER))
    day, exercise = life.day(), pick(life.choose, life.plan)
    life.skips.append(Skip(day, exercise, reason))
    if life.choose(0, 3):
        life.change(exercise, [day], lambda sets: [])


def idle(life: Life) -> None:
    whose = life.plan if life.choose(0, 1) else (pick(life.choose, life.plan),)
    days = life.span(10) if life.choose(0, 1) else life.span(40)
    for exercise in whose:
        life.change(exercise, days, lambda sets: [])


def partly(life: Life) -> None:
    how = life.choose(0, 2)
    exercise, days = pick(life.choose, life.plan), life.span(7)
    if how == 0:
        life.change(exercise, days, lambda sets: sets[:-1])
    elif how == 1:
        life.change(exercise, days, lambda sets: [*sets[:-1], *(less(s, 1) for s in sets[-1:])])
    else:
        life.change(exercise, days, lambda sets: [less(s, s.reps // 2) for s in sets])


def less(done: SetLog, count: int) -> SetLog:
    """A set with fewer repetitions, or half the minutes."""
    return replace(done, reps=max(1, done.reps - count)) if done.reps else replace(done, minutes=done.minutes / 2)


def replanned(life: Life) -> None:
    choose = life.choose
    exercise, start = pick(choose, life.plan), life.day()
    why = pick(choose, (Why.INCREASE, Why.STEP_BACK, Why.MANUAL, Why.CLINICIAN))
    prescription = life.prescription_on(exercise, start)
    dose = (
        prescription.dose if prescription is not None and prescription.dose is not None and choose(0, 2) == 2 else None
    )
    days = pick(choose, WEEKDAYS) if choose(0, 2) == 2 or prescription is None else prescription.days
    for _ in range(1 + (choose(0, 3) == 3)):
        chosen = dose or dose_of(choose, KNOWN[exercise])
        removed = choose(0, 7) == 7
        position = choose(1, 3) if choose(0, 1) else None
        locked = choose(0, 11) == 11
        written = Prescription(exercise, start, chosen, days, position, locked, removed, why)
        life.prescriptions.append(written)


def raised_then_sore(life: Life) -> None:
    exercise, start = pick(life.choose, life.plan), life.on - timedelta(days=life.choose(2, 16))
    prescription = life.prescription_on(exercise, start)
    if prescription is None or prescription.dose is None:
        return
    more, dose = life.choose(1, 2), prescription.dose
    minutes = dose.minutes + more if dose.minutes else 0
    dose = replace(dose, reps=tuple(reps + more for reps in dose.reps), minutes=minutes)
    life.prescriptions.append(replace(prescription, start=start, dose=dose, removed=False, why=Why.INCREASE))
    pain = life.choose(3, 7)
    days = [start + timedelta(days=step) for step in range(life.choose(2, 14))]
    life.change(exercise, days, lambda sets: [replace(done, pain=pain) for done in sets])


def heavier_then_sore(life: Life) -> None:
    """More load some days ago, and then pain with it: the dose before is lighter."""
    exercise, start = pick(life.choose, life.plan), life.on - timedelta(days=life.choose(2, 16))
    prescription = life.prescription_on(exercise, start)
    if prescription is None or prescription.dose is None or not prescription.dose.reps:
        return
    dose = replace(prescription.dose, load_kg=prescription.dose.load_kg + life.choose(1, 4))
    if life.choose(0, 2):
        dose = replace(dose, reps=tuple(life.choose(1, 12) for _ in dose.reps))
    life.prescriptions.append(replace(prescription, start=start, dose=dose, removed=False, why=Why.INCREASE))
    pain = life.choose(3, 8)
    days = [start + timedelta(days=step) for step in range(life.choose(2, 14))]
    life.change(exercise, days, lambda sets: [replace(done, pain=pain) for done in sets])


def stepped_back(life: Life) -> None:
    """A step back some weeks ago, to the same dose or another."""
    exercise, start = pick(life.choose, life.plan), life.on - timedelta(days=life.choose(0, 34))
    prescription = life.prescription_on(exercise, start)
    if prescription is None or prescription.dose is None:
        return
    dose = prescription.dose if life.choose(0, 1) else dose_of(life.choose, KNOWN[exercise])
    life.prescriptions.append(replace(prescription, start=start, dose=dose, why=Why.STEP_BACK))


def out_and_back(life: Life) -> None:
    """Out of the plan on one day and in it again on a later one, or on the same."""
    exercise, start = pick(life.choose, life.plan), life.day()
    prescription = life.prescription_on(exercise, start)
    if prescription is None or prescription.dose is None:
        return
    dose = prescription.dose if life.choose(0, 1) else dose_of(life.choose, KNOWN[exercise])
    life.prescriptions.append(replace(prescription, start=start, dose=None, removed=True))
    back = start + timedelta(days=life.choose(0, 20))
    life.prescriptions.append(
        replace(prescription, start=back, dose=dose, removed=False, why=pick(life.choose, tuple(Why)))
    )


def in_place_of_another(life: Life) -> None:
    """The harder rung in the plan, put there like an accepted variation, and its easier one out."""
    exercise, start = pick(life.choose, life.plan), life.on - timedelta(days=life.choose(0, 40))
    harder, prescription = KNOWN[exercise].harder, life.prescription_on(exercise, start)
    if harder is None or prescription is None or prescription.dose is None:
        return
    life.prescriptions.append(replace(prescription, start=start, dose=None, removed=True))
    life.prescriptions.append(
        replace(prescription, exercise=harder, start=start, dose=KNOWN[harder].start, why=Why.INCREASE)
    )
    amount = SetLog(harder, minutes=3, pain=0) if KNOWN[harder].in_minutes else SetLog(harder, 3, pain=0)
    sets = [amount, amount]
    for back in sorted({life.choose(0, 60) for _ in range(life.choose(0, 8))}):
        life.extra.append(Session(life.on - timedelta(days=back), tuple(sets)))


def leg_for_days(life: Life) -> None:
    """Leg symptoms in mornings or sets, of late, long ago, or both."""
    if life.choose(0, 3):
        day = life.on - timedelta(days=life.choose(0, 4))
        life.checkins[day] = replace(life.checkins.get(day, CheckIn(day, 0)), leg=True)
    first, count = life.choose(5, 40), life.choose(0, 18)
    for back in range(first, max(first - count, -1), -1):
        day = life.on - timedelta(days=back)
        if life.choose(0, 3):
            life.checkins[day] = replace(life.checkins.get(day, CheckIn(day, 0)), leg=True)
        else:
            exercise = KNOWN[pick(life.choose, life.plan)]
            amount = SetLog(exercise.id, minutes=1) if exercise.in_minutes else SetLog(exercise.id, 1)
            life.extra.append(Session(day, (replace(amount, pain=0, leg=True),)))


def steady_pain(life: Life) -> None:
    """Weeks of mornings around one level."""
    level, wide = life.choose(2, 5), life.choose(0, 2)
    for back in range(life.choose(20, 50)):
        day = life.on - timedelta(days=back)
        if life.choose(0, 9):
            life.checkins[day] = CheckIn(day, max(0, level + life.choose(0, 2 * wide) - wide))


def rest_to_come(life: Life) -> None:
    """A pause that is written already and begins after the day."""
    start = life.on + timedelta(days=life.choose(1, 40))
    life.pauses.append(Pause(start, start + timedelta(days=life.choose(0, 20)) if life.choose(0, 7) else None))


def raised_elsewhere(life: Life) -> None:
    exercise = pick(life.choose, LIBRARY).id
    start = life.on - timedelta(days=life.choose(0, 10))
    life.prescriptions.append(Prescription(exercise, start, dose_of(life.choose, KNOWN[exercise]), why=Why.INCREASE))


def turned_down(life: Life) -> None:
    life.declined.append(Decline(life.on - timedelta(days=life.choose(0, 9) - 1), pick(life.choose, life.plan)))


def rested(life: Life) -> None:
    start, length = life.day(), life.choose(1, 12)
    end = None if life.choose(0, 11) == 11 else start + timedelta(days=length - 1)
    life.pauses.append(Pause(start, end))
    if end is not None and life.choose(0, 3):
        days = [start + timedelta(days=step) for step in range(length)]
        for exercise in life.plan:
            life.change(exercise, days, lambda sets: [])


def broken_form(life: Life) -> None:
    exercise = pick(life.choose, life.plan)
    life.change(exercise, life.span(3), lambda sets: [*sets[:-1], *(replace(s, form_broke=True) for s in sets[-1:])])


def leg_in_set(life: Life) -> None:
    exercise = pick(life.choose, life.plan)
    life.change(exercise, life.span(1), lambda sets: [*sets[:-1], *(replace(s, leg=True) for s in sets[-1:])])


def other_load(life: Life) -> None:
    exercise, load = pick(life.choose, life.plan), life.choose(0, 20) / 4
    life.change(exercise, life.span(9), lambda sets: [*sets[:-1], *(replace(s, load_kg=load) for s in sets[-1:])])


def unplanned_set(life: Life) -> None:
    exercise = pick(life.choose, LIBRARY)
    reps = 0 if exercise.in_minutes else life.choose(1, 12)
    minutes = life.choose(4, 60) / 4 if exercise.in_minutes else 0
    pain = pick(life.choose, (0, None, 1, 2, 4, 7))
    hold, load = exercise.start.hold_s, float(life.choose(0, 2)) * exercise.load_step_kg
    for day in life.span(3):
        life.extra.append(Session(day, (SetLog(exercise.id, reps, minutes, hold, load, pain),)))


def empty_session(life: Life) -> None:
    life.extra.append(Session(life.day()))


EVENTS: tuple[Callable[[Life], None], ...] = (
    no_checkin, sore_exercise, sore_exercise, sore_exercise, unknown_pain, skipped, idle, idle, partly, partly,
    replanned, replanned, turned_down, rested, broken_form, broken_form, other_load, unplanned_set, raised_elsewhere,
    raised_then_sore, sore_morning, sore_morning, sore_morning, leg_in_set, empty_session, heavier_then_sore,
    stepped_back, stepped_back, out_and_back, in_place_of_another, leg_for_days, steady_pain, rest_to_come,
    raised_then_sore, heavier_then_sore,
)  # fmt: skip


def begun(choose: Choose) -> Life:
    """A plan and a quiet habit of mornings, before anything happens."""
    first = pick(choose, FIRST_DAYS) + timedelta(days=choose(0, 6))
    on = first + timedelta(days=choose(20, 100))
    chosen: list[str] = []
    for _ in range(choose(1, 4)):
        left = [exercise.id for exercise in LIBRARY if exercise.id not in chosen]
        chosen.append(pick(choose, left))
    life = Life(choose, first, on, on + timedelta(days=choose(0, 4)), tuple(chosen))
    for exercise in life.plan:
        start = first + timedelta(days=choose(0, 3) * 7)
        position = choose(1, 4) if choose(0, 1) else None
        dose = dose_of(choose, KNOWN[exercise])
        locked = choose(0, 15) == 15
        life.prescriptions.append(
            Prescription(exercise, start, dose, pick(choose, WEEKDAYS), position, locked, False, Why.START)
        )
    resting = (0, 0, 0, 0, 0, 0, 0, 1, 2, 3)[choose(0, 9)]
    every = choose(0, 8)
    for step in range((life.last - first).days + 1):
        day = first + timedelta(days=step)
        if every == 0 or every > 3 or step % (every + 2):
            life.checkins[day] = CheckIn(day, resting)
    return life


def logged(life: Life) -> list[Session]:
    """What the person logs: the whole plan on each of its days, but for what was changed; mostly not yet on `on`."""
    sessions: list[Session] = []
    today = life.choose(0, 2) == 2
    apart = life.choose(0, 6) == 6
    for step in range((life.last - life.first).days + 1):
        day = life.first + timedelta(days=step)
        if day == life.on and not today:
            continue
        sets_of_day = [sets_on(life, exercise, day) for exercise in life.plan]
        if apart:
            sessions += [Session(day, tuple(sets)) for sets in sets_of_day if sets]
        elif any(sets_of_day):
            sessions.append(Session(day, tuple(done for sets in sets_of_day for done in sets)))
    return sessions + life.extra


def sets_on(life: Life, exercise: str, day: date) -> list[SetLog]:
    """The sets of one exercise on one day."""
    prescription = life.prescription_on(exercise, day)
    if (
        prescription is None
        or prescription.removed
        or prescription.dose is None
        or day.weekday() not in prescription.days
    ):
        return []
    dose = prescription.dose
    sets = [SetLog(exercise, reps, dose.minutes, dose.hold_s, dose.load_kg, pain=0) for reps in dose.reps or (0,)]
    for how in life.changed.get((exercise, day), []):
        sets = how(sets)
    return sets


def person(choose: Choose) -> Person:
    """A person's history and the date to ask about."""
    settings = settings_of(choose)
    life = begun(choose)
    for _ in range(choose(0, 6)):
        pick(choose, EVENTS)(life)
    sessions = logged(life)
    checkins = [life.checkins[day] for day in sorted(life.checkins)]
    if choose(0, 3) == 3:
        sessions.reverse()
        checkins.reverse()
    skips, declined, pauses = tuple(life.skips), tuple(life.declined), tuple(life.pauses)
    plan = tuple(life.prescriptions)
    history = History(settings, LIBRARY, plan, tuple(sessions), tuple(checkins), skips, declined, pauses)
    return Person(history, life.on)


def muddle(choose: Choose, first: date = FIRST_DAYS[1]) -> Person:
    """Some weeks from `first` on that look like nobody's, and a date; all of it the format admits."""
    library = [pick(choose, LIBRARY) for _ in range(choose(1, 4))]
    length = choose(0, 45)

    def day() -> date:
        return first + timedelta(days=choose(0, length))

    def some_set() -> SetLog:
        exercise = pick(choose, library)
        reps = 0 if exercise.in_minutes else choose(1, 12)
        minutes = choose(10, 400) / 10 if exercise.in_minutes else 0
        hold, load = exercise.start.hold_s, pick(choose, (0, exercise.load_step_kg, 12))
        pain = pick(choose, (0, None, 0, 1, 3, 6, 9))
        return SetLog(exercise.id, reps, minutes, hold, load, pain, choose(0, 19) == 19, choose(0, 9) == 9)

    def some_prescription() -> Prescription:
        exercise = pick(choose, library)
        days = tuple(weekday for weekday in EVERY_DAY if choose(0, 2) < 2)
        removed = choose(0, 5) == 5
        dose = None if removed and choose(0, 1) else dose_of(choose, exercise)
        position = choose(0, 2) if choose(0, 1) else None
        return Prescription(
            exercise.id, day(), dose, days or (3,), position, choose(0, 9) == 9, removed, pick(choose, tuple(Why))
        )

    mornings = {day(): CheckIn(first, pick(choose, (0, 0, 1, 2, 5, 8))) for _ in range(choose(0, 40))}
    starts = [day() for _ in range(choose(0, 4))]
    history = History(
        settings_of(choose),
        LIBRARY,
        tuple(some_prescription() for _ in range(choose(1, 7))),
        tuple(Session(day(), tuple(some_set() for _ in range(choose(0, 4)))) for _ in range(choose(0, 30))),
        tuple(replace(morning, date=day, flare=choose(0, 19) == 19) for day, morning in mornings.items()),
        tuple(Skip(day(), pick(choose, library).id, pick(choose, tuple(SkipReason))) for _ in range(choose(0, 3))),
        tuple(Decline(day(), pick(choose, library).id) for _ in range(choose(0, 3))),
        tuple(Pause(start, start + timedelta(days=choose(0, 9)) if choose(0, 9) else None) for start in starts),
    )
    return Person(history, day())


def random_person(seed: int) -> Person:
    """The person, or for one seed in five the muddle, of a seed, without hypothesis."""
    choose = random.Random(seed).randint
    return muddle(choose) if seed % 5 == 3 else person(choose)


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Histories with the date to ask about, as a hypothesis strategy."""
    return person(lambda low, high: draw(st.integers(low, high)))


@st.composite
def muddles(draw: st.DrawFn, first: date = FIRST_DAYS[1]) -> Person:
    """Histories that look like nobody's, as a hypothesis strategy."""
    return muddle(lambda low, high: draw(st.integers(low, high)), first)
