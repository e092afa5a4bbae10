"""The help: what each key does on this screen as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen
from textual.widgets import Static

from tracker.tui.dialogs.page import Page
from tracker.tui.widgets.text.text_table import TextRow, TextTable

KeyRow = tuple[str, str, str]
KEY_WIDTH = 7
PARTS = ("key", "name", "more")


class KeyTable(TextTable):
    """Keys, their names and their explanations."""

    COMPONENT_CLASSES = {"keys--key", "keys--name", "keys--more"}
    DEFAULT_CSS = """
    KeyTable {
        & > .keys--key { color: $accent; text-style: bold; }
        & > .keys--name { color: $foreground; text-style: bold; }
        & > .keys--more { color: $foreground-muted; }
    }
    """

    def __init__(self, key_rows: Iterable[KeyRow]) -> None:
        super().__init__()
        self._key_rows = tuple(key_rows)

    def rows(self) -> Sequence[TextRow]:
        key, name, more = (self.get_component_rich_style(f"keys--{part}", partial=True) for part in PARTS)
        width = max((len(keys) for keys, _, _ in self._key_rows), default=0)
        return [
            (Text(keys.rjust(max(width, KEY_WIDTH)), key), Text(does, name).append(f"  {why}" if why else "", more))
            for keys, does, why in self._key_rows
        ]


class Help(Page[None]):
    """The keys that apply to the screen now, those of the app, and the text of the screen, which may have markup."""

    heading = "Keys"
    kind = "help"
    CSS_PATH = "help.tcss"
    BINDINGS = [Binding("escape,enter,q,question_mark", "dismiss", "Close", id="help.close", key_display="esc")]

    def __init__(self, screen_keys: Iterable[KeyRow], app_keys: Iterable[KeyRow], about: str) -> None:
        super().__init__()
        self._screen_keys = tuple(screen_keys)
        self._app_keys = tuple(app_keys)
        self._about = about

    def parts(self) -> ComposeResult:
        if self._screen_keys:
            yield Static("Here", classes="heading")
            yield KeyTable(self._screen_keys)
        yield Static("Everywhere", classes="heading")
        yield KeyTable(self._app_keys)
        if self._about:
            yield Static(self._about, classes="about")


def help_on(app: App[None], screen: Screen[object]) -> Help:
    """The help for a screen in its current focus and state."""
    active = [
        active_binding
        for active_binding in screen.active_bindings.values()
        if active_binding.enabled and active_binding.binding.id
    ]
    screen_keys = sorted(
        (active_binding for active_binding in active if active_binding.node is not app),
        key=lambda active_binding: active_binding.node is not screen,
    )
    return Help(
        _rows(app, screen_keys),
        _rows(app, (active_binding for active_binding in active if active_binding.node is app)),
        screen.HELP or "",
    )


def _rows(app: App[None], active: Iterable[ActiveBinding]) -> list[KeyRow]:
    """A row for each action, with all its keys."""
    by_action: dict[str, tuple[list[str], Binding]] = {}
    for active_binding in active:
        keys, _ = by_action.setdefault(active_binding.binding.action, ([], active_binding.binding))
        keys.append(app.get_key_display(active_binding.binding))
    return [
        (" ".join(dict.fromkeys(keys)), binding.description, "" if binding.tooltip is None else str(binding.tooltip))
        for keys, binding in by_action.values()
    ]
