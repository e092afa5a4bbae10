"""A screen laid out once when it opens.

Without this each first visit to a screen takes some 10 ms longer: Textual lays a screen out when it is shown, then
sends it the size that it has just got, upon which the classes of its breakpoints are set, and all of it is styled and
laid out a second time.
"""

from __future__ import annotations

from typing import Any, TypeVar

from textual import on
from textual.app import App
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

Result = TypeVar("Result")


class FirstLayoutScreen(Screen[Result]):
    """A screen that passes over the size at which it was laid out first."""

    first_size: Size | None = None

    @on(Resize)
    def skip_first_size(self, event: Resize) -> None:
        """Keep Textual from laying the screen out a second time at the same size."""
        if event.size == self.first_size:
            event.prevent_default()
        self.first_size = None


class FirstLayoutApp(App[None]):
    """An app that gives a new screen the classes of its breakpoints before it is shown."""

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """The screen, with the classes for the size of the terminal where it is new."""
        instance = super().get_screen(screen, screen_class)
        if not instance.is_running:
            _add_breakpoint_classes(instance, self.size)
            if isinstance(instance, FirstLayoutScreen):
                instance.first_size = self.size
        return instance


def _add_breakpoint_classes(screen: Screen[Any], size: Size) -> None:
    across, down = screen.HORIZONTAL_BREAKPOINTS or (), screen.VERTICAL_BREAKPOINTS or ()
    for length, breakpoints in ((size.width, across), (size.height, down)):
        screen.add_class(*[name for at, name in breakpoints if length >= at][-1:])
