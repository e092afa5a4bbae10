"""The plan: what is planned, on which days, at what dose, in which order, and how it changed."""

from __future__ import annotations

from collections.abc import Iterator

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.core import wording
from tracker.core.model import EVERY_DAY
from tracker.service.plan import pauses, planning
from tracker.service.plan.plan_view import PlanView, plan_view
from tracker.service.plan.planning import PlanItem
from tracker.service.plan.starting_walk import starter_with_walk
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.dialogs.starter_plans import StarterPlans
from tracker.tui.dialogs.walk_minutes import WalkMinutes
from tracker.tui.plan import text as text
from tracker.tui.plan.coming import Coming
from tracker.tui.plan.pause_form import PauseForm
from tracker.tui.plan.settings_form import SettingsForm
from tracker.tui.protocols import dose_text, in_units
from tracker.tui.screen import AppScreen
from tracker.tui.widgets.pick_list import PickList
from tracker.tui.widgets.plan_changes import Changes, change_row
from tracker.tui.widgets.text.set_text import set_text, show_text

KEYS, KEYS_EMPTY = "[ ] move · l lock · e as text · o settings", "e as text · o settings"
# Columns and rows from which on there are four panels.
ROOM_WIDTH, ROOM_HEIGHT = 120, 40
LOCKED, LOCKED_SHORT = "locked", "L"


