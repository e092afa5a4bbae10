"""The warning signs, and what to do about them."""

from __future__ import annotations

EMERGENCY = "Call your emergency number or go to emergency care now if back pain comes with"
EMERGENCY_SIGNS = (
    "numbness or tingling between the legs or at the genitals",
    "new trouble with urine, stool or sexual function",
    "pain, weakness or numbness in both legs, or one weakening",
    "a bad fall, chest pain, or fever and feeling very unwell",
)
SOON = "Talk to a doctor or physical therapist soon if"
SOON_SIGNS = (
    "pain goes further down a leg, or it tingles or is numb",
    "it is severe, worse from week to week, or lasts for weeks",
    "it wakes you every night and no position eases it",
    "it began with a fall, even a small one, and bones are weak",
    "you had cancer, take steroids, have low immunity, or lose weight for no reason; the more so before 20 or after 55",
    "you are under 45 and stiff for half an hour each morning",
)
FOOT = "A personal log; it gives information only and knows nothing of your back."
