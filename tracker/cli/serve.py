"""The command that opens the interface to a browser."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import sys
from contextlib import closing, suppress
from ipaddress import ip_address
from pathlib import Path

import click

from tracker.cli.options import Between, database_option, database_path
from tracker.cli.output import say
from tracker.clock import Clock
from tracker.core.errors import NotPossibleError
from tracker.service.context import open_context

# An address of a range kept for examples: to ask which way a packet would take sends none.
_ANYWHERE = ("192.0.2.1", 9)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port", type=Between(1, 65535), default=8000, show_default=True, metavar="N", help="The port to listen on."
)
@click.option(
    "--sessions", type=Between(1, 99), default=5, show_default=True, metavar="N", help="How many pages at once."
)
@database_option
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, sessions: int) -> None:
    """Open the interface to a browser.

    On this machine alone, unless --host says otherwise, as for a tablet beside the mat. The address that is shown lets
    one browser in, once, within a minute; opening the server's address without it shows a new one here.
    """
    try:
        from tracker.web.access import is_loopback
        from tracker.web.server import InterfaceServer
    except ImportError:
        raise NotPossibleError(f"This needs one part more. Add it with: {_how_to_add()}") from None
    database = database_path(ctx)
    with closing(open_context(database, Clock.from_environment())):
        pass  # what is wrong with the database is said here rather than in the browser
    if not is_loopback(host):
        say(
            "Warning: other devices on the network can reach this. Only who has an address shown here gets in, but all "
            "that is shown travels unencrypted; use it in a network that you trust.",
            err=True,
        )
    address = f"http://{_shown(host)}:{port}"
    server = InterfaceServer(
        database,
        host,
        port,
        sessions=sessions,
        announce=lambda path: _show(f"{address}{path}"),
        report=_report,
        exit_now=lambda number: os._exit(_status(number)),
    )
    try:
        stopped_by = server.serve()
    except OSError as error:
        raise NotPossibleError(
            f"Port {port} of {host} cannot be used: {error.strerror or error}. Name another with --port."
        ) from None
    ctx.exit(_status(stopped_by))


def _status(stopped_by: signal.Signals) -> int:
    return 0 if stopped_by is signal.SIGINT else 128 + stopped_by


def _show(address: str) -> None:
    try:
        say(f"Open {address}\nGood once, within a minute. Stop with Ctrl+C.")
    except (NotPossibleError, BrokenPipeError):
        raise NotPossibleError(
            "The address cannot be shown: standard output is closed or full. Start this where its output can be read."
        ) from None


def _report(text: str) -> None:
    with suppress(NotPossibleError, BrokenPipeError):  # nobody reads it; the page is closed with its program
        say(text, err=True)


def _how_to_add() -> str:
    """The line that adds what is missing to this very installation."""
    python = shlex.quote(sys.executable)
    for mark, line in (
        ("pipx_metadata.json", "pipx inject backtracker textual-serve"),
        ("uv-receipt.toml", f"uv pip install --python {python} textual-serve"),
    ):
        if Path(sys.prefix, mark).exists():
            return line
    return f"{python} -m pip install textual-serve"


def _shown(host: str) -> str:
    """How others reach the address: for all addresses of this machine, the one by which it reaches the network."""
    try:
        every = ip_address(host).is_unspecified
    except ValueError:
        return host
    if every:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            try:
                way.connect(_ANYWHERE)
                return str(way.getsockname()[0])
            except OSError:
                return socket.gethostname()
    return f"[{host}]" if ":" in host else host


COMMANDS = (serve,)
