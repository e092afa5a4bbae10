"""What can be wrong, as exceptions that carry a sentence for the person.

Every sentence says what is wrong and what to do about it. The commands print it on one line and exit with
`exit_status`; the interface shows it and goes on. Anything that is not a `UserError` is a fault of the program.
"""

from __future__ import annotations

from collections.abc import Sequence


class UserError(Exception):
    """Something the person can mend; `str()` is the sentence."""

    exit_status = 1


class UsageError(UserError):
    """The words of the call are wrong: a value out of range, an unknown name, a date that does not exist."""

    exit_status = 2


class FileError(UserError):
    """A file that cannot be used as what it was given for; it is left as it is."""


class DocumentError(FileError):
    """A history document with wrong fields; `faults` names each place and what is wrong there."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(self.faults[:5])
        more = len(self.faults) - 5
        super().__init__(shown + (f"; and {more} more" if more > 0 else ""))


class NotPossibleError(UserError):
    """What was asked for cannot be done as things stand, such as accepting where nothing is proposed."""


class StorageError(UserError):
    """The database could not be read or written: locked, full, read-only, damaged or from a newer program."""


class MissingDatabaseError(StorageError):
    """There is no database yet, and nothing that shows that there was one."""


class DatabaseLockedError(StorageError):
    """Another program keeps the database locked."""
