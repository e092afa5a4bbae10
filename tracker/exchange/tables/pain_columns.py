"""Finds which column of a table of pain is what, and which of its rows are meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.core import wording
from tracker.core.errors import FileError, UsageError
from tracker.core.escape_control import escape_control
from tracker.core.input.parsing import name_key
from tracker.exchange.tables.column_names import KINDS, NAMES, NO, OTHER_PLACES, PAIN_WORDS, YES, plain_name
from tracker.exchange.tables.dates import looks_like_date
from tracker.exchange.tables.import_options import ImportOptions, MissingOptionError
from tracker.exchange.tables.imported import KNOWN_FILES, shown_cell
from tracker.exchange.tables.text_table import DelimitedTable, Row

HEADER_ROWS = 20
SHOWN_VALUES = 12
DATE_PARTS = ("year", "month", "day")
YES_OR_NO = ("flare", "leg", "approximate")
"""The fields whose cells say yes or no."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?(?=\s*(?:/\s*10|%)?$)")


@dataclass(slots=True)
class PainColumns:
    """The names of the columns of a table of pain, and the position of each field's column."""

    names: list[str]
    at: dict[str, int] = field(default_factory=dict)

    def seen(self) -> str:
        """The names of all columns, for an error."""
        return "columns seen: " + ", ".join(escape_control(name)[:40] or "(no name)" for name in self.names)

    def find(self, name: str) -> int:
        """The position of a column by its name, or by its number where no name is the same. Raises UsageError."""
        for form in (str.strip, plain_name):
            positions = [at for at, column in enumerate(self.names) if name_key(form(column)) == name_key(form(name))]
            if positions:
                return positions[0]
        if name.isdecimal() and 1 <= int(name) <= len(self.names):
            return int(name) - 1
        raise UsageError(f"There is no column {escape_control(name)!r}; {self.seen()}.")


def read_header(table: DelimitedTable, options: ImportOptions) -> tuple[PainColumns, Sequence[Row]]:
    """The names of the columns, and the rows below them; a table without names has numbers."""
    given = {plain_name(column) for column in options.columns.values()}
    for index, (_, cells) in enumerate(table.rows[:HEADER_ROWS]):
        names = [cell.strip() for cell in cells]
        plain = {plain_name(name) for name in names if name}
        known = plain & (NAMES["date"] | NAMES["time"] | given) or all(plain & NAMES[part] for part in DATE_PARTS)
        if known and not any(looks_like_date(name) for name in names):
            while names and not names[-1]:
                names.pop()
            return PainColumns(names), table.rows[index + 1 :]
    width = max((len(cells) for _, cells in table.rows), default=0)
    first = table.header
    has_names = bool(first) and not any(looks_like_date(cell) or read_score(cell) is not None for cell in first)
    body = table.rows[1:] if has_names else table.rows
    has_date = any(looks_like_date(cell) for _, cells in body[:HEADER_ROWS] for cell in cells)
    has_number = any(read_score(cell) is not None for _, cells in body[:HEADER_ROWS] for cell in cells)
    if not (has_date and has_number):
        raise FileError(f"this is no table with a date and a pain score. {KNOWN_FILES}")
    names = first if has_names else [str(number) for number in range(1, width + 1)]
    return PainColumns(names), body


def find_columns(columns: PainColumns, cells: Sequence[Row], options: ImportOptions) -> None:
    """Find the column of each field, by what the person said or by its name. Raises MissingOptionError."""
    for name, column in options.columns.items():
        columns.at[name] = columns.find(column)
    plain = [plain_name(name) for name in columns.names]
    for name in (*DATE_PARTS, "date", "time", "note", *YES_OR_NO):
        free = [at for at in range(len(plain)) if at not in columns.at.values()]
        matches = [at for at in free if plain[at] in NAMES[name]]
        if name in YES_OR_NO:
            matches = [at for at in matches if all(row[at].casefold() in YES | NO for _, row in cells)]
        if name in DATE_PARTS and not all(set(plain) & NAMES[part] for part in DATE_PARTS):
            continue
        if name == "date" and all(part in columns.at for part in DATE_PARTS):
            continue
        if matches and name not in columns.at:
            columns.at[name] = matches[0]
    dates = [at for at in range(len(plain)) if any(looks_like_date(row[at]) for _, row in cells[:HEADER_ROWS])]
    if "date" not in columns.at and columns.at.get("time") in dates:
        columns.at["date"] = columns.at.pop("time")  # a column of times that have their date
    if "date" not in columns.at and not all(part in columns.at for part in DATE_PARTS):
        raise _missing_column(columns, "date", dates or range(len(plain)))
    if "date" in columns.at and cells and not any(looks_like_date(row[columns.at["date"]]) for _, row in cells):
        at = columns.at["date"]
        example = next((row[at] for _, row in cells if row[at]), "")
        raise FileError(
            f"its column {shown_cell(columns.names[at])} holds no dates, but cells such as {shown_cell(example)}; say "
            f"which column holds them, as in --column date=NAME ({columns.seen()})"
        )
    if "pain" not in columns.at:
        columns.at["pain"] = _pain_column(columns, plain, cells)


