"""The JSON that other programs read: the names, types and order of the contract, and nothing beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Backtracker
from tests.support import json_shapes
from tests.support.json_shapes import differences
from tests.support.past import A_BIT_MORE, BIRD_DOG, TOP_OF_LEG_ONLY, WALK, ago, dose, good_weeks, sets, written
from tracker.clock import Clock
from tracker.service.context import open_context
from tracker.service.files.import_export import import_document

OWN_ROW = {
    "id": "my-row", "name": "Rowing, at home", "kind": "strength", "start": {"reps": [8, 8]},
    "ceiling": {"reps": [12, 12]},
}  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with something of everything, up to this morning; three steps are due, of which two have room."""
    plan = {
        "walk": WALK,
        "bird-dog": BIRD_DOG,
        "side-bridge-leg-lift": dose(6, 4, 2, hold_s=10),
        "figure-four": BIRD_DOG,
    }
    document = good_weeks(plan | {"plank-wall": TOP_OF_LEG_ONLY, "my-row": dose(8, 8)}) | {
        "exercises": [OWN_ROW],
        "skips": [{"date": ago(30), "exercise": "bird-dog", "reason": "pain"}],
        "declined": [{"date": ago(1), "exercise": "plank-wall"}],
        "pauses": [{"from": ago(40), "to": ago(35), "reason": "flu"}],
    }
    document["checkins"] += [{"date": ago(30), "pain": 7, "flare": True, "leg": True, "note": "stairs"}]
    document["prescriptions"][3] |= {"locked": True, "why": "clinician", "days": ["mon", "thu", "sun"]}
    folder = tmp_path_factory.mktemp("record")
    context = open_context(folder / "backtracker.db", Clock(datetime.fromisoformat(NOW)))
    import_document(context, written(folder, document))
    context.close()
    return (folder / "backtracker.db").read_bytes()


@pytest.fixture
def lived(run: Backtracker, record: bytes) -> Backtracker:
    """Commands on a copy of that database."""
    run.database.write_bytes(record)
    return run


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("today", json_shapes.TODAY),
        ("suggest", json_shapes.SUGGEST),
        ("plan", json_shapes.PLAN),
        ("library", json_shapes.LIBRARY),
        ("library bird", json_shapes.LIBRARY),
        ("history", json_shapes.HISTORY),
        ("history --weeks 52", json_shapes.HISTORY),
        ("settings", json_shapes.SETTINGS),
        ("settings raise_doses", {"raise_doses": bool}),
        ("settings weeks_required 3", {"weeks_required": int}),
    ],
)
def test_every_answer_is_one_json_document_of_its_shape(lived: Backtracker, words: str, shape: object) -> None:
    message = lived(*words.split(), "--json")
    assert differences(message.json, shape) == []
    assert message.err == ""


@pytest.mark.parametrize("words", ["today", "suggest", "plan", "library", "history", "settings"])
def test_an_empty_record_is_answered_in_the_same_shape(run: Backtracker, words: str) -> None:
    run.begin()
    assert differences(run(words, "--json").json, getattr(json_shapes, words.upper())) == []


