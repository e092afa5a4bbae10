"""Which verdict, with which code, proposal and unmet conditions; and whose turn it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.building import (
    DOG,
    HINGE,
    KNEE,
    LEG,
    LIBRARY,
    PLANK,
    SQUARES,
    WALK,
    advised,
    ago,
    going_well,
    hurt,
    morning,
    mornings,
    needs,
    prescribed,
    sets_of,
    skipped,
    trained,
    verdict,
)
from tracker.core.engine.progression import Proposal, VerdictKind, accepted, today_dose
from tracker.core.model import (
    CheckIn,
    Decline,
    Dose,
    Exercise,
    History,
    Kind,
    Prescription,
    SetLog,
    Settings,
    SkipReason,
    Why,
)


def test_two_clean_weeks_at_a_dose_that_was_met_earn_the_next_step() -> None:
    raised = verdict(going_well(since=14))
    assert (raised.verdict, raised.code, raised.clean_weeks, raised.needs) == (VerdictKind.INCREASE, "increase", 2, ())
    assert raised.proposed == Proposal("dog", Dose((6, 3, 1), 10))
    assert raised.change_pct == 11.1


def test_a_locked_exercise_is_never_changed_not_even_eased() -> None:
    history = morning(going_well(), 0, 9)
    locked = replace(history, prescriptions=(replace(history.prescriptions[0], locked=True),))
    assert (verdict(locked).verdict, verdict(locked).code, verdict(locked).factor) == (VerdictKind.HOLD, "locked", 1.0)


@pytest.mark.parametrize(("again", "code"), [(3, "red"), (14, "red"), (15, "pain_free_weeks")])
def test_two_red_days_at_this_dose_step_back(again: int, code: str) -> None:
    history = hurt(hurt(going_well(), 5, 6), again, 7)
    if again == 15:
        assert needs(history) == ["pain_free_weeks"]
        return
    back = verdict(history)
    assert (back.verdict, back.code, back.proposed) == (
        VerdictKind.STEP_BACK,
        code,
        Proposal("dog", Dose((3, 2, 1), 10)),
    )
    assert back.change_pct == -33.3


def test_a_step_back_goes_to_the_dose_before_if_that_is_less_of_the_same_sort() -> None:
    before = Prescription("dog", ago(60), Dose((4, 3, 1), 10))
    history = hurt(hurt(prescribed(going_well(), before), 1, 6), 2, 6)
    assert verdict(history).proposed == Proposal("dog", Dose((4, 3, 1), 10))
    away = Prescription("dog", ago(40), None, removed=True)
    assert verdict(prescribed(history, away)).proposed == Proposal("dog", Dose((3, 2, 1), 10))


def amber(*, dose: Dose | None = None, pain: int = 3) -> History:
    return hurt(hurt(going_well(dose=dose), 1, pain), 2, pain)


def test_two_amber_days_running_step_back_by_a_repetition_a_set() -> None:
    back = verdict(amber(dose=Dose((7, 5, 3), 10)))
    assert (back.verdict, back.code, back.proposed) == (
        VerdictKind.STEP_BACK,
        "amber",
        Proposal("dog", Dose((6, 4, 2), 10)),
    )


def test_one_amber_day_or_pain_below_amber_is_no_step_back() -> None:
    assert needs(hurt(going_well(), 1, 3)) == ["pain_free_weeks"]
    assert needs(amber(pain=2)) == ["pain_free_weeks"]
    assert needs(mornings(amber(), [(1, 2), (2, 2)])) == ["pain_free_weeks"], "not provoked"
    assert needs(hurt(amber(), 1, 0)) == ["pain_free_weeks"]


def test_a_day_without_a_pain_does_not_part_two_amber_days() -> None:
    assert verdict(hurt(hurt(going_well(dose=Dose((7, 5, 3), 10)), 3, 4), 1, 3)).code == "pain_free_weeks"
    assert verdict(hurt(hurt(hurt(going_well(dose=Dose((7, 5, 3), 10)), 3, 4), 2, None), 1, 3)).code == "amber"


@pytest.mark.parametrize(("first", "code"), [(14, "amber"), (15, "pain_free_weeks")])
def test_amber_days_are_of_the_last_fourteen(first: int, code: str) -> None:
    history = hurt(hurt(going_well(dose=Dose((7, 5, 3), 10)), first, 3), 1, 3)
    for day in range(2, first):
        history = hurt(history, day, None)
    assert verdict(history).code == code


def test_amber_days_before_the_dose_count_no_more() -> None:
    new = Prescription("dog", ago(1), Dose((4, 3, 1), 10))
    assert needs(prescribed(amber(), new)) == ["pain_free_weeks", "dose_not_met"]


@pytest.mark.parametrize(("days", "code"), [(27, "pain_free_weeks"), (28, "amber")])
def test_after_a_step_back_amber_days_wait_four_weeks(days: int, code: str) -> None:
    dose = Dose((7, 5, 3), 10)
    stepped = Prescription("dog", ago(days), dose, why=Why.STEP_BACK)
    assert verdict(prescribed(amber(dose=dose), stepped)).code == code


def test_a_stretch_is_never_stepped_back_to_another_dose() -> None:
    stretch = Exercise("calf", "Calf", Kind.STRETCH, Dose((1, 1), 20), Dose((3, 3), 20))
    for pain, days in ((3, (1, 2)), (6, (3, 4))):
        history = replace(going_well(stretch, dose=Dose((3, 3), 20)), exercises=(*LIBRARY, stretch))
        for day in (1, 2, *days):
            history = trained(history, day, "calf", *sets_of("calf", Dose((3, 3), 20), pain if day in days else 0))
        hold = verdict(history, "calf")
        assert (hold.verdict, hold.code, hold.proposed) == (VerdictKind.HOLD, "at_minimum", None)
        easier = Exercise("calf-low", "Calf, low", Kind.STRETCH, Dose((1,), 20), Dose((3,), 20), harder="calf")
        laddered = replace(history, exercises=(*history.exercises, easier))
        assert verdict(laddered, "calf").proposed == Proposal("calf-low", Dose((1,), 20))


def test_without_anything_easier_amber_days_take_one_repetition_down_to_half_the_start() -> None:
    assert verdict(replace(amber(), exercises=(DOG,))).proposed == Proposal("dog", Dose((4, 2, 1), 10))
    assert verdict(replace(amber(dose=Dose((4, 2, 1), 10)), exercises=(DOG,))).proposed == Proposal(
        "dog", Dose((3, 1, 1), 10)
    )
    assert verdict(replace(amber(dose=Dose((3, 1, 1), 10)), exercises=(DOG,))).code == "at_minimum"
    assert verdict(replace(amber(dose=Dose((1, 1, 1), 10)), exercises=(DOG,))).code == "at_minimum"


def test_after_red_days_a_smaller_load_comes_with_no_more_repetitions_than_the_start() -> None:
    lighter = Prescription("hinge", ago(60), Dose((12, 6)))
    history = prescribed(going_well(HINGE, dose=Dose((8, 8), load_kg=2.5)), lighter)
    loaded = sets_of("hinge", Dose((8, 8), load_kg=2.5), 6)
    back = verdict(trained(trained(history, 1, "hinge", *loaded), 2, "hinge", *loaded), "hinge")
    assert (back.code, back.proposed, back.change_pct) == ("red", Proposal("hinge", Dose((8, 6))), None)


def test_until_a_step_back_is_accepted_the_day_is_eased_all_the_same() -> None:
    back = verdict(hurt(hurt(going_well(), 1, 6), 2, 7))
    assert (back.verdict, back.factor, today_dose(back)) == (VerdictKind.STEP_BACK, 0.7, Dose((3, 2, 1), 10))
    older = verdict(hurt(hurt(going_well(), 5, 6), 6, 7))
    assert (older.verdict, older.factor, today_dose(older)) == (VerdictKind.STEP_BACK, 1.0, DOG.start)
    stretch = replace(KNEE, start=Dose((1,), 20), ceiling=Dose((1,), 20))
    history = replace(going_well(stretch), exercises=(stretch,))
    for day in (1, 2):
        history = trained(history, day, "knee", *sets_of("knee", stretch.start, 6))
    hold = verdict(history, "knee")
    assert (hold.code, hold.factor, today_dose(hold)) == ("at_minimum", 0.7, Dose((1,), 14))


def test_two_red_days_are_eased_where_there_is_another_cause_than_they() -> None:
    red = hurt(hurt(going_well(since=60), 4, 6), 5, 7)
    flare = verdict(morning(red, 0, 9))
    assert (flare.verdict, flare.code, flare.factor) == (VerdictKind.EASE, "flare", 0.5)
    after = verdict(mornings(morning(hurt(hurt(going_well(since=60), 1, 6), 3, 7), 3, 0, flare=True), []))
    assert (after.verdict, after.code, after.factor) == (VerdictKind.EASE, "red", 0.7)


def test_where_there_is_no_smaller_dose_the_easier_rung_at_the_dose_last_held_there() -> None:
    back = verdict(amber())
    assert (back.verdict, back.code, back.proposed) == (VerdictKind.STEP_BACK, "amber", Proposal("leg", LEG.start))
    assert back.change_pct is None
    earlier = (
        Prescription("leg", ago(90), Dose((7, 7))),
        Prescription("leg", ago(80), Dose((8, 7))),
        Prescription("leg", ago(70), None, removed=True),
        Prescription("leg", ago(-3), Dose((10, 10))),
    )
    assert verdict(prescribed(amber(), *earlier)).proposed == Proposal("leg", Dose((8, 7)))


def test_an_own_exercise_is_the_easier_rung_only_if_no_other_is() -> None:
    own = replace(LEG, id="my-leg")
    history = replace(amber(), exercises=(own, *LIBRARY))
    assert verdict(history).proposed == Proposal("leg", LEG.start)
    assert verdict(prescribed(history, Prescription("leg", ago(9), LEG.start))).proposed == Proposal(
        "my-leg", LEG.start
    )


@pytest.mark.parametrize("pain", [3, 6])
def test_where_there_is_nothing_easier_it_is_at_its_minimum(pain: int) -> None:
    least = going_well(SQUARES, dose=Dose((1, 1)))
    dose = Dose((1, 1))
    for day in (1, 2):
        least = trained(least, day, "squares", *sets_of("squares", dose, pain))
    in_plan = prescribed(least, Prescription("dog", ago(9), DOG.start))
    hold = verdict(in_plan, "squares")
    assert (hold.verdict, hold.code, hold.proposed, hold.needs) == (VerdictKind.HOLD, "at_minimum", None, ())
    assert verdict(least, "squares").proposed == Proposal("dog", DOG.start)


def test_an_exercise_put_away_is_not_proposed() -> None:
    history = replace(amber(), exercises=tuple(replace(e, archived=e.id in {"leg", "squares"}) for e in LIBRARY))
    assert verdict(history).proposed == Proposal("dog", Dose((4, 2, 1), 10))
    top = going_well(dose=DOG.ceiling)
    assert needs(replace(top, exercises=history.exercises)) == ["top_of_range"]


NEEDS: dict[str, tuple[History, str]] = {
    "raises_off": (going_well(settings=Settings(raise_doses=False)), "dog"),
    "stretch": (going_well(KNEE), "knee"),
    "top_of_range": (going_well(SQUARES, dose=Dose((8, 6, 4), 10)), "squares"),
    "check_in": (morning(going_well(), 0, None), "dog"),
    "pain_today": (hurt(going_well(DOG, KNEE), 0, 1, KNEE), "dog"),
    "pain_free_weeks": (going_well(since=20, settings=Settings(weeks_required=3)), "dog"),
    "one_more_week": (going_well(since=20, dose=DOG.ceiling), "dog"),
    "dose_not_met": (trained(going_well(), 1, "dog", *sets_of("dog", Dose((4, 3, 1), 10))), "dog"),
    "form": (
        trained(going_well(), 2, "dog", *sets_of("dog", DOG.start), SetLog("dog", 1, pain=0, form_broke=True)),
        "dog",
    ),
    "after_step_back": (prescribed(going_well(), Prescription("dog", ago(27), DOG.start, why=Why.STEP_BACK)), "dog"),
    "care": (mornings(going_well(settings=Settings(pain_free_limit=2)), [(day, 2) for day in range(7)]), "dog"),
    "declined": (replace(going_well(), declined=(Decline(ago(6), "dog"),)), "dog"),
}


@pytest.mark.parametrize("code", NEEDS)
def test_each_condition_alone_holds_an_increase_under_its_code(code: str) -> None:
    history, exercise = NEEDS[code]
    hold = verdict(history, exercise)
    assert (hold.verdict, hold.code, [need.code for need in hold.needs]) == (VerdictKind.HOLD, code, [code])
    assert hold.proposed is None


def test_unmet_conditions_are_named_in_the_order_of_the_rules() -> None:
    history = going_well(KNEE, since=5, dose=Dose((10,)), settings=Settings(raise_doses=False))
    history = trained(morning(history, 0, None), 1, "knee", SetLog("knee", 1, form_broke=True))
    history = replace(skipped(history, 0, exercise="knee"), declined=(Decline(ago(0), "knee"),))
    history = prescribed(history, Prescription("knee", ago(4), Dose((10,)), why=Why.STEP_BACK))
    history = trained(history, 0, "knee", SetLog("knee", 1, pain=0, leg=True))
    assert needs(history, "knee") == [
        "raises_off", "stretch", "top_of_range", "check_in", "pain_today", "pain_free_weeks", "dose_not_met", "form",
        "after_step_back", "care", "declined",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "pain", "met"), [(0, 0, True), (0, 1, False), (1, 1, True), (1, 2, False), (2, 2, True)]
)
def test_pain_today_is_a_morning_above_the_limit(limit: int, pain: int, met: bool) -> None:
    history = morning(going_well(settings=Settings(pain_free_limit=limit)), 0, pain)
    assert ("pain_today" not in needs(history)) == met


def test_pain_today_is_also_leg_symptoms_a_painful_set_and_anything_skipped_for_pain() -> None:
    history = going_well(DOG, KNEE)
    assert needs(trained(history, 0, "knee", SetLog("knee", 6, pain=0, leg=True))) == ["pain_today", "care"]
    assert needs(skipped(history, 0, exercise="knee")) == ["pain_today"]
    assert needs(skipped(history, 0, SkipReason.TIME, "knee")) == []
    assert needs(hurt(history, 0, None, KNEE)) == []


def test_sets_of_today_change_nothing_else() -> None:
    logged = trained(going_well(), 0, "dog", SetLog("dog", 1, pain=0, form_broke=True))
    assert advised(logged).exercises == advised(going_well()).exercises


def test_a_variation_takes_one_week_more_and_another_exercise() -> None:
    three = verdict(going_well(since=21, dose=DOG.ceiling))
    assert (three.verdict, three.code, three.proposed, three.change_pct) == (
        VerdictKind.INCREASE,
        "variation",
        Proposal("squares", SQUARES.start),
        None,
    )
    assert needs(going_well(since=13, dose=DOG.ceiling)) == ["pain_free_weeks"]


def test_a_rung_that_is_in_the_plan_or_not_known_is_no_next_step() -> None:
    top = going_well(dose=DOG.ceiling)
    assert needs(prescribed(top, Prescription("squares", ago(9), SQUARES.start))) == ["top_of_range"]
    assert needs(replace(top, exercises=(DOG,))) == ["top_of_range"]


def test_a_load_step_has_no_percentage() -> None:
    raised = verdict(going_well(HINGE, dose=Dose((12, 12))), "hinge")
    assert (raised.code, raised.proposed, raised.change_pct) == (
        "increase",
        Proposal("hinge", Dose((8, 8), load_kg=2.5)),
        None,
    )


def test_only_the_last_two_days_it_was_logged_must_be_met_and_at_this_dose() -> None:
    short = sets_of("dog", Dose((4, 3, 1), 10))
    assert needs(trained(going_well(), 2, "dog", *short)) == ["dose_not_met"]
    assert needs(trained(going_well(), 3, "dog", *short)) == []
    higher = Prescription("dog", ago(1), Dose((5, 3, 1), 9))
    assert "dose_not_met" in needs(prescribed(going_well(), higher))
    assert needs(going_well(since=1)) == ["pain_free_weeks", "dose_not_met"]


def test_form_broken_before_the_last_two_days_counts_no_more() -> None:
    broken = SetLog("dog", 1, pain=0, form_broke=True)
    assert needs(trained(going_well(), 3, "dog", *sets_of("dog", DOG.start), broken)) == []
    assert needs(trained(going_well(since=1), 1, "dog", broken)) == ["pain_free_weeks", "dose_not_met", "form"]


@pytest.mark.parametrize(("days", "holds"), [(0, True), (6, True), (7, False), (-1, False)])
def test_an_increase_declined_within_seven_days_is_not_offered_again(days: int, holds: bool) -> None:
    assert (needs(replace(going_well(), declined=(Decline(ago(days), "dog"),))) == ["declined"]) == holds
    assert needs(replace(going_well(), declined=(Decline(ago(days), "knee"),))) == []


def turns(history: History) -> list[str]:
    return [finding.exercise for finding in advised(history).exercises if finding.verdict is VerdictKind.INCREASE]


def test_of_many_that_are_ready_the_oldest_doses_go_first_then_plan_order() -> None:
    history = going_well(DOG, PLANK, HINGE, WALK)
    assert turns(history) == ["dog", "plank", "hinge", "walk"]
    history = replace(history, settings=Settings(max_increases_per_week=2))
    assert turns(history) == ["dog", "plank", "walk"]
    assert needs(history, "hinge") == ["one_at_a_time"]
    older = replace(history, prescriptions=(*history.prescriptions, Prescription("hinge", ago(31), HINGE.start)))
    assert turns(older) == ["dog", "hinge", "walk"]
    assert turns(replace(history, settings=Settings(max_increases_per_week=1))) == ["dog", "walk"]


@pytest.mark.parametrize(("days", "ready"), [(0, ["dog", "walk"]), (6, ["dog", "walk"]), (7, ["dog", "plank", "walk"])])
def test_increases_of_the_last_seven_days_take_turns_away(days: int, ready: list[str]) -> None:
    risen = Prescription("hinge", ago(days), Dose((9, 8)), why=Why.INCREASE)
    two_a_week = Settings(max_increases_per_week=2)
    assert turns(prescribed(going_well(DOG, PLANK, HINGE, WALK, settings=two_a_week), risen)) == ready


def test_removals_cardio_other_reasons_and_what_never_held_take_no_turn() -> None:
    history = going_well(DOG, PLANK, WALK)
    others = (
        Prescription("hinge", ago(3), Dose((9, 8)), why=Why.INCREASE, removed=True),
        Prescription("walk", ago(3), Dose(minutes=11), why=Why.INCREASE),
        Prescription("squat", ago(3), Dose((9, 8)), why=Why.MANUAL),
        Prescription("knee", ago(2), Dose((9,)), why=Why.INCREASE),
        Prescription("knee", ago(2), Dose((9,)), why=Why.MANUAL),
        Prescription("leg", ago(-1), Dose((9,)), why=Why.INCREASE),
    )
    assert turns(prescribed(replace(history, settings=Settings(max_increases_per_week=3)), *others)) == ["dog", "plank"]


def test_more_increases_than_allowed_leave_no_room_for_any() -> None:
    risen = [Prescription(name, ago(2), Dose((9, 8)), why=Why.INCREASE) for name in ("hinge", "squat", "leg")]
    assert turns(prescribed(going_well(DOG, PLANK, WALK), *risen)) == ["walk"]


def test_of_two_exercises_with_the_same_next_rung_only_the_first_has_its_turn() -> None:
    step = Exercise("step", "Step up", Kind.STRENGTH, Dose((8,)), Dose((8,)), harder="squares")
    march = Exercise("march", "March", Kind.CARDIO, Dose(minutes=5), Dose(minutes=5), harder="squares")
    history = going_well(DOG, step, march, settings=Settings(max_increases_per_week=3))
    top = tuple(replace(p, dose=DOG.ceiling) if p.exercise == "dog" else p for p in history.prescriptions)
    history = replace(history, exercises=(*LIBRARY, step, march), prescriptions=top)
    for day in range(1, 31):
        history = trained(history, day, "dog", *sets_of("dog", DOG.ceiling))
    assert turns(history) == ["dog"]
    assert (needs(history, "step"), needs(history, "march")) == (["one_at_a_time"], ["one_at_a_time"])


def test_a_variation_that_is_cardio_needs_no_turn_and_one_that_leads_away_from_cardio_does() -> None:
    stairs = Exercise("stairs", "Stairs", Kind.CARDIO, Dose(minutes=5), Dose(minutes=10))
    step = Exercise("step", "Step up", Kind.STRENGTH, Dose((8,)), Dose((8,)), harder="stairs")
    march = Exercise("march", "March", Kind.CARDIO, Dose(minutes=5), Dose(minutes=5), harder="squat")
    history = going_well(step, march, PLANK, DOG, settings=Settings(max_increases_per_week=1))
    history = replace(history, exercises=(*LIBRARY, step, march, stairs))
    assert turns(history) == ["step", "march"]
    assert turns(replace(history, settings=Settings(max_increases_per_week=2))) == ["step", "march", "plank"]


def test_those_that_wait_for_the_same_rung_take_no_room() -> None:
    step = Exercise("step", "Step up", Kind.STRENGTH, Dose((8,)), Dose((8,)), harder="squares")
    history = going_well(step, DOG, PLANK, settings=Settings(max_increases_per_week=2))
    top = tuple(replace(p, dose=DOG.ceiling) if p.exercise == "dog" else p for p in history.prescriptions)
    history = replace(history, exercises=(*LIBRARY, step), prescriptions=top)
    for day in range(1, 31):
        history = trained(history, day, "dog", *sets_of("dog", DOG.ceiling))
    assert turns(history) == ["step", "plank"]
    assert needs(history, "dog") == ["one_at_a_time"]


def test_exercises_come_by_position_then_by_first_appearance_in_the_list() -> None:
    history = History(
        exercises=LIBRARY,
        prescriptions=(
            Prescription("hinge", ago(5), HINGE.start),
            Prescription("leg", ago(5), LEG.start, position=2),
            Prescription("plank", ago(3), PLANK.start),
            Prescription("dog", ago(9), DOG.start, position=1),
            Prescription("plank", ago(8), PLANK.start),
            Prescription("hinge", ago(-2), HINGE.start, position=0),
            Prescription("knee", ago(9), KNEE.start, position=2),
            Prescription("walk", ago(9), WALK.start),
            Prescription("walk", ago(1), None, removed=True),
        ),
    )
    assert [row.exercise for row in advised(history).exercises] == ["dog", "leg", "knee", "hinge", "plank"]


def test_a_position_of_its_own_day_counts() -> None:
    history = prescribed(going_well(DOG, PLANK), Prescription("plank", ago(1), PLANK.start, position=-1))
    assert [row.exercise for row in advised(history).exercises] == ["plank", "dog"]


def test_accepting_keeps_days_and_position_and_takes_the_old_exercise_out() -> None:
    current = Prescription("dog", ago(30), DOG.ceiling, days=(0, 2), position=4, why=Why.START)
    same = accepted(Proposal("dog", Dose((1,))), current, ago(0), Why.STEP_BACK)
    assert same == (Prescription("dog", ago(0), Dose((1,)), (0, 2), 4, why=Why.STEP_BACK),)
    new, old = accepted(Proposal("squares", SQUARES.start), current, ago(0), Why.INCREASE)
    assert new == Prescription("squares", ago(0), SQUARES.start, (0, 2), 4, why=Why.INCREASE)
    assert (old.exercise, old.start, old.removed, old.why) == ("dog", ago(0), True, Why.MANUAL)


def test_an_exercise_that_nobody_knows_is_left_out() -> None:
    history = prescribed(going_well(), Prescription("nobody", ago(9), DOG.start, why=Why.INCREASE))
    history = trained(history, 3, "nobody", SetLog("nobody", 5, pain=0))
    assert [row.exercise for row in advised(history).exercises] == ["dog"]
    assert turns(history) == ["dog"]


def test_no_history_has_no_exercises() -> None:
    assert advised(History()).exercises == ()
    assert advised(History(checkins=(CheckIn(ago(0), 3),))).care == ()
