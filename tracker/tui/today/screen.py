"""Today: the morning's question, the session, and a key for everything that can be said of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Static

from tracker.core import wording
from tracker.core.errors import UserError
from tracker.service.day.today_view import TodayView, carry_over_forecasts, today_view
from tracker.tui.compat.boxes import Column, Row, Words
from tracker.tui.compat.key_queue import TakesKeys
from tracker.tui.compat.set_text import put
from tracker.tui.today.exercise_detail import Detail
from tracker.tui.today.questions import DayQuestions
from tracker.tui.today.session_list import SessionList
from tracker.tui.today.text import care_words, empty_words, open_words
from tracker.tui.widgets.day_strip import marks_of
from tracker.tui.widgets.prompt import Prompt
from tracker.tui.widgets.question import Question

MAX_TYPED = 3
NARROW = 76
# Time for what was just read to be seen, and for a key that follows at once.
LOOK_AHEAD_AFTER_S = 0.05
SESSION_GOES_ON = timedelta(hours=1)


class TodayScreen(DayQuestions, TakesKeys):
    """The session of a day."""

    CSS_PATH = "today.tcss"
    HELP = """\
Answer the morning's question with one digit, then do the session.

• [b]space[/b] runs it hands-free; [b]enter[/b] logs the set under the cursor, [b]a[/b] the rest of the exercise, \
[b]A[/b] the rest of the session.
• Type a number, or use [b]+[/b] and [b]-[/b], where a set had other repetitions; [b]enter[/b] logs it.
• [b]p[/b] pain, [b]s[/b] leave out, [b]b[/b] form broke, [b]n[/b] note, [b]d[/b] delete, [b]u[/b] undo.
• [b]e[/b] lists all that is logged of the day, to be changed or deleted.
• [b],[/b] and [b].[/b] go to the days before and after.

