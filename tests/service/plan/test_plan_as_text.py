"""The plan edited as text, while another window may change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import NotPossibleError
from tracker.core.model import Dose
from tracker.service.context import AppContext, open_context
from tracker.service.history import undo_redo
from tracker.service.merging import ChangedElsewhereError
from tracker.service.plan import planning
from tracker.service.plan.plan_as_text import EditablePlan, EmptyPlanError, apply_plan_text, editable_plan

NOW = datetime(2026, 11, 23, 7, 30)


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """Four exercises are planned, all every day."""
    earlier = open_context(tmp_path / "backtracker.db", Clock(NOW - timedelta(days=7)))
    for exercise in ("bird-dog", "bridge", "clam", "walk"):
        planning.set_exercise(earlier, earlier.exercise(exercise))
    earlier.close()
    return open_context(tmp_path / "backtracker.db", Clock(NOW))


def plan(context: AppContext) -> list[str]:
    """The ids of the planned exercises, in their order."""
    return [item.exercise.id for item in planning.plan_items(context)]


def dose(context: AppContext, exercise: str) -> Dose:
    """The planned dose of an exercise."""
    return next(item.dose for item in planning.plan_items(context) if item.exercise.id == exercise)


def edited(plan: EditablePlan, change: Callable[[list[str]], list[str]]) -> str:
    """The text with its lines of exercises changed."""
    lines = plan.text.splitlines()
    return "\n".join(change([line for line in lines if line and not line.startswith("#")]))


def without(name: str) -> Callable[[list[str]], list[str]]:
    """Takes the line of an exercise out."""
    return lambda lines: [line for line in lines if not line.startswith(name)]


def line_as(name: str, text: str) -> Callable[[list[str]], list[str]]:
    """Puts a line in the place of an exercise's."""
    return lambda lines: [text if line.startswith(name) else line for line in lines]


def set_dose(context: AppContext, exercise: str, *reps: int) -> None:
    """Change a dose in another window."""
    planning.set_exercise(context, context.exercise(exercise), planning.PlanEdit(reps=reps))


def test_only_the_lines_that_were_changed_are_written(context: AppContext) -> None:
    shown = editable_plan(context)
    set_dose(context, "bridge", 3)
    planning.remove(context, context.exercise("walk"))
    planning.set_exercise(context, context.exercise("figure-four"))
    apply_plan_text(context, edited(shown, line_as("Clam", "Clam 5,5 mon")), shown.lines)
    assert plan(context) == ["bird-dog", "bridge", "clam", "figure-four"]
    assert (dose(context, "bridge").reps, dose(context, "clam").reps) == ((3,), (5, 5))


def test_a_line_changed_in_two_places_is_shown_with_both_and_the_second_try_keeps_the_persons(
    context: AppContext,
) -> None:
    shown = editable_plan(context)
    set_dose(context, "clam", 3)
    text = edited(shown, line_as("Clam", "Clam 5,5"))
    history = context.store.history()
    with pytest.raises(ChangedElsewhereError, match="Clam: repetitions: 3 there, 5 and 5 here") as raised:
        apply_plan_text(context, text, shown.lines)
    assert context.store.history() == history
    apply_plan_text(context, text, raised.value.base)
    assert dose(context, "clam").reps == (5, 5)


def test_different_parts_of_one_line_go_together(context: AppContext) -> None:
    shown = editable_plan(context)
    set_dose(context, "clam", 3)
    text = edited(shown, lambda lines: [line.replace("every day", "mon") for line in lines])
    apply_plan_text(context, text, shown.lines)
    item = next(item for item in planning.plan_items(context) if item.exercise.id == "clam")
    assert (item.dose.reps, item.prescription.days) == ((3,), (0,))


def test_an_exercise_taken_out_here_and_changed_there_is_asked_about(context: AppContext) -> None:
    shown = editable_plan(context)
    set_dose(context, "clam", 3)
    text = edited(shown, without("Clam"))
    with pytest.raises(ChangedElsewhereError, match="not in the plan here") as raised:
        apply_plan_text(context, text, shown.lines)
    apply_plan_text(context, text, raised.value.base)
    assert plan(context) == ["bird-dog", "bridge", "walk"]


def test_an_exercise_changed_here_and_taken_out_there_is_asked_about(context: AppContext) -> None:
    shown = editable_plan(context)
    planning.remove(context, context.exercise("clam"))
    text = edited(shown, line_as("Clam", "Clam 5,5"))
    with pytest.raises(ChangedElsewhereError, match="not in the plan there") as raised:
        apply_plan_text(context, text, shown.lines)
    apply_plan_text(context, text, raised.value.base)
    assert dose(context, "clam").reps == (5, 5)


def test_an_order_changed_here_keeps_what_was_added_there(context: AppContext) -> None:
    shown = editable_plan(context)
    planning.set_exercise(context, context.exercise("figure-four"))
    apply_plan_text(context, edited(shown, lambda lines: lines[::-1]), shown.lines)
    assert plan(context) == ["walk", "clam", "bridge", "bird-dog", "figure-four"]


def test_an_order_changed_there_stays_when_a_line_is_added_here(context: AppContext) -> None:
    shown = editable_plan(context)
    planning.move(context, context.exercise("walk"), -3)
    text = edited(shown, lambda lines: [*lines[:2], "figure-four 1,1 x 20 s", *lines[2:]])
    apply_plan_text(context, text, shown.lines)
    assert plan(context) == ["walk", "bird-dog", "bridge", "figure-four", "clam"]


def test_an_order_changed_in_both_is_asked_about(context: AppContext) -> None:
    shown = editable_plan(context)
    planning.move(context, context.exercise("walk"), -3)
    text = edited(shown, lambda lines: lines[::-1])
    with pytest.raises(ChangedElsewhereError, match="the order of the plan") as raised:
        apply_plan_text(context, text, shown.lines)
    apply_plan_text(context, text, raised.value.base)
    assert plan(context) == ["walk", "clam", "bridge", "bird-dog"]


def test_a_text_without_an_exercise_is_asked_about_once_more(context: AppContext) -> None:
    shown = editable_plan(context)
    with pytest.raises(EmptyPlanError, match="all 4 exercises would leave the plan"):
        apply_plan_text(context, "# nothing\n", shown.lines)
    assert len(plan(context)) == 4
    apply_plan_text(context, "", shown.lines, empty=True)
    assert plan(context) == []


def test_a_text_that_says_what_is_planned_already_keeps_what_could_be_redone(context: AppContext) -> None:
    label = undo_redo.undo(context).removeprefix("Undone: ")
    shown = editable_plan(context)
    with pytest.raises(NotPossibleError, match="already"):
        apply_plan_text(context, shown.text, shown.lines)
    assert undo_redo.redo(context) == f"Redone: {label}"
