"""Which prescription holds on which day, and what that makes planned (docs/engine.md, *Words*)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby

from tracker.core.days import LOOK_BACK_DAYS, any_between, between
from tracker.core.doses import Target
from tracker.core.model import Dose, Pause, Prescription, Skip, SkipReason
from tracker.core.pauses import Pauses


@dataclass(frozen=True, slots=True)
class EffectivePrescription:
    """A prescription with what follows from those before it.

    `dose` is None where it is a removal; `since` is the day number of *dose since*; `before` is *dose before*, None if
    the exercise was not in the plan then; `appeared` is where the exercise first stands in the list.
    """

    prescription: Prescription
    start: int
    dose: Dose | None
    since: int
    before: Dose | None
    appeared: int
    target: Target | None

    @classmethod
    def after(cls, last: EffectivePrescription | None, prescription: Prescription, place: int) -> EffectivePrescription:
        """The prescription that follows `last`; `place` is its place in the whole list."""
        start = prescription.start.toordinal()
        dose = None if prescription.removed else prescription.dose
        target = None if dose is None else Target.of(dose)
        if last is None:
            return cls(prescription, start, dose, start, None, place, target)
        appeared = min(last.appeared, place)
        if last.dose is not None and last.dose == dose:
            return cls(prescription, start, dose, last.since, last.before, appeared, target)
        return cls(prescription, start, dose, start, last.dose, appeared, target)


class PrescriptionTimeline:
    """The prescriptions of one exercise that count, oldest first, asked by day number.

    Of several prescriptions with the same `start` the last in the list counts; the others are ignored throughout.
    """

    def __init__(self, entries: Iterable[EffectivePrescription] = ()) -> None:
        self.entries = list(entries)
        self._starts = [effective.start for effective in self.entries]
        self._in_plan = [None if effective.dose is None else effective for effective in self.entries]

    def append(self, prescription: Prescription, place: int) -> None:
        """Adds one that is not older than the last."""
        if self._starts and self._starts[-1] == prescription.start.toordinal():
            self.entries.pop()
            self._starts.pop()
            self._in_plan.pop()
        effective = EffectivePrescription.after(self.entries[-1] if self.entries else None, prescription, place)
        self.entries.append(effective)
        self._starts.append(effective.start)
        self._in_plan.append(None if effective.dose is None else effective)

    def truncated_at(self, day: int) -> PrescriptionTimeline:
        """A copy without what starts after `day`."""
        return PrescriptionTimeline(self.entries[: bisect_right(self._starts, day)])

    def on(self, day: int) -> EffectivePrescription | None:
        """The prescription that holds on `day`; None where the exercise is not in the plan."""
        at = bisect_right(self._starts, day)
        return self._in_plan[at - 1] if at else None

    def started(self, first: int, last: int) -> list[EffectivePrescription]:
        """Those that start on one of the days `first` … `last`."""
        return self.entries[bisect_right(self._starts, first - 1) : bisect_right(self._starts, last)]

    def last_dose(self, day: int) -> Dose | None:
        """The dose it had when it was last in the plan, up to `day`."""
        entries = self.entries[: bisect_right(self._starts, day)]
        return next((effective.dose for effective in reversed(entries) if effective.dose is not None), None)

    def in_plan_throughout(self, first: int, last: int) -> bool:
        """Whether the exercise is in the plan on every day of `first` … `last`."""
        return all(effective is not None for _, _, effective in self.runs(first, last))

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int, EffectivePrescription | None]]:
        """The days `first` … `last` cut where another prescription begins, each part with what holds there."""
        begin, effective = first, self.on(first)
        for later in self.started(first + 1, last):
            yield begin, later.start - 1, effective
            begin, effective = later.start, None if later.dose is None else later
        yield begin, last, effective


def canonical(prescriptions: Iterable[Prescription]) -> tuple[Prescription, ...]:
    """The prescriptions that count, by date and exercise, each with a position that gives the same plan order.

    Positions are whole numbers from 1 and no two exercises share one, so the order of the list no longer matters: equal
    plans give equal lists.
    """
    effective = [entry for timeline in Plan(prescriptions).timelines.values() for entry in timeline.entries]
    numbered = []
    runs = groupby(
        sorted(effective, key=_plan_order), key=lambda entry: (_plan_order(entry)[:2], entry.prescription.exercise)
    )
    for position, (_, entries) in enumerate(runs, start=1):
        numbered += [replace(entry.prescription, position=position) for entry in entries]
    return tuple(sorted(numbered, key=lambda prescription: (prescription.start, prescription.exercise)))


def _plan_order(effective: EffectivePrescription) -> tuple[bool, int, int]:
    """What prescriptions that hold on one day are ordered by: position, those without one last, then appearance."""
    position = effective.prescription.position
    return position is None, position or 0, effective.appeared


class Plan:
    """The prescriptions, pauses and pain skips of a history, asked by day.

    `of[exercise]` lists the prescriptions that count, oldest first; `timelines` has more of each.
    """

    def __init__(
        self, prescriptions: Iterable[Prescription], pauses: Iterable[Pause] = (), skips: Iterable[Skip] = ()
    ) -> None:
        self.timelines: dict[str, PrescriptionTimeline] = {}
        self.pauses = Pauses(pauses)
        self._list_length = 0
        numbered = sorted(enumerate(prescriptions), key=lambda pair: pair[1].start)
        for place, prescription in numbered:
            self.timeline(prescription.exercise).append(prescription, place)
            self._list_length = max(self._list_length, place + 1)
        self._pain_skips: dict[str, list[int]] = {}
        for day, exercise in sorted({(s.date.toordinal(), s.exercise) for s in skips if s.reason is SkipReason.PAIN}):
            self._pain_skips.setdefault(exercise, []).append(day)

    @property
    def of(self) -> dict[str, list[Prescription]]:
        """The prescriptions that count, of each exercise, oldest first."""
        return {
            exercise: [effective.prescription for effective in timeline.entries]
            for exercise, timeline in self.timelines.items()
            if timeline.entries
        }

    def truncated_at(self, day: int) -> Plan:
        """A copy for a forecast from `day`: nothing later but pauses, and of pain skips only the latest."""
        cut = Plan(())
        cut.timelines = {exercise: timeline.truncated_at(day) for exercise, timeline in self.timelines.items()}
        cut.pauses = self.pauses
        cut._list_length = self._list_length
        cut._pain_skips = {
            exercise: between(days, day - LOOK_BACK_DAYS, day) for exercise, days in self._pain_skips.items()
        }
        return cut

    def append(self, prescription: Prescription) -> None:
        """Adds a prescription that is not older than any of its exercise."""
        self.timeline(prescription.exercise).append(prescription, self._list_length)
        self._list_length += 1

    def timeline(self, exercise: str) -> PrescriptionTimeline:
        """The timeline of `exercise`; empty if it was never in the plan."""
        if exercise not in self.timelines:
            self.timelines[exercise] = PrescriptionTimeline()
        return self.timelines[exercise]

    def prescription_on(self, exercise: str, day: date) -> Prescription | None:
        """The prescription of `exercise` that holds on `day`, unless there is none or it is removed."""
        effective = self.timeline(exercise).on(day.toordinal())
        return None if effective is None else effective.prescription

    def paused(self, day: date) -> bool:
        """Whether `day` lies in a pause."""
        return self.pauses.cover(day.toordinal())

    def skipped_for_pain(self, exercise: str, day: date) -> bool:
        """Whether `exercise` was skipped for pain on `day`."""
        return any_between(self._pain_skips.get(exercise, []), day.toordinal(), day.toordinal())

    def planned(self, exercise: str, day: date) -> Prescription | None:
        """The prescription by which `exercise` is planned on `day`, or None where it is not."""
        effective = self.planned_on(exercise, day.toordinal(), day.toordinal())
        return next((part.prescription for part, days in effective if days), None)

    def planned_on(self, exercise: str, first: int, last: int) -> Iterator[tuple[EffectivePrescription, set[int]]]:
        """Each prescription of `exercise` in `first` … `last`, removals aside, with the days it is planned on.

        Planned means: in the plan, on its weekday, in no pause, and not skipped for pain that day.
        """
        out = self.pauses.within(first, last)
        out.update(between(self._pain_skips.get(exercise, []), first, last))
        for begin, end, effective in self.timeline(exercise).runs(first, last):
            if effective is not None:
                # Day number 1 was a Monday, whose number is 0.
                days = (range(begin + (weekday + 1 - begin) % 7, end + 1, 7) for weekday in effective.prescription.days)
                yield effective, set(chain.from_iterable(days)) - out

    def in_plan(self, day: date) -> list[Prescription]:
        """What holds on `day`, in plan order."""
        return [effective.prescription for effective in self.effective_on(day.toordinal())]

    def effective_on(self, day: int) -> list[EffectivePrescription]:
        """What holds on `day`, in plan order: by position, those without one last, then by first appearance."""
        prescription = [
            effective
            for effective in (timeline.on(day) for timeline in self.timelines.values())
            if effective is not None
        ]
        return sorted(prescription, key=_plan_order)
