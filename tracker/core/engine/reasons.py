"""The words for a finding: plain sentences with the dates and numbers that it rests on."""

from __future__ import annotations

from datetime import date

from tracker.core import wording
from tracker.core.days import LAST_DAY, latest
from tracker.core.doses import scale
from tracker.core.engine.advice import Care, Need, Proposal, VerdictKind
from tracker.core.engine.care import NOT_SETTLING_AFTER, care_codes, red_days_lately, week_median, worst_pain
from tracker.core.engine.engine_state import EngineState, EvaluationContext
from tracker.core.engine.rules import (
    LAST_WEEK,
    LEG_LATELY,
    STEP_BACK_REST,
    Finding,
    begins,
    clean_weeks,
    easing_layoffs,
    last_step_back,
    red_days,
)
from tracker.core.engine.weeks import KNOWN, PAINFUL, Week, days_needed
from tracker.core.model import Kind

WEEKS_WITHOUT_A_DATE = 4
LEG_SYMPTOMS = "Pain, numbness or tingling further down the leg"
CARE_REASONS = {
    "leg_symptoms": "pain, numbness or tingling further down the leg",
    "severe_pain": "the strong pain of the last days",
    "repeated_red": "exercises that brought on strong pain on more than one day",
    "flare_not_settling": "a flare that is taking its time to settle",
    "worsening": "mornings that have got worse",
    "not_improving": "mornings that have not become easier",
}
# With one of these there is no step, however long one waits.
NO_STEP_EVER = frozenset({"raises_off", "stretch", "top_of_range"})
EMERGENCY = (
    "If there is also numbness between the legs, new trouble with urine, stool or sexual function, pain or weakness in "
    "both legs, growing weakness in one, or a fever, go to emergency care now or call your emergency number."
)


