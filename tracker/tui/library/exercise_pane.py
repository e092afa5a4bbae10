"""The pane of the Library: an exercise's figure, ladder, cues, and how it has gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.model import Exercise
from tracker.service.library.library_view import LibraryEntry, LibraryView
from tracker.tui.library import text as text
from tracker.tui.library.cues import Cues
from tracker.tui.protocols import dose_text, in_units
from tracker.tui.widgets.day_strip import DayStrip, marks_of
from tracker.tui.widgets.figure import FigureView
from tracker.tui.widgets.plan_changes import Changes
from tracker.tui.widgets.text.exercise_pace import phases_of
from tracker.tui.widgets.text.set_text import set_text

CURRENT_RUNG, OTHER_RUNG = "╠══╣", "╟──╢"


class ExercisePane(VerticalScroll, can_focus=False):
    DEFAULT_CSS = """
    ExercisePane {
        padding: 0 1; scrollbar-size-vertical: 1;
        .words { height: auto; margin-top: 1; }
        .column { height: auto; width: 1fr; }
        #parts { height: auto; }
        #figure { height: 9; }
        #ladder { height: auto; link-style: none; link-color: $foreground; link-background: transparent; }
        #strip { width: 100%; }
        #past-heading { color: $foreground-muted; }
        #past, #past-heading { display: none; }
    }
    """

    figure = getters.query_one(FigureView)
    strip = getters.query_one(DayStrip)

    def compose(self) -> ComposeResult:
        with Horizontal(id="parts"):
            with Vertical(classes="column"):
                yield FigureView(id="figure")
                yield Cues(id="cues")
            with Vertical(classes="column"):
                yield Static(id="ladder", classes="words")
                yield Static(id="record", classes="words", markup=False)
                yield DayStrip(id="strip")
                yield Static(id="facts", classes="words")
                yield Static("Its last days, and every change of its dose", id="past-heading", classes="words")
                yield Changes(id="past")

    def show(self, library_view: LibraryView, entry: LibraryEntry | None, *, wide: bool) -> None:
        """Draw an entry; it is scrolled to its top if it is another exercise than before.

        Where the pane is `wide`, each rung has its first dose, and the days and changes of the exercise are listed.
        """
        self.query_one("#parts").display = entry is not None
        self.border_title, self.border_subtitle = "", ""
        if entry is None:
            return
        exercise = entry.exercise
        self.border_title = Content(exercise.name + (" ● in your plan" if entry.prescription else ""))
        is_new = exercise.id != self.figure.exercise
        self.figure.exercise = exercise.id
        self.figure.phases = phases_of(exercise, exercise.start)
        rungs = library_view.ladder(exercise.id)
        self.border_subtitle = Content(text.adjacent_rungs_text(rungs, exercise))
        self.query_one(Cues).exercise = exercise
        ladder = self.query_one("#ladder", Static)
        ladder.display = len(rungs) > 1
        doses = {rung.id: dose_text(self, rung.start, per_side=rung.per_side) for rung in rungs if wide}
        set_text(ladder, _ladder(rungs, exercise, library_view, doses))
        lines = [text.planned_text(entry), *text.history_lines(entry, library_view.view)]
        set_text(self.query_one("#record", Static), in_units(self, "\n".join(lines)))
        self.strip.display = entry.days.last is not None or entry.prescription is not None
        self.strip.marks = marks_of(entry.days)
        facts = [in_units(self, text.range_text(exercise)), text.facts_text(exercise)]
        if exercise.source:
            facts.append(f"Source: {exercise.source}")
        set_text(self.query_one("#facts", Static), Content.styled("\n".join(facts), "$foreground-muted"))
        past = text.past_rows(entry, library_view.today) if wide else ()
        self.query_one(Changes).show(past)
        for place in ("#past", "#past-heading"):
            self.query_one(place).display = bool(past)
        if is_new:
            self.scroll_home(animate=False, immediate=True)


def _ladder(
    rungs: Sequence[Exercise], current: Exercise, library_view: LibraryView, doses: Mapping[str, str]
) -> Content:
    """The rungs, the hardest at the top, each a link; beneath it its first dose, where it has one in `doses`."""
    lines = [Content.styled("Ladder  ← easier  → harder", "$foreground-muted")]
    for rung in reversed(rungs):
        planned = library_view.entries[rung.id].prescription is not None
        mark = " ● in your plan" if planned else ""
        if rung.id == current.id:
            lines.append(
                Content.assemble((f"{CURRENT_RUNG} ", "$accent"), (rung.name, "bold $accent"), (mark, "$success"))
            )
        else:
            name = Content.styled(rung.name, f"@click=screen.show_rung('{rung.id}')")
            lines.append(Content.assemble((f"{OTHER_RUNG} ", "$foreground-muted"), name, (mark, "$success")))
        if rung.id in doses:
            dose = doses[rung.id]
            lines.append(Content.styled(f"{' ' * len(OTHER_RUNG)} begins with {dose}", "$foreground-muted"))
    return Content("\n").join(lines)
