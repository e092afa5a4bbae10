"""The plan as text, out and in."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.histories import BUILTINS, doses, own_exercises
from tracker.core import wording
from tracker.core.errors import DocumentError, UsageError
from tracker.core.model import EVERY_DAY, Dose, Exercise, Kind
from tracker.exchange.plan_text import PlanLine, read_plan, write_plan

PLAN = (
    PlanLine("bird-dog", Dose((5, 3, 1), 10), (0, 2, 4), True),
    PlanLine("walk", Dose(minutes=10)),
    PlanLine("hip-hinge-loaded", Dose((8,), load_kg=4), (5, 6)),
)


def finder(exercises: tuple[Exercise, ...]) -> dict[str, Exercise]:
    """Exercises by name and id in small letters, an id before a name."""
    return {each.name.lower(): each for each in reversed(exercises)} | {each.id: each for each in exercises}


def read(text: str, exercises: tuple[Exercise, ...] = BUILTINS) -> tuple[PlanLine, ...]:
    """The plan of a text."""
    names = finder(exercises)

    def find(name: str) -> Exercise:
        if name.lower() not in names:
            raise UsageError(f"no exercise is called {name!r}")
        return names[name.lower()]

    return read_plan(text, find)


def body(text: str) -> list[str]:
    """The lines of a text that are no comments."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def faults(text: str) -> tuple[str, ...]:
    """What is wrong with a text."""
    with pytest.raises(DocumentError) as caught:
        read(text)
    return caught.value.faults


def test_the_plan_is_written_in_columns_below_a_word_on_how_to_change_it() -> None:
    text = write_plan(PLAN, BUILTINS)
    assert text.startswith("# The plan, one line for each exercise")
    assert body(text) == [
        "Bird dog            5·3·1 × 10 s  mon wed fri  locked",
        "Walk                10 min        every day",
        "Hip hinge (loaded)  8 + 4 kg      sat sun",
    ]


def test_the_examples_of_the_comment_are_read_as_it_says() -> None:
    examples = [line[1:].split("  ") for line in write_plan((), ()).splitlines() if line.startswith("#   ")]
    written = {each.strip() for line in examples for each in line if each.strip()}
    assert {"8·8·8", "5·3·1 × 10 s", "8·8 + 4 kg", "10 min", "mon wed fri"} <= written
    assert read("clam 8·8·8\nbird-dog 5·3·1 × 10 s\nhip-hinge-loaded 8·8 + 4 kg\nwalk 10 min mon wed fri") == (
        PlanLine("clam", Dose((8, 8, 8))),
        PlanLine("bird-dog", Dose((5, 3, 1), 10)),
        PlanLine("hip-hinge-loaded", Dose((8, 8), load_kg=4)),
        PlanLine("walk", Dose(minutes=10), (0, 2, 4)),
    )


def test_a_dose_of_an_exercise_is_written_as_it_is_everywhere_else() -> None:
    for line in PLAN:
        assert f"  {wording.dose(line.dose)}  " in write_plan([line], BUILTINS)


def test_an_empty_plan_is_a_text_that_is_read_as_an_empty_plan() -> None:
    assert read(write_plan((), BUILTINS)) == ()


def test_lines_keep_their_order_and_know_their_number() -> None:
    lines = read("\ufeff# mine\r\n\r\nwalk 10 min\r\nclam 8\r\n")
    assert [(line.exercise, line.line) for line in lines] == [("walk", 3), ("clam", 4)]


@pytest.mark.parametrize(
    ("line", "dose"),
    [
        ("clam 8", Dose((8,))),
        ("CLAM   8 , 6,4", Dose((8, 6, 4))),
        ("clam 8·6·4", Dose((8, 6, 4))),
        ("clam 3 x 8", Dose((8, 8, 8))),
        ("clam 3×8 × 10s", Dose((8, 8, 8), 10)),
        ("clam 5,3,1 X 10 sec", Dose((5, 3, 1), 10)),
        ("clam 5 x 2.5 seconds", Dose((5,), 2.5)),
        ("clam 5*2,5s", Dose((5,), 2.5)),
        ("clam 20 s", Dose((1,), 20)),
        ("clam 8,8@4kg", Dose((8, 8), load_kg=4)),
        ("clam 8 x 10 s + 2.5 kg", Dose((8,), 10, 2.5)),
        ("clam 8,8 @ 4 kg", Dose((8, 8), load_kg=4)),
        ("clam 8·8 + 22 lb", Dose((8, 8), load_kg=9.98)),
        ("walk 12.5 minutes", Dose(minutes=12.5)),
        ("walk 12min", Dose(minutes=12)),
        ("> walk\u00a012 min", Dose(minutes=12)),
    ],
)
def test_a_dose_may_be_written_in_several_ways(line: str, dose: Dose) -> None:
    (found,) = read(line)
    assert found.dose == dose
    assert found.days == EVERY_DAY
    assert not found.locked


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("", EVERY_DAY),
        ("every day", EVERY_DAY),
        ("Daily", EVERY_DAY),
        ("mon wed fri", (0, 2, 4)),
        ("fri,mon , Wed", (0, 2, 4)),
        ("Monday tues thurs", (0, 1, 3)),
    ],
)
def test_days_may_be_written_in_several_ways(words: str, days: tuple[int, ...]) -> None:
    assert read(f"clam 8,8 {words}")[0].days == days
    locked = read(f"clam 8,8 {words} LOCKED")[0]
    assert (locked.days, locked.locked) == (days, True)


