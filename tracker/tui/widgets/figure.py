"""The moving figure of an exercise."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tracker.core.figure import motion
from tracker.core.figure.drawing import draw
from tracker.core.figure.motion import phase_at, pose_at
from tracker.core.figure.raster import Run
from tracker.core.figure.stills import stills
from tracker.core.model import Glyphs
from tracker.core.session.pace import Phase
from tracker.service.library.figures import shipped

FRAMES_A_SECOND = 12
MOVE_S = 3
# How often a figure goes through its movement before it stands still, and how long at most, at whatever pace.
PLAYS, PLAYS_S, STILL_AFTER_S = 3, 24, 28

FigurePosition = tuple[int, float]


class FigureView(Widget):
    """An exercise as a figure that moves at `phases`, or shows its poses where animation is off.

    It is drawn in braille, or in blocks where the app has the class `-figure-in-blocks`. It goes through its movement a
    few times and then stands still until `play`, a key that the app counts in `keys_pressed`, or `show`, which gives
    it a position. Without a figure it hides.
    Nothing is drawn while it is invisible, while the terminal has lost focus, or while a hold lasts.
    """

    COMPONENT_CLASSES = {"figure--near", "figure--far", "figure--working", "figure--prop"}
    DEFAULT_CSS = """
    FigureView {
        height: 10;
        .figure--near { color: $foreground; }
        .figure--far { color: $foreground-muted; }
        .figure--working { color: $accent; text-style: bold; }
        .figure--prop { color: $foreground-disabled; }
        &.-empty { display: none; }
    }
    """

    exercise: reactive[str] = reactive("")
    other_side: reactive[bool] = reactive(False)
    phases: reactive[tuple[Phase, ...]] = reactive(())

    def __init__(
        self,
        exercise: str = "",
        *,
        clock: Callable[[], float] = monotonic,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._clock = clock
        self._figure: motion.Figure | None = None
        self._started_at = clock()
        self._position: FigurePosition | None = None
        self._drawn: FigurePosition | None = None
        self._visible = False
        self._glyphs = Glyphs.BRAILLE
        self.moving = False
        self.frames_drawn = 0
        self._lines: list[list[Run]] | None = None
        self._timer: Timer | None = None
        self.set_reactive(FigureView.exercise, exercise)

    def show(self, phase_index: int, fraction: float) -> None:
        """Draw the figure where `fraction` (0 to 1) of a phase has passed, and stop moving by itself."""
        self._position = (phase_index, fraction)
        self._start_or_stop()
        self.tick()

    def free(self) -> None:
        """Move on its own clock again, from the start of a repetition."""
        self._position = None
        self._started_at = self._clock()
        self._start_or_stop()
        self._redraw()

    def play(self) -> None:
        """Go through the movement again, if it has come to rest."""
        if self._at_rest:
            self.free()

    def _play_if_seen(self) -> None:
        if self.screen.is_active:
            self.play()

    @property
    def _at_rest(self) -> bool:
        """Whether it has gone through its movement the given number of times."""
        return self._position is None and self._clock() - self._started_at >= self._playing_s

    @property
    def _playing_s(self) -> float:
        """For how many seconds it moves: whole repetitions, unless a single one takes too long."""
        repetition_s = sum(phase.seconds for phase in self._pace())
        plays = min(max(int(PLAYS_S // repetition_s), 1), PLAYS)
        return min(plays * repetition_s, STILL_AFTER_S)

    def render_line(self, y: int) -> Strip:
        if self._lines is None:
            self._lines = self._picture(self.size.width, self.size.height)
            self.frames_drawn += 1
        runs = self._lines[y] if y < len(self._lines) else []
        styles = {ink: self.get_component_rich_style(f"figure--{ink}") for _, ink in runs if ink is not None}
        plain = self.rich_style
        segments = [Segment(text, plain if ink is None else plain + styles[ink]) for text, ink in runs]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def on_mount(self) -> None:
        """Start the timer, and stop it whenever the screen or the terminal is left."""
        if self.app.has_class("-figure-in-blocks"):
            self._glyphs = Glyphs.BLOCKS
        self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.tick, pause=True)
        self.watch(self.app, "app_focus", self._start_or_stop, init=False)
        self.watch(self.screen, "stack_updates", self._start_or_stop, init=False)
        self.watch(self.app, "keys_pressed", self._play_if_seen, init=False)
        self.watch_exercise()

    def on_show(self) -> None:
        self._visible = True
        self._start_or_stop()

    def on_hide(self) -> None:
        self._visible = False
        self._start_or_stop()

    def on_resize(self) -> None:
        self._redraw()

    def watch_exercise(self) -> None:
        self._figure = shipped().get(self.exercise) if self.exercise else None
        self.set_class(self._figure is None, "-empty")
        self.free()

    def watch_phases(self) -> None:
        self._started_at = self._clock()
        self._start_or_stop()
        self._redraw()

    def watch_other_side(self) -> None:
        self._redraw()

    def _start_or_stop(self) -> None:
        """Run the timer only while the figure is seen moving."""
        if self._timer is None:
            return
        self.moving = (
            self._figure is not None
            and self._position is None
            and self._visible
            and self.app.app_focus
            and self.app.animation_level != "none"
            and self.screen.is_active
            and not self._at_rest
        )
        if self.moving:
            self._timer.resume()
        else:
            self._timer.pause()

    def tick(self) -> None:
        """Draw, if the picture has changed."""
        if self._timer is not None and self._current_position() != self._drawn:
            self._redraw()
        if self.moving and self._at_rest:
            self._start_or_stop()

    def _current_position(self) -> FigurePosition | None:
        """The phase and the part of it to draw, a hold being one picture; None for all poses at once."""
        phases = self._pace()
        if self._position is None and self.app.animation_level == "none":
            return None
        playing_s = min(self._clock() - self._started_at, self._playing_s)
        index, part = phase_at(phases, playing_s) if self._position is None else self._position
        index = min(index, len(phases) - 1)
        return index, 1.0 if phases[index].hold or self.app.animation_level == "none" else part

    def _pace(self) -> tuple[Phase, ...]:
        moves = len(self._figure.moves) if self._figure is not None else 1
        return self.phases or (Phase("", MOVE_S, hold=False),) * moves

    def _redraw(self) -> None:
        if self._timer is None:  # not yet on a screen
            return
        self._drawn = self._current_position()
        self._lines = None  # drawn when it is shown, however often it changes before
        self.refresh()

    def _picture(self, cols: int, rows: int) -> list[list[Run]]:
        if not cols or not rows or self._figure is None:
            return []
        if self._drawn is None:
            return stills(self._figure, cols, rows, other_side=self.other_side, glyphs=self._glyphs)
        pose = pose_at(self._figure, self._pace(), *self._drawn)
        return draw(self._figure, pose, cols, rows, other_side=self.other_side).lines(self._glyphs)
