"""History documents of weeks that went well, to be imported, and to change one thing in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

TODAY = date(2026, 11, 22)

Json = dict[str, Any]


def ago(days: int) -> str:
    """The date so many days before today, as a document writes it."""
    return str(TODAY - timedelta(days=days))


def dose(*reps: int, hold_s: float = 0, load_kg: float = 0, minutes: float = 0) -> Json:
    """A dose in full."""
    return {"reps": list(reps), "hold_s": hold_s, "load_kg": load_kg, "minutes": minutes}


def sets(exercise: str, planned: Json, pain: int | None = 0) -> list[Json]:
    """Every set of a dose, done as planned."""
    if not planned["reps"]:
        return [{"exercise": exercise, "minutes": planned["minutes"], "pain": pain}]
    how = {"hold_s": planned["hold_s"], "load_kg": planned["load_kg"], "pain": pain}
    return [{"exercise": exercise, "reps": reps, **how} for reps in planned["reps"]]


def good_weeks(plan: Mapping[str, Json], weeks: int = 3) -> Json:
    """A plan that has been done in full every day of so many weeks, without pain, up to this morning's check-in."""
    days = range(7 * weeks, 0, -1)
    return {
        "format": "backtracker-history",
        "version": 1,
        "prescriptions": [
            {"exercise": exercise, "from": ago(7 * weeks), "position": position, "dose": planned, "why": "start"}
            for position, (exercise, planned) in enumerate(plan.items(), start=1)
        ],
        "sessions": [
            {"date": ago(day), "sets": [each for item in plan.items() for each in sets(*item)]} for day in days
        ],
        "checkins": [{"date": ago(day), "pain": 0} for day in (*days, 0)],
    }


def written(folder: Path, document: Json, name: str = "past.json") -> Path:
    """The file with a document in it."""
    file = folder / name
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


BIRD_DOG = dose(5, 3, 1, hold_s=10)
A_BIT_MORE = dose(6, 3, 1, hold_s=10)
TOP_OF_LEG_ONLY = dose(8, 6, 4, hold_s=5)
WALK = dose(minutes=10)
