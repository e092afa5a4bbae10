"""What the report repeats of the record: flares and pauses, notes, and the answers of the first run."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core import wording
from tracker.core.engine.flares import Flare
from tracker.core.model import Pause
from tracker.exchange.report.facts import Report
from tracker.exchange.report.paper_room import notes_with_room
from tracker.exchange.report.sections import ReportTable, Section, table_date


def flares_and_pauses(report: Report) -> Section:
    """The flares and pauses with a day in the range."""
    overview = report.overview
    title = "Flares and pauses"
    spans = [
        *((flare.start, f"Flare {table_date(flare.start)} to {_flare_end(flare)}.") for flare in overview.flares),
        *((pause.start, _pause(pause)) for pause in overview.pauses),
    ]
    if not spans:
        return Section(title, ("No flare and no pause in this time.",))
    return Section(title, tuple(sentence for _, sentence in sorted(spans)))


def notes(report: Report) -> Section:
    """Every note, whole."""
    if not report.notes:
        return Section("Notes", ("None in this time.",))
    rows = tuple((table_date(note.date), note.where, note.text) for note in report.notes)
    return Section("Notes", table=ReportTable(("Date", "Where", "Note"), rows))


def notes_that_fit(report: Report) -> Section:
    """The newest notes, as many as there is room for on paper; the others are counted."""
    shown = notes_with_room(report)
    left_out = len(report.notes) - len(shown)
    if not left_out:
        return notes(report)
    rows = tuple((table_date(note.date), note.where, note.text) for note in shown)
    are = "note is" if left_out == 1 else "notes are"
    counted = f"{left_out} earlier or longer {are} left out here; the report as .md has all of them."
    return Section("Notes", (counted,), ReportTable(("Date", "Where", "Note"), rows))


def answers(report: Report) -> Section:
    """What was asked before the first session, question by question."""
    title = "Asked before the first session"
    if not report.answers:
        return Section(title, ("Not answered.",))
    rows = tuple((answer.question, answer.answer, table_date(answer.date)) for answer in report.answers)
    return Section(title, table=ReportTable(("Question", "Answer", "Answered on"), rows))


def answers_in_short(report: Report) -> Section:
    """The same in a few lines: what was answered otherwise than with no, and how often it was no."""
    if not report.answers:
        return answers(report)
    others = [answer for answer in report.answers if answer.answer != "no"]
    sentences = [f"{answer.question} {answer.answer} ({table_date(answer.date)})." for answer in others]
    no = len(report.answers) - len(others)
    if no:
        sentences.append(f"{wording.count(no, 'question')} about warning signs and other conditions: no.")
    return Section("Asked before the first session", tuple(sentences))


def _flare_end(flare: Flare) -> str:
    """The last day of a flare, whose `end` is the day after."""
    return _end(None if flare.end is None else flare.end - timedelta(1))


def _pause(pause: Pause) -> str:
    reason = f" ({pause.reason})" if pause.reason else ""
    return f"Pause {table_date(pause.start)} to {_end(pause.end)}{reason}."


def _end(last: date | None) -> str:
    return "now, still going on" if last is None else table_date(last)