def test_every_wrong_line_is_named_in_one_go() -> None:
    text = (
        "clam 8\nsit-up 20\nclam 9\nbird-dog\nbird-dog 5 wen\nwalk 8,8\nbird-dog 10 min\nbird-dog 0\n"
        "bird-dog 60 x 8\nbird-dog 5 20 s\nwalk 9999999999 min\nbird-dog " + "5," * 600 + "5"
    )
    found = faults(text)
    assert [fault.partition(":")[0] for fault in found] == [f"line {number}" for number in range(2, 13)]
    assert found[0] == "line 2: no exercise is called 'sit-up'"
    assert found[1] == "line 3: clam is on line 1 already"
    assert found[2].startswith("line 4: 'bird-dog' is not a name, a dose such as 5,3,1 x 10 s or 10 min, days")
    assert found[4] == "line 6: Walk is done in minutes, such as 10 min"
    assert found[5] == "line 7: Bird dog is done in repetitions, such as 8,8"
    assert found[10] == "line 12: it is longer than 1000 characters"


@pytest.mark.parametrize(
    "name",
    ["Row 5, 3", "Row 10 min", "Rest on mon", "Row 3 x", "#1 row", "> row", "Row  two", "\x1b[2J", "Row @", "a" * 1500],
)
def test_an_exercise_whose_name_could_be_misread_goes_by_its_id_or_is_read_back(name: str) -> None:
    own = Exercise("my-row", name, Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)))
    for dose in (Dose((8,)), Dose((8, 8), 10), Dose((8,), 10, 2.5)):
        line = PlanLine("my-row", dose, (0, 1), True)
        text = write_plan([line], (*BUILTINS, own))
        assert "\x1b" not in text
        assert read(text, (*BUILTINS, own)) == (line,)


def test_exercises_of_one_name_go_by_their_ids() -> None:
    twins = tuple(Exercise(f"my-{n}", "walk", Kind.STRENGTH, Dose((8,)), Dose((12,))) for n in range(2))
    lines = tuple(PlanLine(each.id, Dose((8,))) for each in twins)
    assert [line.split()[0] for line in body(write_plan(lines, twins))] == ["my-0", "my-1"]
    assert read(write_plan(lines, (*BUILTINS, *twins)), (*BUILTINS, *twins)) == lines


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[Exercise, ...], tuple[PlanLine, ...]]:
    """Exercises, and a plan of some of them in any order."""
    exercises = BUILTINS + tuple(draw(own_exercises(index)) for index in range(2))
    lines = tuple(
        PlanLine(
            each.id,
            draw(doses(each.in_minutes)),
            tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
            draw(st.booleans()),
        )
        for each in draw(st.lists(st.sampled_from(exercises), unique=True, max_size=4))
    )
    return exercises, lines


@settings(deadline=None, max_examples=40)
@given(plans())
def test_a_plan_written_and_read_is_the_same(plan: tuple[tuple[Exercise, ...], tuple[PlanLine, ...]]) -> None:
    exercises, lines = plan
    text = write_plan(lines, exercises)
    assert read(text, exercises) == lines
    assert write_plan(read(text, exercises), exercises) == text


WORDS = st.sampled_from(
    (
        "walk",
        "clam",
        "8",
        "8,8",
        "x",
        "×",
        "10 s",
        "10",
        "min",
        "@",
        "4 kg",
        "mon",
        "every day",
        "locked",
        ",",
        "#",
        "\n",
    )
)


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(DocumentError):
        read(text)
