"""Half a year of a made-up person's mornings and sessions, as a table that can be read like a diary.

Days are numbered from 0, which is a multiple of seven before the day that the demonstration opens on and so on its
weekday. Nothing here is about any real person.
"""

from __future__ import annotations

from tracker.core.model import SkipReason

# A line is a week. First its mornings: a reading, or - where none was given. Then its sessions: # done, / the walk
# left undone, ? done without a word on pain, - missed, a dot where nothing is planned.
WEEKS = """
    33432-3   ##.#-.#
    433-323   ##.-#.-
    3233232   #-.#?.#
    23322-2   ##.##.#
    2222122   ##.-#.#
    22-2122   ##.##.#
    2122212   ##.#/.-
    12122-1   ##.##.#
    1121136   ##.#-.-
    5543322   -#.#-.#
    22121-2   ##.#/.#
    1211121   ##.##.#
    12-1111   #-.##.#
    1101211   ##.##.#
    11-1---   ##.....
    -------   .......
    --21112   ..-##.#
    1111011   #-.-#.#
    111-101   ##.##.#
    0111111   ##.##.-
    1011-10   ##.#-.#
    01010-1   ##.##.#
    1001010   ##.##.-
    0101013   ##.##.-
    1000100   ##.-#.#
    00-0010   ##.##.#
"""


MORNINGS = "".join(WEEKS.split()[0::2])
SESSIONS = "".join(WEEKS.split()[1::2])
DAYS = len(MORNINGS)
TRAINED = "#/?"

# The days of the week on which this person trains, as days after the weekday of day 0.
TRAINS_ON = (0, 1, 3, 4, 6)

FLARE = 62
MORNING_NOTES = {
    7: "Long drive yesterday",
    61: "Carried a wardrobe upstairs",
    FLARE: "Could hardly put my socks on",
    69: "Socks again",
    114: "Strange bed for two weeks, and it did me good",
    167: "Gardened all afternoon",
}
SESSION_NOTES = {
    0: "First day. Shorter than I thought",
    24: "On the bedroom floor, no mat needed",
    88: "Physical therapist watched me lift: close, calm, bent as I like",
    151: "Tied my shoes standing up",
}
SET_NOTES = {(18, "bird-dog"): "Left side shakier", (136, "side-bridge-knees"): "Shorter, and it was fine"}
FORM_BROKE = {(8, "bird-dog"), (45, "side-bridge-knees")}
SKIPS = {
    (11, "walk"): (SkipReason.OTHER, "Thunderstorm"),
    (64, "side-bridge-knees"): (SkipReason.PAIN, ""),
    (64, "curl-up"): (SkipReason.PAIN, ""),
    (119, "walk"): (SkipReason.TIME, ""),
}
# Readings of one exercise that are not what the morning suggests.
SHARP = {(133, "side-bridge-knees"): 4, (134, "side-bridge-knees"): 4}
HOLIDAY = (100, 112, "Two weeks by the sea")
# From this day on a physical therapist wants a hip hinge done.
PRESCRIBED, PRESCRIBED_EXERCISE = 88, "hip-hinge"
# The first increase of this exercise after that day is declined.
DECLINED = ("curl-up", 125)

# What the person wants back, and how well it goes every second week.
GOAL = "Lift my daughter without thinking about it"
ACTIVITIES = ("Lift my daughter", "Sit through a film", "Tie my shoes standing")
SCORED_FIRST, SCORED_EVERY = 6, 14
SCORES = (
    (2, 4, 3), (2, 4, 4), (3, 4, 4), (3, 5, 5), (3, 4, 4), (4, 5, 5), (4, 6, 6), (5, 5, 6), (5, 6, 7), (6, 6, 7),
    (6, 7, 7), (6, 7, 8), (7, 7, 8),
)  # fmt: skip
PEG = (
    (5, 5, 6), (5, 5, 5), (4, 5, 5), (4, 4, 4), (5, 5, 5), (4, 4, 4), (3, 4, 4), (3, 3, 4), (3, 3, 3), (3, 3, 3),
    (2, 3, 3), (2, 2, 3), (2, 2, 2),
)  # fmt: skip
MEDICATION = {6: "Ibuprofen 400 mg, most evenings", 48: "Ibuprofen on bad days", 118: "None"}
QUESTION = "May I run again, and how do I begin?"
