"""Write the schema of a new database into `tests/storage/migrations`: `python -m tests.tools.freeze_schema`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.support.schema import schema_of
from tracker.storage.files import SCHEMA_VERSION
from tracker.storage.store import Store

FOLDER = Path(__file__).parents[1] / "storage" / "migrations"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        Store(path, ()).close()
        (FOLDER / f"schema_{SCHEMA_VERSION:04}.sql").write_text(schema_of(path), encoding="utf-8")


if __name__ == "__main__":
    main()
