"""The wheel: it holds the files of `data/`, and what it installs runs outside the checkout."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tracker import __version__

ROOT = Path(__file__).parents[1]
BACKEND = "hatchling"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it; skipped only where pip can get no build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-build-isolation"] if importlib.util.find_spec(BACKEND) else []
    build = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--quiet", "-w", str(folder), *isolation]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    if built.returncode and f"No matching distribution found for {BACKEND}" in built.stderr:
        pytest.skip(f"{BACKEND}, which builds the wheel, is not installed and pip cannot download it")
    assert built.returncode == 0, built.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a new environment that has the wheel, and borrows its dependencies from this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*install, str(wheel)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    # A path file within the folder that this one names is not followed, so the checkout stays out of sight.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "backtracker"


def run(command: Path, home: Path, *words: str) -> str:
    """What the installed command prints, far from the checkout, for a person with a new home."""
    environment = {"HOME": str(home), "PATH": os.defpath, "BACKTRACKER_NOW": "2026-11-23T07:30", "LANG": "C.UTF-8"}
    done = subprocess.run([command, *words], cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_data_and_the_styles_and_no_ones_database(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        data = {f"tracker/data/{path.relative_to(ROOT / 'data')}" for path in (ROOT / "data").rglob("*.toml")}
        styles = {str(path.relative_to(ROOT)) for path in (ROOT / "tracker").rglob("*.tcss")}
        assert data
        assert styles
        assert data | styles <= names
        assert archive.read("tracker/data/exercises.toml") == (ROOT / "data" / "exercises.toml").read_bytes()
    assert not [name for name in names if name.startswith("tests") or name.endswith((".db", ".pyc"))]
    assert f"backtracker-{__version__}" in wheel.name


def test_what_the_wheel_installs_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [installed.with_name("python"), "-c", "import tracker; print(tracker.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed.parents[1])
    assert run(installed, tmp_path, "--version").strip().endswith(__version__)
    assert "Gentle start: 7 exercises planned." in run(installed, tmp_path, "plan", "start", "gentle")
    run(installed, tmp_path, "checkin", "0")
    run(installed, tmp_path, "log", "walk")
    today = json.loads(run(installed, tmp_path, "today", "--json"))
    assert len(today["exercises"]) == 7
    assert [row["exercise"] for row in today["exercises"] if row["done"]] == ["walk"]
    assert len(json.loads(run(installed, tmp_path, "library", "--json"))["exercises"]) >= 40
    assert json.loads(run(installed, tmp_path, "suggest", "--json"))["exercises"]
    run(installed, tmp_path, "export", "all.json")
    run(installed, tmp_path, "--db", "other.db", "import", "all.json")
    assert "is sound" in run(installed, tmp_path, "doctor")
    (database,) = (tmp_path / ".local").rglob("*.db")
    assert str(database) in run(installed, tmp_path, "path")


@pytest.mark.pty
def test_the_interface_of_the_wheel_opens(installed: Path, tmp_path: Path) -> None:
    from tests.pty.terminal import CTRL_Q, Terminal

    run(installed, tmp_path, "plan", "set", "clam")
    with Terminal({"HOME": str(tmp_path), "BACKTRACKER_NOW": "2026-11-23T07:30"}, program=installed) as terminal:
        terminal.until("Clam")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
