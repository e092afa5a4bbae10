"""A label with longer texts beside it, whose lines stay in their own column."""

from __future__ import annotations

from rich.style import Style
from rich.table import Table
from rich.text import Text


def label_table(label: str, *lines: tuple[str, Style], width: int, style: Style) -> Table:
    """`label` in a column of `width` cells, and beside it the lines, each with its style."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=width, no_wrap=True)
    table.add_column()
    for index, (line, line_style) in enumerate(lines):
        table.add_row(Text("" if index else label, style), Text(line, line_style))
    return table
