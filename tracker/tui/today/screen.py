"""Today: the morning's question, the session, and the keys that log it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from tracker.core import wording
from tracker.core.engine.progression import VerdictKind
from tracker.service.day.day_view import DayRow, is_over
from tracker.service.day.text import eased_text
from tracker.service.day.today_view import TodayView, carry_over, read_today_view
from tracker.tui.compat.key_queue import KeyInterceptor
from tracker.tui.today.exercise_detail import ExerciseDetail
from tracker.tui.today.overview import WeeksOverview
from tracker.tui.today.questions import DayQuestions
from tracker.tui.today.session_list import SessionList
from tracker.tui.today.text import care_text, empty_text, forgotten_text, open_text
from tracker.tui.widgets.day_strip import marks_of
from tracker.tui.widgets.prompt import Prompt
from tracker.tui.widgets.question import Question
from tracker.tui.widgets.text.set_text import set_text, show_text
from tracker.tui.widgets.top_bar import TopBar

MAX_TYPED = 3
# How long the collection of garbage waits after the first drawing, so that Textual's thread can write that before it.
WRITING_S = 0.01
STEP_SIGNS = {VerdictKind.INCREASE: "↑", VerdictKind.STEP_BACK: "↓"}
NARROW = 76
# The actions for the exercise under the cursor: whether each applies to its row, and to an amount that may be typed.
ROW_ACTIONS: Mapping[str, Callable[[DayRow, str], bool]] = {
    "log": lambda row, typed_amount: bool(row.missing or typed_amount),
    "log_exercise": lambda row, _: bool(row.missing),
    "step": lambda row, _: bool(row.missing),
    "pain": lambda row, _: bool(row.logged),
    "pain_before": lambda row, _: bool(row.missing and not row.logged),
    "skip": lambda row, _: bool(row.missing),
    "form_broke": lambda row, _: bool(row.missing or row.logged),
    "delete": lambda row, _: bool(row.logged or row.skip),
    "why": lambda row, _: row.verdict is not None,
}
# Time for what was just read to be seen, and for a key that follows at once.
FORECAST_DELAY_S = 0.05


class TodayScreen(DayQuestions, KeyInterceptor):
    """The session of a day; `day` is None for today."""

    CSS_PATH = "today.tcss"
    HELP = """\
Answer the morning's question with one digit, then do the session.

• [b]space[/b] runs it hands-free; [b]enter[/b] logs the set under the cursor, [b]a[/b] the rest of the exercise, \
[b]A[/b] the rest of the session.
• Type a number, or use [b]+[/b] and [b]-[/b], where a set had other repetitions; [b]enter[/b] logs it.
• [b]p[/b] pain, [b]s[/b] leave out, [b]b[/b] form broke, [b]n[/b] note, [b]d[/b] delete, [b]u[/b] undo.
• [b]e[/b] lists all that is logged of the day, to be changed or deleted.
• A dose such as [b]5·3·1 × 10 s, sides[/b] is three sets of 5, 3 and 1 repetitions, each held for \
10 seconds, on both sides; [b]~[/b] before it says that it is eased for today.
• [b]■[/b] a set that is done, [b]▪[/b] one done in part, [b]□[/b] one still to do.
• [b],[/b] and [b].[/b] go to the days before and after, [b]g[/b] to any date, [b]T[/b] or [b]esc[/b] back to today.

