"""Advice on any day of a history."""

from __future__ import annotations

from datetime import date

from tracker.core.doses import change_pct
from tracker.core.engine.advice import Advice, Verdict
from tracker.core.engine.care import came_back
from tracker.core.engine.engine_state import read
from tracker.core.engine.forecast import earliest as play_forward
from tracker.core.engine.reasons import care, needs, why
from tracker.core.engine.rules import WHOLE, Finding, clean_weeks, findings, state_of
from tracker.core.engine.weeks import Week
from tracker.core.model import History


class AdviceEngine:
    """Built once from a history; advice on a day then costs the same however long the history is."""

    def __init__(self, history: History) -> None:
        self._engine_state = read(history)

    def advise(self, on: date, earliest: bool = True) -> Advice:
        """The advice for `on`, from nothing dated later; without `earliest` that date is not looked for."""
        today = on.toordinal()
        todays_findings = findings(self._engine_state, today)
        first_days = play_forward(self._engine_state, today) if earliest else {}
        verdicts = tuple(_verdict(finding, first_days.get(finding.context.exercise.id)) for finding in todays_findings)
        return Advice(on, state_of(self._engine_state, today), verdicts, care(self._engine_state, today))

    def hurting(self, on: date, weeks: int) -> tuple[str, ...]:
        """The exercises that brought on a pain of `amber_from` or more in each of the `weeks` weeks before `on`."""
        state, firsts = self._engine_state, [on.toordinal() - 7 * week for week in range(1, weeks + 1)]
        return tuple(
            exercise
            for exercise, history in state.exercise_histories.items()
            if all(history.hurt(first, first + 6, state.settings.amber_from) for first in firsts)
        )

    def eased(self, on: date) -> frozenset[str]:
        """The exercises whose dose is smaller on `on` for that day alone: those with a factor below 1."""
        todays_findings = findings(self._engine_state, on.toordinal(), most_needs=1)
        return frozenset(finding.context.exercise.id for finding in todays_findings if finding.factor < WHOLE)

    def was_clean(self, exercise: str, first: date) -> bool:
        """Whether the week that begins on `first` was clean for an exercise."""
        return self._engine_state.exercise_history(exercise).week(first.toordinal())[1] is Week.CLEAN

    def care_came_back(self, code: str, since: date, on: date) -> bool:
        """Whether a care code that applies on `on` was away for a week between `since` and then."""
        return came_back(self._engine_state, code, since.toordinal(), on.toordinal())


def _verdict(finding: Finding, first: int | None) -> Verdict:
    context, proposed = finding.context, finding.proposed
    same = (
        proposed is not None
        and proposed.exercise == context.exercise.id
        and proposed.dose.load_kg == context.dose.load_kg
    )
    missing = needs(finding)
    return Verdict(
        exercise=context.exercise.id,
        verdict=finding.kind,
        code=finding.code,
        factor=float(finding.factor),
        dose=context.dose,
        proposed=proposed,
        change_pct=change_pct(context.dose, proposed.dose) if proposed is not None and same else None,
        clean_weeks=clean_weeks(context),
        earliest=None if first is None else date.fromordinal(first),
        needs=missing,
        why=why(finding, missing),
    )
