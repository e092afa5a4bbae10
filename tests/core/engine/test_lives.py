"""Eight people lived through half a year: a line for each week, which shows what the engine made of it."""

from __future__ import annotations

import re

import pytest

from tests.tools.study.lives import PEOPLE, lives

WEEKS = 26
WEEK = re.compile(r" *(\d+) +\d+\.\d\d +\S+ +\d of 5\b")


@pytest.fixture(scope="module")
def weeks() -> dict[str, list[str]]:
    """The lines of the weeks by the name of the person."""
    by_name: dict[str, list[str]] = {}
    for line in lives([]):
        if line.strip() in {person.name for person in PEOPLE}:
            by_name[line.strip()] = []
        elif WEEK.match(line):
            list(by_name.values())[-1].append(line)
    return by_name


def test_eight_people_have_a_line_for_each_of_26_weeks(weeks: dict[str, list[str]]) -> None:
    assert len(weeks) == 8
    assert all(len(lines) == WEEKS for lines in weeks.values())


def test_the_week_that_a_person_stands_for_shows_it(weeks: dict[str, list[str]]) -> None:
    for name, week, text in (
        ("pain-free beginner", 3, "up: Bridge"),
        ("a 1 on most mornings", 3, "up: Bridge"),
        ("steady 3", 5, "up: Bridge"),
        ("one flare", 8, "flare; down to 50%"),
        ("leg pain", 6, "care: down the leg"),
        ("five weeks away", 13, "0 of 5"),
        ("five weeks away", 16, "down to 50%"),
        ("over-eager", 1, "back: Walk"),
        ("walking only", 3, "up: Walk 13 min"),
    ):
        assert text in weeks[name][week - 1], (name, week)


def test_a_person_asked_for_by_name_has_the_same_weeks_and_what_was_said(weeks: dict[str, list[str]]) -> None:
    lines = lives(["walking only"])
    assert [line for line in lines if WEEK.match(line)] == weeks["walking only"]
    assert any("19 Jan, Walk: Two pain-free weeks, 5 January to 18 January" in line for line in lines)


def test_an_unknown_name_is_told_who_there_is() -> None:
    (line,) = lives(["nobody"])
    assert "steady 3" in line
