"""Pages printed to PDF by Chromium, where it is installed; a test that prints is skipped elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
PAPERS = ("A4", "letter")


def printed_pages(page: str, folder: Path, paper: str) -> int:
    """How many pages `page`, an HTML text, takes on `paper`."""
    assert CHROMIUM is not None
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page.replace("size: auto", f"size: {paper}"), encoding="utf-8")
    target.unlink(missing_ok=True)
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        source.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not target.is_file():
        pytest.skip(f"Chromium cannot print here: {done.stderr[-200:]}")
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))
