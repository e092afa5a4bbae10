"""Constraints that several migrations write: never edited once released, since a released schema holds them."""

from __future__ import annotations


def real_date(column: str) -> str:
    """A constraint on a text that may be null; SQLite knows a year 0, Python does not."""
    return (
        f'CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK ({is_date(column)} '
        f"AND {column} >= '0001-01-01')"
    )


def is_date(text: str) -> str:
    """A condition; without something to add SQLite lets the 30th of February pass."""
    return f"date({text}, '+0 days') IS {text}"


def short(column: str) -> str:
    """A constraint on the length of a text."""
    return f'CONSTRAINT "a text may have at most 2000 characters" CHECK (length({column}) <= 2000)'


def flag(column: str) -> str:
    """A constraint on a column that is 0 or 1."""
    return f'CONSTRAINT "{column} must be yes or no" CHECK ({column} IN (0, 1))'


def between(column: str, low: int, high: int, words: str) -> str:
    """A constraint on a number; `words` says what it counts."""
    return f'CONSTRAINT "{words} must be from {low} to {high}" CHECK ({column} BETWEEN {low} AND {high})'


def dose(column: str, at: str = "$") -> str:
    """A condition on a dose as JSON; what it cannot see, the numbers in the list of reps, a trigger looks at."""

    def number(name: str, low: int, high: int) -> str:
        value = f"json_extract({column}, '{at}.{name}')"
        return f"json_type({column}, '{at}.{name}') IN ('integer', 'real') AND {value} BETWEEN {low} AND {high}"

    sets = f"json_array_length({column}, '{at}.reps')"
    minutes = f"json_extract({column}, '{at}.minutes')"
    return (
        f"json_type({column}, '{at}.reps') = 'array' AND {sets} <= 50 AND {number('hold_s', 0, 3600)} "
        f"AND {number('load_kg', 0, 500)} AND {number('minutes', 0, 1440)} AND ({sets} > 0) = (unit = 'reps') "
        f"AND CASE unit WHEN 'reps' THEN {minutes} = 0 ELSE {minutes} >= 1 END"
    )


def reps_triggers(table: str, column: str, path: str, name: str) -> list[str]:
    """Triggers that refuse anything but repetitions in a list within the JSON of a column."""
    return [
        f"""CREATE TRIGGER {table}_{name}_{event} BEFORE {event} ON {table}
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.{column}, '{path}')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END"""
        for event in ("INSERT", "UPDATE")
    ]
