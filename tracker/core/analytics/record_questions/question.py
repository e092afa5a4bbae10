"""The questions that can be put to the record, and how each is written down."""

from __future__ import annotations

from dataclasses import dataclass

SESSION, MORE, EXERCISE = "session", "more-than-planned", "exercise:"
WALK = "walk"


@dataclass(frozen=True, slots=True)
class RecordQuestion:
    """Whether days with something go with another pain on the next morning than days without it.

    `key` is how it is stored: `session`, `more-than-planned`, or `exercise:` and an exercise's id.
    """

    key: str

    @classmethod
    def about(cls, exercise: str) -> RecordQuestion:
        """The question about an exercise, by its id."""
        return cls(EXERCISE + exercise)

    @property
    def exercise(self) -> str | None:
        """The id of the exercise that it is about, None where it is about none."""
        return self.key.removeprefix(EXERCISE) if self.key.startswith(EXERCISE) else None
