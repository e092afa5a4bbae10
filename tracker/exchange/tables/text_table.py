"""Reads a table from the bytes of a CSV file of any usual encoding and delimiter.

The encoding is UTF-8, UTF-16 or UTF-32 by its mark or its zero bytes, else a Windows code page. Cells are separated by
commas, semicolons, tabs or vertical bars, or as a first line `sep=;` says.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tracker.core.errors import FileError

MAX_BYTES = 64 * 1024 * 1024
MAX_LINE = 1_000_000
MAX_CELLS = 2_000
DELIMITERS = ",;\t|"
SAMPLE_ROWS = 50

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEP_LINE = re.compile(r'"?sep=(.)"?\s*?(?:\r\n|\n|\r|$)', re.IGNORECASE)
# The letters beyond ASCII of the languages that are written in a code page, tried in this order.
_CODE_PAGES = (
    ("cp1252", "ÀÂÄÃÁÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜßàâäãáåæçéèêëíìîïñóòôöõøœúùûüªº"),
    ("cp1254", "ÇĞİÖŞÜÂÎÛçğıöşüâîû"),
    ("cp1250", "ĄĆĘŁŃÓŚŹŻąćęłńóśźżÁČĎÉĚÍŇŘŠŤÚŮÝŽáčďéěíňřšťúůýžÄÔĹĽŔäôĺľŕŐŰÖÜőűöüĐđĂÂÎŞŢăâîşţß"),
    ("cp1257", "ĀČĒĢĪĶĻŅŠŪŽāčēģīķļņšūžĄĘĖĮŲąęėįųÄÕÖÜäõöü"),
)
_WORD_BEYOND_ASCII = re.compile(rb"(?<![A-Za-z\x80-\xff])[\xc0-\xff]{3,}(?![A-Za-z\x80-\xff])")

Row = tuple[int, list[str]]
"""The number of a row's first line in the file, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """The rows of a table that are not empty; `faults` says where the reading had to stop, if it had to."""

    rows: list[Row]
    delimiter: str
    faults: list[str] = field(default_factory=list)

    @property
    def header(self) -> list[str]:
        """The cells of the first row, without spaces around them; empty where there is no row."""
        return [cell.strip() for cell in self.rows[0][1]] if self.rows else []


def table_of(text: str) -> DelimitedTable:
    """The table that a text is."""
    separator = _SEP_LINE.match(text)
    first_line = 1
    if separator is not None:
        text, first_line = text[separator.end() :], 2
    delimiter = separator[1] if separator is not None else _delimiter(text)
    faults: list[str] = []
    rows = list(_rows(text, delimiter, first_line, faults))
    return DelimitedTable(rows, delimiter, faults)


def decode_text(data: bytes) -> str:
    """The text of a file. Raises FileError where it is too large or holds bytes that no text has."""
    if len(data) > MAX_BYTES:
        raise FileError(f"this is larger than {MAX_BYTES // 1024**2} MiB; nothing was read")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        raise FileError("this is no text in UTF-8, UTF-16 or a Windows code page; save it as CSV in UTF-8") from None
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise FileError("this holds zero bytes, so it is no text; save it as CSV in UTF-8")
    return text


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:2000]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(data)
    return "utf-8"


def _code_page(data: bytes) -> str:
    """The Windows code page in which all letters beyond ASCII are those of one of its languages."""
    if len(_WORD_BEYOND_ASCII.findall(data[:1_000_000])) > 1:
        return "cp1251"  # whole words beyond ASCII: Cyrillic
    for encoding, letters in _CODE_PAGES:
        try:
            characters = set(data.decode(encoding))
        except UnicodeDecodeError:
            continue
        beyond_ascii = (character for character in characters if not character.isascii())
        if all(character in letters for character in beyond_ascii if character.isalpha() or character in "¹³¼¾"):
            return encoding
    return "cp1252"


def _delimiter(text: str) -> str:
    """The delimiter that gives most rows of the sample the same number of cells, and most cells where that is equal."""
    sample = "".join(islice(io.StringIO(text[:200_000], newline=""), SAMPLE_ROWS))

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(cells) for _, cells in _rows(sample, delimiter, 1, []) if len(cells) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count, width

    return max(DELIMITERS, key=regularity)


def _rows(text: str, delimiter: str, first_line: int, faults: list[str]) -> Iterator[Row]:
    """The rows that are not empty; ends with a fault where quotation marks go wrong."""
    reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        line = reader.line_num + first_line
        try:
            cells = next(reader, None)
        except csv.Error as error:
            faults.append(f"line {line}: this is no line of a table ({error}); look at its quotation marks")
            return
        if cells is None:
            return
        if len(cells) > MAX_CELLS:
            faults.append(f"line {line}: it has more than {MAX_CELLS} cells")
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > MAX_LINE:
            raise csv.Error(f"more than {MAX_LINE} characters")
        yield line


def without_empty_end(cells: Sequence[str], width: int) -> list[str]:
    """Cells stripped of spaces, without the empty ones beyond `width`, and filled up to it."""
    stripped = [cell.strip() for cell in cells]
    while len(stripped) > width and not stripped[-1]:
        stripped.pop()
    return stripped + [""] * (width - len(stripped))