def test_today_shows_check_in_doses_sets_and_skips(lived: Backtracker) -> None:
    lived("log", "bird-dog", "5", "3", "--pain", "1", "--note", "slow")
    lived("log", "walk", "--minutes", "12.5")
    lived("skip", "my-row", "--reason", "pain")
    lived("skip", "plank-wall", "--reason", "equipment")
    lived("log", "clam", "9")
    today = lived("today", "--json").json
    assert (today["date"], today["state"], today["care"]) == ("2026-11-22", "normal", [])
    assert today["checkin"] == {
        "date": "2026-11-22",
        "pain": 0,
        "flare": False,
        "leg": False,
        "note": "",
        "approximate": False,
    }
    rows = {row["exercise"]: row for row in today["exercises"]}
    assert list(rows) == [
        "walk", "bird-dog", "side-bridge-leg-lift", "figure-four", "plank-wall", "my-row", "clam",
    ]  # fmt: skip
    dog = rows["bird-dog"]
    assert (dog["name"], dog["kind"], dog["per_side"], dog["planned"]) == ("Bird dog", "strength", True, True)
    assert dog["dose"] == dog["today"] == BIRD_DOG
    assert [differences(each, json_shapes.SET_OF_REPS) for each in dog["logged"]] == [[], []]
    assert dog["logged"][1] == {
        "id": dog["logged"][1]["id"], "exercise": "bird-dog", "reps": 3, "hold_s": 10, "load_kg": 0, "pain": 1,
        "leg": False, "form_broke": False, "note": "slow", "at": dog["logged"][0]["at"],
    }  # fmt: skip
    assert not dog["done"]
    assert rows["walk"]["dose"] == WALK
    assert rows["walk"]["done"]
    assert differences(rows["walk"]["logged"][0], json_shapes.SET_OF_MINUTES) == []
    assert rows["walk"]["logged"][0]["minutes"] == 12.5
    assert (rows["my-row"]["skipped"], rows["my-row"]["planned"]) == ("pain", False)
    assert (rows["plank-wall"]["skipped"], rows["plank-wall"]["planned"]) == ("equipment", True)
    clam = rows["clam"]
    assert (clam["planned"], clam["dose"], clam["today"], clam["done"]) == (False, None, None, False)


def test_an_exercise_that_rests_today_is_not_in_the_answer_until_it_is_done_and_then_comes_last(
    planned: Backtracker,
) -> None:
    planned("plan", "set", "bird-dog", "--days", "mon,tue")
    assert [row["exercise"] for row in planned("today", "--json").json["exercises"]] == ["knee-rolls"]
    planned("log", "bird-dog", "5")
    rows = planned("today", "--json").json["exercises"]
    assert [(row["exercise"], row["planned"]) for row in rows] == [("knee-rolls", True), ("bird-dog", False)]
    assert rows[1]["dose"] == BIRD_DOG


def test_in_a_flare_today_is_half_of_the_dose(planned: Backtracker) -> None:
    planned("checkin", "6", "--flare", "--leg", "--note", "lifted a box")
    today = planned("today", "--json").json
    assert today["state"] == "flare"
    assert today["checkin"] == {
        "date": "2026-11-22", "pain": 6, "flare": True, "leg": True, "note": "lifted a box", "approximate": False,
    }  # fmt: skip
    assert today["care"] == ["leg_symptoms"]
    dog, rolls = today["exercises"]
    assert (dog["dose"], dog["today"]) == (BIRD_DOG, dose(2, 1, 1, hold_s=10))
    assert (rolls["dose"], rolls["today"]) == (dose(6), dose(3))
    advice = planned("suggest", "--json").json
    assert [each["code"] for each in advice["care"]] == ["leg_symptoms"]
    assert [(each["verdict"], each["factor"]) for each in advice["exercises"]] == [("ease", 0.5), ("ease", 0.5)]


def test_while_paused_nothing_is_planned_and_nothing_eased(planned: Backtracker) -> None:
    planned("pause", "--reason", "flu")
    today = planned("today", "--json").json
    assert (today["state"], today["exercises"]) == ("paused", [])
    assert [(each["code"], each["factor"]) for each in planned("suggest", "--json").json["exercises"]] == [
        ("paused", 1.0),
        ("paused", 1.0),
    ]


