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
