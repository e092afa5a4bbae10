"""Dates, doses and lists as a person writes them; every layer that speaks to people uses these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.core.model import EVERY_DAY, KG_PER_LB, WEEKDAYS, Dose, Number, Units

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SETTINGS = {
    "pain_free_limit": "the highest pain that counts as pain-free",
    "weeks_required": "the number of clean weeks before a step",
    "adherence_required": "the share of planned days to be done",
    "mornings_required": "the share of mornings to be answered",
    "max_increases_per_week": "the most steps up within seven days",
    "amber_from": "the pain that proposes a step back",
    "red_from": "the pain that eases an exercise at once",
    "raise_doses": "proposing larger doses",
    "day_start": "the time at which a day begins",
}
# A weight as `dose` and `dose_in_full` write it; kilograms elsewhere in a sentence, as in a note, are left alone.
_WEIGHT_OF_DOSE = re.compile(r"(?:(?<=[0-9s] \+ )|(?<=, with ))([0-9]+(?:\.[0-9]+)?) kg\b")


def number(value: Number) -> str:
    """A number without a needless fraction: 10, 2.5."""
    return f"{value:g}" if abs(value) < 1_000_000 else f"{value:.0f}"


def day(value: date, *, today: date | None = None) -> str:
    """`6 December`, with the year where it is not that of `today`."""
    year = "" if today is not None and value.year == today.year else f" {value.year}"
    return f"{value.day} {MONTHS[value.month - 1]}{year}"


def coming(value: date, *, today: date) -> str:
    """A day to come: `tomorrow`, `Wednesday` within a week, else `6 December`."""
    ahead = (value - today).days
    if ahead == 1:
        return "tomorrow"
    return weekday(value) if ahead < len(DAY_NAMES) else day(value, today=today)


def short_day(value: date) -> str:
    """`6 Dec`."""
    return f"{value.day} {MONTHS[value.month - 1][:3]}"


def weekday(value: date) -> str:
    """`Sunday`."""
    return DAY_NAMES[value.weekday()]


def span(first: date, last: date, *, today: date | None = None) -> str:
    """`19 January to 1 February`, a single day alone; without the year where it is that of `today`."""
    return day(first, today=today) if first == last else f"{day(first, today=today)} to {day(last, today=today)}"


def count(value: int, noun: str, plural: str | None = None) -> str:
    """`1 set`, `3 sets`."""
    return f"{value} {noun if value == 1 else plural or noun + 's'}"


def count_word(value: int) -> str:
    """Small numbers as words, `two`; larger ones as digits."""
    return SMALL_NUMBERS[value] if 0 <= value < len(SMALL_NUMBERS) else str(value)


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def dose(value: Dose, *, per_side: bool = False) -> str:
    """`5·3·1 × 10 s, sides`, `8·8·8 + 2.5 kg`, `10`, `12 min`.

    The numbers before `×` are the repetitions of each set, the one after it the seconds that each is held.
    """
    if not value.reps:
        return f"{number(value.minutes)} min"
    text = "·".join(map(str, value.reps))
    if value.hold_s:
        text += f" × {number(value.hold_s)} s"
    if value.load_kg:
        text += f" + {number(value.load_kg)} kg"
    return f"{text}, sides" if per_side else text


def dose_in_full(value: Dose, *, per_side: bool = False) -> str:
    """`3 sets: 5, 3 and 1 repetitions, each held for 10 s, on both sides`; `12 minutes`."""
    if not value.reps:
        return f"{number(value.minutes)} minute{'' if value.minutes == 1 else 's'}"
    reps = value.reps
    if len(set(reps)) == 1:
        text = f"{count(len(reps), 'set')} of {count(reps[0], 'repetition')}"
    else:
        text = f"{len(reps)} sets: {listed([str(number_of_reps) for number_of_reps in reps])} repetitions"
    if value.hold_s:
        text += f", {'each ' if sum(reps) > 1 else ''}held for {number(value.hold_s)} s"
    if value.load_kg:
        text += f", with {number(value.load_kg)} kg"
    return f"{text}, on both sides" if per_side else text


def set_name(name: str, number: int, of: int) -> str:
    """What is said of a set: `Bird dog, set 2 of 3`; `Bird dog` where there is one.

    A name with a comma, which a listener would not hear the end of, is a sentence: `Bird dog, leg only. Set 2 of 3`.
    """
    if of <= 1:
        return name
    return f"{name}. Set {number} of {of}" if "," in name else f"{name}, set {number} of {of}"


def weight(kg: Number, units: Units) -> str:
    """A weight in `units`, without their name: `10`, `22.5`; pounds to one decimal."""
    return number(kg if units is Units.KG else round(kg / KG_PER_LB, 1))


def in_units(text: str, units: Units) -> str:
    """`text` with the weights of the doses in it, which are written in kilograms, in `units`."""
    if units is Units.KG:
        return text
    return _WEIGHT_OF_DOSE.sub(lambda match: f"{weight(float(match[1]), units)} {units}", text)


def with_settings_in_words(text: str) -> str:
    """`text` with what settings are for in place of their names."""
    for name, words in SETTINGS.items():
        text = re.sub(rf"(?:(?<=^)|(?<=\. )){name}\b", sentence(words), text)
        text = re.sub(rf"\b{name}\b", words, text)
    return text


def sentence(text: str) -> str:
    """`text` with its first letter a capital."""
    return text[:1].upper() + text[1:]


def work_unit(dose: Dose) -> str:
    """What the work of such a dose counts: `repetitions`, `seconds`, `minutes`."""
    if not dose.reps:
        return "minutes"
    return "seconds" if dose.hold_s else "repetitions"


def week_from(first_weekday: int) -> tuple[int, ...]:
    """The weekdays in the order of a week that begins with `first_weekday`, Monday being 0."""
    return (*EVERY_DAY[first_weekday:], *EVERY_DAY[:first_weekday])


def on_days(value: Sequence[int]) -> str:
    """`every day`, `on Mon, Wed and Fri`: to go on a sentence with."""
    if tuple(value) == EVERY_DAY:
        return "every day"
    return f"on {listed([DAY_NAMES[number_of_day][:3] for number_of_day in value])}"


def days(value: Sequence[int]) -> str:
    """`every day`, `mon, wed, fri`."""
    if tuple(value) == EVERY_DAY:
        return "every day"
    return ", ".join(WEEKDAYS[number_of_day] for number_of_day in value)
