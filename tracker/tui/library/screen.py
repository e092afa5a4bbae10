"""The library: every exercise to find, to look at, to plan and to swap, and those of the person's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker.core.errors import UserError
from tracker.core.model import EVERY_DAY, Exercise
from tracker.core.wording import count
from tracker.service.library import own_exercises
from tracker.service.library.library_view import LibraryEntry, LibraryFilter, LibraryView, library_view
from tracker.service.plan import planning
from tracker.tui.compat.set_text import put
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.library import text as said
from tracker.tui.library.exercise_pane import ExercisePane
from tracker.tui.library.filters import Filters
from tracker.tui.library.left_out import LeftOutList
from tracker.tui.library.rungs import Rungs
from tracker.tui.screen import AppScreen
from tracker.tui.widgets.pick_list import PickList

OFFERED = ("choose", "swap", "edit", "archive", "bring_back")
NOTHING_FOUND = "Nothing is called like that here. Try a shorter word, or f and then x to show everything."


class FindBox(Input):
    """Typing filters at once; down or enter goes to what was found."""

    BINDINGS = [
        Binding("down,enter", "screen.to_list", "To the list", id="find.list", show=False),
        Binding("escape", "screen.back", "Clear", id="find.clear", show=False),
    ]


class LibraryScreen(AppScreen):
    """The list at the left, the exercise under the cursor at the right."""

    CSS_PATH = "library.tcss"
    HELP = """\
Find an exercise, look at how it is done, and put it in your plan.

