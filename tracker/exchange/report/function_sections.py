"""What the report says of goal and function, of medication, and of the person's questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from statistics import fmean

from tracker.core import wording
from tracker.core.analytics.function import ACTIVITY_NOISE, MEAN_NOISE, latest_change
from tracker.core.model import FunctionScores, TherapistQuestion
from tracker.exchange.report.facts import Report
from tracker.exchange.report.paper_room import questions_with_room
from tracker.exchange.report.sections import ReportTable, Section, table_date

PEG_PARTS = ("pain on average", "in the way of enjoying life", "in the way of general activity")
SCALE = (
    f"Activities are scored from 0 (not at all) to 10 (as before the trouble); a change of {MEAN_NOISE} points of the "
    f"mean, or of {ACTIVITY_NOISE} of one activity, is more than scores differ by themselves."
)
PEG_SCALE = "PEG: the past week, from 0 to 10; less is better."
QUESTION_COLUMNS = ("Question", "Noted on", "Answer")


def goal_and_function(report: Report) -> Section:
    """The goal, and each activity when it was first and last scored in the range."""
    goal = f"In the person's own words: {report.goal}" if report.goal else "No goal is noted."
    rows = (*_activities(report.function), *_mean(report.function), *_peg(report.function))
    if not rows:
        return Section("Goal and function", (goal, "No activity was scored in this time."))
    scales = [SCALE] if any(scores.scores for scores in report.function) else []
    scales += [PEG_SCALE] if any(scores.peg for scores in report.function) else []
    table = ReportTable(("How well it goes", "First score", "Latest score", "Change"), rows)
    return Section("Goal and function", (goal, " ".join(scales)), table)


def medication(report: Report) -> Section:
    """What is taken for the back, from when on."""
    if not report.medication:
        return Section("Medication", ("None is noted.",))
    taken = [f"{entry.text} (noted on {table_date(entry.date)})" for entry in report.medication]
    return Section("Medication", (f"{'; then '.join(taken)}.",))


def questions(report: Report) -> Section:
    """Every question, with what was answered or room for it."""
    return _questions(report.questions, 0)


def questions_that_fit(report: Report) -> Section:
    """As many as there is room for on paper, the newest without an answer first; the others are counted."""
    shown = questions_with_room(report)
    return _questions(shown, len(report.questions) - len(shown))


def _activities(function: Sequence[FunctionScores]) -> Iterator[tuple[str, ...]]:
    names = dict.fromkeys(name for scores in function for name, _ in scores.scores)
    for name in names:
        scored = [(scores, value) for scores in function for scored, value in scores.scores if scored == name]
        (first, before), (last, after) = scored[0], scored[-1]
        change = _change(after - before, ACTIVITY_NOISE)
        yield _compared(name, (str(before), first.date), (str(after), last.date), change)


def _mean(function: Sequence[FunctionScores]) -> Iterator[tuple[str, ...]]:
    """The mean over the activities that were scored both times, where there are several."""
    change = latest_change(function)
    if change is None or len(change.activities) < 2:
        return
    names = {name for scores in function for name, _ in scores.scores}
    of_all = "all of them" if names == set(change.activities) else wording.listed(change.activities)
    before, after = (_rounded(change.before), change.first), (_rounded(change.after), change.last)
    yield _compared(f"Mean of {of_all}", before, after, _change(change.difference, MEAN_NOISE))


def _peg(function: Sequence[FunctionScores]) -> Iterator[tuple[str, ...]]:
    """The three answers and their mean."""
    scored = [(scores, scores.peg) for scores in function if scores.peg is not None]
    if not scored:
        return
    (first, before), (last, after) = scored[0], scored[-1]
    difference = fmean(after) - fmean(before)
    change = f"{_signed(difference)} of the mean" if difference else "none"
    name = f"PEG: {wording.listed(PEG_PARTS)}"
    yield _compared(name, (_peg_text(before), first.date), (_peg_text(after), last.date), change)


def _compared(name: str, first: tuple[str, date], last: tuple[str, date], change: str) -> tuple[str, ...]:
    """A row of the table from the first and the latest score, each as text with its date."""
    before, after = (f"{text} on {table_date(day)}" for text, day in (first, last))
    return (name, before, "scored once", "–") if first[1] == last[1] else (name, before, after, change)


def _peg_text(answers: tuple[int, int, int]) -> str:
    return f"{', '.join(map(str, answers))} (mean {_rounded(fmean(answers))})"


def _change(difference: float, noise: float) -> str:
    if not difference:
        return "none"
    if abs(difference) < noise:
        return f"{_signed(difference)}, no clear change"
    return f"{_signed(difference)}, clearly {'better' if difference > 0 else 'worse'}"


def _signed(difference: float) -> str:
    return f"{'+' if difference > 0 else '−'}{_rounded(abs(difference))}"


def _rounded(value: float) -> str:
    return wording.number(round(value, 1))


def _questions(shown: Sequence[TherapistQuestion], left_out: int) -> Section:
    title = "The person's questions"
    if not shown:
        return Section(title, ("None is noted.",))
    rows = tuple((question.text, table_date(question.date), question.answered) for question in shown)
    counted = f"{wording.count(left_out, 'more question')} {'is' if left_out == 1 else 'are'} in the report as .md."
    return Section(title, (counted,) if left_out else (), ReportTable(QUESTION_COLUMNS, rows))
