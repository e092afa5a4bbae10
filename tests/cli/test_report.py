"""The commands `report` and `demo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tracker.clock import Clock
from tracker.service import first_run
from tracker.service.context import open_context
from tracker.service.day.status import status


def test_the_report_has_what_was_logged_planned_and_noted(planned: Backtracker, tmp_path: Path) -> None:
    planned("checkin", "2", "--note", "stiff after the drive")
    planned("done", "--pain", "1")
    page = tmp_path / "report.html"
    message = planned("report", "-o", page)
    assert message.out == f"Wrote the report on 22 November to {page}.\n"
    text = page.read_text(encoding="utf-8")
    for part in ("stiff after the drive", '<td dir="auto">Bird dog</td>', "100 %", "<svg"):
        assert part in text, part


def test_the_ending_of_the_file_says_the_format(planned: Backtracker, tmp_path: Path) -> None:
    planned("report", "--weeks", "2", "-o", tmp_path / "report.MD")
    text = (tmp_path / "report.MD").read_text(encoding="utf-8")
    assert text.startswith("# Back pain and exercise log\n\n22 November 2026 · made on 22 November 2026\n")
    assert "| Bird dog | 7 days | none planned | 5·3·1 × 10 s, sides | 5·3·1 × 10 s, sides |" in text


def test_a_report_is_for_its_owner_alone(planned: Backtracker, tmp_path: Path) -> None:
    planned("report", "-o", tmp_path / "report.md")
    assert (tmp_path / "report.md").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["report.pdf", "report", "html"])
def test_another_ending_is_refused_in_words_and_nothing_is_written(
    planned: Backtracker, tmp_path: Path, name: str
) -> None:
    message = planned("report", "-o", tmp_path / name, fails=2)
    assert message.err == f"backtracker: {name}: give the file an ending that says the format, .html or .md.\n"
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("words", [["report"], ["report", "-o", "x.md", "--weeks", "0"]])
def test_a_report_without_a_file_or_without_weeks_is_refused(planned: Backtracker, words: list[str]) -> None:
    planned(*words, fails=2)


def test_a_report_that_cannot_be_written_leaves_the_one_that_is_there(planned: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    (tmp_path / "there.md").write_text("the last one", encoding="utf-8")
    planned("report", "-o", tmp_path / "report.md", fails=2)
    message = planned("report", "-o", tmp_path / "not there" / "there.md", fails=1)
    assert "cannot be written" in message.err
    assert (tmp_path / "there.md").read_text(encoding="utf-8") == "the last one"


def test_what_was_asked_first_stands_in_the_order_in_which_it_was_asked(planned: Backtracker, tmp_path: Path) -> None:
    context = open_context(planned.database, Clock.from_environment())
    first_run.answer_safety(context, [first_run.SAFETY[1].text])
    first_run.answer_ordinary_day(context, 1)
    context.close()
    planned("report", "-o", tmp_path / "report.md")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    asked = [first_run.SAFETY[0].text, first_run.SAFETY[1].text, first_run.PROFESSIONAL, first_run.ORDINARY_DAY]
    places = [text.index(f"| {question} |") for question in asked]
    assert places == sorted(places)


def test_the_demonstration_opens_on_a_made_up_half_year_and_leaves_nothing_behind(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, str]] = []

    def look(database: Path, *, backups: bool, exchanges: bool) -> None:
        assert not backups
        assert not exchanges
        context = open_context(database, Clock.from_environment())
        opened.append((database, status(context)))
        context.close()

    monkeypatch.setattr("tracker.tui.run", look)
    run("demo")
    [(database, message)] = opened
    assert message.startswith("15 sets left today · this week 4 of 5 days")
    assert not database.parent.exists()
    assert not run.database.exists()
