"""What a command makes of its surroundings: the clock, colours, a pipe that closes, the environment."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tracker.cli import main

COMMANDS = ["status", "today", "suggest", "plan", "settings", "library", "history", "doctor", "path", "--help"]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test set `TZ` for this process."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def set_zone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let the local time be that of a POSIX zone, such as `EST5`."""
    monkeypatch.setenv("TZ", name)
    time.tzset()


def day(run: Backtracker) -> str:
    """What day the commands take it to be."""
    run.begin()
    return str(run("today", "--json").json["date"])


def test_the_day_begins_at_three_in_the_morning(run: Backtracker) -> None:
    for now, expected in {
        "2026-11-22T01:00": "2026-11-21",
        "2026-11-22T02:59:59": "2026-11-21",
        "2026-11-22T03:00": "2026-11-22",
        "2026-11-22T23:59": "2026-11-22",
    }.items():
        run.at(now)
        assert day(run) == expected


def test_what_is_logged_at_night_is_of_the_day_before(planned: Backtracker) -> None:
    planned.at("2026-11-23T01:00")
    planned("log", "bird-dog", "5")
    assert "23 November is still to come" in planned("checkin", "0", "--on", "2026-11-23", fails=2).err
    planned.at("2026-11-23T07:30")
    assert planned("today", "--on", "yesterday", "--json").json["exercises"][0]["logged"][0]["reps"] == 5
    assert planned("today", "--json").json["exercises"][0]["logged"] == []


def test_the_hour_at_which_the_day_begins_is_a_setting(run: Backtracker) -> None:
    run.at("2026-11-22T04:30")
    run("settings", "day_start", "05:00")
    assert day(run) == "2026-11-21"
    run("settings", "day_start", "00:00")
    run.at("2026-11-22T00:00")
    assert day(run) == "2026-11-22"


def test_the_clock_of_a_document_begins_its_days_where_it_says(run: Backtracker, tmp_path: Path) -> None:
    file = tmp_path / "late.json"
    file.write_text('{"format": "backtracker-history", "version": 1, "settings": {"day_start": "06:00"}}')
    run.at("2026-11-22T05:00")
    assert run("suggest", "--history", file, "--json").json["date"] == "2026-11-21"


def test_a_clock_without_a_zone_is_local_and_one_with_a_zone_is_turned_into_local_time(
    planned: Backtracker, zone: pytest.MonkeyPatch
) -> None:
    set_zone(zone, "EST5")
    planned.at("2026-11-22T22:30:00")
    assert day(planned) == "2026-11-22"
    planned("log", "bird-dog", "5")
    assert planned("today", "--json").json["exercises"][0]["logged"][0]["at"] == "2026-11-23T03:30:00Z"
    planned.at("2026-11-23T03:30:00Z")
    assert day(planned) == "2026-11-22"
    planned.at("2026-11-23T03:30:00+09:00")
    assert day(planned) == "2026-11-22"
    set_zone(zone, "JST-9")
    assert day(planned) == "2026-11-23"


def test_a_clock_that_is_none_is_refused_in_words(run: Backtracker) -> None:
    run.at("half past seven")
    assert "half past seven" in run("today", fails=2).err
    assert not run.database.exists()


@pytest.mark.parametrize("local", ["UTC0", "NZST-12NZDT,M9.5.0,M4.1.0/3", "NZST-12NZDT,M3.5.0,M10.1.0/3"])
def test_without_a_clock_of_its_own_it_is_now(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch, zone: pytest.MonkeyPatch, local: str
) -> None:
    set_zone(zone, local)  # with summer time in either half of the year, so that it is summer in one of them
    monkeypatch.delenv("BACKTRACKER_NOW")
    before = time.time()
    run("log", "clam", "5")
    stamp = run("today", "--json").json["exercises"][0]["logged"][0]["at"]
    written = datetime.fromisoformat(stamp).timestamp()
    assert before - 1 <= written <= time.time() + 1


def test_there_is_no_colour_where_the_output_is_no_terminal(planned: Backtracker) -> None:
    planned("checkin", "7", "--flare")
    assert all("\x1b" not in planned(command).out for command in COMMANDS)


