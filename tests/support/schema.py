"""The schema of a database as statements that make the same empty database again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def schema_of(path: Path) -> str:
    """Everything it takes to make the same empty database again."""
    with closing(sqlite3.connect(path)) as conn:
        made = conn.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'"
        ).fetchall()
        migrations = conn.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()
        (application,) = conn.execute("PRAGMA application_id").fetchone()
        (version,) = conn.execute("PRAGMA user_version").fetchone()
    return "\n".join(
        [
            *(f"{statement.rstrip().rstrip(';')};" for (statement,) in made),
            *(
                f"INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('{set_}', '{name}', '');"
                for set_, name in migrations
            ),
            f"PRAGMA application_id = {application};",
            f"PRAGMA user_version = {version};\n",
        ]
    )
