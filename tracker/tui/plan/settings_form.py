"""The form for the settings, each with what it means."""

from __future__ import annotations

from dataclasses import fields

from textual.app import ComposeResult
from textual.widgets import Static

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.core.model import Settings
from tracker.service.plan import engine_settings
from tracker.tui.widgets.forms.checkbox import Checkbox
from tracker.tui.widgets.forms.form import Field, Form, line

HINT = "When the plan may grow, and what makes it wait. The values it comes with are cautious ones."

MEANINGS = {
    "pain_free_limit": (
        "Pain-free up to",
        "A reading up to this counts as pain-free: 0 to 5, more than 2 only if a professional agrees.",
    ),
    "weeks_required": ("Clean weeks", "So many weeks in a row, done and pain-free, come before a step: 2 to 6."),
    "adherence_required": ("Share of days", "So much of what was planned is done in a week: 0.5 to 1."),
    "mornings_required": ("Share of mornings", "After so many training days the next morning is answered: 0.5 to 1."),
    "max_increases_per_week": ("Steps in a week", "At most so many exercises grow within seven days: 1 to 4."),
    "amber_from": ("Amber from", "Pain that an exercise brings on from here, twice, proposes a step back: 1 to 7."),
    "red_from": ("Red from", "Pain from here eases the exercise at once; above amber, 4 to 8."),
    "raise_doses": ("Raise doses", "Propose larger doses at all; off, the plan only stays or eases."),
    "day_start": ("A day begins at", "Before this hour it is still yesterday: 03:00."),
}


class SettingsForm(Form):
    """Changes settings; all mistakes are said at once."""

    heading = "When the plan may grow"

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.shown = settings
        self._agreed = False

    def fields(self) -> ComposeResult:
        yield Static(HINT, classes="hint", markup=False)
        for setting in fields(Settings):
            label, meaning = MEANINGS[setting.name]
            value = getattr(self.shown, setting.name)
            if isinstance(value, bool):
                yield Checkbox(label, value, id=setting.name)
            else:
                yield Field(label, line(engine_settings.setting_text(value), setting.name, classes="number"))
            yield Static(meaning, classes="hint", markup=False)

    async def write(self) -> str:
        """Write only the settings that were changed."""
        values = {setting.name: self._value(setting.name) for setting in fields(Settings)}
        before = {
            setting.name: engine_settings.setting_text(getattr(self.shown, setting.name))
            for setting in fields(Settings)
        }
        shown = self.shown
        changed = {name: text for name, text in values.items() if text != before[name]}
        if not changed:
            raise NotPossibleError("Nothing is changed yet; esc leaves it as it is.")
        agreed, self._agreed = self._agreed, False
        try:
            return await self.run(
                lambda context: engine_settings.change_settings(context, changed, shown, agreed=agreed)
            )
        except engine_settings.AgreementNeededError as problem:
            self._agreed = True
            raise NotPossibleError(f"{problem} If so, press enter once more.") from None

    def warn(self, sentence: str) -> None:
        super().warn(wording.with_settings_in_words(sentence))

    def _value(self, name: str) -> str:
        if isinstance(getattr(self.shown, name), bool):
            return engine_settings.setting_text(self.ticked(name))
        return self.text(name)
