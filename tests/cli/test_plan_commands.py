"""The commands about the plan: steps taken and left, what is planned, pauses and settings."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Backtracker
from tests.support.past import A_BIT_MORE, BIRD_DOG, TOP_OF_LEG_ONLY, dose, good_weeks, sets, written


def in_plan(run: Backtracker) -> dict[str, Any]:
    """The plan by exercise, in its order."""
    return {each["exercise"]: each for each in run("plan", "--json").json["exercises"]}


def verdict(run: Backtracker, exercise: str) -> Any:
    """What `suggest` answers of an exercise."""
    return next(each for each in run("suggest", "--json").json["exercises"] if each["exercise"] == exercise)


@pytest.fixture
def due(run: Backtracker, tmp_path: Path) -> Backtracker:
    """Commands on a record in which a step of the bird dog is due this morning."""
    document = good_weeks({"bird-dog": BIRD_DOG})
    document["prescriptions"][0] |= {"days": ["mon", "wed", "fri", "sun"], "position": 4}
    run("import", written(tmp_path, document))
    return run


def test_an_accepted_step_holds_from_today_on_the_same_days(due: Backtracker) -> None:
    assert due("accept", "bird-dog").out == "Bird dog from today: 6·3·1 × 10 s, sides.\n"
    dog = in_plan(due)["bird-dog"]
    assert (dog["dose"], dog["since"], dog["position"]) == (A_BIT_MORE, "2026-11-22", 4)
    assert dog["days"] == ["mon", "wed", "fri", "sun"]
    assert dog["changes"][-1]["why"] == "increase"
    assert due("today", "--json").json["exercises"][0]["today"] == A_BIT_MORE
    assert "No step is proposed for Bird dog today" in due("accept", "bird-dog", fails=1).err


def test_a_step_accepted_in_the_middle_of_the_session_holds_from_tomorrow(due: Backtracker) -> None:
    due("log", "bird-dog", "5", "--pain", "0")
    assert due("accept", "bird-dog").out == "Bird dog from tomorrow: 6·3·1 × 10 s, sides.\n"
    due("log", "bird-dog", "--pain", "0")
    assert [each["reps"] for each in due("today", "--json").json["exercises"][0]["logged"]] == [5, 3, 1]
    assert "already in the plan" in due("accept", "bird-dog", fails=1).err
    due.at("2026-11-23T07:30")
    assert in_plan(due)["bird-dog"]["dose"] == A_BIT_MORE
    assert in_plan(due)["bird-dog"]["since"] == "2026-11-23"


def test_a_declined_step_is_not_offered_for_a_week(due: Backtracker) -> None:
    assert "stays at 5·3·1 × 10 s, sides;" in due("decline", "bird-dog").out
    assert [need["code"] for need in verdict(due, "bird-dog")["needs"]] == ["declined"]
    assert due("decline", "bird-dog", fails=1).err
    assert in_plan(due)["bird-dog"]["dose"] == BIRD_DOG
    due.at("2026-11-28T07:30")
    assert "declined" in [need["code"] for need in verdict(due, "bird-dog")["needs"]]
    due.at("2026-11-29T07:30")
    assert "declined" not in [need["code"] for need in verdict(due, "bird-dog")["needs"]]


def test_an_accepted_variation_takes_the_place_of_the_old_rung(run: Backtracker, tmp_path: Path) -> None:
    document = good_weeks({"clam": dose(8), "bird-dog-leg": TOP_OF_LEG_ONLY, "knee-rolls": dose(6)}, weeks=4)
    run("import", written(tmp_path, document))
    assert run("accept", "bird-dog-leg").out == "Bird dog from today: 5·3·1 × 10 s, sides.\n"
    assert list(in_plan(run)) == ["clam", "bird-dog", "knee-rolls"]
    assert in_plan(run)["bird-dog"]["dose"] == BIRD_DOG
    run("undo")
    assert list(in_plan(run)) == ["clam", "bird-dog-leg", "knee-rolls"]


def test_a_variation_accepted_in_the_middle_of_the_session_waits_for_tomorrow(run: Backtracker, tmp_path: Path) -> None:
    run("import", written(tmp_path, good_weeks({"bird-dog-leg": TOP_OF_LEG_ONLY}, weeks=4)))
    run("log", "bird-dog-leg", "8", "--pain", "0")
    run("accept", "bird-dog-leg")
    assert list(in_plan(run)) == ["bird-dog-leg"]
    run.at("2026-11-23T07:30")
    assert list(in_plan(run)) == ["bird-dog"]


def test_a_step_back_can_be_accepted_but_not_declined(run: Backtracker, tmp_path: Path) -> None:
    document = good_weeks({"bird-dog": dose(7, 5, 3, hold_s=10)})
    for session in document["sessions"][-2:]:
        session["sets"] = sets("bird-dog", dose(7, 5, 3, hold_s=10), pain=4)
    run("import", written(tmp_path, document))
    assert "A step back is proposed" in run("decline", "bird-dog", fails=1).err
    assert run("accept", "bird-dog").out == "Bird dog from today: 6·4·2 × 10 s, sides.\n"
    assert in_plan(run)["bird-dog"]["changes"][-1]["why"] == "step_back"


def test_what_is_eased_needs_no_accepting(planned: Backtracker) -> None:
    planned("checkin", "6", "--flare")
    for words in ("accept", "decline"):
        assert "eased for today by itself" in planned(words, "bird-dog", fails=1).err
    assert in_plan(planned)["bird-dog"]["dose"] == BIRD_DOG


def test_nothing_is_proposed_for_what_is_not_planned(planned: Backtracker) -> None:
    for words in ("accept", "decline"):
        assert "Clam is not in the plan" in planned(words, "clam", fails=1).err


def test_a_locked_exercise_is_logged_but_never_changed(due: Backtracker) -> None:
    due("plan", "set", "bird-dog", "--lock")
    assert verdict(due, "bird-dog")["code"] == "locked"
    assert due("accept", "bird-dog", fails=1).err
    assert "locked" in due("plan", "set", "bird-dog", "--reps", "9,9", fails=2).err
    due("checkin", "9", "--flare")
    due("log", "bird-dog", "--pain", "0")
    due("plan", "start", "gentle")
    assert in_plan(due)["bird-dog"]["dose"] == BIRD_DOG
    assert in_plan(due)["bird-dog"]["locked"]
    due("plan", "set", "bird-dog", "--unlock", "--reps", "4,3,1")
    assert in_plan(due)["bird-dog"]["dose"] == dose(4, 3, 1, hold_s=10)
    assert not in_plan(due)["bird-dog"]["locked"]


def test_a_professional_may_prescribe_a_longer_hold(planned: Backtracker) -> None:
    assert "at most 10 s" in planned("plan", "set", "bird-dog", "--hold", "20", fails=2).err
    planned("plan", "set", "bird-dog", "--hold", "20", "--lock")
    assert in_plan(planned)["bird-dog"]["dose"] == dose(5, 3, 1, hold_s=20)
    assert in_plan(planned)["bird-dog"]["changes"][-1]["why"] == "clinician"


def test_plan_set_puts_in_at_the_beginner_dose_and_changes_only_what_is_named(run: Backtracker) -> None:
    assert run("plan", "set", "squat").out == "Squat: 5·5, every day.\n"
    run("plan", "set", "squat", "--load", "4", "--days", "tue,thu")
    run("plan", "set", "squat", "--reps", "6,5", "--hold", "1.5")
    run("plan", "set", "walk", "--minutes", "7")
    plan = in_plan(run)
    assert plan["squat"]["dose"] == dose(6, 5, hold_s=1.5, load_kg=4)
    assert plan["squat"]["days"] == ["tue", "thu"]
    assert plan["walk"]["dose"] == dose(minutes=7)
    assert "planned like that already" in run("plan", "set", "walk", "--minutes", "7", fails=1).err


def test_position_moves_an_exercise_and_the_others_make_room(run: Backtracker) -> None:
    for exercise in ("clam", "bridge", "walk"):
        run("plan", "set", exercise)
    run("plan", "set", "walk", "--position", "1")
    assert list(in_plan(run)) == ["walk", "clam", "bridge"]
    run("plan", "set", "squat", "--position", "2")
    assert list(in_plan(run)) == ["walk", "squat", "clam", "bridge"]
    run("plan", "set", "walk", "--position", "99")
    assert list(in_plan(run)) == ["squat", "clam", "bridge", "walk"]
    assert [each["position"] for each in in_plan(run).values()] == [1, 2, 3, 4]
    run("undo")
    assert list(in_plan(run)) == ["walk", "squat", "clam", "bridge"]


def test_a_removed_exercise_leaves_the_plan_and_keeps_its_sets(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5")
    assert planned("plan", "remove", "bird-dog").out == "Bird dog taken out of the plan.\n"
    assert list(in_plan(planned)) == ["knee-rolls"]
    rows = planned("today", "--json").json["exercises"]
    assert [(each["exercise"], len(each["logged"])) for each in rows] == [("knee-rolls", 0), ("bird-dog", 1)]
    assert "not in the plan" in planned("plan", "remove", "bird-dog", fails=1).err
    planned.at("2026-11-24T07:30")
    planned("plan", "set", "bird-dog")
    assert [each["removed"] for each in in_plan(planned)["bird-dog"]["changes"]] == [False, True, False]


def test_a_starter_plan_replaces_the_plan_and_keeps_doses_that_were_reached(run: Backtracker) -> None:
    run("plan", "set", "clam")
    run("plan", "set", "bridge", "--reps", "9,9")
    assert run("plan", "start", "Gentle").out == "Gentle start: 8 exercises planned.\n"
    plan = in_plan(run)
    assert "clam" not in plan
    assert plan["bridge"]["dose"] == dose(9, 9, hold_s=3)
    assert plan["walk"]["days"] == ["mon", "tue", "wed", "thu", "fri"]
    for unclear in (["nothing"], []):
        assert "gentle-start, big-three" in run("plan", "start", *unclear, fails=2).err


def test_an_empty_plan_says_how_to_begin(run: Backtracker) -> None:
    run.begin()
    assert "plan start" in run("plan").out
    assert "plan start" in run("today").out


def test_a_pause_ends_where_it_says_or_with_resume(planned: Backtracker) -> None:
    assert planned("pause", "--from", "+1", "--to", "+3", "--reason", "holiday").out == (
        "Paused from 23 November to 25 November.\n"
    )
    states = {}
    for on in ("today", "+1", "+3", "+4"):
        states[on] = planned("suggest", "--on", on, "--json").json["state"]
    assert states == {"today": "normal", "+1": "paused", "+3": "paused", "+4": "normal"}
    assert "Nothing is paused today" in planned("resume", fails=1).err
    assert planned("pause", "--from", "yesterday").out == "Paused from 21 November until you resume.\n"
    planned.at("2026-12-24T07:30")
    assert planned("status").out.startswith("paused")
    assert "over" in planned("resume").out
    assert planned("status").out.startswith("4 sets left today")
    assert planned("suggest", "--on", "yesterday", "--json").json["state"] == "paused"


def test_a_pause_of_today_alone_is_gone_when_it_is_resumed(planned: Backtracker) -> None:
    planned("pause")
    planned("resume")
    assert planned("history", "--weeks", "1", "--json").json["weeks"][0]["paused_days"] == 0


def test_a_setting_is_shown_and_set_by_its_name(run: Backtracker) -> None:
    run.begin()
    assert run("settings", "weeks_required").out == "The number of clean weeks before a step: 2 (weeks_required)\n"
    assert run("settings", "weeks_required", "3").out == "The number of clean weeks before a step is now 3.\n"
    run("settings", "raise_doses", "no")
    run("settings", "adherence_required", "0.75")
    message = run("settings").out.splitlines()
    assert "Proposing larger doses: off (raise_doses)" in message
    assert "The share of planned days to be done: 0.75 (adherence_required)" in message
    assert run("settings", "--json").json["weeks_required"] == 3
    run("settings", "amber_from", "5")
    assert "red_from" in run("settings", "red_from", "5", fails=2).err


def test_with_raising_off_no_step_is_proposed(due: Backtracker) -> None:
    due("settings", "raise_doses", "false")
    assert [need["code"] for need in verdict(due, "bird-dog")["needs"]] == ["raises_off"]


def test_a_subcommand_of_plan_does_not_pretend_to_answer_in_json(planned: Backtracker) -> None:
    assert "--json" in planned("plan", "--json", "remove", "bird-dog", fails=2).err
    assert "bird-dog" in in_plan(planned)


def test_settings_that_must_lie_above_another_move_up_with_it_and_the_sentence_says_so(planned: Backtracker) -> None:
    message = planned("settings", "amber_from", "7").out
    assert message == (
        "The pain that proposes a step back is now 7 and the pain that eases an exercise at once is now 8.\n"
    )
    assert "must be above amber_from" in planned("settings", "red_from", "5", fails=2).err
    assert "must be above amber_from" in planned("settings", "red_from", "7", fails=2).err


def test_a_limit_above_two_needs_the_word_of_a_professional_which_is_recorded(planned: Backtracker) -> None:
    assert "say it with --agreed" in planned("settings", "pain_free_limit", "3", fails=1).err
    assert (
        planned("settings", "pain_free_limit").out == "The highest pain that counts as pain-free: 0 (pain_free_limit)\n"
    )
    message = planned("settings", "pain_free_limit", "4", "--agreed").out
    assert message == (
        "The highest pain that counts as pain-free is now 4 and the pain that proposes a step back is now 5.\n"
    )
    planned("settings", "pain_free_limit", "1")
    planned("settings", "pain_free_limit", "3")
    planned("report", "-o", planned.database.parent / "report.md")
    assert "agreed that a pain above 2" in (planned.database.parent / "report.md").read_text(encoding="utf-8")


WALK_OF_GENTLE_START = 5


def walk_minutes(run: Backtracker) -> Any:
    """The minutes of the walk in the plan."""
    return in_plan(run)["walk"]["dose"]["minutes"]


@pytest.mark.parametrize(("option", "minutes"), [((), WALK_OF_GENTLE_START), (("--walk", "20"), 16)])
def test_a_starter_plan_begins_with_a_walk_that_is_comfortable(
    run: Backtracker, option: tuple[str, ...], minutes: int
) -> None:
    run("plan", "start", "gentle-start", *option)
    assert walk_minutes(run) == minutes
    again = run("plan", "start", "big-three", "--walk", "20", fails=1).err
    assert "brings no new walk into the plan; leave out --walk" in again
    assert walk_minutes(run) == minutes


@pytest.mark.parametrize(("typed", "minutes"), [("\n", WALK_OF_GENTLE_START), ("far\n20\n", 16)])
def test_at_a_terminal_the_walk_is_asked_for(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch, typed: str, minutes: int
) -> None:
    monkeypatch.setattr("tracker.cli.plan.is_interactive", lambda: True)
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    asked = run("plan", "start", "gentle-start").err
    assert "How many minutes can you walk in comfort now? (enter keeps 5)" in asked
    assert ("Type a number of minutes, or only enter." in asked) is typed.startswith("far")
    assert walk_minutes(run) == minutes
