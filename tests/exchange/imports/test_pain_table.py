"""A table of pain as people keep it: what is found by itself, what must be said, and what comes out, value by value."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import FileError, UserError
from tracker.core.model import CheckIn
from tracker.exchange.imports.loop_csv import checkmarks_table
from tracker.exchange.imports.pain_table import read_pain_table
from tracker.exchange.tables.import_options import DateOrder, ImportOptions, MissingOptionError, OfDay, Scale
from tracker.exchange.tables.imported import ImportedData

TODAY = date(2026, 11, 28)
DAY = date(2026, 1, 5)
LONG = "name,startday,startmonth,startyear,intensity\nBack,5,1,2026,3.4\nhappiness,5,1,2026,9\nBack,15,1,2026,6\n"


def read(text: str | bytes, **options: Any) -> ImportedData:
    """What is read of a table."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_pain_table(checkmarks_table(data), ImportOptions(**options), TODAY)


def pains(text: str | bytes, **options: Any) -> dict[str, int]:
    """The pain of each day."""
    return {str(checkin.date): checkin.pain for checkin in read(text, **options).checkins}


@pytest.mark.parametrize(
    "text",
    [
        "date,pain,flare,leg,note\n2026-01-05,3,yes,no,after a drive\n",
        "date,pain,flare,leg,note\r\n2026-01-05,3,1,0,after a drive\r\n",
        "\ufeffnote;leg;flare;pain;date\nafter a drive;;TRUE;3;2026-01-05\n",
        "Date\tPain\tFlare\tNote\n2026-01-05\t3.0\ttrue\tafter a drive",
        '"date", pain ,"flare","note"\n\n"2026-01-05", 3 ,"Yes","after a drive"\n,,,\n',
        "Datum;Schmerz;Schub;Notiz;\n05.01.2026;3;ja;after a drive;\n15.01.2026;;;;\n",
        "Date;Douleur;Poussée;Remarque\n05/01/2026;3;oui;after a drive\n15/01/2026;;;\n",
        "Fecha;Dolor;Brote;Comentario\n05/01/2026;3;sí;after a drive\n15/01/2026;;;\n",
        "Data;Dolore;Riacutizzazione;Nota\n05/01/2026;3;sì;after a drive\n15/01/2026;;;\n".replace("sì", "si"),
    ],
)
def test_columns_in_five_languages_are_found_in_any_order(text: str) -> None:
    options = {} if "pain" in text.casefold() else {"scale": Scale.TEN}
    assert read(text, **options).checkins == (CheckIn(DAY, 3, flare=True, note="after a drive"),)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Timestamp;Intensity;\n2026-01-05 07:00;7;\n", {}, {"2026-01-05": 7}),
        ("Date, Time, Pain\n2026-01-05, 21:00, 6\n2026-01-05, 07:10, 3\n", {}, {"2026-01-05": 3}),
        ("time,intensity,side,migraine\n2026-01-05 08:00,6,left,no\n", {}, {"2026-01-05": 6}),
        ("date,lower back,neck\n2026-01-05,7,2\n", {}, {"2026-01-05": 7}),
        ("date,morning pain,evening pain\n2026-01-05,7,2\n", {"columns": {"pain": "evening pain"}, "scale": Scale.TEN},
         {"2026-01-05": 2}),
        ("# my diary\nyear,month,day,region,side,intensity\n2026,1,5,back,left,6\n,,,,right,7\n,,6,,left,8\n",
         {"of_day": OfDay.MAX}, {"2026-01-05": 7, "2026-01-06": 8}),
        (LONG, {"where": (("name", "back"),)}, {"2026-01-05": 4, "2026-01-15": 6}),
        ("2026-01-05;3,5\n2026-01-06;8\n", {"columns": {"date": "1", "pain": "2"}}, {"2026-01-05": 4, "2026-01-06": 8}),
        ("date,pain\n2026-01-05,7/10\n2026-01-06,0\n", {}, {"2026-01-05": 7, "2026-01-06": 0}),
        ("date,pain\n2026-01-05,0\n2026-01-06,41\n2026-01-07,100\n", {"scale": Scale.HUNDRED},
         {"2026-01-05": 0, "2026-01-06": 5, "2026-01-07": 10}),
        ("date,pain\n2026-01-05,1\n2026-01-06,2.5\n", {"scale": Scale.FIVE}, {"2026-01-05": 2, "2026-01-06": 5}),
        ("date,pain\n2026-01-05,0\n2026-01-06,1\n2026-01-07,2\n2026-01-08,3\n", {"scale": Scale.THREE},
         {"2026-01-05": 0, "2026-01-06": 2, "2026-01-07": 5, "2026-01-08": 8}),
        ("date,Back pain (0-100)\n2026-01-05,4\n", {}, {"2026-01-05": 1}),
        ("date,back pain 0 to 10\n2026-01-05,4\n", {}, {"2026-01-05": 4}),
        ("date,pain\n05/01/2026,7\n", {"dates": DateOrder.DMY}, {"2026-01-05": 7}),
        ("date,pain\n05/01/2026,7\n", {"dates": DateOrder.MDY}, {"2026-05-01": 7}),
    ],
)  # fmt: skip
def test_a_table_gives_these_values(text: str, options: dict[str, Any], expected: dict[str, int]) -> None:
    assert pains(text, **options) == expected