• [b]/[/b] finds by name, region, equipment or cue; [b]f[/b] filters, also by what bothers you.
• [b]a[/b] or [b]enter[/b] adds it to the plan, or changes how it is planned.
• [b]left[/b] and [b]right[/b] walk its ladder to easier and harder exercises; [b]x[/b] puts another rung in its place.
• [b]n[/b] makes an exercise of your own, [b]e[/b] changes it, [b]d[/b] archives it or brings it back.
• [b]o[/b] shows what is left out here, and why. [b]page up[/b] and [b]page down[/b] scroll the exercise.

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
        self.wanted = LibraryFilter()
        self._aside: str | None = None
        self._under_cursor: str | None = None
        self._shown: LibraryEntry | None = None
        self._offered: tuple[bool | None, ...] = ()

    def body(self) -> ComposeResult:
        """What is looked for, what was found, and one of it."""
        with Horizontal(id="look"):
            yield FindBox(placeholder="/ find an exercise", id="find", compact=True)
            yield Static(id="filters", markup=False)
        yield Static(id="standing", markup=False)
        with Horizontal(id="work"):
            with Vertical(id="exercises", classes="panel"):
                yield PickList(id="found")
                yield Static(NOTHING_FOUND, id="nothing", markup=False)
            yield ExercisePane(id="exercise", classes="panel")
        yield Static(said.FOOT, id="foot", markup=False)

    @property
    def card(self) -> LibraryEntry | None:
        """The exercise that is looked at: the rung walked to, else the one under the cursor."""
        if self.library_view is None:
            return None
        chosen = self._aside or self.choices.chosen
        return None if chosen is None else self.library_view.entries.get(chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What does not apply to this exercise has no key."""
        exercise = self.card.exercise if self.card else None
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
        """Read the library and draw it; when a next step is possible is found out after it is shown."""
        try:
            self.library_view = await self.read(library_view)
        except UserError as problem:
            self.say(str(problem), problem=True)
            return
        if not self.is_closing:
            self._list_found()
            self._look_ahead()

    @work(exclusive=True, group="look ahead")
    async def _look_ahead(self) -> None:
        try:
            self.library_view = await self.read(lambda context: library_view(context, earliest=True))
        except UserError:
            return  # what is shown is right, if less; the next drawing looks again
        if not self.is_closing:
            self._show_card()

    # What is shown

    def _list_found(self, keep: str | None = None) -> None:
        if self.library_view is None:
            return
        query = self.find.value
        found = self.library_view.search(query, self.wanted)
        self.choices.show(self._options(found, grouped=not query.strip()), keep or self.choices.chosen)
        self.choices.display = bool(found)
        self.query_one("#nothing").display = not found
        box = self.query_one("#exercises")
        box.border_title = count(len(found), "exercise")
        box.border_subtitle = "n new · o left out"
        self._put_line("#filters", said.filter_words(self.wanted))
        self._put_line("#standing", said.standing_words(self.library_view))
        self._show_card()

    def _put_line(self, place: str, words: str) -> None:
        line = self.query_one(place, Static)
        put(line, words)
        line.display = bool(words)

    def _options(self, found: tuple[Exercise, ...], *, grouped: bool) -> Iterator[Option]:
        """The exercises, under the heading of their kind where they stand in the order of the library."""
        ordered = sorted(found, key=lambda each: [*said.KINDS].index(each.kind)) if grouped else found
        kind = None
        for each in ordered:
            if grouped and each.kind is not kind:
                kind = each.kind
                yield Option(said.KINDS[kind].capitalize(), disabled=True)
            planned = self.library_view is not None and self.library_view.entries[each.id].prescription is not None
            yield Option(Content.assemble(("● " if planned else "  ", "$success"), each.name), id=each.id)

    def _show_card(self) -> None:
        if self.library_view is None or (self._shown is self.card and self.card is not None):
            return
        self._shown = self.card
        self.pane.show(self.library_view, self.card)
        offered = tuple(self.check_action(action, ()) for action in OFFERED)
        if offered != self._offered:  # the footer is made anew, which takes longer than all the rest of a key
            self._offered = offered
            self.refresh_bindings()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """The exercise under the cursor is the one looked at; a list that was only drawn anew moves no cursor."""
        message.stop()
        if message.option_id != self._under_cursor:
            self._under_cursor = message.option_id
            self._aside = None
        self._show_card()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Typing filters at once."""
        message.stop()
        self._aside = None
        self._list_found()

    def action_find(self) -> None:
        """Go to where one types."""
        self.find.focus()

    def action_to_list(self) -> None:
        """Go to what was found."""
        self.choices.focus()

    def action_back(self) -> None:
        """Out of the search; a second time shows everything again."""
        if self.find.has_focus and self.find.value:
            self.find.value = ""
        elif self.find.has_focus:
            self.choices.focus()
        else:
            self.find.value = ""
            self.wanted = LibraryFilter()
            self._list_found()

    def action_filter(self) -> None:
        """Choose what to show."""
        if self.library_view is not None:
            self.app.push_screen(Filters(self.library_view, self.wanted), self._filter)

    def _filter(self, wanted: LibraryFilter | None) -> None:
        if wanted is not None:
            self.wanted = wanted
            self._aside = None
            self._list_found()

    def action_rung(self, by: int) -> None:
        """Walk to the easier or the harder rung, whether the filters show it or not."""
        card = self.card
        if card is None or self.library_view is None:
            return
        rungs = self.library_view.ladder(card.exercise.id)
        at = [rung.id for rung in rungs].index(card.exercise.id) + by
        if 0 <= at < len(rungs):
            self.action_show_rung(rungs[at].id)

    def action_show_rung(self, exercise: str) -> None:
        """Look at one rung; the cursor goes along where the list holds it."""
        places = {option.id: at for at, option in enumerate(self.choices.options)}
        if exercise in places:
            self.choices.highlighted = places[exercise]
        else:
            self._aside = exercise
            self._show_card()

    def action_scroll(self, by: int) -> None:
        """Scroll the exercise by a page."""
        (self.pane.scroll_page_down if by > 0 else self.pane.scroll_page_up)(animate=False)

    def action_left_out(self) -> None:
        """Show what is left out, and why."""
        if self.library_view is not None:
            self.app.push_screen(LeftOutList(self.library_view.left_out))

    # What is planned

    def action_choose(self) -> None:
        """Add it to the plan, or change how it is planned."""
        card = self.card
        if card is not None:
            self.app.push_screen(DoseForm(card.exercise, card.prescription, self._usual_days()), self._kept)

    def _usual_days(self) -> tuple[int, ...]:
        """The days on which most of the plan is done."""
        cards = self.library_view.entries.values() if self.library_view else ()
        days = Counter(card.prescription.days for card in cards if card.prescription is not None)
        return days.most_common(1)[0][0] if days else EVERY_DAY

    def _kept(self, sentence: str | None) -> None:
        if sentence is not None:
            self.say(sentence)

    @property
    def _planned_rung(self) -> Exercise | None:
        """The rung of this exercise's ladder that is in the plan, where there is another to put in its place."""
        card, found = self.card, self.library_view
        if card is None or found is None or card.exercise.archived:
            return None
        rungs = found.ladder(card.exercise.id)
        planned = [rung for rung in rungs if found.entries[rung.id].prescription is not None]
        if len(rungs) == 1 or not planned:
            return None
        return card.exercise if card.exercise in planned else planned[0]

    async def action_swap(self) -> None:
        """Put another rung in the planned one's place: this one where another is planned, else one to be chosen."""
        card, found, planned = self.card, self.library_view, self._planned_rung
        if card is None or found is None or planned is None:
            return
        if planned == card.exercise:
            self.app.push_screen(Rungs(planned, found.ladder(planned.id)), self._swap)
        else:
            await self.execute(lambda context: planning.swap(context, planned, card.exercise))

    async def _swap(self, chosen: str | None) -> None:
        card, found = self.card, self.library_view
        if chosen is not None and card is not None and found is not None:
            new = found.entries[chosen].exercise
            if await self.execute(lambda context: planning.swap(context, card.exercise, new)):
                self.action_show_rung(chosen)

    # Exercises of one's own

    def action_make(self) -> None:
        """Make an exercise."""
        self._open_form(None)

    def action_edit(self) -> None:
        """Change an exercise of one's own."""
        card = self.card
        if card is not None:
            self._open_form(card.exercise)

    def _open_form(self, exercise: Exercise | None) -> None:
        # Here, since an editor is the largest part of the interface, and few ever want it.
        from tracker.tui.library.exercise_form import ExerciseForm

        if self.library_view is not None:
            self.app.push_screen(ExerciseForm(exercise, self.library_view.exercises), self._kept)

    async def action_archive(self) -> None:
        """Archive an exercise of one's own, or delete one of which nothing was ever recorded."""
        card = self.card
        if card is not None:
            await self.execute(lambda context: own_exercises.archive(context, card.exercise))

    async def action_bring_back(self) -> None:
        """Bring an archived one back."""
        card = self.card
        if card is not None:
            await self.execute(lambda context: own_exercises.bring_back(context, card.exercise))
