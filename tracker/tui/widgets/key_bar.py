"""The keys that can be pressed now, in one line at the foot."""

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
    """A key as it is shown and as it is pressed, and what it does in a word and in a sentence."""

    shown: str
    pressed: str
    does: str
    tooltip: str
    enabled: bool
    always_shown: bool = False

    @property
    def width(self) -> int:
        return cell_len(f"{self.shown} {self.does}")


# The last to go where there is no room: all the others stand behind the first, and the second is for an emergency.
ALWAYS_SHOWN = ("help", "warning_signs")


def fitting(keys: Sequence[BarKey], width: int) -> tuple[BarKey, ...]:
    """The keys that fit into `width` cells: the last are left out, but those always shown only shortened."""
    shown = list(keys)
    others = [key for key in shown if not key.always_shown]
    while others and _width(shown) > width:
        shown.remove(others.pop())
    if _width(shown) > width:
        shown = [replace(key, does=key.does.split()[0]) for key in shown]
    return tuple(shown)


def _width(keys: Sequence[BarKey]) -> int:
    return sum(key.width + 1 for key in keys) - 1


class KeyBar(Widget):
    """Shows the keys whose binding has a word for it; a click presses one.

    Textual's Footer makes a widget of each key, and all of them again whenever one comes or goes, which takes
    longer than everything else a key press leads to.
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
        self._drawn_width = 0

    @property
    def keys(self) -> tuple[BarKey, ...]:
        """The keys that apply now and fit; of several keys for one action the first."""
        by_action: dict[str, BarKey] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in by_action:
                shown, always_shown = self.app.get_key_display(binding), binding.action in ALWAYS_SHOWN
                by_action[binding.action] = BarKey(
                    shown, binding.key, binding.description, tooltip, enabled, always_shown
                )
        return fitting(tuple(by_action.values()), self.size.width)

    def at(self, x: int) -> BarKey | None:
        """The key drawn at column `x`."""
        start = 0
        for key in self._drawn:
            end = start + key.width
            if start <= x < end:
                return key
            start = end + 1
        return None

    def render(self) -> Content:
        if self.size.width != self._drawn_width:
            self._drawn, self._drawn_width = self.keys, self.size.width
        return Content(" ").join(map(self._key_text, self._drawn))

    def _key_text(self, key: BarKey) -> Content:
        if not key.enabled:
            return Content.styled(f"{key.shown} {key.does}", "$foreground-disabled")
        word = Content.assemble((key.shown, "bold $footer-key-foreground"), f" {key.does}")
        return word.stylize("underline") if key == self.pointed else word

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._refresh_if_changed)

    def _refresh_if_changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen and (keys := self.keys) != self._drawn:
            self._drawn = keys
            self.refresh()

    def on_mouse_move(self, event: MouseMove) -> None:
        self.pointed = self.at(event.x)
        self.tooltip = self.pointed.tooltip if self.pointed is not None else None

    def on_leave(self) -> None:
        self.pointed = None

    def on_mouse_down(self, event: MouseDown) -> None:
        key = self.at(event.x)
        if key is None:
            return
        if key.enabled:
            self.app.simulate_key(key.pressed)
        else:
            self.app.bell()
