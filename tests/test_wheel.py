"""The sdist and the wheel made from it: what they hold, and that what is installed runs outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tracker import __version__

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the sources."""
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], cwd=ROOT, check=True)
    (file,) = folder.glob("*.tar.gz")
    return file


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it from the archive of the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    subprocess.run([*build, "-w", str(folder), str(sdist)], check=True)
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


def test_the_wheel_brings_the_licence_and_the_man_page(wheel: Path) -> None:
    name = f"backtracker-{__version__}"
    with zipfile.ZipFile(wheel) as archive:
        licence = archive.read(f"{name}.dist-info/licenses/LICENSE")
        page = archive.read(f"{name}.data/data/share/man/man1/backtracker.1")
    assert licence == (ROOT / "LICENSE").read_bytes()
    assert page == (ROOT / "docs" / "backtracker.1").read_bytes()


def test_from_the_sdist_the_tests_can_be_run_too(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("tracker", "data", "docs", "tests", "screenshots"):
        files = [path for path in (ROOT / folder).rglob("*.*") if "__pycache__" not in path.parts and path.is_file()]
        assert {str(path.relative_to(ROOT)) for path in files} <= names
    assert {"LICENSE", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", "pyproject.toml"} <= names
    assert not [name for name in names if name.endswith((".db", ".pyc"))]


def test_what_the_wheel_installs_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [installed.with_name("python"), "-c", "import tracker; print(tracker.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed.parents[1])
    assert run(installed, tmp_path, "--version").strip().endswith(__version__)
    assert "Gentle start: 8 exercises planned." in run(installed, tmp_path, "plan", "start", "gentle")
    run(installed, tmp_path, "checkin", "0")
    run(installed, tmp_path, "log", "walk")
    today = json.loads(run(installed, tmp_path, "today", "--json"))
    assert len(today["exercises"]) == 8
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
    from tests.support.terminal import CTRL_Q, Terminal

    run(installed, tmp_path, "plan", "set", "clam")
    with Terminal({"HOME": str(tmp_path), "BACKTRACKER_NOW": "2026-11-23T07:30"}, program=installed) as terminal:
        terminal.until("Clam")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0
