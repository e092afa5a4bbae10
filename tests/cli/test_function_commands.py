"""Goal and function, by command."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cli.conftest import Backtracker

SHOES = "Tie my shoes"


def test_a_goal_is_set_shown_replaced_and_taken_back(run: Backtracker) -> None:
    assert run("goal", "Lift my  daughter").out == "Your goal: Lift my daughter\n"
    assert run("goal").out == "Lift my daughter\n"
    run("goal", "Dance")
    assert "Your goal: Dance" in run("undo").out
    assert run("goal").out == "Lift my daughter\n"
    assert "already" in run("goal", "Lift my daughter", fails=1).err
    run("goal", "")
    assert "You have set no goal" in run("goal").out


def test_activities_are_added_scored_mended_and_removed(run: Backtracker) -> None:
    run("function", "add", SHOES)
    run("function", "add", "Sit through a film")
    assert "already" in run("function", "add", "tie my shoes", fails=1).err
    assert run("function", "tie", "4", "sit", "6", "--peg", "5", "4", "6", "--on", "-14").out == (
        "8 November: Tie my shoes 4, Sit through a film 6, PEG 5, 4 and 6.\n"
    )
    run("function", "tie", "7")
    run("function", "sit", "8")
    document = run("function", "--json").json
    assert document["function"] == [
        {"date": "2026-11-08", "scores": {"Sit through a film": 6, SHOES: 4}, "peg": [5, 4, 6]},
        {"date": "2026-11-22", "scores": {"Sit through a film": 8, SHOES: 7}, "peg": None},
    ]
    assert [activity["name"] for activity in document["activities"]] == ["Sit through a film", SHOES]
    assert run("history", "--json").json["function"] == document["function"]
    assert run("function").out.splitlines()[-1] == (
        "The mean of your activities went from 5 to 7.5 of 10 since 8 November. That is clearly better."
    )
    assert "no longer" in run("function", "remove", "sit").out
    assert "none of your activities" not in run("function", "tie", "8").out
    run("undo")
    run("undo")
    assert len(run("function", "--json").json["activities"]) == 2


def test_what_cannot_be_a_score_is_refused_and_stores_nothing(run: Backtracker) -> None:
    run("function", "add", SHOES)
    run("function", "add", "Tie a knot")
    for words, reason in (
        (["tie my", "11"], "0 to 10"),
        (["tie", "5"], "may be Tie"),
        (["tie my", "five"], "is no score"),
        (["tie my"], "has none"),
        (["swim", "5"], "none of your activities"),
        (["tie my", "5", "--on", "2026-11-23"], "still to come"),
        (["--peg", "5", "4", "11"], "0 to 10"),
        (["add"], "Write one activity"),
    ):
        assert reason in run("function", *words, fails=2).err, words
    assert run("function", "--json").json["function"] == []


def test_three_activities_are_enough(run: Backtracker) -> None:
    for name in ("a", "b", "c"):
        run("function", "add", name)
    assert "Remove one first" in run("function", "add", "d", fails=1).err
    run("function", "remove", "b")
    run("function", "add", "d")


def test_eight_scores_have_a_trend(run: Backtracker) -> None:
    run("function", "add", "Shoes")
    for number in range(8):
        run("function", "Shoes", str(number + 1), "--on", str(date(2026, 8, 16) + timedelta(14 * number)))
    assert run("function").out.endswith("What you can do rises by 2 points in four weeks (95 % interval 2 to 2).\n")


def test_the_scores_of_a_day_are_deleted_and_brought_back(run: Backtracker) -> None:
    run("function", "add", SHOES)
    run("function", "tie", "4", "--on", "-1")
    assert run("function", "delete", "--on", "-1").out == "The scores of 21 November are deleted.\n"
    assert run("function", "--json").json["function"] == []
    run("undo")
    assert [entry["date"] for entry in run("function", "--json").json["function"]] == ["2026-11-21"]
    assert "no scores" in run("function", "delete", fails=1).err


def test_questions_are_noted_answered_changed_and_removed_by_their_numbers(run: Backtracker) -> None:
    run.begin()
    assert "No question is noted" in run("question").out
    assert run("question", "add", "May I  swim?").out == "Question noted: May I swim?\n"
    assert run("undo").out == "Undone: Question noted: May I swim?\n"
    assert run("redo").out == "Redone: Question noted: May I swim?\n"
    run("question", "add", "A belt?")
    assert run("question", "answer", "2", "Yes").out == "Answer noted to: May I swim?\n"
    assert run("question").out == "1  22 November: A belt?\n2  22 November: May I swim? Answer: Yes\n"
    run("question", "edit", "1", "A belt at work?")
    assert run("question", "--json").json == {
        "questions": [
            {"date": "2026-11-22", "text": "A belt at work?", "answered": ""},
            {"date": "2026-11-22", "text": "May I swim?", "answered": "Yes"},
        ]
    }
    run("question", "remove", "1")
    assert run("question").out == "1  22 November: May I swim? Answer: Yes\n"
    run("undo")
    run("undo")
    assert run("question").out.startswith("1  22 November: A belt?\n")


def test_a_question_that_is_not_there_or_says_nothing_is_refused(run: Backtracker) -> None:
    run("question", "add", "A belt?")
    for words, status, reason in (
        (["answer", "2", "No"], 2, "no question 2"),
        (["remove", "one"], 2, "no whole number"),
        (["add", " "], 2, "Write the question"),
        (["add", "A belt?"], 1, "noted already"),
        (["edit", "1", "A belt?"], 1, "Nothing is changed"),
        (["answer"], 2, "question add"),
    ):
        assert reason in run("question", *words, fails=status).err, words
    assert run("question").out == "1  22 November: A belt?\n"


def test_medication_is_noted_shown_and_deleted(run: Backtracker) -> None:
    run.begin()
    assert "Nothing is noted" in run("medication").out
    assert run("medication", "Ibuprofen,  evenings", "--on", "-3").out == (
        "19 November: medication: Ibuprofen, evenings\n"
    )
    run("medication", "None")
    assert run("medication").out == "19 November: Ibuprofen, evenings\n22 November: None\n"
    assert "already" in run("medication", "None", fails=1).err
    assert run("medication", "").out == "The medication of 22 November is deleted.\n"
    assert run("medication", "--json").json == {"medication": [{"date": "2026-11-19", "text": "Ibuprofen, evenings"}]}
    run("undo")
    assert run("medication").out.endswith("22 November: None\n")
    assert "still to come" in run("medication", "x", "--on", "2026-11-23", fails=2).err
