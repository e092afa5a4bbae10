"""`python -m tests.tools.study lives [NAME]`: half a year of eight people, a line a week, to read as their therapist.

Each has a start plan of the library, answers the first question, takes the cards and accepts what is offered, as in the
study. With a name it prints that person alone, and under each week the sentences that the engine
had not said to them for four weeks.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from statistics import mean, median

from tests.tools.study.life import FIRST, LADDERS, LIBRARY, STARTER, WEEKS, Life
from tests.tools.study.people import Body
from tests.tools.study.policies import ENGINE, Morning
from tracker.core import wording
from tracker.core.engine.progression import State, Verdict, VerdictKind
from tracker.core.model import CheckIn, Dose, Kind
from tracker.core.plan import Plan
from tracker.library.load import PlanEntry

WALK = "walk"
WALKED = Dose(minutes=12)
"""Four fifths of the quarter of an hour that is comfortable now."""
MORNINGS = 0.95
SAID_AGAIN_AFTER = timedelta(weeks=4)
SEED = 1

STATE_WORDS = {State.AFTER_FLARE: "after a flare", State.FLARE: "flare", State.PAUSED: "paused"}
CODE_WORDS: Mapping[str, str] = {
    "raises_off": "steps are off",
    "stretch": "a stretch",
    "top_of_range": "at the top",
    "check_in": "no check-in",
    "pain_today": "pain today",
    "pain_free_weeks": "pain-free weeks missing",
    "one_more_week": "one more week for another exercise",
    "dose_not_met": "dose not met",
    "form": "form lost",
    "after_step_back": "stepped back lately",
    "care": "somebody should look first",
    "declined": "declined",
    "one_at_a_time": "another goes first",
    "at_minimum": "nothing smaller",
    "flare": "flare",
    "leg": "down the leg",
    "red": "strong pain",
    "amber": "pain twice running",
    "after_flare": "after a flare",
    "layoff": "time away",
    "paused": "paused",
    "locked": "locked",
    "leg_symptoms": "down the leg",
    "severe_pain": "severe pain",
    "repeated_red": "strong pain on several days",
    "flare_not_settling": "a flare that does not settle",
    "worsening": "mornings got worse",
    "not_improving": "mornings do not get better",
}


@dataclass(frozen=True)
class Person:
    """Somebody to live through half a year.

    `able` is the load they can take at first, in start doses; `share_done` is how much they do of each dose; in the
    weeks `away` they neither train nor check in; `hurts` is the irritation that comes whatever they do, by day; `leg`
    are the days with leg symptoms in the morning. Days and weeks count from 1. The rest is as in `Body`.
    """

    name: str
    resting: int = 0
    able: float = 1.6
    sensitivity: float = 8
    noise: float = 0.3
    adherence: float = 0.9
    share_done: float = 1
    entries: tuple[PlanEntry, ...] = STARTER.entries
    away: range = range(0)
    hurts: Mapping[int, float] = field(default_factory=dict)
    leg: frozenset[int] = frozenset()


def walk_only() -> tuple[PlanEntry, ...]:
    """The walk of the starter plan alone."""
    return tuple(replace(entry, dose=WALKED) for entry in STARTER.entries if entry.exercise == WALK)


PEOPLE = (
    Person("pain-free beginner", noise=0.2),
    Person("a 1 on most mornings", resting=1),
    Person("steady 3", resting=3),
    Person("one flare", hurts={52: 7}),
    Person("leg pain", hurts={40: 4, 41: 2, 100: 3}, leg=frozenset({40, 41, 42, 44, 100, 101})),
    Person("five weeks away", away=range(11, 16)),
    Person("over-eager", able=1.2, sensitivity=14, adherence=1, share_done=1.6),
    Person("walking only", able=4, entries=walk_only()),
)


@dataclass(slots=True)
class WeekNotes:
    """What was seen and said in a week; `dose` is that of its end, in start doses."""

    planned_days: int = 0
    done_days: int = 0
    dose: float = 1
    factor: float = 1
    pains: list[int] = field(default_factory=list)
    states: set[State] = field(default_factory=set)
    codes: Counter[str] = field(default_factory=Counter)
    steps: list[str] = field(default_factory=list)
    care: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


class WatchedLife(Life):
    """A person's life, in which what the engine says on mornings with a check-in is noted by week."""

    def __init__(self, person: Person) -> None:
        tolerance = {entry.exercise: person.able for entry in STARTER.entries}
        body = Body(tolerance, person.resting, person.sensitivity, person.adherence, MORNINGS, person.noise)
        super().__init__(body, ENGINE, person.entries)
        self.person = person
        self.weeks = [WeekNotes() for _ in range(WEEKS)]
        self._last_said: dict[tuple[str, ...], date] = {}

    def live(self, day: date, chance: Random) -> None:
        """One day, and what it adds to the notes of its week."""
        number = (day - FIRST).days + 1
        week = (number + 6) // 7
        notes = self.weeks[week - 1]
        self.body.irritation += self.person.hurts.get(number, 0)
        away = week in self.person.away
        self.body.adherence, self.body.mornings = (0, 0) if away else (self.person.adherence, MORNINGS)
        super().live(day, chance)
        notes.planned_days += any(day.weekday() in entry.days for entry in self.person.entries)
        notes.done_days += any(session.date == day for session in self.history.sessions[-1:])
        notes.dose = self._dose(day)

    def _check_in(self, day: date, pain: int) -> CheckIn:
        return CheckIn(day, pain, leg=(day - FIRST).days + 1 in self.person.leg)

    def _plan(self, day: date, checked_in: bool) -> dict[str, Dose]:
        share = self.person.share_done
        return {name: more(dose, share) for name, dose in super()._plan(day, checked_in).items()}

    def _note(self, morning: Morning) -> None:
        """Notes the advice of a morning with a check-in."""
        if not morning.checked_in:
            return
        day, advice = morning.day, morning.advice
        notes = self.weeks[(day - FIRST).days // 7]
        notes.pains.append(self.mornings[-1].pain)
        notes.states.add(advice.state)
        for verdict in advice.exercises:
            codes = tuple(need.code for need in verdict.needs) or (verdict.code,)
            notes.factor = min(notes.factor, verdict.factor)
            notes.codes.update(codes)
            if verdict.verdict in (VerdictKind.INCREASE, VerdictKind.STEP_BACK):
                notes.steps.append(step(verdict))
            self._say(day, notes, (verdict.verdict, *codes), LIBRARY[verdict.exercise].name, verdict.why)
        for care in advice.care:
            notes.care.append(CODE_WORDS[care.code])
            self._say(day, notes, ("care", care.code), "To the person", (care.text,))

    def _say(self, day: date, notes: WeekNotes, about: tuple[str, ...], name: str, sentences: tuple[str, ...]) -> None:
        """Notes sentences, unless the same was said in the last weeks, be it of another exercise."""
        last = self._last_said.get(about)
        if last is None or day - last > SAID_AGAIN_AFTER:
            notes.sentences.append(f"{wording.short_day(day)}, {name}: {' '.join(sentences)}")
            self._last_said[about] = day

    def _dose(self, day: date) -> float:
        """The mean dose of the plan, stretches aside, in start doses."""
        return mean(
            LADDERS.load(planned.exercise, planned.dose)
            for planned in Plan(self.history.prescriptions).in_plan(day)
            if planned.dose is not None and LIBRARY[planned.exercise].kind is not Kind.STRETCH
        )


def more(dose: Dose, share: float) -> Dose:
    """`share` of the repetitions or minutes of a dose, rounded up."""
    if dose.reps:
        return replace(dose, reps=tuple(math.ceil(reps * share) for reps in dose.reps))
    return replace(dose, minutes=math.ceil(float(dose.minutes) * share))


def step(verdict: Verdict) -> str:
    """A step up or back in a few words."""
    assert verdict.proposed is not None
    direction = "up" if verdict.verdict is VerdictKind.INCREASE else "back"
    return f"{direction}: {LIBRARY[verdict.proposed.exercise].name} {wording.dose(verdict.proposed.dose)}"


def week_line(number: int, notes: WeekNotes) -> str:
    """The line of a week, the first being 1."""
    level = f"{median(notes.pains):g}" if notes.pains else "-"
    words = [STATE_WORDS[state] for state in State if state in notes.states and state is not State.NORMAL]
    if notes.factor < 1:
        words.append(f"down to {notes.factor:.0%}")
    words += dict.fromkeys(notes.steps)
    if notes.care:
        words.append(f"care: {', '.join(dict.fromkeys(notes.care))}")
    words += [f"{text} {notes.codes[code]}" for code, text in CODE_WORDS.items() if notes.codes[code]]
    return f"{number:4}{notes.dose:7.2f}{level:>8}{notes.done_days:6} of {notes.planned_days}   {'; '.join(words)}"


def weeks_of(person: Person, *, sentences: bool) -> list[str]:
    """The weeks of a person, a line each, and with `sentences` what was said in each."""
    life = WatchedLife(person)
    for number in range(7 * WEEKS):
        life.live(FIRST + timedelta(days=number), Random(f"{SEED} {person.name} {number}"))
    lines = [
        f"\n{person.name}",
        "week   dose  median  days done   what the engine said, and how often",
    ]
    for number, notes in enumerate(life.weeks, 1):
        lines.append(week_line(number, notes))
        if sentences:
            lines += [f"     {text}" for text in notes.sentences]
    return lines


def lives(names: Sequence[str]) -> list[str]:
    """The lines of all eight, or with what was said those of the people named."""
    unknown = set(names) - {person.name for person in PEOPLE}
    if unknown:
        return [f"There is nobody called {unknown.pop()}; there are: {', '.join(person.name for person in PEOPLE)}."]
    people = [person for person in PEOPLE if not names or person.name in names]
    return [line for person in people for line in weeks_of(person, sentences=bool(names))]
