"""The place above the keys that says what was done, or what is in the way."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static


class MessageLine(Vertical):
    """A sentence that is there for a while; without one it takes no room.

    Once there is one it becomes lower only when it is hidden, also where the sentence is cleared, so that the rest of
    the screen neither moves nor has to be drawn again.
    """

    DEFAULT_CSS = "MessageLine { height: auto; align-vertical: bottom; }"

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Static(id="sentence", markup=False)

    def compose(self) -> ComposeResult:
        yield self._sentence

    def say(self, sentence: str, *, problem: bool = False) -> None:
        """Show a sentence, with the colours of a problem if it is one."""
        line, height = self._sentence, self.size.height
        line.set_class(problem, "-problem")
        width = self.content_size.width - line.gutter.width
        line.update(sentence, layout=False)
        lines = line.get_content_height(self.content_size, self.app.size, width) if height else 0
        if lines < height:
            self.styles.min_height = height
        if lines != line.size.height or not height:
            line.refresh(layout=True)
        line.display = True

    def clear(self) -> None:
        """Show nothing in its place."""
        self.styles.min_height = self.size.height or None
        self._sentence.display = False

    def hide(self) -> None:
        """Give its place back."""
        self.styles.min_height = None
        self._sentence.display = False
