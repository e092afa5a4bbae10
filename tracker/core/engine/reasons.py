"""The words for a finding: plain sentences with the dates and numbers that it rests on."""

from __future__ import annotations

from datetime import date

from tracker.core import wording
from tracker.core.days import LAST_DAY, latest
from tracker.core.engine.advice import Need, Proposal, VerdictKind
from tracker.core.engine.engine_state import EngineState
from tracker.core.engine.rules import LAST_WEEK, EvaluationContext, Finding, begins, clean_weeks, red_days
from tracker.core.engine.weeks import KNOWN, Week, days_needed
from tracker.core.model import Kind


def why(finding: Finding, needs: tuple[Need, ...]) -> tuple[str, ...]:
    """The sentences of a verdict; those of a hold are those of what is missing."""
    case = finding.case
    if needs:
        return tuple(need.text for need in needs)
    if finding.proposed is not None:
        change = _change(case, finding.proposed)
        if finding.kind is VerdictKind.INCREASE:
            return *_why_increase(finding), f"Proposed: {change}."
        if finding.kind is VerdictKind.EASE:
            return _why_ease(finding), f"Only for today: {change}."
        return _pain_at_this_dose(case, finding.code), f"Proposed: {change}."
    if finding.code == "paused":
        return ("The plan is paused, so nothing is planned today.",)
    if finding.code == "locked":
        return ("This dose is locked, so it stays as it is. If it does not feel right, ask whoever set it.",)
    return (
        "It has hurt lately, and there is no smaller dose and no easier exercise to go back to.",
        "Leave it out if it hurts, and ask a doctor or physical therapist about it.",
    )


def needs(finding: Finding) -> tuple[Need, ...]:
    """The unmet conditions, each with its sentence."""
    return tuple(Need(code, _need(code, finding)) for code in finding.needs)


def day(on: int, today: int) -> str:
    """A day number as people write it."""
    return wording.day(as_date(on), today=as_date(today))


def as_date(day_number: int) -> date:
    """The date of a day number, the first or last there is where it is beyond."""
    return date.fromordinal(min(max(day_number, 1), LAST_DAY))


def _span(first: int, last: int, today: int) -> str:
    return wording.span(as_date(first), as_date(last), today=as_date(today))


def _why_increase(finding: Finding) -> tuple[str, ...]:
    case = finding.case
    settings = case.record.settings
    weeks = settings.weeks_required + (finding.code == "variation")
    first = case.on - 7 * weeks
    limit = settings.pain_free_limit
    planned, done = _planned_and_done(case, first, weeks)
    met = wording.listed([day(each, case.on) for each in case.ledger.last_two(case.on)])
    return (
        f"{wording.count_word(weeks).capitalize()} pain-free weeks, {_span(first, case.on - 1, case.on)}: "
        f"no reading above {limit}.",
        f"{done} of {planned} planned days done.",
        f"The whole dose was done on {met}.",
    )


def _planned_and_done(case: EvaluationContext, first: int, weeks: int) -> tuple[int, int]:
    """The planned days of some weeks from day `first`, and how many of as many were done in the same week."""
    sums = [case.ledger.week(week) for week in range(first, first + 7 * weeks, 7)]
    return sum(planned for _, _, planned, _ in sums), sum(min(done, planned) for _, _, planned, done in sums)


def _change(case: EvaluationContext, proposed: Proposal) -> str:
    """What is proposed, in place of what is planned."""
    exercise = case.record.exercises[proposed.exercise]
    new = wording.dose(proposed.dose, per_side=exercise.per_side)
    old = wording.dose(case.dose, per_side=case.exercise.per_side)
    if proposed.exercise != case.exercise.id:
        return f"{exercise.name}, {new}, in place of {case.exercise.name}"
    return f"{new} in place of {old}"


def _why_ease(finding: Finding) -> str:
    case, today = finding.case, finding.case.on
    if finding.code == "red":
        return _pain_at_this_dose(case, "red")
    spell = case.record.spell(today)
    if finding.code == "layoff" or spell is None:
        gap, _ = max(case.ledger.layoffs(today))
        return f"It was left for {gap} days lately: start again with less, and come back to the planned dose."
    if finding.code == "flare":
        return f"A flare began on {day(spell.start, today)}: keep moving, and do less for now."
    return f"The flare ended on {day(spell.end, today)}: two training days at less, then the planned dose again."


