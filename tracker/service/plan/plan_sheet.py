"""The plan on paper, gathered from what is stored and written to a file."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from tracker.core import wording
from tracker.core.doses import scale
from tracker.core.engine.care import SEVERE_PAIN
from tracker.core.engine.daily_facts import PROVOKED_BY
from tracker.core.engine.rules import AFTER_FLARE_FACTOR, FLARE_FACTOR
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import Settings
from tracker.exchange.sheet import FlareDose, Sheet, SheetEntry, write_sheet
from tracker.library.figures import shipped
from tracker.service import warning_signs
from tracker.service.context import AppContext
from tracker.service.day.blocks import BLOCKS
from tracker.service.files.import_export import write_file
from tracker.service.plan.planning import PlanItem, plan_items

FLARE_STEPS = (
    "A flare is some days on which it hurts clearly more than usual. Most ease within two to seven days, and they "
    "seldom mean that something new is wrong.",
    "While it lasts, keep moving, only less and more gently: the smaller doses below, on the usual days. Leave out "
    "what is not comfortable even so.",
    "It is over when two mornings in a row are at most one point above what is usual for you. Then come two times at "
    "the doses between, and then the plan again. Nothing has to be caught up on.",
    "If it has not begun to settle after two weeks, let a doctor or physical therapist have a look.",
)


def sheet(context: AppContext, path: Path) -> str:
    """Write the plan of today as a sheet to print, whole or not at all.

    Raises UsageError where the file's ending is not .html, NotPossibleError where the plan is empty, FileError where
    the file cannot be written.
    """
    if path.suffix.lower() != ".html":
        raise UsageError(f"{path.name}: give the file the ending .html; a browser prints it, or saves it as PDF.")
    contents = gather(context)
    if not contents.entries:
        raise NotPossibleError("The plan is empty. Choose a starter plan or add exercises first, then print it.")
    write_file(path, write_sheet(contents).encode())
    return f"Wrote the plan of {wording.count(len(contents.entries), 'exercise')} to {path}."


def gather(context: AppContext) -> Sheet:
    """Everything that stands on the sheet."""
    blocks: dict[str, list[SheetEntry]] = {}
    for item in plan_items(context):
        blocks.setdefault(BLOCKS[item.exercise.kind], []).append(_entry(item))
    return Sheet(
        made=context.today(),
        entries=tuple(chain.from_iterable(blocks.values())),
        flare_steps=FLARE_STEPS,
        pain_rules=_pain_rules(context.settings()),
        emergency=(f"{warning_signs.EMERGENCY}:", warning_signs.EMERGENCY_SIGNS),
        soon=(f"{warning_signs.SOON}:", warning_signs.SOON_SIGNS),
        foot=warning_signs.FOOT,
    )


def _entry(item: PlanItem) -> SheetEntry:
    flare = FlareDose(scale(item.dose, FLARE_FACTOR), scale(item.dose, AFTER_FLARE_FACTOR))
    return SheetEntry(
        exercise=item.exercise,
        dose=item.dose,
        days=item.prescription.days,
        figure=shipped().get(item.exercise.id),
        flare=None if item.prescription.locked else flare,
    )


def _pain_rules(settings: Settings) -> tuple[str, ...]:
    """The answers to a pain (docs/engine.md), with the limits of the person's settings."""
    return (
        f"At least {settings.amber_from}, and {PROVOKED_BY} more than in the morning: gently, smaller and slower; "
        "ease off a stretch. Stop if it climbs.",
        f"At least {settings.red_from}, and {PROVOKED_BY} more than in the morning: stop, and leave it out for today.",
        f"{SEVERE_PAIN} or more, or pain, numbness or tingling further down the leg: stop, leave it out for today, and "
        "talk to a doctor or physical therapist.",
    )
