"""What a person says about a file to be imported, and what they still have to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tracker.core.errors import FileError, UsageError

FIELDS = ("date", "time", "pain", "note", "flare", "leg", "approximate", "year", "month", "day", "kg", "lb")
"""What a column may be: the fields of a reading, the parts of a date, and the unit of a column of weights."""


class DateOrder(StrEnum):
    """The order of day, month and year in dates written as numbers."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Scale(StrEnum):
    """The scale of pain scores; `1-3` is mild, moderate, severe."""

    TEN = "0-10"
    HUNDRED = "0-100"
    FIVE = "0-5"
    THREE = "1-3"


class OfDay(StrEnum):
    """Which of several readings of one day is taken."""

    FIRST = "first"
    MAX = "max"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be read; `columns` gives column names by field, `where` the rows to read of a long table.

    `maps` are texts such as `Their name=exercise`. With `skip_bad_rows`, rows that cannot be read are left out; without
    it nothing is imported where there are any.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    where: tuple[tuple[str, str], ...] = ()
    dates: DateOrder | None = None
    scale: Scale | None = None
    of_day: OfDay = OfDay.FIRST
    maps: tuple[str, ...] = ()
    skip_bad_rows: bool = False

    def with_answer(self, option: str, answer: str) -> ImportOptions:
        """These options with one more, as it would stand after the name of the option."""
        if option == "dates":
            return replace(self, dates=DateOrder(answer))
        if option == "scale":
            return replace(self, scale=Scale(answer))
        if option == "column":
            name, _, column = answer.partition("=")
            return replace(self, columns={**self.columns, name: column})
        return replace(self, where=(*self.where, *read_where([answer])))

    def without_bad_rows(self) -> ImportOptions:
        """These options, with rows that cannot be read left out."""
        return replace(self, skip_bad_rows=True)


class MissingOptionError(UsageError):
    """An option that must be said before a file can be read.

    `question` is asked in a terminal and takes one of `choices`, pairs of an answer and its meaning; `proposal` is the
    answer that is likely right. The sentence of the error says how to give the option in a call.
    """

    def __init__(
        self, option: str, question: str, choices: Sequence[tuple[str, str]], sentence: str, proposal: str | None = None
    ) -> None:
        super().__init__(sentence)
        self.option = option
        self.question = question
        self.choices = tuple(choices)
        self.proposal = proposal

    def with_sentence(self, sentence: str) -> MissingOptionError:
        """The same error with another sentence."""
        return MissingOptionError(self.option, self.question, self.choices, sentence, self.proposal)


class BadRowsError(FileError):
    """Rows of a file that cannot be read; nothing is imported unless they are left out (`skip_bad_rows`).

    `rows` are sentences that name them, `more` is the number of those that are not among them.
    """

    SHOWN = 10

    def __init__(self, file_name: str, rows: Sequence[str], more: int = 0) -> None:
        self.rows = tuple(rows)
        count = len(rows) + more
        shown = "; ".join(rows[: self.SHOWN]) + (f"; and {count - self.SHOWN} more" if count > self.SHOWN else "")
        what = "1 row cannot be read" if count == 1 else f"{count} rows cannot be read"
        super().__init__(
            f"{file_name}: {what}, so nothing was imported: {shown}. Mend the file, or add --skip-bad-rows."
        )


def read_columns(texts: Sequence[str]) -> dict[str, str]:
    """Column names by field from texts such as `pain=Schmerz`. Raises UsageError."""
    columns: dict[str, str] = {}
    for text in texts:
        name, equals, column = (part.strip() for part in text.partition("="))
        if not equals or not column or name.lower() not in FIELDS:
            raise UsageError(
                f"{text!r} names no column; write it like --column pain=Schmerz, with {', '.join(FIELDS)}."
            )
        columns[name.lower()] = column
    return columns


def read_where(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of a column and a value from texts such as `name=Lower back`. Raises UsageError."""
    pairs = []
    for text in texts:
        column, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not column:
            raise UsageError(f"{text!r} names no rows; write it like --where 'name=Lower back'.")
        pairs.append((column, value))
    return tuple(pairs)
