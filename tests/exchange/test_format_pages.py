"""The pages about the formats say what the program reads, and all of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tracker.core.input.validation import RANGES
from tracker.core.model import Settings
from tracker.exchange.history import record_readers
from tracker.exchange.history.csv_tables import COLUMNS
from tracker.exchange.history.document import VERSION, read_document
from tracker.exchange.imports.loop_csv import checkmarks_table
from tracker.exchange.imports.pain_table import read_pain_table
from tracker.exchange.tables.import_options import ImportOptions
from tracker.library import load_library

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = (DOCS / "history-document.md").read_text(encoding="utf-8")
FORMATS = (DOCS / "formats.md").read_text(encoding="utf-8")
SHAPES = record_readers.SCHEMAS[VERSION]


def example(page: str, language: str) -> str:
    """The first example of a page in a language."""
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("kind", SHAPES)
def test_every_field_of_the_document_is_on_its_page(kind: str) -> None:
    missing = {name for name in SHAPES[kind].known if f"`{name}`" not in DOCUMENT}
    assert missing == set()


def test_the_ranges_and_defaults_of_the_settings_are_those_of_the_program() -> None:
    for name, (low, high) in RANGES.items():
        default = getattr(Settings(), name)
        assert re.search(rf"^\| `{name}` \| {low:g} to {high:g}: .* \| {default:g} \|$", DOCUMENT, re.MULTILINE), name


def test_the_examples_are_read_as_they_stand() -> None:
    exercises = load_library().exercises
    history = read_document(example(DOCUMENT, "json"), exercises).history
    assert (len(history.prescriptions), len(history.sessions), len(history.checkins)) == (1, 1, 1)
    table = checkmarks_table(example(FORMATS, "csv").encode())
    checkins = read_pain_table(table, ImportOptions(), date(2026, 2, 1)).checkins
    assert [(checkin.pain, checkin.flare) for checkin in checkins] == [(2, False), (5, True)]


def test_every_exported_table_is_named() -> None:
    assert {name for name in COLUMNS if f"`{name}`" not in FORMATS} == set()
