"""Looking back over weeks: adherence, pain, flares and dose changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.core.analytics.ranges import monday
from tracker.core.plan import Plan
from tracker.service.context import AppContext

if TYPE_CHECKING:
    from tracker.core.analytics.trends import Overview


def look_back(context: AppContext, first: date, last: date) -> Overview:
    """Adherence, pain, flares and dose changes of the weeks from the Monday of `first` to `last`.

    They begin with the week of the first day of which anything is known.
    """
    from tracker.core.analytics.trends import overview  # the first screen shows nothing of it

    first_day = context.store.first_day()
    start = monday(first if first_day is None else min(max(first, first_day), last))
    history = context.store.history(start, with_sessions=False)
    return overview(
        plan=Plan(history.prescriptions, history.pauses, history.skips),
        pauses=history.pauses,
        checkins=history.checkins,
        settings=history.settings,
        logged=context.store.exercise_days(start, last),
        first=start,
        last=last,
        today=context.today(),
    )


def history_json(context: AppContext, weeks: int) -> dict[str, object]:
    """The answer of `history --json`: the overview of the last `weeks` weeks."""
    from tracker.exchange.history.overview_json import overview_json

    return overview_json(last_weeks(context, weeks))


def last_weeks(context: AppContext, weeks: int) -> Overview:
    """The current ISO week and those before it, `weeks` in all."""
    today = context.today()
    return look_back(context, monday(today) - timedelta(weeks=weeks - 1), today)
