"""The table of settings, whose ranges a later migration may widen."""

from __future__ import annotations

# A setting's value is JSON; whether the settings fit each other is for the core to say.
SETTINGS = {
    "pain_free_limit": "{type} = 'integer' AND {number} BETWEEN 0 AND 2",
    "weeks_required": "{type} = 'integer' AND {number} BETWEEN 2 AND 6",
    "adherence_required": "{type} IN ('integer', 'real') AND {number} BETWEEN 0.5 AND 1",
    "mornings_required": "{type} IN ('integer', 'real') AND {number} BETWEEN 0.5 AND 1",
    "max_increases_per_week": "{type} = 'integer' AND {number} BETWEEN 1 AND 3",
    "amber_from": "{type} = 'integer' AND {number} BETWEEN 1 AND 5",
    "red_from": "{type} = 'integer' AND {number} BETWEEN 4 AND 8",
    "raise_doses": "{type} IN ('true', 'false')",
    "day_start": "{number} GLOB '[01][0-9]:[0-5][0-9]' OR {number} GLOB '2[0-3]:[0-5][0-9]'",
}


def _setting(rules: dict[str, str]) -> str:
    columns = {"type": "json_type(value)", "number": "json_extract(value, '$')"}
    cases = " ".join(f"WHEN '{name}' THEN {rule.format(**columns)}" for name, rule in rules.items())
    return f"""CONSTRAINT "a setting must be a known one with a value it may have"
               CHECK (CASE WHEN json_valid(value) THEN CASE name {cases} ELSE 0 END ELSE 0 END IS TRUE)"""


def settings_table(rules: dict[str, str]) -> str:
    """The statement of the table; `rules` has the condition on each setting by its name."""
    return f"""CREATE TABLE settings (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL,
        {_setting(rules)}
    ) STRICT"""
