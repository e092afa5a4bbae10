"""Questions to a record of ten years: all of them at once, and reading what they rest on."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from random import Random

from tests.tools.bench.histories import TODAY, database
from tests.tools.study.ask import Doing, Kind, made_up
from tracker.clock import Clock
from tracker.core.analytics.record_questions.answer import answer, cannot_say
from tracker.service.context import open_context
from tracker.service.history.record_questions import record_questions

YEARS = 10
QUESTIONS = 8
TIMES = 5


def run(folder: Path) -> list[str]:
    """The fastest of a few runs, in milliseconds of processor time."""
    things = made_up(Kind(Doing.FREE, 0.4, weeks=52 * YEARS), QUESTIONS, Random(1))
    with closing(
        open_context(database(folder, YEARS), Clock(datetime(TODAY.year, TODAY.month, TODAY.day, 8)))
    ) as context:
        listed = _ms(lambda: record_questions(context))
        questions = len(record_questions(context).rows)
    return [
        "questions to the record, ms of processor time",
        f"  {QUESTIONS} answers over {YEARS} years{_ms(lambda: [answer(days) for days in things]):14.0f}",
        f"  what they lack, each done on days of its own{_ms(lambda: cannot_say(things)):14.0f}",
        f"  the list of {questions} questions, done on the same days, from the database{listed:14.0f}",
    ]


def _ms(work: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES):
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return 1000 * min(took)
