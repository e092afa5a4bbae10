"""Apple Health's `export.xml`, read as a stream: its walks, and its records of lower back pain.

The file may be of gigabytes, so it is parsed piece by piece. Its DOCTYPE, which Apple writes, declares elements and
attributes; one that declares entities is refused, as those can swell without bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import IO
from xml.parsers import expat

from tracker.core.errors import FileError
from tracker.core.model import MAX_MINUTES
from tracker.core.progress import Progress
from tracker.exchange.tables.dates import read_clock
from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import Collector, ImportedData, day_fault, shown_cell
from tracker.exchange.tables.severity import Severity, approximate_checkin
from tracker.exchange.tables.walks import OTHER_ACTIVITIES, is_walk
from tracker.exchange.tables.workouts import read_number

ROOT = "HealthData"
BACK_PAIN = "HKCategoryTypeIdentifierLowerBackPain"
PIECE = 1024 * 1024
MAX_TOKEN = 8 * 1024 * 1024
"""The most bytes that may pass without the end of a tag; real ones are of some hundred."""
SECONDS: Mapping[str, float] = {"s": 1, "sec": 1, "min": 60, "hr": 3600, "h": 3600}

_SEVERITIES = {
    "notpresent": Severity.NONE, "mild": Severity.MILD, "moderate": Severity.MODERATE, "severe": Severity.SEVERE,
}  # fmt: skip
_START = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})")


def read(file: IO[bytes], size: int, options: ImportOptions, today: date, progress: Progress) -> ImportedData:
    """The walks and back pain of an export of `size` bytes. Raises FileError where it is no such file."""
    reader = _Reader(today)
    parser = expat.ParserCreate("utf-8")  # as Apple writes it, whatever the file declares
    parser.StartElementHandler = reader.start_element
    parser.EntityDeclHandler = _refuse_entity
    parser.buffer_text = True
    reader.line = lambda: parser.CurrentLineNumber
    done = 0
    try:
        while piece := file.read(PIECE):
            parser.Parse(piece)
            done += len(piece)
            if done - max(parser.CurrentByteIndex, 0) > MAX_TOKEN:
                raise FileError("it has a tag that never ends, so it is no export of Apple Health")
            progress(min(done, size - 1), size)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FileError(f"it is no XML that can be read ({error})") from None
    progress(size, size)
    return reader.result(options)


def _refuse_entity(*_: object) -> None:
    raise FileError("it declares entities, which no export of Apple Health does; nothing was read")


class _Reader:
    """Collects what is of use of the elements of an export."""

    def __init__(self, today: date) -> None:
        self.line: Callable[[], int] = int
        self._today = today
        self._collector = Collector("Apple Health")
        self._root = ""
        self._pains: dict[date, list[tuple[str, Severity]]] = {}

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        if not self._root:
            self._root = name
            if name != ROOT:
                raise FileError(f"it is no export of Apple Health, as it begins with {shown_cell(name)}")
        if name == "Record" and attributes.get("type") == BACK_PAIN:
            self._add_pain(attributes)
        elif name == "Workout":
            self._add_workout(attributes)

    def result(self, options: ImportOptions) -> ImportedData:
        """All that was collected."""
        checkins = [
            approximate_checkin(day, [severity for _, severity in sorted(pains)], options.of_day)
            for day, pains in self._pains.items()
        ]
        return self._collector.result(checkins)

    def _add_pain(self, attributes: dict[str, str]) -> None:
        value = attributes.get("value", "").removeprefix("HKCategoryValueSeverity").casefold()
        day = self._day(attributes)
        if value == "unspecified":
            self._collector.leave_out("records of back pain without a severity", self.line())
        elif value not in _SEVERITIES:
            self._bad(f"{shown_cell(attributes.get('value', ''))} is no severity")
        elif day is not None:
            self._pains.setdefault(day, []).append((attributes.get("startDate", "")[11:19], _SEVERITIES[value]))

    def _add_workout(self, attributes: dict[str, str]) -> None:
        if not is_walk(attributes.get("workoutActivityType", "")):
            self._collector.leave_out(OTHER_ACTIVITIES, self.line())
            return
        day = self._day(attributes)
        duration = read_number(attributes.get("duration", "?"))
        unit = SECONDS.get(attributes.get("durationUnit", "min"))
        if day is None:
            return
        if duration is None or unit is None or not 0 < duration * unit <= MAX_MINUTES * 60:
            self._bad(f"{shown_cell(attributes.get('duration', ''))} is no duration of a walk")
        else:
            minute = read_clock(attributes.get("startDate", "")[10:19])
            self._collector.add_walk(day, duration * unit, self.line(), minute)

    def _day(self, attributes: dict[str, str]) -> date | None:
        """The day on which it began, where it was; None with a bad row where it is none or after today."""
        start = attributes.get("startDate", "")
        match = _START.match(start)
        try:
            day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
        except ValueError:
            day = None
        if day is None or day > self._today:
            self._bad(day_fault(day, start))
            return None
        return day

    def _bad(self, sentence: str) -> None:
        self._collector.add_bad_row(f"line {self.line()}: {sentence}")
