"""The library: find an exercise, look at it, plan it, swap it, or make one of your own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.core.model import EVERY_DAY, Exercise
from tracker.core.wording import count
from tracker.service.library import own_exercises
from tracker.service.library.info_cards import info_cards
from tracker.service.library.library_view import LibraryEntry, LibraryFilter, LibraryView, library_view
from tracker.service.plan import planning
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.library import text as text
from tracker.tui.library.exercise_pane import ExercisePane
from tracker.tui.library.filters import Filters
from tracker.tui.library.left_out import LeftOutList
from tracker.tui.library.rungs import Rungs
from tracker.tui.screen import AppScreen
from tracker.tui.widgets.pick_list import PickList
from tracker.tui.widgets.text.set_text import show_text

CONDITIONAL_ACTIONS = ("choose", "swap", "edit", "archive", "bring_back")
WIDE = 120
NO_MATCHES = "Nothing is called like that here. Try a shorter word, or f and then x to show everything."


class FindBox(Input):
    """The search field: typing filters at once, down or enter goes to the list."""

    BINDINGS = [
        Binding("down,enter", "screen.to_list", "To the list", id="find.list", show=False),
        Binding("escape", "screen.back", "Clear", id="find.clear", show=False),
    ]


class LibraryScreen(AppScreen):
    """The list of exercises at the left, the one under the cursor at the right."""

    CSS_PATH = "library.tcss"
    HELP = """\
Find an exercise, look at how it is done, and put it in your plan.

• [b]/[/b] finds by name, region, equipment or cue; [b]f[/b] filters, also by what bothers you.
• [b]a[/b] or [b]enter[/b] adds it to the plan, or changes how it is planned.
• [b]left[/b] and [b]right[/b] walk its ladder to easier and harder exercises; [b]x[/b] puts another rung in its place.
• [b]n[/b] makes an exercise of your own, [b]e[/b] changes it, [b]d[/b] archives it or brings it back.
• [b]o[/b] shows what is left out here, and why; [b]c[/b] opens a dozen short texts about backs.
• [b]page up[/b] and [b]page down[/b] scroll the exercise.