More than planned earns nothing here: the plan is the limit, and stopping early is no failure.
"""
    BINDINGS = [
        Binding("comma", "day(-1)", "Day before", id="today.before", key_display=",", show=False,
                tooltip="Fill in or mend the day before"),
        Binding("full_stop", "day(1)", "Day after", id="today.after", key_display=".", show=False,
                tooltip="Back towards today"),
    ]  # fmt: skip

    detail = getters.query_one(Detail)

    def __init__(self) -> None:
        super().__init__(id="today")
        self.day: date | None = None
        self._taken_for_today: date | None = None
        self._ahead: Timer | None = None

    def body(self) -> ComposeResult:
        """The status, what is asked, then the session beside the exercise under the cursor."""
        yield Words(id="status", markup=False)
        yield Words(id="care", markup=False)
        yield Words(id="open", markup=False)
        yield Prompt(id="prompt")
        with Row(id="work"):
            with Column(id="left"):
                yield Words(id="empty", markup=False)
                yield SessionList(id="session")
            yield Detail(id="detail")

    async def on_mount(self) -> None:
        """Put the cursor into the session."""
        self.watch(self.session, "cursor", self._cursor_moved, init=False)
        self.watch(self.prompt, "question", self._asked, init=False)
        self.session.focus()

    async def reload(self) -> None:
        """Read the day and draw it; when a next step is possible is found out after it is shown."""
        on = self.day or self._taken_for_today
        try:
            found = carry_over_forecasts(
                await self.read(lambda context: today_view(context, on or context.today())), self.morning
            )
        except UserError as problem:
            self.say(str(problem), problem=True)
            return
        if self.is_closing:
            return
        if self.day is None:
            self._taken_for_today = found.view.on
        self._show(found)
        self.call_after_refresh(self.tracker.drawn)
        if self._ahead is not None:
            self._ahead.stop()
        self._ahead = self.set_timer(LOOK_AHEAD_AFTER_S, partial(self._look_ahead, found.view.on))

    @work(exclusive=True, group="look ahead")
    async def _look_ahead(self, on: date) -> None:
        self._ahead = None
        try:
            found = await self.read(lambda context: today_view(context, on, earliest=True))
        except UserError:
            return  # what is shown is right, if less; the next drawing looks again
        if not self.is_closing and self.morning is not None and found.view.on == self.morning.view.on:
            self._show(found)

    @property
    def waits_to_look_ahead(self) -> bool:
        """Whether it has yet to begin to find out when next steps are possible."""
        return self._ahead is not None

    def _show(self, found: TodayView) -> None:
        """Draw it, unless all of it is there already."""
        if found != self.morning:
            self.morning = found
            self._draw()

    def _draw(self) -> None:
        found = self.morning
        if found is None:
            return
        view = found.view
        past = view.on != view.today
        status = f"{wording.weekday(view.on)} {wording.day(view.on, today=view.today)} · " if past else ""
        line = self.query_one("#status", Static)
        put(line, status + found.status())
        line.set_class(past, "-past")
        self._give_way()
        care = self.query_one("#care", Static)
        put(care, care_words(view.advice.care, short=self.size.width < NARROW))
        care.display = bool(view.advice.care)
        still_open = self.query_one("#open", Static)
        put(still_open, open_words(found.unanswered, waits=found.waits_for_professional))
        still_open.set_class(bool(found.unanswered or found.waits_for_professional), "-shown")
        said = empty_words(found)
        empty = self.query_one("#empty", Static)
        empty.display = bool(said)
        put(empty, said)
        self.session.display = bool(view.rows) and not found.new
        if self.session.display and self.focused is None:  # it was lost on a day without a session
            self.session.focus()
        days = {exercise: marks_of(each) for exercise, each in found.last_days.items()}
        self.session.show(view.rows, {verdict.exercise for verdict in found.steps}, days)
        self._show_detail()
        self._ask_next()
        self.refresh_bindings()

    def _show_detail(self) -> None:
        if self.morning is not None:
            self.detail.show(self.morning, self.session.row)

    def _give_way(self) -> None:
        """The status of today gives its place to a question, so that nothing below moves when one comes or goes."""
        status = self.query_one("#status")
        status.display = self.prompt.question is None or status.has_class("-past")

    def _asked(self, before: Question | None, question: Question | None) -> None:
        self._give_way()
        if question is None and before is not None and before.exercise == self.session.cursor:
            self.session.to_first_missing()  # where it was before the question moved it

    def _cursor_moved(self) -> None:
        """What stands beside the session is about the exercise under the cursor."""
        self._show_detail()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what applies now has a key."""
        found = self.morning
        row = None if found is None else self.session.row
        if action in ("log_exercise", "step"):
            return row is not None and bool(row.missing)
        if action in ("pain", "delete"):
            return row is not None and bool(row.logged or (row.skip and action == "delete"))
        if action == "pain_before":
            return row is not None and bool(row.missing and not row.logged)
        if action == "log":
            return row is not None and bool(row.missing or self.session.typed)
        if action in ("skip", "form_broke"):
            return row is not None and bool(row.missing or (row.logged and action == "form_broke"))
        if action in ("go", "log_session"):
            return found is not None and any(each.planned and each.missing for each in found.view.rows)
        if action == "accept":
            return self._step_here() is not None
        if action == "why":
            return row is not None and row.verdict is not None
        if action == "edit":
            return found is not None and found.view.begun
        if action == "open_question":
            return found is not None and bool(found.unanswered or found.waits_for_professional)
        if action == "day" and parameters == (1,):
            return found is not None and found.view.on < found.view.today
        return True

    async def action_day(self, by: int) -> None:
        """Go to the day before or after, not beyond today."""
        found = self.morning
        if found is None:
            return
        day = found.view.on + timedelta(days=by)
        if day <= found.view.today:
            await self.open_day(None if day == found.view.today else day)

    async def open_day(self, day: date | None) -> None:
        """Show a day; None is today."""
        self.day = day
        self._taken_for_today = None
        with self.app.batch_update():  # the question of the one day goes when the other is there
            self.prompt.question = None
            await self.reload()
            await self.flush_messages()

    def action_go(self) -> None:
        """Run what is missing of the session hands-free, from the exercise under the cursor."""
        rows, here = self.session.rows, self.session.row
        start = rows.index(here) if here is not None and here.missing else 0
        missing = [row for row in (*rows[start:], *rows[:start]) if row.planned and row.missing]
        if self.morning is None or not missing:
            self.say("Nothing is missing of the session.", problem=True)
            return
        from tracker.tui.hands_free.screen import HandsFree

        usual, settings = self.morning.usual_pain, self.morning.settings
        seconds, bell = self.tracker.database.clock.seconds, self.tracker.config.bell
        self.app.push_screen(
            HandsFree(missing, self._on, self.read, usual=usual, settings=settings, bell=bell, seconds=seconds)
        )

    @property
    def _overnight(self) -> bool:
        """Whether this was left open as today, today is another day now, and nothing was logged within the hour."""
        found = self.morning
        if found is None or self.day is not None or found.view.on == self.tracker.today:
            return False
        stamps = [each.at for row in found.view.rows for each in row.logged if each.at is not None]
        now = self.tracker.database.clock.now()
        return all(now - datetime.fromisoformat(stamp) > SESSION_GOES_ON for stamp in stamps)

    # Keys that are numbers or answers

    async def take_key(self, key: str) -> bool:
        """Give the key to the question that is open, else take a digit as repetitions.

        The first key after a new day has begun only turns the page, unless a session is still going on.
        """
        question = self.prompt.question
        if self._overnight:
            self.session.cursor = None  # where yesterday ended is not where today begins
            await self.open_day(None)
        elif question is not None and key == "escape":
            self._put_off.add(question.name)
            self.prompt.question = None
            self._ask_next()
        elif question is not None and key in question.answers:
            await question.reply(question.answers[key])
        elif key.isdecimal() and self.session.row is not None:
            self.session.typed = (self.session.typed + key).lstrip("0")[:MAX_TYPED]
        elif key == "backspace" and self.session.typed:
            self.session.typed = self.session.typed[:-1]
        elif key == "escape" and self.session.typed:
            self.session.typed = ""
        else:
            return False
        return True
