"""What stands under the session where there is room: the mornings of twelve weeks, and the days of this week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import wording
from tracker.core.analytics.adherence import DayCount, days_done
from tracker.core.model import MAX_PAIN
from tracker.service.day.status import week_text
from tracker.service.day.today_view import MORNINGS, TodayView

# The chart has the most of these rows that there is room for, so that the line of 5 is at the edge of a row or in it.
CHART_ROWS = (20, 10, 5, 3)
LABEL_WIDTH = 3
EIGHTHS = " ▁▂▃▄▅▆▇█"
UNKNOWN = "·"
RULE = "╌"
HEADING, WHOLE = "Morning pain", ", twelve weeks"
# Bars of few days are as wide as this at most, the wide ones with a gap after each.
WIDEST_BAR, LEAST_WITH_GAP = 6, 3
NO_MORNINGS = "Nothing is recorded yet. Each morning that you answer will stand here."
LEGEND = "■ done  ▪ in part  □ to come  ○ not done  · rest"
DAY_WORDS = {"═": "paused", "·": "rest", "■": "done", "▪": "in part", "○": "not done", "□": "to come"}
# Rows of the heading, of the months and the sentence under the chart, and of the blank line before the week.
HEADING_ROWS, BELOW_CHART, BLANK = 1, 2, 1
WEEK_LINES, WEEK_TABLE = 2, 8


class WeeksOverview(Widget):
    """Morning pain as bars, oldest at the left, and the days of the week; taller where there is more room."""

    DEFAULT_CSS = "WeeksOverview { height: 1fr; min-height: 7; padding: 0 1; margin-top: 1; }"

    today_view: reactive[TodayView | None] = reactive[TodayView | None](None)

    def render(self) -> Content:
        width, height = self.content_size
        return Content("") if self.today_view is None else overview_text(self.today_view, width, height)


def overview_text(today_view: TodayView, width: int, height: int) -> Content:
    """The chart and the week, in at most `height` rows, which are at least seven."""
    table = height >= HEADING_ROWS + CHART_ROWS[-2] + BELOW_CHART + BLANK + WEEK_TABLE
    room = height - HEADING_ROWS - BLANK - (WEEK_TABLE if table else WEEK_LINES)
    below = room >= CHART_ROWS[-1] + BELOW_CHART
    rows = next((rows for rows in CHART_ROWS if rows <= room - BELOW_CHART * below), CHART_ROWS[-1])
    heading = HEADING + (WHOLE if len(today_view.mornings) == MORNINGS else "")
    lines = [Content.styled(heading, "bold $primary")]
    if any(pain is not None for pain in today_view.mornings):
        lines += _chart(today_view, max(width - LABEL_WIDTH, 1), rows, below=below)
    else:
        lines.append(Content.styled(NO_MORNINGS, "$foreground-muted"))
    lines.append(Content(""))
    lines += _week_table(today_view) if table else [week_line(today_view)]
    return Content("\n").join(lines)


def _chart(today_view: TodayView, width: int, rows: int, *, below: bool) -> list[Content]:
    bars = pain_bars(today_view.mornings, width, rows)
    labels = {0: f"{MAX_PAIN} ", rows - 1: "0 "}
    if rows >= CHART_ROWS[1]:
        labels[rows // 2] = f"{MAX_PAIN // 2} "
    ruled = rows >= CHART_ROWS[1]
    lines = [
        Content.assemble(
            (labels.get(row, "").rjust(LABEL_WIDTH), "$foreground-muted"),
            *_bar_line(bar, ruled=ruled and row in labels),
        )
        for row, bar in enumerate(bars)
    ]
    if below:
        months = month_labels(today_view.view.today, len(today_view.mornings), width)
        lines.append(Content.styled(" " * LABEL_WIDTH + months, "$foreground-muted"))
        lines.append(Content.styled(" " * LABEL_WIDTH + mornings_text(today_view), "$foreground-muted"))
    return lines


def _bar_line(bar: str, *, ruled: bool) -> list[tuple[str, str]]:
    """A row of the chart, with a rule where no bar is if it is `ruled`."""
    runs = (("".join(run), blank) for blank, run in groupby(bar, key=lambda glyph: glyph == " "))
    return [(RULE * len(run), "$foreground 25%") if blank and ruled else (run, "$accent") for run, blank in runs]


def _days_per_column(days: int, width: int) -> int:
    return -(-days // width) if days else 1


def _columns_per_day(days: int, width: int) -> int:
    return max(1, min(WIDEST_BAR, width // days)) if days else 1


def pain_bars(mornings: Sequence[int | None], width: int, rows: int = CHART_ROWS[-1]) -> list[str]:
    """The readings as bars of `rows` rows; where there are more days than `width`, the worst of several is drawn.

    Where there are few, their bars are wider. A reading of 0 is the thinnest bar, a morning without one a dot.
    """
    columns = _columns_per_day(len(mornings), width)
    share = _days_per_column(len(mornings), width)
    groups = [mornings[start : start + share] for start in range(0, len(mornings), share)]
    worst = [max((pain for pain in group if pain is not None), default=None) for group in groups]
    return ["".join(_bar(_cell(pain, row, rows), columns) for pain in worst) for row in reversed(range(rows))]


def _bar(glyph: str, columns: int) -> str:
    width = 1 if glyph == UNKNOWN else columns - (columns >= LEAST_WITH_GAP)
    return (glyph * width).ljust(columns)


def _cell(pain: int | None, row: int, rows: int) -> str:
    if pain is None:
        return UNKNOWN if row == 0 else " "
    eighths = max(round(pain * rows * 8 / MAX_PAIN), 1)
    return EIGHTHS[min(max(eighths - 8 * row, 0), 8)]


def month_labels(today: date, days: int, width: int) -> str:
    """The short name of each month under the bar of its first day, of the `days` days that end with `today`.

    Under the first bar its date, where a month's name leaves room for that.
    """
    share, columns = _days_per_column(days, width), _columns_per_day(days, width)
    line = ""
    for back in range(days - 1, -1, -1):
        day = today - timedelta(days=back)
        column = (days - 1 - back) // share * columns
        name = wording.MONTHS[day.month - 1][:3]
        if day.day == 1 and column + len(name) <= width:
            line = line.ljust(column) + name
    first = wording.short_day(today - timedelta(days=days - 1))
    has_room = len(first) <= width and not line[: len(first) + 1].strip()
    return first + line[len(first) :] if has_room else line


def mornings_text(today_view: TodayView) -> str:
    """`77 of 84 mornings recorded; the highest was 4, on 22 September.`; at least one must be recorded."""
    known = [
        (pain, today_view.view.today - timedelta(days=back))
        for back, pain in enumerate(reversed(today_view.mornings))
        if pain is not None
    ]
    highest, day = max(known)
    recorded = f"{len(known)} of {wording.count(len(today_view.mornings), 'morning')} recorded"
    return f"{recorded}; the highest was {highest}, on {wording.day(day, today=today_view.view.today)}."


def week_line(today_view: TodayView) -> Content:
    """`This week  Mon ■  Tue ■  Wed ▪  Thu □ …`, with what the signs mean."""
    dates = [today_view.week_start + timedelta(number) for number in range(len(today_view.week_days))]
    days = [
        f"{wording.weekday(day)[:3]} {_sign(count, is_past=day < today_view.view.today)}"
        for day, count in zip(dates, today_view.week_days, strict=True)
    ]
    return Content.assemble(
        ("This week  ", "bold $primary"), "  ".join(days), "\n", (f"           {LEGEND}", "$foreground-muted")
    )


def _week_table(today_view: TodayView) -> list[Content]:
    """A heading, and a line for each day of this week: its date, how it went, its sets and its morning."""
    today = today_view.view.today
    week = week_text(days_done(today_view.week_days))
    lines = [Content.styled(week.capitalize() if week else "This week", "bold $primary")]
    for number, count in enumerate(today_view.week_days):
        day = today_view.week_start + timedelta(days=number)
        sign = _sign(count, is_past=day < today)
        sets = f"{count.done_sets} of {wording.count(count.planned_sets, 'set')}" if count.planned_sets else ""
        known = 0 <= (today - day).days < len(today_view.mornings)
        pain = today_view.mornings[-1 - (today - day).days] if known else None
        line = f"{wording.weekday(day)[:3]} {day.day:>2}  {sign} {DAY_WORDS[sign]:<9} {sets:<14}"
        morning = "" if pain is None else f"morning {pain}"
        lines.append(Content.styled(f"{line} {morning}".rstrip(), "bold" if day == today else ""))
    return lines


def _sign(count: DayCount, *, is_past: bool) -> str:
    if count.paused:
        return "═"
    if not count.planned:
        return "·"
    if count.all_done:
        return "■"
    if count.done_sets:
        return "▪"
    return "○" if is_past else "□"
