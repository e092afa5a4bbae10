"""An exercise to look at: figure, ladder, how to do it, and how it has gone for this person."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.model import Exercise
from tracker.service.library.library_view import LibraryEntry, LibraryView
from tracker.tui.compat.set_text import put
from tracker.tui.library import text as said
from tracker.tui.library.cues import Cues
from tracker.tui.today.exercise_detail import phases_of
from tracker.tui.widgets.day_strip import DayStrip, marks_of
from tracker.tui.widgets.figure import FigureView

HERE, THERE = "╠══╣", "╟──╢"


class ExercisePane(VerticalScroll, can_focus=False):
    """Shows one card; form comes first."""

    DEFAULT_CSS = """
    ExercisePane {
        padding: 0 1; scrollbar-size-vertical: 1;
        .words { height: auto; margin-top: 1; }
        .column { height: auto; width: 1fr; }
        #parts { height: auto; }
        #figure { height: 9; }
        #ladder { height: auto; link-style: none; link-color: $foreground; link-background: transparent; }
        #strip { width: 100%; }
    }
    """

    figure = getters.query_one(FigureView)
    strip = getters.query_one(DayStrip)

    def compose(self) -> ComposeResult:
        """What is looked at while doing it, then what is read once; side by side where there is room."""
        with Horizontal(id="parts"):
            with Vertical(classes="column"):
                yield FigureView(id="figure")
                yield Cues(id="cues")
            with Vertical(classes="column"):
                yield Static(id="ladder", classes="words")
                yield Static(id="record", classes="words", markup=False)
                yield DayStrip(id="strip")
                yield Static(id="facts", classes="words")

    def show(self, found: LibraryView, card: LibraryEntry | None) -> None:
        """Draw a card, from its top unless it was there already, or nothing."""
        self.query_one("#parts").display = card is not None
        self.border_title, self.border_subtitle = "", ""
        if card is None:
            return
        exercise = card.exercise
        self.border_title = Content(exercise.name + (" ● in your plan" if card.prescription else ""))
        another = exercise.id != self.figure.exercise
        self.figure.exercise = exercise.id
        self.figure.phases = phases_of(exercise, exercise.start)
        rungs = found.ladder(exercise.id)
        self.border_subtitle = Content(said.neighbour_words(rungs, exercise))
        self.query_one(Cues).exercise = exercise
        ladder = self.query_one("#ladder", Static)
        ladder.display = len(rungs) > 1
        put(ladder, _ladder(rungs, exercise, found))
        lines = [said.planned_words(card), *said.record_words(card, found.view)]
        put(self.query_one("#record", Static), "\n".join(lines))
        self.strip.display = card.days.last is not None or card.prescription is not None
        self.strip.marks = marks_of(card.days)
        put(self.query_one("#facts", Static), _facts(exercise))
        if another:
            self.scroll_home(animate=False, immediate=True)


def _ladder(rungs: Sequence[Exercise], here: Exercise, found: LibraryView) -> Content:
    """The rungs with the hardest at the top, each to be clicked on."""
    lines = [Content.styled("Ladder  ← easier  → harder", "$foreground-muted")]
    for rung in reversed(rungs):
        planned = found.entries[rung.id].prescription is not None
        mark = " ● in your plan" if planned else ""
        if rung.id == here.id:
            lines.append(Content.assemble((f"{HERE} ", "$accent"), (rung.name, "bold $accent"), (mark, "$success")))
        else:
            name = Content.from_markup(f"[@click=screen.show_rung('{rung.id}')]$name[/]", name=rung.name)
            lines.append(Content.assemble((f"{THERE} ", "$foreground-muted"), name, (mark, "$success")))
    return Content("\n").join(lines)


def _facts(exercise: Exercise) -> Content:
    lines = [said.range_words(exercise), said.needs_words(exercise)]
    if exercise.source:
        lines.append(f"Source: {exercise.source}")
    return Content.styled("\n".join(lines), "$foreground-muted")
