"""The warning signs, one key away from every screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.tui.compat.early_exit import Dialog

EMERGENCY = """\
Call your emergency number or go to emergency care now
if back pain comes with
  · numbness or tingling between the legs or at the genitals
  · new trouble with urine, stool or sexual function
  · pain, weakness or numbness in both legs, or one weakening
  · a bad fall, chest pain, or fever and feeling very unwell"""

SOON = """\
Talk to a doctor or physical therapist soon if
  · pain goes further down a leg, or it tingles or is numb
  · it is severe, worse from week to week, or lasts for weeks
  · it wakes you every night and no position eases it
  · it began with a fall, even a small one, and bones are weak
  · you had cancer, take steroids, have low immunity, or lose
    weight for no reason; the more so before 20 or after 55
  · you are under 45 and stiff for half an hour each morning"""

FOOT = "A personal log; it gives information only and knows nothing of your back."


class WarningSigns(Dialog[None]):
    BINDINGS = [
        Binding("escape,enter,q,exclamation_mark", "dismiss", "Close", id="warning_signs.close", key_display="esc"),
    ]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = "Warning signs"
            box.border_subtitle = "↑ ↓ scroll · esc close"
            yield Static(EMERGENCY, classes="emergency", markup=False)
            yield Static(SOON, markup=False)
            yield Static(FOOT, classes="foot", markup=False)
