"""Preferences about the terminal, from `config.toml`: theme, animation, bell and keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.core.errors import BadFile


@dataclass(frozen=True, slots=True)
class Config:
    """`theme` is a theme's name; `keys` maps the id of a binding to its keys, separated by commas."""

    theme: str = "backtracker-dark"
    animation: bool = True
    bell: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)


KINDS = {"theme": str, "animation": bool, "bell": bool, "keys": dict}


def read_config(path: Path) -> Config:
    """The preferences in the file at `path`; those that are not in it are as usual. Raises BadFile in words."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path} cannot be read ({error}). Mend it, or move it away to go on without it.") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{path} is not right: {error}.") from None
    faults = [f"there is no {name!r}" for name in values if name not in KINDS]
    faults += [
        f"{name} is {'a table' if kind is dict else 'true or false' if kind is bool else 'a text'}"
        for name, kind in KINDS.items()
        if name in values and not isinstance(values[name], kind)
    ]
    keys = values.get("keys", {})
    if isinstance(keys, dict):
        faults += [f"keys.{name} is a text" for name, each in keys.items() if not isinstance(each, str)]
    if faults:
        raise BadFile(f"{path}: {'; '.join(faults)}. Known are {', '.join(KINDS)}.")
    return Config(**values)
