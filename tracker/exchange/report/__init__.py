"""The report for a doctor or therapist, as a self-contained HTML page that prints well, or as Markdown."""

from __future__ import annotations

from typing import Literal

from tracker.exchange.report.facts import Note, PlanRow, Report, report_of
from tracker.exchange.report.html import write_html
from tracker.exchange.report.markdown import write_markdown

ReportKind = Literal["html", "md"]

__all__ = ["Note", "PlanRow", "Report", "ReportKind", "report_of", "write_report"]


def write_report(report: Report, kind: ReportKind) -> str:
    """The page as one text; what people typed is escaped in it."""
    return write_html(report) if kind == "html" else write_markdown(report)
