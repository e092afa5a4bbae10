"""The dates of an export: one order for all of it, and months in any language."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from tracker.core.errors import FileError
from tracker.exchange.tables.dates import MONTH_NAMES, DateReader, read_clock
from tracker.exchange.tables.import_options import DateOrder, MissingOptionError


def read(*cells: str, order: DateOrder | None = None) -> list[date | None]:
    """The dates of cells that are an export."""
    reader = DateReader(cells, order)
    return [reader.read(cell) for cell in cells]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("2026/1/5", date(2026, 1, 5)),
        ("2026-01-05T07:30:00+01:00", date(2026, 1, 5)),
        ("2022-06-04 12:19:50 +0000", date(2022, 6, 4)),
        ("20260105", date(2026, 1, 5)),
        ("25.01.2026", date(2026, 1, 25)),
        ("25/1/26 7:30 AM", date(2026, 1, 25)),
        ("Mo 25.01.2026", date(2026, 1, 25)),
        ("01-25-26", date(2026, 1, 25)),
        ("8 Apr 2026, 16:50", date(2026, 4, 8)),
        ("11 Nis 2026, 13:05", date(2026, 4, 11)),
        ("3 févr. 2026, 08:00", date(2026, 2, 3)),
        ("8 4월 2026", date(2026, 4, 8)),
        ("22nd Sep 2020", date(2020, 9, 22)),
        ("5. Januar 2026", date(2026, 1, 5)),
        ("5 de enero de 2026", date(2026, 1, 5)),
        ("Jan 7, 2024, 5:15:00 PM", date(2024, 1, 7)),
        ("2026-02-30", None),
        ("0206-01-05", None),
        ("14:05", None),
        ("Total", None),
        ("", None),
    ],
)
def test_a_date_is_read_however_it_is_written(cell: str, expected: date | None) -> None:
    assert read(cell) == [expected]


def test_one_date_that_fits_a_single_order_decides_for_all_others() -> None:
    assert read("05/01/2026", "15/01/2026") == [date(2026, 1, 5), date(2026, 1, 15)]
    assert read("05/01/2026", "01/15/2026") == [date(2026, 5, 1), date(2026, 1, 15)]


def test_where_two_orders_are_possible_it_must_be_said() -> None:
    with pytest.raises(MissingOptionError, match="'05/01/2026' is 5 January 2026 or 1 May 2026") as raised:
        read("05/01/2026", "06/01/2026")
    assert [answer for answer, _ in raised.value.choices] == ["dmy", "mdy"]
    assert read("05/01/2026", order=DateOrder.MDY) == [date(2026, 5, 1)]
    assert read("26/01/05", order=DateOrder.YMD) == [date(2026, 1, 5)]


def test_dates_of_two_orders_in_one_export_are_named_and_the_other_order_is_then_no_date() -> None:
    with pytest.raises(MissingOptionError, match="'15/01/2026' has the day first, '01/16/2026' the month"):
        read("15/01/2026", "01/16/2026")
    assert read("15/01/2026", "01/16/2026", order=DateOrder.DMY) == [date(2026, 1, 15), None]


def test_a_date_that_is_the_same_in_both_orders_asks_nothing() -> None:
    assert read("05/05/2026") == [date(2026, 5, 5)]


def test_months_are_read_in_the_one_language_that_has_all_of_them() -> None:
    polish = read("12 lis 2025, 10:00", "3 gru 2025, 10:00")
    assert polish == [date(2025, 11, 12), date(2025, 12, 3)]
    croatian = read("12 lis 2025, 10:00", "3 sij 2026, 10:00")
    assert croatian == [date(2025, 10, 12), date(2026, 1, 3)]


def languages() -> dict[str, list[list[str]]]:
    """The names of the twelve months of each language, in each of its forms."""
    document = tomllib.loads(MONTH_NAMES.read_text(encoding="utf-8"))["names"]
    return {
        language: [
            [names[min(form, len(names) - 1)] for names in (month.split("|") for month in months)]
            for form in range(max(month.count("|") for month in months) + 1)
        ]
        for language, months in document.items()
    }


def test_the_months_of_every_language_are_read_with_numbers_and_marks_in_their_names() -> None:
    months = languages()
    assert len(months) > 100
    assert months["vi"][0][0].endswith("1")
    expected = [date(2026, month, 8) for month in range(1, 13)]
    for forms in months.values():
        for names in forms:
            cells = [f"8 {name} 2026, 16:50" for name in names]
            reader = DateReader(cells)
            assert [reader.read(cell) for cell in cells] == expected, cells
            cells = [f"{name} 8, 2026, 5:15:00 PM" for name in names]
            if not any("," in name for name in names):
                reader = DateReader(cells)
                assert [reader.read(cell) for cell in cells] == expected, cells


def test_a_month_that_no_language_has_is_refused_by_name() -> None:
    with pytest.raises(FileError, match=r"'foo' .* is no month in any language"):
        read("12 foo 2025")
    with pytest.raises(FileError, match="'lis' is a different month in other languages"):
        read("12 lis 2025")


@pytest.mark.parametrize(
    ("text", "minute"),
    [("8 Apr 2026, 16:50", 1010), ("7:05 pm", 1145), ("12:10 a.m.", 10), ("07h30", 450), ("am", None)],
)
def test_the_time_of_day_is_found_in_a_text(text: str, minute: int | None) -> None:
    assert read_clock(text) == minute
