"""The values that everything else speaks of: doses, exercises, prescriptions, sets, check-ins and a whole history.

All are frozen. All dates are local calendar dates. Pain is a whole number 0-10 or None, and None means *unknown*:
never write `if pain`. Weekdays are numbers, Monday 0 to Sunday 6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Number = int | float

MAX_PAIN = 10
MAX_REPS = 999
MAX_SETS = 50
MAX_HOLD_S = 3600
MAX_STRENGTH_HOLD_S = 10
MAX_LOAD_KG = 500
KG_PER_LB = 0.45359237
MAX_MINUTES = 1440
MAX_TEXT = 2000
MAX_SCORE = 10
MAX_ACTIVITIES = 3
MAX_SET_ID = 64
SECONDS_A_MINUTE = 60

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
OWN_PREFIX = "my-"


class Units(StrEnum):
    """The unit in which weights are typed and shown; they are stored in kilograms."""

    KG = "kg"
    LB = "lb"


class Glyphs(StrEnum):
    """The characters that the dots of a figure are shown with; the blocks are those that every console has."""

    BRAILLE = "braille"
    BLOCKS = "blocks"


class Kind(StrEnum):
    """What sort of work an exercise is; the engine treats each kind by rules of its own."""

    STRENGTH = "strength"
    MOBILITY = "mobility"
    STRETCH = "stretch"
    CARDIO = "cardio"


class Why(StrEnum):
    """Why a prescription was written."""

    START = "start"
    INCREASE = "increase"
    STEP_BACK = "step_back"
    MANUAL = "manual"
    CLINICIAN = "clinician"


class SkipReason(StrEnum):
    """Why an exercise was left out for a day."""

    PAIN = "pain"
    TIME = "time"
    EQUIPMENT = "equipment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: `reps` one number per set, or `minutes` for cardio (then `reps` is empty)."""

    reps: tuple[int, ...] = ()
    hold_s: Number = 0
    load_kg: Number = 0
    minutes: Number = 0

    @property
    def sets(self) -> int:
        """The number of sets; cardio is one set."""
        return len(self.reps) or 1

    @property
    def work(self) -> Number:
        """Repetitions × seconds held (at least 1), or minutes."""
        return sum(self.reps) * max(self.hold_s, 1) if self.reps else self.minutes


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of the library, built in or the person's own (`id` starts with `my-`)."""

    id: str
    name: str
    kind: Kind
    start: Dose
    ceiling: Dose
    region: str = ""
    equipment: tuple[str, ...] = ()
    bothers: tuple[str, ...] = ()
    per_side: bool = False
    harder: str | None = None
    load_step_kg: Number = 0
    cues: tuple[str, ...] = ()
    pace: str = ""
    caution: str = ""
    source: str = ""
    archived: bool = False

    @property
    def own(self) -> bool:
        """Whether the person made it."""
        return self.id.startswith(OWN_PREFIX)

    @property
    def in_minutes(self) -> bool:
        """Whether its doses are minutes rather than repetitions, which never changes."""
        return not self.start.reps


@dataclass(frozen=True, slots=True)
class Prescription:
    """From `start` on, an exercise is in the plan at `dose` on `days`, or is `removed` (then `dose` may be None)."""

    exercise: str
    start: date
    dose: Dose | None
    days: tuple[int, ...] = EVERY_DAY
    position: int | None = None
    locked: bool = False
    removed: bool = False
    why: Why = Why.MANUAL


@dataclass(frozen=True, slots=True)
class SetLog:
    """One set as it was done; both sides of a two-sided exercise are one set.

    `id` is made when it is first stored and never changes, on whatever machine; None before that. Sets of equal content
    are equal whatever their ids.
    """

    exercise: str
    reps: int = 0
    minutes: Number = 0
    hold_s: Number = 0
    load_kg: Number = 0
    pain: int | None = None
    leg: bool = False
    form_broke: bool = False
    note: str = ""
    at: str | None = None
    id: str | None = field(default=None, compare=False)

    @property
    def work(self) -> Number:
        """Repetitions × seconds held (at least 1), or minutes."""
        return self.reps * max(self.hold_s, 1) if self.reps else self.minutes

    @property
    def dose(self) -> Dose:
        """What was done, as the dose of one set."""
        return Dose((self.reps,) if self.reps else (), self.hold_s, self.load_kg, self.minutes)


