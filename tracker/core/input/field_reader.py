"""Reads the fields of an object of a JSON or TOML document and collects every fault by its place.

A wrong field gives a default, so that reading goes on and all faults are found in one go; whoever finds faults in the
list must not use what was built. The history document, the library and its figures are all read with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeGuard, TypeVar

from tracker.core import wording
from tracker.core.days import FIRST_DATE, LAST_DATE
from tracker.core.doses import int_if_whole
from tracker.core.model import MAX_TEXT, Number

_ABSENT = object()
_A_DATE = "is a date that exists, written YYYY-MM-DD"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")

Choice = TypeVar("Choice", bound=StrEnum)
T = TypeVar("T")


class ObjectSchema(NamedTuple):
    """Which fields an object must have, and all that it may have, those included."""

    required: frozenset[str]
    known: frozenset[str]


def schema(required: str, optional: str = "") -> ObjectSchema:
    """The schema of an object from the names of its fields, separated by spaces."""
    return ObjectSchema(frozenset(required.split()), frozenset(f"{required} {optional}".split()))


class RepeatedFields(dict[str, object]):
    """An object in which the fields `names` were given more than once."""

    names: tuple[str, ...] = ()


def real_date(text: str) -> date | None:
    """The date from 1900 to 9998 that `text` names as `YYYY-MM-DD`, or None."""
    if not _DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DATE <= day <= LAST_DATE else None


def storable(text: str) -> bool:
    """Whether a text can be stored: not too long, without zero bytes and without unpaired surrogates."""
    if len(text) > MAX_TEXT or "\0" in text:
        return False
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def clauses(sentences: Iterable[str]) -> list[str]:
    """Sentences without their full stops, to be joined with others in one line."""
    return [sentence.removesuffix(".") for sentence in sentences]


def printable_name(name: str) -> str:
    """A name from a file as it can be put into a message: short and without control characters."""
    return ascii(name[:40])[1:-1]


class FieldReader:
    """Reads the fields of one object by name; `place` is where it stands, such as `sessions[3].sets[0]`.

    Faults are appended to `faults`, which the readers of nested objects share.
    """

    __slots__ = ("_values", "faults", "place")

    def __init__(self, values: Mapping[str, object], place: str, faults: list[str], shape: ObjectSchema) -> None:
        self.place = place
        self.faults = faults
        self._values = values
        if isinstance(values, RepeatedFields):
            for name in values.names:
                self.add_fault(name, "is given twice")
        if not shape.required <= values.keys() <= shape.known:
            for name in values:
                if name not in shape.known:
                    self.add_fault(printable_name(name), "is no field of this format")
            for name in sorted(shape.required - values.keys()):
                self.add_fault(name, "is missing")

    def add_fault(self, name: str, what: str) -> None:
        """Add a fault of the field `name`; `what` completes the sentence that begins with the name."""
        self.faults.append(f"{self.place_of(name)}: {name} {what}")

    @property
    def names(self) -> frozenset[str]:
        """The names of the fields that are present."""
        return frozenset(self._values)

    def place_of(self, name: str) -> str:
        """The place of the field `name` in the document."""
        return f"{self.place}.{name}" if self.place else name

    def given(self, name: str) -> bool:
        """Whether the field is present and not null."""
        return self._values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self._values.get(name, default)
        if isinstance(value, str) and storable(value):
            return value
        self.add_fault(name, f"is a text of at most {MAX_TEXT} ordinary characters")
        return default

    def accepted_text(self, name: str, accept: Callable[[str], object], what: str) -> str:
        """A text for which `accept` is true, else a fault saying `what`. An absent one is empty."""
        value = self._values.get(name, _ABSENT)
        if isinstance(value, str) and accept(value):
            return value
        if value is not _ABSENT:
            self.add_fault(name, what)
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._values.get(name, [])
        if isinstance(values, list):
            texts = tuple(value for value in values if isinstance(value, str) and storable(value))
            if len(texts) == len(values):
                return texts
        self.add_fault(name, f"is a list of texts of at most {MAX_TEXT} ordinary characters")
        return ()

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        value = self._values.get(name, default)
        if isinstance(value, bool):
            return value
        self.add_fault(name, "is true or false")
        return default

    def whole_number(self, name: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, which may be written 3.0; an absent one is 0."""
        what = f"is a whole number from {low} to {high}"
        return self._converted(name, lambda value: _whole(value, low, high), what, 0)

    def whole_number_or_null(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`; None where it is null or absent."""
        what = f"is a whole number from {low} to {high}"
        return self._converted_or_null(name, lambda value: _whole(value, low, high), what)

    def whole_numbers(self, name: str, low: int, high: int, most: int) -> tuple[int, ...]:
        """A list of at most `most` whole numbers, each from `low` to `high`."""
        values = self._values.get(name, [])
        if isinstance(values, list) and len(values) <= most:
            numbers = tuple(number for value in values if (number := _whole(value, low, high)) is not None)
            if len(numbers) == len(values):
                return numbers
        self.add_fault(name, f"is a list of at most {most} whole numbers from {low} to {high}")
        return ()

    def number(self, name: str, high: Number, default: Number = 0) -> Number:
        """A number from 0 to `high`, which may have a fraction."""
        value = self._values.get(name, default)
        if (type(value) is int or type(value) is float) and 0 <= value <= high:  # false for NaN
            return int_if_whole(value)
        self.add_fault(name, f"is a number from 0 to {high}")
        return default

    def numbers(self, name: str, lengths: Collection[int]) -> tuple[float, ...] | None:
        """A list of as many finite numbers as one of `lengths`; a lone number is a list of one. None with a fault."""
        values = self.values(name)
        numbers = tuple(float(value) for value in values if _is_number(value))
        if len(numbers) == len(values) and len(values) in lengths:
            return numbers
        self.add_fault(name, f"is {wording.listed([str(length) for length in lengths], 'or')} numbers, not {values!r}")
        return None

    def unbounded_whole_number(self, name: str, default: int) -> int:
        """A whole number whose range is checked elsewhere."""
        number = _whole(self._values.get(name, default), -(10**9), 10**9)
        if number is None:
            self.add_fault(name, "is a whole number")
            return default
        return number

    def unbounded_number(self, name: str, default: float) -> float:
        """A number whose range is checked elsewhere."""
        value = self._values.get(name, default)
        if _is_number(value):
            return float(value)
        self.add_fault(name, "is a number")
        return default

    def day(self, name: str) -> date:
        """A date."""
        return self._converted(name, _day, _A_DATE, date.min)

    def day_or_null(self, name: str) -> date | None:
        """A date; None where it is null or absent."""
        return self._converted_or_null(name, _day, _A_DATE)

    def instant_or_null(self, name: str) -> str | None:
        """An instant with its zone, converted to UTC (`…Z`); None where it is null or absent."""
        what = "is a date and time with its zone, such as 2026-01-05T06:41:10Z"
        return self._converted_or_null(name, _instant, what)

    def choice(self, name: str, default: Choice) -> Choice:
        """One of the values of an enumeration."""
        value = self._values.get(name, default)
        kind = type(default)
        if isinstance(value, str) and value in kind.__members__.values():
            return kind(value)
        self.add_fault(name, f"is {wording.listed([member.value for member in kind], 'or')}")
        return default

    def nested(self, name: str, shape: ObjectSchema) -> FieldReader | None:
        """The reader of an object within this one; None where there is none."""
        value = self._values.get(name, _ABSENT)
        if isinstance(value, dict):
            return FieldReader(value, self.place_of(name), self.faults, shape)
        if value is not _ABSENT:
            self.add_fault(name, "is an object, with its fields in braces")
        return None

    def mapping(self, name: str) -> dict[str, object]:
        """An object whose fields may have any name; an absent one is empty."""
        value = self._values.get(name, {})
        if isinstance(value, dict):
            if isinstance(value, RepeatedFields):
                self.faults.extend(f"{self.place_of(name)}: {field} is given twice" for field in value.names)
            return value
        self.add_fault(name, "is an object, with its fields in braces")
        return {}

    def values(self, name: str) -> list[object]:
        """The items of a list, unchecked; a lone value is a list of one, an absent one an empty list."""
        value = self._values.get(name, [])
        return value if isinstance(value, list) else [value]

    def length(self, name: str) -> int:
        """How many items a list has; 0 where there is no list."""
        values = self._values.get(name)
        return len(values) if isinstance(values, list) else 0

    def objects(self, name: str, shape: ObjectSchema) -> Iterator[FieldReader]:
        """A reader for each object of a list; an absent list is empty."""
        values = self._values.get(name, [])
        if not isinstance(values, list):
            self.add_fault(name, "is a list")
            return
        place = self.place_of(name)
        for index, value in enumerate(values):
            if isinstance(value, dict):
                yield FieldReader(value, f"{place}[{index}]", self.faults, shape)
            else:
                self.faults.append(f"{place}[{index}]: this is an object, with its fields in braces")

    def _converted(self, name: str, convert: Callable[[object], T | None], what: str, default: T) -> T:
        """What `convert` makes of the value, else a fault saying `what`; `default` where it is absent or wrong."""
        value = self._values.get(name, _ABSENT)
        converted = convert(value)
        if converted is None and value is not _ABSENT:
            self.add_fault(name, what)
        return default if converted is None else converted

    def _converted_or_null(self, name: str, convert: Callable[[object], T | None], what: str) -> T | None:
        """The same; None where it is null, absent or wrong."""
        value = self._values.get(name)
        converted = None if value is None else convert(value)
        if converted is None and value is not None:
            self.add_fault(name, f"{what}, or null")
        return converted


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9  # false for NaN


def _whole(value: object, low: int, high: int) -> int | None:
    """`value` if it is a whole number in the range, else None."""
    if type(value) is int and low <= value <= high:
        return value
    if isinstance(value, float) and low <= value <= high and value.is_integer():
        return int(value)
    return None


def _day(value: object) -> date | None:
    return real_date(value) if isinstance(value, str) else None


def _instant(text: object) -> str | None:
    """An instant in UTC; None where it is none or has no zone."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            return None
        if _UTC.fullmatch(text):
            return text
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        return None
