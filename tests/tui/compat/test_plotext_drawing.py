"""What is read from plotext's pictures, and what is put into their cells."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.tui.compat.plotext_drawing import INKS, RULE, _read, draw
from tracker.tui.widgets.charts.spec import Bar, ChartInk, ChartSpec, Rule, Series

MONDAY = date(2026, 11, 16)


def picture(
    series: tuple[Series, ...] = (), bars: tuple[Bar, ...] = (), rules: tuple[Rule, ...] = (), days: int = 8
) -> list[str]:
    """Some days from 0 to 10, without labels: 16 columns and 10 rows, and below them that of the axis."""
    plot = ChartSpec(MONDAY, MONDAY + timedelta(days - 1), 10.0, series, bars, rules=rules)
    return ["".join(glyph for glyph, _ in row) for row in draw(plot, 16, 11)]


def places(rows: list[str], glyph: str) -> list[tuple[int, int]]:
    """The row and column of each cell with a glyph, from the top and the left."""
    return [(at, column) for at, row in enumerate(rows) for column, each in enumerate(row) if each == glyph]


def points(glyph: str, *at: tuple[float, float], lines: bool = False, crowds: bool = False) -> Series:
    return Series(ChartInk.PAIN, (at,), glyph, lines, crowds)


def test_numbers_of_colours_are_inks() -> None:
    assert list(_read("\x1b[38;5;2ma\x1b[0mb")) == [("a", INKS[1]), ("b", None)]


def test_the_first_and_the_last_ink_are_read_and_no_number_beyond_them() -> None:
    codes = "".join(f"\x1b[38;5;{number}m{number % 10}" for number in (0, 1, len(INKS), len(INKS) + 1))
    assert [ink for _, ink in _read(codes)] == [None, INKS[0], INKS[-1], None]


def test_codes_in_another_form_leave_the_characters_without_ink() -> None:
    assert list(_read("\x1b[38;2;1;2;3ma\x1b[38;5;200mb\x1b[1mc")) == [("a", None), ("b", None), ("c", None)]


def test_points_stand_from_the_first_cell_to_the_last_and_lines_have_no_points() -> None:
    line = points("x", (1, 1), (2, 5), lines=True)
    rows = picture((points("o", (-0.5, 10), (0, 0), (7.5, 5)), line))
    assert places(rows, "o") == [(0, 0), (4, 15), (9, 1)]
    assert places(rows, "x") == []
    assert [at for at, row in enumerate(rows) if any(0x2800 < ord(glyph) < 0x2900 for glyph in row)] == [5, 6, 7, 8]


def test_a_line_without_points_leaves_the_others_as_they_are() -> None:
    line = points("x", (1, 1), (2, 5), lines=True)
    assert picture((Series(ChartInk.MEDIAN, (), "", lines=True), line)) == picture((line,)) != picture()


def test_what_lies_outside_the_picture_is_left_out() -> None:
    for x, y in ((0, -2.5), (0, -20), (-1, 5), (-9, 5)):
        assert picture((points("o", (x, y)),)) == picture()


def test_points_hide_bars_and_rules_but_crowded_points_hide_nothing_except_rules() -> None:
    behind = (Bar(ChartInk.BAR, 1.5, 3.5, 8),), (Rule(ChartInk.RULE, 5),)
    rows = picture((points("o", (2, 4.5), (6, 4.5)),), *behind)
    assert places(rows, "o") == [(5, 5), (5, 13)]
    assert len(places(rows, "█")) == 8 * 3 - 1
    assert places(rows, RULE) == [(5, column) for column in (0, 1, 2, 3, 7, 8, 9, 10, 11, 12, 14, 15)]
    crowded = points("o", *[(2, 4.5)] * 9, *[(6, 4.5)] * 9, crowds=True)
    assert places(picture((crowded,), *behind), "·") == [(5, 13)]
