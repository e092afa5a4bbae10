"""Imports a file from the interface: the file is chosen, what must be known is asked, a preview is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import copy_context
from pathlib import Path
from typing import Protocol

from tracker.core.errors import UserError
from tracker.core.model import Exercise
from tracker.core.progress import Progress, Watch
from tracker.service.context import AppContext
from tracker.service.files import exercise_names, import_export, imports
from tracker.service.files.foreign_file import ForeignFile, read_foreign
from tracker.service.files.import_options import BadRowsError, ImportOptions, MissingOptionError
from tracker.tui.imports.choice_dialog import ChoiceDialog
from tracker.tui.imports.file_picker import FilePicker
from tracker.tui.imports.mapping_form import MappingForm
from tracker.tui.imports.preview_dialog import PreviewDialog
from tracker.tui.screen import AppScreen

IMPORT = "import this"
# Bytes; what is smaller is read before anybody could read how far it is.
LARGE = 2_000_000


async def import_file(screen: AppScreen, folder: Path) -> None:
    """Ask for a file, beginning in `folder`, and import it; whatever is cancelled stores nothing."""
    chosen = await screen.app.push_screen_wait(FilePicker(folder))
    if chosen is None:
        return
    path = Path(chosen)
    try:
        if await asyncio.to_thread(import_export.is_own_database, path):
            await _import_history(screen, path, import_export.import_database)
        elif path.suffix.lower() == ".json":
            await _import_history(screen, path, import_export.import_document)
        else:
            await _import_foreign(screen, path)
    except UserError as error:
        screen.say(str(error), problem=True)


class _Import(Protocol):
    """Merges a file with a whole history, or only says what that would change."""

    def __call__(self, context: AppContext, path: Path, *, dry_run: bool = False) -> tuple[str, ...]: ...


async def _import_history(screen: AppScreen, path: Path, merge: _Import) -> None:
    """Import a history document, or another database of this program."""
    lines = await screen.read(lambda context: merge(context, path, dry_run=True))
    await _import_once_seen(screen, lines, lambda context: " ".join(merge(context, path)))


async def _import_foreign(screen: AppScreen, path: Path) -> None:
    file = await _read(screen, path)
    if file is None:
        return
    texts: list[str] = []
    if file.done():
        proposals = await screen.read(lambda context: _proposals(context, file))
        answer = await screen.app.push_screen_wait(MappingForm(file, proposals))
        if answer is None:
            return
        texts = answer.splitlines()

    def mapped(context: AppContext) -> dict[str, Exercise | None]:
        without_line = dict.fromkeys(foreign.name for foreign in file.done())
        return (
            exercise_names.known_mappings(context, file)
            | without_line
            | exercise_names.read_mappings(context, file, texts)
        )

    lines = await screen.read(lambda context: imports.preview(context, file, mapped(context)))
    await _import_once_seen(
        screen, lines, lambda context: imports.outcome(imports.import_foreign(context, file, mapped(context)))
    )


async def _import_once_seen(screen: AppScreen, lines: Sequence[str], merge: Callable[[AppContext], str]) -> None:
    """Show what an import would change, and import; where that fails, show why, and it again."""
    reason: tuple[str, ...] = ()
    while await screen.app.push_screen_wait(PreviewDialog((*reason, *lines), IMPORT)):
        try:
            message = await screen.read(merge)
        except UserError as problem:
            reason = (str(problem), "")
        else:
            await screen.reload()
            screen.say(message)
            return


async def _read(screen: AppScreen, path: Path) -> ForeignFile | None:
    """Read a file in a thread of its own, asking for each option that is missing; None where that was cancelled."""
    today = await screen.read(lambda context: context.today())
    options, watch = ImportOptions(), _percent_line(screen, path.name)
    while True:
        try:
            return await asyncio.to_thread(read_foreign, path, options, today, watch)
        except MissingOptionError as error:
            if not error.choices:
                raise
            answer = await screen.app.push_screen_wait(ChoiceDialog(error.question, error.choices, error.proposal))
            if answer is None:
                return None
            options = options.with_answer(error.option, answer)
        except BadRowsError as error:
            lines = [f"{path.name} has rows that cannot be read:", "", *(f"· {row}" for row in error.rows)]
            if not await screen.app.push_screen_wait(PreviewDialog(lines, "leave these rows out")):
                return None
            options = options.without_bad_rows()


def _percent_line(screen: AppScreen, name: str) -> Watch:
    """Says above the keys how much of a large file is read, `Reading export.xml: 34 %`; used in another thread."""
    loop, variables = asyncio.get_running_loop(), copy_context()

    @contextmanager
    def watch(part: str) -> Iterator[Progress]:
        percent_shown = 0

        def progress(done: int, total: int) -> None:
            nonlocal percent_shown
            percent = done * 100 // total if total >= LARGE else 0
            if percent > percent_shown:
                percent_shown = percent
                with suppress(RuntimeError):  # the program has ended meanwhile
                    loop.call_soon_threadsafe(screen.say, f"{part} {name}: {percent} %", context=variables)

        yield progress

    return watch


def _proposals(context: AppContext, file: ForeignFile) -> dict[str, str]:
    """The id of the exercise that each name was last time, else is most like; empty where there is none."""
    last_time = exercise_names.known_mappings(context, file)
    proposed = {
        foreign.name: last_time[foreign.name]
        if foreign.name in last_time
        else exercise_names.nearest(context, foreign.name)
        for foreign in file.done()
    }
    return {name: exercise.id if exercise else "" for name, exercise in proposed.items()}
