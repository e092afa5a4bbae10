"""What counts where two machines wrote one record without having seen each other's write: a test for each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tracker.core.model import (
    MAX_TEXT,
    Activity,
    Answer,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    Kind,
    Medication,
    Pause,
    Prescription,
    SetLog,
    Skip,
    SkipReason,
    TherapistQuestion,
    Why,
)
from tracker.core.sync.records import DatedSet, Goal, SessionNote, Setting
from tracker.exchange.sync.combining import combined, cut_texts, joined
from tracker.exchange.sync.records import text_of

DAY = date(2026, 11, 27)
LATER = date(2026, 12, 1)


def count(kind: str, *values: Any) -> Any:
    """What counts of these values, which must be the same in whatever order they came."""
    ordered = [combined(kind, sorted(order, key=lambda value: text_of(kind, value))) for order in permutations(values)]
    assert all(value == ordered[0] for value in ordered)
    return ordered[0]


def a_set(**fields: Any) -> DatedSet:
    return DatedSet(DAY, replace(SetLog("bird-dog", 5, hold_s=10, id="0123456789abcdef"), **fields))


def test_of_a_set_the_higher_pain_either_flag_and_both_notes_count() -> None:
    counts = count("sets", a_set(pain=3, leg=True, note="left"), a_set(pain=5, form_broke=True, note="right"))
    assert counts == a_set(pain=5, leg=True, form_broke=True, note="left\nright")


def test_a_known_pain_of_a_set_counts_before_an_unknown_one() -> None:
    assert count("sets", a_set(pain=None), a_set(pain=0)).log.pain == 0
    assert count("sets", a_set(pain=None, note="a"), a_set(pain=None, note="b")).log.pain is None


def test_the_rest_of_a_set_is_that_of_one_edit_and_of_its_date() -> None:
    one = DatedSet(DAY, SetLog("bird-dog", 5, hold_s=10, pain=4))
    other = DatedSet(LATER, SetLog("bird-dog", 3, hold_s=8, pain=1))
    counts = count("sets", one, other)
    assert (counts.date, counts.log.reps, counts.log.hold_s) in {(DAY, 5, 10), (LATER, 3, 8)}
    assert counts.log.pain == 4


def test_of_a_check_in_the_higher_pain_either_flag_and_both_notes_count() -> None:
    counts = count("checkins", CheckIn(DAY, 5, leg=True, note="stiff"), CheckIn(DAY, 3, flare=True, note="slept badly"))
    assert counts == CheckIn(DAY, 5, flare=True, leg=True, note="slept badly\nstiff")


@pytest.mark.parametrize(
    ("pains", "approximate"), [(((5, True), (3, False)), True), (((5, True), (5, False)), False), (((5, True),), True)]
)
def test_a_check_in_is_approximate_where_nobody_knew_its_pain_better(
    pains: tuple[tuple[int, bool], ...], approximate: bool
) -> None:
    assert count("checkins", *(CheckIn(DAY, pain, approximate=of) for pain, of in pains)).approximate is approximate


def test_pain_counts_before_any_other_reason_for_leaving_out() -> None:
    reasons = tuple(SkipReason)
    for position, reason in enumerate(reasons):
        for other in reasons[position:]:
            assert count("skips", Skip(DAY, "bird-dog", other), Skip(DAY, "bird-dog", reason)).reason is reason
    assert reasons[0] is SkipReason.PAIN


def test_of_what_was_left_out_both_notes_count() -> None:
    counts = count(
        "skips", Skip(DAY, "bird-dog", SkipReason.TIME, "late"), Skip(DAY, "bird-dog", SkipReason.PAIN, "hip")
    )
    assert counts == Skip(DAY, "bird-dog", SkipReason.PAIN, "hip\nlate")


def prescription(*reps: int, **fields: Any) -> Prescription:
    load = fields.pop("load_kg", 0)
    return Prescription("bird-dog", DAY, Dose(reps, hold_s=10, load_kg=load), **fields)


@pytest.mark.parametrize(
    ("counting", "other"),
    [
        (prescription(9, 9, load_kg=9, why=Why.CLINICIAN), prescription(1, removed=True)),
        (prescription(9, 9, load_kg=9, locked=True), prescription(1)),
        (prescription(9, 9, load_kg=9, removed=True), prescription(1)),
        (prescription(9, 9, load_kg=2), prescription(1, load_kg=4)),
        (prescription(3, 2), prescription(3, 3)),
        (replace(prescription(1), dose=Dose((3,), hold_s=5)), replace(prescription(1), dose=Dose((3,), hold_s=10))),
        (replace(prescription(1), dose=Dose(minutes=5)), replace(prescription(1), dose=Dose(minutes=10))),
    ],
    ids=["a professional", "locked", "removed", "the smaller load", "less work", "shorter holds", "fewer minutes"],
)
def test_of_two_plan_entries_that_counts_which_comes_first_in_the_table(
    counting: Prescription, other: Prescription
) -> None:
    assert count("prescriptions", counting, other) == counting


def test_of_two_plan_entries_of_a_professional_the_more_cautious_counts() -> None:
    less, more = prescription(5, why=Why.CLINICIAN), prescription(8, why=Why.CLINICIAN)
    assert count("prescriptions", more, less, prescription(1)) == less


def test_of_two_plan_entries_alike_the_one_whose_text_sorts_first_counts() -> None:
    first, second = prescription(5, days=(0, 2)), prescription(5, days=(1, 3))
    texts = {text_of("prescriptions", value): value for value in (first, second)}
    assert count("prescriptions", first, second) == texts[min(texts)]


def test_of_two_pauses_the_longer_counts_and_one_without_an_end_is_the_longest() -> None:
    short, long, opened = Pause(DAY, DAY, "flu"), Pause(DAY, LATER, "flu"), Pause(DAY, None, "flu")
    assert count("pauses", short, long) == long
    assert count("pauses", short, long, opened) == opened


@pytest.mark.parametrize(
    ("name", "cautious", "bold"),
    [
        ("pain_free_limit", 0, 2),
        ("max_increases_per_week", 1, 3),
        ("amber_from", 2, 4),
        ("red_from", 5, 7),
        ("raise_doses", False, True),
        ("weeks_required", 6, 2),
        ("adherence_required", 0.9, 0.5),
        ("mornings_required", 6, 3),
    ],
)
def test_of_two_settings_the_more_cautious_counts(name: str, cautious: Any, bold: Any) -> None:
    assert count("settings", Setting(name, bold), Setting(name, cautious)) == Setting(name, cautious)


def test_of_settings_that_are_neither_cautious_nor_bold_one_counts() -> None:
    assert count("settings", Setting("day_start", "03:00"), Setting("day_start", "04:30")).value in ("03:00", "04:30")


def test_of_two_answers_the_more_cautious_counts_and_of_equal_ones_the_earlier() -> None:
    no, yes, not_yet = (Answer("heart", answer, DAY) for answer in ("no", "yes", "not yet"))
    assert count("answers", no, yes) == yes
    assert count("answers", no, yes, not_yet) == not_yet
    assert count("answers", Answer("heart", "no", LATER), no) == no


def test_of_a_day_of_function_every_activity_counts_with_its_lower_score_and_the_worse_of_the_peg() -> None:
    here = FunctionScores(DAY, (("tie", 4), ("walk", 7)), (1, 6, 2))
    there = FunctionScores(DAY, (("lift", 3), ("walk", 5)), (3, 2, 2))
    assert count("function", here, there) == FunctionScores(DAY, (("lift", 3), ("tie", 4), ("walk", 5)), (3, 6, 2))
    assert count("function", here, replace(there, peg=None)).peg == (1, 6, 2)
    assert count("function", replace(here, peg=None), replace(there, peg=None)).peg is None


def test_of_notes_and_of_answers_to_questions_both_texts_count() -> None:
    assert count("notes", SessionNote(DAY, "b"), SessionNote(DAY, "a")).note == "a\nb"
    asked = TherapistQuestion(DAY, "May I run?", "yes")
    assert count("questions", asked, replace(asked, answered="slowly")).answered == "slowly\nyes"
    assert count("questions", asked, replace(asked, answered="")).answered == "yes"


def test_a_text_that_is_part_of_the_other_is_not_said_twice() -> None:
    assert joined(["stiff", "stiff at first", ""]) == "stiff at first"
    assert joined(["a", "a"]) == "a"
    assert joined(["", ""]) == ""


def test_texts_that_are_too_long_together_are_cut_off_and_that_is_seen() -> None:
    here, there = SessionNote(DAY, "a" * MAX_TEXT), SessionNote(DAY, "b" * MAX_TEXT)
    counts = count("notes", here, there)
    assert len(counts.note) == MAX_TEXT
    assert counts.note.endswith(" …")
    assert cut_texts([here, there], counts)
    assert not cut_texts([here], here)
    assert not cut_texts([counts], counts)


DOSE = Dose((5,))


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("medication", Medication(DAY, "none"), Medication(DAY, "ibuprofen")),
        ("goal", Goal("to tie my shoes"), Goal("to carry water")),
        ("activities", Activity("walk", DAY, LATER), Activity("walk", DAY, None)),
        ("mappings", ExerciseMapping("hevy", "Plank", "plank"), ExerciseMapping("hevy", "Plank", None)),
        (
            "exercises",
            Exercise("my-row", "Row", Kind.STRENGTH, DOSE, DOSE),
            Exercise("my-row", "Seated row", Kind.STRENGTH, DOSE, DOSE),
        ),
    ],
)
def test_of_the_rest_one_counts_the_same_in_whatever_order(kind: str, here: Any, there: Any) -> None:
    assert count(kind, here, there) in (here, there)


def test_what_one_machine_alone_wrote_counts_as_it_is() -> None:
    assert count("declined", Decline(DAY, "bird-dog")) == Decline(DAY, "bird-dog")
    assert count("settings", Setting("weeks_required", 3)) == Setting("weeks_required", 3)
