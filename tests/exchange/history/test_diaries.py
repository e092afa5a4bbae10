"""Diaries that people kept, as history documents."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.support.diaries import document, main
from tests.support.histories import BUILTINS
from tracker.core.model import CheckIn, History
from tracker.exchange.history.document import read_document, write_document
from tracker.exchange.history.merge import merge

DIARY = """name,startday,startmonth,startyear,intensity
"Knee Pain",22,10,2018,3
happiness,22,10,2018,9
"Patellar Tendon Throbbing",22,10,2018,3.4
"Knee Pain",22,10,2018,2
happiness,23,10,2018,4
"Elbow Pain",21,10,2018,2.5
"""


def real_diaries() -> list[Path]:
    """The diaries in the folder that the variable BACKTRACKER_SAMPLES names, if it does."""
    folder = os.environ.get("BACKTRACKER_SAMPLES")
    return sorted(Path(folder).glob("pain/*.csv")) if folder else []


def test_the_morning_of_a_day_is_its_highest_symptom_rounded(tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text(DIARY, encoding="utf-8")
    main(str(tmp_path / "diary.csv"), str(tmp_path / "history.json"))
    history = read_document((tmp_path / "history.json").read_bytes(), BUILTINS).history
    assert history.checkins == (CheckIn(date(2018, 10, 21), 3), CheckIn(date(2018, 10, 22), 3))


@pytest.mark.skipif(not real_diaries(), reason="BACKTRACKER_SAMPLES names no folder with real diaries")
def test_real_diaries_are_read_and_laid_over_each_other() -> None:
    have = History(exercises=BUILTINS)
    for diary in real_diaries():
        read = read_document(document(diary), BUILTINS)
        assert len(read.history.checkins) > 20
        have = merge(have, read).history
        assert not merge(have, read).changes_something
    assert write_document(read_document(write_document(have), BUILTINS).history) == write_document(have)
