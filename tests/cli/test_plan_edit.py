"""`plan edit`: the plan as text, in the person's editor."""

from __future__ import annotations

import shlex
import stat
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
