"""A list of sentences with bullets."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tracker.tui.widgets.text.text_table import TextRow, TextTable


class BulletList(TextTable):
    """The sentences, one below the other."""

    DEFAULT_CSS = "BulletList { margin-bottom: 1; }"

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__()
        self._sentences = sentences

    def rows(self) -> Sequence[TextRow]:
        return [(Text("·"), Text(sentence)) for sentence in self._sentences]
