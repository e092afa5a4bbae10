"""The person's own activities, and how well they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.core import wording
from tracker.core.analytics.function import FunctionChange, latest_change
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.input.validation import surplus_activities
from tracker.core.model import MAX_ACTIVITIES, MAX_SCORE, Activity, FunctionScores
from tracker.service.context import AppContext, transactional
from tracker.service.merging import ChangedElsewhereError
from tracker.service.validation import require_text

if TYPE_CHECKING:
    from tracker.storage.unit_of_work import UnitOfWork

Peg = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class FunctionView:
    """The activities of today, all scores by date, and the change from the first scores to the last."""

    activities: tuple[Activity, ...]
    scores: tuple[FunctionScores, ...]
    change: FunctionChange | None


def function_view(context: AppContext) -> FunctionView:
    """How well the activities go."""
    scores = context.store.function_scores()
    return FunctionView(activities_on(context, context.today()), scores, latest_change(scores))


def activities_on(context: AppContext, on: date) -> tuple[Activity, ...]:
    """The activities that are scored on a day, by name."""
    activities = (activity for activity in context.store.activities() if activity.covers(on))
    return tuple(sorted(activities, key=lambda activity: activity.name.casefold()))


@transactional
def add_activities(context: AppContext, names: Sequence[str]) -> str:
    """Score activities from today on. Raises NotPossibleError where one is scored already, or too many would be."""
    today, known = context.today(), list(context.store.activities())
    added = [Activity(" ".join(name.split()), today) for name in names]
    if not added or not all(activity.name for activity in added):
        raise UsageError("Say what the activity is, such as: Tie my shoes standing.")
    for activity in added:
        require_text(activity.name)
        if any(other.covers(today) and other.name.casefold() == activity.name.casefold() for other in known):
            raise NotPossibleError(f"{activity.name} is one of your activities already.")
        known.append(activity)
    if surplus_activities(known):
        raise NotPossibleError(
            f"{wording.count_word(MAX_ACTIVITIES).capitalize()} activities are enough. Remove one first."
        )
    are = "is one" if len(added) == 1 else "are some"
    return context.put(f"{wording.listed([activity.name for activity in added])} {are} of your activities", *added)


@transactional
def change_activities(context: AppContext, shown: Sequence[Activity], names: Sequence[str]) -> str:
    """Score `names` from today on, and no more those of `shown` that are not among them, whose scores stay.

    Raises NotPossibleError where nothing differs or too many would be scored.
    """
    today = context.today()
    wanted = {name.casefold(): name for name in (" ".join(name.split()) for name in names) if name}
    scored = {activity.name.casefold(): activity for activity in activities_on(context, today)}
    ended = [activity for activity in shown if activity.name.casefold() not in wanted and activity in scored.values()]
    added = [Activity(name, today) for key, name in wanted.items() if key not in scored]
    if not added and not ended:
        raise NotPossibleError("Nothing is changed yet; esc leaves it as it is.")
    for activity in added:
        require_text(activity.name)
    if surplus_activities([*(activity for activity in scored.values() if activity not in ended), *added]):
        raise NotPossibleError(f"{wording.count_word(MAX_ACTIVITIES).capitalize()} activities are enough.")
    parts = [f"{wording.listed([activity.name for activity in added])} added"] if added else []
    parts += [f"{wording.listed([activity.name for activity in ended])} no longer scored"] if ended else []
    message = f"Your activities: {', '.join(parts)}"
    with context.write(message) as work:
        for activity in ended:
            _end(work, activity, today)
        work.put(*added)
    return f"{message}."


def _end(work: UnitOfWork, activity: Activity, today: date) -> None:
    """Score an activity no more; one of today is deleted."""
    if activity.start == today:
        work.delete(Activity, activity.name, activity.start)
    else:
        work.put(replace(activity, end=today - timedelta(days=1)))


@transactional
def remove_activity(context: AppContext, name: str) -> str:
    """Score an activity no more; its scores stay. Raises UsageError where there is none of that name."""
    today = context.today()
    activity = _named(activities_on(context, today), name)
    message = f"{activity.name} is no longer one of your activities"
    with context.write(message) as work:
        _end(work, activity, today)
    return f"{message}; its scores stay."


@transactional
def score(
    context: AppContext, scores: Mapping[str, int], peg: Peg | None, on: date, medication: str | None = None
) -> str:
    """Write for a day the scores of activities, by name or its beginning, answers to the PEG scale, and what is taken.

    What the day has of others stays; None leaves the medication as it is, and an empty text removes it. Raises
    UsageError for a day to come, an activity that is none of theirs, or a number that is not from 0 to 10.
    """
    context.require_not_in_future(on)
    if any(not 0 <= value <= MAX_SCORE for value in (*scores.values(), *(peg or ()))):
        raise UsageError(f"A score is a whole number from 0 to {MAX_SCORE}.")
    if not scores and peg is None and medication is None:
        raise UsageError("Give an activity and its score, or --peg with three numbers.")
    known = {activity.name: activity for activity in (*context.store.activities(), *activities_on(context, on))}
    by_name = {_named(tuple(known.values()), name).name: value for name, value in scores.items()}
    stored = next((entry for entry in context.store.function_scores() if entry.date == on), FunctionScores(on))
    merged = tuple(sorted((dict(stored.scores) | by_name).items()))
    parts = [f"{name} {value}" for name, value in by_name.items()]
    if peg is not None:
        parts.append(_peg_text(peg))
    if medication is not None:
        medication = " ".join(medication.split())
        require_text(medication)
        parts.append(_medication_text(medication))
    message = f"{wording.day(on, today=context.today())}: {', '.join(parts)}"
    with context.write(message) as work:
        if scores or peg is not None:
            work.put(FunctionScores(on, merged, stored.peg if peg is None else peg))
        if medication is not None:
            work.put_medication(on, medication)
    return f"{message}."


@dataclass(frozen=True, slots=True)
class Scoring:
    """What can be scored on a day, and what is known of it."""

    on: date
    names: tuple[str, ...]
    scores: FunctionScores
    medication: str


def scoring_on(context: AppContext, on: date) -> Scoring:
    """What the form for the scores of a day shows."""
    names = tuple(activity.name for activity in activities_on(context, on))
    scores = next((entry for entry in context.store.function_scores() if entry.date == on), FunctionScores(on))
    medication = next((entry.text for entry in context.store.medication() if entry.date == on), "")
    return Scoring(on, names, scores, medication)


@transactional
def change_scores(context: AppContext, shown: Scoring, edited: Scoring) -> str:
    """Write what `edited` has otherwise than `shown`; what is empty in it is deleted, and the rest stays as stored.

    Raises UsageError for a day to come or a number that is not from 0 to 10, NotPossibleError where nothing differs,
    ChangedElsewhereError where something that differs was changed to another value meanwhile.
    """
    on = shown.on
    context.require_not_in_future(on)
    before, after = dict(shown.scores.scores), dict(edited.scores.scores)
    if any(not 0 <= value <= MAX_SCORE for value in (*after.values(), *(edited.scores.peg or ()))):
        raise UsageError(f"A score is a whole number from 0 to {MAX_SCORE}.")
    changed = [name for name in shown.names if before.get(name) != after.get(name)]
    peg_changed, taken_changed = shown.scores.peg != edited.scores.peg, shown.medication != edited.medication
    if not changed and not peg_changed and not taken_changed:
        raise NotPossibleError("Nothing is changed yet; esc leaves it as it is.")
    require_text(edited.medication)
    there = scoring_on(context, on)
    _require_no_other(shown, edited, there, changed)
    stored = there.scores
    kept = dict(stored.scores) | {name: after[name] for name in changed if name in after}
    merged = tuple(sorted((name, value) for name, value in kept.items() if name not in changed or name in after))
    peg = edited.scores.peg if peg_changed else stored.peg
    parts = [f"{name} {after.get(name, 'not scored')}" for name in changed]
    parts += [_peg_text(peg)] if peg_changed else []
    parts += [_medication_text(edited.medication)] if taken_changed else []
    message = f"{wording.day(on, today=context.today())}: {', '.join(parts)}"
    with context.write(message) as work:
        if merged or peg is not None:
            work.put(FunctionScores(on, merged, peg))
        else:
            work.delete(FunctionScores, on)
        if taken_changed:
            work.put_medication(on, edited.medication)
    return f"{message}."


def _require_no_other(shown: Scoring, edited: Scoring, stored: Scoring, changed: Sequence[str]) -> None:
    """Raises ChangedElsewhereError where what is edited is stored otherwise than it was shown."""
    before, after, now = (dict(scoring.scores.scores) for scoring in (shown, edited, stored))
    names = [name for name in changed if now.get(name) not in (before.get(name), after.get(name))]
    conflicts = [f"{name}: {now.get(name, 'empty')} there, {after.get(name, 'empty')} here" for name in names]
    base = {name: value for name, value in before.items() if name not in names}
    base |= {name: now[name] for name in names if name in now}
    peg, taken = shown.scores.peg, shown.medication
    if edited.scores.peg != peg and stored.scores.peg not in (peg, edited.scores.peg):
        peg = stored.scores.peg
        conflicts.append(f"{_peg_text(peg)} there, {_peg_text(edited.scores.peg)} here")
    if edited.medication != taken and stored.medication not in (taken, edited.medication):
        taken = stored.medication
        conflicts.append(f"{_medication_text(taken)} there, {_medication_text(edited.medication)} here")
    if conflicts:
        scores = FunctionScores(shown.on, tuple(sorted(base.items())), peg)
        raise ChangedElsewhereError(conflicts, replace(shown, scores=scores, medication=taken))


def _peg_text(peg: Peg | None) -> str:
    return "PEG not answered" if peg is None else f"PEG {wording.listed([str(value) for value in peg])}"


def _medication_text(text: str) -> str:
    return f"medication: {text}" if text else "no medication"


@transactional
def delete_scores(context: AppContext, on: date) -> str:
    """Delete the scores of a day. Raises NotPossibleError where there are none."""
    if not any(entry.date == on for entry in context.store.function_scores()):
        raise NotPossibleError(f"There are no scores for {wording.day(on, today=context.today())}.")
    message = f"The scores of {wording.day(on, today=context.today())} are deleted"
    with context.write(message) as work:
        work.delete(FunctionScores, on)
    return f"{message}."


def _named(activities: tuple[Activity, ...], name: str) -> Activity:
    """The activity of that name, or the only one whose name begins so."""
    wanted = name.casefold()
    exact = [activity for activity in activities if activity.name.casefold() == wanted]
    matches = exact or [activity for activity in activities if wanted and activity.name.casefold().startswith(wanted)]
    if len(matches) == 1:
        return matches[0]
    names = wording.listed([activity.name for activity in matches or activities], "or")
    if matches:
        raise UsageError(f"{name} may be {names}; write more of it.")
    if not activities:
        raise UsageError('You have named no activities yet; `backtracker function add "Tie my shoes"` adds one.')
    raise UsageError(f"{name} is none of your activities; there are {names}.")
