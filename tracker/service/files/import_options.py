"""What a person says about a file to be imported, for the commands and the interface."""

from __future__ import annotations

from tracker.exchange.tables.import_options import (
    FIELDS,
    BadRowsError,
    DateOrder,
    ImportOptions,
    MissingOptionError,
    OfDay,
    Scale,
    read_columns,
    read_where,
)

__all__ = [
    "FIELDS",
    "BadRowsError",
    "DateOrder",
    "ImportOptions",
    "MissingOptionError",
    "OfDay",
    "Scale",
    "read_columns",
    "read_where",
]
