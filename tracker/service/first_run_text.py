"""What the first run says, beside the texts of its questions."""

from __future__ import annotations

from enum import StrEnum

from tracker.core import wording
from tracker.core.model import Kind
from tracker.service.plan.starting_walk import StartingWalk

SAFETY_INTRO = (
    "Ask a doctor or physical therapist first, and stick to what they prescribe: it comes before anything here. "
    "Is any of this true for you?"
)
SAFETY_FOOT = (
    "Information only: a personal log, not a medical device. In an emergency call your emergency number. "
    "A fuller screen on paper is the PAR-Q+."
)
WAITING = "With a yes you may go on; doses are not raised until you say that a professional has agreed."
EMERGENCY_FIRST = "Please get help with this first. The next page is about that."
EMERGENCY_WHY = (
    "You marked numbness between the legs, bladder or bowel trouble, pain in both legs, or a weak leg. These can be "
    "signs of squeezed nerves, which have to be treated within hours."
)
ORDINARY_DAY_QUESTION = "How much back or leg pain is there on an ordinary good day? Not stiffness or muscle ache."
ORDINARY_DAY_FOOT = "It can be changed in the settings of the plan."
WALK_QUESTION = "How many minutes can you walk in comfort now?"
PLANS_INTRO = (
    "A doctor's or therapist's plan comes before any of these. What you choose can be changed, and u undoes it."
)
PLAN_REPLACES = (
    "It takes the place of your plan from today: what is in both keeps its dose, what is locked stays. u undoes it."
)
PARTS = (("Strength", {Kind.STRENGTH}), ("Stretch and mobility", {Kind.MOBILITY, Kind.STRETCH}))


class EmergencyAnswer(StrEnum):
    """What a person says to the sign of an emergency that they marked."""

    HELP = "I will get help now"
    LOOKED_AT = "A doctor has looked at it since it began"
    MISTAKE = "I marked it by mistake"


def walk_text(walk: StartingWalk) -> str:
    """What the walk follows from."""
    planned, longest = wording.number(walk.planned), wording.number(walk.longest)
    return f"The walk begins with four fifths of that: at least {planned} minutes, at most {longest}."
