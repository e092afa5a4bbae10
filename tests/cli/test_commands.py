"""The commands of a morning: what each writes, and that it says so in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Backtracker, CommandResult
from tests.support.past import BIRD_DOG, good_weeks, written


def row(run: Backtracker, exercise: str, on: str = "today") -> Any:
    """What `today` answers of an exercise."""
    rows = run("today", "--on", on, "--json").json["exercises"]
    return next(each for each in rows if each["exercise"] == exercise)


def logged(run: Backtracker, exercise: str, *fields: str, on: str = "today") -> list[Any]:
    """Some fields of each of its sets."""
    found = [[each[field] for field in fields] for each in row(run, exercise, on)["logged"]]
    return [each[0] for each in found] if len(fields) == 1 else found


def in_one_line(message: CommandResult) -> str:
    """What was said, which is one line."""
    assert message.out.endswith(".\n")
    assert message.out.count("\n") == 1
    assert message.err == ""
    return message.out


def test_log_writes_one_set_for_each_number_and_says_so(planned: Backtracker) -> None:
    message = in_one_line(planned("log", "bird-dog", "5", "4"))
    assert "Bird dog: 2 sets logged (5 × 10 s, 4 × 10 s)." in message
    assert logged(planned, "bird-dog", "reps", "hold_s", "pain") == [[5, 10, None], [4, 10, None]]


@pytest.mark.parametrize(
    ("reps", "more"), [("5 3 1", False), ("2", False), ("5 4", True), ("5 3 1 1", True), ("47", True)]
)
def test_more_than_the_dose_is_logged_and_earns_nothing(planned: Backtracker, reps: str, more: bool) -> None:
    message = in_one_line(planned("log", "bird-dog", *reps.split()))
    assert ("More than planned earns nothing" in message) is more
    assert logged(planned, "bird-dog", "reps") == [int(each) for each in reps.split()]


def test_log_without_numbers_logs_what_is_missing_of_the_dose(planned: Backtracker) -> None:
    planned("log", "bird-dog", "7")
    in_one_line(planned("log", "bird-dog"))
    assert logged(planned, "bird-dog", "reps") == [7, 3, 1]
    assert row(planned, "bird-dog")["done"]
    assert "Nothing is missing of Bird dog" in planned("log", "bird-dog", fails=1).err
    assert logged(planned, "bird-dog", "reps") == [7, 3, 1]


def test_log_without_numbers_logs_the_eased_dose_in_a_flare(planned: Backtracker) -> None:
    planned("checkin", "5", "--flare")
    assert "~2·1·1 × 10 s" in planned("today").out
    planned("log", "bird-dog")
    assert logged(planned, "bird-dog", "reps") == [2, 1, 1]


def test_the_options_of_log_go_for_each_of_its_sets(planned: Backtracker) -> None:
    options = ["--hold", "7.5", "--load", "2", "--pain", "1", "--leg", "--form-broke", "--note", "n"]
    assert "2 sets logged (5 × 7.5 s + 2 kg, 3 × 7.5 s + 2 kg)." in planned("log", "bird-dog", "5", "3", *options).out
    fields = ("hold_s", "load_kg", "pain", "leg", "form_broke", "note")
    assert logged(planned, "bird-dog", *fields) == [[7.5, 2, 1, True, True, "n"]] * 2
    planned("log", "knee-rolls", "--pain", "0", "--note", "the rest")
    assert logged(planned, "knee-rolls", "reps", "pain", "note") == [[6, 0, "the rest"]]


def test_a_pain_of_nought_is_a_reading(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5", "--pain", "0")
    planned("log", "bird-dog", "5")
    assert logged(planned, "bird-dog", "pain") == [0, None]


def test_minutes_are_logged_with_their_option(run: Backtracker) -> None:
    run("plan", "set", "walk")
    assert "12.5 min" in in_one_line(run("log", "walk", "--minutes", "12.5"))
    assert logged(run, "walk", "minutes") == [12.5]
    assert row(run, "walk")["done"]


def test_a_day_that_has_gone_can_be_logged_and_is_named(planned: Backtracker) -> None:
    planned("plan", "set", "clam")
    assert "for 20 November" in in_one_line(planned("log", "clam", "5", "--on", "-2"))
    assert logged(planned, "clam", "reps", on="2026-11-20") == [5]
    assert row(planned, "clam")["logged"] == []
    assert "yesterday" not in in_one_line(planned("checkin", "3", "--on", "yesterday"))
    assert planned("today", "--on", "2026-11-21", "--json").json["checkin"]["pain"] == 3


@pytest.mark.parametrize("name", ["bird-dog-l", "Bird dog, leg only", "bird dog, l", "BIRD-DOG-LEG"])
def test_an_exercise_goes_by_its_id_its_name_or_the_beginning_of_one(run: Backtracker, name: str) -> None:
    run("log", name, "5")
    assert [each["exercise"] for each in run("today", "--json").json["exercises"]] == ["bird-dog-leg"]


def test_a_whole_id_is_meant_even_where_it_begins_another(run: Backtracker) -> None:
    run("log", "bird-dog", "5")
    assert [each["exercise"] for each in run("today", "--json").json["exercises"]] == ["bird-dog"]


def test_done_logs_what_is_missing_of_the_day_with_unknown_pain(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5", "--pain", "2")
    assert "3 sets of 2 exercises logged" in in_one_line(planned("done"))
    assert logged(planned, "bird-dog", "reps", "pain") == [[5, 2], [3, None], [1, None]]
    assert logged(planned, "knee-rolls", "reps", "pain") == [[6, None]]
    assert "Nothing is missing of the day" in planned("done", fails=1).err


def test_the_pain_of_done_goes_only_to_exercises_without_a_reading(planned: Backtracker) -> None:
    planned("plan", "set", "clam")
    planned("log", "bird-dog", "5", "--pain", "3")
    planned("log", "knee-rolls")
    in_one_line(planned("done", "--pain", "0"))
    assert logged(planned, "bird-dog", "pain") == [3, None, None]
    assert logged(planned, "knee-rolls", "pain") == [0]
    assert logged(planned, "clam", "pain") == [0]


def test_done_leaves_alone_what_was_left_out_and_what_rests(planned: Backtracker) -> None:
    planned("plan", "set", "clam", "--days", "mon")
    planned("skip", "bird-dog", "--reason", "time")
    planned("done", "--pain", "0")
    assert [each["exercise"] for each in planned("today", "--json").json["exercises"] if each["logged"]] == [
        "knee-rolls"
    ]


def test_done_on_a_day_without_a_plan_says_so(run: Backtracker) -> None:
    assert "Nothing is planned for 22 November" in run("done", "--pain", "0", fails=1).err


@pytest.mark.parametrize("reason", ["pain", "time", "equipment", "other"])
def test_an_exercise_is_left_out_with_each_reason(planned: Backtracker, reason: str) -> None:
    in_one_line(planned("skip", "bird-dog", "--reason", reason, "--note", "why", "--on", "today"))
    assert row(planned, "bird-dog")["skipped"] == reason
    assert row(planned, "bird-dog")["logged"] == []


def test_a_second_skip_replaces_the_first(planned: Backtracker) -> None:
    planned("skip", "bird-dog", "--reason", "time")
    planned("skip", "bird-dog", "--reason", "pain")
    assert row(planned, "bird-dog")["skipped"] == "pain"


def test_skip_needs_a_reason_and_names_those_there_are(planned: Backtracker) -> None:
    assert "--reason" in planned("skip", "bird-dog", fails=2).err


def test_a_second_check_in_replaces_the_first_with_all_it_said(run: Backtracker) -> None:
    run("checkin", "6", "--flare", "--leg", "--note", "bad")
    assert "pain 2" in in_one_line(run("checkin", "2"))
    checkin = run("today", "--json").json["checkin"]
    assert (checkin["pain"], checkin["flare"], checkin["leg"], checkin["note"]) == (2, False, False, "")


def test_flare_alone_keeps_the_pain_and_the_note(run: Backtracker) -> None:
    run("checkin", "4", "--leg", "--note", "lifted")
    assert "pain 4, a flare and further down the leg" in in_one_line(run("checkin", "--flare"))
    checkin = run("today", "--json").json["checkin"]
    assert (checkin["pain"], checkin["flare"], checkin["leg"], checkin["note"]) == (4, True, True, "lifted")


def test_flare_alone_needs_a_check_in_of_that_date(run: Backtracker) -> None:
    run("checkin", "4")
    assert "0 to 10" in run("checkin", "--flare", "--on", "yesterday", fails=2).err
    assert run("today", "--on", "yesterday", "--json").json["checkin"] is None


def test_today_says_in_words_what_is_left(planned: Backtracker) -> None:
    before = planned("today").out
    assert "rest day" not in before
    assert before.startswith("Sunday 22 November ")
    assert "Bird dog" in before
    planned("done", "--pain", "0")
    assert planned("today").out != before


def test_status_says_in_one_line_how_things_stand(run: Backtracker) -> None:
    run.begin()
    assert run("status").out == "no plan yet\n"
    run("plan", "set", "bird-dog", "--days", "sun,mon")
    left = run("status").out
    assert left.startswith("3 sets left today · this week 0 of 1 day · next step possible on ")
    run("log", "bird-dog", "5", "--pain", "0")
    assert run("status").out.startswith("2 sets left today · ")
    run("done", "--pain", "0")
    assert run("status").out.startswith("all done today · this week 1 of 1 day")
    run.at("2026-11-24T07:30")
    assert run("status").out.startswith(
        "rest day · training day Sunday · this week 0 of 2 days · next step possible on "
    )
    run("pause")
    assert run("status").out.startswith("paused")
    assert run("status").out.count("\n") == 1


def test_the_list_of_commands_has_a_whole_sentence_for_each(run: Backtracker) -> None:
    for words in (["--help"], ["plan", "--help"]):
        listed = run(*words).out.partition("Commands:\n")[2].splitlines()
        assert len(listed) > 3
        assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


def test_the_state_of_the_day_is_said_in_words(planned: Backtracker) -> None:
    for command in ("today", "suggest"):
        assert "normal" not in planned(command).out.splitlines()[0]
    planned("checkin", "5", "--flare", "--on", "-3")
    planned("checkin", "0", "--on", "yesterday")
    planned("checkin", "0")
    assert planned("today", "--json").json["state"] == "after_flare"
    for command in ("today", "suggest"):
        assert planned(command).out.splitlines()[0].endswith(" · on the way back after a flare")


def test_a_rest_day_says_when_something_is_planned_again(run: Backtracker) -> None:
    run("plan", "set", "bird-dog", "--days", "mon,thu")
    assert run("today").out.endswith("\nA rest day; the next training day is tomorrow.\n")
    run("log", "bird-dog", "5")
    assert run("today").out.endswith("\nA rest day; the next training day is tomorrow.\n")
    assert run("today", "--on", "-2").out.endswith("\nNothing is planned. Begin with: backtracker plan start NAME\n")
    run("pause", "--from", "+1", "--to", "+3")
    assert run("today").out.endswith("\nA rest day; the next training day is Thursday.\n")
    run("pause", "--from", "+1", "--to", "+15")
    assert run("today").out.endswith("\nA rest day; the next training day is 10 December.\n")
    run("pause", "--from", "+1")
    assert run("today").out.endswith("\nA rest day.\n")
    assert run("status").out == "rest day\n", "no step is possible before the open pause ends"


def test_a_day_without_a_plan_says_how_to_begin_one(run: Backtracker) -> None:
    run("log", "walk", "--minutes", "5")
    assert run("today").out.endswith("\nNothing is planned. Begin with: backtracker plan start NAME\n")


def test_status_says_when_a_step_is_due(run: Backtracker, tmp_path: Path) -> None:
    run("import", written(tmp_path, good_weeks({"bird-dog": BIRD_DOG})))
    assert run("status").out.endswith("a step is possible today\n")


def test_history_shows_a_line_for_each_week_and_flare(planned: Backtracker) -> None:
    planned("checkin", "7", "--flare")
    planned("done", "--pain", "1")
    lines = planned("history", "--weeks", "3").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["2026-11-16", "Flare"], (
        "weeks before the first day are not shown"
    )
    assert "median 7" in lines[1]
    assert lines[2] == "Flare from 22 November, still on"


def test_a_weight_may_be_in_pounds_and_is_stored_in_kilograms(planned: Backtracker) -> None:
    for text in ("22lb", "22 LBS", "5,5 lb", "2.5kg"):
        planned("log", "bird-dog", "5", "--load", text)
    planned("plan", "set", "bird-dog", "--load", "22lb")
    (row,) = [row for row in planned("today", "--json").json["exercises"] if row["exercise"] == "bird-dog"]
    assert ([each["load_kg"] for each in row["logged"]], row["dose"]["load_kg"]) == ([9.98, 9.98, 2.49, 2.5], 9.98)
    assert "22lb" in planned("log", "bird-dog", "5", "--load", "22st", fails=2).err


def test_numbers_are_read_with_a_point_or_a_comma(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5", "--load", "2,5", "--hold", "7.5")
    planned("plan", "set", "bird-dog", "--load", "1,25")
    planned("settings", "adherence_required", "0,75")
    (row,) = [row for row in planned("today", "--json").json["exercises"] if row["exercise"] == "bird-dog"]
    assert (row["logged"][0]["load_kg"], row["logged"][0]["hold_s"], row["dose"]["load_kg"]) == (2.5, 7.5, 1.25)
    assert planned("settings", "adherence_required").out == (
        "The share of planned days to be done: 0.75 (adherence_required)\n"
    )


def test_a_note_of_several_lines_is_stored_whole(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5", "--note", "stiff\nthen better")
    (row,) = [row for row in planned("today", "--json").json["exercises"] if row["logged"]]
    assert row["logged"][0]["note"] == "stiff\nthen better"


def test_much_pain_by_command_takes_the_exercise_out_for_today_and_one_undo_takes_it_all_back(
    planned: Backtracker,
) -> None:
    planned("checkin", "0")
    assert "Stop here. This exercise is out for today" in planned("log", "bird-dog", "5", "--pain", "7").out
    (row,) = [row for row in planned("today", "--json").json["exercises"] if row["exercise"] == "bird-dog"]
    assert (row["skipped"], row["planned"], len(row["logged"])) == ("pain", False, 1)
    planned("undo")
    (row,) = [row for row in planned("today", "--json").json["exercises"] if row["exercise"] == "bird-dog"]
    assert (row["skipped"], row["planned"], row["logged"]) == (None, True, [])


def test_pain_as_in_the_morning_takes_nothing_out(planned: Backtracker) -> None:
    planned("checkin", "6")
    planned("log", "bird-dog", "5", "--pain", "7")
    assert [row["skipped"] for row in planned("today", "--json").json["exercises"]] == [None, None]


def test_a_setting_set_to_what_it_is_is_no_change(planned: Backtracker) -> None:
    planned("checkin", "1")
    planned("undo")
    assert planned("settings", "weeks_required", "2").out == ("The number of clean weeks before a step is 2 already.\n")
    assert planned("redo").out.startswith("Redone: Check-in")


def test_suggest_gives_the_same_verdicts_as_today_shows(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5", "--pain", "7")
    advice = planned("suggest", "--json").json
    doses = {row["exercise"]: row["today"] for row in planned("today", "--json").json["exercises"]}
    for verdict in advice["exercises"]:
        eased = verdict["verdict"] == "ease"
        assert doses[verdict["exercise"]] == (verdict["proposed"]["dose"] if eased else verdict["dose"])