@dataclass(frozen=True, slots=True)
class Session:
    """The sets of one date, in the order in which they were logged."""

    date: date
    sets: tuple[SetLog, ...] = ()
    note: str = ""


class ExerciseDay(NamedTuple):
    """What was logged of one exercise on one day: sets, work, and the highest pain, None if none is known.

    `leg` says that any set was flagged as leg symptoms.
    """

    date: date
    exercise: str
    sets: int
    work: Number
    pain: int | None
    leg: bool = False


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The morning's answer: back or leg pain, and whether it is a flare or goes further down the leg.

    `approximate` says that the pain was a word in another program, such as *moderate*.
    """

    date: date
    pain: int
    flare: bool = False
    leg: bool = False
    note: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Skip:
    """An exercise left out for a day, and why."""

    date: date
    exercise: str
    reason: SkipReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decline:
    """An increase that the person declined; it holds for a week."""

    date: date
    exercise: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days of rest, illness or holiday, both included; `end` None is open."""

    start: date
    end: date | None = None
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person answered to a question of the first run or to a reason to see somebody, and when."""

    question: str
    answer: str
    date: date


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of the person's own that the back makes hard, scored from `start` to `end`, both included.

    `end` None is open. One that is taken up again is another activity of the same name.
    """

    name: str
    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it is scored on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class FunctionScores:
    """How well the person's activities go on one day.

    `scores` are pairs of an activity's name and its score, 0 (not at all) to 10 (as before the trouble), by name. `peg`
    are the three answers of the PEG scale, each 0-10 for the past week: pain on average, how much it interfered with
    the enjoyment of life, and with general activity; None where they were not asked.
    """

    date: date
    scores: tuple[tuple[str, int], ...] = ()
    peg: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Medication:
    """What the person takes for the back, in their own words."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class TherapistQuestion:
    """A question of the person's for their doctor or therapist, and what was answered; empty until then."""

    date: date
    text: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that was put to the record, such as `exercise:walk`, and when."""

    date: date
    question: str


@dataclass(frozen=True, slots=True)
class ExerciseMapping:
    """Which exercise that of another program is: `source` is the program, `exercise` None where it is left out."""

    source: str
    name: str
    exercise: str | None


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers the engine works with, and the hour at which a day begins (`HH:MM`)."""

    pain_free_limit: int = 0
    weeks_required: int = 2
    adherence_required: float = 0.8
    mornings_required: float = 0.7
    max_increases_per_week: int = 3
    amber_from: int = 3
    red_from: int = 6
    raise_doses: bool = True
    day_start: str = "03:00"


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of a person, and every exercise there is.

    `exercises` holds the whole library in its order, the person's own last. `prescriptions` are in the order in which
    they were written; of several for one exercise and date the last counts. `sessions` may hold a date more than once
    (they are one). `checkins`, `function` and `medication` hold a date at most once. `goal` is what the person wants
    back, empty where they have not said. At most MAX_ACTIVITIES activities cover a day.
    """

    settings: Settings = Settings()
    exercises: tuple[Exercise, ...] = ()
    prescriptions: tuple[Prescription, ...] = ()
    sessions: tuple[Session, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    skips: tuple[Skip, ...] = ()
    declined: tuple[Decline, ...] = ()
    pauses: tuple[Pause, ...] = ()
    goal: str = ""
    activities: tuple[Activity, ...] = ()
    function: tuple[FunctionScores, ...] = ()
    answers: tuple[Answer, ...] = ()
    medication: tuple[Medication, ...] = ()
    questions: tuple[TherapistQuestion, ...] = ()
    asked: tuple[AskedQuestion, ...] = ()
    mappings: tuple[ExerciseMapping, ...] = ()
