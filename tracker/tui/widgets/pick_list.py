"""A list to choose from: the arrows move; `enter` and paging are left to the screen, a click only moves the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class PickList(OptionList, inherit_bindings=False):
    """Options with ids; headings are those without one. The screen has an action `choose`."""

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

    def show(self, options: Iterable[Option], keep: str | None = None) -> None:
        """Show these instead, the cursor on `keep` where it is among them, else on the first."""
        listed = list(options)
        drawn = [(option.id, option.prompt, option.disabled) for option in listed]
        if drawn != self._drawn:
            self._drawn = drawn
            self.set_options(listed)
        places = [at for at, option in enumerate(listed) if not option.disabled]
        self.highlighted = next((at for at in places if listed[at].id == keep), places[0] if places else None)

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a second click chooses."""
        event.prevent_default()
        at: int | None = event.style.meta.get("option")
        if at is not None and not self.get_option_at_index(at).disabled:
            self.highlighted = at
            self.clicked()
            if event.chain == 2:
                await self.run_action("screen.choose")

    def clicked(self) -> None:
        """What a click does besides moving the cursor."""
