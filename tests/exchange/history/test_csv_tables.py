"""Tables for spreadsheets."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.histories import BUILTINS, TEXTS, histories
from tracker.core.escape_control import escape_control
from tracker.core.model import (
    CheckIn,
    Dose,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    History,
    Kind,
    Pause,
    Prescription,
    Session,
    SetLog,
    Skip,
    SkipReason,
)
from tracker.core.plan import canonical
from tracker.exchange.history.csv_tables import write_tables
from tracker.exchange.imports.loop_csv import checkmarks_table
from tracker.exchange.imports.pain_table import read_pain_table
from tracker.exchange.tables.import_options import ImportOptions, Scale

DAY = date(2026, 1, 5)
LAST_DAY = date(2100, 1, 1)
CHECKINS = st.builds(
    CheckIn, st.dates(date(1900, 1, 1), LAST_DAY), st.integers(0, 10), st.booleans(), st.booleans(), TEXTS
)


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet has them."""
    return list(csv.DictReader(io.StringIO(table, newline="")))


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.builds(
            CheckIn, st.dates(date(1900, 1, 1), LAST_DAY), st.integers(0, 10), st.booleans(), st.booleans(), TEXTS
        ),
        max_size=5,
    )
)
def test_the_table_of_check_ins_that_is_written_can_be_read(checkins: list[CheckIn]) -> None:
    by_day = {
        checkin.date: checkin
        for checkin in checkins
        if checkin.note == escape_control(checkin.note, keep="\n\t").strip()
    }
    written = write_tables(History(checkins=tuple(by_day.values())))["checkins.csv"]
    read = read_pain_table(checkmarks_table(written.encode()), ImportOptions(scale=Scale.TEN), LAST_DAY)
    assert read.checkins == tuple(by_day[day] for day in sorted(by_day))


@settings(deadline=None, max_examples=15)
@given(histories())
def test_every_record_is_in_its_table(history: History) -> None:
    tables = {name: rows(table) for name, table in write_tables(history).items()}
    assert {name: len(found) for name, found in tables.items()} == {
        "checkins.csv": len(history.checkins),
        "sets.csv": sum(len(session.sets) for session in history.sessions),
        "session_notes.csv": sum(bool(session.note) for session in history.sessions),
        "prescriptions.csv": len(canonical(history.prescriptions)),
        "skips.csv": len(history.skips),
        "declined.csv": len(history.declined),
        "pauses.csv": len(history.pauses),
        "exercises.csv": sum(exercise.own for exercise in history.exercises),
        "settings.csv": 9,
        "goal.csv": bool(history.goal),
        "activities.csv": len(history.activities),
        "function.csv": sum(len(scores.scores) for scores in history.function),
        "peg.csv": sum(scores.peg is not None for scores in history.function),
        "answers.csv": len(history.answers),
        "medication.csv": len(history.medication),
        "questions.csv": len(history.questions),
        "asked.csv": len(history.asked),
        "mappings.csv": len(history.mappings),
    }
    for row in (row for found in tables.values() for row in found):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
        assert not any("\x1b" in cell for cell in row.values())


def test_tables_say_what_was_logged() -> None:
    own = Exercise("my-row", "=Row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)), cues=("Slow", "Low"))
    history = History(
        exercises=(*BUILTINS, own),
        prescriptions=(
            Prescription("walk", DAY, Dose(minutes=10), (0, 2)),
            Prescription("walk", date(2026, 1, 7), None, removed=True),
        ),
        sessions=(Session(DAY, (SetLog("clam", 8, pain=0), SetLog("walk", minutes=9.5)), "-tired\x1b[2J"),),
        skips=(Skip(DAY, "bird-dog", SkipReason.PAIN),),
        pauses=(Pause(DAY),),
        goal="-lift",
        function=(FunctionScores(DAY, (("Sit", 4), ("Walk", 10)), (5, 4, 6)), FunctionScores(date(2026, 1, 7))),
        mappings=(ExerciseMapping("hevy", "Sit-up", None),),
    )
    tables = {name: rows(table) for name, table in write_tables(history).items()}
    clam, walk = tables["sets.csv"]
    assert (clam["date"], clam["exercise"], clam["reps"], clam["minutes"], clam["pain"]) == (
        "2026-01-05", "clam", "8", "", "0",
    )  # fmt: skip
    assert (walk["reps"], walk["minutes"], walk["pain"], walk["leg"]) == ("", "9.5", "", "no")
    assert tables["session_notes.csv"] == [{"date": "2026-01-05", "note": "'-tired" + escape_control("\x1b[2J")}]
    planned, removed = tables["prescriptions.csv"]
    assert (planned["minutes"], planned["reps"], planned["days"]) == ("10", "", "mon wed")
    assert (removed["minutes"], removed["removed"]) == ("", "yes")
    assert tables["skips.csv"][0]["reason"] == "pain"
    assert tables["pauses.csv"] == [{"from": "2026-01-05", "to": "", "reason": ""}]
    assert tables["goal.csv"] == [{"goal": "'-lift"}]
    assert tables["function.csv"] == [
        {"date": "2026-01-05", "activity": "Sit", "score": "4"},
        {"date": "2026-01-05", "activity": "Walk", "score": "10"},
    ]
    assert tables["peg.csv"] == [{"date": "2026-01-05", "pain": "5", "enjoyment": "4", "general_activity": "6"}]
    assert tables["mappings.csv"] == [{"from": "hevy", "name": "Sit-up", "exercise": ""}]
    assert tables["exercises.csv"][0]["name"] == "'=Row"
    assert tables["exercises.csv"][0]["start_reps"] == "8 8"
    assert tables["exercises.csv"][0]["cues"] == "Slow\nLow"
