"""A line with a left and a right part."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class SplitLine(Widget):
    """Shows `left` and `right`; where there is no room for both, `left` is cut off."""

    DEFAULT_CSS = "SplitLine { height: 1; }"

    # Contents are equal where their letters are, whatever their styles.
    left: reactive[Content] = reactive(Content(), always_update=True)
    right: reactive[Content] = reactive(Content(), always_update=True)

    def render(self) -> Content:
        room = self.size.width - self.right.cell_length
        return Content.assemble(self.left.truncate(max(room - 1, 0), ellipsis=True, pad=True), " ", self.right)
