"""The session in a pipe, as a script holds it, and what opens it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.terminal import PROGRAM

NOW = "2026-11-23T07:30"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A person's folders and a plan of one exercise."""
    found = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "BACKTRACKER_NOW": NOW,
    }
    subprocess.run([PROGRAM, "plan", "set", "clam", "--reps", "8,8"], env=found, check=True, capture_output=True)
    return found


def piped(environment: dict[str, str], typed: str, *words: str, status: int = 0) -> str:
    """What a call prints that reads these lines; nothing goes to stderr."""
    done = subprocess.run([PROGRAM, *words], env=environment, input=typed.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (status, b"")
    assert set(done.stdout) & set(range(32)) <= {0x07, 0x0A}, "no escape code"
    return done.stdout.decode(environment.get("PYTHONIOENCODING", "utf-8"))


def test_a_script_answers_and_the_end_of_its_lines_ends_the_session(environment: dict[str, str]) -> None:
    said = piped(environment, "wrong\n0\n\n", "session")
    assert "“wrong” is no answer here. Type 0 to 10" in said
    assert "Clam: 1 set logged" in said
    assert said.splitlines()[-1].startswith("Everything is saved.")
    assert "Clam, set 2 of 2" in piped(environment, "", "session"), "and the next call goes on"


def test_the_last_line_needs_no_newline(environment: dict[str, str]) -> None:
    assert "Check-in for 23 November: pain 2." in piped(environment, "2", "session")


def test_an_output_without_the_signs_has_others(environment: dict[str, str]) -> None:
    said = piped(environment | {"PYTHONIOENCODING": "ascii"}, "wrong\n", "session")
    assert '"wrong" is no answer here.' in said


def test_bytes_that_are_no_text_are_a_wrong_answer(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [PROGRAM, "session"], env=environment, input=b"\xff\xfe\x1b[2J\n0\n", capture_output=True, check=True
    )
    assert b"is no answer here" in done.stdout
    assert b"\x1b" not in done.stdout
    assert b"pain 0" in done.stdout


@pytest.mark.parametrize(
    ("variables", "plain"),
    [({"TERM": "dumb"}, True), ({"BACKTRACKER_PLAIN": "1"}, True), ({"BACKTRACKER_PLAIN": "0"}, False), ({}, False)],
)
def test_the_interface_is_plain_where_the_terminal_or_the_person_says_so(
    environment: dict[str, str], variables: dict[str, str], plain: bool
) -> None:
    done = subprocess.run([PROGRAM], env=environment | variables, input=b"", capture_output=True, check=False)
    if plain:
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"Back or leg pain this morning?" in done.stdout
    else:
        assert b"The interface needs a terminal" in done.stderr
    named = subprocess.run(
        [PROGRAM, "--db", Path(environment["HOME"]) / "y.db"],
        env=environment | variables, input=b"", capture_output=True, check=False,
    )  # fmt: skip
    assert (b"Before" in named.stdout or b"Ask a doctor" in named.stdout) is plain


def test_the_demonstration_is_plain_too_and_leaves_the_persons_own_record_alone(environment: dict[str, str]) -> None:
    said = piped(environment | {"BACKTRACKER_PLAIN": "1"}, "", "demo")
    assert "Everything is saved." in said
    assert "No check-in yet" in piped(environment, "", "session")


def test_a_day_has_its_backup(environment: dict[str, str]) -> None:
    piped(environment, "0\n", "session")
    listed = subprocess.run([PROGRAM, "backup", "--list"], env=environment, capture_output=True, check=True)
    assert b"2026-11-23" in listed.stdout


def test_a_configuration_that_cannot_be_used_is_one_sentence(environment: dict[str, str]) -> None:
    config = Path(environment["XDG_CONFIG_HOME"]) / "backtracker" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('units = "stone"\n')
    done = subprocess.run([PROGRAM, "session"], env=environment, input=b"", capture_output=True, check=False)
    assert done.returncode == 1
    assert b"units is kg or lb" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_output_is_one_sentence_and_what_was_answered_is_kept(environment: dict[str, str]) -> None:
    for words in (["session"], []):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [PROGRAM, *words], env=environment | {"BACKTRACKER_PLAIN": "1"}, input=b"0\n",
                stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert done.returncode == 1
        assert done.stderr.count(b"\n") == 1
