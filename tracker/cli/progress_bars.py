"""What is shown while a command lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

from tracker.core.progress import Progress, Watch

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

SHOWN_AFTER_S = 1.0
STEPS = 100


def bars() -> Watch:
    """A bar on stderr, if that is a terminal, for each part of the work that is not over a second from now."""
    began = monotonic()

    @contextmanager
    def watch(part: str) -> Iterator[Progress]:
        shown: list[ProgressBar[int]] = []
        with ExitStack() as stack:

            def progress(done: int, total: int) -> None:
                if done < total and done % (total // STEPS + 1):
                    return
                if not shown and done < total and monotonic() - began > SHOWN_AFTER_S and sys.stderr.isatty():
                    shown.append(stack.enter_context(click.progressbar(length=total, label=part, file=sys.stderr)))
                for bar in shown:
                    bar.update(done - bar.pos)

            yield progress

    return watch
