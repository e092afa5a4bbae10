"""The tables, migration by migration; none is edited once released, so limits stand here as they were then.

Each constraint's name is the end of the sentence that the person reads when it refuses something. A migration that adds
columns to a table of data adds them to its images in the journal too; it makes the triggers of the tables that it
touches anew and sets `user_version` to its number. Tables that are there stay on their pages, on which `rescue` rests:
they get new columns or another statement, and are never made anew. Imported only where something is to be migrated,
since it loads sqlite_utils.
"""

# Each adds itself to the registry, in the order of the numbers.
from tracker.storage.migrations import m001_first_tables, m002_wider_settings, m003_function_and_goal, m004_sync  # noqa: F401
from tracker.storage.migrations.registry import migrations

__all__ = ["migrations"]