def in_a_terminal(words: list[str], **environment: str) -> bytes:
    """What a command writes to a terminal, as bytes."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", *words], stdout=slave, stderr=slave, env=os.environ | environment
    )
    os.close(slave)
    message = b""
    while True:
        try:
            message += os.read(master, 65536)
        except OSError:  # the other end is closed
            break
    os.close(master)
    assert process.wait() == 0
    return message


def test_no_color_is_honoured_in_a_terminal(planned: Backtracker) -> None:
    planned("checkin", "7", "--flare")
    for words in (["today"], ["--help"]):
        message = in_a_terminal(words, NO_COLOR="1", TERM="xterm-256color")
        assert b"\x1b" not in message
        assert message


def in_a_shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What comes of a command of the shell, in which `$run` is the program."""
    run = shlex.join([sys.executable, "-m", "tracker"])
    return subprocess.run(
        ["sh", "-c", command.replace("$run", run)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, env=os.environ | environment, check=False,
    )  # fmt: skip


PRINTING = ["today", "library --json", "log bird-dog 5", "--help", "--version", "plan edit --help", "plan --json"]
# As Python writes by itself, at once, and in an encoding for which click makes a stream of its own.
WRITING = [{"PYTHONUNBUFFERED": ""}, {"PYTHONUNBUFFERED": "1"}, {"PYTHONIOENCODING": "ascii"}]


@pytest.mark.parametrize("words", PRINTING)
@pytest.mark.parametrize("writing", WRITING, ids=["buffered", "unbuffered", "ascii"])
def test_an_answer_that_cannot_be_printed_is_said_in_one_line(
    planned: Backtracker, words: str, writing: dict[str, str]
) -> None:
    for nowhere, why in (("/dev/full", "No space left on device"), ("&-", "standard output is closed")):
        done = in_a_shell(f"$run {words} >{nowhere}", **writing)
        assert done.stderr.startswith(f"backtracker: The answer cannot be printed: {why}.")
        assert done.stderr.count("\n") == 1
        assert done.returncode == 1


@pytest.mark.parametrize("words", PRINTING)
@pytest.mark.parametrize("writing", WRITING, ids=["buffered", "unbuffered", "ascii"])
def test_a_reader_that_goes_away_is_no_fault(planned: Backtracker, words: str, writing: dict[str, str]) -> None:
    reading, closed = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "tracker", *words.split()],
        stdout=closed, stderr=subprocess.PIPE, env=os.environ | writing, check=False,
    )  # fmt: skip
    os.close(closed)
    assert done.stderr == b""
    assert done.returncode == 1


@pytest.mark.parametrize("errors", ["/dev/full", "&-"])
def test_where_errors_cannot_be_written_the_exit_status_still_tells_of_them(planned: Backtracker, errors: str) -> None:
    assert in_a_shell(f"$run today --on never 2>{errors}").returncode == 2
    assert in_a_shell(f"$run today >/dev/full 2>{errors}").returncode == 1
    done = in_a_shell(f"$run today 2>{errors}")
    assert done.stdout == planned("today").out
    assert done.returncode == 0


@pytest.mark.parametrize("words", ["", "demo"])
def test_with_its_streams_closed_the_interface_says_that_it_needs_a_terminal(planned: Backtracker, words: str) -> None:
    done = in_a_shell(f"$run {words} <&- >&-")
    assert done.stderr.startswith("backtracker: The interface needs a terminal.")
    assert done.stderr.count("\n") == 1
    assert done.returncode == 1


@pytest.mark.parametrize("words", [[], ["demo"]])
def test_a_fault_of_the_interface_is_told_by_the_exit_status(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["backtracker", *words])
    for status in (0, 1):
        monkeypatch.setattr("tracker.tui.run", lambda database, status=status, **_: status)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == status


