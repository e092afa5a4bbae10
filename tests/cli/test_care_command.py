"""`care`: the reasons of today to see somebody, and the answer to one of them."""

from __future__ import annotations

from tests.cli.conftest import Backtracker


def test_care_lists_the_codes_with_their_words_and_takes_an_answer(planned: Backtracker) -> None:
    assert planned("care").out == "Nothing today asks for a doctor or therapist.\n"
    planned("checkin", "2", "--leg")
    assert planned("care").out.startswith("leg_symptoms: Pain, numbness or tingling further down the leg was noted")
    assert planned("care", "leg_symptoms").out == planned("care").out
    assert planned("care", "leg_symptoms", "--seen").out.count("\n") == 1
    short = "On 22 November you talked to somebody about pain, numbness or tingling further down the leg."
    assert planned("care").out == f"leg_symptoms: {short}\n"
    assert short in planned("today").out
    (care,) = planned("suggest", "--json").json["care"]
    assert care == {"code": "leg_symptoms", "text": short, "seen": "2026-11-22"}


def test_care_that_was_not_answered_has_no_date_in_the_advice(planned: Backtracker) -> None:
    planned("checkin", "2", "--leg")
    (care,) = planned("suggest", "--json").json["care"]
    assert care.keys() == {"code", "text"}


def test_care_refuses_what_it_cannot_record(planned: Backtracker) -> None:
    planned("care", "--seen", fails=2)
    planned("care", "legs", fails=2)
    planned("care", "legs", "--seen", fails=2)
    planned("care", "leg_symptoms", "--seen", fails=1)


def test_the_text_of_the_advice_names_no_date_of_a_step_beside_words_that_say_before_you_go_on(
    planned: Backtracker,
) -> None:
    assert "Next step possible on" in planned("suggest").out
    planned("checkin", "2", "--leg")
    assert "Next step possible on" not in planned("suggest").out
    planned("care", "leg_symptoms", "--seen")
    assert "Next step possible on" in planned("suggest").out
