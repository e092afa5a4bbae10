"""The pictures in screenshots/ show the program as it is; `make screenshots` takes them again."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.tools.pictures import cells, lines
from tests.tools.screenshots import FOLDER, THEMES, pictures


@pytest.mark.picture
@pytest.mark.parametrize("theme", THEMES)
async def test_every_text_can_be_read_and_the_pictures_show_the_program(theme: str, tmp_path: Path) -> None:
    seen = await pictures(theme, tmp_path)
    assert {name: picture.faint for name, picture in seen.items() if picture.faint} == {}
    taken = {name: picture.svg for name, picture in seen.items()}
    kept = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob(f"*-{theme}.svg")}
    assert kept.keys() == taken.keys(), "make screenshots takes the pictures that are missing"
    changed = [name for name in taken if cells(taken[name]) != cells(kept[name])]
    assert not changed, "\n".join(
        [
            f"{', '.join(changed)}: no longer what the program shows; look at it, then make screenshots. The first:",
            *unified_diff(lines(kept[changed[0]]), lines(taken[changed[0]]), "picture", "program", n=0, lineterm=""),
        ]
    )


@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_can_be_looked_at_without_the_network(theme: str) -> None:
    for path in FOLDER.glob(f"*-{theme}.svg"):
        text = path.read_text(encoding="utf-8")
        assert text.count("http") == text.count('xmlns="http://www.w3.org/2000/svg"') == 1
        assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_a_changed_letter_or_colour_in_a_picture_is_seen_and_its_markup_is_not() -> None:
    svg = (FOLDER / "today-dark.svg").read_text(encoding="utf-8")
    assert "Side bridge, knees" in "\n".join(lines(svg))
    assert cells(svg.replace("backtracker-r", "terminal-123-r")) == cells(svg)
    assert cells(svg.replace("Flare", "Flair")) != cells(svg)
    assert cells(svg.replace("fill: #e8bd6d", "fill: #e8bd6e")) != cells(svg)
