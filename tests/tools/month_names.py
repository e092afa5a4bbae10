"""Writes tracker/exchange/tables/month_names.toml from Unicode's CLDR.

`uv run --with babel tests/tools/month_names.py` runs it.

Babel, which carries the CLDR, is needed for this alone and is no dependency of the program.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "tracker" / "exchange" / "tables" / "month_names.toml"
COMMON = " ".join(
    (
        "en de fr es it pt nl sv nb nn da fi pl cs sk hu ro bg hr sr bs sl mk uk ru be tr el he ar fa hi bn ta te ur",
        "id ms vi th ja ko zh et lv lt ca eu gl ga cy is sq hy ka az kk uz af sw fil mt lb",
    )
).split()
HEADER = """\
# The names of the months by language, from Unicode CLDR {version} as packaged by Babel {babel}. Written by
# tests/tools/month_names.py; Unicode licence v3, copyright Unicode, Inc. The names of a month are separated by |.
# Languages in which most people keep a diary come first: where a name is another month elsewhere, these decide.
"""


def names_of(locale: Any) -> dict[int, set[str]]:
    """The names of each month in a locale, in small letters and without a last point."""
    names: dict[int, set[str]] = {month: set() for month in range(1, 13)}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months.get(context, {}).get(width, {}).items():
                plain = name.casefold().rstrip(".").strip()
                if plain and not plain.isdigit():
                    names[month].add(plain)
    return names


def lines(babel: Any, localedata: Any) -> Iterator[str]:
    """A line for each language, with the names of all its regions and scripts."""
    languages: dict[str, dict[int, set[str]]] = {}
    for identifier in localedata.locale_identifiers():
        names = names_of(babel.Locale.parse(identifier))
        if all(names.values()) and "m01" not in names[1]:
            known = languages.setdefault(identifier.partition("_")[0], {month: set() for month in names})
            for month, forms in names.items():
                known[month] |= forms
    for language in sorted(languages, key=lambda code: (code not in COMMON, code)):
        months = ", ".join(f'"{"|".join(sorted(languages[language][month]))}"' for month in range(1, 13))
        yield f"{language} = [{months}]"


def main() -> None:
    """Write the file anew."""
    babel, localedata = importlib.import_module("babel"), importlib.import_module("babel.localedata")
    core = importlib.import_module("babel.core")
    header = HEADER.format(version=core.get_cldr_version(), babel=babel.__version__)
    written = list(lines(babel, localedata))
    common = sum(line.partition(" ")[0] in COMMON for line in written)
    text = f"{header}\ncommon = {common}\n\n[names]\n" + "\n".join(written) + "\n"
    FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
