"""A list to choose from; `enter` and paging are left to the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

CURSOR = "▶"


def option_on(line: Strip) -> int | None:
    """The place in its list of the option that a line of it shows."""
    return next((segment.style.meta.get("option") for segment in line if segment.style is not None), None)


class PickList(OptionList, inherit_bindings=False):
    """Options with ids, and headings without. The screen has an action `choose`, which a double click runs."""

    BINDINGS = [
        Binding("down,j", "cursor_down", "Down", id="picklist.down", show=False),
        Binding("up,k", "cursor_up", "Up", id="picklist.up", show=False),
        Binding("home", "first", "First", id="picklist.first", show=False),
        Binding("end", "last", "Last", id="picklist.last", show=False),
    ]
    DEFAULT_CSS = """
    PickList {
        border: none; padding: 0; height: 1fr; background: $background; scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $foreground 0%; }
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-disabled { color: $primary; text-style: bold; }
        & > .option-list--option-highlighted {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: none;
        }
    }
    """

    _drawn: Sequence[tuple[str | None, object, bool]] | None = None

    @property
    def chosen(self) -> str | None:
        """The id of the option under the cursor."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def show(self, options: Iterable[Option], selected: str | None = None) -> None:
        """Replace the options; the cursor goes to `selected` if it is among them, else to the first."""
        new_options = list(options)
        drawn = [(option.id, option.prompt, option.disabled) for option in new_options]
        if drawn != self._drawn:
            self._drawn = drawn
            self.set_options(new_options)
        places = [index for index, option in enumerate(new_options) if not option.disabled]
        self.highlighted = next(
            (index for index in places if new_options[index].id == selected), places[0] if places else None
        )

    @property
    def marks_cursor(self) -> bool:
        """Whether the cursor is shown by a sign, too."""
        return True

    def render_line(self, y: int) -> Strip:
        """A line of an option; the first of the one under the cursor begins with a sign, for whoever sees no colour."""
        line = super().render_line(y)
        if self.highlighted is None or option_on(line) != self.highlighted or not self.marks_cursor:
            return line
        if y and option_on(super().render_line(y - 1)) == self.highlighted:
            return line
        style = next((segment.style for segment in line), None)
        return Strip.join([Strip([Segment(CURSOR, style)]), line.crop(1)])

    async def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        index: int | None = event.style.meta.get("option")
        if index is not None and not self.get_option_at_index(index).disabled:
            self.highlighted = index
            self.clicked()
            if event.chain == 2:
                await self.run_action("screen.choose")

    def clicked(self) -> None:
        """Called after a click has moved the cursor; a subclass may act on it."""
