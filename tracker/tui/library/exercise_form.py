"""The form for an exercise of the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Select, Static, TextArea

from tracker.core.errors import UsageError
from tracker.core.input.parsing import read_number, read_reps
from tracker.core.model import MAX_TEXT, OWN_PREFIX, Dose, Exercise, Kind, Number
from tracker.core.wording import number, weight
from tracker.service.library import own_exercises
from tracker.tui.library.text import KINDS
from tracker.tui.protocols import units_of
from tracker.tui.widgets.forms.checkbox import Checkbox
from tracker.tui.widgets.forms.form import Field, Filled, Form, line

HINT = "Fill in repetitions or minutes, not both: where to begin, and the most it ever grows to."
NEW = Exercise(OWN_PREFIX, "", Kind.STRENGTH, Dose((5, 5)), Dose((10, 10)))


class ExerciseForm(Form):
    """Makes an exercise, or changes the one given; `others` may be its harder rung."""

    def __init__(self, exercise: Exercise | None, others: Sequence[Exercise]) -> None:
        super().__init__()
        self.shown = exercise
        self._exercise = exercise or NEW
        self._others = [other for other in others if other.id != self._exercise.id and not other.archived]
        self.heading = f"Change {exercise.name}" if exercise else "An exercise of your own"

    def fields(self) -> ComposeResult:
        exercise, units = self._exercise, units_of(self)
        yield Field("Name", line(exercise.name, "name", longest=MAX_TEXT, placeholder="Band row"))
        yield Field("Kind", Select(_kinds(), value=exercise.kind, allow_blank=False, id="kind", compact=True))
        yield Static(HINT, classes="hint", markup=False)
        yield Field("Repetitions", *_pair("reps", _reps(exercise.start), _reps(exercise.ceiling)))
        yield Field("Held, seconds", *_pair("hold", number(exercise.start.hold_s), number(exercise.ceiling.hold_s)))
        loads = (weight(dose.load_kg, units) for dose in (exercise.start, exercise.ceiling))
        yield Field(f"Weight, {units}", *_pair("load", *loads))
        yield Field("Minutes", *_pair("minutes", _minutes(exercise.start), _minutes(exercise.ceiling)))
        yield Checkbox("Done on both sides", exercise.per_side, id="per_side")
        yield Field("Form first", TextArea("\n".join(exercise.cues), id="cues", placeholder="Cues, one a line"))
        yield Field("Pace", line(exercise.pace, "pace", longest=MAX_TEXT, placeholder="3 s up, hold, 3 s down"))
        yield Field("Caution", line(exercise.caution, "caution", longest=MAX_TEXT))
        yield Field("Region", line(exercise.region, "region", longest=MAX_TEXT, placeholder="hips, legs, upper back …"))
        yield Field("Equipment", line(", ".join(exercise.equipment), "equipment", placeholder="mat, band"))
        yield Field(
            "May bother", line(", ".join(exercise.bothers), "bothers", placeholder="bending, arching, twisting")
        )
        yield Field(f"Weight step, {units}", line(weight(exercise.load_step_kg, units), "step", classes="number"))
        harder = [(Content(other.name), other.id) for other in self._others]
        known = exercise.harder is not None and exercise.harder in {other.id for other in self._others}
        chosen = exercise.harder if known and exercise.harder is not None else Select.NULL
        yield Field("Harder rung", Select(harder, value=chosen, prompt="none", id="harder", compact=True))
        yield Field("Source", line(exercise.source, "source", longest=MAX_TEXT, placeholder="who showed it to you"))

    def filled(self) -> Filled:
        return (*super().filled(), self._cues())

    async def write(self) -> str:
        edited, shown = self._edited(), self.shown
        if shown is None:
            return await self.run(lambda context: own_exercises.make(context, edited))
        return await self.run(lambda context: own_exercises.edit(context, edited, shown))

    def _edited(self) -> Exercise:
        """The exercise as the fields describe it. Raises UsageError with everything that is no number."""
        faults: list[str] = []
        start = self._dose("start", self._exercise.start, faults)
        ceiling = self._dose("ceiling", self._exercise.ceiling, faults)
        step = self._weight("step", self._exercise.load_step_kg, faults)
        if faults:
            raise UsageError(" ".join(faults))
        harder = self.query_one("#harder", Select).value
        return replace(
            self._exercise,
            name=self.text("name"),
            kind=Kind(str(self.query_one("#kind", Select).value)),
            start=start,
            ceiling=ceiling,
            region=self.text("region"),
            equipment=_listed(self.text("equipment")),
            bothers=_listed(self.text("bothers")),
            per_side=self.ticked("per_side"),
            harder=harder if isinstance(harder, str) else None,
            load_step_kg=step,
            cues=tuple(cue.strip() for cue in self._cues().splitlines() if cue.strip()),
            pace=self.text("pace"),
            caution=self.text("caution"),
            source=self.text("source"),
        )

    def _cues(self) -> str:
        return self.query_one("#cues", TextArea).text

    def _dose(self, which: str, shown: Dose, faults: list[str]) -> Dose:
        return Dose(
            self._reps(f"{which}-reps", faults),
            self._number(f"{which}-hold", "Held", faults),
            self._weight(f"{which}-load", shown.load_kg, faults),
            self._number(f"{which}-minutes", "Minutes", faults),
        )

    def _reps(self, id: str, faults: list[str]) -> tuple[int, ...]:
        try:
            return read_reps(self.text(id)) if self.text(id) else ()
        except UsageError as problem:
            faults.append(str(problem))
            return ()

    def _weight(self, id: str, shown_kg: Number, faults: list[str]) -> Number:
        try:
            return self.weight(id, shown_kg)
        except UsageError as problem:
            faults.append(str(problem))
            return 0

    def _number(self, id: str, label: str, faults: list[str]) -> Number:
        try:
            return read_number(self.text(id), label)
        except UsageError as problem:
            faults.append(str(problem))
            return 0


def _pair(id: str, start: str, ceiling: str) -> tuple[Widget, ...]:
    return (
        line(start, f"start-{id}", classes="number"),
        Label("at most", classes="unit"),
        line(ceiling, f"ceiling-{id}", classes="number"),
    )


def _kinds() -> list[tuple[str, Kind]]:
    return [(KINDS[kind].capitalize(), kind) for kind in Kind]


def _reps(dose: Dose) -> str:
    return ", ".join(map(str, dose.reps))


def _minutes(dose: Dose) -> str:
    return number(dose.minutes) if dose.minutes else ""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
