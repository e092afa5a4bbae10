"""The second half of a second reading of the engine's page: verdicts, `earliest` and care, as in `suggest --json`.

Each sentence of the page stands above the lines that follow it to the letter; slow on purpose. See `oracle_facts`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from tests.support.oracle_facts import (
    HALF,
    Facts,
    days_before,
    dose_sets,
    dose_work,
    every_day,
    exact,
    middle,
    plain,
    scale,
)
from tracker.core.model import CheckIn, Dose, History, Prescription, Session, SetLog, Why

Proposed = tuple[str, Dose]
Answer = dict[str, Any]


def advise(history: History, on: date, earliest: bool = True) -> Answer:
    """The advice in the shape of `suggest --json`, with codes where it has words and no `why`."""
    facts = Facts(history, on)
    first_days = played_forward(history, on) if earliest else {}
    rows = verdicts(facts, history)
    for row in rows:
        row["earliest"] = first_days.get(row["exercise"])
    return {"date": on, "state": facts.state(), "exercises": rows, "care": care(facts)}


def in_plan_order(facts: Facts) -> list[Prescription]:
    """The prescriptions to give a verdict for."""
    # "For every exercise whose prescription on `on` is not removed, by that prescription's `position` (those without
    # one last), then by first appearance in the list of prescriptions."
    appeared: list[str] = []
    for prescription in facts.prescriptions:
        if prescription.exercise not in appeared:
            appeared.append(prescription.exercise)
    in_plan = [p for exercise in appeared if (p := facts.prescription_on(exercise, facts.on)) is not None]
    with_position = [p for p in in_plan if p.position is not None]
    return sorted(with_position, key=lambda p: p.position or 0) + [p for p in in_plan if p.position is None]


def verdicts(facts: Facts, history: History) -> list[Answer]:
    """The verdict for each exercise, turns given."""
    order = in_plan_order(facts)
    rows = [verdict(facts, history, prescription) for prescription in order]
    give_turns(facts, rows)
    for row, prescription in zip(rows, order, strict=True):
        assert prescription.dose is not None
        row["change_pct"] = change(prescription.exercise, prescription.dose, row["proposed"])
    return rows


def verdict(facts: Facts, history: History, prescription: Prescription) -> Answer:
    """The verdict for one exercise but for its turn; the first that applies."""
    exercise, dose = prescription.exercise, prescription.dose
    assert dose is not None
    row: Answer = {
        "exercise": exercise,
        "verdict": "hold",
        "code": "",
        "factor": 1.0,
        "today": dose,
        "dose": dose,
        "proposed": None,
        "clean_weeks": facts.clean_weeks(exercise),
        "needs": [],
    }
    # "1. **hold** `paused`: the state is `paused`."
    if facts.state() == "paused":
        return row | {"code": "paused"}
    # "2. **hold** `locked`: it is locked. Nothing is changed, not even eased"
    if prescription.locked:
        return row | {"code": "locked"}
    # "3. **ease** (the code of the factor; of equal factors the first in the table): the factor is below 1, and E has
    # fewer than two red days or would have a factor below 1 without the row `red` too. Proposed: `scale(dose, factor)`,
    # for today only."
    factor, code = facts.factor(exercise)
    row["factor"] = float(factor)
    # "*Until a step back is accepted*, and beside `at_minimum`, the day's dose is `scale(dose, factor)` all the same."
    row["today"] = scale(dose, factor) if factor < 1 else dose
    if factor < 1 and (len(facts.red_days(exercise)) < 2 or facts.factor(exercise, red_too=False)[0] < 1):
        return row | {"verdict": "ease", "code": code, "proposed": (exercise, scale(dose, factor))}
    # "4. **step_back** `red`: E has two or more red days."
    if len(facts.red_days(exercise)) >= 2:
        return row | step_back("red", target(facts, history, exercise, dose, back_from_red(facts, exercise, dose)))
    # "5. **step_back** `amber`"
    if amber(facts, exercise):
        proposed = target(facts, history, exercise, dose, back_from_amber(facts, exercise, dose))
        # "if there is none, for `amber`, stretches aside: one repetition less in every set, or `floor(minutes × 9/10)`,
        # never below 1, if that is not the dose itself and has at least half the work of `start`;"
        less, start = one_less(dose), facts.exercises[exercise].start
        if proposed is None and facts.exercises[exercise].kind != "stretch" and less != dose:
            proposed = (exercise, less) if dose_work(less) >= dose_work(start) * HALF else None
        return row | step_back("amber", proposed)
    # "6. **increase**, when every condition below holds. … 7. **hold**, with the codes of all unmet conditions"
    step = next_step(facts, exercise, dose)
    needs = unmet(facts, exercise, step)
    if needs:
        return row | {"code": needs[0], "needs": needs}
    return row | {"verdict": "increase", "code": "increase", "proposed": step}


def step_back(code: str, proposed: Proposed | None) -> Answer:
    """A step back, or the hold of an exercise that cannot be made easier."""
    if proposed is None:
        return {"verdict": "hold", "code": "at_minimum"}
    return {"verdict": "step_back", "code": code, "proposed": proposed}


def lighter_dose_before(facts: Facts, exercise: str, dose: Dose) -> Dose | None:
    """The *dose before* as a step back proposes it, if it may."""
    # "the *dose before*, if it has as many sets and the same hold and is lighter: the same load and less work, or a
    # smaller load,"
    before = facts.dose_before(exercise)
    if before is None or dose_sets(before) != dose_sets(dose) or exact(before.hold_s) != exact(dose.hold_s):
        return None
    if exact(before.load_kg) == exact(dose.load_kg):
        return before if dose_work(before) < dose_work(dose) else None
    if exact(before.load_kg) > exact(dose.load_kg):
        return None
    # "then with the fewer of its own and `start`'s repetitions in each set (`start`'s last value for sets it lacks);"
    start = facts.exercises[exercise].start.reps
    reps = tuple(min(own, start[place] if place < len(start) else start[-1]) for place, own in enumerate(before.reps))
    return replace(before, reps=reps)


def back_from_red(facts: Facts, exercise: str, dose: Dose) -> Dose | None:
    """The dose that a step back for red days proposes, if there is one."""
    before = lighter_dose_before(facts, exercise, dose)
    if before is not None:
        return before
    # "else the repetitions or minutes at 7/10, rounded down, never below 1, if that has at least half the work of
    # `start`. A hold is shortened for a day, never for good."
    if dose.reps:
        less = replace(dose, reps=tuple(max(1, floor(reps * Fraction(7, 10))) for reps in dose.reps))
    else:
        less = replace(dose, minutes=max(1, floor(exact(dose.minutes) * Fraction(7, 10))))
    return less if dose_work(less) >= dose_work(facts.exercises[exercise].start) * HALF else None


def amber(facts: Facts, exercise: str) -> bool:
    """Whether rule 5 applies."""
    if stepped_back_lately(facts, exercise):
        return False
    # "and on each of the last *two* days before `on` on which E was logged with a pain, that pain was provoked and at
    # least `amber_from` (red included), and neither day is before `on`-14 or before *dose since*."
    days = facts.painful_days(exercise)[-2:]
    if len(days) < 2:
        return False
    for day in days:
        pain = facts.pain(exercise, day)
        if pain is None or pain < facts.settings.amber_from or not facts.provoked(exercise, day):
            return False
        if day < days_before(facts.on, 14) or day < facts.dose_since(exercise):
            return False
    return True


def stepped_back_lately(facts: Facts, exercise: str) -> bool:
    """Whether a step back was accepted within four weeks."""
    # "no prescription of E with `why` = `step_back` has its `from` in `on`-27 … `on`"
    for prescription in facts.prescriptions:
        recent = days_before(facts.on, 27) <= prescription.start <= facts.on
        if prescription.exercise == exercise and prescription.why == "step_back" and recent:
            return True
    return False


def one_less(dose: Dose) -> Dose:
    """One repetition less in every set, or `floor(minutes × 9/10)`, never below 1."""
    if dose.reps:
        return replace(dose, reps=tuple(max(1, reps - 1) for reps in dose.reps))
    return replace(dose, minutes=max(1, floor(exact(dose.minutes) * Fraction(9, 10))))


def back_from_amber(facts: Facts, exercise: str, dose: Dose) -> Dose | None:
    """The dose that a step back for amber days proposes, if there is one."""
    # "Proposed: the first of these that has at least the work of `start`: the *dose before* as in 4; one repetition
    # less in every set, or `floor(minutes × 9/10)`, never below 1."
    for proposed in (lighter_dose_before(facts, exercise, dose), one_less(dose)):
        if proposed is not None and dose_work(proposed) >= dose_work(facts.exercises[exercise].start):
            return proposed
    return None


def target(facts: Facts, history: History, exercise: str, dose: Dose, proposed: Dose | None) -> Proposed | None:
    """What a step back proposes: that dose, else an easier rung, else nothing."""
    # "if there is no such dose, or it equals the dose, or E is a stretch (which would never rise again), then instead
    # the easier rung"
    if proposed is not None and proposed != dose and facts.exercises[exercise].kind != "stretch":
        return exercise, proposed
    # "(the first exercise of the library, own exercises last, whose `harder` is E and which is not in the plan) at the
    # dose last held there, else at its `start`;"
    library = [e for e in history.exercises if not e.id.startswith("my-")]
    library += [e for e in history.exercises if e.id.startswith("my-")]
    for easier in library:
        if easier.harder == exercise and facts.prescription_on(easier.id, facts.on) is None:
            doses = [p.dose for p in facts.run_of(easier.id) if not p.removed and p.dose is not None]
            return easier.id, doses[-1] if doses else easier.start
    return None


def unmet(facts: Facts, exercise: str, step: Proposed | None) -> list[str]:
    """The codes of the conditions of an increase that are not met, its turn aside."""
    settings, on = facts.settings, facts.on
    limit = settings.pain_free_limit
    needs = []
    if not settings.raise_doses:
        needs.append("raises_off")
    if facts.exercises[exercise].kind == "stretch":
        needs.append("stretch")
    if step is None:
        needs.append("top_of_range")
    checkin = facts.checkins.get(on)
    if checkin is None:
        needs.append("check_in")
    # "it is at or below `pain_free_limit` and flagged neither as flare nor leg symptoms (met if there is none), no set
    # dated `on`, of any exercise, has a pain above `pain_free_limit` or is flagged as leg symptoms, and nothing was
    # skipped for pain on `on`"
    pain_today = checkin is not None and (checkin.pain > limit or checkin.flare or checkin.leg)
    for done in facts.sets.get(on, []):
        pain_today = pain_today or done.leg or (done.pain is not None and done.pain > limit)
    if pain_today or any(s.date == on and s.reason == "pain" for s in facts.skips):
        needs.append("pain_today")
    clean = facts.clean_weeks(exercise)
    if clean < settings.weeks_required:
        needs.append("pain_free_weeks")
    # "the next step is no variation, or clean weeks ≥ `weeks_required` + 1 (met if `pain_free_weeks` is not)"
    elif step is not None and step[0] != exercise and clean < settings.weeks_required + 1:
        needs.append("one_more_week")
    # "the last two days before `on` on which E was logged exist, are not before *dose since*, and are met"
    last_two = facts.logged_days(exercise)[-2:]
    since = facts.dose_since(exercise)
    if len(last_two) < 2 or any(day < since or not facts.met(exercise, day) for day in last_two):
        needs.append("dose_not_met")
    # "of the last two days before `on` on which E was logged, as far as there are any, none has a set of E with broken
    # form"
    if any(done.form_broke for day in last_two for done in facts.sets_of(exercise, day)):
        needs.append("form")
    # "no prescription of E with `why` = `step_back` has its `from` in `on`-27 … `on`"
    if stepped_back_lately(facts, exercise):
        needs.append("after_step_back")
    # "none of the care codes `leg_symptoms`, `severe_pain`, `repeated_red`, `flare_not_settling`, `worsening` applies"
    if set(care(facts)) - {"not_improving"}:
        needs.append("care")
    # "no increase of E was declined on `on`-6 … `on`"
    if any(d.exercise == exercise and days_before(on, 6) <= d.date for d in facts.declined):
        needs.append("declined")
    return needs


def next_step(facts: Facts, exercise: str, dose: Dose) -> Proposed | None:
    """*Next step* of a dose."""
    known = facts.exercises[exercise]
    ceiling = known.ceiling
    # "below the ceiling in `minutes`: `max(1, minutes // 10)` more, at most the ceiling's."
    if not dose.reps and exact(dose.minutes) < exact(ceiling.minutes):
        more = max(1, exact(dose.minutes) // 10)
        return exercise, replace(dose, minutes=plain(min(exact(dose.minutes) + more, exact(ceiling.minutes))))
    # "If the dose has more sets than the ceiling, the ceiling's last value stands for the missing ones."
    tops = [ceiling.reps[min(place, len(ceiling.reps) - 1)] for place in range(len(dose.reps))]
    reps = list(dose.reps)
    # "below the ceiling in any set: `max(1, total reps // 10)` repetitions more, one after the other, each in the set
    # that is then furthest below its ceiling, the earliest of equals, and none beyond a ceiling"
    for _ in range(max(1, sum(dose.reps) // 10)):
        short = [top - now for top, now in zip(tops, reps, strict=True)]
        if short and max(short) > 0:
            reps[short.index(max(short))] += 1
    if tuple(reps) != dose.reps:
        return exercise, replace(dose, reps=tuple(reps))
    # "at or above the ceiling in all: if `load_step_kg` > 0, the dose has reps, and that much more load is not above
    # the ceiling's `load_kg` (0 there: no bound), the `start` reps with that load and the dose's hold;"
    load = exact(dose.load_kg) + exact(known.load_step_kg)
    if known.load_step_kg > 0 and dose.reps and (ceiling.load_kg == 0 or load <= exact(ceiling.load_kg)):
        return exercise, Dose(known.start.reps, dose.hold_s, plain(load))
    # "else, if there is a `harder` rung that is not in the plan, that exercise at its `start`, a *variation*; else
    # none."
    if known.harder is not None and facts.prescription_on(known.harder, facts.on) is None:
        return known.harder, facts.exercises[known.harder].start
    return None


def give_turns(facts: Facts, rows: list[Answer]) -> None:
    """Turns the increases that have no *turn* into holds, and names those that change the exercise."""
    candidates = [row for row in rows if row["verdict"] == "increase"]
    # "those with the oldest *dose since* go first (equal: plan order)"
    candidates.sort(key=lambda row: facts.dose_since(row["exercise"]))
    # "Count the prescriptions of exercises that are not cardio, removals aside, with `why` = `increase` and `from` in
    # `on`-6 … `on`. The room left is `max_increases_per_week` minus that."
    recent = [p for p in facts.prescriptions if p.why == "increase" and p.start >= days_before(facts.on, 6)]
    counted = [p for p in recent if not p.removed and facts.exercises[p.exercise].kind != "cardio"]
    room = facts.settings.max_increases_per_week - len(counted)
    rungs: set[str] = set()
    for row in candidates:
        exercise, rung = row["exercise"], row["proposed"][0]
        # "and of several, cardio included, whose next step is the same rung, only the first has its turn; the others
        # take no room."
        first = rung == exercise or rung not in rungs
        rungs.add(rung)
        # "an increase that leads to a cardio exercise needs none and takes none." … "as many as there is room"
        needs_room = facts.exercises[rung].kind != "cardio"
        turn = first and (room > 0 or not needs_room)
        if turn and needs_room:
            room -= 1
        if not turn:
            no_turn = {"verdict": "hold", "code": "one_at_a_time", "proposed": None, "needs": ["one_at_a_time"]}
            row.update(no_turn)
        elif rung != exercise:
            row["code"] = "variation"


def change(exercise: str, dose: Dose, proposed: Proposed | None) -> float | None:
    """*change_pct*."""
    # "`100 × (work(proposed) / work(dose) - 1)` rounded to one decimal (halves to even); null where the proposed
    # exercise or load is another, and where the verdict is `hold`."
    if proposed is None or proposed[0] != exercise or proposed[1].load_kg != dose.load_kg:
        return None
    return float(round(100 * (dose_work(proposed[1]) / dose_work(dose) - 1), 1))


def played_forward(history: History, on: date) -> dict[str, date]:
    """*earliest* of each exercise that has one."""
    # "Nothing dated after `on` is looked at."
    played = replace(
        history,
        prescriptions=tuple(p for p in history.prescriptions if p.start <= on),
        sessions=tuple(s for s in history.sessions if s.date <= on),
        checkins=tuple(c for c in history.checkins if c.date <= on),
        skips=tuple(s for s in history.skips if s.date <= on),
        declined=tuple(d for d in history.declined if d.date <= on),
        # "Pauses count as they are written, those that begin after `on` too."
        pauses=history.pauses,
    )
    asked_for = {p.exercise for p in in_plan_order(Facts(history, on))}
    first_days: dict[str, date] = {}
    # "play the days `on`, `on`+1, … `on`+84 forward."
    for day in every_day(on, on + timedelta(days=84)):
        # "`on` has its own check-in, or one of pain 0 where it has none; every other day one of pain 0 without flags."
        if not any(c.date == day for c in played.checkins):
            played = replace(played, checkins=(*played.checkins, CheckIn(day, 0)))
        facts = Facts(played, day)
        rows = verdicts(facts, played)
        # "`earliest` of E is the first of these dates on which E's verdict is `increase`; null if there is none."
        increases = [row for row in rows if row["verdict"] == "increase"]
        for row in increases:
            if row["exercise"] in asked_for:
                first_days.setdefault(row["exercise"], day)
        if asked_for <= set(first_days):
            return first_days
        # "each increase that is offered is accepted at once, … Nothing else is accepted."
        if increases:
            for row in increases:
                played = accepted(played, day, row)
            facts = Facts(played, day)
            rows = verdicts(facts, played)
        # "and then every planned set of every exercise is done at today's dose with pain 0 (in place of what is logged
        # on `on`)."
        sets: list[SetLog] = []
        for row in rows:
            if facts.planned(row["exercise"], day):
                dose = row["today"]
                sets += [
                    SetLog(row["exercise"], reps, dose.minutes, dose.hold_s, dose.load_kg, pain=0)
                    for reps in dose.reps or (0,)
                ]
        others = tuple(s for s in played.sessions if s.date != day)
        played = replace(played, sessions=(*others, Session(day, tuple(sets))))
    return first_days


def accepted(history: History, on: date, row: Answer) -> History:
    """The history with a proposal accepted."""
    # "**Accepting** appends a prescription from `on` with the verdict as its `why` and the same days and position;
    # where the exercise changes, the old one is removed from `on` (`why` = `manual`)."
    prescription = Facts(history, on).prescription_on(row["exercise"], on)
    assert prescription is not None
    exercise, dose = row["proposed"]
    new = Prescription(exercise, on, dose, prescription.days, prescription.position, why=Why(row["verdict"]))
    prescriptions = (*history.prescriptions, new)
    if exercise != row["exercise"]:
        prescriptions += (
            Prescription(row["exercise"], on, None, prescription.days, prescription.position, removed=True),
        )
    return replace(history, prescriptions=prescriptions)


def care(facts: Facts) -> list[str]:
    """The codes of *Care*: all that apply, in this order; here sets dated `on` count too."""
    on = facts.on
    codes = []
    last_three = every_day(days_before(on, 2), on)
    checkins = [c for day in last_three if (c := facts.checkins.get(day)) is not None]
    sets = [done for day in last_three for done in facts.sets.get(day, [])]
    # "a check-in or set on `on`-2 … `on` is flagged so"
    if any(c.leg for c in checkins) or any(done.leg for done in sets):
        codes.append("leg_symptoms")
    # "a pain of 8 or more on `on`-2 … `on`."
    if any(c.pain >= 8 for c in checkins) or any(done.pain is not None and done.pain >= 8 for done in sets):
        codes.append("severe_pain")
    # "provoked exercise pain of at least `red_from` on two or more different days in `on`-13 … `on`."
    red = 0
    for day in every_day(days_before(on, 13), on):
        exercises = {done.exercise for done in facts.sets.get(day, [])}
        pains = [facts.pain(exercise, day) for exercise in exercises if facts.provoked(exercise, day)]
        red += any(pain is not None and pain >= facts.settings.red_from for pain in pains)
    if red >= 2:
        codes.append("repeated_red")
    # "a flare is active and started on or before `on`-14, or any flare, also one before the last, was ended by the 28
    # days on `on`-27 … `on`."
    active = any(end is None and start <= days_before(on, 14) for start, end, _ in facts.flares)
    if active or any(end is not None and late and end >= days_before(on, 27) for _, end, late in facts.flares):
        codes.append("flare_not_settling")
    # "weeks 1 and 4 both have five or more mornings, and week 1's median is at least 2 above week 4's."
    week_1 = facts.mornings(days_before(on, 6), on)
    week_4 = facts.mornings(days_before(on, 27), days_before(on, 21))
    if len(week_1) >= 5 and len(week_4) >= 5 and middle(week_1) >= middle(week_4) + 2:
        codes.append("worsening")
    # "`pain_free_limit` is at most 2, each of weeks 1 … 6 has five or more mornings and a median of at least 3, and
    # week 1's median is above week 6's minus 2."
    weeks = [facts.mornings(days_before(on, 7 * k - 1), days_before(on, 7 * k - 7)) for k in range(1, 7)]
    steady = all(len(week) >= 5 and middle(week) >= 3 for week in weeks)
    if facts.settings.pain_free_limit <= 2 and steady and middle(weeks[0]) > middle(weeks[5]) - 2:
        codes.append("not_improving")
    return codes