def why(finding: Finding, needs: tuple[Need, ...]) -> tuple[str, ...]:
    """The sentences of a verdict; those of a hold are those of what is missing.

    Where a step can never come they say why, and not what is missing besides.
    """
    context = finding.context
    if needs:
        never = tuple(need for need in needs if need.code in NO_STEP_EVER)
        return tuple(need.text for need in never or needs)
    if finding.proposed is not None:
        change = _change(context, finding.proposed)
        if finding.kind is VerdictKind.INCREASE:
            return *_why_increase(finding), f"Proposed: {change}."
        if finding.kind is VerdictKind.EASE:
            return _why_ease(finding), _only_for_today(context, finding.proposed)
        return _pain_at_this_dose(context, finding.code), f"Proposed: {change}.", *_dose_before_an_answer(finding)
    if finding.code == "paused":
        return ("The plan is paused, so nothing is planned today.",)
    if finding.code == "locked":
        return ("This dose is locked, so it stays as it is. If it does not feel right, ask whoever set it.",)
    return (
        "It has hurt lately, and there is no easier exercise to go back to.",
        "Leave it out for now or swap it for another, and ask a doctor or physical therapist about it.",
        *_dose_if_done(finding),
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
    context = finding.context
    settings = context.engine_state.settings
    weeks = settings.weeks_required + (finding.code == "variation")
    first = context.on - 7 * weeks
    limit = settings.pain_free_limit
    planned, done = _planned_and_done(context, first, weeks)
    met = wording.listed([day(day_number, context.on) for day_number in context.exercise_history.last_two(context.on)])
    return (
        f"{wording.count_word(weeks).capitalize()} pain-free weeks, {_span(first, context.on - 1, context.on)}: "
        f"no reading above {limit}.",
        f"{done} of {planned} planned days done.",
        f"The whole dose was done on {met}.",
    )


def _planned_and_done(context: EvaluationContext, first: int, weeks: int) -> tuple[int, int]:
    """The planned days of some weeks from day `first`, and how many of as many were done in the same week."""
    sums = [context.exercise_history.week(week) for week in range(first, first + 7 * weeks, 7)]
    return sum(planned for _, _, planned, _ in sums), sum(min(done, planned) for _, _, planned, done in sums)


def _change(context: EvaluationContext, proposed: Proposal) -> str:
    """What is proposed, in place of what is planned."""
    exercise = context.engine_state.exercises[proposed.exercise]
    new = wording.dose(proposed.dose, per_side=exercise.per_side)
    old = wording.dose(context.dose, per_side=context.exercise.per_side)
    if proposed.exercise != context.exercise.id:
        return f"{exercise.name}, {new}, in place of {context.exercise.name}"
    return f"{new} in place of {old}"


def _only_for_today(context: EvaluationContext, eased: Proposal) -> str:
    if eased.dose == context.dose:
        return "The dose cannot be made smaller: leave it out today if it is not comfortable."
    return f"Only for today: {_change(context, eased)}."


def _dose_before_an_answer(finding: Finding) -> tuple[str, ...]:
    """What to do today where a step back has yet to be answered."""
    context = finding.context
    if finding.factor == 1:
        return ()
    eased = Proposal(context.exercise.id, scale(context.dose, finding.factor))
    if eased == finding.proposed:
        return ("Today's dose is that already.",)
    if eased.dose == context.dose:
        return (_only_for_today(context, eased),)
    return (f"Whatever you answer, only for today: {_change(context, eased)}.",)


def _dose_if_done(finding: Finding) -> tuple[str, ...]:
    """What to do today of an exercise that is better left out."""
    context = finding.context
    eased = Proposal(context.exercise.id, scale(context.dose, finding.factor))
    return () if eased.dose == context.dose else (f"If you do it today: {_change(context, eased)}.",)


def _why_ease(finding: Finding) -> str:
    context, today = finding.context, finding.context.on
    if finding.code == "red":
        return _pain_at_this_dose(context, "red")
    if finding.code == "leg":
        noted = max(context.engine_state.daily.leg_days(today - LEG_LATELY, today))
        return f"{LEG_SYMPTOMS} was noted on {day(noted, today)}: do less until two days have passed without it."
    flare = context.engine_state.latest_flare(today)
    if finding.code == "layoff" or flare is None:
        away = max(layoff.days for layoff in easing_layoffs(context))
        return f"After a gap of {away} days, begin with less and work back to the planned dose."
    if finding.code == "flare":
        return f"A flare began on {day(flare.start, today)}: keep moving, and do less for now."
    less = "two training days at less, then the planned dose again"
    if flare.timed_out:
        return f"Four weeks have passed since the flare began on {day(flare.start, today)}: {less}."
    return f"The flare ended on {day(flare.end, today)}: {less}."


def _pain_at_this_dose(context: EvaluationContext, code: str) -> str:
    """The days on which the exercise hurt, with the pain of each."""
    days = red_days(context) if code == "red" else context.exercise_history.last_two_with_pain(context.on)
    readings = [f"{context.exercise_history.pains[day_number]} on {day(day_number, context.on)}" for day_number in days]
    return f"It brought on a pain of {wording.listed(readings)}."


def _need(code: str, finding: Finding) -> str:
    """The sentence for an unmet condition."""
    context = finding.context
    today, settings = context.on, context.engine_state.settings
    match code:
        case "raises_off":
            return "Steps up are switched off in the settings."
        case "stretch":
            return "A stretch is never raised."
        case "top_of_range":
            if context.exercise.kind is Kind.STRETCH:
                return "It stays where it is comfortable."
            return "This is the top of its range, and there is no next step."
        case "check_in":
            return "Today's check-in is not there yet."
        case "pain_today":
            return f"Not today: {_painful_reading(context.engine_state, today, today)}."
        case "pain_free_weeks":
            return _blocked(context)
        case "one_more_week":
            weeks = wording.count_word(settings.weeks_required + 1)
            return f"The next step is another exercise, which takes {weeks} pain-free weeks in a row."
        case "dose_not_met":
            return "Complete every set on two sessions in a row."
        case "form":
            broken = [
                day(day_number, today)
                for day_number in context.exercise_history.last_two(today)
                if context.exercise_history.broke_form(day_number)
            ]
            return f"Form broke on {wording.listed(broken)}."
        case "after_step_back":
            stepped_back = last_step_back(context) or today
            until = f"so not before {day(stepped_back + STEP_BACK_REST + 1, today)}"
            return f"It went a step back on {day(stepped_back, today)} and has four weeks to settle, {until}."
        case "care":
            code = next(code for code in care_codes(context.engine_state, today) if code != "not_improving")
            return f"No step up for now, because of {CARE_REASONS[code]}."
        case "declined":
            declined = latest(context.engine_state.declined[finding.context.exercise.id], today + 1, 1)[0]
            return f"Put off on {day(declined, today)}; offered again from {day(declined + LAST_WEEK + 1, today)}."
        case _:
            most = wording.count(settings.max_increases_per_week, "exercise")
            return f"Another exercise goes first: at most {most} may rise within seven days."


def _blocked(context: EvaluationContext) -> str:
    """Why there are not enough clean weeks: the condition that ends last, else the latest week that was not clean."""
    rest = 7 * context.engine_state.settings.weeks_required
    weeks = wording.count_word(context.engine_state.settings.weeks_required)
    since = {
        "dose": "This dose began on {}; {} pain-free weeks at it are needed, so not before {}.",
        "pause": "The plan was paused until {}; {} pain-free weeks are needed after that, so not before {}.",
        "gap": "It was taken up again on {}; {} pain-free weeks are needed from then, so not before {}.",
    }
    blocks = [
        (
            begin + rest,
            since[what].format(day(begin - (what == "pause"), context.on), weeks, day(begin + rest, context.on)),
        )
        for what, begin in begins(context).items()
    ]
    painful_day = context.engine_state.daily.last_painful_day(context.on)
    if painful_day is not None:
        clears = painful_day + 1 + rest
        blocks.append((clears, _painful(context, painful_day, f"{weeks} pain-free weeks", clears)))
    clears, text = max(blocks)
    return text if clears > context.on else _unclean(context, context.on - 7 * (clean_weeks(context) + 1))


def _painful(context: EvaluationContext, painful_day: int, weeks: str, clears: int) -> str:
    """How long to wait after the last painful day; no date where there was such a day in each of the last weeks."""
    lately = range(context.on - 7 * WEEKS_WITHOUT_A_DATE, context.on, 7)
    if all(context.engine_state.daily.weeks[week] & PAINFUL for week in lately):
        return f"Each of the last four weeks had something above your limit; {weeks} in a row are needed."
    until = f"so not before {day(clears, context.on)}"
    if painful_day == context.on:
        return f"{weeks.capitalize()} are needed after today, {until}."
    reading = _painful_reading(context.engine_state, painful_day, context.on)
    return f"There was {reading}; {weeks} are needed after it, {until}."


def _unclean(context: EvaluationContext, week: int) -> str:
    """Why a week was not clean."""
    _, kind, planned, done = context.exercise_history.week(week)
    span = _span(week, week + 6, context.on)
    if kind is Week.OFF:
        return f"Nothing of it was planned, {span}."
    if kind is Week.SHORT:
        enough = max(days_needed(context.engine_state.settings.adherence_required)[planned], 1)
        return f"{done} of {planned} planned days done, {span}; {enough} are needed."
    training_days, followed = context.engine_state.daily.followed(week)
    known = context.engine_state.daily.weeks[week] & KNOWN
    if known:
        unread = context.exercise_history.days_without_pain(week, week + 6)
        dates = wording.listed([day(day_number, context.on) for day_number in unread])
        return f"Pain wasn't recorded on {dates}; only days with a reading count as pain-free."
    enough = days_needed(context.engine_state.settings.mornings_required)[training_days]
    days = wording.count(training_days, "training day")
    return f"{followed} of {days} with a check-in the next morning, {span}; {enough} are needed."


def _painful_reading(engine_state: EngineState, painful_day: int, today: int) -> str:
    """What hurt on a day: the check-in, a set, or what was left out."""
    when = day(painful_day, today)
    checkin = engine_state.daily.checkins.get(painful_day)
    limit = engine_state.settings.pain_free_limit
    pains = [
        exercise_history.pains[painful_day]
        for exercise_history in engine_state.exercise_histories.values()
        if painful_day in exercise_history.pains
    ]
    if checkin is not None and checkin.pain > limit:
        return f"a pain of {checkin.pain} on {when}"
    if max(pains, default=0) > limit:
        return f"a pain of {max(pains)} during an exercise on {when}"
    if checkin is not None and checkin.flare:
        return f"a flare marked on {when}"
    if painful_day in engine_state.daily.pain_skips:
        return f"an exercise left out for pain on {when}"
    return f"pain, numbness or tingling further down the leg on {when}"


def care(engine_state: EngineState, on: int) -> tuple[Care, ...]:
    """The reasons to see a doctor or physical therapist that apply on `on`, with their sentences."""
    return tuple(Care(code, _care_text(code, engine_state, on)) for code in care_codes(engine_state, on))


def _care_text(code: str, engine_state: EngineState, on: int) -> str:
    match code:
        case "leg_symptoms":
            return (
                f"{LEG_SYMPTOMS} was noted in the last days. Please talk to a doctor or physical therapist before you "
                f"go on. {EMERGENCY}"
            )
        case "severe_pain":
            return (
                f"A pain of {worst_pain(engine_state, on)} was noted in the last days. Please talk to a doctor or "
                f"physical therapist about it. {EMERGENCY}"
            )
        case "repeated_red":
            days = wording.listed([day(red_day, on) for red_day in red_days_lately(engine_state, on)])
            return (
                f"Exercises brought on a pain of {engine_state.settings.red_from} or more on {days}. It is worth "
                "showing the plan to a doctor or physical therapist."
            )
        case "flare_not_settling":
            active = engine_state.active_flare(on)
            if active is None or active.start > on - NOT_SETTLING_AFTER:
                return (
                    "The last flare had not settled after four weeks. It is worth asking a doctor or physical "
                    "therapist about what is now the usual level."
                )
            return (
                f"The flare that began on {day(active.start, on)} is taking its time to settle. It is worth asking a "
                "doctor or physical therapist about it."
            )
        case "worsening":
            now, before = _median(engine_state, on, 1), _median(engine_state, on, 4)
            return (
                f"Three weeks before, mornings were around {before}; this week they were around {now}. It is worth "
                "asking a doctor or physical therapist about it."
            )
        case _:
            now, before = _median(engine_state, on, 1), _median(engine_state, on, 6)
            return (
                f"Mornings have not become easier for six weeks: this week around {now}, five weeks before around "
                f"{before}. It is worth talking to a doctor or physical therapist about what would help."
            )


def _median(engine_state: EngineState, on: int, week: int) -> str:
    return wording.number(week_median(engine_state, on, week) or 0)
