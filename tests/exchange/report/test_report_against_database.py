"""The report of the demonstration, read back from its page, against what SQL says of the database.

Nothing of the code that sums up or draws is used: days and values are reckoned back from the coordinates.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

import pytest

from tests.support.printing import PAPERS, needs_chromium, printed_pages
from tracker.clock import Clock
from tracker.core.model import TherapistQuestion
from tracker.service.context import open_context
from tracker.service.demo.demo import fill
from tracker.service.history.reporting import report

LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=LAST.weekday(), weeks=25)
# The chart as it is drawn: the x of its first and last day's outer edges, the y of 0 and of the highest pain.
EDGES = (38, 710)
FLOOR, TOP, HIGHEST = 154, 14, 10


class Tables(HTMLParser):
    """The cells of every table of a page, by rows, under the heading that it stands below."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._heading, self._inside = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag == "h2":
            self._heading = ""
        if tag == "tr":
            self.tables.setdefault(self._heading, []).append([])
        if tag == "td":
            self.tables[self._heading][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "h2":
            self._heading += data
        if self._inside == "td":
            self.tables[self._heading][-1][-1] += data


class Written:
    """The page, its tables, and the database that it was written from."""

    def __init__(self, page: str, database: Path) -> None:
        self.page = page
        reader = Tables()
        reader.feed(page)
        self.tables = {heading: [row for row in rows if row] for heading, rows in reader.tables.items()}
        self._connection = sqlite3.connect(database)

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """What SQL answers; `:first` and `:last` are the days of the report."""
        return self._connection.execute(question, {"first": str(FIRST), "last": str(LAST)}).fetchall()

    def by_exercise(self, column: int) -> dict[str, str]:
        """A column of the table by exercise."""
        rows = self.tables["Exercise by exercise"]
        return {row[0].removesuffix(" (prescribed)"): row[column] for row in rows}


NAMES = {
    "curl-up": "Curl-up",
    "side-bridge-knees": "Side bridge, knees",
    "bird-dog": "Bird dog",
    "knee-rolls": "Knee rolls",
    "hip-flexor": "Hip flexor",
    "walk": "Walk",
    "hip-hinge": "Hip hinge",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The report on the demonstration's half year, with leg symptoms on two days."""
    folder = tmp_path_factory.mktemp("report")
    context = open_context(folder / "backtracker.db", Clock(datetime(2026, 11, 22, 7, 30)))
    fill(context)
    with context.write("leg symptoms") as work:
        checkins = {checkin.date: checkin for checkin in context.store.history().checkins}
        for number in (30, 60):
            day = FIRST + timedelta(days=number)
            work.put(replace(checkins[day], leg=True))
    report(context, folder / "report.html", 26)
    context.close()
    return Written((folder / "report.html").read_text(encoding="utf-8"), folder / "backtracker.db")


def day_at(x: float) -> date:
    """The day whose middle is at `x` in a chart."""
    left, right = EDGES
    days = (LAST - FIRST).days + 1
    return FIRST + timedelta(days=round((x - left) / (right - left) * days - 0.5))


def pain_at(y: float) -> int:
    return round((FLOOR - y) / (FLOOR - TOP) * HIGHEST)


def numbers(page: str, pattern: str) -> Iterable[tuple[float, ...]]:
    return [tuple(map(float, match)) for match in re.findall(pattern, page)]


MOST_ON_A_DAY = "SELECT date, exercise, MAX(pain) AS pain FROM sets WHERE date BETWEEN :first AND :last GROUP BY 1, 2"
# Of days with a morning's reading; the fixture's days without one have no pain (a test below says so).
PROVOKED = f"""
    SELECT worst.date, worst.exercise, worst.pain FROM ({MOST_ON_A_DAY}) AS worst
    JOIN checkins ON checkins.date = worst.date WHERE worst.pain >= checkins.pain + 2"""


def counted(written: Written, question: str) -> dict[str, str]:
    """Numbers by exercise as text; 0 for an exercise without a row."""
    found = dict.fromkeys(NAMES.values(), "0")
    return found | {NAMES[str(exercise)]: str(number) for exercise, number in written.rows(question)}


def test_the_demonstration_hurts_only_on_days_with_a_morning(written: Written) -> None:
    question = f"SELECT 1 FROM ({MOST_ON_A_DAY}) WHERE pain > 0 AND date NOT IN (SELECT date FROM checkins)"
    assert written.rows(question) == []
    assert written.rows(PROVOKED)


def test_days_and_pains_of_each_exercise(written: Written) -> None:
    of_day = f"FROM ({MOST_ON_A_DAY})"
    assert written.by_exercise(5) == counted(written, f"SELECT exercise, COUNT(*) {of_day} GROUP BY 1")
    assert written.by_exercise(6) == counted(written, f"SELECT exercise, SUM(pain > 0) {of_day} GROUP BY 1")
    assert written.by_exercise(7) == counted(written, f"SELECT exercise, COUNT(*) FROM ({PROVOKED}) GROUP BY 1")
    assert written.by_exercise(8) == counted(written, f"SELECT exercise, MAX(pain) {of_day} GROUP BY 1")
    broken = "SELECT exercise, SUM(form_broke) FROM sets WHERE date BETWEEN :first AND :last GROUP BY 1"
    shown = {name: cell.split(" ")[0].replace("–", "0") for name, cell in written.by_exercise(9).items()}
    assert shown == counted(written, broken)


def planned_sets(written: Written) -> dict[tuple[str, str], int]:
    """The sets that were planned by day and exercise, without paused days and those left out for pain."""
    held: dict[str, tuple[int, int]] = {}
    planned = {}
    steps = written.rows("SELECT start, exercise, dose, days, removed FROM prescriptions ORDER BY start, id")
    paused = written.rows('SELECT start, COALESCE("end", :last) FROM pauses')
    hurt = written.rows("SELECT date, exercise FROM skips WHERE reason = 'pain'")
    day = date.fromisoformat(min(str(start) for start, *_ in steps))
    while day < LAST:
        for start, exercise, dose, days, removed in steps:
            if start == str(day):
                sets = 0 if removed else len(json.loads(str(dose))["reps"]) or 1
                held[str(exercise)] = sets, int(str(days))
        for exercise, (sets, days) in held.items():
            free = any(str(start) <= str(day) <= str(end) for start, end in paused) or (str(day), exercise) in hurt
            if sets and days >> day.weekday() & 1 and not free and day >= FIRST:
                planned[str(day), exercise] = sets
        day += timedelta(days=1)
    return planned


def done_sets(written: Written) -> dict[tuple[str, str], int]:
    """Of the planned sets those that were done."""
    logged = {(date, exercise): count for date, exercise, count in written.rows(LOGGED)}
    return {key: min(sets, int(str(logged.get(key, 0)))) for key, sets in planned_sets(written).items()}


MORNINGS = "SELECT date, pain FROM checkins WHERE date BETWEEN :first AND :last ORDER BY date"
LOGGED = "SELECT date, exercise, COUNT(*) FROM sets GROUP BY 1, 2"


def test_planned_and_done_sets_of_each_exercise_and_of_all(written: Written) -> None:
    planned, done = planned_sets(written), done_sets(written)
    for exercise, name in NAMES.items():
        of_it = [key for key in planned if key[1] == exercise]
        expected = f"{sum(done[key] for key in of_it)} of {sum(planned[key] for key in of_it)}"
        assert written.by_exercise(2)[name] == expected, name
    assert f"{sum(done.values())} of {sum(planned.values())} sets<" in written.page


def test_the_bar_of_each_week_is_as_high_as_its_share(written: Written) -> None:
    planned, done = planned_sets(written), done_sets(written)
    shares = {}
    for week in range(26):
        monday = FIRST + timedelta(weeks=week)
        days = [key for key in planned if monday <= date.fromisoformat(key[0]) < monday + timedelta(days=7)]
        if days:
            shares[monday] = sum(done[key] for key in days) / sum(planned[key] for key in days)
    bars = numbers(written.page, r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)" class="bar')
    drawn = {}
    for x, width, height in bars:
        middle = day_at(x + width / 2)
        drawn[middle - timedelta(days=middle.weekday())] = height / 84
    assert drawn.keys() == shares.keys()
    for monday, share in shares.items():
        assert drawn[monday] == pytest.approx(share, abs=0.001), monday


def test_first_doses_and_doses_now(written: Written) -> None:
    held: dict[str, list[dict[str, object]]] = {}
    for exercise, dose in written.rows("SELECT exercise, dose FROM prescriptions WHERE removed = 0 ORDER BY start, id"):
        held.setdefault(str(exercise), []).append(json.loads(str(dose)))
    for exercise, name in NAMES.items():
        for column, dose in ((3, held[exercise][0]), (4, held[exercise][-1])):
            cell = written.by_exercise(column)[name]
            figures = [float(number) for number in re.findall(r"[\d.]+", cell)]
            expected = [*dose["reps"], dose["hold_s"] or None, dose["minutes"] or None]  # type: ignore[misc]
            assert figures == [number for number in expected if number is not None], name


def test_every_step_up_and_down_is_counted(written: Written) -> None:
    cells = {row[0]: row[1] for row in written.tables["Steps up and down, and other changes of dose"]}
    counts = written.rows(
        "SELECT exercise, SUM(why = 'increase'), SUM(why = 'step_back') FROM prescriptions"
        " WHERE start BETWEEN :first AND :last GROUP BY 1"
    )
    assert counts
    assert cells == {NAMES[str(exercise)]: f"{ups} up, {downs} down" for exercise, ups, downs in counts}


def test_each_morning_is_a_point_at_its_day_and_pain(written: Written) -> None:
    points = numbers(written.page, r'<circle cx="([\d.]+)" cy="([\d.]+)"')
    expected = written.rows(MORNINGS)
    assert sorted((str(day_at(x)), pain_at(y)) for x, y in points) == expected


def test_the_median_of_each_week_is_a_line_at_its_height(written: Written) -> None:
    of_week: dict[date, list[int]] = {}
    for day, pain in written.rows(MORNINGS):
        monday = date.fromisoformat(str(day)) - timedelta(days=date.fromisoformat(str(day)).weekday())
        of_week.setdefault(monday, []).append(int(str(pain)))
    (line,) = re.findall(r'<path d="([^"]*)" class="median"', written.page)
    left, right = EDGES
    drawn = {
        FIRST + timedelta(weeks=round((float(x) - left) / (right - left) * 26)): (FLOOR - float(y)) / (FLOOR - TOP)
        for x, y in re.findall(r"M([\d.]+) ([\d.]+)H", line)
    }
    assert drawn == pytest.approx({monday: median(pains) / HIGHEST for monday, pains in of_week.items()}, abs=0.001)


def test_the_median_of_all_mornings_their_range_and_number(written: Written) -> None:
    pains = [int(str(pain)) for _, pain in written.rows(MORNINGS)]
    numbers_of = r"<b>([\d.]+)</b><span>median morning pain</span><small>(\d+) to (\d+), (\d+) mornings"
    shown = re.search(numbers_of, written.page)
    assert shown
    assert [float(part) for part in shown.groups()] == [median(pains), min(pains), max(pains), len(pains)]


def test_flares_and_pauses_are_areas_over_their_days(written: Written) -> None:
    flares = numbers(written.page, r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" class="flare"')
    pauses = numbers(written.page, r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*fill="url\(#paused-days\)"')
    half = (EDGES[1] - EDGES[0]) / ((LAST - FIRST).days + 1) / 2

    def spans(areas: Iterable[tuple[float, ...]]) -> list[tuple[str, str]]:
        return [(str(day_at(x + half)), str(day_at(x + width - half))) for x, width in areas]

    (flare,) = spans(flares)
    assert [(flare[0],)] == written.rows("SELECT date FROM checkins WHERE flare")
    first, last = map(date.fromisoformat, flare)
    assert f"Flare {first:%-d %b %Y} to {last:%-d %b %Y}" in written.page
    assert spans(pauses) == written.rows('SELECT start, "end" FROM pauses WHERE "end" >= :first')
    assert pauses


def test_each_pain_that_an_exercise_brought_on_is_a_square(written: Written) -> None:
    squares = numbers(written.page, r'<rect x="([\d.]+)" y="([\d.]+)" width="4.4" height="4.4" class="provoked"')
    expected = written.rows(f"SELECT date, MAX(pain) FROM ({PROVOKED}) GROUP BY 1 ORDER BY 1")
    assert sorted((str(day_at(x + 2.2)), pain_at(y + 2.2)) for x, y in squares) == expected


def test_each_day_with_leg_symptoms_is_marked_below_the_axis(written: Written) -> None:
    marks = numbers(written.page, r'<path d="M([\d.]+) ([\d.]+)[^"]*" class="leg"')
    expected = written.rows("SELECT date FROM checkins WHERE leg UNION SELECT date FROM sets WHERE leg ORDER BY 1")
    assert [(str(day_at(x)),) for x, _ in marks] == expected
    assert len(expected) == 2
    assert all(y > FLOOR for _, y in marks)


def test_scores_of_the_activities_and_their_mean(written: Written) -> None:
    entries = [
        (json.loads(str(scores)), json.loads(str(peg)))
        for scores, peg in written.rows(
            "SELECT scores, peg FROM function_scores WHERE date BETWEEN :first AND :last ORDER BY date"
        )
    ]
    (first, first_peg), (last, last_peg) = entries[0], entries[-1]
    rows = {row[0]: row[1:] for row in written.tables["Goal and function"]}
    for name in first:
        assert rows[name][0].startswith(f"{first[name]} on ")
        assert rows[name][1].startswith(f"{last[name]} on ")
    mean = [sum(scores.values()) / len(scores) for scores in (first, last)]
    assert [float(cell.split(" ")[0]) for cell in rows["Mean of all of them"][:2]] == pytest.approx(mean, abs=0.05)
    (peg,) = (cells for name, cells in rows.items() if name.startswith("PEG"))
    assert [re.findall(r"\d", cell)[:3] for cell in peg[:2]] == [
        [str(n) for n in each] for each in (first_peg, last_peg)
    ]


def test_goal_medication_and_questions_stand_in_it(written: Written) -> None:
    for (text,) in written.rows(
        "SELECT text FROM goal UNION SELECT text FROM medication UNION SELECT text FROM therapist_questions"
    ):
        assert str(text) in written.page, text


@needs_chromium
@pytest.mark.parametrize("paper", PAPERS)
def test_half_a_year_is_two_printed_pages(written: Written, paper: str, tmp_path: Path) -> None:
    assert printed_pages(written.page, tmp_path, paper) == 2


@needs_chromium
@pytest.mark.parametrize("paper", PAPERS)
def test_so_it_is_with_many_questions_and_notes(tmp_path: Path, paper: str) -> None:
    context = open_context(tmp_path / "backtracker.db", Clock(datetime(2026, 11, 22, 7, 30)))
    fill(context)
    with context.write("more of all") as work:
        for checkin in context.store.history().checkins:
            work.put(replace(checkin, note="stiff after a long drive, better by noon, and worse again at night"))
        for number in range(9):
            work.put(
                TherapistQuestion(
                    LAST, f"Question {number}: may I go back to rowing, and how do I know it is too much?"
                )
            )
    report(context, tmp_path / "report.html", 26)
    context.close()
    assert printed_pages((tmp_path / "report.html").read_text(encoding="utf-8"), tmp_path, paper) == 2
