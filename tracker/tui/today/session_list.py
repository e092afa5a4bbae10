"""The session: its blocks of exercises, a cursor on one of them, and a box for every set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.core.engine.progression import VerdictKind
from tracker.service.day.blocks import in_blocks
from tracker.service.day.day_view import DayRow
from tracker.tui.protocols import dose_text
from tracker.tui.widgets.day_strip import Mark
from tracker.tui.widgets.text.set_boxes import SET_DONE, SET_MISSING, SET_PART

EASED = "~"
DOSE_WIDTH = 20
# Where there is room, how an exercise has gone stands at the end of its row, each mark in one of the row's styles.
MARK_STYLES = {Mark.DONE: "done", Mark.PAINFUL: "pain", Mark.RAISED: "step", Mark.UNKNOWN: "step"}


class SessionList(ScrollView, can_focus=True):
    """A day's rows in blocks. `cursor` is the id of an exercise, `typed_amount` what is typed for its next set."""

    COMPONENT_CLASSES = {
        "session--heading",
        "session--cursor",
        "session--dim",
        "session--done",
        "session--pain",
        "session--step",
    }
    DEFAULT_CSS = """
    SessionList {
        background: $background;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .session--heading { color: $primary; text-style: bold; }
        & > .session--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .session--dim { color: $foreground-muted; }
        & > .session--done { color: $success; }
        & > .session--pain { color: $error; text-style: bold; }
        & > .session--step { color: $accent; text-style: bold; }
    }
    """
    BINDINGS = [
        Binding("up,k", "move(-1)", "Up", id="session.up", show=False),
        Binding("down,j", "move(1)", "Down", id="session.down", show=False),
    ]

    cursor: reactive[str | None] = reactive[str | None](None, repaint=False)
    typed_amount: reactive[str] = reactive("", repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[DayRow] = []
        self._lines: list[str | DayRow] = []
        self._steps: Mapping[str, str] = {}
        self._days: Mapping[str, Sequence[Mark]] = {}
        self._room_for_boxes = 0

    def show(self, rows: Sequence[DayRow], steps: Mapping[str, str], days: Mapping[str, Sequence[Mark]]) -> None:
        """Draw these rows, with the signs of proposed steps and the last days by exercise; the cursor stays."""
        blocks = in_blocks(rows)
        previous, previous_room = self._drawn(), self._room_for_boxes
        self.rows = [row for _, block in blocks for row in block]
        self._lines = []
        for heading, block in blocks:
            self._lines += [heading, *block]
        self._steps = steps
        self._days = days
        self._room_for_boxes = max((self._boxes(row).cell_len for row in self.rows), default=0)
        self.virtual_size = Size(self.size.width, len(self._lines))
        if self.row is None:
            self.to_first_missing()
        drawn = self._drawn()
        if len(drawn) != len(previous) or self._room_for_boxes != previous_room:
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(previous, drawn, strict=True)):
            if old != new:
                self.refresh_line(y)

    def _drawn(self) -> list[tuple[object, ...]]:
        """What each line is drawn from, apart from the width and the cursor."""
        return [(line, *self._markers(line)) for line in self._lines]

    def _markers(self, line: str | DayRow) -> tuple[object, ...]:
        return () if isinstance(line, str) else (self._steps.get(line.exercise.id), self._days.get(line.exercise.id))

    @property
    def row(self) -> DayRow | None:
        """The row under the cursor."""
        return next((row for row in self.rows if row.exercise.id == self.cursor), None)

    def to_first_missing(self) -> None:
        first = next((row for row in self.rows if row.missing), self.rows[0] if self.rows else None)
        self.cursor = first.exercise.id if first is not None else None

    def to_next_missing(self) -> None:
        """Move from a complete exercise to the next one with sets left."""
        if self.row is None or self.row.missing:
            return
        index = self.rows.index(self.row)
        following = [*self.rows[index + 1 :], *self.rows[:index]]
        self.cursor = next((row.exercise.id for row in following if row.planned and row.missing), self.cursor)

    def watch_cursor(self, previous: str | None, exercise: str | None) -> None:
        self.typed_amount = ""
        row = self.row
        if exercise is not None and row is not None:
            line = self._lines.index(row)
            top = max(0, line - 1) if isinstance(self._lines[max(0, line - 1)], str) else line
            self.scroll_to_region(Region(0, top, 1, line - top + 1), animate=False)
        self._refresh_row(previous)
        self._refresh_row(exercise)

    def watch_typed_amount(self) -> None:
        self._refresh_row(self.cursor)

    def _refresh_row(self, exercise: str | None) -> None:
        for y, line in enumerate(self._lines):
            if not isinstance(line, str) and line.exercise.id == exercise:
                self.refresh_line(y)

    def action_move(self, by: int) -> None:
        if self.row is not None:
            index = min(max(self.rows.index(self.row) + by, 0), len(self.rows) - 1)
            self.cursor = self.rows[index].exercise.id

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._lines):
            line = self._lines[index]
            if isinstance(line, DayRow):
                self.cursor = line.exercise.id

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        base = self.rich_style
        width = self.size.width
        if index >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[index]
        text = self._heading(line, width) if isinstance(line, str) else self._row(line, width)
        text.no_wrap = True
        text.truncate(width, overflow="ellipsis", pad=True)
        if not isinstance(line, str) and line.exercise.id == self.cursor:
            base = base + self._style("cursor")
        return Strip(text.render(self.app.console), width).apply_style(base)

    def _heading(self, heading: str, width: int) -> Text:
        text = Text(end="").append(f"{heading} ", self._style("heading"))
        return text.append("─" * max(0, width - text.cell_len), self._style("dim"))

    def _row(self, row: DayRow, width: int) -> Text:
        selected = row.exercise.id == self.cursor
        text = Text(end="").append("▶ " if selected else "  ")
        if row.exercise.id in self._steps and not selected:
            text = Text(end="").append(f"{self._steps[row.exercise.id]} ", self._style("step"))
        boxes = self._boxes(row)
        room = width - 2 - DOSE_WIDTH - 2 - self._room_for_boxes
        name_width = max(8, min(room, max(len(other.exercise.name) for other in self.rows) + 2))
        name = Text(row.exercise.name, end="")
        name.truncate(name_width, overflow="ellipsis", pad=True)
        dose = Text("" if row.today is None else dose_text(self, row.today, per_side=row.exercise.per_side), end="")
        if row.verdict is not None and row.verdict.verdict is VerdictKind.EASE:
            dose = Text(f"{EASED}{dose.plain}", end="")
        if row.skip is not None:
            dose = Text(f"left out: {row.skip.reason.value}", end="")
        if selected and self.typed_amount:
            dose = Text(f"{self.typed_amount}▏of {dose.plain}", self._style("step"), end="")
        dose.truncate(DOSE_WIDTH, overflow="ellipsis", pad=True)
        complete = not row.missing
        if complete and not selected:
            name.stylize(self._style("dim"))
            dose.stylize(self._style("dim"))
        text.append(name).append(" ").append(dose).append(" ").append(boxes)
        return self._with_days(text, row, 2 + name_width + 1 + DOSE_WIDTH + 1 + self._room_for_boxes + 2, width)

    def _with_days(self, text: Text, row: DayRow, start: int, width: int) -> Text:
        marks = self._days.get(row.exercise.id, ())
        if start + len(marks) <= width:
            text.append(" " * (start - text.cell_len))
            for mark in marks:
                text.append(mark.glyph, self._style(MARK_STYLES.get(mark, "dim")))
        return text

    def _boxes(self, row: DayRow) -> Text:
        text = Text(end="")
        for set_log, planned in zip_longest(row.logged, row.planned_sets[: len(row.logged)]):
            part = planned is not None and set_log.work < planned.work
            text.append(SET_PART if part else SET_DONE, self._style("done"))
        text.append(SET_MISSING * len(row.missing))
        if row.pain is not None:
            text.append(f" {row.pain}", self._style("pain" if row.pain else "done"))
        if any(set_log.form_broke for set_log in row.logged):
            text.append(" form", self._style("step"))
        return text

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"session--{part}", partial=True)
