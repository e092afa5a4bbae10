"""A list of sentences with bullets."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tracker.tui.widgets.text.text_table import TextRow, TextTable


class BulletList(TextTable):
    """The sentences, below a `heading` if there is one."""

    DEFAULT_CSS = "BulletList { margin-bottom: 1; }"

    def __init__(self, sentences: Sequence[str], heading: str = "") -> None:
        super().__init__()
        self._sentences = sentences
        self._heading = heading

    def rows(self) -> Sequence[TextRow]:
        above = [(Text(self._heading),)] if self._heading else []
        return [*above, *((Text("·"), Text(sentence)) for sentence in self._sentences)]
