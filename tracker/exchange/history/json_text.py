"""A JSON text as values, within bounds of size and depth."""

from __future__ import annotations

import json
from collections import Counter

from tracker.core.errors import DocumentError
from tracker.core.input.field_reader import RepeatedFields, printable_name

MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 8_000_000
"""A bound of what the values of a file can number, from its brackets and commas: fifty full years are 4 million."""


def load_json(data: bytes | str) -> object:
    """The values of a JSON text. Raises DocumentError where it is too large, nested too deeply or no JSON."""
    text = decode(data)
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise DocumentError(["the file holds more values than fifty years of training would; nothing was read"])
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise DocumentError(["the file is nested too deeply to be a history document"]) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise DocumentError([f"the file is no JSON: {error.msg} at {where}"]) from None
    except ValueError:  # an integer of thousands of digits
        raise DocumentError(["the file holds a number of too many digits"]) from None


def decode(data: bytes | str) -> str:
    """The text of a file in UTF-8, without its mark. Raises DocumentError where it is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise DocumentError([f"the file is larger than {MAX_BYTES // 1024**2} MiB; nothing was read"])
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError([f"the file is not in UTF-8 (byte {error.start + 1}); save it as UTF-8"]) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object that remembers which of its fields were given twice, which `dict` would forget."""
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    repeated = RepeatedFields(values)
    repeated.names = tuple(
        printable_name(name) for name, times in Counter(name for name, _ in pairs).items() if times > 1
    )
    return repeated


_DECODER = json.JSONDecoder(object_pairs_hook=_object)
