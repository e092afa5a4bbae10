"""The bar of keys at the foot: what can be pressed now, drawn as one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual.content import Content
from textual.events import MouseDown, MouseMove
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class BarKey:
    """A key as it is shown, the key as it is pressed, and what it does in a word and in a sentence."""

    shown: str
    pressed: str
    does: str
    tooltip: str
    enabled: bool
    stays: bool = False

    @property
    def width(self) -> int:
        """Columns that it takes."""
        return cell_len(f"{self.shown} {self.does}")


# The last to go where there is no room: all the others stand behind the first, and the second is for an emergency.
STAY = ("help", "warning_signs")


def fitting(keys: Sequence[BarKey], width: int) -> tuple[BarKey, ...]:
    """The keys for which there is room, each whole: what stays gives up its second word, then the last others go."""
    found = list(keys)
    if _width(found) > width:
        found = [replace(key, does=key.does.split()[0]) if key.stays else key for key in found]
    others = [key for key in found if not key.stays]
    while others and _width(found) > width:
        found.remove(others.pop())
    return tuple(found)


def _width(keys: Sequence[BarKey]) -> int:
    return sum(key.width + 1 for key in keys) - 1


class KeyBar(Widget):
    """Shows the keys that have a word for the bar; a click presses one.

    Textual's own makes a widget of each key, and all anew whenever one of them comes or goes, which takes longer than
    all else that a key press leads to.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        color: $footer-description-foreground;
        background: $footer-background;
        text-wrap: nowrap;
    }
    """

    pointed: reactive[BarKey | None] = reactive[BarKey | None](None)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[BarKey, ...] = ()

    @property
    def keys(self) -> tuple[BarKey, ...]:
        """The keys that apply now and have room; of several for one action the first."""
        found: dict[str, BarKey] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in found:
                shown, stays = self.app.get_key_display(binding), binding.action in STAY
                found[binding.action] = BarKey(shown, binding.key, binding.description, tooltip, enabled, stays)
        return fitting(tuple(found.values()), self.size.width)

    def at(self, x: int) -> BarKey | None:
        """The key that is drawn at a column."""
        start = 0
        for key in self._drawn:
            end = start + key.width
            if start <= x < end:
                return key
            start = end + 1
        return None

    def render(self) -> Content:
        """One line."""
        self._drawn = self.keys
        return Content(" ").join(map(self._word, self._drawn))

    def _word(self, key: BarKey) -> Content:
        word = Content.assemble((key.shown, "bold $footer-key-foreground"), f" {key.does}")
        if not key.enabled:
            return word.stylize("dim")
        return word.stylize("underline") if key == self.pointed else word

    def on_mount(self) -> None:
        """Look again whenever keys may have come or gone."""
        self.screen.bindings_updated_signal.subscribe(self, self._look_again)

    def _look_again(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen and self.keys != self._drawn:
            self.refresh()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Tell what the key under the mouse does."""
        self.pointed = self.at(event.x)
        self.tooltip = self.pointed.tooltip if self.pointed is not None else None

    def on_leave(self) -> None:
        """No key is under the mouse."""
        self.pointed = None

    def on_mouse_down(self, event: MouseDown) -> None:
        """Press the key that was clicked."""
        key = self.at(event.x)
        if key is None:
            return
        if key.enabled:
            self.app.simulate_key(key.pressed)
        else:
            self.app.bell()
