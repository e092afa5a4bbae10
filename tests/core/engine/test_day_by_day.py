"""A person who lives with the program day by day, doing and leaving out what they will; some things never happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.support.living import accept, advised, falls_too_far, sets_for, todays_sets
from tests.support.made_up import KNOWN, LIBRARY
from tests.support.oracle_facts import Facts, dose_work
from tests.tools.fuzz import differences, explanation
from tracker.core.engine.progression import Verdict
from tracker.core.model import (
    CheckIn,
    Decline,
    Dose,
    History,
    Kind,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    Why,
)

FIRST = date(2026, 1, 5)
PLAN = ("dog", "clam", "my-row", "hinge", "calf", "walk")
LOCKED = "camel"


class DayByDay(RuleBasedStateMachine):
    """One rule is a morning, a session, a change of the plan, or some quiet weeks; a night ends each day."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(exercises=LIBRARY)
        self.day = FIRST
        self.rises: list[tuple[date, str]] = []
        self.eased: list[tuple[str, Dose, Dose]] = []

    @initialize(weeks=st.integers(2, 3), most=st.integers(1, 4), limit=st.sampled_from((0, 1, 2, 2, 4)))
    def begin(self, weeks: int, most: int, limit: int) -> None:
        plan = [Prescription(exercise, FIRST, KNOWN[exercise].start, (0, 2, 4)) for exercise in PLAN]
        plan.append(Prescription(LOCKED, FIRST, KNOWN[LOCKED].start, locked=True))
        amber = max(3, limit + 1)
        numbers = Settings(
            weeks_required=weeks,
            max_increases_per_week=most,
            pain_free_limit=limit,
            amber_from=amber,
            red_from=max(6, amber + 1),
        )
        self.history = replace(self.history, settings=numbers, prescriptions=tuple(plan))

    def verdicts(self) -> tuple[Verdict, ...]:
        return advised(self.history, self.day).exercises

    def log(self, sets: tuple[SetLog, ...]) -> None:
        self.history = replace(self.history, sessions=(*self.history.sessions, Session(self.day, sets)))

    def check_in(self, pain: int, flare: bool = False, leg: bool = False) -> None:
        others = tuple(c for c in self.history.checkins if c.date != self.day)
        self.history = replace(self.history, checkins=(*others, CheckIn(self.day, pain, flare, leg)))

    def night(self) -> None:
        self.day += timedelta(days=1)

    @rule(days=st.integers(7, 24), accepting=st.booleans())
    def quiet_days(self, days: int, accepting: bool) -> None:
        for _ in range(days):
            self.check_in(0)
            if accepting:
                self.accept_what_is_offered()
            self.log(todays_sets(self.history, self.day))
            self.night()

    @rule(pain=st.integers(0, 10), flare=st.booleans(), leg=st.booleans())
    def a_morning(self, pain: int, flare: bool, leg: bool) -> None:
        self.check_in(pain, flare, leg)

    @rule(share=st.integers(0, 8), pain=st.none() | st.integers(0, 8))
    def a_session(self, share: int, pain: int | None) -> None:
        self.log(todays_sets(self.history, self.day, pain)[:share])
        self.night()

    @rule(exercise=st.sampled_from(PLAN), pain=st.integers(3, 8), times=st.integers(1, 3))
    def a_painful_exercise_for_some_days(self, exercise: str, pain: int, times: int) -> None:
        for _ in range(times):
            self.check_in(0)
            dose = Facts(self.history, self.day).dose_of(exercise, self.day)
            if dose is not None:
                self.log(sets_for(exercise, dose, pain))
            self.night()

    @rule(days=st.integers(1, 30))
    def nothing_for_days(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(back=st.integers(0, 40), days=st.integers(1, 15))
    def leg_symptoms_on_old_mornings(self, back: int, days: int) -> None:
        first = self.day - timedelta(days=back)
        flagged = {first + timedelta(days=step) for step in range(min(days, back + 1))}
        mornings = tuple(replace(c, leg=True) if c.date in flagged else c for c in self.history.checkins)
        self.history = replace(self.history, checkins=mornings)
        self.night()

    @rule(ahead=st.integers(1, 20), days=st.integers(1, 8))
    def a_pause_to_come(self, ahead: int, days: int) -> None:
        first = self.day + timedelta(days=ahead)
        pause = Pause(first, first + timedelta(days=days - 1))
        self.history = replace(self.history, pauses=(*self.history.pauses, pause))
        self.night()

    @rule(exercise=st.sampled_from(PLAN), reason=st.sampled_from(SkipReason))
    def a_skip(self, exercise: str, reason: SkipReason) -> None:
        self.history = replace(self.history, skips=(*self.history.skips, Skip(self.day, exercise, reason)))
        self.night()

    @rule(days=st.integers(1, 8))
    def a_pause(self, days: int) -> None:
        pause = Pause(self.day, self.day + timedelta(days=days - 1))
        self.history = replace(self.history, pauses=(*self.history.pauses, pause))
        self.day += timedelta(days=days)

    @rule()
    def accept_what_is_offered(self) -> None:
        for verdict in self.verdicts():
            if verdict.verdict == "increase":
                assert verdict.proposed is not None
                self.history = accept(self.history, self.day, verdict)
                self.rises.append((self.day, verdict.proposed.exercise))

    @rule()
    def accept_a_step_back(self) -> None:
        for verdict in self.verdicts():
            if verdict.verdict == "step_back":
                assert verdict.proposed is not None
                if verdict.proposed.exercise == verdict.exercise:
                    self.eased.append((verdict.exercise, verdict.dose, verdict.proposed.dose))
                self.history = accept(self.history, self.day, verdict)
                return

    @rule()
    def decline_what_is_offered(self) -> None:
        offered = [verdict.exercise for verdict in self.verdicts() if verdict.verdict == "increase"]
        declined = tuple(Decline(self.day, exercise) for exercise in offered)
        self.history = replace(self.history, declined=self.history.declined + declined)
        assert not [verdict for verdict in self.verdicts() if verdict.exercise in offered and verdict.proposed]

    @invariant()
    def two_increases_of_one_exercise_are_at_least_the_weeks_required_apart(self) -> None:
        for exercise in {raised for _, raised in self.rises}:
            days = [day for day, raised in self.rises if raised == exercise]
            for earlier, later in pairwise(days):
                assert (later - earlier).days >= 7 * self.history.settings.weeks_required

    @invariant()
    def few_exercises_rise_within_seven_days(self) -> None:
        for first, _ in self.rises:
            within = {e for day, e in self.rises if 0 <= (day - first).days < 7 and KNOWN[e].kind != Kind.CARDIO}
            assert len(within) <= self.history.settings.max_increases_per_week

    @invariant()
    def an_offer_is_a_tenth_or_a_load_step_or_a_rung(self) -> None:
        for verdict in self.verdicts():
            if verdict.verdict == "increase":
                assert verdict.proposed is not None
                now, then = verdict.dose, verdict.proposed.dose
                if verdict.proposed.exercise == verdict.exercise and now.load_kg == then.load_kg:
                    more = sum(then.reps) - sum(now.reps) + then.minutes - now.minutes
                    assert 0 < more <= max(1, (sum(now.reps) + now.minutes) / 10)

    @invariant()
    def a_locked_exercise_and_a_stretch_are_left_alone(self) -> None:
        verdicts = {verdict.exercise: verdict for verdict in self.verdicts()}
        assert verdicts[LOCKED].verdict == "hold"
        assert verdicts[LOCKED].factor == 1
        assert "calf" not in verdicts or verdicts["calf"].verdict != "increase"

    @invariant()
    def nothing_is_raised_unless_all_is_well(self) -> None:
        advice = advised(self.history, self.day)
        checkin = Facts(self.history, self.day).checkins.get(self.day)
        if any(verdict.verdict == "increase" for verdict in advice.exercises):
            assert advice.state == "normal"
            assert not {care.code for care in advice.care} - {"not_improving"}
            assert checkin is not None
            assert checkin.pain <= self.history.settings.pain_free_limit

    @invariant()
    def nothing_is_raised_within_four_weeks_of_a_step_back_of_it(self) -> None:
        raised = {verdict.exercise for verdict in self.verdicts() if verdict.verdict == "increase"}
        first = self.day - timedelta(days=27)
        for prescription in self.history.prescriptions:
            if prescription.why is Why.STEP_BACK and first <= prescription.start <= self.day:
                assert prescription.exercise not in raised

    @invariant()
    def a_step_back_keeps_half_the_start_but_for_the_dose_before_and_spares_stretches(self) -> None:
        facts = Facts(self.history, self.day)
        for verdict in self.verdicts():
            if verdict.verdict == "step_back":
                assert verdict.proposed is not None
                assert not falls_too_far(facts, verdict)

    @invariant()
    def easier_is_never_harder(self) -> None:
        assert all(dose_work(then) < dose_work(now) or then.load_kg < now.load_kg for _, now, then in self.eased)
        for verdict in self.verdicts():
            if verdict.verdict == "ease":
                assert verdict.proposed is not None
                assert dose_work(verdict.proposed.dose) <= dose_work(verdict.dose)

    def teardown(self) -> None:
        assert not differences(self.history, self.day, earliest=False), explanation(self.history, self.day, False)


DayByDay.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=tuple(HealthCheck)
)
test_some_things_never_happen_however_the_days_go = DayByDay.TestCase
