"""The table of activities that Garmin Connect exports (`Activities.csv`), and that of HealthExport: its walks.

Garmin writes the names of its columns in the language of the website.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from tracker.core import wording
from tracker.core.errors import FileError
from tracker.core.escape_control import escape_control
from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.walks import read_walks

LANGUAGES = {
    "English": ("Activity Type", "Date", "Time"),
    "German": ("Aktivitätstyp", "Datum", "Zeit"),
    "French": ("Type d'activité", "Date", "Durée"),
    "Spanish": ("Tipo de actividad", "Fecha", "Tiempo"),
    "Italian": ("Tipo di attività", "Data", "Tempo"),
    "Portuguese": ("Tipo de atividade", "Data", "Tempo"),
    "Portuguese, in newer files": ("Tipo de atividade", "Data", "Tempo total"),
    "Dutch": ("Activiteittype", "Datum", "Tijd"),
    "Polish": ("Typ aktywności", "Data", "Czas"),
}
"""The columns of the kind, the date and the duration (`h:mm:ss`) by language."""
SIGNATURES = (
    frozenset({"activity type", "date", "time", "title"}),
    *(frozenset(name.casefold() for name in names) for language, names in LANGUAGES.items() if language != "English"),
)
HEALTH_EXPORT_SIGNATURE = frozenset({"date", "activity", "duration(seconds)"})

_FILE_NAME = re.compile(r"activities\b.*\.csv", re.IGNORECASE)
_SHOWN = 8


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The walks."""
    kinds, dates, times = (tuple(dict.fromkeys(names)) for names in zip(*LANGUAGES.values(), strict=True))
    return read_walks(table, "Garmin Connect", (dates, kinds, times), options, today)


def read_health_export(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The walks of a table of HealthExport, whose dates are `start - end`."""
    columns = (("Date",), ("Activity",), ("Duration(Seconds)",))
    return read_walks(table, "HealthExport", columns, options, today)


def is_likely(file_name: str, columns: Collection[str]) -> bool:
    """Whether a table is likely one of Garmin by its file's name, or by columns that have the same name everywhere."""
    return bool(_FILE_NAME.match(file_name)) or any(
        "training stress score®" in name or "normalized power®" in name for name in columns
    )


def unknown_language(columns: Collection[str]) -> FileError:
    """The error for a table of Garmin whose columns are in a language that is not known here."""
    seen = ", ".join(escape_control(name)[:40] for name in list(columns)[:_SHOWN])
    languages = wording.listed([language for language in LANGUAGES if "," not in language], "or")
    return FileError(
        f"this seems to be a table of activities of Garmin Connect in a language that is not known here (columns seen: "
        f"{seen}); set the language of Garmin Connect to {languages} and export it again"
    )
