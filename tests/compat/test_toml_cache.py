"""TOML files that are parsed once, not at each start."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from tracker.compat.toml_cache import read_toml

TEXT = 'name = "Bird dog"\nreps = [5, 3, 1]\n[pace]\nup = 2.5\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "exercises.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_file_is_parsed_once_and_read_from_the_cache_after_that(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    document = read_toml(file)
    assert document == tomllib.loads(TEXT)
    monkeypatch.delattr(tomllib, "loads")
    assert read_toml(file) == document


def test_a_file_that_has_changed_is_parsed_again(file: Path) -> None:
    read_toml(file)
    file.write_text(changed := TEXT + "down = 3\n", encoding="utf-8")
    assert read_toml(file) == tomllib.loads(changed)


def test_where_no_cache_can_be_written_the_file_is_parsed_each_time(file: Path) -> None:
    (file.parent / "__pycache__").write_text("no folder", encoding="utf-8")
    assert read_toml(file) == read_toml(file) == tomllib.loads(TEXT)


def test_what_is_no_toml_is_a_value_error_and_no_file_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("name =", encoding="utf-8")
    with pytest.raises(ValueError, match="Invalid value"):
        read_toml(tmp_path / "bad.toml")
    with pytest.raises(FileNotFoundError):
        read_toml(tmp_path / "none.toml")