More than planned earns nothing here: the plan is the limit, and stopping early is fine.
"""
    BINDINGS = [
        Binding("T,escape", "back_to_today", "Today", id="today.back", tooltip="Back to today"),
        Binding("comma", "past_day(-1)", "Before", id="today.before", key_display=",", tooltip="The day before"),
        Binding("full_stop", "past_day(1)", "After", id="today.after", key_display=".", tooltip="The day after"),
        Binding("comma", "day(-1)", "Day before", id="today.before", key_display=",", show=False,
                tooltip="Fill in or mend the day before"),
        Binding("g", "choose_day", "Go to a day", id="today.choose_day", show=False,
                tooltip="Go to any date, to fill it in or mend it"),
    ]  # fmt: skip

    detail = getters.query_one(ExerciseDetail)

    def __init__(self) -> None:
        super().__init__(id="today")
        self.day: date | None = None
        self._date_of_today: date | None = None
        self._drawn_at: Size | None = None
        self._said_forgotten = False
        self._forecast_timer: Timer | None = None

    def body(self) -> ComposeResult:
        yield Static(id="status", markup=False)
        yield Static(id="care", markup=False)
        yield Static(id="open", markup=False)
        yield Prompt(id="prompt")
        with Horizontal(id="work"):
            with Vertical(id="left"):
                yield Static(id="eased", markup=False)
                yield Static(id="empty", markup=False)
                yield SessionList(id="session")
                yield WeeksOverview(id="weeks")
            yield ExerciseDetail(id="detail")

    def on_resize(self, event: Resize) -> None:
        """Where there is more or less room than before, draw all of it for that."""
        if event.size != self._drawn_at:
            self._draw()

    async def on_mount(self) -> None:
        self.watch(self.session, "cursor", self._cursor_moved, init=False)
        self.watch(self.prompt, "question", self._asked, init=False)
        self.session.focus()

    async def reload(self) -> None:
        """Read the day and draw it, then read again with the dates of next steps and offers, which take longer."""
        on, first_weekday = self.day or self._date_of_today, self.tracker.config.first_weekday
        today_view = await self.read_or_none(
            lambda context: read_today_view(
                context, on or context.today(), with_offer=False, first_weekday=first_weekday
            )
        )
        if today_view is None:
            return
        today_view = carry_over(today_view, self.today_view)
        if self.day is None:
            self._date_of_today = today_view.view.on
        self._show(today_view)
        self._say_forgotten(today_view)
        self.call_after_refresh(self.set_timer, WRITING_S, self.tracker.today_is_drawn)
        if self._forecast_timer is not None:
            self._forecast_timer.stop()
        self._forecast_timer = self.set_timer(FORECAST_DELAY_S, partial(self._read_forecasts, today_view.view.on))

    def _say_forgotten(self, today_view: TodayView) -> None:
        """Say once which of the last days have nothing logged."""
        if today_view.forgotten and not self._said_forgotten:
            self._said_forgotten = True
            self.say(forgotten_text(today_view.forgotten, today_view.view.today))

    @work(exclusive=True, group="look ahead")
    async def _read_forecasts(self, on: date) -> None:
        self._forecast_timer = None
        first_weekday = self.tracker.config.first_weekday
        # Where it cannot be read, what is shown is right, if less; the next drawing looks again.
        today_view = await self.read_or_none(
            lambda context: read_today_view(context, on, earliest=True, first_weekday=first_weekday), quiet=True
        )
        if today_view is not None and self.today_view is not None and today_view.view.on == self.today_view.view.on:
            self._show(today_view)

    @property
    def forecast_pending(self) -> bool:
        """Whether the dates of the next steps are still to be read."""
        return self._forecast_timer is not None

    def _show(self, today_view: TodayView) -> None:
        if today_view != self.today_view:
            self.today_view = today_view
            self._draw()

    def _draw(self) -> None:
        today_view = self.today_view
        if today_view is None:
            return
        view = today_view.view
        self._drawn_at = self.app.size
        past, narrow = view.on != view.today, self.app.size.width < NARROW
        status = f"{wording.weekday(view.on)} {wording.day(view.on, today=view.today)} · " if past else ""
        line = self.query_one("#status", Static)
        status += today_view.status(short=narrow)
        while narrow and len(status) > self.app.size.width - 2 and " · " in status:
            status = status.rpartition(" · ")[0]
        set_text(line, status)
        line.set_class(past, "-past")
        self.query_one(TopBar).past_day = view.on if past else None
        self._show_status()
        care = care_text(view.advice.care, short=narrow, key="" if past else "i")
        show_text(self.query_one("#care", Static), care)
        show_text(self.query_one("#empty", Static), empty_text(today_view))
        show_text(self.query_one("#eased", Static), eased_text(today_view))
        self.session.display = bool(view.rows) and not today_view.new
        if self.session.display and self.focused is None:  # it was lost on a day without a session
            self.session.focus()
        days = {exercise: marks_of(last_days) for exercise, last_days in today_view.last_days.items()}
        signs = {verdict.exercise: STEP_SIGNS[verdict.verdict] for verdict in today_view.steps}
        self.session.show(view.rows, signs, days)
        self.query_one("#weeks", WeeksOverview).today_view = today_view
        self._show_detail()
        self._ask_next()
        self._draw_open()

    def cursor_widget(self) -> Widget | None:
        """The open question, else what has the focus."""
        return self.prompt if self.prompt.question is not None else None

    def _draw_open(self) -> None:
        """Say what is still open of the day, and which keys apply."""
        today_view = self.today_view
        if today_view is None:
            return
        text = open_text(today_view, self._mornings_to_fill, short=self.app.size.width < NARROW)
        still_open = self.query_one("#open", Static)
        set_text(still_open, text)
        still_open.set_class(bool(text), "-shown")
        self.refresh_bindings()

    def _show_detail(self) -> None:
        if self.today_view is not None:
            self.detail.show(self.today_view, self.session.row)

    def _show_status(self) -> None:
        """Hide today's status line while a question is open, so that nothing below it moves."""
        status = self.query_one("#status")
        status.display = self.prompt.question is None or status.has_class("-past")

    def _asked(self, previous: Question | None, question: Question | None) -> None:
        self._show_status()
        elsewhere = question is None or question.exercise is None
        if elsewhere and previous is not None and previous.exercise == self.session.cursor:
            self.session.to_first_missing()  # where it was before the question moved it

    def _cursor_moved(self) -> None:
        self._show_detail()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Whether the key of an action applies now."""
        today_view = self.today_view
        if today_view is None:
            return False  # the day is not drawn yet, or cannot be read
        if action in ROW_ACTIONS:
            row = self.session.row
            return row is not None and ROW_ACTIONS[action](row, self.session.typed_amount)
        if action in ("go", "log_session"):
            return any(row.planned and row.missing for row in today_view.view.rows)
        if action == "accept":
            return self._step_here() is not None
        if action == "talked":
            return self._care_to_answer is not None
        if action == "edit":
            return today_view.view.begun
        if action == "fill_morning":
            return bool(self._mornings_to_fill)
        if action == "open_question":
            return bool(today_view.unanswered or today_view.waits_for_professional)
        if action in ("day", "past_day", "back_to_today"):
            return (action == "day") is (today_view.view.on == today_view.view.today)
        return True

    async def action_day(self, by: int) -> None:
        """Go to the day before or after, not beyond today."""
        today_view = self.today_view
        if today_view is None:
            return
        day = today_view.view.on + timedelta(days=by)
        if day <= today_view.view.today:
            await self.open_day(None if day == today_view.view.today else day)

    async def action_past_day(self, by: int) -> None:
        await self.action_day(by)

    async def action_back_to_today(self) -> None:
        await self.open_day(None)

    def action_choose_day(self) -> None:
        from tracker.tui.today.day_dialog import DayDialog

        async def go(day: date | None) -> None:
            if day is not None:
                await self.open_day(None if day == self.tracker.today else day)

        self.app.push_screen(DayDialog(self.tracker.today), go)

    async def open_day(self, day: date | None) -> None:
        """Show a day; None is today. What was said of the day before it goes."""
        self.clear_message()
        self.day = day
        self._date_of_today = None
        with self.app.batch_update():  # the question of the one day goes when the other is there
            self.prompt.question = None
            await self.reload()
            await self.flush_messages()

    def action_go(self) -> None:
        """Run what is missing of the session hands-free, in the order of the plan, from the first open set."""
        missing = [row for row in self.session.rows if row.planned and row.missing]
        if self.today_view is None or not missing:
            self.say("Nothing is missing of the session.", problem=True)
            return
        view = self.today_view
        self.tracker.open_hands_free(missing, self._on, view.usual_pain, view.settings)

    @property
    def _overnight(self) -> bool:
        """Whether this shows a day that was today when it was opened, is past now, and had no set within the hour."""
        if self.today_view is None or self.day is not None:
            return False
        return is_over(self.today_view.view, self.tracker.today, self.tracker.database.clock.now())

    # Keys that are numbers or answers

    async def take_key(self, key: str) -> bool:
        """Use a key for the open question, else as a digit of the amount; whether it was used.

        The first key after a new day has begun only opens that day, unless a session is still going on.
        """
        question = self.prompt.question
        if self._overnight:
            self.session.cursor = None  # where yesterday ended is not where today begins
            await self.open_day(None)
        elif question is not None and key == "escape":
            self._put_off.add(question.name)
            self._draw_open()
            self._ask_first_open()
        elif question is not None and key in question.answers:
            await question.reply(question.answers[key])
        elif key.isdecimal() and self.session.row is not None:
            self.session.typed_amount = (self.session.typed_amount + key).lstrip("0")[:MAX_TYPED]
        elif key == "backspace" and self.session.typed_amount:
            self.session.typed_amount = self.session.typed_amount[:-1]
        elif key == "escape" and self.session.typed_amount:
            self.session.typed_amount = ""
        else:
            return False
        return True