def _pain_column(columns: PainColumns, plain: Sequence[str], cells: Sequence[Row]) -> int:
    free = [at for at in range(len(plain)) if at not in columns.at.values()]
    numbers = [at for at in free if _is_numeric(cells, at)]
    named = [
        at
        for at in free
        if (plain[at] in NAMES["pain"] or _names_pain(plain[at])) and plain[at] not in NAMES["leg"]
        if not cells or any(read_score(row[at]) is not None for _, row in cells)
    ]
    without_scores = [at for at in free if plain[at] in NAMES["pain"] and any(row[at] for _, row in cells)]
    if not named and not numbers and without_scores:
        at = without_scores[0]
        example = next(row[at] for _, row in cells if row[at])
        raise FileError(
            f"its column {shown_cell(columns.names[at])} holds no scores, but cells such as {shown_cell(example)}; "
            "write them as numbers, such as 0 to 10, and import it again"
        )
    if len(named) != 1:
        raise _missing_column(columns, "pain", named or numbers)
    return named[0]


def _names_pain(name: str) -> bool:
    words = name.casefold()
    return any(word in words for word in PAIN_WORDS) and not any(word in words for word in OTHER_PLACES)


def _missing_column(columns: PainColumns, name: str, positions: Sequence[int] | range) -> MissingOptionError:
    names = [columns.names[at] or str(at + 1) for at in positions]
    example = escape_control(names[0])[:40] if names else "NAME"
    return MissingOptionError(
        "column",
        f"Which column is the {name}?",
        [(f"{name}={column}", escape_control(column)) for column in names],
        f"{columns.seen()}; say which is the {name}: --column {name}={_quoted(example)}.",
        proposal=f"{name}={names[0]}" if len(names) == 1 else None,
    )


def carry_down(columns: PainColumns, cells: Sequence[Row]) -> None:
    """Fill empty cells of the parts of the date, and of what the row is about, with the ones above."""
    positions = [columns.at[part] for part in DATE_PARTS]
    positions += [at for at, name in enumerate(columns.names) if plain_name(name) in KINDS | {"side", "seite"}]
    above = [""] * len(columns.names)
    for _, row in cells:
        for at in positions:
            above[at] = row[at] = row[at] or above[at]


def select_rows(columns: PainColumns, cells: list[Row], options: ImportOptions) -> list[Row]:
    """The rows that the person wants of a long table. Raises MissingOptionError where it holds several kinds."""
    wanted: dict[int, set[str]] = {}
    for name, value in options.where:
        wanted.setdefault(columns.find(name), set()).add(name_key(value))
    for at, values in wanted.items():
        known = Counter(row[at] for _, row in cells)
        if not values <= {name_key(value) for value in known}:
            raise UsageError(f"No row has such a value in {shown_cell(columns.names[at])}; it has {_values(known)}.")
    for at, name in enumerate(columns.names):
        if plain_name(name) in KINDS and at not in wanted and at not in columns.at.values():
            known = Counter(row[at] for _, row in cells if row[at] and row[columns.at["pain"]])
            if 1 < len(known) <= 200:
                example = next((value for value in known if _names_pain(value)), known.most_common(1)[0][0])
                raise MissingOptionError(
                    "where",
                    f"Which rows are the pain that you mean? Their {shown_cell(name)} is {_values(known)}.",
                    [(f"{name}={value}", escape_control(value)) for value, _ in known.most_common(SHOWN_VALUES)],
                    f"Its rows are of several kinds: {shown_cell(name)} is {_values(known)}; say which are meant: "
                    f"--where {_quoted(f'{escape_control(name)}={escape_control(example)}')}.",
                )
    return [(line, row) for line, row in cells if all(name_key(row[at]) in values for at, values in wanted.items())]


def _values(known: Counter[str]) -> str:
    shown = [f"{escape_control(value)[:40]!r} ({times})" for value, times in known.most_common(SHOWN_VALUES)]
    more = len(known) - len(shown)
    return wording.listed([*shown, f"{more} more"] if more else shown)


def read_score(cell: str) -> Decimal | None:
    """A score with a point or a comma, with or without `/10` or `%` after it; None where the cell is none."""
    match = _NUMBER.match(cell.strip())
    return Decimal(match[0].replace(",", ".")) if match else None


def _is_numeric(cells: Sequence[Row], at: int) -> bool:
    """Whether at least half of the cells of a column that are not empty are numbers."""
    values = [row[at] for _, row in cells if row[at]]
    return bool(values) and 2 * sum(read_score(value) is not None for value in values) >= len(values)


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[^\w.=-]", text) else text
