"""The session: its blocks of exercises, a cursor on one of them, and a box for every set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.core import wording
from tracker.core.engine.progression import VerdictKind
from tracker.service.day.blocks import in_blocks
from tracker.service.day.day_view import DayRow
from tracker.service.day.recording import REASONS
from tracker.tui.protocols import dose_text
from tracker.tui.widgets.day_strip import Mark
from tracker.tui.widgets.text.set_boxes import SET_DONE, SET_MISSING, SET_PART

EASED = "~"
LEAST_DOSE_WIDTH, LEAST_NAME_WIDTH = 12, 8
MARKER_WIDTH = 2
# A pain of one digit and the space before it. Room for it is always there, so that none moves the rest when it comes.
PAIN_WIDTH = 2
FORM_BROKE = " form"
# Where there is room, how an exercise has gone stands at the end of its row, each mark in one of the row's styles.
MARK_STYLES = {Mark.DONE: "done", Mark.PAINFUL: "pain", Mark.RAISED: "step", Mark.UNKNOWN: "step"}


class Line(NamedTuple):
    """A line of the list: a heading, or a row; a name that is too long for its column goes on in lines below."""

    row: DayRow | None
    text: str
    is_first: bool = True


class Columns(NamedTuple):
    """The widths of what stands in a row, as the rows of the day need them."""

    name: int
    dose: int
    boxes: int
    pain: int
    form: int

    @property
    def end(self) -> int:
        """Where a row ends, with the marker before it and a space between two columns."""
        return MARKER_WIDTH + self.name + 1 + self.dose + 1 + self.boxes + self.pain + self.form


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
        self._blocks: list[tuple[str, list[DayRow]]] = []
        self._lines: list[Line] = []
        self._columns = Columns(0, 0, 0, 0, 0)
        self._steps: Mapping[str, str] = {}
        self._days: Mapping[str, Sequence[Mark]] = {}

    def show(self, rows: Sequence[DayRow], steps: Mapping[str, str], days: Mapping[str, Sequence[Mark]]) -> None:
        """Draw these rows, with the signs of proposed steps and the last days by exercise; the cursor stays."""
        self._blocks = in_blocks(rows)
        previous, previous_columns = self._drawn(), self._columns
        self.rows = [row for _, block in self._blocks for row in block]
        self._steps = steps
        self._days = days
        self._arrange()
        if self.row is None:
            self.to_first_missing()
        drawn = self._drawn()
        if len(drawn) != len(previous) or self._columns != previous_columns:
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(previous, drawn, strict=True)):
            if old != new:
                self.refresh_line(y)

    def _arrange(self) -> None:
        """Give the columns their widths and the rows their lines."""
        rows = self.rows
        dose = max([LEAST_DOSE_WIDTH, *(self._dose(row).cell_len for row in rows)])
        boxes = max((len(row.logged) + len(row.missing) for row in rows), default=0)
        pain = max([PAIN_WIDTH, *(len(_pain_text(row)) for row in rows)])
        form = len(FORM_BROKE) if any(_form_broke(row) for row in rows) else 0
        others = Columns(0, dose, boxes, pain, form).end
        longest = max((Text(row.exercise.name).cell_len for row in rows), default=0)
        # Before the first layout there is no width yet: the names have all the room that they need.
        width = self.scrollable_content_region.width
        room = width - others if width else longest + 2
        name = max(LEAST_NAME_WIDTH, min(room, longest + 2))
        self._columns = Columns(name, dose, boxes, pain, form)
        self._lines = []
        for heading, block in self._blocks:
            self._lines.append(Line(None, heading))
            for row in block:
                parts = Text(row.exercise.name).wrap(self.app.console, name)
                self._lines += [Line(row, part.plain, is_first=not at) for at, part in enumerate(parts)]
        self.virtual_size = Size(width, len(self._lines))

    def _drawn(self) -> list[tuple[object, ...]]:
        """What each line is drawn from, apart from the width and the cursor; of the advice only how much to do."""
        return [(line.text, line.is_first, *self._drawn_of(line.row)) for line in self._lines]

    def _drawn_of(self, row: DayRow | None) -> tuple[object, ...]:
        if row is None:
            return ()
        markers = self._steps.get(row.exercise.id), self._days.get(row.exercise.id)
        return row.exercise, row.today, _is_eased(row), row.skip, row.logged, *markers

    @property
    def row(self) -> DayRow | None:
        """The row under the cursor."""
        return next((row for row in self.rows if row.exercise.id == self.cursor), None)

    def cursor_offset(self) -> Offset:
        """Where the row under the cursor begins, for the terminal's own cursor."""
        row = self.row
        line = next((y for y, line in enumerate(self._lines) if row is not None and line.row is row), 0)
        return Offset(0, max(line - self.scroll_offset.y, 0))

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
            its_lines = [y for y, line in enumerate(self._lines) if line.row is row]
            top, bottom = its_lines[0], its_lines[-1]
            if self._lines[max(0, top - 1)].row is None:
                top -= 1
            self.scroll_to_region(Region(0, top, 1, bottom - top + 1), animate=False)
        self._refresh_row(previous)
        self._refresh_row(exercise)

    def watch_typed_amount(self) -> None:
        self._refresh_row(self.cursor)

    def _refresh_row(self, exercise: str | None) -> None:
        for y, line in enumerate(self._lines):
            if line.row is not None and line.row.exercise.id == exercise:
                self.refresh_line(y)

    def action_move(self, by: int) -> None:
        if self.row is not None:
            index = min(max(self.rows.index(self.row) + by, 0), len(self.rows) - 1)
            self.cursor = self.rows[index].exercise.id

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._lines):
            row = self._lines[index].row
            if row is not None:
                self.cursor = row.exercise.id

    def on_resize(self) -> None:
        self._arrange()
        self.refresh()

    def watch_show_vertical_scrollbar(self) -> None:
        # The bar takes a column from the rows, of which no resize event tells.
        self.on_resize()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        base = self.rich_style
        width = self.scrollable_content_region.width
        if index >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[index]
        text = self._heading(line.text, width) if line.row is None else self._row(line.row, line, width)
        text.no_wrap = True
        text.truncate(width, overflow="ellipsis", pad=True)
        if line.row is not None and line.row.exercise.id == self.cursor:
            base = base + self._style("cursor")
        return Strip(text.render(self.app.console), width).apply_style(base)

    def _heading(self, heading: str, width: int) -> Text:
        text = Text(end="").append(f"{heading} ", self._style("heading"))
        return text.append("─" * max(0, width - text.cell_len), self._style("dim"))

    def _row(self, row: DayRow, line: Line, width: int) -> Text:
        selected, columns = row.exercise.id == self.cursor, self._columns
        faded = self._style("dim") if not row.missing and not selected else ""
        if not line.is_first:
            return Text(" " * MARKER_WIDTH, end="").append(line.text, faded)
        text = Text(end="").append("▶ " if selected else "  ")
        if row.exercise.id in self._steps and not selected:
            text = Text(end="").append(f"{self._steps[row.exercise.id]} ", self._style("step"))
        name = Text(line.text, end="")
        name.truncate(columns.name, overflow="ellipsis", pad=True)
        dose = self._dose(row)
        if selected and self.typed_amount:
            dose = Text(f"{self.typed_amount}▏of {_amounts(row)}", self._style("step"), end="")
        dose.truncate(columns.dose, overflow="ellipsis", pad=True)
        name.stylize(faded)
        dose.stylize(faded)
        text.append(name).append(" ").append(dose).append(" ").append(self._how_it_went(row))
        return self._with_days(text, row, columns.end + 2, width)

    def _with_days(self, text: Text, row: DayRow, start: int, width: int) -> Text:
        marks = self._days.get(row.exercise.id, ())
        if start + len(marks) <= width:
            text.append(" " * (start - text.cell_len))
            for mark in marks:
                text.append(mark.glyph, self._style(MARK_STYLES.get(mark, "dim")))
        return text

    def _dose(self, row: DayRow) -> Text:
        if row.skip is not None:
            return Text(f"left out: {REASONS[row.skip.reason]}", end="")
        if row.today is None:
            return Text(end="")
        eased = EASED if _is_eased(row) else ""
        return Text(f"{eased}{dose_text(self, row.today, per_side=row.exercise.per_side)}", end="")

    def _how_it_went(self, row: DayRow) -> Text:
        """A box for each set, the worst pain, and whether form broke."""
        columns, text = self._columns, Text(end="")
        for set_log, planned in zip_longest(row.logged, row.planned_sets[: len(row.logged)]):
            part = planned is not None and set_log.work < planned.work
            text.append(SET_PART if part else SET_DONE, self._style("done"))
        text.append(SET_MISSING * len(row.missing)).pad_right(columns.boxes - text.cell_len)
        text.append(_pain_text(row).rjust(columns.pain), self._style("pain" if row.pain else "done"))
        if _form_broke(row):
            text.append(FORM_BROKE, self._style("step"))
        return text

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"session--{part}", partial=True)


def _is_eased(row: DayRow) -> bool:
    return row.verdict is not None and row.verdict.verdict is VerdictKind.EASE


def _pain_text(row: DayRow) -> str:
    return "" if row.pain is None else f" {row.pain}"


def _form_broke(row: DayRow) -> bool:
    return any(set_log.form_broke for set_log in row.logged)


def _amounts(row: DayRow) -> str:
    """The repetitions of each set of the day's dose, or its minutes."""
    if row.today is None:
        return ""
    if not row.today.reps:
        return wording.dose(row.today)
    return "·".join(map(str, row.today.reps))
