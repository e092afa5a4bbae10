"""The charts of History by name, and what each pane shows of the weeks that were read."""

from __future__ import annotations

from tracker.core.analytics import summary
from tracker.core.analytics.trend_sentences import function_trend_sentence, pain_trend_sentence
from tracker.tui.history import text
from tracker.tui.history.chart_builders import (
    adherence_chart_spec,
    exercise_pain_chart_spec,
    pain_chart_spec,
    work_chart_spec,
)
from tracker.tui.history.chart_pane import ChartPane
from tracker.tui.history.function_chart import function_chart_spec
from tracker.tui.history.heatmap import Heatmap
from tracker.tui.history.source import HistoryData
from tracker.tui.widgets.charts.chart import Chart

ADHERENCE, PAIN, DURING, FUNCTION, YEAR, WORK = "adherence", "pain", "during", "function", "year", "work"
TABS = {
    ADHERENCE: "Adherence",
    PAIN: "Pain",
    DURING: "During",
    FUNCTION: "Function",
    YEAR: "Year",
    WORK: "Work",
}
# They share a place with the chart of pain where all charts are shown.
SHARING = (DURING, FUNCTION)


def draw_view(pane: ChartPane, data: HistoryData, exercise: str) -> None:
    """Show the data in the pane of a chart, that of work for one exercise."""
    overview, today = data.overview, data.today
    nothing = text.NO_HISTORY if data.first_day is None else None
    if pane.view == ADHERENCE:
        sentence = summary.adherence_sentence(overview, today=today)
        pane.say("Adherence by week", sentence, nothing or text.adherence_missing(overview))
        pane.query_one(Chart).plot = adherence_chart_spec(overview, sentence)
    elif pane.view == PAIN:
        sentence = f"{summary.pain_sentence(overview, data.first_day)} {pain_trend_sentence(overview)}".rstrip()
        pane.say("Pain in the morning", sentence, nothing or text.pain_missing(overview))
        pane.query_one(Chart).plot = pain_chart_spec(overview, sentence)
    elif pane.view == DURING:
        sentence = summary.exercise_pain_sentence(overview, data.names, today=today)
        pane.say("Pain during exercise", sentence, nothing or text.exercise_pain_missing(overview))
        pane.query_one(Chart).plot = exercise_pain_chart_spec(overview, sentence)
    elif pane.view == FUNCTION:
        shown = [scores for scores in data.function if overview.first <= scores.date <= overview.last]
        sentence = f"{text.function_sentence(shown, today)} {function_trend_sentence(shown)}".rstrip()
        pane.say("What you can do", sentence, nothing or text.function_missing(data.function, shown))
        pane.query_one(Chart).plot = function_chart_spec(overview, shown, sentence)
    elif pane.view == YEAR:
        sentence = summary.adherence_sentence(overview, today=today)
        pane.say("A year of days", sentence, nothing or text.year_missing(overview))
        known = (data.first_day - overview.first).days if data.first_day is not None else 0
        pane.query_one(Heatmap).show(overview.days[max(known, 0) :], today, sentence)
    elif exercise:
        name = data.names.get(exercise, exercise)
        unit = data.units.get(exercise, "")
        sentence = summary.work_sentence(overview, exercise, name, unit, today=today)
        pane.say(f"{name} · {data.units.get(exercise, 'work')}", sentence, nothing)
        pane.query_one(Chart).plot = work_chart_spec(overview, exercise, sentence)
    else:
        pane.say("Work", "", nothing or text.NO_WORK)
