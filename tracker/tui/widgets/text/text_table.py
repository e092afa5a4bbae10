"""A table of texts whose last column wraps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

TextRow = Sequence[Text]


class TextTable(Widget):
    """Draws `rows`: each cell but the last is as wide as its column, the last is wrapped beside them.

    A row of one cell has the whole width. The layout for a width is cached, which a Rich table does not do.
    """

    DEFAULT_CSS = "TextTable { height: auto; }"
    GAP = 1

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._laid_out: tuple[int, list[Text]] = (0, [])

    def rows(self) -> Sequence[TextRow]:
        """The rows to draw, in the current styles."""
        raise NotImplementedError

    def changed(self) -> None:
        """Lay the rows out again; to be called when they have changed."""
        self._laid_out = (0, [])
        self.refresh(layout=True)

    def notify_style_update(self) -> None:
        self._laid_out = (0, [])
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, base)
        return Strip(lines[y].render(self.app.console)).apply_style(base).adjust_cell_length(width, base)

    def _lines(self, width: int) -> list[Text]:
        if self._laid_out[0] != width:
            rows = self.rows()
            columns = max(len(row) for row in rows) - 1 if rows else 0
            widths = [max(row[index].cell_len for row in rows if len(row) > index + 1) for index in range(columns)]
            self._laid_out = (width, [line for row in rows for line in self._wrapped(row, widths, width)])
        return self._laid_out[1]

    def _wrapped(self, row: TextRow, widths: Sequence[int], width: int) -> Iterator[Text]:
        first = Text(end="")
        for cell, column_width in zip(row[:-1], widths, strict=False):
            first.append(cell).append(" " * (column_width - cell.cell_len + self.GAP))
        indent = first.cell_len
        for index, line in enumerate(row[-1].wrap(self.app.console, max(width - indent, 1))):
            line.end = ""
            yield (first if index == 0 else Text(" " * indent, end="")).append(line)
