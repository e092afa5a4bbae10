"""A history made ready to be asked for advice on any day."""

from __future__ import annotations

from datetime import date

from tracker.core.doses import change_pct
from tracker.core.engine.advice import Advice, Verdict
from tracker.core.engine.care import care
from tracker.core.engine.engine_state import read
from tracker.core.engine.forecast import earliest as play_forward
from tracker.core.engine.reasons import needs, why
from tracker.core.engine.recurring_pain import hurting
from tracker.core.engine.rules import Finding, clean_weeks, findings, state_of
from tracker.core.model import History


class AdviceEngine:
    """Built once from a history; advice on a day then costs the same however long the history is."""

    def __init__(self, history: History) -> None:
        self._record = read(history)

    def advise(self, on: date, earliest: bool = True) -> Advice:
        """The advice for `on`, from nothing dated later; without `earliest` that date is not looked for."""
        today = on.toordinal()
        found = findings(self._record, today)
        first = play_forward(self._record, today) if earliest else {}
        verdicts = tuple(_verdict(finding, first.get(finding.case.exercise.id)) for finding in found)
        return Advice(on, state_of(self._record, today), verdicts, care(self._record, today))

    def hurting(self, on: date, weeks: int) -> tuple[str, ...]:
        """The exercises that brought on a pain of `amber_from` or more in each of the `weeks` weeks before `on`."""
        return hurting(self._record, on.toordinal(), weeks)


def _verdict(finding: Finding, first: int | None) -> Verdict:
    case, proposed = finding.case, finding.proposed
    same = proposed is not None and proposed.exercise == case.exercise.id and proposed.dose.load_kg == case.dose.load_kg
    missing = needs(finding)
    return Verdict(
        exercise=case.exercise.id,
        verdict=finding.kind,
        code=finding.code,
        factor=float(finding.factor),
        dose=case.dose,
        proposed=proposed,
        change_pct=change_pct(case.dose, proposed.dose) if proposed is not None and same else None,
        clean_weeks=clean_weeks(case),
        earliest=None if first is None else date.fromordinal(first),
        needs=missing,
        why=why(finding, missing),
    )
