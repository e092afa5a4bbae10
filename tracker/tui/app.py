"""The application: modes, themes, keys and what is common to all screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.reactive import Initialize, Reactive, var
from textual.screen import Screen
from textual.theme import Theme

from tracker import paths
from tracker.core.errors import UserError
from tracker.core.model import Number, Settings
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayRow
from tracker.service.history import undo_redo
from tracker.tui.compat.control_char_filter import ControlCharFilter
from tracker.tui.compat.early_exit import EarlyExitApp
from tracker.tui.compat.first_layout import FirstLayoutApp
from tracker.tui.compat.key_queue import KeyQueueApp
from tracker.tui.compat.narrow_text import wrap_to_a_column_at_least
from tracker.tui.compat.terminal_parser import use_tolerant_parser
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.exchanges import Exchanges
from tracker.tui.palette_commands import COMMANDS
from tracker.tui.screen import AppScreen
from tracker.tui.terminal_cursor import TerminalCursorApp
from tracker.tui.themes import THEMES
from tracker.tui.widgets.day_messages import DayChosen
from tracker.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from tracker.speech.announcer import Announcer

POLL_SECONDS = 1.0
OWN_THEMES = {theme.name: theme for theme in THEMES}
MODE_DELAY = 0.01
# The modules of what a key on Today opens; the most likely first.
KEYS_LEAD_TO = (
    "hands_free.screen", "today.note_form", "today.reasoning", "history.screen", "plan.screen", "library.screen",
    "dialogs.warning_signs", "dialogs.help", "widgets.forms.form", "today.entries_dialog",
)  # fmt: skip
# The main screens, each in `screen.py` of the folder named like its mode; that of History needs a source (`_history`).
SCREENS = {"today": "TodayScreen", "library": "LibraryScreen", "plan": "PlanScreen"}


def _first_theme(app: BacktrackerApp) -> str:
    return app.config.theme


def _make_screen(mode: str) -> AppScreen:
    screen: AppScreen = getattr(import_module(f"tracker.tui.{mode}.screen"), SCREENS[mode])()
    return screen


class BacktrackerApp(EarlyExitApp, FirstLayoutApp, KeyQueueApp, TerminalCursorApp):
    """The whole interface: four main screens as modes, and what is common to them."""

    TITLE = "Backtracker"
    CSS_PATH = "app.tcss"
    MODES = {mode: partial(_make_screen, mode) for mode in SCREENS}
    DEFAULT_MODE = "today"
    BINDINGS = [
        Binding("T", "switch_mode('today')", "Today", id="app.today", tooltip="Today's session", show=False),
        Binding("L", "switch_mode('library')", "Library", id="app.library", tooltip="All exercises", show=False),
        Binding("H", "switch_mode('history')", "History", id="app.history", tooltip="How it has gone", show=False),
        Binding("P", "switch_mode('plan')", "Plan", id="app.plan", tooltip="What is planned", show=False),
        Binding("u", "undo", "Undo", id="app.undo", tooltip="Take back the last change of any kind"),
        Binding("ctrl+r", "redo", "Redo", id="app.redo", tooltip="Bring back what was undone", show=False),
        Binding("question_mark", "help", "Help", id="app.help", key_display="?",
                tooltip="What each key does here"),
        Binding("exclamation_mark", "warning_signs", "Warning signs", id="app.warning_signs", key_display="!",
                tooltip="When to get help at once"),
        Binding("colon", "command_palette", "Find a command", id="app.palette", show=False),
        Binding("ctrl+z", "suspend_process", "Suspend", id="app.suspend", show=False,
                tooltip="Back to the shell; fg brings it back"),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave; everything is on disk already", show=False),
    ]  # fmt: skip

    # It begins in the person's theme: changing to it from another reads all style sheets a second time.
    theme: Reactive[str] = Reactive(Initialize(_first_theme))
    # A figure that has come to rest moves again when it changes.
    keys_pressed: Reactive[int] = var(0)

    def __init__(
        self,
        database_worker: DatabaseWorker,
        config: Config | None = None,
        *,
        when_drawn: Callable[[], None] = lambda: None,
    ) -> None:
        self.database = database_worker
        self.config = config or Config()
        wrap_to_a_column_at_least()
        super().__init__()
        self._control_chars = ControlCharFilter()
        self.day_start = Settings().day_start
        self.when_drawn = when_drawn
        self._started = False
        self._version: int | None = None
        self.exchanges = Exchanges(self, database_worker)
        self.add_mode("history", self._history)
        self.animation_level = "full" if self.config.animation else "none"
        self.set_class(not self.config.visual_bell, "-no-visual-bell")
        self.set_class(self.config.figure == "blocks", "-figure-in-blocks")
        self.set_keymap(self.config.keys)

    def get_driver_class(self) -> type[Driver]:
        """The driver for this terminal, with the patches of tui/compat."""
        driver = super().get_driver_class()
        use_tolerant_parser(driver)
        if driver.__name__ == "LinuxDriver":
            from tracker.tui.compat.driver import StoppableDriver

            return StoppableDriver
        if driver.__name__ == "WebDriver":
            from tracker.tui.compat.web_driver import SessionDriver

            return SessionDriver
        return driver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters applied to each line before it is drawn: Textual's own, then ours."""
        return [*super().get_line_filters(), self._control_chars]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """A colour that Textual's themes made of the terminal's own colours lack."""
        return {"foreground-disabled": "ansi_bright_black"}

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Our own themes beside those of Textual, from the beginning."""
        return super().available_themes | OWN_THEMES

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by name; Textual asks for it with every line, so that ours are found without making a list of all."""
        return OWN_THEMES.get(theme_name) or super().get_theme(theme_name)

    @property
    def today(self) -> date:
        """The person's date, by the hour at which their day begins."""
        return self.database.clock.today(self.day_start)

    def on_mount(self) -> None:
        """Begin to look for changes by other windows and commands."""
        self.set_interval(POLL_SECONDS, self._look_for_changes)
        self.app_resume_signal.subscribe(self, self._draw_again)

    def _draw_again(self, _: App[object]) -> None:
        """Draw all of the screen: after ctrl+z and fg, nothing of what was there before is left in the terminal."""
        self.refresh(layout=True)

    async def on_event(self, event: Event) -> None:
        """Count the keys."""
        if isinstance(event, Key):
            self.keys_pressed += 1
        await super().on_event(event)

    def today_is_drawn(self) -> None:
        """Called when Today can be read; the first time, begin all that had to wait for that."""
        if not self._started:
            self._started = True
            self.when_drawn()
            self._warm_up()
            self.run_worker(self._take_steps(first_run.steps))

    @cached_property
    def announcer(self) -> Announcer:
        """Speaks in the hands-free session; it stays on or off from one session to the next."""
        from tracker.speech.announcer import Announcer

        return Announcer(self.config.voice)

    def end_speech(self) -> None:
        """End what was started to speak, if anything was."""
        if "announcer" in vars(self):
            self.announcer.close()

    def open_hands_free(self, rows: Sequence[DayRow], on: date, usual: Number | None, settings: Settings) -> None:
        """Run these rows of the day `on` hands-free; `usual` is the pain that readings are compared with."""
        from tracker.tui.hands_free.screen import HandsFree

        session = HandsFree(
            rows, on, self.database.run, usual=usual, settings=settings, bell=self.config.bell,
            announcer=self.announcer, seconds=self.database.clock.seconds,
        )  # fmt: skip

        def say_summary(_: bool | None) -> None:
            if session.summary() and isinstance(self.screen, AppScreen):
                self.screen.say(session.summary())

        self.push_screen(session, say_summary)

    def _history(self) -> AppScreen:
        from tracker.tui.history.screen import HistoryScreen
        from tracker.tui.history.source import StoredHistory

        return HistoryScreen(StoredHistory(self.database, self.today, self.config.first_weekday))

    async def on_day_chosen(self, message: DayChosen) -> None:
        """Open a day of a chart on Today."""
        from tracker.tui.today.screen import TodayScreen

        await self.switch_mode("today")
        if isinstance(self.screen, TodayScreen):
            await self.screen.open_day(message.day)

    @work(thread=True)
    def _warm_up(self) -> None:
        """Load in a thread what the first keys and the first write need, then make the backup of the day."""
        self.database.warm_up()
        for name in KEYS_LEAD_TO:
            module = import_module(f"tracker.tui.{name}")
            style_sheets = Path(str(module.__file__)).parent.glob("*.tcss")
            self.call_from_thread(self.read_style_sheets, style_sheets)
        self._warm_up_figures()
        try:
            self.database.back_up(self.today)
        except UserError as problem:
            self.call_from_thread(self.notify, str(problem), severity="warning", markup=False)
        self.exchanges.start()
        import_module("tracker.tui.compat.plotext_drawing").load()  # last, in the memory that the backup has given back

    def on_unmount(self) -> None:
        """Stop the exchange with other machines."""
        self.exchanges.stop()

    def _warm_up_figures(self) -> None:
        """Read the figures that the cursor on Today will come to."""
        from tracker.service.library.figures import shipped

        try:
            prescriptions = self.call_from_thread(
                self.database.run, lambda context: context.plan(self.today).in_plan(self.today)
            )
        except UserError:
            return  # the screen that needs them says so; they are only read ahead here
        for prescription in prescriptions:
            shipped().get(prescription.exercise)

    def delay_update(self, delay: float = MODE_DELAY) -> None:
        """Draw nothing while a screen gets ready, for less than the 50 ms of Textual."""
        super().delay_update(delay)

    async def _look_for_changes(self) -> None:
        try:
            version, self.day_start = await self.database.run(
                lambda context: (context.store.version(), context.settings().day_start)
            )
        except UserError:
            return  # nobody asked for anything; the next look may find the database free
        if not self.screen_stack:
            return  # the program was left meanwhile
        for bar in self.screen.query(TopBar):
            bar.today, bar.met = self.today, self.exchanges.last_met
        if version != self._version and isinstance(self.screen, AppScreen) and self.screen.in_front:
            await self.screen.reload()
        self._version = version

    async def action_switch_mode(self, mode: str) -> None:
        """Go to a screen, and wait until it is made, so that the next key finds it."""
        await self.switch_mode(mode)

    async def action_undo(self) -> None:
        """Take back the last change."""
        if isinstance(self.screen, AppScreen):
            await self.screen.execute(undo_redo.undo)

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        if isinstance(self.screen, AppScreen):
            await self.screen.execute(undo_redo.redo)

    async def _take_steps(self, find: Callable[[AppContext], tuple[first_run.FirstRunStep, ...]]) -> None:
        """Ask the steps of the first run that `find` finds, and say what came of it."""
        try:
            steps = await self.database.run(find)
            if not steps:
                return
            from tracker.tui.first_run.first_run import take_steps

            beneath = self.screen
            message = await take_steps(self, self.database, steps)
        except UserError as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        if message and isinstance(beneath, AppScreen):
            beneath.say(message)
            await beneath.reload()

    def ask_open_steps(self) -> None:
        """Ask all that is still open of the first run."""
        self.run_worker(self._take_steps(first_run.unanswered))

    def action_ask_again(self, step: str) -> None:
        """Ask a question of the first run, again or for the first time."""
        self.run_worker(self._take_steps(lambda _: (first_run.FirstRunStep(step),)))

    async def action_professional_agreed(self) -> None:
        """The person says that a professional has agreed to larger doses."""
        if isinstance(self.screen, AppScreen):
            await self.screen.execute(first_run.professional_agreed)

    def action_help(self) -> None:
        """Show what the keys do here, as things are now."""
        from tracker.tui.dialogs.help import help_on

        self.push_screen(help_on(self, self.screen))

    async def action_write_function(self, name: str) -> None:
        """Write the goal, name activities, or score them for the day that is shown."""
        from tracker.core.analytics.function_due import FunctionQuestion
        from tracker.tui.dialogs.function_forms import open_form

        if isinstance(self.screen, AppScreen):
            await open_form(self.screen, FunctionQuestion[name], self.screen.day or self.today)

    async def action_therapist_questions(self) -> None:
        """List the questions for the doctor or therapist."""
        from tracker.service.function.therapist_questions import listed_questions
        from tracker.tui.dialogs.therapist_questions import TherapistQuestions

        try:
            questions = await self.database.run(listed_questions)
        except UserError as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        self.push_screen(TherapistQuestions(questions, self.today))

    def action_write_file(self, name: str) -> None:
        """Write the report or the plan to a file."""
        from tracker.tui.dialogs.paper_forms import FORMS

        if isinstance(self.screen, AppScreen):
            self.push_screen(FORMS[name](self.today), self.screen.say_written)

    def action_import_file(self) -> None:
        """Import a file, which is chosen in the person's home folder or below."""
        from tracker.tui.imports.import_flow import import_file

        if isinstance(self.screen, AppScreen):
            self.run_worker(import_file(self.screen, Path.home()))

    async def action_about(self) -> None:
        """Show what this is and where the data are."""
        from tracker.tui.dialogs.about import About

        self.push_screen(About(await self.database.run(lambda context: context.store.path), paths.config()))

    def action_warning_signs(self) -> None:
        """Show the warning signs and what to do about them."""
        from tracker.tui.dialogs.warning_signs import WarningSigns

        self.push_screen(WarningSigns())

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from tracker.tui.compat.command_palette import Palette

        if not Palette.is_open(cast("App[object]", self)):
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Find a theme by its name."""
        from textual.theme import ThemeProvider

        from tracker.tui.compat.command_palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the palette: everything that has a key here, and the commands without one."""
        bindings = {(key.binding.description, key.binding.action): key for key in screen.active_bindings.values()}
        for (description, action), (node, binding, enabled, tooltip) in bindings.items():  # two keys, one command
            if enabled and description:
                tip = tooltip or binding.tooltip or description
                yield SystemCommand(description, tip, partial(self.run_action, action, node))
        for title, tooltip, action in COMMANDS:
            yield SystemCommand(title, tooltip, partial(self.run_action, action))
        yield SystemCommand("Change the theme", "Light, dark, or another", self.action_change_theme)
