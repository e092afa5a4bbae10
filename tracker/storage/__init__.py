"""The person's data in one SQLite file: typed values in and out, whole changes only, each of which can be undone."""

from tracker.core.model import Answer
from tracker.storage.change import Change
from tracker.storage.health import check_file
from tracker.storage.store import Store

__all__ = ["Answer", "Change", "Store", "check_file"]
