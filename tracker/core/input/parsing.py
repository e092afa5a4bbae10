"""What a person types for a date, weekdays, repetitions or a number, as values; each raises UsageError in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import isfinite
from unicodedata import normalize

from tracker.core.days import FIRST_DATE, LAST_DATE
from tracker.core.errors import UsageError
from tracker.core.model import KG_PER_LB, MAX_PAIN, WEEKDAYS, Number, Units

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS_AWAY = re.compile(r"[+-]\d{1,5}")
_WEIGHT = re.compile(r"(.*?)\s*(kgs?|lbs?)", re.IGNORECASE | re.DOTALL)


def read_day(text: str | None, today: date, *, future: bool = False) -> date:
    """The date that ON names: `YYYY-MM-DD`, `today`, `yesterday`, `-N` days ago, or `+N` where `future` allows it.

    None is today. Raises UsageError.
    """
    if text is None or text == "today":
        return today
    if text == "yesterday":
        return today - timedelta(days=1)
    day = None
    try:
        if _ISO_DATE.fullmatch(text):
            day = date.fromisoformat(text)
        elif _DAYS_AWAY.fullmatch(text) and (future or text.startswith("-")):
            day = today + timedelta(days=int(text))
    except (ValueError, OverflowError):
        raise UsageError(f"There is no date {text}.") from None
    if day is not None and not FIRST_DATE <= day <= LAST_DATE:
        raise UsageError(f"{text} is not a date from {FIRST_DATE.year} to {LAST_DATE.year}.")
    if day is not None:
        return day
    days = "-3 for three days ago, or +3 for three days ahead" if future else "or -3 for three days ago"
    raise UsageError(f"{text!r} is no date; write it as YYYY-MM-DD, today, yesterday, {days}.")


def read_days(text: str) -> tuple[int, ...]:
    """Weekdays from `mon,wed,fri`, or every day from `all`. Raises UsageError."""
    names = [name.strip().lower()[:3] for name in text.split(",") if name.strip()]
    if text.strip().lower() in ("all", "daily", "every day"):
        return tuple(range(7))
    if not names or any(name not in WEEKDAYS for name in names):
        raise UsageError(f"{text!r} are no days; write them as {','.join(WEEKDAYS)}.")
    return tuple(sorted({WEEKDAYS.index(name) for name in names}))


def name_key(text: str) -> str:
    """A name for comparison: small letters, and letters with accents as one character however they were typed."""
    return normalize("NFC", normalize("NFC", text).casefold())


def plain_int(text: str) -> int:
    """A whole number as people write it. Raises ValueError."""
    return int(_as_people_write(text))


def plain_float(text: str) -> float:
    """A number as people write it. Raises ValueError."""
    return float(_as_people_write(text))


def _as_people_write(text: str) -> str:
    """A number without what only Python reads: `1_0` would be a slip of the finger. Raises ValueError."""
    if "_" in text or not text.isascii():
        raise ValueError(text)
    return text


def read_reps(text: str) -> tuple[int, ...]:
    """Repetitions from `5,3,1` or `5·3·1`, one number a set. Raises UsageError."""
    if not text.strip():
        raise UsageError("There are no repetitions. Write those of each set, separated with commas: 5,3,1.")
    try:
        return tuple(map(plain_int, text.replace("·", ",").split(",")))
    except ValueError:
        raise UsageError(f"{text!r} cannot be read as repetitions. Separate numbers with commas: 5,3,1.") from None


def read_number(text: str, what: str) -> Number:
    """A number of at least 0 from `2.5` or `2,5`; nothing typed is 0. Raises UsageError naming `what`."""
    try:
        value = plain_float(text.strip().replace(",", ".") or "0")
    except ValueError:
        raise UsageError(f"{what}: {text!r} is no number.") from None
    if not isfinite(value) or value < 0:
        raise UsageError(f"{what}: {text!r} is not a number from 0 up.")
    return int(value) if value.is_integer() else value


def read_weight(text: str, what: str, units: Units = Units.KG) -> Number:
    """The kilograms of a weight such as `2,5`, `2.5 kg` or `22lb`; a bare number is in `units`.

    Pounds become kilograms to two decimals, which show as the same pounds. Raises UsageError naming `what`.
    """
    match = _WEIGHT.fullmatch(text.strip())
    if match is None:
        value, in_pounds = read_number(text, what), units is Units.LB
    else:
        value, in_pounds = read_number(match[1] or text, what), match[2].lower().startswith("lb")
    return round(value * KG_PER_LB, 2) if in_pounds else value


def read_whole(text: str, what: str) -> int:
    """A whole number. Raises UsageError naming `what`."""
    try:
        return plain_int(text)
    except ValueError:
        raise UsageError(f"{what}: {text!r} is no whole number.") from None


def read_pain(text: str) -> int | None:
    """Pain from `3`, or `x` for 10; nothing typed is unknown. Raises UsageError."""
    if not text:
        return None
    pain = MAX_PAIN if text == "x" else read_whole(text, "Pain")
    if not 0 <= pain <= MAX_PAIN:
        raise UsageError(f"Pain goes from 0 to {MAX_PAIN}, not {pain}.")
    return pain
