"""Takes the fields of a JSON object one by one and notes, by its place, each that is not what it should be.

A wrong field gives a harmless stand-in, so that reading goes on and all faults are found in one go; what was built from
stand-ins is thrown away by whoever finds faults in the list.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from tracker.core import wording
from tracker.core.errors import DocumentError
from tracker.core.model import MAX_TEXT, Number

MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 8_000_000
"""A bound of what the values of a file can number, from its brackets and commas: fifty full years are 4 million."""

_ABSENT = object()
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")

Choice = TypeVar("Choice", bound=StrEnum)


class ObjectSchema(NamedTuple):
    """Which fields an object must have, and all that it may have, those included."""

    required: frozenset[str]
    known: frozenset[str]


class _Doubled(dict[str, object]):
    """A JSON object in which a field was given more than once."""

    names: tuple[str, ...] = ()


def load_json(data: bytes | str) -> object:
    """The values of a JSON text; what is too large, nested too deeply or no JSON is refused as `DocumentError`."""
    text = decode(data)
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise DocumentError(["the file holds more values than fifty years of training would; nothing was read"])
    try:
        return json.loads(text, object_pairs_hook=_object)
    except RecursionError:
        raise DocumentError(["the file is nested too deeply to be a history document"]) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise DocumentError([f"the file is no JSON: {error.msg} at {where}"]) from None
    except ValueError:  # an integer of thousands of digits
        raise DocumentError(["the file holds a number of too many digits"]) from None


def decode(data: bytes | str) -> str:
    """The text of a file in UTF-8, without a byte-order mark; too large or not UTF-8 is refused as `DocumentError`."""
    if len(data) > MAX_BYTES:
        raise DocumentError([f"the file is larger than {MAX_BYTES // 1024**2} MiB; nothing was read"])
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError([f"the file is not in UTF-8 (byte {error.start + 1}); save it as UTF-8"]) from None


def real_date(text: str) -> date | None:
    """The date that `text` names as `YYYY-MM-DD`, or None."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def storable(text: str) -> bool:
    """Whether a text can be kept: not too long, and free of zero bytes and halves of characters."""
    if len(text) > MAX_TEXT or "\0" in text:
        return False
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def clauses(sentences: Iterable[str]) -> list[str]:
    """Sentences without their full stops, as faults stand in one line with others."""
    return [sentence.removesuffix(".") for sentence in sentences]


def plain(value: Number) -> Number:
    """Whole numbers as int, so that 10.0 is written and compared as 10."""
    return int(value) if value == int(value) else value