def test_suggest_gives_each_exercise_its_verdict_in_plan_order(lived: Backtracker) -> None:
    advice = lived("suggest", "--json").json
    assert (advice["date"], advice["state"], advice["care"]) == ("2026-11-22", "normal", [])
    walk, dog, leg_lift, figure_four, plank, row = advice["exercises"]
    assert walk["proposed"] == {"exercise": "walk", "dose": dose(minutes=11)}
    assert dog["verdict"] == dog["code"] == "increase"
    assert dog["dose"] == BIRD_DOG
    assert dog["proposed"] == {"exercise": "bird-dog", "dose": A_BIT_MORE}
    assert (dog["change_pct"], dog["clean_weeks"], dog["earliest"], dog["needs"]) == (11.1, 3, "2026-11-22", [])
    assert dog["why"]
    assert (leg_lift["verdict"], leg_lift["code"], leg_lift["proposed"]) == ("hold", "top_of_range", None)
    assert (leg_lift["change_pct"], leg_lift["earliest"]) == (None, None)
    assert [need["code"] for need in leg_lift["needs"]] == ["top_of_range"]
    assert (figure_four["verdict"], figure_four["code"], figure_four["needs"]) == ("hold", "locked", [])
    assert (plank["verdict"], plank["code"]) == ("hold", "declined")
    assert row["proposed"] == {"exercise": "my-row", "dose": dose(9, 8)}


def test_the_next_rung_of_a_ladder_is_a_variation_without_a_percentage(run: Backtracker, tmp_path: Path) -> None:
    run("import", written(tmp_path, good_weeks({"bird-dog-leg": TOP_OF_LEG_ONLY}, weeks=4)))
    (verdict,) = run("suggest", "--json").json["exercises"]
    assert (verdict["verdict"], verdict["code"], verdict["change_pct"]) == ("increase", "variation", None)
    assert verdict["proposed"] == {"exercise": "bird-dog", "dose": BIRD_DOG}


def test_pain_that_an_exercise_brings_on_twice_proposes_a_step_back(run: Backtracker, tmp_path: Path) -> None:
    document = good_weeks({"bird-dog": BIRD_DOG})
    for session in document["sessions"][-2:]:
        session["sets"] = sets("bird-dog", BIRD_DOG, pain=4)
    run("import", written(tmp_path, document))
    (verdict,) = run("suggest", "--json").json["exercises"]
    assert (verdict["verdict"], verdict["code"], verdict["change_pct"]) == ("step_back", "amber", None)
    assert verdict["proposed"]["exercise"] == "bird-dog-leg"


def test_advice_on_a_document_neither_opens_nor_makes_the_database(run: Backtracker, tmp_path: Path) -> None:
    file = written(tmp_path, good_weeks({"bird-dog": BIRD_DOG}))
    advice = run("suggest", "--history", file, "--json").json
    assert differences(advice, json_shapes.SUGGEST) == []
    assert [each["verdict"] for each in advice["exercises"]] == ["increase"]
    assert run("suggest", "--history", file).out.startswith("Sunday 22 November\n")
    assert not run.database.exists()


def test_advice_holds_out_no_date_where_every_week_had_a_reading_above_the_limit(
    run: Backtracker, tmp_path: Path
) -> None:
    document = good_weeks({"bird-dog": BIRD_DOG}, weeks=5)
    for checkin in document["checkins"][2::7]:
        checkin["pain"] = 3
    file = written(tmp_path, document)
    run("import", file)
    for text in (run("suggest", "--history", file).out, run("suggest").out):
        assert "Each of the last four weeks had a reading above" in text
        assert "Next step possible" not in text
    assert run("suggest", "--history", file, "--json").json["exercises"][0]["earliest"]


def test_advice_on_a_document_is_that_of_the_database_it_is_imported_into(lived: Backtracker, tmp_path: Path) -> None:
    lived("export", tmp_path / "all.json")
    for on in ("-21", "-20", "-1", "today", "+1", "+30"):
        from_file = lived("suggest", "--history", tmp_path / "all.json", "--on", on, "--json")
        assert from_file.out == lived("suggest", "--on", on, "--json").out


