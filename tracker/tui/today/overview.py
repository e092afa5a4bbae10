"""What stands under the session where there is room: the mornings of twelve weeks, and the days of this week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from textual.content import Content
from textual.widgets import Static

from tracker.core import wording
from tracker.core.analytics.adherence import DayCount
from tracker.core.model import MAX_PAIN
from tracker.service.day.today_view import TodayView

ROWS = 3
LABELS = ("10 ", "   ", " 0 ")
EIGHTHS = " ▁▂▃▄▅▆▇█"
UNKNOWN = "·"


class WeeksOverview(Static):
    """Morning pain as bars, oldest at the left, and a sign for each day of the week."""

    DEFAULT_CSS = "WeeksOverview { height: auto; padding: 0 1; margin-top: 1; }"

    def show(self, today_view: TodayView) -> None:
        """Draw the mornings and the week of a day."""
        width = max(self.app.size.width * 3 // 5 - len(LABELS[0]) - 2, 1)
        bars = pain_bars(today_view.mornings, width)
        heading = Content.styled("Morning pain, twelve weeks", "bold $primary")
        lines = [
            Content.assemble((label, "$foreground-muted"), (bar, "$accent"))
            for label, bar in zip(LABELS, bars, strict=True)
        ]
        text = Content("\n").join([heading, *lines, Content(""), week_line(today_view)])
        if text != self.content:
            self.update(text)


def pain_bars(mornings: Sequence[int | None], width: int) -> list[str]:
    """The readings as bars of three rows; where there are more days than `width`, the worst of several is drawn.

    A reading of 0 is the thinnest bar, a morning without one a dot.
    """
    share = -(-len(mornings) // width) if mornings else 1
    groups = [mornings[start : start + share] for start in range(0, len(mornings), share)]
    worst = [max((pain for pain in group if pain is not None), default=None) for group in groups]
    return ["".join(_cell(pain, row) for pain in worst) for row in reversed(range(ROWS))]


def _cell(pain: int | None, row: int) -> str:
    if pain is None:
        return UNKNOWN if row == 0 else " "
    eighths = max(round(pain * ROWS * 8 / MAX_PAIN), 1)
    return EIGHTHS[min(max(eighths - 8 * row, 0), 8)]


def week_line(today_view: TodayView) -> Content:
    """`This week  Mon ■  Tue ■  Wed ▪  Thu □ …`, with what the signs mean."""
    dates = [today_view.week_start + timedelta(number) for number in range(len(today_view.week_days))]
    days = [
        f"{wording.weekday(day)[:3]} {_sign(count, is_past=day < today_view.view.today)}"
        for day, count in zip(dates, today_view.week_days, strict=True)
    ]
    legend = "■ done  ▪ in part  □ to come  ○ not done  · rest"
    return Content.assemble(
        ("This week  ", "bold $primary"), "  ".join(days), "\n", (f"           {legend}", "$foreground-muted")
    )


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
