"""The short status, and the reminders that rest on it, as `docs/reminders.md` writes them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.past import BIRD_DOG, good_weeks, written

DOCS = Path(__file__).parents[2] / "docs" / "reminders.md"


def both(run: Backtracker) -> tuple[str, str]:
    """What `--short` and `--left` say."""
    return run("status", "--short").out, run("status", "--left").out


def test_the_short_status_has_a_word_for_every_kind_of_day(run: Backtracker) -> None:
    run.begin()
    assert both(run) == ("no plan\n", "")
    run("plan", "set", "bird-dog", "--days", "sun")
    assert both(run) == ("3 sets\n", "3 sets left today\n")
    run("log", "bird-dog", "5", "3")
    assert both(run) == ("1 set\n", "1 set left today\n")
    run("log", "bird-dog")
    assert both(run) == ("done\n", "")
    run.at("2026-11-23T07:30:00")
    assert both(run) == ("rest\n", "")
    run("pause")
    assert both(run) == ("paused\n", "")


def test_a_step_that_is_due_is_marked(run: Backtracker, tmp_path: Path) -> None:
    run("import", written(tmp_path, good_weeks({"bird-dog": BIRD_DOG})))
    assert both(run) == ("3 sets ↑\n", "3 sets left today\n")
    run("done", "--pain", "0")
    assert run("status", "--short").out == "done ↑\n"


def test_what_is_left_out_for_the_day_is_not_reminded_of(planned: Backtracker) -> None:
    planned("skip", "bird-dog", "--reason", "time")
    planned("skip", "knee-rolls", "--reason", "pain")
    assert both(planned) == ("done\n", "")


def test_the_two_short_forms_do_not_go_together(run: Backtracker) -> None:
    assert "not both" in run("status", "--short", "--left", fails=2).err


def commands() -> list[str]:
    """The lines of the systemd service and of cron, as a shell gets them."""
    text = DOCS.read_text(encoding="utf-8")
    service = re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)
    cron = re.search(r"^0 18 \* \* \* .*(sh -c .*)$", text, re.MULTILINE)
    assert service is not None
    assert cron is not None
    return [service[1].replace("$$", "$"), cron[1]]


@pytest.mark.parametrize("command", commands(), ids=["systemd", "cron"])
def test_the_documented_reminder_speaks_only_when_something_is_left(
    planned: Backtracker, tmp_path: Path, command: str
) -> None:
    heard = tmp_path / "heard"
    notify = tmp_path / "notify-send"
    notify.write_text(f'#!/bin/sh\necho "$@" >> {heard}\n', encoding="utf-8")
    notify.chmod(0o700)
    path = f"{tmp_path}:{Path(sys.executable).parent}:{os.environ['PATH']}"

    def remind() -> int:
        return subprocess.run(command, shell=True, env=os.environ | {"PATH": path}, check=False).returncode

    assert remind() == 0
    assert heard.read_text(encoding="utf-8") == "Backtracker 4 sets left today\n"
    planned("done")
    assert remind() == 0
    planned("pause")
    assert remind() == 0
    planned.at("2026-11-23T18:00:00")
    planned("resume")
    planned("plan", "set", "bird-dog", "--days", "sun")
    planned("plan", "set", "knee-rolls", "--days", "sun")
    assert remind() == 0
    assert heard.read_text(encoding="utf-8").count("\n") == 1
    planned.database.write_bytes(b"no database" * 100)
    assert remind() == 0
    assert "is not a database" in heard.read_text(encoding="utf-8").splitlines()[-1]
