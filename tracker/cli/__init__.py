"""The command line: the interface where nothing else is asked for, or one of the commands."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext, suppress
from typing import NoReturn

from tracker.cli.streams import checked_output, flush_or_discard, replace_closed_streams
from tracker.core.errors import UserError
from tracker.core.escape_control import escape_control

# Set by the shell that asks what may follow.
COMPLETING = "_BACKTRACKER_COMPLETE"


def main() -> None:
    """Run the program; what the person can mend is one line on stderr and an exit status, never a traceback."""
    replace_closed_streams()
    try:
        status = _command() if sys.argv[1:] or COMPLETING in os.environ else _interface()
    except KeyboardInterrupt:
        _fail("Stopped; nothing more was done.", 130)
    except UserError as problem:
        _fail(str(problem), problem.exit_status)
    except BrokenPipeError:
        sys.exit(1)  # whoever read our output has gone
    sys.exit(status if isinstance(status, int) else 0)


def _interface() -> object:
    """What most calls ask for, and without click, which takes time that is seen."""
    from tracker import paths
    from tracker.cli.interface import open_interface, wants_plain_lines

    with checked_output() if wants_plain_lines() else nullcontext():
        return open_interface(paths.database())


def _command() -> object:
    import click

    from tracker.cli.commands import backtracker

    try:
        with checked_output():
            return backtracker.main(standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        _fail(error.format_message(), error.exit_code)


def _fail(sentence: str, status: int) -> NoReturn:
    with suppress(OSError):  # where nothing can be written, the exit status still says that it failed
        sys.stderr.write(f"backtracker: {escape_control(' '.join(sentence.split()))}\n")
    flush_or_discard(sys.stderr)
    sys.exit(status)
