"""Preferences about what is shown and spoken, from `config.toml`: theme, figure, bells, voice, units, weeks, keys."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tracker.core import wording
from tracker.core.errors import FileError
from tracker.core.model import Glyphs, Units
from tracker.tui.environment import can_say

MAX_BYTES = 64 * 1024
MEND = "Mend it, or move it away to go on without it."
WEEK_STARTS = ("monday", "saturday", "sunday")
# The names of the program's own themes.
DARK_THEME, LIGHT_THEME = "backtracker-dark", "backtracker-light"


def glyphs_for(term: str, encoding: str) -> Glyphs:
    """Braille, or blocks for the Linux console, whose fonts have no braille, and for an encoding that cannot say it."""
    return Glyphs.BRAILLE if term != "linux" and can_say("⣿", encoding) else Glyphs.BLOCKS


def _terminal_glyphs() -> str:
    return glyphs_for(os.environ.get("TERM", ""), sys.stderr.encoding)  # where the interface is drawn


@dataclass(frozen=True, slots=True)
class Config:
    """`theme` is a theme's name; `keys` maps the id of a binding to its keys, separated by commas.

    `figure` is the characters that the figure is drawn with, `braille` or `blocks`; without it, what the terminal has.
    `bell` is the terminal's, `visual_bell` the change of colour across the screen in the hands-free session.
    `voice` is `off`, `auto`, or the command of a speech program; turned on in the session, `off` is as `auto`.
    `units` is what weights are shown and typed in, `week_start` the day with which a week is shown to begin.
    """

    theme: str = DARK_THEME
    animation: bool = True
    figure: str = field(default_factory=_terminal_glyphs)
    bell: bool = True
    visual_bell: bool = True
    voice: str = "off"
    units: Units = Units.KG
    week_start: str = WEEK_STARTS[0]
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def first_weekday(self) -> int:
        """The weekday with which a week begins, Monday being 0."""
        return wording.DAY_NAMES.index(self.week_start.capitalize())


NAMES = tuple(preference.name for preference in fields(Config))


def read_config(path: Path, *, interface: bool = True) -> Config:
    """Read the preferences from the file at `path`; defaults stand for those that it lacks.

    Without `interface` the theme and the keys are not looked at, which only Textual knows. Raises FileError with all
    faults.
    """
    try:
        # What is no file may never end, or never begin.
        if path.exists() and not path.is_file() and path.resolve() != Path(os.devnull):
            raise FileError(f"{path} cannot be read: it is no file. Mend that, or move it away to go on without it.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise FileError(
            f"{path} cannot be read: {error.strerror}. Mend that, or move it away to go on without it."
        ) from None
    return parse_config(data, str(path), interface=interface)


def parse_config(data: bytes, name: str, *, interface: bool = True) -> Config:
    """The preferences in the contents of a file called `name`. Raises FileError with everything that is wrong."""
    if len(data) > MAX_BYTES:
        raise FileError(f"{name} is larger than {MAX_BYTES // 1024} KiB; that is no file of preferences.")
    import tomllib  # most have no such file

    try:
        values = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise FileError(f"{name} cannot be read as TOML: {error}. {MEND}") from None
    if not interface:
        values = {name: value for name, value in values.items() if name not in ("theme", "keys")}
    faults = [*_faults(values)]
    if not faults and values.get("keys"):
        from tracker.tui.keys import key_faults

        faults = key_faults(values["keys"])
    if faults:
        raise FileError(f"{name}: {'; '.join(faults)}. {MEND}")
    return Config(**values | {"units": Units(values.get("units", Units.KG))})


def _faults(values: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the names and the kinds of the values."""
    for name in values.keys() - set(NAMES):
        yield f"there is no preference {name!r}, only {wording.listed(NAMES)}"
    for name in ("animation", "bell", "visual_bell"):
        if not isinstance(values.get(name, True), bool):
            yield f"{name} is true or false"
    if values.get("figure", Glyphs.BRAILLE) not in [*Glyphs]:
        yield f"figure is {' or '.join(Glyphs)}"
    if values.get("units", Units.KG) not in [*Units]:
        yield f"units is {' or '.join(Units)}"
    if values.get("week_start", WEEK_STARTS[0]) not in WEEK_STARTS:
        yield f"week_start is {wording.listed(WEEK_STARTS, 'or')}"
    if values.get("theme", DARK_THEME) not in (DARK_THEME, LIGHT_THEME):
        from textual.theme import BUILTIN_THEMES

        themes = [DARK_THEME, LIGHT_THEME, *BUILTIN_THEMES]
        if values["theme"] not in themes:
            yield f"there is no theme {values['theme']!r}, only {wording.listed(themes)}"
    if "voice" in values:
        yield from _voice_faults(values["voice"])
    keys = values.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        yield 'keys is a table of texts, such as "today.pain" = "p"'


def _voice_faults(voice: object) -> Iterator[str]:
    from tracker.speech.programs import AUTO, OFF, command_words

    try:
        command_words(voice if isinstance(voice, str) else "")
    except ValueError as error:
        yield f'voice is "{AUTO}", "{OFF}", or a command that reads the words from its input; {error}'
