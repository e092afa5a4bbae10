"""Tables of any usual encoding and delimiter are read as the same cells."""

from __future__ import annotations

import pytest

from tracker.core.errors import FileError
from tracker.exchange.imports.loop_csv import checkmarks_table

ROWS = [["Datum", "Schmerz", "Notiz"], ["05.01.2026", "3,5", "Rücken steif"]]
TEXT = "Datum;Schmerz;Notiz\n05.01.2026;3,5;Rücken steif\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1250"]
)
def test_a_table_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert [cells for _, cells in checkmarks_table(TEXT.encode(encoding)).rows] == ROWS


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Date;Douleur;Remarque\n1;3;très gênant … 20 €\n"),
        ("cp1250", "Data;Ból;Notatka\n1;3;źle spałem, łóżko\n"),
        ("cp1251", "Дата;Боль;Заметка\n1;3;плохо спал\n"),
        ("cp1254", "Tarih;Ağrı;Not\n1;3;kötü uyudum, şişlik\n"),
    ],
)
def test_the_code_page_is_the_one_whose_letters_the_text_has(encoding: str, text: str) -> None:
    cells = [cell for _, row in checkmarks_table(text.encode(encoding)).rows for cell in row]
    assert ";".join(cells) == text.strip().replace("\n", ";")


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\nDatum;Schmerz;Notiz\r\n05.01.2026;3,5;Rücken steif\r\n",
        '"Datum","Schmerz","Notiz"\n"05.01.2026","3,5","Rücken steif"\n',
        "Datum\tSchmerz\tNotiz\n05.01.2026\t3,5\tRücken steif\n",
        "Datum|Schmerz|Notiz\n05.01.2026|3,5|Rücken steif",
        'Datum, Schmerz, Notiz\n05.01.2026, "3,5", "Rücken steif"\n\n\n',
    ],
)
def test_cells_may_be_separated_and_quoted_as_spreadsheets_do(text: str) -> None:
    table = checkmarks_table(text.encode())
    assert [[cell.strip() for cell in cells] for _, cells in table.rows] == ROWS


def test_lines_are_counted_as_an_editor_does() -> None:
    table = checkmarks_table(b'sep=,\na,b\n1,"two\nlines"\n\n2,x\n')
    assert [line for line, _ in table.rows] == [2, 3, 6]


def test_a_quotation_mark_that_is_never_closed_ends_the_table_with_a_fault() -> None:
    table = checkmarks_table(b'a,b\n1,2\n3,"4\n5,6\n')
    assert [cells for _, cells in table.rows] == [["a", "b"], ["1", "2"]]
    assert table.faults[0].startswith("line 3: this is no line of a table")


def test_ten_megabytes_in_a_line_are_a_fault_and_no_wait() -> None:
    for line in (b"9" * 10_000_000, b"9," * 5_000_000):
        table = checkmarks_table(b"date,pain\n2026-01-05," + line + b"\n")
        assert len(table.rows) == 1
        assert table.faults == [
            "line 2: this is no line of a table (more than 1000000 characters); look at its quotation marks"
        ]
    assert checkmarks_table(b"date,pain\n" + b"9," * 5_000).faults == ["line 2: it has more than 2000 cells"]


@pytest.mark.parametrize("data", [b"a\0b\0\0\0\x01", b"date,pain\n2026-01-05,\0\n", b"\xff\xfe\x00\xd8"])
def test_what_holds_zero_bytes_or_halves_of_characters_is_no_text(data: bytes) -> None:
    with pytest.raises(FileError, match=r"is no text|zero bytes"):
        checkmarks_table(data)
