"""Tables for spreadsheets, out and in."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.histories import BUILTINS, TEXTS, histories
from tracker.core.errors import DocumentError
from tracker.core.escape_control import escape_control
from tracker.core.model import (
    CheckIn,
    Dose,
    Exercise,
    History,
    Kind,
    Pause,
    Prescription,
    Session,
    SetLog,
    Skip,
    SkipReason,
)
from tracker.exchange.history.csv_tables import read_pain_csv, write_tables

DAY = date(2026, 1, 5)


def mornings(text: str | bytes) -> tuple[CheckIn, ...]:
    """The check-ins of a table."""
    return read_pain_csv(text).history.checkins


def faults(text: str | bytes) -> tuple[str, ...]:
    """What is wrong with a table."""
    with pytest.raises(DocumentError) as caught:
        read_pain_csv(text)
    return caught.value.faults


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet has them."""
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_a_date_and_a_pain_make_a_check_in() -> None:
    document = read_pain_csv("date,pain\n2026-01-05,0\n2026-01-06,10\n")
    assert document.history == History(checkins=(CheckIn(DAY, 0), CheckIn(date(2026, 1, 6), 10)))
    assert document.settings_given == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "date,pain,flare,leg,note\n2026-01-05,3,yes,no,after a drive\n",
        "date,pain,flare,leg,note\r\n2026-01-05,3,1,0,after a drive\r\n",
        "\ufeffnote;leg;flare;pain;date\nafter a drive;;TRUE;3;2026-01-05\n",
        "Date\tPain\tFlare\tNote\n2026-01-05\t3.0\ttrue\tafter a drive",
        '"date", pain ,"flare","note"\n\n"2026-01-05", 3 ,"Yes","after a drive"\n,,,\n',
        b"\xef\xbb\xbfdate,pain,flare,note\r\n2026-01-05,3,x,after a drive\r\n",
    ],
)
def test_columns_may_stand_in_any_order_and_be_parted_as_spreadsheets_do(text: str | bytes) -> None:
    assert mornings(text) == (CheckIn(DAY, 3, flare=True, note="after a drive"),)


def test_a_note_may_go_over_several_lines() -> None:
    text = 'date,pain,note\n2026-01-05,3,"one; ""two""\nthree"\n2026-01-06,11,\n'
    assert faults(text) == ("line 4: pain is a whole number from 0 to 10",)
    assert mornings(text.replace("11", "1"))[0].note == 'one; "two"\nthree'


def test_every_wrong_line_is_named_in_one_go() -> None:
    text = (
        "date,pain,flare,leg,note\n2026-02-30,11,maybe,no,\n2026-01-05,1\n2026-01-05,2\n2026-01-06,,\n"
        "06.01.2026,2.5\n2026-01-07,1,,,,extra\n2026-01-08,2,,," + "x" * 2001 + "\n"
    )
    assert faults(text) == (
        "line 2: date is a date that exists, written YYYY-MM-DD",
        "line 2: pain is a whole number from 0 to 10",
        "line 2: flare is yes or no",
        "line 4: 2026-01-05 is on line 3 already",
        "line 5: pain is a whole number from 0 to 10",
        "line 6: date is a date that exists, written YYYY-MM-DD",
        "line 6: pain is a whole number from 0 to 10",
        "line 7: it has 6 cells, but there are 5 columns",
        "line 8: note is a text of at most 2000 ordinary characters",
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: the first line names the columns"),
        ("2026-01-05,3\n", "line 1: '2026-01-05' is no column"),
        ("date,mood,pain\n", "line 1: 'mood' is no column"),
        ("date,note\n", "line 1: the first line names the columns"),
        ("\n\ndate,pain,pain\n", "line 3: a column is there twice"),
        ('date,pain\n2026-01-05,"3\n', "line 2: this is no line of a table"),
        ('date,pain\n2026-01-05,"3"4\n', "line 2: this is no line of a table"),
        (b"date,pain\n2026-01-05,3,\xff\n", "the file is not in UTF-8"),
    ],
)
def test_what_is_no_table_of_mornings_is_refused_in_words(text: str | bytes, fault: str) -> None:
    assert faults(text)[0].startswith(fault)


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(), st.binary(), st.text(alphabet='0123456789-,;"\n\r\t').map("date,pain,note\n".__add__)))
def test_any_file_is_read_or_refused_in_words(data: str | bytes) -> None:
    with suppress(DocumentError):
        read_pain_csv(data)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.builds(
            CheckIn,
            st.dates(date(1900, 1, 1), date(9998, 12, 31)),
            st.integers(0, 10),
            st.booleans(),
            st.booleans(),
            TEXTS,
        ),
        max_size=5,
    )
)
def test_the_table_of_check_ins_that_is_written_can_be_read(checkins: list[CheckIn]) -> None:
    kept = {each.date: each for each in checkins if each.note == escape_control(each.note, keep="\n\t").strip()}
    written = write_tables(History(checkins=tuple(kept.values())))["checkins.csv"]
    assert mornings(written) == tuple(kept[day] for day in sorted(kept))


@settings(deadline=None, max_examples=15)
@given(histories())
def test_every_record_is_in_its_table(history: History) -> None:
    tables = {name: rows(table) for name, table in write_tables(history).items()}
    assert {name: len(found) for name, found in tables.items()} == {
        "checkins.csv": len(history.checkins),
        "sets.csv": sum(len(session.sets) for session in history.sessions),
        "session_notes.csv": sum(bool(session.note) for session in history.sessions),
        "prescriptions.csv": len(history.prescriptions),
        "skips.csv": len(history.skips),
        "declined.csv": len(history.declined),
        "pauses.csv": len(history.pauses),
        "exercises.csv": sum(exercise.own for exercise in history.exercises),
        "settings.csv": 9,
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
    assert tables["exercises.csv"][0]["name"] == "'=Row"
    assert tables["exercises.csv"][0]["start_reps"] == "8 8"
    assert tables["exercises.csv"][0]["cues"] == "Slow\nLow"
