"""The terminal's own cursor: it stands on what is selected, so that a screen reader or a braille line follows it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.events import DescendantFocus
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

from tracker.tui.widgets.pick_list import option_on


@runtime_checkable
class CursorScreen(Protocol):
    """A screen that says which of its widgets the cursor stands in, where that is not the one with the focus."""

    def cursor_widget(self) -> Widget | None:
        """The widget; None for the one with the focus."""


@runtime_checkable
class CursorWidget(Protocol):
    """A widget that says where in it the cursor stands, where that is not its beginning."""

    def cursor_offset(self) -> Offset:
        """Columns and rows from the beginning of its content, as far as it is seen."""


@runtime_checkable
class TextField(Protocol):
    """A widget of Textual in which text is typed. Its text area is not named, as it takes long to load."""

    cursor_blink: bool

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen its cursor stands."""


class TerminalCursorApp(App[None]):
    """An app that puts the terminal's cursor on what is selected whenever it has drawn something."""

    _set_by_field = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """Where Textual puts the cursor after each drawing; its text fields set it, too."""
        place = _place_on(self.screen)
        return self._set_by_field if place is None else place

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._set_by_field = position

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Stop the blinking of text cursors, so that nothing is drawn while nothing changes."""
        if isinstance(event.widget, TextField):
            event.widget.cursor_blink = False


def _place_on(screen: Screen[object]) -> Offset | None:
    """The place of what the screen names, else of the selected row or field; None where nothing is selected."""
    widget = screen.cursor_widget() if isinstance(screen, CursorScreen) else None
    widget = widget or screen.focused
    if widget is None:
        return None
    if isinstance(widget, TextField):
        return widget.cursor_screen_offset
    start = widget.content_region.offset
    if isinstance(widget, CursorWidget):
        return start + widget.cursor_offset()
    return start + _row_of_option(widget) if isinstance(widget, OptionList) else start


def _row_of_option(options: OptionList) -> Offset:
    """The row of the option that is highlighted, as far as it is seen."""
    rows = (y for y in range(options.content_region.height) if option_on(options.render_line(y)) == options.highlighted)
    return Offset(0, 0 if options.highlighted is None else next(rows, 0))
