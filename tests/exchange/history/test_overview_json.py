"""`history --json`, name by name."""

from __future__ import annotations

import json
from datetime import date, timedelta

from tracker.core.analytics.exercise_summary import ExerciseSummary, PainfulDay
from tracker.core.analytics.trends import Overview, overview
from tracker.core.model import CheckIn, Dose, ExerciseDay, History, Pause, Prescription, Why
from tracker.exchange.history.overview_json import overview_json

MONDAY = date(2026, 1, 5)
WALK = {"reps": [], "hold_s": 0, "load_kg": 0, "minutes": 12.5}
DOG = {"reps": [5, 3, 1], "hold_s": 10, "load_kg": 0, "minutes": 0}
MORE = {"reps": [6, 3, 1], "hold_s": 10, "load_kg": 0, "minutes": 0}
SUMMARIES = {
    "dog": ExerciseSummary(
        planned_sets=23,
        done_sets=3,
        days=1,
        painful=(PainfulDay(MONDAY, 2, provoked=True), PainfulDay(MONDAY + timedelta(1), 1, provoked=False)),
        pain_max=2,
        form_broke=1,
        eased_days=4,
        first_dose=Dose((5, 3, 1), 10),
        dose=None,
    )
}


def drawn() -> Overview:
    history = History(
        prescriptions=(
            Prescription("dog", MONDAY, Dose((5, 3, 1), 10), why=Why.START),
            Prescription("walk", MONDAY, Dose(minutes=12.5), why=Why.CLINICIAN),
            Prescription("dog", MONDAY + timedelta(1), Dose((6, 3, 1), 10), why=Why.INCREASE),
            Prescription("walk", MONDAY + timedelta(2), None, removed=True),
        ),
        pauses=(Pause(MONDAY + timedelta(7)),),
        checkins=(CheckIn(MONDAY, 0), CheckIn(MONDAY + timedelta(1), 7, flare=True)),
    )
    return overview(
        history,
        logged=[ExerciseDay(MONDAY, "dog", 3, 90, 2), ExerciseDay(MONDAY, "walk", 1, 12.5, None)],
        first=MONDAY,
        last=MONDAY + timedelta(7),
    )


def test_it_is_what_the_contract_shows() -> None:
    shown = json.loads(json.dumps(overview_json(drawn(), SUMMARIES), allow_nan=False))
    assert (shown["from"], shown["to"]) == ("2026-01-05", "2026-01-12")
    assert shown["weeks"] == [
        {
            "start": "2026-01-05",
            "planned_days": 7,
            "done_days": 1,
            "planned_sets": 23,
            "done_sets": 4,
            "adherence": 4 / 23,
            "pain_median": 3.5,
            "pain_max": 7,
            "exercise_pain_max": 2,
            "flare_days": 6,
            "paused_days": 0,
        },
        {
            "start": "2026-01-12",
            "planned_days": 0,
            "done_days": 0,
            "planned_sets": 0,
            "done_sets": 0,
            "adherence": None,
            "pain_median": None,
            "pain_max": None,
            "exercise_pain_max": None,
            "flare_days": 1,
            "paused_days": 1,
        },
    ]
    assert len(shown["days"]) == 8
    first = {"date": "2026-01-05", "pain": 0, "exercise_pain": 2, "flare": False, "planned_sets": 4, "done_sets": 4}
    assert shown["days"][0] == first
    assert shown["changes"] == [
        {"date": "2026-01-05", "exercise": "dog", "why": "start", "from": None, "to": DOG},
        {"date": "2026-01-05", "exercise": "walk", "why": "clinician", "from": None, "to": WALK},
        {"date": "2026-01-06", "exercise": "dog", "why": "increase", "from": DOG, "to": MORE},
        {"date": "2026-01-07", "exercise": "walk", "why": "manual", "from": WALK, "to": None},
    ]
    assert shown["flares"] == [{"start": "2026-01-06", "end": None}]
    assert shown["work"] == {
        "dog": [{"date": "2026-01-05", "work": 90}],
        "walk": [{"date": "2026-01-05", "work": 12.5}],
    }
    assert shown["exercises"] == {
        "dog": {
            "planned_sets": 23,
            "done_sets": 3,
            "days": 1,
            "pain_days": 2,
            "provoked_days": 1,
            "pain_max": 2,
            "form_broke": 1,
            "eased_days": 4,
            "first_dose": DOG,
            "dose": None,
        }
    }


def test_the_keys_are_those_of_the_contract_in_its_order() -> None:
    assert list(overview_json(drawn(), SUMMARIES)) == [
        "from", "to", "weeks", "days", "changes", "flares", "work", "exercises"
    ]  # fmt: skip