class PlanScreen(AppScreen):
    """The plan, and the changes of the exercise under the cursor."""

    CSS_PATH = "plan.tcss"
    HELP = """\
What is planned, on which days, at what dose, in which order.

• [b]enter[/b] changes dose and days; [b]a[/b] adds an exercise from the library; [b]d[/b] takes one out.
• [b]\\[[/b] and [b]][/b] move it up and down. [b]l[/b] locks what a professional prescribed: it is logged, never \
changed.
• [b]s[/b] starter plans; [b]e[/b] the whole plan as a text to edit, mail and paste back.
• [b]p[/b] pauses for illness or a holiday, and ends the pause.
• [b]c[/b] shows the changes of all exercises; [b]o[/b] when the plan may grow.

Everything counts from today, what was logged stays, and [b]u[/b] takes anything back.
"""
    BINDINGS = [
        Binding("enter", "choose", "Change", id="plan.change", tooltip="Dose and days"),
        Binding("a", "add", "Add", id="plan.add", tooltip="Add an exercise from the library"),
        Binding("d", "remove", "Take out", id="plan.remove", tooltip="Take it out of the plan; its log stays"),
        Binding("s", "starters", "Starter plans", id="plan.starters", tooltip="Plans to begin with"),
        Binding("p", "pause", "Pause", id="plan.pause", tooltip="For illness or a holiday"),
        Binding("p", "resume", "Resume", id="plan.resume", tooltip="End the pause"),
        Binding("left_square_bracket,shift+up", "move(-1)", "Move up", id="plan.up", key_display="[", show=False),
        Binding("right_square_bracket,shift+down", "move(1)", "Move down", id="plan.down", key_display="]", show=False),
        Binding("l", "lock", "Lock", id="plan.lock", tooltip="Prescribed by a professional, or not", show=False),
        Binding("e", "text", "As text", id="plan.text", tooltip="The whole plan as text", show=False),
        Binding("c", "all_changes", "All changes", id="plan.changes", show=False),
        Binding("o", "settings", "Settings", id="plan.settings", tooltip="When the plan may grow", show=False),
        Binding("pagedown", "scroll(1)", "Scroll down", id="plan.scroll_down", show=False),
        Binding("pageup", "scroll(-1)", "Scroll up", id="plan.scroll_up", show=False),
    ]  # fmt: skip

    choices = getters.query_one(PickList)

    def __init__(self) -> None:
        super().__init__(id="plan")
        self.plan: PlanView | None = None
        self._shows_all = False
        self._taken_out: set[str] = set()

    def body(self) -> ComposeResult:
        yield Static(id="status", markup=False)
        with Container(id="work"):
            with Vertical(id="planned", classes="panel"):
                yield PickList(id="items")
                yield Static(text.EMPTY, id="empty", markup=False)
            with VerticalScroll(id="changes", classes="panel", can_focus=False):
                yield Static(id="item", markup=False)
                yield Changes(id="history")
            with VerticalScroll(id="next", classes="panel", can_focus=False) as coming:
                coming.border_title = "What comes next"
                yield Coming(id="coming")
            with VerticalScroll(id="everything", classes="panel", can_focus=False) as everything:
                everything.border_title = "All changes"
                yield Changes(id="all")

    def on_mount(self) -> None:
        self.choices.focus()

    @property
    def item(self) -> PlanItem | None:
        """The exercise under the cursor."""
        items = self.plan.items if self.plan else ()
        return next((item for item in items if item.exercise.id == self.choices.chosen), None)

    @property
    def paused(self) -> bool:
        """Whether today lies in a pause."""
        return self.plan is not None and any(pause.covers(self.plan.today) for pause in self.plan.pauses)

    async def reload(self) -> None:
        plan = await self.read_or_none(plan_view)
        if plan is not None:
            self.plan = plan
            self._draw()
            self.refresh_bindings()
            self._read_forecasts()

    @work(exclusive=True, group="look ahead")
    async def _read_forecasts(self) -> None:
        """Where there is room for them, read again with the dates of the next steps, which take longer."""
        if not self._has_room:
            return
        # Where it cannot be read, what is shown is right, if less; the next drawing looks again.
        plan = await self.read_or_none(lambda context: plan_view(context, earliest=True), quiet=True)
        if plan is not None:
            self.plan = plan
            self._draw()

    @property
    def _has_room(self) -> bool:
        """Whether what comes next and all changes have panels of their own."""
        return (
            self.plan is not None
            and bool(self.plan.items)
            and self.size.width >= ROOM_WIDTH
            and self.size.height >= ROOM_HEIGHT
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Whether the key of an action applies now."""
        if action in ("pause", "resume"):
            return self.paused == (action == "resume")
        if action == "all_changes":
            return not self._has_room
        if action in ("choose", "remove", "move", "lock"):
            return self.plan is not None and bool(self.plan.items)
        return True

    # What is shown

    def _draw(self) -> None:
        plan = self.plan
        if plan is None:
            return
        set_text(self.query_one("#status", Static), text.status_text(plan))
        self.choices.show(self._options(plan), self._selected(plan))
        self.choices.display = bool(plan.items)
        self.query_one("#empty").display = not plan.items
        box = self.query_one("#planned")
        box.border_title = wording.count(len(plan.items), "exercise") if plan.items else "Plan"
        box.border_subtitle = Content(KEYS if plan.items else KEYS_EMPTY)
        self.set_class(self._has_room, "-room")
        if self._has_room:
            self.query_one(Coming).lines = [(name, in_units(self, words)) for name, words in text.coming_lines(plan)]
            self.query_one("#all", Changes).show(change_row(change, plan.today, named=True) for change in plan.changes)
        self._show_changes()

    def _selected(self, plan: PlanView) -> str | None:
        """One that was taken out and is back, else that under the cursor, or the one that now stands where it stood."""
        chosen, row = self.choices.chosen, self.choices.highlighted
        ids = [item.exercise.id for item in plan.items]
        returned = self._taken_out.intersection(ids)
        self._taken_out -= returned
        if returned:
            return returned.pop()
        return ids[min(row, len(ids) - 1)] if ids and row is not None and chosen not in ids else chosen

    def _options(self, plan: PlanView) -> Iterator[Option]:
        """A line for each exercise, in columns."""
        doses = {item.exercise.id: dose_text(self, item.dose, per_side=item.exercise.per_side) for item in plan.items}
        name = max((len(item.exercise.name) for item in plan.items), default=0)
        dose = max(map(len, doses.values()), default=0)
        mark = LOCKED if self.choices.size.width >= name + dose + 25 else LOCKED_SHORT
        for number, item in enumerate(plan.items, start=1):
            line = Content.assemble(
                (f"{number:>2} ", "$foreground-muted"),
                f"{item.exercise.name:<{name}}  ",
                (f"{doses[item.exercise.id]:<{dose}}  ", "$accent"),
                text.days_letters(item.prescription.days, self.tracker.config.first_weekday),
                (f"  {mark}" if item.prescription.locked else "", "$secondary"),
            )
            yield Option(line, id=item.exercise.id)

    def _show_changes(self) -> None:
        plan, item = self.plan, self.item
        if plan is None:
            return
        room = self._has_room
        shown = None if self._shows_all and not room else item
        changes = plan.changes if shown is None else plan.changes_of(shown.exercise.id)
        box = self.query_one("#changes")
        box.border_title = Content("All changes" if shown is None else shown.exercise.name)
        box.border_subtitle = "" if room else "c this exercise" if self._shows_all else "c all changes"
        box.display = bool(plan.changes)
        about = "" if shown is None else in_units(self, text.item_text(shown, plan))
        show_text(self.query_one("#item", Static), about)
        self.query_one("#history", Changes).show(
            change_row(change, plan.today, named=shown is None) for change in changes
        )
        box.scroll_home(animate=False, immediate=True)

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        self._show_changes()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)
        self._read_forecasts()

    def action_all_changes(self) -> None:
        """Show the changes of all exercises, or of this one."""
        self._shows_all = not self._shows_all
        self._show_changes()

    def action_scroll(self, by: int) -> None:
        """Scroll what stands beside and beneath the list."""
        for box in self.query(VerticalScroll):
            (box.scroll_page_down if by > 0 else box.scroll_page_up)(animate=False)

    # What is changed

    def action_choose(self) -> None:
        item = self.item
        if item is not None:
            self.app.push_screen(DoseForm(item.exercise, item.prescription, EVERY_DAY), self.say_written)

    def action_add(self) -> None:
        """Go to the library, where `a` adds."""
        self.app.switch_mode("library")

    async def action_move(self, by: int) -> None:
        plan, item = self.plan, self.item
        if plan is None or item is None:
            return
        index = [planned.exercise.id for planned in plan.items].index(item.exercise.id)
        if 0 <= index + by < len(plan.items):
            await self.execute(lambda context: planning.move(context, item.exercise, by))

    async def action_lock(self) -> None:
        item = self.item
        if item is not None:
            await self.execute(
                lambda context: planning.set_exercise(context, item.exercise, lock=not item.prescription.locked)
            )

    async def action_remove(self) -> None:
        item = self.item
        if item is not None and await self.execute(lambda context: planning.remove(context, item.exercise)):
            self._taken_out.add(item.exercise.id)

    def action_starters(self) -> None:
        plan = self.plan
        if plan is not None:
            self.app.push_screen(StarterPlans(plan.plans, plan.exercises, planned=bool(plan.items)), self._start)

    async def _start(self, chosen: str | None) -> None:
        if chosen is None:
            return
        started = await self.read_or_none(lambda context: starter_with_walk(context, chosen))
        if started is None:
            return
        plan, walk = started
        if walk is None:
            await self.execute(lambda context: planning.start_plan(context, plan))
        else:
            self.app.push_screen(WalkMinutes(plan, walk), self.say_written)

    def action_pause(self) -> None:
        if self.plan is not None:
            self.app.push_screen(PauseForm(self.plan.today, self.plan.pauses), self.say_written)

    async def action_resume(self) -> None:
        await self.execute(pauses.resume)

    async def action_text(self) -> None:
        # Here, since an editor is the largest part of the interface, and few ever want it.
        from tracker.service.plan.plan_as_text import editable_plan
        from tracker.tui.plan.plan_text import PlanText

        plan = await self.read_or_none(editable_plan)
        if plan is not None:
            self.app.push_screen(PlanText(plan), self.say_written)

    def action_settings(self) -> None:
        if self.plan is not None:
            self.app.push_screen(SettingsForm(self.plan.settings), self.say_written)