def _pain_at_this_dose(case: EvaluationContext, code: str) -> str:
    """The days on which the exercise hurt, each with its pain."""
    days = red_days(case) if code == "red" else case.ledger.last_two_felt(case.on)
    readings = [f"{case.ledger.pains[each]} on {day(each, case.on)}" for each in days]
    return f"It brought on a pain of {wording.listed(readings)}."


def _need(code: str, finding: Finding) -> str:
    """The sentence for an unmet condition."""
    case = finding.case
    today, settings = case.on, case.record.settings
    match code:
        case "raises_off":
            return "Steps up are switched off in the settings."
        case "stretch":
            return "A stretch is never raised."
        case "top_of_range":
            if case.exercise.kind is Kind.STRETCH:
                return "It stays where it is comfortable."
            return "This is the top of its range, and there is no next step."
        case "check_in":
            return "Today's check-in is not there yet."
        case "pain_today":
            return f"Not today: {_hurt(case.record, today, today)}."
        case "pain_free_weeks":
            return _blocked(case)
        case "one_more_week":
            weeks = wording.count_word(settings.weeks_required + 1)
            return f"The next step is another exercise, which takes {weeks} pain-free weeks in a row."
        case "dose_not_met":
            return "The whole dose has yet to be done on two days in a row with it."
        case "form":
            broken = [day(each, today) for each in case.ledger.last_two(today) if case.ledger.broke_form(each)]
            return f"Form was lost on {wording.listed(broken)}."
        case "declined":
            declined = latest(case.record.declined[finding.case.exercise.id], today + 1, 1)[0]
            return f"Left for now on {day(declined, today)}; offered again from {day(declined + LAST_WEEK + 1, today)}."
        case _:
            most = wording.count(settings.max_increases_per_week, "exercise")
            return f"Another exercise goes first: at most {most} may rise within seven days."


def _blocked(case: EvaluationContext) -> str:
    """What stands against enough clean weeks: what clears last, else the latest week that was not clean."""
    rest = 7 * case.record.settings.weeks_required
    weeks = wording.count_word(case.record.settings.weeks_required)
    since = {
        "dose": "This dose began on {}; {} weeks at it are needed, so not before {}.",
        "pause": "The plan was paused until {}; {} weeks after it are needed, so not before {}.",
        "gap": "It was taken up again on {}; {} weeks from then are needed, so not before {}.",
    }
    blocks = [
        (begin + rest, since[what].format(day(begin - (what == "pause"), case.on), weeks, day(begin + rest, case.on)))
        for what, begin in begins(case).items()
    ]
    hurt = case.record.diary.last_hurt(case.on)
    if hurt is not None:
        clears = hurt + 1 + rest
        reading = _hurt(case.record, hurt, case.on)
        needed = f"{weeks} weeks after it are needed, so not before {day(clears, case.on)}"
        blocks.append((clears, f"There was {reading}; {needed}."))
    clears, text = max(blocks)
    return text if clears > case.on else _unclean(case, case.on - 7 * (clean_weeks(case) + 1))


def _unclean(case: EvaluationContext, week: int) -> str:
    """Why a week was not clean."""
    _, kind, planned, done = case.ledger.week(week)
    span = _span(week, week + 6, case.on)
    if kind is Week.OFF:
        return f"Nothing of it was planned, {span}."
    if kind is Week.SHORT:
        enough = max(days_needed(case.record.settings.adherence_required)[planned], 1)
        return f"{done} of {planned} planned days done, {span}; {enough} are needed."
    trained, followed = case.record.diary.followed(week)
    known = case.record.diary.weeks[week] & KNOWN
    if known:
        return f"It was done without a pain noted, {span}; unknown is not pain-free."
    return f"Only {followed} of {wording.count(trained, 'training day')} with a check-in the next morning, {span}."


def _hurt(record: EngineState, hurt: int, today: int) -> str:
    """What hurt on a day: the check-in, a set, or what was left out."""
    when = day(hurt, today)
    checkin = record.diary.checkins.get(hurt)
    limit = record.settings.pain_free_limit
    pains = [ledger.pains[hurt] for ledger in record.ledgers.values() if hurt in ledger.pains]
    if checkin is not None and checkin.pain > limit:
        return f"a pain of {checkin.pain} on {when}"
    if max(pains, default=0) > limit:
        return f"a pain of {max(pains)} during an exercise on {when}"
    if checkin is not None and checkin.flare:
        return f"a flare marked on {when}"
    if hurt in record.diary.left_out:
        return f"an exercise left out for pain on {when}"
    return f"pain, numbness or tingling further down the leg on {when}"
