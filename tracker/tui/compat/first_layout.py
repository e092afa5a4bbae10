"""A screen laid out once when it opens.

Without this each first visit to a screen takes some 10 ms longer: Textual lays a screen out when it is shown, then
sends it the size that it has just got, upon which the classes of its breakpoints are set, and all of it is styled and
laid out a second time.

Textual also styles a screen again whenever it comes to the front, though one whose theme has changed is styled anyway.

From Python 3.12 on, where Textual's tasks are eager, a new screen is composed before Textual has read its style sheets,
and is styled again when it is shown. They are read before here, so that it is styled once and rightly. What is shown
already is styled with them, as Textual does it: the app itself has no colour yet where its first screen is made, and a
text that is drawn then would keep that.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, TypeVar

from textual import on
from textual.app import App
from textual.events import Resize, ScreenResume
from textual.geometry import Size
from textual.screen import Screen

Result = TypeVar("Result")


class FirstLayoutScreen(Screen[Result]):
    """A screen that passes over the size at which it was laid out first, until it gets another."""

    first_size: Size | None = None

    @on(Resize)
    def skip_first_size(self, event: Resize) -> None:
        """Keep Textual from laying the screen out again at the same size, which layout and driver both report."""
        if event.size == self.first_size:
            event.prevent_default()
        else:
            self.first_size = None

    @on(ScreenResume)
    def keep_styles(self, event: ScreenResume) -> None:
        """Keep Textual from styling the screen again when it comes to the front."""
        event.refresh_styles = False


class FirstLayoutApp(App[None]):
    """An app that has the styles of a new screen, and gives it the classes of its breakpoints, before it is shown."""

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """The screen; a new one has its style sheets read, and the classes for the size of the terminal."""
        instance = super().get_screen(screen, screen_class)
        if not instance.is_running:
            if self.read_style_sheets(instance.css_path):
                self.stylesheet.update(self)
            _add_breakpoint_classes(instance, self.size)
            if isinstance(instance, FirstLayoutScreen):
                instance.first_size = self.size
        return instance

    def read_style_sheets(self, paths: Iterable[PurePath]) -> bool:
        """Read and parse those style sheets that were not read yet, and say whether there were any."""
        unread = [path for path in paths if not self.stylesheet.has_source(str(path))]
        if unread:
            self.stylesheet.read_all(unread)
            self.stylesheet.parse()
        return bool(unread)


def _add_breakpoint_classes(screen: Screen[Any], size: Size) -> None:
    across, down = screen.HORIZONTAL_BREAKPOINTS or (), screen.VERTICAL_BREAKPOINTS or ()
    for length, breakpoints in ((size.width, across), (size.height, down)):
        names = [name for at, name in breakpoints if length >= at]
        screen.add_class(*names[-1:], update=False)  # it is styled when it is mounted
