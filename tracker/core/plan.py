"""Which prescription holds on which day, and what that makes planned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from tracker.core.days import REACH, any_between, between
from tracker.core.doses import Target
from tracker.core.model import Dose, Pause, Prescription, Skip, SkipReason
from tracker.core.pauses import Pauses


@dataclass(frozen=True, slots=True)
class EffectivePrescription:
    """A prescription that counts, with what its place among the others makes of it.

    `dose` is None where it is a removal; `since` is the day number of *dose since*; `before` is *dose before*, None if
    the exercise was not in the plan then; `appeared` is where the exercise first stands in the list.
    """

    held: Prescription
    start: int
    dose: Dose | None
    since: int
    before: Dose | None
    appeared: int
    target: Target | None

    @classmethod
    def after(
        cls, last: EffectivePrescription | None, prescription: Prescription, written: int
    ) -> EffectivePrescription:
        """The term that follows `last`; `written` is its place in the whole list."""
        start = prescription.start.toordinal()
        dose = None if prescription.removed else prescription.dose
        target = None if dose is None else Target.of(dose)
        if last is None:
            return cls(prescription, start, dose, start, None, written, target)
        appeared = min(last.appeared, written)
        if last.dose is not None and last.dose == dose:
            return cls(prescription, start, dose, last.since, last.before, appeared, target)
        return cls(prescription, start, dose, start, last.dose, appeared, target)


class PrescriptionTimeline:
    """The terms of one exercise, oldest first, asked by day number.

    Of several prescriptions with the same `start` the last in the list counts; the others are ignored throughout.
    """

    def __init__(self, terms: Iterable[EffectivePrescription] = ()) -> None:
        self.terms = list(terms)
        self._starts = [term.start for term in self.terms]
        self._in_plan = [None if term.dose is None else term for term in self.terms]

    def append(self, prescription: Prescription, written: int) -> None:
        """Adds one that is not older than the last."""
        if self._starts and self._starts[-1] == prescription.start.toordinal():
            self.terms.pop()
            self._starts.pop()
            self._in_plan.pop()
        term = EffectivePrescription.after(self.terms[-1] if self.terms else None, prescription, written)
        self.terms.append(term)
        self._starts.append(term.start)
        self._in_plan.append(None if term.dose is None else term)

    def until(self, day: int) -> PrescriptionTimeline:
        """A copy without what starts after `day`, and of the terms before only the latest."""
        end = bisect_right(self._starts, day)
        return PrescriptionTimeline(self.terms[max(0, end - REACH) : end])

    def on(self, day: int) -> EffectivePrescription | None:
        """The term that holds on `day`; None where the exercise is not in the plan."""
        at = bisect_right(self._starts, day)
        return self._in_plan[at - 1] if at else None

    def started(self, first: int, last: int) -> list[EffectivePrescription]:
        """The terms that start on one of the days `first` … `last`."""
        return self.terms[bisect_right(self._starts, first - 1) : bisect_right(self._starts, last)]

    def last_dose(self, day: int) -> Dose | None:
        """The dose it had when it was last in the plan, up to `day`."""
        terms = self.terms[: bisect_right(self._starts, day)]
        return next((term.dose for term in reversed(terms) if term.dose is not None), None)

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int, EffectivePrescription | None]]:
        """The days `first` … `last` cut where another term begins, each part with what holds there."""
        begin, term = first, self.on(first)
        for later in self.started(first + 1, last):
            yield begin, later.start - 1, term
            begin, term = later.start, None if later.dose is None else later
        yield begin, last, term


class Plan:
    """The prescriptions, pauses and pain skips of a history, asked by day.

    `of[exercise]` lists the prescriptions that count, oldest first; `courses` has more of each.
    """

    def __init__(
        self, prescriptions: Iterable[Prescription], pauses: Iterable[Pause] = (), skips: Iterable[Skip] = ()
    ) -> None:
        self.courses: dict[str, PrescriptionTimeline] = {}
        self.pauses = Pauses(pauses)
        self._written = 0
        numbered = sorted(enumerate(prescriptions), key=lambda pair: pair[1].start)
        for written, prescription in numbered:
            self.course(prescription.exercise).append(prescription, written)
            self._written = max(self._written, written + 1)
        self._left_out: dict[str, list[int]] = {}
        for day, exercise in sorted({(s.date.toordinal(), s.exercise) for s in skips if s.reason is SkipReason.PAIN}):
            self._left_out.setdefault(exercise, []).append(day)

    @property
    def of(self) -> dict[str, list[Prescription]]:
        """The prescriptions that count, of each exercise, oldest first."""
        return {
            exercise: [term.held for term in course.terms] for exercise, course in self.courses.items() if course.terms
        }

    def until(self, day: int) -> Plan:
        """A copy that ends with `day`, to be carried on; of terms and pain skips, only the latest are kept."""
        cut = Plan(())
        cut.courses = {exercise: course.until(day) for exercise, course in self.courses.items()}
        cut.pauses = self.pauses.until(day)
        cut._written = self._written
        cut._left_out = {exercise: between(days, day - REACH, day) for exercise, days in self._left_out.items()}
        return cut

    def append(self, prescription: Prescription) -> None:
        """Adds a prescription that is not older than any of its exercise."""
        self.course(prescription.exercise).append(prescription, self._written)
        self._written += 1

    def course(self, exercise: str) -> PrescriptionTimeline:
        """The terms of `exercise`; none if it was never in the plan."""
        if exercise not in self.courses:
            self.courses[exercise] = PrescriptionTimeline()
        return self.courses[exercise]

    def holding(self, exercise: str, day: date) -> Prescription | None:
        """The prescription of `exercise` that holds on `day`, unless there is none or it is removed."""
        term = self.course(exercise).on(day.toordinal())
        return None if term is None else term.held

    def paused(self, day: date) -> bool:
        """Whether `day` lies in a pause."""
        return self.pauses.cover(day.toordinal())

    def skipped_for_pain(self, exercise: str, day: date) -> bool:
        """Whether `exercise` was skipped for pain on `day`."""
        return any_between(self._left_out.get(exercise, []), day.toordinal(), day.toordinal())

    def planned(self, exercise: str, day: date) -> Prescription | None:
        """The prescription by which `exercise` is planned on `day`, or None where it is not."""
        (term,) = self.planned_days(exercise, day.toordinal(), day.toordinal())
        return None if term is None else term.held

    def planned_days(self, exercise: str, first: int, last: int) -> list[EffectivePrescription | None]:
        """For each day of `first` … `last` the term by which `exercise` is planned, or None where it is not."""
        days: list[EffectivePrescription | None] = [None] * (last - first + 1)
        for term, planned in self.planned_on(exercise, first, last):
            for day in planned:
                days[day - first] = term
        return days

    def planned_on(self, exercise: str, first: int, last: int) -> Iterator[tuple[EffectivePrescription, set[int]]]:
        """Each term of `exercise` in `first` … `last` by which it is in the plan, with the days it is planned on.

        Planned means: in the plan, on its weekday, in no pause, and not skipped for pain that day.
        """
        out = self.pauses.within(first, last)
        out.update(between(self._left_out.get(exercise, []), first, last))
        for begin, end, term in self.course(exercise).runs(first, last):
            if term is not None:
                # Day number 1 was a Monday, whose number is 0.
                days = (range(begin + (weekday + 1 - begin) % 7, end + 1, 7) for weekday in term.held.days)
                yield term, set(chain.from_iterable(days)) - out

    def in_plan(self, day: date) -> list[Prescription]:
        """What holds on `day`, in plan order."""
        return [term.held for term in self.terms_on(day.toordinal())]

    def terms_on(self, day: int) -> list[EffectivePrescription]:
        """What holds on `day`, in plan order: by position, those without one last, then by first appearance."""
        held = [term for term in (course.on(day) for course in self.courses.values()) if term is not None]
        return sorted(held, key=lambda term: (term.held.position is None, term.held.position or 0, term.appeared))