def test_the_plan_names_days_dates_and_every_change(run: Backtracker) -> None:
    run("plan", "set", "bird-dog", "--days", "fri,mon,wed")
    run("plan", "set", "walk", "--minutes", "12")
    run.at("2026-12-06T07:30")
    run("plan", "set", "bird-dog", "--reps", "6,3,1", "--lock", "--position", "2")
    walk, dog = run("plan", "--json").json["exercises"]
    assert dog == {
        "exercise": "bird-dog", "name": "Bird dog", "dose": A_BIT_MORE, "days": ["mon", "wed", "fri"], "position": 2,
        "locked": True, "since": "2026-12-06",
        "changes": [
            {"from": "2026-11-22", "why": "start", "dose": BIRD_DOG, "removed": False},
            {"from": "2026-12-06", "why": "clinician", "dose": A_BIT_MORE, "removed": False},
        ],
    }  # fmt: skip
    assert (walk["dose"], walk["since"], walk["position"]) == (dose(minutes=12), "2026-11-22", 1)
    assert walk["days"] == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def test_the_library_finds_by_name_and_shows_the_ladder(lived: Backtracker) -> None:
    found = {each["id"]: each for each in lived("library", "bird", "--json").json["exercises"]}
    assert {"bird-dog-leg", "bird-dog", "bird-dog-squares"} <= set(found)
    assert (found["bird-dog"]["easier"], found["bird-dog"]["harder"]) == (["bird-dog-leg"], "bird-dog-squares")
    assert found["bird-dog"]["start"] == BIRD_DOG
    assert not found["bird-dog"]["own"]
    everything = lived("library", "--json").json
    assert everything["exercises"][-1]["id"] == "my-row"
    assert everything["exercises"][-1]["own"]
    assert everything["left_out"]
    assert lived("library", "no such movement", "--json").json["exercises"] == []


def test_history_counts_the_weeks_and_names_changes_and_flares(lived: Backtracker) -> None:
    lived("accept", "bird-dog")
    history = lived("history", "--weeks", "6", "--json").json
    assert (history["from"], history["to"]) == ("2026-10-12", "2026-11-22")
    assert [week["start"] for week in history["weeks"]] == [
        "2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16",
    ]  # fmt: skip
    paused, flaring, starting, full, _, now = history["weeks"]
    assert (paused["paused_days"], paused["adherence"], paused["planned_days"]) == (6, None, 0)
    assert (flaring["pain_median"], flaring["pain_max"]) == (7, 7)
    assert flaring["flare_days"] == 3
    assert starting["planned_days"] == 1
    assert (full["planned_days"], full["done_days"], full["adherence"]) == (7, 7, 1.0)
    assert (full["pain_median"], full["exercise_pain_max"]) == (0, 0)
    assert (now["planned_days"], now["done_days"]) == (6, 6), "today counts once all of it is done or it is over"
    assert now["adherence"] == now["done_sets"] / now["planned_sets"] == 1
    assert len(history["days"]) == 41, "they begin with the first day there was, a Tuesday"
    assert history["changes"][-1] == {
        "date": "2026-11-22", "exercise": "bird-dog", "why": "increase", "from": BIRD_DOG, "to": A_BIT_MORE,
    }  # fmt: skip
    assert [flare["start"] for flare in history["flares"]] == [ago(30)]
    assert history["work"]["bird-dog"][0] == {"date": ago(21), "work": 90}
    by_exercise = history["exercises"].values()
    for count in ("planned_sets", "done_sets"):
        assert sum(summary[count] for summary in by_exercise) == sum(week[count] for week in history["weeks"])
    dog = history["exercises"]["bird-dog"]
    assert (dog["first_dose"], dog["dose"]) == (BIRD_DOG, A_BIT_MORE)
    assert dog["days"] == len(history["work"]["bird-dog"])


def test_a_day_can_be_named_in_every_way(lived: Backtracker) -> None:
    asked = {"2026-11-19": "2026-11-19", "today": "2026-11-22", "yesterday": "2026-11-21", "-3": "2026-11-19"}
    for words, day in asked.items():
        assert lived("today", "--on", words, "--json").json["date"] == day
        assert lived("suggest", "--on", words, "--json").json["date"] == day
    assert lived("suggest", "--on", "+7", "--json").json["date"] == "2026-11-29"


def test_json_is_not_escaped_where_it_need_not_be(planned: Backtracker) -> None:
    planned("checkin", "0", "--note", "ça va, 少し")
    assert "ça va, 少し" in planned("today", "--json").out
