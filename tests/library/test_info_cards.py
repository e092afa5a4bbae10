"""The short texts to read: that they are there, plain, short, and say what they rest on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tracker.core.errors import FileError
from tracker.library import InfoCard, data_folder, load_info_cards
from tracker.library.contents_check import library_faults

CARDS = load_info_cards()
each_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)

# Once shipped they stay, as other places name them; a new one is added here.
IDS = "hurt-and-harm flares small-steps scans sitting lifting walking sleep work leg worry whom-to-see"

FRIGHTENING = (
    "danger",
    "damage",
    "injur",
    "ruptur",
    "slipped",
    "crush",
    "wear and tear",
    "fragile",
    "risk of",
    "must not",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that ship, to be broken."""
    for file in data_folder().glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_the_ids_of_the_cards_that_shipped_stay_in_their_order() -> None:
    assert [card.id for card in CARDS] == IDS.split()


@each_card
def test_every_source_of_a_card_has_its_title_year_and_authors(card: InfoCard) -> None:
    for source in card.source.split("; "):
        assert re.fullmatch(r"['A-Z].{5,} \((19|20)\d\d\), [A-Z].+", source), source


@each_card
def test_a_card_does_not_frighten(card: InfoCard) -> None:
    plain = " ".join(card.text).casefold()
    assert not [word for word in FRIGHTENING if word in plain]


def test_the_cards_that_speak_of_emergencies_name_the_same_signs() -> None:
    texts = {card.id: " ".join(card.text) for card in CARDS}
    for card in ("leg", "whom-to-see"):
        for sign in ("umbness between the legs", "sexual function", "pain or weakness in both legs", "grows weaker"):
            assert sign in texts[card]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "sleep"', 'id = "work"', "the id 'work' is there 2 times"),
        ('title = "Sleep"', 'title = ""', "cards.toml: sleep: the title is empty"),
        ('title = "Sleep"', 'name = "Sleep"', "sleep.name: name is no field"),
        ('text = [\n  "There is', 'text = [\n  "",\n  "There is', "sitting: a paragraph is empty"),
        ("There is no single", f"{'Sit. ' * 300}There is no single", "fit two screens"),
        ("[[card]]", "[[cards]]", "[[cards]] is not known here"),
    ],
)
def test_a_fault_of_a_card_is_named(folder: Path, old: str, new: str, words: str) -> None:
    file = folder / "cards.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(fault.startswith("cards.toml") and words in fault for fault in library_faults(folder))


def test_cards_that_cannot_be_read_are_told_in_one_sentence(folder: Path) -> None:
    (folder / "cards.toml").unlink()
    with pytest.raises(FileError, match=r"install Backtracker again\. cards\.toml cannot be read"):
        load_info_cards(folder)
