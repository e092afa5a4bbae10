"""What commands need of the history document: its JSON values, and the advice on one that is no database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tracker.clock import Clock
from tracker.core.engine.progression import Advice, advise
from tracker.core.input.parsing import read_day
from tracker.core.model import Exercise
from tracker.exchange.history.document import read_document
from tracker.exchange.history.records_json import checkin_json, days_json, dose_json, fields_json, set_json
from tracker.library import load_library
from tracker.service.day.shown_advice import with_likely_dates
from tracker.service.files.import_export import read_bytes

__all__ = ["advise_on_document", "checkin_json", "days_json", "dose_json", "fields_json", "set_json"]


def advise_on_document(
    path: Path, clock: Clock, on: str | None, *, for_people: bool = False
) -> tuple[Advice, Mapping[str, Exercise]]:
    """The advice for a history document on the day that `on` names, today if it is None, and the exercises by id.

    Where it is `for_people`, dates of steps that would mislead are left out, as on the screen.
    Raises DocumentError with all that is wrong with the document, UsageError where `on` names no day.
    """
    history = read_document(read_bytes(path), load_library().exercises).history
    today = clock.today(history.settings.day_start)
    exercises = {exercise.id: exercise for exercise in history.exercises}
    advice = advise(history, read_day(on, today, future=True))
    return with_likely_dates(advice, history).advice if for_people else advice, exercises
