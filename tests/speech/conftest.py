"""A folder of stand-ins that is the whole search path."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.speech_programs import search_path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for; there is none in it yet."""
    return search_path(tmp_path, monkeypatch)
