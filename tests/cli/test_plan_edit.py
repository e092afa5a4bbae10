"""`plan edit`: the plan as text, in the person's editor."""

from __future__ import annotations

import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker

SetEditor = Callable[[str], None]


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SetEditor:
    """Makes `$EDITOR` a shell script that has the text's file as `$1`."""

    def become(script: str) -> None:
        file = tmp_path / "an editor"
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(stat.S_IRWXU)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", shlex.quote(str(file)))

    return become


def plan(run: Backtracker) -> list[str]:
    """The lines of the plan that are read."""
    return [line for line in run("plan").out.splitlines() if line and not line.startswith("#")]


def test_the_plan_becomes_what_the_editor_leaves(planned: Backtracker, editor: SetEditor) -> None:
    editor(
        r"""sed -i -e '/^Bird dog/d' -e 's/^Knee rolls.*/Knee rolls 7,7 mon fri/' "$1"; echo 'walk 12 min' >> "$1" """
    )
    assert planned("plan", "edit").out == "The plan: 3 changes.\n"
    assert [line.split() for line in plan(planned)] == [
        ["Knee", "rolls", "7·7", "mon", "fri"],
        ["Walk", "12", "min", "every", "day"],
    ]
    planned("undo")
    assert [line.split()[0] for line in plan(planned)] == ["Bird", "Knee"]


def test_a_wrong_line_is_named_by_its_number_and_nothing_is_changed(planned: Backtracker, editor: SetEditor) -> None:
    before = plan(planned)
    editor("""printf 'clam 8\\nflying 3\\nbridge 0,5\\n' > "$1" """)
    refused = planned("plan", "edit", fails=1).err
    assert "line 2" in refused
    assert "line 3" in refused
    assert plan(planned) == before


@pytest.mark.parametrize("script", [":", 'touch "$1"', 'echo "# a remark" >> "$1"'])
def test_a_text_that_says_the_same_changes_nothing(planned: Backtracker, editor: SetEditor, script: str) -> None:
    before = plan(planned)
    editor(script)
    planned("plan", "edit", fails=1)
    assert plan(planned) == before


@pytest.mark.parametrize("script", ["exit 3", "kill -9 $$"])
def test_an_editor_that_fails_changes_nothing(planned: Backtracker, editor: SetEditor, script: str) -> None:
    before = plan(planned)
    editor(f"""printf 'clam 8\\n' > "$1"; {script}""")
    assert "ditor" in planned("plan", "edit", fails=1).err
    assert plan(planned) == before


