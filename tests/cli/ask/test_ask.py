"""`ask`: a question to the record, written down before it is answered."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.asking import on_workdays, walker
from tests.support.past import TODAY, Json, sets, written

SPENT = "One of five questions asked so far; another may be asked today."


@pytest.fixture
def asking(run: Backtracker, tmp_path: Path) -> Backtracker:
    """A record of half a year in which a morning after a walk hurts less by one and a half."""
    run("import", written(tmp_path, walker(effect=-1.5)))
    return run


def recorded(run: Backtracker, tmp_path: Path, document: Json) -> Backtracker:
    run("import", written(tmp_path, document))
    return run


def asked_in(run: Backtracker, tmp_path: Path) -> list[Json]:
    file = tmp_path / "out.json"
    run("export", file)
    asked: list[Json] = json.loads(file.read_text(encoding="utf-8"))["asked"]
    return asked


def test_a_real_difference_is_claimed_with_its_interval_and_no_cause(asking: Backtracker) -> None:
    lines = asking("ask", "walk").out.splitlines()
    assert lines[:3] == [
        SPENT,
        "Do days with Walk go with another pain the next morning?",
        "Asked on 22 November, about the days before.",
    ]
    assert lines[3].startswith("After days with Walk the next morning's pain was 1.4 points lower than after days")
    assert lines[4].endswith("That the two go together does not say that one brings the other.")
    assert lines[5].startswith("Compared: 90 days with it and 50 without,")


def test_the_json_has_the_numbers_of_the_sentences(asking: Backtracker) -> None:
    found = asking("ask", "exercise:walk", "--json").json
    assert found.keys() == {"question", "asked", "days", "effect", "interval", "p", "claim"}
    assert (found["question"], found["asked"]) == ("exercise:walk", "2026-11-22")
    assert found["days"] == {"with": 90, "without": 50}
    low, high = found["interval"]
    assert found["effect"] == pytest.approx(-1.4, abs=0.05)
    assert low < found["effect"] < high < 0
    assert found["claim"] is True
    assert found["p"] <= 0.01


def test_no_effect_is_no_difference_and_no_proof_that_there_is_none(run: Backtracker, tmp_path: Path) -> None:
    out = recorded(run, tmp_path, walker(effect=0))("ask", "walk").out
    assert "so the record shows no difference. It does not show that there is none." in out
    assert "99 % interval is from 0.4 points lower to 0.8 higher" in out


def test_a_record_that_is_too_short_says_what_it_takes_and_spends_nothing(run: Backtracker, tmp_path: Path) -> None:
    recorded(run, tmp_path, walker(effect=-2, weeks=10))
    found = run("ask", "walk", "--json").json
    assert found.keys() == {"question", "asked", "days", "cannot_say"}
    assert found["asked"] is None
    assert found["cannot_say"] == (
        "This record cannot say it yet. From the first day with Walk to the last it has 9 whole weeks, and it takes 15."
    )
    assert run("ask").out.startswith("None of five questions asked so far; another may be asked today.\n")
    assert asked_in(run, tmp_path) == []


def test_a_plan_that_is_kept_to_the_day_cannot_be_told_from_its_weekdays(run: Backtracker, tmp_path: Path) -> None:
    out = recorded(run, tmp_path, walker(effect=-2, walked=on_workdays))("ask", "walk").out
    assert "The same days were kept in every week, so nothing tells them from their weekdays." in out
    assert "that is no reason to change your plan" in out


def test_too_few_days_without_are_counted(run: Backtracker, tmp_path: Path) -> None:
    recorded(run, tmp_path, walker(effect=-2, walked=lambda weekday, pain, random: random.random() < 0.97))
    assert "days without Walk of which this and the next morning are known, and it takes 10." in run("ask", "walk").out


def test_what_was_never_done_cannot_be_asked_yet(asking: Backtracker) -> None:
    assert "no whole week from a first day with Bird dog to a last" in asking("ask", "bird-dog").out


def test_the_question_is_in_the_record_and_one_undo_takes_it_back(asking: Backtracker, tmp_path: Path) -> None:
    asking("ask", "walk")
    assert asked_in(asking, tmp_path) == [{"date": "2026-11-22", "question": "exercise:walk"}]
    assert asking("undo").out.startswith("Undone: Question to the record: Walk")
    assert asked_in(asking, tmp_path) == []


def test_within_eight_weeks_the_same_question_is_answered_as_it_was(asking: Backtracker, tmp_path: Path) -> None:
    first = asking("ask", "walk", "--json").json
    asking.at("2026-12-20T08:00:00")
    for day in range(23, 31):
        asking("checkin", "9", "--on", f"2026-11-{day}")
        asking("log", "walk", "--minutes", "10", "--on", f"2026-11-{day}")
    assert asking("ask", "walk", "--json").json == first
    assert len(asked_in(asking, tmp_path)) == 1
    asking.at("2027-01-17T08:00:00")
    again = asking("ask", "walk", "--json").json
    assert again["asked"] == "2027-01-17"
    assert again["days"] != first["days"]
    assert len(asked_in(asking, tmp_path)) == 2


def test_after_five_questions_a_new_one_waits_twelve_weeks(run: Backtracker, tmp_path: Path) -> None:
    document = walker(effect=0)
    several = ["walk", "bird-dog", "curl-up", "side-bridge", "hip-hinge", "knee-rolls"]
    for session in document["sessions"]:
        session["sets"] += [
            each for name in several[1:] for each in sets(name, {"reps": [5], "hold_s": 0, "load_kg": 0})
        ]
    recorded(run, tmp_path, document)
    for spent, name in enumerate(several[:5]):
        assert run("ask", name, "--json").json["asked"] == "2026-11-22", spent
    refusal = run("ask", several[5], fails=1).err
    assert "After the first five a new one may be asked every 12 weeks: the next on 14 February 2027." in refusal
    assert run("ask", several[0], "--json").json["asked"] == "2026-11-22", "what was asked can be read"
    assert len(asked_in(run, tmp_path)) == 5
    later = TODAY + timedelta(weeks=12)
    run.at(f"{later}T08:00:00")
    assert run("ask", several[5], "--json").json["asked"] == str(later)


def test_without_a_question_those_that_can_be_asked_are_listed(asking: Backtracker) -> None:
    assert asking("ask").out.splitlines() == [
        "None of five questions asked so far; another may be asked today.",
        "session: Do days with any session go with another pain the next morning?",
        "more-than-planned: Do days with clearly more than planned go with another pain the next morning? The record "
        "cannot say it yet.",
        "exercise:walk: Do days with Walk go with another pain the next morning?",
    ]
    asking("ask", "session")
    listed = asking("ask", "--json").json
    assert (listed["spent"], listed["next_new"]) == (1, "2026-11-22")
    assert listed["questions"][0] == {
        "question": "session",
        "text": "Do days with any session go with another pain the next morning?",
        "asked": "2026-11-22",
        "next": "2027-01-17",
        "can_say": True,
    }
    assert "Asked on 22 November; again from 17 January 2027." in asking("ask").out


def test_the_report_has_a_sentence_for_each_question_where_that_is_wanted(asking: Backtracker, tmp_path: Path) -> None:
    asking("ask", "walk")
    plain, with_answers = tmp_path / "plain.md", tmp_path / "asked.md"
    asking("report", "-o", plain)
    asking("report", "--asked", "-o", with_answers)
    assert "Asked of this record" not in plain.read_text(encoding="utf-8")
    assert (
        "Do days with Walk go with another pain the next morning? Asked on 22 November 2026: 1.4 points lower after "
        "days with it than after days without it that began alike (99 % interval from 0.9 to 2 points lower, p = "
        "0.006; 90 days with, 50 without)."
    ) in with_answers.read_text(encoding="utf-8")


def test_a_question_about_nothing_known_is_refused(asking: Backtracker) -> None:
    asking("ask", "levitation", fails=2)


def test_where_there_is_no_database_it_says_so(run: Backtracker) -> None:
    run("ask", fails=1)
    run("ask", "session", fails=1)
