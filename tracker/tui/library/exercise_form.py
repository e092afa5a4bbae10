"""The form for an exercise of the person's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

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
from tracker.tui.widgets.forms.form import Field, Form, line

T = TypeVar("T")
HINT = "Fill in repetitions or minutes, not both: where to begin, and the most it ever grows to."
NO_NUMBER: Number = 0
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

    async def write(self) -> str:
        edited, shown = self._edited(), self.shown
        if shown is None:
            return await self.run(lambda context: own_exercises.make(context, edited))
        return await self.run(lambda context: own_exercises.edit(context, edited, shown))

    def _edited(self) -> Exercise:
        """The exercise as the fields describe it. Raises UsageError with everything that is no number."""
        faults: list[str] = []

        def read(value: Callable[[], T], otherwise: T) -> T:
            """The value; a fault is kept for the end, and what stands in its place is not used."""
            try:
                return value()
            except UsageError as problem:
                faults.append(str(problem))
                return otherwise

        def dose(which: str, shown: Dose) -> Dose:
            reps = self.text(f"{which}-reps")
            return Dose(
                read(lambda: read_reps(reps) if reps else (), ()),
                read(lambda: read_number(self.text(f"{which}-hold"), "Held"), NO_NUMBER),
                read(lambda: self.weight(f"{which}-load", shown.load_kg), NO_NUMBER),
                read(lambda: read_number(self.text(f"{which}-minutes"), "Minutes"), NO_NUMBER),
            )

        start, ceiling = dose("start", self._exercise.start), dose("ceiling", self._exercise.ceiling)
        step = read(lambda: self.weight("step", self._exercise.load_step_kg), NO_NUMBER)
        if faults:
            raise UsageError(" ".join(faults))
        harder, cues = self.query_one("#harder", Select).value, self.query_one("#cues", TextArea).text
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
            cues=tuple(cue.strip() for cue in cues.splitlines() if cue.strip()),
            pace=self.text("pace"),
            caution=self.text("caution"),
            source=self.text("source"),
        )


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
