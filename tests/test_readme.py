"""What the README tells people to type works as it is written there."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.cli.conftest import run as run_fixture

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPENS_THE_INTERFACE = {"demo", "serve", "session"}
DEVELOPMENT = "extra == 'dev'"

run = run_fixture


def commands() -> list[list[str]]:
    """Each `backtracker …` of the README that has no placeholder and does not open the interface, in its order."""
    shown = re.findall(r"^    backtracker ([^#\n]+)|`backtracker ([^`]+)`", README, re.MULTILINE)
    words = [shlex.split(block or inline) for block, inline in shown]
    return [
        each
        for each in words
        if each[0] not in OPENS_THE_INTERFACE and not any(re.search(r"[A-Z]{3}", word) for word in each)
    ]


def test_every_command_of_the_readme_runs_in_the_order_in_which_it_stands_there(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho 'clam 8' >> \"$1\"\n")
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    run("plan", "start", "gentle-start")
    run("plan", "set", "bird-dog")
    run.at("2026-11-23T07:30:00")
    named = commands()
    assert len(named) > 12
    for words in named:
        run(*words)
    assert (tmp_path / "report.html").exists()


def test_every_link_of_the_readme_to_a_file_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_key_of_the_table_is_bound_on_today() -> None:
    from tracker.tui.app import BacktrackerApp
    from tracker.tui.today.actions import DayActions
    from tracker.tui.today.questions import DayQuestions
    from tracker.tui.today.screen import TodayScreen

    bound: set[str] = set()
    for owner in (BacktrackerApp, DayActions, DayQuestions, TodayScreen):
        for binding in owner.BINDINGS:
            assert not isinstance(binding, tuple)
            bound |= {*binding.key.split(","), *(binding.key_display or "").split()}
    table = README[README.index("## Keys") : README.index("Arrows or")]
    keys = {
        key
        for row in table.splitlines()
        if row.startswith("| `")
        for key in re.findall(r"`([^`]+)`", row.split("|")[1])
    }
    names = {"!": "exclamation_mark", ":": "colon", "?": "question_mark"}
    assert {key for key in keys if names.get(key, key) not in bound} == set()


def dependencies() -> dict[str, str]:
    """What is installed because of the program and its extra, each with all that it says of its licence."""
    found: dict[str, str] = {}
    waiting = ["backtracker"]
    while waiting:
        name = waiting.pop()
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # it is for another system or another Python
            continue
        said = installed.metadata
        fields = ("License-Expression", "License", "Classifier")
        found[name] = " ".join(text for field in fields for text in said.get_all(field, []))
        needed = [
            need
            for need in installed.requires or []
            if "extra ==" not in need or need.startswith(("textual-serve", "loro"))
        ]
        named = [re.sub("[-_.]+", "-", re.split(r"[^\w.-]", need)[0]).lower() for need in needed]
        waiting += [each for each in named if each not in found]
    del found["backtracker"]
    return found


def test_the_table_names_each_dependency_with_its_licence() -> None:
    table = README[README.index("## Dependencies") : README.index("For development:")]
    rows = re.findall(r"^\| \[([^]]+)\]\(https?://[^)]+\) \| [^|]+ \| ([^|]+) \|$", table, re.MULTILINE)
    wanted = [re.split(r"[^\w.-]", need)[0] for need in requires("backtracker") or [] if DEVELOPMENT not in need]
    assert sorted(name.lower() for name, _ in rows) == sorted(wanted)
    said = dependencies()
    assert [name for name, licence in rows if licence.split("-")[0] not in said[name.lower()]] == []


def test_all_that_comes_along_has_one_of_the_licences_that_are_named() -> None:
    named = ("MIT", "BSD", "Apache", "PSF", "Public Domain")
    said = dependencies()
    assert len(said) > 20
    assert {name: text for name, text in said.items() if "GPL" in text or not any(each in text for each in named)} == {}


def test_every_path_that_the_documents_name_is_there() -> None:
    missing = [
        f"{page.name}: {path}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
        for path in re.findall(r"\b(?:tests|tracker|docs|data)/[\w./-]+", page.read_text(encoding="utf-8"))
        if not (ROOT / path.rstrip(".,")).exists()
    ]
    assert not missing
