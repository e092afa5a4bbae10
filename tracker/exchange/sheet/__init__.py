"""The plan on paper, for the fridge and for the therapist: one self-contained HTML page, black on white."""

from __future__ import annotations

from tracker.exchange.sheet.contents import FlareDose, Sheet, SheetEntry
from tracker.exchange.sheet.html import write_sheet

__all__ = ["FlareDose", "Sheet", "SheetEntry", "write_sheet"]
