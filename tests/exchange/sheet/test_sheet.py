"""The plan on paper: what stands on it, how it is drawn, and that it fits the paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.exchange.report.test_report import HOSTILE, read
from tests.support.figures import figure_ids
from tests.support.printing import PAPERS, needs_chromium, printed_pages
from tracker.core.figure.raster import Ink
from tracker.core.figure.vector import ThickLine, draw_lines
from tracker.core.model import EVERY_DAY, Dose, Exercise, Kind
from tracker.exchange.sheet import FlareDose, Sheet, SheetEntry, write_sheet
from tracker.exchange.sheet.figure_svg import UNITS, figure_svg
from tracker.library import load_library
from tracker.library.figures import shipped

EXERCISES = {exercise.id: exercise for exercise in load_library().exercises}
DOG = SheetEntry(
    exercise=EXERCISES["bird-dog"],
    dose=Dose((5, 3, 1), 10),
    days=(0, 2, 4),
    figure=shipped().get("bird-dog"),
    flare=FlareDose(Dose((2, 1, 1), 10), Dose((3, 2, 1), 10)),
)


def a_sheet(*entries: SheetEntry) -> Sheet:
    return Sheet(
        made=date(2026, 11, 22),
        entries=entries,
        flare_steps=("Keep moving.",),
        pain_rules=("Stop if it climbs.",),
        emergency=("Call if:", ("both legs",)),
        soon=("Ask if:", ("for weeks",)),
        foot="A personal log.",
    )


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", " ".join(read(page).words))


def test_an_exercise_has_its_dose_in_words_its_cues_pace_and_caution() -> None:
    text = text_of(write_sheet(a_sheet(DOG)))
    for words in (
        "1 Bird dog",
        "3 sets: 5, 3 and 1 repetitions, each held for 10 s, on both sides",
        *(cue.rstrip(".") for cue in DOG.exercise.cues),
        f"Pace: {DOG.exercise.pace}",
        DOG.exercise.caution,
        "22 November 2026",
    ):
        assert words in text, words


def test_there_is_a_box_for_each_day_that_is_planned() -> None:
    page = write_sheet(a_sheet(DOG))
    (week,) = re.findall(r'</h2><div class="week">(.*?)</div>', page)
    assert re.findall(r'class="(\w+)">(\w+)<', week) == [
        ("box", "Mo"), ("free", "Tu"), ("box", "We"), ("free", "Th"), ("box", "Fr"), ("free", "Sa"), ("free", "Su"),
    ]  # fmt: skip
    (morning,) = re.findall(r'class="morning">.*?<div class="week">(.*?)</div>', page)
    assert morning.count('class="box"') == 7


def test_the_back_has_the_doses_of_a_flare_and_what_to_do() -> None:
    back = text_of(write_sheet(a_sheet(DOG))).partition("the flare plan")[2]
    doses = [back.index(f"3 sets: {reps} repetitions") for reps in ("2, 1 and 1", "3, 2 and 1", "5, 3 and 1")]
    assert doses == sorted(doses)
    for words in ("Keep moving.", "Stop if it climbs.", "Call if:", "both legs", "for weeks", "A personal log."):
        assert words in back


def test_a_dose_that_cannot_be_smaller_says_so() -> None:
    least = Dose((1,), 5)
    entry = replace(DOG, dose=least, flare=FlareDose(least, least))
    assert "as usual, or leave it out" in text_of(write_sheet(a_sheet(entry)))


def test_what_a_professional_prescribed_is_not_made_smaller() -> None:
    text = text_of(write_sheet(a_sheet(replace(DOG, flare=None))))
    assert "Prescribed by a professional." in text
    assert "As prescribed. Ask whoever prescribed it" in text


def test_an_exercise_without_a_figure_leaves_room_for_a_sketch() -> None:
    own = Exercise("my-row", "Band row", Kind.STRENGTH, Dose((8,)), Dose((12,)))
    page = write_sheet(a_sheet(SheetEntry(own, own.start, EVERY_DAY, None, None)))
    assert "Room for a sketch" in page
    assert "<svg" not in page


def test_what_was_typed_is_read_and_not_obeyed_and_nothing_comes_from_the_network() -> None:
    own = Exercise("my-x", HOSTILE, Kind.STRENGTH, Dose((8,)), Dose((12,)), cues=(HOSTILE,), caution=HOSTILE)
    page = write_sheet(a_sheet(SheetEntry(own, own.start, EVERY_DAY, shipped().get("bird-dog"), None)))
    reader = read(page)
    assert not reader.tags & {"script", "a", "link", "img", "iframe", "object"}
    assert "".join(reader.words).count("<script>alert('x')</script>") == 4
    assert "\x1b" not in page
    assert not [name for name in reader.attributes if name.startswith("on") or name in {"src", "href"}]
    assert "url(" not in page


@pytest.mark.parametrize("exercise", ["bird-dog", "side-bridge", "walk", "bike", "hip-hinge"])
def test_the_lines_of_the_picture_are_those_of_the_moving_figure(exercise: str) -> None:
    """Read back from the SVG: each bone of both positions, where the drawing of the figure has it."""
    figure = shipped().get(exercise)
    assert figure is not None
    svg = figure_svg(figure, exercise)
    groups = re.findall(r'<g transform="translate\(([\d.]+) ([\d.]+)\)">(.*?)</g>', svg)
    assert len(groups) == len(figure.stills[:2])
    for (_, _, group), pose in zip(groups, figure.stills[:2], strict=True):
        lines = re.findall(
            r'<path d="M([\d.-]+) ([\d.-]+)L([\d.-]+) ([\d.-]+)" stroke-width="[\d.]+" class="(\w+)"/>', group
        )
        body = [[*map(float, line[:4])] for line in lines if line[4] in {Ink.NEAR, Ink.FAR, Ink.WORKING}]
        bars = [
            [*shape.start, *shape.end]
            for part in draw_lines(figure, pose, UNITS).parts
            for shape in part
            if isinstance(shape, ThickLine) and shape.ink is not Ink.PROP
        ]
        assert body == [pytest.approx(bar, abs=0.06) for bar in bars]


def test_the_two_pictures_do_not_overlap() -> None:
    for exercise in figure_ids():
        figure = shipped().get(exercise)
        assert figure is not None
        svg = figure_svg(figure, exercise)
        places = [tuple(map(float, place)) for place in re.findall(r"translate\(([\d.]+) ([\d.]+)\)", svg)]
        picture = draw_lines(figure, figure.start, UNITS)
        for (ax, ay), (bx, by) in pairwise(places):
            assert bx - ax >= picture.width or by - ay >= picture.height
        width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
        assert all(x + picture.width <= width + 0.1 and y + picture.height <= height + 0.1 for x, y in places)


@needs_chromium
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("plan", [plan.id for plan in load_library().plans])
def test_a_starter_plan_is_one_leaf_the_flare_plan_on_its_back(plan: str, paper: str, tmp_path: Path) -> None:
    (chosen,) = (starter for starter in load_library().plans if starter.id == plan)
    entries = []
    for entry in chosen.entries:
        exercise = EXERCISES[entry.exercise]
        dose = exercise.start
        entries.append(
            SheetEntry(exercise, dose, EVERY_DAY, shipped().get(exercise.id), FlareDose(dose, dose)),
        )
    assert printed_pages(write_sheet(a_sheet(*entries)), tmp_path, paper) == 2
