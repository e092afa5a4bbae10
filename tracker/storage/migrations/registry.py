"""The migrations by name, in their order; each module named after a number adds one."""

from __future__ import annotations

from sqlite_utils import Migrations

migrations = Migrations("backtracker")