def test_without_a_terminal_the_interface_says_so_and_makes_nothing(tmp_path: Path) -> None:
    database = tmp_path / "new.db"
    process = subprocess.run(
        [sys.executable, "-m", "tracker"],
        env=os.environ | {"BACKTRACKER_DB": str(database)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == 1
    assert process.stderr.startswith("backtracker: The interface needs a terminal.")
    assert not database.exists()


def test_characters_that_a_terminal_would_obey_are_shown_and_not_obeyed(planned: Backtracker) -> None:
    planned("checkin", "3", "--note", "\x1b[2Jgone \x07 ")
    planned("log", "bird-dog", "5", "--note", "\x1b]0;title\x07")
    for command in COMMANDS:
        message = planned(command)
        assert "\x1b" not in message.out
        assert "\x07" not in message.out
    refused = planned("log", "\x1b[31mbird", "5", fails=2)
    assert "\x1b" not in refused.err


def test_what_is_typed_wrong_is_one_line_even_where_it_has_several(planned: Backtracker) -> None:
    planned("log", "no\n\nsuch\n", "5", fails=2)
    planned("today", "--on", "2026\n-11", fails=2)


LONG = "x" * 5000
LOOP = "loop"


@pytest.fixture
def odd_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with links in a circle and pipes into which nobody writes."""
    monkeypatch.chdir(tmp_path)
    for name in (LOOP, "loop.json", "loop.csv", "loop.html", "loop.db"):
        Path(name).symlink_to(name)
    for name in ("pipe", "pipe.json", "pipe.csv", "pipe.db"):
        os.mkfifo(name)
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        *(["--db", name, *words.split()] for name in (LONG, f"{LONG}/x.db", LOOP, f"{LOOP}/x.db", "pipe", "/dev/zero",
                                                      "~nobody-at-all/x.db")
          for words in ("today", "status", "checkin 1", "undo", "report -o r.html", "backup c.db", "backup --list",
                        "import good.json", "doctor --rescue saved.json", "library", "serve")),
        *(["import", name]
          for name in ("loop.json", "loop.csv", "pipe.json", "pipe.csv", "pipe.db", "/dev/zero", LONG)),
        *(["suggest", "--history", name] for name in ("loop.json", "pipe", "/dev/zero", LONG)),
        *([*words, name] for words in (["export"], ["report", "-o"], ["doctor", "--rescue"])
          for name in ("loop.json", "loop.html", f"{LOOP}/x.json", f"{LONG}.json", f"{LONG}.html")),
        *(["backup", name] for name in (f"{LOOP}/x.db", f"{LONG}.db")),
        *(["backup", "--restore", name] for name in (LONG, LOOP, "pipe", "/dev/zero", "~nobody-at-all/x.db")),
    ],
    ids=lambda words: " ".join(word.replace(LONG, "LONG") for word in words),
)  # fmt: skip
def test_a_name_that_leads_to_no_file_is_refused_in_one_line(
    planned: Backtracker, odd_files: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.service.files.import_export.PIPE_S", 0.01)
    Path("good.json").write_text('{"format": "backtracker-history", "version": 1}')
    if words[0] == "doctor":
        planned.database.write_bytes(b"noise" * 1000)
    refused = planned(*words, fails=None)
    assert refused.status or words[-1] in ("status", "library", "--list")


@pytest.mark.parametrize("variable", ["BACKTRACKER_DB", "XDG_DATA_HOME"])
def test_a_folder_with_too_long_a_name_is_refused_in_one_line(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.delenv("BACKTRACKER_DB")
    monkeypatch.setenv(variable, f"/{LONG}")
    for words in (["today"], ["checkin", "1"]):
        assert "too long" in run(*words, fails=1).err
    run("path")


def test_a_history_may_come_through_a_pipe_that_ends(planned: Backtracker) -> None:
    document = '{"format": "backtracker-history", "version": 1}'
    done = in_a_shell(f"echo '{document}' | $run suggest --history /dev/stdin")
    assert (done.stderr, done.returncode) == ("", 0)
    assert "nothing to advise on" in done.stdout


def test_of_a_pipe_that_never_ends_no_more_is_read_than_a_file_may_have(
    planned: Backtracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = in_a_shell("yes | $run suggest --history /dev/stdin")
    assert "larger than 64 MiB" in done.stderr
    assert done.returncode == 1
    reading, writing = os.pipe()
    monkeypatch.setattr("tracker.service.files.import_export.PIPE_S", 0.01)
    assert "did not come to its end" in planned("suggest", "--history", f"/dev/fd/{reading}", fails=1).err
    os.close(writing)
    os.close(reading)


@pytest.mark.parametrize(
    "words", ["", "demo", "import good.csv", "checkin 1", "plan edit", "settings pain_free_limit 3"]
)
@pytest.mark.parametrize("source", ["yes |", "cat /dev/zero |", ":|", "true </dev/null;"])
def test_nobody_who_is_no_person_is_asked(planned: Backtracker, tmp_path: Path, words: str, source: str) -> None:
    (tmp_path / "good.csv").write_text("date,pain\n2026-11-01,3\n2026-11-02,4\n")
    done = in_a_shell(f"cd {shlex.quote(str(tmp_path))}; {source} $run {words}")
    assert done.returncode in (0, 1)
    assert done.stderr.count("\n") == done.returncode


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso8859-5"])
def test_what_the_encoding_of_the_output_lacks_is_replaced(planned: Backtracker, encoding: str) -> None:
    planned("checkin", "1", "--note", "größer \u2192 日本")
    for command in (*COMMANDS, "suggest --json", "backup --list", "plan --help"):
        done = subprocess.run(
            [sys.executable, "-m", "tracker", *command.split()],
            capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}, check=False,
        )  # fmt: skip
        assert (done.stderr, done.returncode) == (b"", 0), command
        assert done.stdout.decode(encoding)


def test_in_the_plainest_locale_the_commands_say_the_same(planned: Backtracker) -> None:
    for command in COMMANDS:
        plain = in_a_shell(f"$run {command}", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert (plain.stderr, plain.returncode) == ("", 0), command


def test_without_a_terminal_only_an_editor_that_was_named_is_opened(planned: Backtracker) -> None:
    done = in_a_shell("$run plan edit")
    assert done.stderr == (
        "backtracker: An editor needs a terminal. Name one that needs none with EDITOR, or use: backtracker plan set.\n"
    )
    assert done.returncode == 1
    assert "was not changed" in in_a_shell("$run plan edit", EDITOR="true").stderr
