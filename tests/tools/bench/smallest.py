"""The smallest Textual program that anybody would call one: a header, a table of twenty rows, a footer."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header


class Smallest(App[None]):
    """What the interface is measured beside."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Header()
        yield DataTable[str]()
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("one", "two", "three")
        for number in range(1, 21):
            table.add_row(f"row {number}", "x", "y")


if __name__ == "__main__":
    Smallest().run()