@pytest.mark.parametrize(("of_day", "pain"), [(OfDay.FIRST, 4), (OfDay.MAX, 8), (OfDay.MEDIAN, 6)])
def test_of_several_readings_of_a_day_the_one_that_was_said_is_taken(of_day: OfDay, pain: int) -> None:
    text = "date,time,pain,note\n2026-01-05,21:00,8,bad\n2026-01-05,07:10,4,stiff\n2026-01-05,00:30,6,night\n"
    data = read(text, of_day=of_day)
    assert [checkin.pain for checkin in data.checkins] == [pain]
    assert data.checkins[0].note == "stiff\nbad\nnight"
    assert any("1 day with several readings" in remark for remark in data.remarks)


def test_without_times_the_first_reading_is_the_earlier_one_also_where_the_newest_comes_first() -> None:
    assert pains("date,pain\n2026-01-05,4\n2026-01-05,8\n2026-01-06,1\n")["2026-01-05"] == 4
    assert pains("date,pain\n2026-01-06,1\n2026-01-05,8\n2026-01-05,4\n")["2026-01-05"] == 4


@pytest.mark.parametrize(
    ("text", "option", "sentence", "answers"),
    [
        ("Datum,Kopfschmerz\n2026-01-05,3\n", "column", "columns seen: Datum, Kopfschmerz; say which is the pain: "
         "--column pain=Kopfschmerz", ["pain=Kopfschmerz"]),
        ("date,morning pain,evening pain\n2026-01-05,7,2\n", "column", '--column pain="morning pain"',
         ["pain=morning pain", "pain=evening pain"]),
        ("when it was,pain\n2026-01-05,3\n", "column", "say which is the date", ["date=when it was"]),
        (LONG, "where", "'Back' (2) and 'happiness' (1)", ["name=Back", "name=happiness"]),
        ("date,pain\n05/01/2026,3\n", "dates", "--dates dmy", ["dmy", "mdy"]),
        ("date,back pain\n2026-01-05,3\n", "scale", "go up to 3 (line 2)", ["0-10", "0-5", "1-3"]),
        ("date,pain\n2026-01-05,30\n2026-01-06,70\n", "scale", "--scale 0-100", ["0-100", "0-10"]),
        ("date,pain\n2026-01-05,7\n2026-01-06,9\n2026-01-07,62\n", "scale", "go up to 62 (line 4) and most only to 9",
         ["0-100", "0-10"]),
    ],
)  # fmt: skip
def test_what_cannot_be_known_must_be_said(text: str, option: str, sentence: str, answers: list[str]) -> None:
    with pytest.raises(MissingOptionError) as raised:
        read(text)
    assert raised.value.option == option
    assert sentence in str(raised.value)
    assert [answer for answer, _ in raised.value.choices] == answers


def test_every_row_that_cannot_be_read_is_named_by_its_line() -> None:
    data = read(
        "date,pain,flare,note\n2026-02-30,3,,\n2026-01-05,1,,\n2026-01-06,many,,\n2026-11-29,2,,\n2026-01-08,2,perhaps,\n"
        "2026-01-09,11,,\n2026-01-10,-1,,\n2026-01-11,2,,,,extra\n2026-01-12,2,," + "x" * 2001 + "\n",
        scale=Scale.TEN,
        columns={"flare": "flare"},
    )
    assert data.bad_rows == (
        "line 2: '2026-02-30' is no date",
        "line 4: 'many' is no score",
        "line 5: 2026-11-29 is still to come",
        "line 6: flare is 'perhaps', which is neither yes nor no",
        "line 9: it has 6 cells, but there are 4 columns",
        "line 10: its note is longer than 2000 characters or holds some that cannot be stored",
        "line 7: 11 is not on the scale of 0-10",
        "line 8: -1 is not on the scale of 0-10",
    )
    assert [checkin.date for checkin in data.checkins] == [DAY]


def test_empty_scores_and_rows_of_totals_are_left_out_and_counted() -> None:
    data = read("date,pain,mood\n2026-01-05,3,good\n2026-01-06,,bad\nTotal,62,\n", scale=Scale.TEN)
    assert data.left_out == ("rows without a score (1: line 3)", "rows of totals (1: line 4)")
    assert "Columns left out: mood" in data.remarks
    assert not data.bad_rows


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "this is no table with a date and a pain score"),
        ("words,only\na,b\n", "this is no table with a date and a pain score"),
        ("date,pain\n07:10,3\n", "its column 'date' holds no dates, but cells such as '07:10'"),
        ("date,pain\n2026-01-05,2\n", "There is no column 'mood'; columns seen: date, pain"),
    ],
)
def test_what_is_no_table_of_pain_is_refused_with_what_was_seen(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as raised:
        read(text, columns={"pain": "mood"} if "mood" in sentence else {})
    assert sentence in str(raised.value)


def test_rows_of_a_value_that_no_row_has_are_refused_with_the_values_there_are() -> None:
    with pytest.raises(UserError, match=r"it has 'Back' \(2\) and 'happiness' \(1\)"):
        read(LONG, where=(("name", "knee"),))


def test_a_formula_of_an_exported_table_comes_back_as_it_was_written() -> None:
    assert read("date,pain,note\n2026-01-05,3,'=SUM(1)\n").checkins[0].note == "=SUM(1)"


def test_digits_that_are_no_numbers_are_no_scores() -> None:
    assert read("date,pain\n2026-01-05,²\n2026-01-06,7\n").bad_rows == ("line 2: '²' is no score",)
    with pytest.raises(UserError, match="There is no column '²'"):
        read("date,pain\n2026-01-05,7\n", columns={"pain": "²"})


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(), st.binary(), st.text(alphabet='0123456789-,;"\n\r\t').map("date,pain,note\n".__add__)))
def test_any_file_is_read_or_refused_in_words(data: str | bytes) -> None:
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    with suppress(FileError, UserError):
        read(content)
