"""The dialog that lists what the library leaves out, and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.service.library.shipped import LeftOut
from tracker.tui.compat.early_exit import Dialog

FOOT = "None of these is bad for a back by itself. Beside each stands what does the same with less, or leads up to it."


class LeftOutList(Dialog[None]):
    BINDINGS = [Binding("escape,enter,q,o", "dismiss", "Close", id="left_out.close", key_display="esc")]

    def __init__(self, left_out: Sequence[LeftOut]) -> None:
        super().__init__()
        self._left_out = left_out

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = "Left out, and why"
            box.border_subtitle = "↑ ↓ scroll · esc close"
            yield Static(FOOT, classes="foot", markup=False)
            for exercise in self._left_out:
                yield Static(
                    Content.assemble(
                        (exercise.name, "bold $primary"), f"  {exercise.why} ", (exercise.source, "$foreground-muted")
                    )
                )
