"""What each key does where it was asked, and no other keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.text_table import TextRow, TextTable

KeyRow = tuple[str, str, str]
KEY_WIDTH = 7
PARTS = ("key", "name", "more")


class KeyTable(TextTable):
    """Keys, what they do, and more of it where there is more to say."""

    COMPONENT_CLASSES = {"keys--key", "keys--name", "keys--more"}
    DEFAULT_CSS = """
    KeyTable {
        & > .keys--key { color: $accent; text-style: bold; }
        & > .keys--name { color: $foreground; text-style: bold; }
        & > .keys--more { color: $foreground-muted; }
    }
    """

    def __init__(self, listed: Iterable[KeyRow]) -> None:
        super().__init__()
        self._listed = tuple(listed)

    def rows(self) -> Sequence[TextRow]:
        """A line for each, longer ones wrapped beside their keys."""
        key, name, more = (self.get_component_rich_style(f"keys--{part}", partial=True) for part in PARTS)
        width = max((len(keys) for keys, _, _ in self._listed), default=0)
        return [
            (Text(keys.rjust(max(width, KEY_WIDTH)), key), Text(does, name).append(f"  {why}" if why else "", more))
            for keys, does, why in self._listed
        ]


class Help(Dialog[None]):
    """The keys of a screen as it is now, then its own words, which may have markup."""

    CSS_PATH = "help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]
    BINDINGS = [Binding("escape,enter,q,question_mark", "dismiss", "Close", id="help.close", key_display="esc")]

    def __init__(self, here: Iterable[KeyRow], everywhere: Iterable[KeyRow], about: str) -> None:
        super().__init__()
        self._here = tuple(here)
        self._everywhere = tuple(everywhere)
        self._about = about

    def compose(self) -> ComposeResult:
        """What applies here first."""
        with VerticalScroll(classes="dialog help") as box:
            box.border_title = "Keys"
            box.border_subtitle = "↑ ↓ scroll · esc close"
            if self._here:
                yield Static("Here", classes="heading")
                yield KeyTable(self._here)
            yield Static("Everywhere", classes="heading")
            yield KeyTable(self._everywhere)
            if self._about:
                yield Static(self._about, classes="about")


def help_on(app: App[None], screen: Screen[object]) -> Help:
    """The help on a screen, as its focus and state are now."""
    active = [each for each in screen.active_bindings.values() if each.enabled and each.binding.id]
    here = sorted((each for each in active if each.node is not app), key=lambda each: each.node is not screen)
    return Help(
        _rows(app, here),
        _rows(app, (each for each in active if each.node is app)),
        screen.HELP or "",
    )


def _rows(app: App[None], active: Iterable[ActiveBinding]) -> list[KeyRow]:
    """One for each action, however many keys it has."""
    found: dict[str, tuple[list[str], Binding]] = {}
    for each in active:
        keys, _ = found.setdefault(each.binding.action, ([], each.binding))
        keys.append(app.get_key_display(each.binding))
    return [
        (" ".join(dict.fromkeys(keys)), binding.description, "" if binding.tooltip is None else str(binding.tooltip))
        for keys, binding in found.values()
    ]
