"""Apple Health's export: walks and back pain come out of any size of file, and nothing in it can do harm."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from tests.support.loop_files import zipped
from tracker.core.errors import FileError
from tracker.exchange.imports import apple_health
from tracker.exchange.imports.recognise import read_foreign_file
from tracker.exchange.tables.import_options import ImportOptions, OfDay
from tracker.exchange.tables.imported import ImportedData

TODAY = date(2026, 11, 28)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
]>
<HealthData locale="en_GB">
 <ExportDate value="2026-11-28 07:00:00 +0100"/>
"""
PAIN = (
    ' <Record type="HKCategoryTypeIdentifierLowerBackPain" sourceName="iPhone" startDate="{at} +0100" '
    'endDate="{at} +0100" value="HKCategoryValueSeverity{severity}"/>\n'
)
WORKOUT = (
    ' <Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="{duration}" durationUnit="{unit}" '
    'startDate="2026-04-08 23:30:00 +0200" endDate="2026-04-09 00:01:30 +0200">\n'
    '  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="2.5" unit="km"/>\n </Workout>\n'
)
STEPS = ' <Record type="HKQuantityTypeIdentifierStepCount" startDate="2026-04-08 07:00:00 +0100" value="9"/>\n'


def export(*elements: str) -> str:
    """An export with these elements."""
    return HEAD + "".join(elements) + "</HealthData>\n"


def read(folder: Path, content: str | bytes, name: str = "export.xml", of_day: OfDay = OfDay.FIRST) -> ImportedData:
    """What is read of a file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_foreign_file(path, ImportOptions(of_day=of_day), TODAY)


@pytest.mark.parametrize("name", ["export.xml", "export.zip"])
def test_walks_and_back_pain_are_read_from_the_file_and_from_the_archive(tmp_path: Path, name: str) -> None:
    text = export(
        STEPS,
        WORKOUT.format(kind="Walking", duration="31.5", unit="min"),
        WORKOUT.format(kind="Running", duration="20", unit="min"),
        *(PAIN.format(at=f"2026-04-0{day} 07:10:00", severity=severity) for day, severity in
          enumerate(("NotPresent", "Mild", "Moderate", "Severe", "Unspecified"), start=1)),
    )  # fmt: skip
    archive = zipped({"export/export_cda.xml": "<ClinicalDocument/>", "export/Export.xml": text})
    data = read(tmp_path, archive if name.endswith(".zip") else text, name)
    assert [(walk.name, str(walk.date), walk.seconds) for walk in data.sets] == [("Walk", "2026-04-08", 1890)]
    assert [(checkin.date.day, checkin.pain) for checkin in data.checkins] == [(1, 0), (2, 2), (3, 5), (4, 8)]
    assert all(checkin.approximate for checkin in data.checkins)
    assert data.checkins[2].note == "Approximate, from 'moderate'."
    assert [sentence.partition(" (")[0] for sentence in data.left_out] == [
        "activities that are no walks",
        "records of back pain without a severity",
    ]


def test_of_several_records_of_a_day_the_first_is_taken_unless_said(tmp_path: Path) -> None:
    text = export(
        PAIN.format(at="2026-04-08 21:00:00", severity="Severe"), PAIN.format(at="2026-04-08 07:00:00", severity="Mild")
    )
    assert [checkin.pain for checkin in read(tmp_path, text).checkins] == [2]
    assert [checkin.pain for checkin in read(tmp_path, text, of_day=OfDay.MAX).checkins] == [8]


@pytest.mark.parametrize(("duration", "unit", "seconds"), [("0.525", "hr", 1890), ("1890", "s", 1890)])
def test_the_unit_of_a_duration_is_minded(tmp_path: Path, duration: str, unit: str, seconds: int) -> None:
    data = read(tmp_path, export(WORKOUT.format(kind="Hiking", duration=duration, unit=unit)))
    assert [walk.seconds for walk in data.sets] == [seconds]


def test_records_that_cannot_be_read_are_named_by_their_line(tmp_path: Path) -> None:
    text = export(
        PAIN.format(at="2027-04-08 21:00:00", severity="Mild"),
        PAIN.format(at="soon", severity="Mild"),
        PAIN.format(at="2026-04-08 21:00:00", severity="Bad"),
        WORKOUT.format(kind="Walking", duration="long", unit="min"),
    )
    assert read(tmp_path, text).bad_rows == (
        "line 8: 2027-04-08 is still to come",
        "line 9: 'soon +0100' is no date",
        "line 10: 'HKCategoryValueSeverityBad' is no severity",
        "line 11: 'long' is no duration of a walk",
    )


LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE HealthData [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
    "<HealthData>&b;</HealthData>"
)
OUTSIDE = '<!DOCTYPE HealthData [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<HealthData>&a;</HealthData>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (LAUGHS, "it declares entities"),
        (OUTSIDE, "it declares entities"),
        ("<svg></svg>", "it is no export of Apple Health, as it begins with 'svg'"),
        (export(STEPS)[:-20], "it is no XML that can be read"),
        ('<?xml version="1.0" encoding="no-such"?>\n<svg/>', "it begins with 'svg'"),
        (HEAD + "<Record a='" + "9" * (apple_health.MAX_TOKEN + 2 * apple_health.PIECE), "a tag that never ends"),
    ],
    ids=["billion laughs", "a file outside", "another XML", "cut short", "an unknown encoding", "a tag without end"],
)
def test_a_hostile_or_broken_file_is_refused_in_words(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(FileError) as raised:
        read(tmp_path, content)
    assert sentence in str(raised.value)


def test_an_archive_that_is_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    bomb = zipped({"export.xml": HEAD + " " * 260_000_000})
    with pytest.raises(FileError, match="unpacks to 26"):
        read(tmp_path, bomb, "export.zip")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(export(STEPS * 200_000), encoding="utf-8")
    tracemalloc.start()
    read_foreign_file(tmp_path / "export.xml", ImportOptions(), TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000
