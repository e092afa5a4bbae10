"""The dialog that lists what the library leaves out, and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tracker.service.library.shipped import LeftOut
from tracker.tui.dialogs.page import Page

FOOT = "None of these is bad for a back by itself. Beside each stands what does the same with less, or leads up to it."


class LeftOutList(Page[None]):
    heading = "Left out, and why"
    BINDINGS = [Binding("escape,enter,q,o", "dismiss", "Close", id="left_out.close", key_display="esc")]

    def __init__(self, left_out: Sequence[LeftOut]) -> None:
        super().__init__()
        self._left_out = left_out

    def parts(self) -> ComposeResult:
        yield Static(FOOT, classes="foot", markup=False)
        for exercise in self._left_out:
            name, source = (exercise.name, "bold $primary"), (exercise.source, "$foreground-muted")
            yield Static(Content.assemble(name, f"  {exercise.why} ", source))
