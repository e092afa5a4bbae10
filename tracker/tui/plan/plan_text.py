"""The form with the whole plan as text, to change, mail and paste back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button, TextArea

from tracker.core.errors import NotPossibleError
from tracker.service.plan import plan_as_text
from tracker.tui.widgets.forms.form import Form


class PlanText(Form):
    """Writes what was changed of the text; if a line is wrong, its number is named and nothing is changed."""

    heading = "The plan as text"
    hint = "tab, then enter: save · esc leave"
    BINDINGS = [Binding("ctrl+s", "save", "Save", id="plan_text.keep", show=False)]

    def __init__(self, plan: plan_as_text.EditablePlan) -> None:
        super().__init__()
        self._text = plan.text
        self.shown = plan.lines
        self._may_empty = False

    def fields(self) -> ComposeResult:
        yield TextArea(self._text, show_line_numbers=True, soft_wrap=False, id="text")
        yield Button("Save", variant="primary", id="keep", compact=True)

    def on_mount(self) -> None:
        """Put the cursor where the plan begins, below the comment."""
        super().on_mount()
        area = self.query_one(TextArea)
        lines = self._text.splitlines()
        first = next((number for number, text in enumerate(lines) if text and not text.startswith("#")), 0)
        self.call_after_refresh(area.move_cursor, (first, 0))

    async def write(self) -> str:
        text = self.query_one(TextArea).text
        lines, empty = self.shown, self._may_empty
        self._may_empty = False
        try:
            return await self.run(lambda context: plan_as_text.apply_plan_text(context, text, lines, empty=empty))
        except plan_as_text.EmptyPlanError as problem:
            self._may_empty = True
            raise NotPossibleError(f"{problem} Save once more to empty the plan.") from None
