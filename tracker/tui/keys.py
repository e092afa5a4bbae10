"""Checks of the keys that a person has chosen: known bindings, valid keys, and no key for two things at once."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import ModuleType

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, Keys
from textual.screen import ModalScreen, Screen

from tracker.core import wording

MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
NAMED = frozenset(
    {*KEY_NAME_REPLACEMENTS.values(), *KEY_TO_UNICODE_NAME, *(key.value for key in Keys if "<" not in key.value)}
)
# Moving on, copying and leaving stay where every program of this kind has them.
RESERVED = frozenset({"tab", "shift+tab", "ctrl+c", "ctrl+q"})

PACKAGE = __name__.rpartition(".")[0]
Bindings = dict[str, list[str]]


def key_faults(keys: Mapping[str, str]) -> list[str]:
    """The faults of `keys`, which maps ids of bindings to keys, as sentences without their full stops."""
    modules = list(_modules())
    known = {name for node in _nodes(modules) for name in _bindings(node)}
    faults = [_unknown(name, known) for name in keys if name not in known]
    for name, text in keys.items():
        faults += _wrong_keys(name, text)
    return faults or sorted({fault for place in _places(modules) for fault in _clashes(place, keys)})


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=3)
    return f"there is no key called {name!r}" + (f", the nearest: {wording.listed(near)}" if near else "")


def _wrong_keys(name: str, text: str) -> Iterator[str]:
    for key in _split(text):
        if key.isdecimal():
            yield f"{name}: {key} is taken, as digits are only ever numbers"
        elif key in RESERVED:
            yield f"{name}: {key} stays what it is everywhere"
        elif not _is_key(key):
            yield f"{name}: {key!r} is no key; write it like x, X, f5, space, question_mark or ctrl+r"


def _is_key(key: str) -> bool:
    *modifiers, base = key.split("+")
    if not MODIFIERS.issuperset(modifiers):
        return False
    if len(base) == 1:
        return base.isprintable() and not base.isspace()
    return base in NAMED or key in NAMED or _is_character_name(base)


def _is_character_name(name: str) -> bool:
    """Whether it is the Unicode name of a character, as Textual writes it: question_mark."""
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True


def _split(text: str) -> list[str]:
    """The keys of a binding, in the long form: question_mark for ?."""
    return [_long_form(key.strip()) for key in text.split(",")]


def _long_form(key: str) -> str:
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _clashes(place: Mapping[str, list[str]], keys: Mapping[str, str]) -> Iterator[str]:
    """The bindings of one place that would have the same key, where one of them was changed."""
    owners: dict[str, list[str]] = {}
    for name, usual in place.items():
        for key in dict.fromkeys(_split(keys[name]) if name in keys else usual):
            owners.setdefault(key, []).append(name)
    for key, names in owners.items():
        changed = [name for name in names if name in keys]
        if changed and len(names) > 1:
            yield f"{key} would be {wording.listed(sorted(names))} at once"


def _modules() -> Iterator[ModuleType]:
    """Every module of the interface."""
    for module in pkgutil.walk_packages(importlib.import_module(PACKAGE).__path__, f"{PACKAGE}."):
        yield importlib.import_module(module.name)


def _nodes(modules: Iterable[ModuleType]) -> list[type[DOMNode]]:
    """The app, screens and widgets that are written in these modules."""
    return [
        member
        for module in modules
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, DOMNode) and member.__module__ == module.__name__
    ]


def _bindings(node: type[DOMNode]) -> Bindings:
    """The keys of a node by the id of the binding, those that it inherits from ours too."""
    bindings: Bindings = {}
    for base in reversed(node.__mro__):
        for binding in base.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id is not None:
                bindings[binding.id] = _split(binding.key)
    return bindings


def _places(modules: list[ModuleType]) -> Iterator[Bindings]:
    """The bindings that are there together: of a screen, of its widgets, and of the app where it is no dialog."""
    nodes = _nodes(modules)
    everywhere = [node for node in nodes if issubclass(node, App)]
    for screen in (node for node in nodes if issubclass(node, Screen)):
        above = [] if issubclass(screen, ModalScreen) else everywhere
        together: Bindings = {}
        for node in [*above, screen, *_widgets_of(screen)]:
            together |= _bindings(node)
        yield together


def _widgets_of(screen: type[DOMNode]) -> set[type[DOMNode]]:
    """The widgets that the modules of a screen import, and those that their modules import in turn."""
    widgets: set[type[DOMNode]] = set()
    to_search: list[type[DOMNode]] = [screen]
    while to_search:
        for base in to_search.pop().__mro__:
            new = _widgets_in(base.__module__) - widgets
            widgets |= new
            to_search += new
    return widgets


def _widgets_in(module: str) -> set[type[DOMNode]]:
    if not module.startswith(PACKAGE):
        return set()
    members = vars(importlib.import_module(module)).values()
    return {
        member
        for member in members
        if isinstance(member, type)
        and issubclass(member, DOMNode)
        and not issubclass(member, Screen | App)
        and member.__module__.startswith(PACKAGE)
    }
