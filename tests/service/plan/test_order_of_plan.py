"""An exercise moved in the plan keeps everything else, and what was said of today's change of its dose."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.model import Dose, Prescription, Why
from tracker.service.context import open_context
from tracker.service.plan import planning

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()


@pytest.mark.parametrize(("days_ago", "why"), [(0, Why.INCREASE), (1, Why.MANUAL)])
def test_a_step_taken_today_stays_a_step_when_its_exercise_is_moved(tmp_path: Path, days_ago: int, why: Why) -> None:
    context = open_context(tmp_path / "backtracker.db", Clock(NOW))
    start, dose = TODAY - timedelta(days=days_ago), Dose((6, 4, 2), 10)
    with context.write("Plan") as work:
        work.add_prescription(Prescription("bird-dog", start, dose, (0, 2), position=1, why=Why.INCREASE))
        work.add_prescription(Prescription("clam", start, Dose((8, 8)), position=2, why=Why.START))
    planning.move(context, context.exercise("bird-dog"), 1)
    moved = context.plan(TODAY).prescription_on("bird-dog", TODAY)
    assert moved == Prescription("bird-dog", TODAY, dose, (0, 2), position=2, why=why)
    context.close()
