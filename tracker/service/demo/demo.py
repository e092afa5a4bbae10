"""A demonstration: half a year that looks like a person's, written to a database that is thrown away.

What the engine says is not made up: each day of the table in `demo_life` is lived by the advice of its morning, so that
every step taken or declined was really offered, and every eased day really eased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.core.engine.advice import Advice, Verdict, accepted, today_dose
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.progression import VerdictKind
from tracker.core.model import (
    Activity,
    Answer,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    FunctionScores,
    History,
    Kind,
    Medication,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    TherapistQuestion,
    Why,
)
from tracker.core.plan import Plan
from tracker.library import StarterPlan
from tracker.service.context import AppContext
from tracker.service.day.day_view import sets_of
from tracker.service.demo import demo_life as life
from tracker.service.first_run import ORDINARY_DAY, SAFETY, band_of
from tracker.service.plan.planning import starter

STARTER = "big-three"
ORDINARY_PAIN = 2
# What an exercise of this kind adds to the morning's pain, to no less than 0.
ADDED = {Kind.STRENGTH: -1, Kind.MOBILITY: -2, Kind.STRETCH: -2, Kind.CARDIO: -2}
# How many sessions a morning's advice is asked from: further back than any rule looks here, and quick.
RECENT = 30


def demo_history(today: date, exercises: tuple[Exercise, ...], plan: StarterPlan) -> History:
    """The half year that ends on the morning of `today`, before the check-in; always the same for the same day."""
    person = _Person(today - timedelta(days=life.DAYS), exercises)
    person.start(plan)
    for number in range(life.DAYS):
        person.live(number)
    return person.history


def fill(context: AppContext) -> None:
    """Write the demonstration into an empty database, as of the context's today."""
    today = context.today()
    history = demo_history(today, context.library.exercises, starter(context, STARTER))
    began = today - timedelta(days=life.DAYS)
    with context.write("the made-up history") as work:
        work.write_history(context.store.history(), history)
        work.put(*(Answer(question.text, "no", began) for question in SAFETY))
        work.put(Answer(ORDINARY_DAY, band_of(ORDINARY_PAIN).text, began))
        work.put_goal(life.GOAL)
        work.put(*(Activity(name, began) for name in life.ACTIVITIES))
        for number, (scores, peg) in enumerate(zip(life.SCORES, life.PEG, strict=True)):
            day = began + timedelta(days=life.SCORED_FIRST + number * life.SCORED_EVERY)
            work.put(FunctionScores(day, tuple(zip(life.ACTIVITIES, scores, strict=True)), peg))
        for day_number, text in life.MEDICATION.items():
            work.put(Medication(began + timedelta(days=day_number), text))
        work.put(TherapistQuestion(today - timedelta(days=12), life.QUESTION))


