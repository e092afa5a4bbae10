"""Rows of a few cells, the last of which has room for long texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

TextRow = Sequence[Text]


class TextTable(Widget):
    """Draws `rows`: each cell but the last is as wide as the widest of its column, the last is wrapped beside them.

    A row of one cell has all the width. What was laid out for a width is kept, where a Rich table would be made anew
    for each look at it.
    """

    DEFAULT_CSS = "TextTable { height: auto; }"
    GAP = 1

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._laid_out: tuple[int, list[Text]] = (0, [])

    def rows(self) -> Sequence[TextRow]:
        """What there is to draw, in the styles of now."""
        raise NotImplementedError

    def changed(self) -> None:
        """The rows are others."""
        self._laid_out = (0, [])
        self.refresh(layout=True)

    def notify_style_update(self) -> None:
        """The colours are others."""
        self._laid_out = (0, [])
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as it takes."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One of them."""
        width, base = self.size.width, self.rich_style
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, base)
        return Strip(lines[y].render(self.app.console)).apply_style(base).adjust_cell_length(width, base)

    def _lines(self, width: int) -> list[Text]:
        if self._laid_out[0] != width:
            rows = self.rows()
            beside = max(len(row) for row in rows) - 1 if rows else 0
            widths = [max(row[at].cell_len for row in rows if len(row) > at + 1) for at in range(beside)]
            self._laid_out = (width, [line for row in rows for line in self._wrapped(row, widths, width)])
        return self._laid_out[1]

    def _wrapped(self, row: TextRow, widths: Sequence[int], width: int) -> Iterator[Text]:
        """The lines of a row."""
        first = Text(end="")
        for cell, its_width in zip(row[:-1], widths, strict=False):
            first.append(cell).append(" " * (its_width - cell.cell_len + self.GAP))
        indent = first.cell_len
        for at, line in enumerate(row[-1].wrap(self.app.console, max(width - indent, 1))):
            line.end = ""
            yield (first if at == 0 else Text(" " * indent, end="")).append(line)