@pytest.mark.parametrize("named", ["/nowhere/no-such-editor", "no-such-editor --wait"])
def test_an_editor_that_is_not_there_is_named(
    planned: Backtracker, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    assert named in planned("plan", "edit", fails=1).err


def test_an_editor_with_a_stray_quotation_mark_is_no_traceback(
    planned: Backtracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "vi 'half")
    assert "EDITOR" in planned("plan", "edit", fails=1).err


def test_a_text_that_is_no_text_is_refused(planned: Backtracker, editor: SetEditor) -> None:
    before = plan(planned)
    editor("""printf '\\377\\376' > "$1" """)
    assert planned("plan", "edit", fails=1).err
    assert plan(planned) == before


def backtracker(*words: str) -> str:
    """A command of another program, as a shell writes it."""
    return shlex.join([sys.executable, "-m", "tracker", *words])


def test_what_another_window_changes_while_the_editor_is_open_stays(planned: Backtracker, editor: SetEditor) -> None:
    meanwhile = [
        backtracker("plan", "set", "knee-rolls", "--days", "mon"),
        backtracker("plan", "set", "walk"),
        backtracker("plan", "set", "bird-dog", "--lock"),
    ]
    editor("; ".join([*meanwhile, r"""sed -i -e 's/^Knee rolls.*every day/Knee rolls 7,7/' "$1" """]))
    planned("plan", "edit")
    assert sorted(line.split() for line in plan(planned)) == [
        ["Bird", "dog", "5·3·1", "×", "10", "s", "every", "day", "locked"],
        ["Knee", "rolls", "7·7", "mon"],
        ["Walk", "5", "min", "every", "day"],
    ]


def test_a_line_that_was_changed_there_too_is_shown_with_both_and_the_text_is_kept(
    planned: Backtracker, editor: SetEditor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    meanwhile = backtracker("plan", "set", "bird-dog", "--reps", "4,4")
    editor(f"""{meanwhile}; sed -i -e 's/^Bird dog.*/Bird dog 6,6 x 10 s/' "$1" """)
    refused = planned("plan", "edit", fails=1).err
    assert "Bird dog: repetitions: 4 and 4 there, 6 and 6 here" in refused
    (kept,) = tmp_path.glob("backtracker-plan-*.txt")
    assert str(kept) in refused
    assert "Bird dog 6,6 x 10 s" in kept.read_text(encoding="utf-8")
    assert [line.split()[2] for line in plan(planned) if line.startswith("Bird dog")] == ["4·4"]


@pytest.mark.parametrize("script", [': > "$1"', 'echo "# all of it" > "$1"'])
def test_an_empty_text_does_not_empty_the_plan_unasked(planned: Backtracker, editor: SetEditor, script: str) -> None:
    before = plan(planned)
    editor(script)
    assert "all 2 exercises would leave the plan" in planned("plan", "edit", fails=1).err
    assert plan(planned) == before


@pytest.mark.parametrize(("answer", "left"), [(True, ["The", "plan", "is", "empty."]), (False, ["Bird", "Knee"])])
def test_at_a_terminal_an_empty_text_is_asked_about_once_more(
    planned: Backtracker, editor: SetEditor, monkeypatch: pytest.MonkeyPatch, answer: bool, left: list[str]
) -> None:
    monkeypatch.setattr("tracker.cli.plan.is_interactive", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: answer)
    editor(': > "$1"')
    planned("plan", "edit", fails=0 if answer else 1)
    assert ([line.split()[0] for line in plan(planned)] if not answer else plan(planned)[0].split()[:4]) == left


def test_with_locked_what_is_changed_is_prescribed_by_a_professional(planned: Backtracker, editor: SetEditor) -> None:
    editor(r"""sed -i -e 's/^Bird dog.*/Bird dog 4,4 x 15 s mon thu/' "$1"; echo 'walk 12 min' >> "$1" """)
    planned("plan", "edit", "--locked")
    exercises = {exercise["exercise"]: exercise for exercise in planned("plan", "--json").json["exercises"]}
    assert {exercise: item["locked"] for exercise, item in exercises.items()} == {
        "bird-dog": True,
        "knee-rolls": False,
        "walk": True,
    }
    assert [exercises[exercise]["changes"][-1]["why"] for exercise in ("bird-dog", "walk")] == ["clinician"] * 2
    planned("undo")
    assert [item["locked"] for item in planned("plan", "--json").json["exercises"]] == [False, False]


def test_with_locked_an_exercise_that_moves_is_not_prescribed(planned: Backtracker, editor: SetEditor) -> None:
    editor(r"""line=$(grep '^Bird dog' "$1"); sed -i -e '/^Bird dog/d' "$1"; echo "$line" >> "$1" """)
    planned("plan", "edit", "--locked")
    items = planned("plan", "--json").json["exercises"]
    assert [(item["exercise"], item["locked"]) for item in items] == [("knee-rolls", False), ("bird-dog", False)]


@pytest.mark.parametrize("save", [True, False])
def test_at_a_terminal_the_changes_are_shown_before_they_are_saved(
    planned: Backtracker, editor: SetEditor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, save: bool
) -> None:
    before = plan(planned)
    questions: list[str] = []
    printed: list[str] = []

    def confirm(question: str, **_: object) -> bool:
        questions.append(question)
        assert plan_of_another_process(planned) == before, "nothing is saved yet"
        return save

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("tracker.cli.plan.is_interactive", lambda: True)
    monkeypatch.setattr("click.confirm", confirm)
    monkeypatch.setattr("tracker.cli.plan.say", lambda text, **_: printed.append(text))
    editor(r"""printf 'Walk 12 min\nBird dog 4,4 x 10 s mon\n' > "$1" """)
    failed = planned("plan", "edit", "--locked", fails=0 if save else 1).err
    monkeypatch.undo()
    assert questions == ["Save these changes?"]
    assert printed[0].splitlines() == [
        "Walk: not in the plan → 12 min, every day, prescribed by a professional.",
        "Bird dog: 5·3·1 × 10 s, every day → 4·4 × 10 s, mon, prescribed by a professional.",
        "Knee rolls: 6, every day → not in the plan.",
    ]
    if save:
        assert printed[1] == "The plan: 3 changes."
    else:
        assert failed.startswith("backtracker: The plan is as it was. Your text is kept in ")


def plan_of_another_process(run: Backtracker) -> list[str]:
    """The lines of the plan, read while a command is in the middle of something."""
    command = [sys.executable, "-m", "tracker", "--db", str(run.database), "plan"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [line for line in lines if line and not line.startswith("#")]
