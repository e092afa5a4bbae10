"""What is known of the person rather than of one exercise: mornings, training days and painful days.

See docs/engine.md, *Words*. Days are day numbers (`date.toordinal`), pain is 0-10 or None for unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.days import LOOK_BACK_DAYS, any_between, between, latest
from tracker.core.engine.weeks import KNOWN, PAINFUL, days_needed
from tracker.core.lazy_dict import LazyDict
from tracker.core.model import CheckIn, Number, Settings
from tracker.core.readings import median

BASELINE_DAYS = 14
BASELINE_NEEDS = 5
PROVOKED_BY = 2


def mornings(checkins: Mapping[int, CheckIn], first: int, last: int) -> list[int]:
    """The pains of the check-ins dated `first` … `last`."""
    return [checkins[day].pain for day in range(first, last + 1) if day in checkins]


def baseline(checkins: Mapping[int, CheckIn], day: int) -> Number | None:
    """The median of the mornings of the fourteen days before `day`; None if fewer than five are known."""
    known = mornings(checkins, day - BASELINE_DAYS, day - 1)
    return median(known) if len(known) >= BASELINE_NEEDS else None


class DailyFacts:
    """Check-ins and what the sets of all exercises tell of a day, asked by day number; days are added in their order.

    `training_days` are the days with a set, `painful_set_days` those of them with a set above the pain-free limit or
    flagged as leg symptoms, `leg_set_days` those with a set so flagged, `red_set_days` those with a provoked pain of an
    exercise that is red, `set_pains` the highest pain of the sets by day; `pain_skips` are the days on which anything
    was skipped for pain, `bad_mornings` those with a check-in above the limit or flagged, `leg_mornings` those with one
    flagged as leg symptoms. `weeks` says of the week that begins on a day whether it is `PAINFUL`, and
    `KNOWN` if enough mornings are known, as bits; it is asked once all its days and the morning after the last are
    there.
    """

    def __init__(self, settings: Settings, pain_skips: list[int]) -> None:
        self._settings = settings
        self._needed = days_needed(settings.mornings_required)
        self.checkins: dict[int, CheckIn] = {}
        self.bad_mornings: list[int] = []
        self.training_days: list[int] = []
        self.painful_set_days: list[int] = []
        self.leg_mornings: list[int] = []
        self.leg_set_days: list[int] = []
        self.red_set_days: list[int] = []
        self.set_pains: dict[int, int] = {}
        self.pain_skips = pain_skips
        self.weeks: Mapping[int, int] = LazyDict(self._week)

    def check_in(self, day: int, checkin: CheckIn) -> None:
        """Adds the check-in of a day."""
        self.checkins[day] = checkin
        if checkin.pain > self._settings.pain_free_limit or checkin.flare or checkin.leg:
            self.bad_mornings.append(day)
        if checkin.leg:
            self.leg_mornings.append(day)

    def train(self, day: int, pain: int | None, leg: bool, red: bool) -> None:
        """Adds a day with sets: their highest pain, and whether any is flagged as leg symptoms or was red."""
        self.training_days.append(day)
        if pain is not None:
            self.set_pains[day] = pain
        if leg:
            self.leg_set_days.append(day)
        if red:
            self.red_set_days.append(day)
        if leg or (pain is not None and pain > self._settings.pain_free_limit):
            self.painful_set_days.append(day)

    def truncated_at(self, on: int) -> DailyFacts:
        """A copy for a forecast from `on`: check-ins to `on`, and of its sets only whether they were painful."""
        cut = DailyFacts(self._settings, between(self.pain_skips, on - LOOK_BACK_DAYS, on))
        days = range(on - LOOK_BACK_DAYS, on + 1)
        cut.checkins = {day: self.checkins[day] for day in days if day in self.checkins}
        cut.bad_mornings = between(self.bad_mornings, on - LOOK_BACK_DAYS, on)
        cut.training_days = latest(self.training_days, on, LOOK_BACK_DAYS)
        cut.painful_set_days = between(self.painful_set_days, on - LOOK_BACK_DAYS, on)
        cut.leg_mornings = between(self.leg_mornings, on - LOOK_BACK_DAYS, on)
        cut.leg_set_days = between(self.leg_set_days, on - LOOK_BACK_DAYS, on - 1)
        cut.red_set_days = between(self.red_set_days, on - LOOK_BACK_DAYS, on - 1)
        cut.set_pains = {day: self.set_pains[day] for day in days if day in self.set_pains and day < on}
        return cut

    def forget_sets(self, day: int) -> None:
        """Forgets that the sets of `day`, the last one, were painful."""
        self.painful_set_days = between(self.painful_set_days, 0, day - 1)

    def provoked(self, pain: int, day: int) -> bool:
        """Whether an exercise pain is at least 2 above the morning, else above the baseline, else always."""
        checkin = self.checkins.get(day)
        usual = baseline(self.checkins, day) if checkin is None else checkin.pain
        return usual is None or pain >= usual + PROVOKED_BY

    def is_painful_day(self, day: int) -> bool:
        """Whether the check-in, a set or a skip of `day` is more than pain-free."""
        return any(any_between(days, day, day) for days in (self.bad_mornings, self.painful_set_days, self.pain_skips))

    def last_painful_day(self, on: int) -> int | None:
        """The latest day whose check-in, sets or skips were more than pain-free; of `on` only the check-in counts."""
        days = (
            latest(self.bad_mornings, on + 1, 1) + latest(self.painful_set_days, on, 1) + latest(self.pain_skips, on, 1)
        )
        return max(days, default=None)

    def leg_days(self, first: int, last: int) -> set[int]:
        """The days of `first` … `last` on which a check-in or a set is flagged as leg symptoms."""
        return {*between(self.leg_mornings, first, last), *between(self.leg_set_days, first, last)}

    def _week(self, week: int) -> int:
        painful = (
            any_between(self.bad_mornings, week, week + 7)
            or any_between(self.painful_set_days, week, week + 6)
            or any_between(self.pain_skips, week, week + 6)
        )
        training_days, followed = self.followed(week)
        return PAINFUL * painful + KNOWN * (followed >= self._needed[training_days])

    def followed(self, week: int) -> tuple[int, int]:
        """The training days of a week, and how many of them have a check-in the day after."""
        training_days = between(self.training_days, week, week + 6)
        return len(training_days), sum([day + 1 in self.checkins for day in training_days])
