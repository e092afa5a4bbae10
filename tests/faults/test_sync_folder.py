"""The folder between machines damaged in each way: what is whole arrives, and nothing else is stored."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.tools.sync_damage import DAMAGES, Damage, Source, damage_once


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    made = Source(tmp_path_factory.mktemp("source"), 1)
    yield made
    made.close()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_what_is_whole_arrives_and_the_rest_when_it_is_whole_again(
    source: Source, tmp_path: Path, damage: Damage
) -> None:
    assert damage_once(source, tmp_path, [damage], random.Random(1)) == []
