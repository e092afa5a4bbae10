"""Makes `docs/backtracker.1` from the commands' own help: `python -m tests.tools.man_page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from tracker import __version__
from tracker.cli.commands import backtracker

PAGE = Path(__file__).parents[2] / "docs" / "backtracker.1"

WORDS = {
    "EXERCISE": "An id, a name, or the beginning of either that only one exercise has.",
    "ON": "A day: YYYY-MM-DD, today, yesterday or -N days ago; where something is planned also +N days ahead.",
    "PAIN": "Back or leg pain, a whole number from 0, none, to 10, the worst there is.",
}
ENVIRONMENT = {
    "BACKTRACKER_DB": "The database to use instead of yours; --db goes before it.",
    "BACKTRACKER_NOW": "A date and time, such as 2026-11-22T07:30:00, that stands for the clock.",
    "BACKTRACKER_PLAIN": "If set, the interface is plain lines, as of session.",
    "EDITOR": "What plan edit opens the plan in.",
    "NO_COLOR": "If set, nothing is printed in colour.",
    "TERM": "Where it is dumb, the interface is plain lines.",
}
STATUS = {
    "0": "Done.",
    "1": "Something else that can be mended, such as a file that cannot be used. One line says what and how.",
    "2": "The words of the call are wrong: a value out of range, an unknown option or exercise, a date that is none.",
}
FILES = {
    "~/.local/share/backtracker/backtracker.db": "All that was logged, in one SQLite file. backtracker path names it.",
    "~/.config/backtracker/config.toml": "Theme, keys, bell, voice, animation and figure of the interface.",
}
EXAMPLES = {
    "backtracker": "Open the interface on today's session.",
    "backtracker session --voice": "Go through the morning in plain lines, the timed part spoken.",
    "backtracker checkin 1": "Write the morning's pain.",
    "backtracker log bird-dog 5 3 1 --pain 0": "Log three sets.",
    "backtracker done --pain 0": "Log all that is left of the day.",
    "backtracker suggest": "See whether a step is due, and why or why not.",
    "backtracker import loop.db --map 'Bird dogs=bird-dog' --dry-run": "See what a habit tracker's backup would bring.",
}


def page() -> str:
    """The whole page, in the man macros."""
    context = click.Context(backtracker, info_name="backtracker", **backtracker.context_settings)
    summary, _, rest = (backtracker.help or "").partition("\n\n")
    lines = [
        f'.TH BACKTRACKER 1 "" "Backtracker {__version__}" "User Commands"',
        ".SH NAME",
        rf"backtracker \- {_text(summary.rstrip('.').lower())}",
        ".SH SYNOPSIS",
        ".B backtracker",
        r"[\fIOPTIONS\fR] [\fICOMMAND\fR [\fIARGUMENTS\fR]]",
        ".SH DESCRIPTION",
        *_paragraphs(rest),
        ".SH OPTIONS",
        *_options(backtracker, context),
        ".SH COMMANDS",
        "Each also takes --db and --help.",
        *_commands(backtracker, context),
    ]
    for title, entries in {
        "WORDS": WORDS, "EXIT STATUS": STATUS, "ENVIRONMENT": ENVIRONMENT, "FILES": FILES, "EXAMPLES": EXAMPLES
    }.items():  # fmt: skip
        lines += [f".SH {title}", *(line for name, text in entries.items() for line in _entry(_bold(name), text))]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context, before: str = "") -> Iterator[str]:
    """Each command of a group with its arguments, help and options, those of its own commands after it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        arguments = [_argument(each) for each in command.params if isinstance(each, click.Argument)]
        yield ".SS " + " ".join([_bold(before + name), *arguments])
        yield from _paragraphs(command.help or "")
        yield from _options(command, inner)
        if isinstance(command, click.Group):
            yield from _commands(command, inner, f"{name} ")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    """The options of a command that are not those of every command."""
    everywhere = set() if command is backtracker else {"--db", "--help"}
    for option in command.get_params(context):
        if isinstance(option, click.Option) and not everywhere & set(option.opts):
            default = f" Default: {option.default}." if option.show_default else ""
            needed = " Must be given." if option.required else ""
            yield from _entry(_signature(option), f"{option.help or ''}{default}{needed}".strip())


def _argument(argument: click.Argument) -> str:
    """`EXERCISE`, `[PAIN]`, `[REPS ...]`."""
    name = rf"\fI{_text(argument.human_readable_name.upper())}\fR"
    name += " ..." if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"


def _signature(option: click.Option) -> str:
    """`--on ON`, `--lock, --unlock`, `-o, --output FILE`."""
    names = ", ".join(_bold(name) for name in sorted([*option.opts, *option.secondary_opts], key=len))
    if option.is_flag:
        return names
    choices = "|".join(option.type.choices) if isinstance(option.type, click.Choice) else ""
    return rf"{names} \fI{_text(option.metavar or choices or option.type.name.upper())}\fR"


def _entry(term: str, text: str) -> list[str]:
    return [".TP", term, _text(text)]


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in filter(None, text.split("\n\n")):
        yield ".PP"
        yield _text(paragraph)


def _bold(text: str) -> str:
    return rf"\fB{_text(text)}\fR"


def _text(text: str) -> str:
    """Text as roff has it: one line, hyphens that can be copied, nothing at its beginning that would be a request."""
    plain = re.sub(r"\s+", " ", text).strip().replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