class FieldReader:
    """The fields of one object, taken by name; `place` is where it stands, such as `sessions[3].sets[0]`."""

    __slots__ = ("_values", "faults", "place")

    def __init__(self, values: dict[str, object], place: str, faults: list[str], shape: ObjectSchema) -> None:
        self.place = place
        self.faults = faults
        self._values = values
        if isinstance(values, _Doubled):
            for name in values.names:
                self.wrong(name, "is given twice")
        if not shape.required <= values.keys() <= shape.known:
            for name in values:
                if name not in shape.known:
                    self.wrong(_shown(name), "is no field of this format")
            for name in sorted(shape.required - values.keys()):
                self.wrong(name, "is missing")

    def wrong(self, name: str, what: str) -> None:
        """Notes that the field `name` … `what`."""
        self.faults.append(f"{self.place_of(name)}: {name} {what}")

    @property
    def names(self) -> frozenset[str]:
        """The fields that are there."""
        return frozenset(self._values)

    def place_of(self, name: str) -> str:
        """Where the field `name` stands."""
        return f"{self.place}.{name}" if self.place else name

    def given(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self._values.get(name, default)
        if isinstance(value, str) and storable(value):
            return value
        self.wrong(name, f"is a text of at most {MAX_TEXT} ordinary characters")
        return default

    def word(self, name: str, accept: Callable[[str], object], what: str) -> str:
        """A text that `accept` takes; one that it does not take … `what`. An absent one is empty."""
        value = self._values.get(name, _ABSENT)
        if isinstance(value, str) and accept(value):
            return value
        if value is not _ABSENT:
            self.wrong(name, what)
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._values.get(name, [])
        if isinstance(values, list):
            found = tuple(value for value in values if isinstance(value, str) and storable(value))
            if len(found) == len(values):
                return found
        self.wrong(name, f"is a list of texts of at most {MAX_TEXT} ordinary characters")
        return ()

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        value = self._values.get(name, default)
        if isinstance(value, bool):
            return value
        self.wrong(name, "is true or false")
        return default

    def whole(self, name: str, low: int, high: int, default: int) -> int:
        """A whole number, which may be written 3.0."""
        given = self._values.get(name, _ABSENT)
        value = _whole(given, low, high)
        if value is not None:
            return value
        if given is not _ABSENT:
            self.wrong(name, f"is a whole number from {low} to {high}")
        return default

    def whole_or_null(self, name: str, low: int, high: int) -> int | None:
        """A whole number or null, which is also what an absent one is."""
        given = self._values.get(name)
        if given is None:
            return None
        value = _whole(given, low, high)
        if value is None:
            self.wrong(name, f"is a whole number from {low} to {high}, or null")
        return value

    def wholes(self, name: str, low: int, high: int, most: int) -> tuple[int, ...]:
        """A list of at most `most` whole numbers."""
        values = self._values.get(name, [])
        if isinstance(values, list) and len(values) <= most:
            found = [_whole(value, low, high) for value in values]
            known = tuple(value for value in found if value is not None)
            if len(known) == len(found):
                return known
        self.wrong(name, f"is a list of at most {most} whole numbers from {low} to {high}")
        return ()

    def number(self, name: str, high: Number, default: Number = 0) -> Number:
        """A number from 0 to `high`, which may have a fraction."""
        value = self._values.get(name, default)
        if (type(value) is int or type(value) is float) and 0 <= value <= high:  # NaN is not
            return plain(value)
        self.wrong(name, f"is a number from 0 to {high}")
        return default

    def integer(self, name: str, default: int) -> int:
        """A whole number whose range is looked at elsewhere."""
        value = self._values.get(name, default)
        found = _whole(value, -(10**9), 10**9)
        if found is None:
            self.wrong(name, "is a whole number")
            return default
        return found

    def real(self, name: str, default: float) -> float:
        """A number whose range is looked at elsewhere."""
        value = self._values.get(name, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9:  # NaN is not
            return float(value)
        self.wrong(name, "is a number")
        return default

    def day(self, name: str) -> date:
        """A date."""
        value = self._values.get(name, _ABSENT)
        found = real_date(value) if isinstance(value, str) else None
        if found is not None:
            return found
        if value is not _ABSENT:
            self.wrong(name, "is a date that exists, written YYYY-MM-DD")
        return date.min

    def day_or_null(self, name: str) -> date | None:
        """A date or null, which is also what an absent one is."""
        value = self._values.get(name)
        if value is None:
            return None
        found = real_date(value) if isinstance(value, str) else None
        if found is None:
            self.wrong(name, "is a date that exists, written YYYY-MM-DD, or null")
        return found

    def instant_or_null(self, name: str) -> str | None:
        """A moment with its zone, as UTC (`…Z`), or null, which is also what an absent one is."""
        value = self._values.get(name)
        if value is None:
            return None
        found = _instant(value) if isinstance(value, str) else None
        if found is None:
            self.wrong(name, "is a date and time with its zone, such as 2026-01-05T06:41:10Z, or null")
        return found

    def choice(self, name: str, default: Choice) -> Choice:
        """One of the words of an enumeration."""
        value = self._values.get(name, default)
        kind = type(default)
        if isinstance(value, str) and value in kind.__members__.values():
            return kind(value)
        self.wrong(name, f"is {wording.listed([each.value for each in kind], 'or')}")
        return default

    def inner(self, name: str, shape: ObjectSchema) -> FieldReader | None:
        """An object within this one; None where there is none."""
        value = self._values.get(name, _ABSENT)
        if isinstance(value, dict):
            return FieldReader(value, self.place_of(name), self.faults, shape)
        if value is not _ABSENT:
            self.wrong(name, "is an object, with its fields in braces")
        return None

    def length(self, name: str) -> int:
        """How many there are in a list."""
        values = self._values.get(name)
        return len(values) if isinstance(values, list) else 0

    def each(self, name: str, shape: ObjectSchema) -> Iterator[FieldReader]:
        """The objects of a list; an absent list is empty."""
        values = self._values.get(name, [])
        if not isinstance(values, list):
            self.wrong(name, "is a list")
            return
        place = self.place_of(name)
        for index, value in enumerate(values):
            if isinstance(value, dict):
                yield FieldReader(value, f"{place}[{index}]", self.faults, shape)
            else:
                self.faults.append(f"{place}[{index}]: this is an object, with its fields in braces")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object that remembers which of its fields were given twice, which `dict` would forget."""
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    doubled = _Doubled(values)
    doubled.names = tuple(_shown(name) for name, times in Counter(name for name, _ in pairs).items() if times > 1)
    return doubled


def _shown(name: str) -> str:
    """A name from the file as it can be put into a message: short and without control characters."""
    return ascii(name[:40])[1:-1]


def _whole(value: object, low: int, high: int) -> int | None:
    """`value` if it is a whole number in the range, else None."""
    if type(value) is int and low <= value <= high:
        return value
    if isinstance(value, float) and low <= value <= high and value.is_integer():
        return int(value)
    return None


def _instant(text: str) -> str | None:
    """A moment in UTC, or None where it is none or has no zone."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            return None
        if _UTC.fullmatch(text):
            return text
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        return None
