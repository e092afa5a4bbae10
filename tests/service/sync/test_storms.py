"""Whatever happens to machines and to what carries their files, all end with the same record, and no set is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("loro", reason="loro is not installed; it comes with the extra `sync`")

from tests.support.sync_storm import storm


@pytest.fixture
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("storm")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), steps=st.sampled_from((20, 60, 100)), machines=st.integers(2, 4))
def test_all_machines_end_with_the_same_record(
    new_home: Callable[[], Path], seed: int, steps: int, machines: int
) -> None:
    assert storm(new_home(), seed, steps, machines) == []
