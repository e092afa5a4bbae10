"""Reads the dates of a whole export: numbers in one order for all of it, and names of months in any language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tracker.core import wording
from tracker.core.days import FIRST_DATE, LAST_DATE
from tracker.core.errors import FileError
from tracker.core.escape_control import escape_control
from tracker.exchange.tables.import_options import DateOrder, MissingOptionError

MONTH_NAMES = Path(__file__).with_name("month_names.toml")

_TIME = r"(?:\s*[T,]?\s*(?:at\s+|um\s+|à\s+)?\d{1,2}[:.h]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d){_TIME}", re.IGNORECASE)
_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SHORT = re.compile(
    rf"(?:[^\W\d_]+\.?,?\s+)?(\d{{1,2}})([-/. ])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}})(?!\d){_TIME}", re.I
)
_NAME = r"(\d{0,2}[^\W\d_][^\d,;]*?)"
_DAY_NAME = re.compile(
    rf"(?:[^\W\d_]+\.?,?\s+)?(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s/-]+(?:de\s+|of\s+)?{_NAME}"
    rf"\.?(?:\s+de)?[\s,/-]+(\d{{4}}|\d{{2}})(?!\d){_TIME}",
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    rf"(?:[^\W\d_]+\.?,\s+)?{_NAME}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d){_TIME}", re.IGNORECASE
)
# Names of months that have numbers or marks in them, such as Vietnamese `thg 1`: they count only where they are known.
_DAY_ODD_NAME = re.compile(rf"(\d{{1,2}})[. ]\s*(.{{2,40}}?)[\s,]+(\d{{4}})(?!\d){_TIME}", re.IGNORECASE)
_ODD_NAME_DAY = re.compile(rf"(.{{2,40}}?)\s+(\d{{1,2}}),?\s+(\d{{4}})(?!\d){_TIME}", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})[:.h](\d{2})(?::\d{2})?(?:\.\d+)?\s*(?:([ap])\.?\s?m\b)?", re.IGNORECASE)


class ShortDate(NamedTuple):
    """A date of three numbers whose order is not known yet; the third is the year unless the year is first."""

    first: int
    second: int
    third: int


class NamedDate(NamedTuple):
    """A date with the name of its month, in small letters and without a last point."""

    day: int
    month: str
    year: int


ParsedDate = ShortDate | NamedDate | date | None


class DateReader:
    """Reads the dates of one export; all of them must be given first, as together they decide the order.

    `order` is what the person said, None where the dates decide. Raises MissingOptionError where two orders are
    possible and differ, FileError where a name is no month in any language.
    """

    def __init__(self, cells: Iterable[str], order: DateOrder | None = None) -> None:
        self._cells: dict[str, ParsedDate] = {}
        for cell in cells:
            if cell not in self._cells:
                self._cells[cell] = _parse(cell)
        shorts = {cell: parsed for cell, parsed in self._cells.items() if isinstance(parsed, ShortDate)}
        self.order = order or _only_order(shorts)
        self._months = _months(
            {parsed.month: cell for cell, parsed in self._cells.items() if isinstance(parsed, NamedDate)}
        )

    def read(self, cell: str) -> date | None:
        """The date of a cell; None where it is none."""
        parsed = self._cells[cell] if cell in self._cells else _parse(cell)
        if isinstance(parsed, ShortDate):
            return _in_order(parsed, self.order)
        if isinstance(parsed, NamedDate):
            return _date(parsed.year, self._months.get(parsed.month, 0), parsed.day)
        return parsed


def looks_like_date(cell: str) -> bool:
    """Whether a cell has the form of a date, in whatever order or language."""
    return _parse(cell) is not None


def read_clock(text: str) -> int | None:
    """The minutes since midnight of the first time of day in a text, such as `7:05 pm`; None where there is none."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _parse(cell: str) -> ParsedDate:
    text = cell.strip()[:100]
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := _DIGITS.fullmatch(text):
        return _date(*map(int, match.groups()))
    if match := _SHORT.fullmatch(text):
        return ShortDate(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_NAME.fullmatch(text):
        return NamedDate(int(match[1]), _month_key(match[2]), int(match[3]))
    if match := _NAME_DAY.fullmatch(text):
        return NamedDate(int(match[2]), _month_key(match[1]), int(match[3]))
    if (match := _DAY_ODD_NAME.fullmatch(text)) and _month_key(match[2]) in _odd_names():
        return NamedDate(int(match[1]), _month_key(match[2]), int(match[3]))
    if (match := _ODD_NAME_DAY.fullmatch(text)) and _month_key(match[1]) in _odd_names():
        return NamedDate(int(match[2]), _month_key(match[1]), int(match[3]))
    return None


def _month_key(name: str) -> str:
    return " ".join(name.casefold().split()).rstrip(".")


def _in_order(parts: ShortDate, order: DateOrder) -> date | None:
    first, middle, last = parts
    if order is DateOrder.YMD:
        return _date(first, middle, last)
    day, month = (first, middle) if order is DateOrder.DMY else (middle, first)
    return _date(last, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    """A date that can be stored; a year of two digits is of this century."""
    try:
        value = date(year if year >= 100 else 2000 + year, month, day)
    except ValueError:
        return None
    return value if FIRST_DATE <= value <= LAST_DATE else None


def _only_order(shorts: dict[str, ShortDate]) -> DateOrder:
    """The one order in which all dates that exist in any order are dates."""
    only: dict[DateOrder, str] = {}
    ambiguous: tuple[str, ShortDate] | None = None
    for cell, parts in shorts.items():
        day_first, month_first = _in_order(parts, DateOrder.DMY), _in_order(parts, DateOrder.MDY)
        if day_first is not None and month_first is None:
            only.setdefault(DateOrder.DMY, cell)
        elif month_first is not None and day_first is None:
            only.setdefault(DateOrder.MDY, cell)
        elif day_first != month_first and ambiguous is None:
            ambiguous = cell, parts
    if len(only) == 2:
        day, month = (escape_control(only[order].strip()) for order in (DateOrder.DMY, DateOrder.MDY))
        raise _missing_order(f"Its dates are of two orders: {day!r} has the day first, {month!r} the month")
    if not only and ambiguous is not None:
        cell, parts = ambiguous
        dates = (_in_order(parts, order) for order in (DateOrder.DMY, DateOrder.MDY))
        day, month = (wording.day(value) for value in dates if value is not None)
        raise _missing_order(f"Its dates can be read in two ways: {escape_control(cell.strip())!r} is {day} or {month}")
    return next(iter(only), DateOrder.DMY)


def _missing_order(sentence: str) -> MissingOptionError:
    choices = ((DateOrder.DMY.value, "the day first"), (DateOrder.MDY.value, "the month first"))
    return MissingOptionError(
        "dates",
        f"{sentence}. Which comes first?",
        choices,
        f"{sentence}; say which with --dates dmy (day first) or --dates mdy (month first).",
    )


def _months(names: dict[str, str]) -> dict[str, int]:
    """The number of each month by its name; `names` has an example cell for each name.

    The names must be of one language; where a name is different months in several, the common languages decide.
    """
    if not names:
        return {}
    languages, common = _languages()
    unknown = [name for name in names if not any(name in months for months in languages)]
    if unknown:
        cell = escape_control(names[unknown[0]].strip())
        raise FileError(
            f"{escape_control(unknown[0])!r} (in {cell!r}) is no month in any language known here; write its dates as "
            "YYYY-MM-DD and import it again"
        )
    fitting = [months for months in languages if names.keys() <= months.keys()]
    readings = [{name: months[name] for name in names} for months in fitting if months in languages[:common]]
    readings = readings or [{name: months[name] for name in names} for months in fitting]
    different = [reading for reading in readings if reading != readings[0]]
    if not readings or different:
        name = next((name for name in names if any(other[name] != readings[0][name] for other in different)), "")
        what = (
            f"{escape_control(name)!r} is a different month in other languages"
            if name
            else "its months are of several languages"
        )
        raise FileError(f"{what}; write its dates as YYYY-MM-DD and import it again")
    return readings[0]


@cache
def _languages() -> tuple[list[dict[str, int]], int]:
    """The months by name of each language, and how many of the languages, which come first, are common ones."""
    document = tomllib.loads(MONTH_NAMES.read_text(encoding="utf-8"))
    languages = [
        {_month_key(name): month for month, names in enumerate(months, start=1) for name in names.split("|")}
        for months in document["names"].values()
    ]
    return languages, document["common"]


@cache
def _odd_names() -> frozenset[str]:
    """The names of months that are not letters alone."""
    languages, _ = _languages()
    return frozenset(name for months in languages for name in months if not name.isalpha())
