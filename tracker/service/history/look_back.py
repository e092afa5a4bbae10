"""Looking back over weeks: adherence, pain, flares and dose changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.core.analytics.ranges import week_start
from tracker.core.days import days_before
from tracker.service.context import AppContext, window_of

if TYPE_CHECKING:
    from tracker.core.analytics.exercise_summary import ExerciseSummary
    from tracker.core.analytics.trends import Overview


def look_back(context: AppContext, first: date, last: date) -> Overview:
    """Adherence, pain, flares and dose changes of the weeks from `first` to `last`.

    Weeks begin with the weekday of `first`; the first is that of the first day of which anything is known.
    """
    from tracker.core.analytics.trends import overview  # the first screen shows nothing of it

    first_day = context.store.first_day()
    start = first if first_day is None else week_start(min(max(first, first_day), last), first.weekday())
    history = context.store.history(start, with_sessions=False)
    logged = context.store.exercise_days(start, last)
    return overview(history, logged=logged, first=start, last=last, today=context.today())


def history_json(context: AppContext, weeks: int) -> dict[str, object]:
    """The answer of `history --json`: the overview of the last `weeks` weeks."""
    from tracker.exchange.history import records_json
    from tracker.exchange.history.overview_json import overview_json

    overview = last_weeks(context, weeks)
    answer = overview_json(overview, by_exercise(context, overview), context.store.first_day())
    scores = context.store.function_scores()
    shown = [entry for entry in scores if overview.first <= entry.date <= overview.last]
    return answer | {"function": [records_json.function_json(entry) for entry in shown]}


def records(context: AppContext, *names: str) -> dict[str, object]:
    """All records of these kinds, such as `function`, as in the history document: for the commands with `--json`."""
    from tracker.exchange.history import records_json

    every = records_json.records_json(context.store.history(with_sessions=False))
    return {name: every[name] for name in names}


def by_exercise(context: AppContext, overview: Overview) -> dict[str, ExerciseSummary]:
    """What was planned, done and felt on the days of `overview`, exercise by exercise."""
    from tracker.core.analytics.exercise_summary import exercise_summaries

    since = days_before(overview.first, window_of(context.settings()).days)
    history = context.store.history(since)
    return exercise_summaries(history, overview.first, overview.last, today=context.today())


def last_weeks(context: AppContext, weeks: int) -> Overview:
    """The current ISO week and those before it, `weeks` in all."""
    today = context.today()
    return look_back(context, week_start(today) - timedelta(weeks=weeks - 1), today)