@dataclass
class _Person:
    """A made-up person from `day_0` on; `history` is what they have recorded so far."""

    day_0: date
    exercises: tuple[Exercise, ...]

    def __post_init__(self) -> None:
        self.known = {exercise.id: exercise for exercise in self.exercises}
        self.history = History(
            settings=Settings(pain_free_limit=band_of(ORDINARY_PAIN).limit), exercises=self.exercises
        )

    def start(self, plan: StarterPlan) -> None:
        """Begin with a starter plan on the days that suit this person; know when the holiday will be."""
        self._prescribe(
            Prescription(entry.exercise, self.day_0, entry.dose, self._weekdays(), position, why=Why.START)
            for position, entry in enumerate(plan.entries, start=1)
        )
        first, last, reason = life.HOLIDAY
        pause = Pause(self._day(first), self._day(last), reason)
        self.history = replace(self.history, pauses=(pause,))

    def live(self, number: int) -> None:
        """Record a day: the check-in, and where there is a session, the decisions on the advice before it."""
        self._check_in(number)
        if number == life.PRESCRIBED:
            self._take_prescription(number)
        if life.SESSIONS[number] in life.TRAINED:
            advice = self._advice(number)
            for verdict in advice.exercises:
                self._decide(number, verdict)
            self._train(number, advice)

    def _check_in(self, number: int) -> None:
        reading = life.MORNINGS[number]
        if reading != "-":
            note = life.MORNING_NOTES.get(number, "")
            checkin = CheckIn(self._day(number), int(reading), flare=number == life.FLARE, note=note)
            self.history = replace(self.history, checkins=(*self.history.checkins, checkin))

    def _take_prescription(self, number: int) -> None:
        exercise = self.known[life.PRESCRIBED_EXERCISE]
        start, days = self._day(number), self._weekdays()
        self._prescribe([Prescription(exercise.id, start, exercise.start, days, locked=True, why=Why.CLINICIAN)])

    def _decide(self, number: int, verdict: Verdict) -> None:
        """Accept every proposal but one increase, which is declined."""
        day = self._day(number)
        if verdict.proposed is None or verdict.verdict not in (VerdictKind.INCREASE, VerdictKind.STEP_BACK):
            return
        exercise, after = life.DECLINED
        if verdict.exercise == exercise and number > after and not self.history.declined:
            self.history = replace(self.history, declined=(Decline(day, exercise),))
            return
        current = Plan(self.history.prescriptions).prescription_on(verdict.exercise, day)
        if current is not None:
            self._prescribe(accepted(verdict.proposed, current, day, Why(verdict.verdict.value)))

    def _train(self, number: int, advice: Advice) -> None:
        """Log what is planned, with today's decisions in the plan and eased doses eased."""
        how, day = life.SESSIONS[number], self._day(number)
        sets: list[SetLog] = []
        skips = []
        eased = {
            verdict.exercise: today_dose(verdict) for verdict in advice.exercises if verdict.verdict is VerdictKind.EASE
        }
        for prescription in Plan(self.history.prescriptions).in_plan(day):
            exercise = self.known[prescription.exercise]
            dose = eased.get(exercise.id, prescription.dose)
            if (number, exercise.id) in life.SKIPS:
                skips.append(Skip(day, exercise.id, *life.SKIPS[number, exercise.id]))
            elif dose is not None and not (how == "/" and exercise.kind is Kind.CARDIO):
                sets += self._sets(number, exercise, dose, with_pain=how != "?")
        timed = (replace(set_log, at=f"{day}T06:{30 + place:02}:00Z") for place, set_log in enumerate(sets))
        session = Session(day, tuple(timed), life.SESSION_NOTES.get(number, ""))
        self.history = replace(
            self.history, sessions=(*self.history.sessions, session), skips=(*self.history.skips, *skips)
        )

    def _sets(self, number: int, exercise: Exercise, dose: Dose, *, with_pain: bool) -> list[SetLog]:
        at, reading = (number, exercise.id), life.MORNINGS[number]
        usual = max(0, int(reading) + ADDED[exercise.kind]) if reading != "-" else 0
        pain = life.SHARP.get(at, usual) if with_pain else None
        sets = [replace(set_log, pain=pain) for set_log in sets_of(exercise, dose)]
        sets[-1] = replace(sets[-1], note=life.SET_NOTES.get(at, ""), form_broke=at in life.FORM_BROKE)
        return sets

    def _advice(self, number: int) -> Advice:
        recent = self.history.sessions[-RECENT:]
        return AdviceEngine(replace(self.history, sessions=recent)).advise(self._day(number), earliest=False)

    def _prescribe(self, prescriptions: Iterable[Prescription]) -> None:
        self.history = replace(self.history, prescriptions=(*self.history.prescriptions, *prescriptions))

    def _day(self, number: int) -> date:
        return self.day_0 + timedelta(days=number)

    def _weekdays(self) -> tuple[int, ...]:
        return tuple(sorted((self.day_0.weekday() + after) % 7 for after in life.TRAINS_ON))
