"""The pane beside the session: the exercise under the cursor, how to do it, and how it has gone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from tracker.core import wording
from tracker.service.day.day_view import DayRow
from tracker.service.day.today_view import TodayView
from tracker.tui.protocols import in_units
from tracker.tui.widgets.day_strip import DayStrip, marks_of
from tracker.tui.widgets.text.record_text import last_done_text, next_step_lines
from tracker.tui.widgets.text.set_text import set_text, set_text_anew, set_text_in_place

if TYPE_CHECKING:
    from tracker.tui.widgets.figure import FigureView


FIRST_CUES = 2


class ExerciseDetail(VerticalScroll, can_focus=False):
    """Figure, cues, last days, and what the next step waits for."""

    _figure: FigureView | None = None
    _row: DayRow | None = None
    _shown: tuple[date, str, Size] | None = None
    strip = getters.query_one(DayStrip)

    def compose(self) -> ComposeResult:
        yield Static(id="card", markup=False)
        yield Static(id="dose", markup=False)
        yield Container(id="figure")
        yield Static(id="cues")
        yield DayStrip(id="strip")
        yield Static(id="record", markup=False)
        yield Static(id="more", markup=False)

    def on_mount(self) -> None:
        """Add the figure after the first drawing: it takes longer to load than everything else here."""
        self.call_after_refresh(self._add_figure)

    async def _add_figure(self) -> None:
        from tracker.tui.widgets.figure import FigureView

        place = self.query_one("#figure")
        if not place.is_attached:  # the program was left meanwhile
            return
        self._figure = FigureView()
        await place.mount(self._figure)
        if self._row is not None:
            self._show_figure(self._row)

    def _show_figure(self, row: DayRow) -> None:
        self._row = row
        if self._figure is not None:
            from tracker.tui.widgets.text.exercise_pace import phases_of

            self._figure.phases = phases_of(row.exercise, row.today)
            self._figure.exercise = row.exercise.id

    def show(self, today_view: TodayView, row: DayRow | None) -> None:
        """Draw the exercise of a row; hide the pane without one."""
        self.display = row is not None
        if row is None:
            return
        title = row.exercise.name.replace("[", "\\[")
        if title != self.border_title:  # which is drawn anew with all that it surrounds
            self.border_title = title
        step_card = self.query_one("#card", Static)
        step = next((verdict for verdict in today_view.steps if verdict.exercise == row.exercise.id), None)
        step_card.display = step is not None
        if step is not None:
            set_text(step_card, in_units(self, "\n".join(step.why)))
        dose = self.query_one("#dose", Static)
        dose.display = row.today is not None
        if row.today is not None:
            set_text(dose, in_units(self, f"{_doses_in_full(row)}."))
        self._show_figure(row)
        cues = [Content(cue) for cue in row.exercise.cues[:FIRST_CUES]]
        if row.exercise.pace:
            cues.append(Content.styled(row.exercise.pace, "$accent"))
        set_text(self.query_one("#cues", Static), Content("\n").join(cues))
        more = "\n".join([*row.exercise.cues[FIRST_CUES:], row.exercise.caution])
        set_text(self.query_one("#more", Static), more.strip())
        days = today_view.last_days.get(row.exercise.id)
        if days is not None:
            self.strip.marks = marks_of(days)
        record = in_units(self, "\n".join(self._history_lines(today_view, row)))
        shown, self._shown = self._shown, (today_view.view.on, row.exercise.id, self.app.size)
        if shown == self._shown:
            set_text_in_place(self.query_one("#record", Static), record)
        else:
            set_text_anew(self.query_one("#record", Static), record)

    def _history_lines(self, today_view: TodayView, row: DayRow) -> list[str]:
        days = today_view.last_days.get(row.exercise.id)
        last_line = last_done_text(days) if days is not None else ""
        next_lines = (
            next_step_lines(row.verdict, today_view.view.today, dated=not today_view.care_first)
            if row.verdict is not None
            else []
        )
        return [line for line in (last_line, *next_lines) if line]


def _doses_in_full(row: DayRow) -> str:
    """The dose of the day, and beside one that is eased the usual one."""
    doses = [dose for dose in (row.today, row.dose) if dose is not None]
    in_full = [wording.dose_in_full(dose, per_side=row.exercise.per_side) for dose in dict.fromkeys(doses)]
    return "; usually ".join(in_full)
