"""The dialog that says what this program is, where its data are, and what its rules rest on."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tracker import __version__
from tracker.tui.dialogs.page import Page

INTRODUCTION = (
    "A logbook for the exercises that keep a back going, and a brake on doing too much too soon.\n"
    "It is a personal log, not a medical device. Ask a doctor or physical therapist first, and stick to what they "
    "prescribe. Information only; in an emergency call your emergency number."
)
# The rule, where it is from, and how sure that is.
RULES = (
    (
        "A pain of 0 to 2 is taken as safe",
        "the pain-monitoring model, 1997 and 2007",
        "tested at the kneecap and on tendons",
    ),
    ("Small steps, a tenth at most or one repetition", "ACSM 2009; NHS inform", "guideline"),
    ("Strength holds of ten seconds at most", "McGill", "expert practice"),
    ("A change of two points of pain is what matters", "Ostelo 2008", "evidence"),
    ("Less in a flare, then a graded way back", "flare-up leaflets", "guidance"),
    ("Less after weeks off", "coaching practice; Bosquet 2013", "weak"),
    ("Waiting for pain-free weeks", "a cautious choice of ours", "in trials some pain did no worse (Smith 2017)"),
)
LICENCE = "MIT licence, without any warranty. Nothing is sent anywhere."


class About(Page[None]):
    """`database` and `config` are the paths to show."""

    BINDINGS = [Binding("escape,enter,q", "dismiss", "Close", id="about.close", key_display="esc")]

    def __init__(self, database: Path, config: Path) -> None:
        super().__init__()
        self.heading = f"Backtracker {__version__}"
        self._database = database
        self._config = config

    def parts(self) -> ComposeResult:
        yield Static(INTRODUCTION, markup=False)
        yield Static(
            Content.assemble(
                ("Your data\n", "bold $primary"), f"{self._database}\n",
                ("Your preferences\n", "bold $primary"), str(self._config),
            )
        )  # fmt: skip
        yield Static(
            Content("\n").join(
                [Content.styled("What the rules rest on, and how sure it is", "bold $primary"), *map(_rule, RULES)]
            )
        )
        yield Static(LICENCE, classes="foot", markup=False)


def _rule(rule: tuple[str, str, str]) -> Content:
    rule_text, source, certainty = rule
    return Content.assemble(rule_text, (f"\n  {source}: {certainty}", "$foreground-muted"))
