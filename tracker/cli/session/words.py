"""The words of the session in plain lines that no other part of the program says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.core import wording
from tracker.core.engine.progression import State
from tracker.core.model import Exercise, SetLog
from tracker.service import warning_signs
from tracker.service.day.blocks import NOT_PLANNED, in_blocks
from tracker.service.day.day_view import DayRow
from tracker.service.day.text import rest_day_text
from tracker.service.day.today_view import TodayView
from tracker.service.first_run import GET_HELP, FirstRunStep

PAIN_HINT, LEG_HINT = "0 to 10; l: down the leg", "0 to 10"
MORNING_HINT = f"{PAIN_HINT}; f: a flare"
HOW_TO = (
    "Type an answer and press enter. ? explains, ! tells the warning signs, q leaves. Every answer is saved as soon as "
    "it is given; several that belong together, after the last."
)
ANYTHING_ELSE = "Anything else?"
SET_HINT = "Enter logs it, g times it, ? lists what else is possible."
DONE_HINT = "Enter leaves, ? lists what else is possible."
ANSWER_HELP = (
    "later puts the question off, u undoes the last change, r redoes it, ! tells the warning signs, q leaves; nothing "
    "is lost by that."
)
SET_HELP = """\
Enter logs the set as planned.
A number logs it with so many repetitions, or minutes.
g times the session from here, with a bell at every change, and logs each set.
a logs the rest of the exercise, A the rest of the session.
s leaves the exercise out, with a reason.
p is pain, b form broke, n a note, d deletes the last set. They are about the last set that was logged, or about an \
exercise that is named: p bird dog.
b and a number, as in b 3, logs this set with so many repetitions and form broke.
j is the next exercise, k the one before; the beginning of a name goes to that one.
l lists the session as it stands, w says why this dose.
f is a flare, c the check-in again, m fills in a morning.
i says that you have talked to somebody, t asks what is still to answer.
u undoes the last change, r redoes it.
! tells the warning signs, q leaves.
All else is done by commands: backtracker --help."""
TIMED_HELP = (
    "Enter pauses. With enter after it: on goes on at once or ends the set here, back goes back to where you last got "
    "into place, b form broke, p pain, s goes to the next exercise, q ends the timing. What was done is logged."
)
NOTHING_PLANNED = "Nothing is planned yet. t asks what is still to answer, and offers starter plans."
EMPTY_PLAN = "The plan is empty. t offers starter plans; backtracker plan set adds an exercise."
PAUSED = (
    "Paused. Nothing is planned, and paused days do not count against you. backtracker resume ends the pause when you "
    "are ready."
)
REPETITIONS = re.compile(r"\b(\d+(?:·\d+)*) × ")
BETWEEN_SETS = re.compile(r"(?<=\d)·(?=\d)")
SECONDS = re.compile(r"\b(\d+(?:\.\d+)?) s\b")
MINUTES = re.compile(r"\b(\d+(?:\.\d+)?) min\b")


def readable(text: str) -> str:
    """A sentence with the signs of doses as words, which a screen reader would read as signs or leave out."""
    text = REPETITIONS.sub(lambda match: f"{_counted(match[1], 'repetition')} of ", text)
    text = BETWEEN_SETS.sub(", ", text).replace(" · ", "; ")
    text = SECONDS.sub(lambda match: _counted(match[1], "second"), text)
    return MINUTES.sub(lambda match: _counted(match[1], "minute"), text)


def set_in_full(set_log: SetLog, *, sides: bool) -> str:
    """`3 repetitions, each held for 10 seconds, on both sides`; `12 minutes`."""
    if not set_log.reps:
        return _counted(wording.number(set_log.minutes), "minute")
    text = wording.count(set_log.reps, "repetition")
    if set_log.hold_s:
        held = _counted(wording.number(set_log.hold_s), "second")
        text += f", {'each ' if set_log.reps > 1 else ''}held for {held}"
    if set_log.load_kg:
        text += f", with {wording.number(set_log.load_kg)} kg"
    return f"{text}, on both sides" if sides else text


def next_set_text(row: DayRow) -> str:
    """`Bird dog, set 2 of 3: 3 repetitions, each held for 10 seconds, on both sides.`; one must be missing."""
    number, of = len(row.logged) + 1, len(row.planned_sets)
    eased = ", eased for today" if row.today != row.dose else ""
    work = set_in_full(row.missing[0], sides=row.exercise.per_side and bool(row.missing[0].reps))
    usually = f" {_usually(row)}." if eased and not row.logged else ""
    return f"{wording.set_name(row.exercise.name, number, of)}: {work}{eased}.{usually}"


def how_to_lines(exercise: Exercise) -> Iterator[str]:
    """What is needed for an exercise, how it is done, and what to take care of."""
    needed = [item for item in exercise.equipment if item != "mat"]
    if needed:
        yield f"You need: {wording.listed(needed)}."
    if exercise.cues:
        yield f"{'. '.join(exercise.cues)}."
    if exercise.caution:
        yield exercise.caution


def session_lines(rows: Sequence[DayRow]) -> Iterator[str]:
    """The session as it stands, a line an exercise under the name of its block."""
    for heading, block in in_blocks(rows):
        if heading != NOT_PLANNED:
            yield f"{heading}:"
            yield from map(_row_text, block)


def _row_text(row: DayRow) -> str:
    name = row.exercise.name
    if row.today is None:
        return f"{name}: not in the plan; {wording.count(len(row.logged), 'set')} done."
    dose = wording.dose_in_full(row.today, per_side=row.exercise.per_side)
    eased = f", eased for today. {_usually(row)}" if row.today != row.dose else ""
    pain = "" if row.pain is None else f", pain {row.pain}"
    if row.skip is not None:
        return f"{name}: {dose}{eased}. Left out{pain}."
    if not row.logged:
        return f"{name}: {dose}{eased}."
    return f"{name}: {dose}{eased}. {len(row.logged)} of {len(row.planned_sets)} done{pain}."


def _usually(row: DayRow) -> str:
    """`Usually 3 sets: 5, 3 and 1 repetitions …`; the row must have a dose."""
    assert row.dose is not None  # only what is planned is eased
    return f"Usually {wording.dose_in_full(row.dose, per_side=row.exercise.per_side)}"


def left_text(rows: Sequence[DayRow]) -> str:
    """`3 sets of 2 exercises are left today.`, or that nothing is."""
    left = [row for row in rows if row.planned and row.missing]
    sets = sum(len(row.missing) for row in left)
    if not sets:
        return "Nothing is left today."
    verb = "is" if sets == 1 else "are"
    return f"{wording.count(sets, 'set')} of {wording.count(len(left), 'exercise')} {verb} left today."


def nothing_to_do_text(today_view: TodayView) -> str:
    """Why there is no set to do."""
    view = today_view.view
    if today_view.new:
        if FirstRunStep.EMERGENCY in today_view.unanswered:
            return f"{GET_HELP} Type t once a doctor has looked at it."
        return NOTHING_PLANNED
    if not any(row.prescription for row in view.rows):
        return EMPTY_PLAN
    if view.advice.state is State.PAUSED:
        return PAUSED
    if not any(row.planned for row in view.rows):
        return rest_day_text(today_view)
    return f"Done for today. {today_view.closing()}"


def warning_lines() -> Iterator[str]:
    """The warning signs, and what to do about them."""
    for heading, signs in (
        (warning_signs.EMERGENCY, warning_signs.EMERGENCY_SIGNS),
        (warning_signs.SOON, warning_signs.SOON_SIGNS),
    ):
        yield f"{heading}:"
        yield from (f"- {sign}" for sign in signs)
    yield warning_signs.FOOT


def _counted(number: str, noun: str) -> str:
    return f"{number} {noun if number == '1' else noun + 's'}"
