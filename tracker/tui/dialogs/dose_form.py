"""The form for how an exercise is planned: dose, days, and whether a professional prescribed it."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.widgets import Label, Static

from tracker.core import wording
from tracker.core.errors import UsageError
from tracker.core.input.parsing import read_number, read_reps
from tracker.core.model import Dose, Exercise, Kind, Prescription
from tracker.service.plan import planning
from tracker.service.plan.planning import PlannedDose
from tracker.tui.protocols import dose_text, tracker_app
from tracker.tui.widgets.forms.checkbox import Checkbox
from tracker.tui.widgets.forms.day_picker import DayPicker
from tracker.tui.widgets.forms.form import Field, Form, line

KIND_HINTS = {
    Kind.STRENGTH: "Less than you think: few repetitions, done slowly and well, never until nothing more goes.",
    Kind.MOBILITY: "Slowly, within what is comfortable.",
    Kind.STRETCH: "Slowly and briefly, within limits. Stretches are never raised.",
    Kind.CARDIO: "An easy pace at which you can talk.",
}


class DoseForm(Form):
    """Adds an exercise to the plan, or changes its `prescription`; `days` are those of a new one."""

    def __init__(self, exercise: Exercise, prescription: Prescription | None, days: tuple[int, ...]) -> None:
        super().__init__()
        self._exercise = exercise
        self._dose = (prescription.dose if prescription else None) or exercise.start
        self._days = prescription.days if prescription else days
        self._locked = prescription.locked if prescription else False
        self.shown = PlannedDose(self._dose, self._days, self._locked) if prescription else None
        self.heading = f"{exercise.name}: change the plan" if prescription else f"Add to the plan: {exercise.name}"

    def fields(self) -> ComposeResult:
        yield Static(self._advice(), classes="hint", markup=False)
        yield from self._minutes(self._dose) if self._exercise.in_minutes else self._repetitions(self._dose)
        yield Field("On", DayPicker(self._days, tracker_app(self).config.first_weekday, id="days"))
        yield Checkbox("Prescribed by a professional: logged, never changed", self._locked, id="locked")

    async def write(self) -> str:
        days = self.query_one(DayPicker).days
        if not days:
            raise UsageError("Choose at least one day; to take it out of the plan, press esc and d.")
        edited, shown = PlannedDose(self._edited_dose(), days, self.ticked("locked")), self.shown
        return await self.run(lambda context: planning.edit_planned(context, self._exercise, shown, edited))

    def _edited_dose(self) -> Dose:
        if self._exercise.in_minutes:
            return replace(self._dose, minutes=read_number(self.text("minutes"), "Minutes"))
        hold, load = read_number(self.text("hold"), "Each held for"), self.weight("load", self._dose.load_kg)
        return replace(self._dose, reps=read_reps(self.text("reps")), hold_s=hold, load_kg=load)

    def _advice(self) -> str:
        start = dose_text(self, self._exercise.start, per_side=self._exercise.per_side)
        return f"To begin with: {start}. {KIND_HINTS[self._exercise.kind]}"

    def _minutes(self, dose: Dose) -> ComposeResult:
        yield Field("Minutes", line(wording.number(dose.minutes), "minutes", classes="number"))

    def _repetitions(self, dose: Dose) -> ComposeResult:
        hint = "a number a set, each side" if self._exercise.per_side else "one number a set"
        reps = ", ".join(map(str, dose.reps))
        yield Field("Repetitions", line(reps, "reps", classes="short"), Label(hint, classes="unit"))
        hold = line(wording.number(dose.hold_s), "hold", classes="number")
        yield Field("Each held for", hold, Label("seconds", classes="unit"))
        yield self.weight_field(dose.load_kg)