Information only. A doctor's or therapist's plan comes before anything here.
"""
    BINDINGS = [
        Binding("a,enter", "choose", "Add to plan", id="library.add", tooltip="Plan it, or change how"),
        Binding("slash", "find", "Find", id="library.find", key_display="/", tooltip="Find by typing"),
        Binding("f", "filter", "Filter", id="library.filter", tooltip="Kind, region, equipment, what bothers you"),
        Binding("left", "rung(-1)", "Easier", id="library.easier", tooltip="The easier rung", show=False),
        Binding("right", "rung(1)", "Harder", id="library.harder", tooltip="The harder rung", show=False),
        Binding("x", "swap", "Swap", id="library.swap", tooltip="Another rung of its ladder in its place"),
        Binding("n", "make", "New", id="library.make", tooltip="Make an exercise of your own", show=False),
        Binding("e", "edit", "Edit", id="library.edit", tooltip="Change this exercise of your own"),
        Binding("d", "archive", "Archive", id="library.archive", tooltip="Out of the library; what was logged stays"),
        Binding("d", "bring_back", "Bring back", id="library.bring_back", tooltip="Back into the library"),
        Binding("o", "left_out", "Left out", id="library.left_out", tooltip="What is left out, and why", show=False),
        Binding("c", "info_cards", "Cards", id="library.info_cards",
                tooltip="Short texts to read: flares, sleep, sitting, work, when to see whom"),
        Binding("pagedown", "scroll(1)", "Scroll down", id="library.down", show=False),
        Binding("pageup", "scroll(-1)", "Scroll up", id="library.up", show=False),
        Binding("escape", "back", "Back", id="library.back", show=False),
    ]  # fmt: skip

    AUTO_FOCUS = "PickList"

    find = getters.query_one(FindBox)
    choices = getters.query_one(PickList)
    pane = getters.query_one(ExercisePane)

    def __init__(self) -> None:
        super().__init__(id="library")
        self.library_view: LibraryView | None = None
        self._listed: LibraryView | None = None
        self.library_filter = LibraryFilter()
        self._rung_shown: str | None = None
        self._under_cursor: str | None = None
        self._shown: LibraryEntry | None = None
        self._available: tuple[bool | None, ...] = ()

    def body(self) -> ComposeResult:
        with Horizontal(id="look"):
            yield FindBox(placeholder="/ find an exercise", id="find", compact=True)
            yield Static(id="filters", markup=False)
        yield Static(id="standing", markup=False)
        with Horizontal(id="work"):
            with Vertical(id="exercises", classes="panel"):
                yield PickList(id="found")
                yield Static(NO_MATCHES, id="nothing", markup=False)
            yield ExercisePane(id="exercise", classes="panel")
        yield Static(text.FOOT, id="foot", markup=False)

    @property
    def entry(self) -> LibraryEntry | None:
        """The exercise shown: the rung walked to, else the one under the cursor."""
        if self.library_view is None:
            return None
        chosen = self._rung_shown or self.choices.chosen
        return None if chosen is None else self.library_view.entries.get(chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Whether the key of an action applies to this exercise."""
        exercise = self.entry.exercise if self.entry else None
        if action == "choose":
            return exercise is not None and not exercise.archived
        if action == "swap":
            return self._planned_rung is not None
        if action in ("edit", "archive"):
            return exercise is not None and exercise.own and not exercise.archived
        if action == "bring_back":
            return exercise is not None and exercise.archived
        return True

    async def reload(self) -> None:
        """Read the library and draw it, then read again with the dates of the next steps, which take longer."""
        view = await self.read_or_none(library_view)
        if view is None:
            return
        if view is not self._listed:
            self._listed = self.library_view = view
            self._list_exercises()
        self._read_forecasts()

    @work(exclusive=True, group="look ahead")
    async def _read_forecasts(self) -> None:
        # Where it cannot be read, what is shown is right, if less; the next drawing looks again.
        view = await self.read_or_none(lambda context: library_view(context, earliest=True), quiet=True)
        if view is not None:
            self.library_view = view
            self._show_exercise()

    # What is shown

    def on_resize(self) -> None:
        """Where the pane is wide enough now, more stands in it."""
        self._shown = None
        self._show_exercise()

    def _list_exercises(self, keep: str | None = None, *, typed: bool = False) -> None:
        """List what is found; the cursor stays, or is on `keep`, or on the best match of what is just `typed`."""
        if self.library_view is None:
            return
        query = self.find.value
        exercises = self.library_view.search(query, self.library_filter)
        if typed and query.strip() and exercises:
            keep = exercises[0].id
        self.choices.show(self._options(exercises, grouped=not query.strip()), keep or self.choices.chosen)
        self.choices.display = bool(exercises)
        self.query_one("#nothing").display = not exercises
        box = self.query_one("#exercises")
        box.border_title = count(len(exercises), "exercise")
        box.border_subtitle = "n new · o left out"
        show_text(self.query_one("#filters", Static), text.filter_text(self.library_filter))
        show_text(self.query_one("#standing", Static), text.day_notice(self.library_view))
        self._show_exercise()

    def _options(self, exercises: tuple[Exercise, ...], *, grouped: bool) -> Iterator[Option]:
        """The exercises; without a search, under a heading for each kind."""
        ordered = sorted(exercises, key=lambda exercise: [*text.KINDS].index(exercise.kind)) if grouped else exercises
        kind = None
        for exercise in ordered:
            if grouped and exercise.kind is not kind:
                kind = exercise.kind
                yield Option(text.KINDS[kind].capitalize(), disabled=True)
            planned = self.library_view is not None and self.library_view.entries[exercise.id].prescription is not None
            yield Option(Content.assemble(("● " if planned else "  ", "$success"), exercise.name), id=exercise.id)

    def _show_exercise(self) -> None:
        if self.library_view is None or (self._shown is self.entry and self.entry is not None):
            return
        self._shown = self.entry
        self.pane.show(self.library_view, self.entry, wide=self.size.width >= WIDE)
        available = tuple(self.check_action(action, ()) for action in CONDITIONAL_ACTIONS)
        if available != self._available:  # the footer is made anew, which takes longer than all the rest of a key
            self._available = available
            self.refresh_bindings()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Show the exercise under the cursor; a list that was only drawn again keeps what is shown."""
        message.stop()
        if message.option_id != self._under_cursor:
            self._under_cursor = message.option_id
            self._rung_shown = None
        self._show_exercise()

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._rung_shown = None
        self._list_exercises(typed=True)

    def action_find(self) -> None:
        self.find.focus()

    def action_to_list(self) -> None:
        self.choices.focus()

    def action_back(self) -> None:
        """Leave the search field; a second time shows everything again."""
        if self.find.has_focus and self.find.value:
            self.find.value = ""
        elif self.find.has_focus:
            self.choices.focus()
        else:
            self.find.value = ""
            self.library_filter = LibraryFilter()
            self._list_exercises()

    def action_filter(self) -> None:
        if self.library_view is not None:
            self.app.push_screen(Filters(self.library_view, self.library_filter), self._filter)

    def _filter(self, library_filter: LibraryFilter | None) -> None:
        if library_filter is not None:
            self.library_filter = library_filter
            self._rung_shown = None
            self._list_exercises()

    def action_rung(self, by: int) -> None:
        """Show the easier or harder rung, even if the filters hide it."""
        entry = self.entry
        if entry is None or self.library_view is None:
            return
        rungs = self.library_view.ladder(entry.exercise.id)
        index = [rung.id for rung in rungs].index(entry.exercise.id) + by
        if 0 <= index < len(rungs):
            self.action_show_rung(rungs[index].id)

    def action_show_rung(self, exercise: str) -> None:
        """Show a rung, and move the cursor to it if it is in the list."""
        places = {option.id: index for index, option in enumerate(self.choices.options)}
        if exercise in places:
            self.choices.highlighted = places[exercise]
        else:
            self._rung_shown = exercise
            self._show_exercise()

    def action_scroll(self, by: int) -> None:
        (self.pane.scroll_page_down if by > 0 else self.pane.scroll_page_up)(animate=False)

    def action_left_out(self) -> None:
        if self.library_view is not None:
            self.app.push_screen(LeftOutList(self.library_view.left_out))

    async def action_info_cards(self) -> None:
        """List the short texts to read."""
        from tracker.tui.library.info_cards import InfoCards

        cards = await self.read_or_none(info_cards)
        if cards is not None:
            self.app.push_screen(InfoCards(cards))

    # What is planned

    def action_choose(self) -> None:
        """Add the exercise that is shown to the plan, or change how it is planned."""
        entry = self._shown
        if entry is not None:
            self.app.push_screen(DoseForm(entry.exercise, entry.prescription, self._usual_days()), self.say_written)

    def _usual_days(self) -> tuple[int, ...]:
        """The days on which most of the plan is done."""
        cards = self.library_view.entries.values() if self.library_view else ()
        days = Counter(entry.prescription.days for entry in cards if entry.prescription is not None)
        return days.most_common(1)[0][0] if days else EVERY_DAY

    @property
    def _planned_rung(self) -> Exercise | None:
        """The rung of this exercise's ladder that is in the plan, if there is another to swap it for."""
        entry, library_view = self.entry, self.library_view
        if entry is None or library_view is None or entry.exercise.archived:
            return None
        rungs = library_view.ladder(entry.exercise.id)
        planned = [rung for rung in rungs if library_view.entries[rung.id].prescription is not None]
        if len(rungs) == 1 or not planned:
            return None
        return entry.exercise if entry.exercise in planned else planned[0]

    async def action_swap(self) -> None:
        """Swap the planned rung for this one; if this one is planned, for one to be chosen."""
        entry, library_view, planned = self.entry, self.library_view, self._planned_rung
        if entry is None or library_view is None or planned is None:
            return
        if planned == entry.exercise:
            self.app.push_screen(Rungs(planned, library_view.ladder(planned.id)), self._swap)
        else:
            await self.execute(lambda context: planning.swap(context, planned, entry.exercise))

    async def _swap(self, chosen: str | None) -> None:
        entry, library_view = self.entry, self.library_view
        if chosen is not None and entry is not None and library_view is not None:
            new = library_view.entries[chosen].exercise
            if await self.execute(lambda context: planning.swap(context, entry.exercise, new)):
                self.action_show_rung(chosen)

    # Exercises of one's own

    def action_make(self) -> None:
        self._open_form(None)

    def action_edit(self) -> None:
        entry = self.entry
        if entry is not None:
            self._open_form(entry.exercise)

    def _open_form(self, exercise: Exercise | None) -> None:
        # Here, since an editor is the largest part of the interface, and few ever want it.
        from tracker.tui.library.exercise_form import ExerciseForm

        if self.library_view is not None:
            done = self.say_written if exercise is not None else partial(self._made, set(self.library_view.entries))
            self.app.push_screen(ExerciseForm(exercise, self.library_view.exercises), done)

    async def _made(self, known: set[str], message: str | None) -> None:
        """Show the exercise that is not among the `known`, also where the search or the filters would hide it."""
        if message is None:
            return
        await self.reload()
        if self.library_view is None:
            return
        new = [exercise for exercise in self.library_view.entries if exercise not in known]
        if new:
            self.find.value, self.library_filter = "", LibraryFilter()
            self._rung_shown = None
            self._list_exercises(new[-1])
            self.choices.focus()
        self.say(message)

    async def action_archive(self) -> None:
        """Archive an own exercise, or delete it if nothing was recorded of it."""
        entry = self.entry
        if entry is not None:
            await self.execute(lambda context: own_exercises.archive(context, entry.exercise))

    async def action_bring_back(self) -> None:
        entry = self.entry
        if entry is not None:
            await self.execute(lambda context: own_exercises.bring_back(context, entry.exercise))
