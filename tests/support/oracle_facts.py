"""The first half of a second reading of the engine's page: its words, weeks, flares, layoffs and factors.

It is naive on purpose: each sentence of the page stands above the lines that follow it to the letter, and everything is
reckoned anew from the raw lists. Nothing of the program is used but the values it speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import floor

from tracker.core.model import CheckIn, Dose, Exercise, History, Number, Pause, Prescription, SetLog

HALF = Fraction(1, 2)


def exact(value: Number) -> Fraction:
    """A number as the decimal that a person wrote."""
    return Fraction(str(value))


def plain(value: Fraction) -> Number:
    """An exact number as one of the document: whole where it is whole."""
    return int(value) if value.denominator == 1 else float(value)


def days_before(day: date, count: int) -> date:
    """The day `count` days earlier."""
    return day - timedelta(days=count)


def every_day(first: date, last: date) -> list[date]:
    """All days from `first` to `last`, both included."""
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def middle(values: Sequence[int]) -> Fraction:
    """The median (of an even number, the mean of the middle two)."""
    ranked = sorted(values)
    half = len(ranked) // 2
    if len(ranked) % 2 == 1:
        return Fraction(ranked[half])
    return Fraction(ranked[half - 1] + ranked[half], 2)


def dose_work(dose: Dose) -> Fraction:
    """*Work* is the sum of `reps × max(hold_s, 1)`, or `minutes`."""
    if dose.reps:
        return sum((reps * max(exact(dose.hold_s), Fraction(1)) for reps in dose.reps), Fraction(0))
    return exact(dose.minutes)


def set_work(done: SetLog) -> Fraction:
    """The work of one logged set."""
    return done.reps * max(exact(done.hold_s), Fraction(1)) if done.reps else exact(done.minutes)


def dose_sets(dose: Dose) -> int:
    """`reps` (one number per set) … or `minutes` for cardio (then `reps` is empty and it is one set)."""
    return len(dose.reps) if dose.reps else 1


def scale(dose: Dose, factor: Fraction) -> Dose:
    """The dose for a day on which the factor is below 1."""
    # "multiplies each set's reps (or the minutes) by the factor and rounds down, never below 1; number of sets, hold
    # and load stay."
    if not dose.reps:
        return Dose((), dose.hold_s, dose.load_kg, max(1, floor(exact(dose.minutes) * factor)))
    fewer = tuple(max(1, floor(reps * factor)) for reps in dose.reps)
    if fewer != dose.reps:
        return Dose(fewer, dose.hold_s, dose.load_kg)
    # "Where that leaves a dose in repetitions as it is and `hold_s` is above 5, the hold is multiplied instead, rounded
    # down to a whole second, never below 5"
    if exact(dose.hold_s) > 5:
        return Dose(dose.reps, max(5, floor(exact(dose.hold_s) * factor)), dose.load_kg)
    return dose


class Facts:
    """What the page says about a history on a date, before any verdict."""

    def __init__(self, history: History, on: date) -> None:
        self.on = on
        self.settings = history.settings
        self.exercises: dict[str, Exercise] = {exercise.id: exercise for exercise in history.exercises}
        # "Nothing dated after `on` is looked at."
        written = [p for p in history.prescriptions if p.start <= on]
        # "of several with the same `from` the last in the list holds, and the others never did and are ignored
        # throughout."
        last = {(p.exercise, p.start): place for place, p in enumerate(written)}
        self.prescriptions = [p for place, p in enumerate(written) if last[p.exercise, p.start] == place]
        self.checkins: dict[date, CheckIn] = {c.date: c for c in history.checkins if c.date <= on}
        self.skips = [s for s in history.skips if s.date <= on]
        self.declined = [d for d in history.declined if d.date <= on]
        # "Nothing dated after `on` is looked at, but the end of a pause": one that begins after `on` is in no week yet.
        self.pauses: list[Pause] = [p for p in history.pauses if p.start <= on]
        self.sets: dict[date, list[SetLog]] = {}
        for session in history.sessions:
            if session.date <= on and session.sets:
                self.sets.setdefault(session.date, []).extend(session.sets)

    # ---- Words ---------------------------------------------------------------------------------------------------

    def run_of(self, exercise: str) -> list[Prescription]:
        """The prescriptions of an exercise in the order of their dates."""
        return sorted((p for p in self.prescriptions if p.exercise == exercise), key=lambda p: p.start)

    def prescription_on(self, exercise: str, day: date) -> Prescription | None:
        """The prescription on a day; None where there is none, or where the exercise is removed."""
        # "On a day, of an exercise's prescriptions with `from` not after that day the one with the latest `from`
        # *holds*"
        begun = [p for p in self.run_of(exercise) if p.start <= day]
        return begun[-1] if begun and not begun[-1].removed else None

    def dose_of(self, exercise: str, day: date) -> Dose | None:
        """The dose that holds on a day."""
        prescription = self.prescription_on(exercise, day)
        return None if prescription is None else prescription.dose

    def dose_since(self, exercise: str) -> date:
        """*Dose since*, for an exercise that is in the plan on `on`."""
        # "the `from` of the earliest prescription in the unbroken run, ending with the one that holds on `on`, that has
        # the same dose; so a change of weekdays, position or lock restarts nothing, and a removal breaks the run."
        run = self.run_of(exercise)
        since = run[-1].start
        for earlier in reversed(run[:-1]):
            if earlier.removed or earlier.dose != run[-1].dose:
                break
            since = earlier.start
        return since

    def dose_before(self, exercise: str) -> Dose | None:
        """*Dose before*: the dose that held just before *dose since*, if the exercise was in the plan then."""
        return self.dose_of(exercise, days_before(self.dose_since(exercise), 1))

    def paused(self, day: date) -> bool:
        """Whether a day lies in a pause."""
        return any(p.start <= day and (p.end is None or day <= p.end) for p in self.pauses)

    def planned(self, exercise: str, day: date) -> bool:
        """*Planned*."""
        # "its prescription on d includes d's weekday, d lies in no pause, and no skip of E for pain is dated d."
        prescription = self.prescription_on(exercise, day)
        if prescription is None or day.weekday() not in prescription.days or self.paused(day):
            return False
        return not any(s.date == day and s.exercise == exercise and s.reason == "pain" for s in self.skips)

    def sets_of(self, exercise: str, day: date) -> list[SetLog]:
        """The logged sets of an exercise on a day."""
        return [s for s in self.sets.get(day, []) if s.exercise == exercise]

    def done(self, exercise: str, day: date) -> bool:
        """*Done*."""
        # "on day d, planned or not, E is done when at least as many sets were logged as its prescription on d has, and
        # their work is at least that of the prescribed dose at half, `scale(dose, 1/2)` below." … "A day on which E has
        # no prescription counts as neither."
        dose = self.dose_of(exercise, day)
        logged = self.sets_of(exercise, day)
        if dose is None or len(logged) < dose_sets(dose):
            return False
        return sum((set_work(s) for s in logged), Fraction(0)) >= dose_work(scale(dose, HALF))

    def met(self, exercise: str, day: date) -> bool:
        """*Met*."""
        # "done, and the work of the logged sets whose load is at least the prescribed load is at least the prescribed
        # work."
        dose = self.dose_of(exercise, day)
        if dose is None or not self.done(exercise, day):
            return False
        loaded = [s for s in self.sets_of(exercise, day) if exact(s.load_kg) >= exact(dose.load_kg)]
        return sum((set_work(s) for s in loaded), Fraction(0)) >= dose_work(dose)

    def pain(self, exercise: str, day: date) -> int | None:
        """*Exercise pain* of E on d: the highest pain over its sets that day; none if no set has one."""
        pains = [s.pain for s in self.sets_of(exercise, day) if s.pain is not None]
        return max(pains) if pains else None

    def morning(self, day: date) -> int | None:
        """*Morning* of d: the pain of the check-in dated d; none if there is none."""
        checkin = self.checkins.get(day)
        return None if checkin is None else checkin.pain

    def mornings(self, first: date, last: date) -> list[int]:
        """The mornings of some days that have one."""
        return [pain for day in every_day(first, last) if (pain := self.morning(day)) is not None]

    def baseline(self, day: date) -> Fraction | None:
        """*Baseline* of d."""
        # "the median (of an even number, the mean of the middle two) of the mornings of d-14 … d-1, none if fewer than
        # five of them are there."
        known = self.mornings(days_before(day, 14), days_before(day, 1))
        return middle(known) if len(known) >= 5 else None

    def provoked(self, exercise: str, day: date) -> bool:
        """Whether the exercise pain of E on d is *provoked*."""
        # "provoked when it is at least 2 above the morning of d; where d has no morning, above its baseline; where it
        # has neither, always."
        pain = self.pain(exercise, day)
        if pain is None:
            return False
        morning = self.morning(day)
        if morning is not None:
            return pain >= morning + 2
        baseline = self.baseline(day)
        return baseline is None or pain >= baseline + 2

    def training_day(self, day: date) -> bool:
        """*Training day*: a day with at least one logged set of any exercise."""
        return bool(self.sets.get(day))

    def logged_days(self, exercise: str) -> list[date]:
        """The days before `on` on which an exercise was logged, oldest first."""
        # "Sets dated `on` are looked at only where it says so"
        return sorted(day for day in self.sets if day < self.on and self.sets_of(exercise, day))

    def gaps(self, exercise: str) -> list[tuple[date, date]]:
        """*Gap* of E: two neighbouring days on which E was logged, 8 or more days apart."""
        logged = self.logged_days(exercise)
        return [(a, b) for a, b in pairwise(logged) if (b - a).days >= 8]

    def red_days(self, exercise: str) -> list[date]:
        """*Red day* of E."""
        # "a day from `on`-14 to `on`-1, not before *dose since*, on which E's pain was provoked and at least
        # `red_from`."
        red = []
        for day in every_day(days_before(self.on, 14), days_before(self.on, 1)):
            pain = self.pain(exercise, day)
            if day < self.dose_since(exercise) or pain is None:
                continue
            if self.provoked(exercise, day) and pain >= self.settings.red_from:
                red.append(day)
        return red

    # ---- A week, for one exercise --------------------------------------------------------------------------------

    def week(self, exercise: str, k: int) -> str:
        """What week k was for an exercise; the first that applies."""
        settings = self.settings
        # "the seven days `on`-7k … `on`-7k+6" … "The *mornings of a week* are … `on`-7k+1 … `on`-7k+7"
        first = days_before(self.on, 7 * k)
        days = every_day(first, first + timedelta(days=6))
        # "a check-in dated on one of the week's days or mornings is above `pain_free_limit`, or flagged as a flare or
        # as leg symptoms;"
        for day in every_day(first, first + timedelta(days=7)):
            checkin = self.checkins.get(day)
            if checkin is not None and (checkin.pain > settings.pain_free_limit or checkin.flare or checkin.leg):
                return "painful"
        # "or a set of *any* exercise on one of its days has a pain above `pain_free_limit`, or is flagged as leg
        # symptoms; or anything was skipped for pain on one of its days."
        for day in days:
            for done in self.sets.get(day, []):
                if done.leg or (done.pain is not None and done.pain > settings.pain_free_limit):
                    return "painful"
        if any(s.date in days and s.reason == "pain" for s in self.skips):
            return "painful"
        # "E was planned on none of its days."
        planned = len([day for day in days if self.planned(exercise, day)])
        if planned == 0:
            return "off"
        # "with P planned days, E was done on fewer than `floor(adherence_required × P + 1/2)` of its days, reckoned in
        # decimals …, or on none."
        done_days = len([day for day in days if self.done(exercise, day)])
        if done_days == 0 or done_days < floor(exact(settings.adherence_required) * planned + HALF):
            return "short"
        # "on one of its days E was logged and no set of E has a pain;"
        if any(self.sets_of(exercise, day) and self.pain(exercise, day) is None for day in days):
            return "unknown"
        # "or, with T training days in the week, fewer than `floor(mornings_required × T + 1/2)` of them have a check-in
        # dated the day after."
        trained = [day for day in days if self.training_day(day)]
        followed = [day for day in trained if day + timedelta(days=1) in self.checkins]
        if len(followed) < floor(exact(settings.mornings_required) * len(trained) + HALF):
            return "unknown"
        return "clean"

    def clean_weeks(self, exercise: str) -> int:
        """*Clean weeks* of E."""
        # "how many weeks k = 1, 2, … in a row are clean **and** begin on or after each of: E's *dose since*;"
        starts = [self.dose_since(exercise)]
        # "the day after the latest pause of 4 or more days that ended before `on`;"
        ended = [(p.start, p.end) for p in self.pauses if p.end is not None and p.end < self.on]
        starts += [end + timedelta(days=1) for start, end in ended if (end - start).days + 1 >= 4]
        # "the later day of E's latest gap."
        starts += [later for _, later in self.gaps(exercise)]
        k = 0
        while days_before(self.on, 7 * (k + 1)) >= max(starts) and self.week(exercise, k + 1) == "clean":
            k += 1
        return k

    # ---- Flare, layoff, and today's factor -----------------------------------------------------------------------

    @cached_property
    def flares(self) -> list[tuple[date, date | None, bool]]:
        """Each flare's first day, the day it ended if it has, and whether the 28 days ended it."""
        spans: list[tuple[date, date | None, bool]] = []
        if not self.checkins:
            return spans
        start: date | None = None
        settled = 0
        # "Go through the days from the first check-in to `on`."
        for day in every_day(min(self.checkins), self.on):
            checkin = self.checkins.get(day)
            if start is None:
                if checkin is not None and self._starts(checkin):
                    start, settled = day, 0
                continue
            # "While one is active, a later check-in is *settled* when it is not flagged as a flare and its pain is at
            # most `max(pain_free_limit, 1 + baseline of the day the flare started)` (`max(pain_free_limit, 2)` if that
            # day had none)."
            if checkin is not None:
                baseline = self.baseline(start)
                limit = max(Fraction(self.settings.pain_free_limit), Fraction(2) if baseline is None else 1 + baseline)
                settled = settled + 1 if not checkin.flare and checkin.pain <= limit else 0
            # "The flare ends on the second of two settled check-ins in a row (days without one neither help nor hurt),
            # or, if it has not ended by then, 28 days after it started" … "No flare starts on the day one ends."
            if settled == 2:
                spans.append((start, day, False))
                start = None
            elif (day - start).days == 28:
                spans.append((start, day, True))
                start = None
        if start is not None:
            spans.append((start, None, False))
        return spans

    def _starts(self, checkin: CheckIn) -> bool:
        """Whether a flare starts with a check-in, where none is active."""
        # "one starts on day d when d's check-in is flagged as a flare; or its pain is at least `red_from` and, if d has
        # a baseline, at least 2 above it; or d has a baseline and its pain is above `pain_free_limit`, at least 4, and
        # at least 3 above the baseline."
        baseline = self.baseline(checkin.date)
        if checkin.flare:
            return True
        if checkin.pain >= self.settings.red_from and (baseline is None or checkin.pain >= baseline + 2):
            return True
        if baseline is None or checkin.pain <= self.settings.pain_free_limit:
            return False
        return checkin.pain >= 4 and checkin.pain >= baseline + 3

    def flare_active(self) -> bool:
        """Whether a flare is active on `on`."""
        return any(end is None for _, end, _ in self.flares)

    def after_flare(self) -> bool:
        """ "the last flare ended on day e, and fewer than 2 training days lie in e … `on`-1"."""
        if not self.flares or self.flares[-1][1] is None:
            return False
        days = every_day(self.flares[-1][1], days_before(self.on, 1))
        return len([day for day in days if self.training_day(day)]) < 2

    def layoffs(self, exercise: str) -> list[tuple[int, int]]:
        """The G and n of each layoff of E that may ease it."""
        logged = self.logged_days(exercise)
        gaps = self.gaps(exercise)
        # "Each gap of E before `on` has its G, the number of days between, and its n, the number of days on which E was
        # logged from the later one on."
        # "If the last day before `on` on which E was logged is 8 or more days before `on`, that distance is a G too,
        # with n = 0."
        if logged and (self.on - logged[-1]).days >= 8:
            gaps.append((logged[-1], self.on))
        return [
            ((b - a).days, len([day for day in logged if day >= b]))
            for a, b in gaps
            if self.eases_after(exercise, a, b)
        ]

    def eases_after(self, exercise: str, first: date, last: date) -> bool:
        """Whether the `layoff` rows apply to a gap of E."""
        # "The `layoff` rows apply only where the dose has more work or a larger load than `start`, or where E is the
        # `harder` of another exercise and was in the plan on every day of the gap: a beginner's dose is not eased for
        # time away."
        dose, start = self.dose_of(exercise, self.on), self.exercises[exercise].start
        assert dose is not None
        if dose_work(dose) > dose_work(start) or exact(dose.load_kg) > exact(start.load_kg):
            return True
        if not any(other.harder == exercise for other in self.exercises.values()):
            return False
        return all(self.prescription_on(exercise, day) is not None for day in every_day(first, last))

    def leg_day(self, day: date, sets_too: bool = True) -> bool:
        """Whether leg symptoms are flagged on a day, by a check-in or by a set of any exercise."""
        checkin = self.checkins.get(day)
        return (checkin is not None and checkin.leg) or (sets_too and any(s.leg for s in self.sets.get(day, [])))

    def leg_factor(self) -> Fraction | None:
        """The factor of the rows `leg`, if one applies."""
        # "leg symptoms: a check-in dated `on`-2 … `on`, or a set of any exercise dated `on`-2 … `on`-1, is flagged so"
        days = every_day(days_before(self.on, 2), self.on)
        if not any(self.leg_day(day, sets_too=day != self.on) for day in days):
            return None
        # "and they are new: neither is on any of the days `on`-34 … `on`-7" / "the same, not new, and flagged on fewer
        # than 14 of the days `on`-34 … `on`-7"
        before = [day for day in every_day(days_before(self.on, 34), days_before(self.on, 7)) if self.leg_day(day)]
        if not before:
            return Fraction(1, 2)
        return Fraction(3, 4) if len(before) < 14 else None

    def painful_days(self, exercise: str) -> list[date]:
        """The days before `on` on which E was logged with a pain, oldest first."""
        return [day for day in self.logged_days(exercise) if self.pain(exercise, day) is not None]

    def factor(self, exercise: str, red_too: bool = True) -> tuple[Fraction, str]:
        """*Factor* of E today, the smallest of those that apply, else 1; of equal ones the first in the table."""
        rows: list[tuple[Fraction, str]] = []
        if self.flare_active():
            rows.append((Fraction(1, 2), "flare"))
        leg = self.leg_factor()
        if leg is not None:
            rows.append((leg, "leg"))
        # "E has a red day that is one of the last two days before `on` on which E was logged with a pain"
        if red_too and any(day in self.painful_days(exercise)[-2:] for day in self.red_days(exercise)):
            rows.append((Fraction(7, 10), "red"))
        if self.after_flare():
            rows.append((Fraction(3, 4), "after_flare"))
        for gap, n in self.layoffs(exercise):
            if gap >= 28 and n < 2:
                rows.append((Fraction(1, 2), "layoff"))
            if gap >= 28 and n < 4:
                rows.append((Fraction(3, 4), "layoff"))
            if gap >= 14 and n < 2:
                rows.append((Fraction(3, 4), "layoff"))
            if gap >= 8 and n < 1:
                rows.append((Fraction(9, 10), "layoff"))
        return min(rows, key=lambda row: row[0]) if rows else (Fraction(1), "")

    def state(self) -> str:
        """`paused` if `on` lies in a pause, else `flare`, else `after_flare`, else `normal`."""
        if self.paused(self.on):
            return "paused"
        if self.flare_active():
            return "flare"
        return "after_flare" if self.after_flare() else "normal"
