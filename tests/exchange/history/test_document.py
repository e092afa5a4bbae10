"""The history document, read and written."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.histories import BUILTINS, histories
from tracker.core.errors import DocumentError
from tracker.core.model import (
    EVERY_DAY,
    Activity,
    Answer,
    AskedQuestion,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    History,
    Kind,
    Medication,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    TherapistQuestion,
    Why,
)
from tracker.core.plan import Plan, canonical
from tracker.exchange.history import json_text
from tracker.exchange.history.document import read_document, write_document
from tracker.exchange.history.records_json import by_date

OWN = {
    "id": "my-row", "name": "Band row", "kind": "strength", "start": {"reps": [8, 8]}, "ceiling": {"reps": [12, 12]},
}  # fmt: skip


def text(**parts: object) -> str:
    """A document with these parts."""
    return json.dumps({"format": "backtracker-history", "version": 2, **parts})


def read(**parts: object) -> History:
    """The history of a document with these parts."""
    return read_document(text(**parts), BUILTINS).history


def faults(**parts: object) -> tuple[str, ...]:
    """What is wrong with a document with these parts."""
    with pytest.raises(DocumentError) as caught:
        read(**parts)
    return caught.value.faults


def a_set(**parts: object) -> list[dict[str, object]]:
    """Sessions of one set."""
    return [{"date": "2026-01-05", "sets": [{"exercise": "bird-dog", "reps": 5, **parts}]}]


def test_the_example_of_the_format_is_read() -> None:
    document = """{
      "format": "backtracker-history", "version": 1,
      "settings": {"pain_free_limit": 0, "weeks_required": 2, "adherence_required": 0.8, "mornings_required": 0.7,
                   "max_increases_per_week": 3, "amber_from": 3, "red_from": 6, "raise_doses": true,
                   "day_start": "03:00"},
      "exercises": [
        {"id": "my-row", "name": "Band row", "kind": "strength", "region": "upper back", "equipment": ["band"],
         "bothers": [], "per_side": false, "start": {"reps": [8, 8]}, "ceiling": {"reps": [12, 12]}, "harder": null,
         "load_step_kg": 0, "cues": ["Shoulders down"], "pace": "", "caution": "", "source": ""}
      ],
      "prescriptions": [
        {"exercise": "bird-dog", "from": "2026-01-05", "days": ["mon", "wed", "fri"], "position": 1,
         "dose": {"reps": [5, 3, 1], "hold_s": 10}, "locked": false, "removed": false, "why": "start"}
      ],
      "sessions": [
        {"date": "2026-01-05", "note": "",
         "sets": [{"exercise": "bird-dog", "reps": 5, "hold_s": 10, "pain": 0, "at": "2026-01-05T06:41:10Z"}]}
      ],
      "checkins": [{"date": "2026-01-06", "pain": 0, "flare": false, "leg": false, "note": ""}],
      "skips": [{"date": "2026-01-07", "exercise": "bird-dog", "reason": "pain", "note": ""}],
      "declined": [{"date": "2026-02-02", "exercise": "bird-dog"}],
      "pauses": [{"from": "2026-02-10", "to": "2026-02-14", "reason": "flu"}]
    }"""
    row = Exercise(
        "my-row", "Band row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)),
        region="upper back", equipment=("band",), cues=("Shoulders down",),
    )  # fmt: skip
    assert read_document(document.encode(), BUILTINS).history == History(
        exercises=(*BUILTINS, row),
        prescriptions=(
            Prescription("bird-dog", date(2026, 1, 5), Dose((5, 3, 1), 10), (0, 2, 4), 1, why=Why.START),
        ),
        sessions=(
            Session(date(2026, 1, 5), (SetLog("bird-dog", 5, hold_s=10, pain=0, at="2026-01-05T06:41:10Z"),)),
        ),
        checkins=(CheckIn(date(2026, 1, 6), 0),),
        skips=(Skip(date(2026, 1, 7), "bird-dog", SkipReason.PAIN),),
        declined=(Decline(date(2026, 2, 2), "bird-dog"),),
        pauses=(Pause(date(2026, 2, 10), date(2026, 2, 14), "flu"),),
    )  # fmt: skip


def test_only_format_and_version_must_be_there() -> None:
    document = read_document(text(), BUILTINS)
    assert document.history == History(exercises=BUILTINS)
    assert document.settings_given == frozenset()


def test_what_is_left_out_has_the_defaults_of_the_format() -> None:
    history = read(
        exercises=[OWN],
        prescriptions=[{"exercise": "walk", "from": "2026-01-05", "dose": {"minutes": 10}}],
        sessions=a_set(),
        checkins=[{"date": "2026-01-05", "pain": 1}],
        pauses=[{"from": "2026-01-05"}],
    )
    assert history.prescriptions == (
        Prescription("walk", date(2026, 1, 5), Dose(minutes=10), EVERY_DAY, None, False, False, Why.MANUAL),
    )
    assert history.sessions[0].sets == (SetLog("bird-dog", reps=5, pain=None, at=None),)
    assert history.checkins == (CheckIn(date(2026, 1, 5), 1, False, False, ""),)
    assert history.pauses == (Pause(date(2026, 1, 5), None, ""),)
    assert history.exercises[-1] == Exercise("my-row", "Band row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)))


def test_a_pain_that_is_not_there_is_unknown_and_a_pain_of_0_is_not() -> None:
    assert read(sessions=a_set()).sessions[0].sets[0].pain is None
    assert read(sessions=a_set(pain=None)).sessions[0].sets[0].pain is None
    assert read(sessions=a_set(pain=0)).sessions[0].sets[0].pain == 0
    assert read(sessions=a_set(pain=3.0)).sessions[0].sets[0].pain == 3


def test_it_is_told_which_settings_were_given() -> None:
    document = read_document(text(settings={"amber_from": 4}), BUILTINS)
    assert document.settings_given == {"amber_from"}
    assert document.history.settings == Settings(amber_from=4)


@pytest.mark.parametrize("pain", [11, -1, 3.5, True, "3", [3], 1e999, float("nan")])
def test_a_wrong_pain_of_a_set_is_named_by_its_place(pain: object) -> None:
    sessions = [{"date": "2026-01-05", "sets": []}, *a_set(pain=pain)]
    assert faults(sessions=sessions) == ("sessions[1].sets[0].pain: pain is a whole number from 0 to 10, or null",)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"sessions": a_set(reps=0)}, "sessions[0].sets[0].reps: reps is a whole number from 1 to 999"),
    ({"sessions": a_set(reps=1000)}, "sessions[0].sets[0].reps: "),
    ({"sessions": a_set(reps=2.5)}, "sessions[0].sets[0].reps: "),
    ({"sessions": a_set(reps=None)}, "sessions[0].sets[0].reps: "),
    ({"sessions": a_set(minutes=5)}, "sessions[0].sets[0]: a set has either reps or minutes"),
    ({"sessions": a_set(exercise="walk")}, "sessions[0].sets[0].reps: reps does not fit: walk is in minutes"),
    ({"sessions": a_set(exercise="sit-up")}, "sessions[0].sets[0].exercise: "),
    ({"sessions": a_set(exercise=7)}, "sessions[0].sets[0].exercise: "),
    ({"sessions": a_set(hold_s=-1)}, "sessions[0].sets[0].hold_s: hold_s is a number from 0 to 3600"),
    ({"sessions": a_set(hold_s=float("nan"))}, "sessions[0].sets[0].hold_s: "),
    ({"sessions": a_set(load_kg=float("inf"))}, "sessions[0].sets[0].load_kg: "),
    ({"sessions": a_set(load_kg=10**400)}, "sessions[0].sets[0].load_kg: "),
    ({"sessions": a_set(load_kg=501)}, "sessions[0].sets[0].load_kg: "),
    ({"sessions": a_set(load_kg=False)}, "sessions[0].sets[0].load_kg: "),
    ({"sessions": a_set(leg=1)}, "sessions[0].sets[0].leg: leg is true or false"),
    ({"sessions": a_set(note="x" * 2001)}, "sessions[0].sets[0].note: "),
    ({"sessions": a_set(note="\ud800")}, "sessions[0].sets[0].note: "),
    ({"sessions": a_set(note="a\0b")}, "sessions[0].sets[0].note: "),
    ({"sessions": a_set(at="2026-01-05")}, "sessions[0].sets[0].at: "),
    ({"sessions": a_set(at="2026-01-05T06:00:00")}, "sessions[0].sets[0].at: "),
    ({"sessions": a_set(at="2026-02-30T06:00:00Z")}, "sessions[0].sets[0].at: "),
    ({"sessions": a_set(at="0001-01-01T00:00:00+09:00")}, "sessions[0].sets[0].at: "),
    ({"sessions": a_set(side="left")}, "sessions[0].sets[0].side: side is no field of this format"),
    ({"sessions": [{"date": "2026-01-05"}]}, "sessions[0].sets: sets is missing"),
    ({"sessions": [{"date": "2026-01-05", "sets": {}}]}, "sessions[0].sets: sets is a list"),
    ({"sessions": [{"date": "2026-01-05", "sets": [5]}]}, "sessions[0].sets[0]: "),
    ({"sessions": {}}, "sessions: sessions is a list"),
    ({"checkins": [{"date": "2026-01-05", "pain": None}]}, "checkins[0].pain: pain is a whole number from 0 to 10"),
    ({"checkins": [{"date": "2026-01-05"}]}, "checkins[0].pain: pain is missing"),
    ({"checkins": [{"date": "2026-02-30", "pain": 1}]}, "checkins[0].date: date is a date that exists"),
    ({"checkins": [{"date": "20260105", "pain": 1}]}, "checkins[0].date: "),
    ({"checkins": [{"date": None, "pain": 1}]}, "checkins[0].date: "),
    ({"checkins": [{"date": "2026-01-05", "pain": 1}] * 2}, "checkins[1]: there is one with the same date"),
    ({"sessions": a_set(id="")}, "sessions[0].sets[0].id: id is a text of 1 to 64 characters"),
    ({"sessions": a_set(id="x" * 65)}, "sessions[0].sets[0].id: id is a text of 1 to 64 characters"),
    ({"sessions": a_set(id=1)}, "sessions[0].sets[0].id: id is a text of 1 to 64 characters"),
    ({"sessions": [*a_set(id="a"), *a_set(id="b"), *a_set(id="a")]}, "sessions[2].sets[0].id: id is there twice"),
    ({"checkins": [{"date": "2026-01-05", "pain": 1, "approximate": 1}]}, "checkins[0].approximate: "),
    ({"goal": 1}, "goal: goal is a text"),
    ({"activities": [{"name": "", "from": "2026-01-05"}]}, "activities[0].name: name is a text that is not empty"),
    ({"activities": [{"name": "Sit", "from": "2026-01-05", "to": "2026-01-04"}]}, "activities[0].to: to is not before"),
    ({"activities": [{"name": "Sit", "from": "2026-01-05"}] * 2}, "activities[1]: there is one with the same name and"),
    (
        {"activities": [{"name": name, "from": "2026-01-05"} for name in "abcd"]},
        "activities[3].from: from begins beside 3 others",
    ),
    ({"function": [{"date": "2026-01-05", "scores": {"Sit": 11}}]}, "function[0].scores: scores has a whole number"),
    ({"function": [{"date": "2026-01-05", "scores": {"Sit": 2.5}}]}, "function[0].scores: scores has a whole number"),
    ({"function": [{"date": "2026-01-05", "scores": {"": 2}}]}, "function[0].scores: scores has a whole number"),
    ({"function": [{"date": "2026-01-05", "scores": [4]}]}, "function[0].scores: scores is an object"),
    ({"function": [{"date": "2026-01-05"}] * 2}, "function[1]: there is one with the same date already"),
    *(
        ({"function": [{"date": "2026-01-05", "peg": peg}]}, "function[0].peg: peg is a list of three whole numbers")
        for peg in ([], [1, 2], [1, 2, 3, 4], [1, 2, 11], [1, 2, -1], [1, 2, 2.5], [1, 2, True], [1, 2, None], 5, "5")
    ),
    ({"answers": [{"question": "heart", "answer": "no", "date": "2026-01-05"}] * 2}, "answers[1]: there is one with"),
    ({"medication": [{"date": "2026-01-05", "text": ""}]}, "medication[0].text: text is a text that is not empty"),
    ({"questions": [{"date": "2026-01-05", "text": "May I?"}] * 2}, "questions[1]: there is one with the same date"),
    ({"asked": [{"date": "2026-01-05"}]}, "asked[0].question: question is missing"),
    ({"mappings": [{"from": "hevy", "name": "Sit", "exercise": "sit-up"}]}, "mappings[0].exercise: exercise is the id"),
    ({"mappings": [{"from": "a", "name": "b", "exercise": None}] * 2}, "mappings[1]: there is one with the same from"),
    ({"skips": [{"date": "2026-01-05", "exercise": "walk", "reason": "tired"}]}, "skips[0].reason: reason is pain, "),
    ({"declined": [{"date": "2026-01-05", "exercise": "my-own"}]}, "declined[0].exercise: "),
    ({"pauses": [{"from": "2026-01-05", "to": "2026-01-04"}]}, "pauses[0].to: to is not before from"),
    ({"pauses": [{"from": "2026-01-05", "to": 5}]}, "pauses[0].to: "),
    ({"prescriptions": [{"exercise": "walk", "from": "2026-01-05"}]}, "prescriptions[0].dose: dose is missing"),
    ({"settings": {"weeks_required": 2.5}}, "settings.weeks_required: weeks_required is a whole number"),
    ({"settings": {"weeks_required": True}}, "settings.weeks_required: "),
    ({"settings": {"mornings_required": "0.7"}}, "settings.mornings_required: mornings_required is a number"),
    ({"settings": {"mornings_required": float("nan")}}, "settings.mornings_required: "),
    ({"settings": {"amber_from": 5, "red_from": 4}}, "settings.red_from: red_from (4) must be above amber_from (5)"),
    ({"settings": []}, "settings: "),
    ({"settings": {"theme": "dark"}}, "settings.theme: "),
    ({"exercises": [{**OWN, "id": "row"}]}, "exercises[0].id: id is my-"),
    ({"exercises": [{**OWN, "id": "my-Row"}]}, "exercises[0].id: "),
    ({"exercises": [OWN, OWN]}, "exercises[1].id: id is there twice"),
    ({"exercises": [{**OWN, "kind": "yoga"}]}, "exercises[0].kind: kind is strength, mobility, stretch or cardio"),
    ({"exercises": [{**OWN, "cues": ["a", 1]}]}, "exercises[0].cues: "),
    ({"exercises": [{**OWN, "harder": "sit-up"}]}, "exercises[0]"),
    ({"exercises": [{**OWN, "harder": "my-row"}]}, "exercises[0]"),
    ({"exercises": [{**OWN, "ceiling": {"minutes": 10}}]}, "exercises[0]"),
    ({"exercises": [{**OWN, "start": None}]}, "exercises[0].start: "),
    ({"moods": []}, "moods: moods is no field of this format"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "fault"), WRONG)
def test_each_wrong_field_is_named_once_by_its_place(parts: dict[str, Any], fault: str) -> None:
    messages = faults(**parts)
    assert len(messages) == 1, messages
    assert messages[0].startswith(fault)


@pytest.mark.parametrize(
    "dose",
    [{}, {"reps": []}, {"reps": [5], "minutes": 10}, {"minutes": 0.5}, {"reps": [5, 0]}, {"reps": [True]}, {"reps": 5},
     {"reps": [1] * 51}, {"reps": [5], "sets": 3}, {"reps": [5], "hold_s": "10"}, [5, 3, 1], {"minutes": 10}],
)  # fmt: skip
def test_a_wrong_dose_is_named_by_its_place(dose: object) -> None:
    prescription = {"exercise": "bird-dog", "from": "2026-01-05", "dose": dose}
    messages = faults(prescriptions=[prescription])
    assert len(messages) == 1, messages
    assert messages[0].startswith("prescriptions[0].dose")


@pytest.mark.parametrize("days", [[], ["monday"], ["mon", "mon"], "mon", [0], None])
def test_days_are_names_of_weekdays(days: object) -> None:
    prescription = {"exercise": "walk", "from": "2026-01-05", "dose": {"minutes": 10}, "days": days}
    fault = "prescriptions[0].days: days is a list of one or more of mon, tue, wed, thu, fri, sat, sun, each once"
    assert fault in faults(prescriptions=[prescription])


def test_a_removed_prescription_may_be_without_a_dose() -> None:
    removed = {"exercise": "walk", "from": "2026-01-05", "removed": True}
    assert read(prescriptions=[removed]).prescriptions[0].dose is None
    assert read(prescriptions=[{**removed, "dose": None}]).prescriptions[0].dose is None


def test_all_faults_are_found_in_one_go() -> None:
    messages = faults(sessions=[*a_set(pain=11, reps=0), *a_set(leg="yes")], checkins=[{"pain": -1}], mood=1)
    assert [fault.partition(":")[0] for fault in messages] == [
        "mood", "sessions[0].sets[0].reps", "sessions[0].sets[0].pain", "sessions[1].sets[0].leg",
        "checkins[0].date", "checkins[0].pain",
    ]  # fmt: skip


def test_what_names_a_faulty_own_exercise_is_not_a_fault_itself() -> None:
    broken = {**OWN, "start": {"reps": [0]}}
    messages = faults(exercises=[broken], sessions=a_set(exercise="my-row"))
    assert [fault.partition(":")[0] for fault in messages] == ["exercises[0].start.reps"]


def test_a_field_given_twice_is_named() -> None:
    document = (
        '{"format": "backtracker-history", "version": 2, "checkins": [{"date": "2026-01-05", "pain": 0, "pain": 9}]}'
    )
    with pytest.raises(DocumentError, match=r"checkins\[0\]\.pain: pain is given twice"):
        read_document(document, BUILTINS)


def test_full_doses_are_read_as_export_writes_them() -> None:
    full = {"reps": [], "hold_s": 0, "load_kg": 0, "minutes": 12.0}
    dose = read(prescriptions=[{"exercise": "walk", "from": "2026-01-05", "dose": full}]).prescriptions[0].dose
    assert dose == Dose(minutes=12)
    assert isinstance(dose.minutes, int)


def test_several_sessions_of_a_date_are_one() -> None:
    first, second = a_set()[0], a_set(reps=3)[0]
    history = read(sessions=[{**second, "note": "b"}, {**first, "note": ""}, {**first, "date": "2026-01-04"}])
    assert [(session.date.day, [one.reps for one in session.sets], session.note) for session in history.sessions] == [
        (4, [5], ""),
        (5, [3, 5], "b"),
    ]


def test_notes_of_one_date_that_are_too_long_together_are_a_fault() -> None:
    messages = faults(sessions=[{"date": "2026-01-05", "sets": [], "note": letter * 1500} for letter in "ab"])
    assert messages[0].startswith("sessions: the notes of 2026-01-05 are together longer")


def test_an_instant_is_kept_in_utc() -> None:
    assert read(sessions=a_set(at="2026-01-05T01:30:00+02:00")).sessions[0].sets[0].at == "2026-01-04T23:30:00Z"


@pytest.mark.parametrize(
    ("version", "words"), [(3, "newer"), (0, "reads versions 1 to 2"), (True, "reads v"), ("1", "reads v")]
)
def test_another_version_is_refused_in_words(version: object, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        read_document(json.dumps({"format": "backtracker-history", "version": version, "unheard": 1}), BUILTINS)


@pytest.mark.parametrize("document", ["[]", "{}", "null", '{"version": 1}', '{"format": "loop", "version": 1}', '"x"'])
def test_another_json_file_is_refused_in_words(document: str) -> None:
    with pytest.raises(DocumentError, match="no history document of Backtracker"):
        read_document(document, BUILTINS)


def test_a_file_that_is_no_json_is_told_where() -> None:
    with pytest.raises(DocumentError, match="line 2, column 1"):
        read_document("{\n", BUILTINS)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_document(b"\xef\xbb\xbf" + text().encode(), BUILTINS).history.exercises == BUILTINS


def test_another_encoding_is_refused_in_words() -> None:
    with pytest.raises(DocumentError, match="UTF-8"):
        read_document(text().encode("utf-16"), BUILTINS)


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_deep_nesting_is_refused_in_words(bracket: str) -> None:
    with pytest.raises(DocumentError, match="nested too deeply"):
        read_document(bracket * 100_000, BUILTINS)


def test_a_number_of_thousands_of_digits_is_refused_in_words() -> None:
    with pytest.raises(DocumentError, match="too many digits"):
        read_document('{"version": ' + "1" * 5000 + "}", BUILTINS)


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_BYTES", 1000)
    with pytest.raises(DocumentError, match="larger than"):
        read_document(b" " * 1001, BUILTINS)
    monkeypatch.setattr(json_text, "MAX_VALUES", 100)
    with pytest.raises(DocumentError, match="more values"):
        read_document("[" + "[]," * 100 + "]", BUILTINS)


@settings(deadline=None, max_examples=30)
@given(histories())
def test_a_history_written_and_read_is_the_same(history: History) -> None:
    written = write_document(history)
    document = read_document(written, BUILTINS)
    assert write_document(document.history) == written
    assert document.settings_given == frozenset(Settings.__dataclass_fields__)
    assert document.history == replace(
        history,
        exercises=(*BUILTINS, *sorted(history.exercises[len(BUILTINS) :], key=lambda each: each.id)),
        prescriptions=canonical(history.prescriptions),
        sessions=tuple(
            replace(session, sets=tuple(sorted(session.sets, key=lambda each: (each.exercise, each.at or "", each.id))))
            for session in by_date(history.sessions)
        ),
        checkins=tuple(sorted(history.checkins, key=lambda each: each.date)),
        skips=tuple(sorted(history.skips, key=lambda each: (each.date, each.exercise))),
        declined=tuple(sorted(history.declined, key=lambda each: (each.date, each.exercise))),
        pauses=tuple(sorted(history.pauses, key=lambda each: each.start)),
        activities=tuple(sorted(history.activities, key=lambda each: (each.start, each.name))),
        function=tuple(sorted(history.function, key=lambda each: each.date)),
        answers=tuple(sorted(history.answers, key=lambda each: (each.date, each.question))),
        medication=tuple(sorted(history.medication, key=lambda each: each.date)),
        questions=tuple(sorted(history.questions, key=lambda each: (each.date, each.text))),
        asked=tuple(sorted(history.asked, key=lambda each: (each.date, each.question))),
        mappings=tuple(sorted(history.mappings, key=lambda each: (each.source, each.name))),
    )
    assert [logged.id for session in document.history.sessions for logged in session.sets] == [
        logged.id
        for session in by_date(history.sessions)
        for logged in sorted(session.sets, key=lambda each: (each.exercise, each.at or "", each.id))
    ]


def test_a_document_is_written_in_full_with_one_record_a_line() -> None:
    history = History(
        settings=Settings(adherence_required=1),
        exercises=BUILTINS,
        goal="Dance",
        activities=(Activity("Sit", date(2026, 1, 5)),),
        function=(FunctionScores(date(2026, 1, 5), (("Sit", 4),), (5, 4, 6)), FunctionScores(date(2026, 1, 19))),
        answers=(Answer("heart", "no", date(2026, 1, 5)),),
        medication=(Medication(date(2026, 1, 5), "Paracetamol"),),
        questions=(TherapistQuestion(date(2026, 1, 5), "May I run?"),),
        asked=(AskedQuestion(date(2026, 1, 5), "exercise:walk"),),
        mappings=(ExerciseMapping("hevy", "Walking", "walk"), ExerciseMapping("hevy", "Sit-up", None)),
        prescriptions=(Prescription("walk", date(2026, 1, 5), Dose(minutes=10.0)),),
        sessions=(Session(date(2026, 1, 5), (SetLog("walk", minutes=9.5, pain=0),)),),
    )
    assert write_document(history).splitlines() == [
        "{",
        ' "format": "backtracker-history",',
        ' "version": 2,',
        ' "goal": "Dance",',
        ' "settings": {"pain_free_limit": 0, "weeks_required": 2, "adherence_required": 1.0, "mornings_required": 0.7,'
        ' "max_increases_per_week": 3, "amber_from": 3, "red_from": 6, "raise_doses": true, "day_start": "03:00"},',
        ' "exercises": [],',
        ' "prescriptions": [',
        '  {"exercise": "walk", "from": "2026-01-05", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],'
        ' "position": 1, "dose": {"reps": [], "hold_s": 0, "load_kg": 0, "minutes": 10}, "locked": false,'
        ' "removed": false, "why": "manual"}',
        " ],",
        ' "sessions": [',
        '  {"date": "2026-01-05", "note": "", "sets": [',
        '   {"id": null, "exercise": "walk", "minutes": 9.5, "hold_s": 0, "load_kg": 0, "pain": 0, "leg": false,'
        ' "form_broke": false, "note": "", "at": null}',
        "  ]}",
        " ],",
        ' "checkins": [],',
        ' "skips": [],',
        ' "declined": [],',
        ' "pauses": [],',
        ' "activities": [',
        '  {"name": "Sit", "from": "2026-01-05", "to": null}',
        " ],",
        ' "function": [',
        '  {"date": "2026-01-05", "scores": {"Sit": 4}, "peg": [5, 4, 6]},',
        '  {"date": "2026-01-19", "scores": {}, "peg": null}',
        " ],",
        ' "answers": [',
        '  {"question": "heart", "answer": "no", "date": "2026-01-05"}',
        " ],",
        ' "medication": [',
        '  {"date": "2026-01-05", "text": "Paracetamol"}',
        " ],",
        ' "questions": [',
        '  {"date": "2026-01-05", "text": "May I run?", "answered": ""}',
        " ],",
        ' "asked": [',
        '  {"date": "2026-01-05", "question": "exercise:walk"}',
        " ],",
        ' "mappings": [',
        '  {"from": "hevy", "name": "Sit-up", "exercise": null},',
        '  {"from": "hevy", "name": "Walking", "exercise": "walk"}',
        " ]",
        "}",
    ]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                (
                    "date",
                    "pain",
                    "sets",
                    "exercise",
                    "reps",
                    "from",
                    "dose",
                    "id",
                    "start",
                    "to",
                    "days",
                    "name",
                    "scores",
                    "peg",
                    "question",
                    "text",
                )
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)
PARTS = st.sampled_from(
    (
        "settings",
        "exercises",
        "prescriptions",
        "sessions",
        "checkins",
        "skips",
        "declined",
        "pauses",
        "goal",
        "activities",
        "function",
        "answers",
        "medication",
        "questions",
        "asked",
        "mappings",
        "other",
    )
)


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(PARTS, st.one_of(JSON, st.lists(JSON, max_size=3)), max_size=4))
def test_any_json_is_read_or_refused_in_words(parts: dict[str, object]) -> None:
    with suppress(DocumentError):
        read(**parts)


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(), st.binary()))
def test_any_file_is_refused_in_words(data: str | bytes) -> None:
    with pytest.raises(DocumentError):
        read_document(data, BUILTINS)


@settings(deadline=None, max_examples=30)
@given(histories(), st.data())
def test_a_document_cut_or_changed_anywhere_is_read_or_refused_in_words(history: History, data: st.DataObject) -> None:
    written = write_document(history)
    first = data.draw(st.integers(0, len(written)))
    last = data.draw(st.integers(first, min(len(written), first + 20)))
    put_in = data.draw(st.sampled_from(("", "-", "1", "null", '"', "}", "[", "true")))
    with suppress(DocumentError):
        read_document(written[:first] + put_in + written[last:], BUILTINS)


def test_version_1_lacks_what_came_with_version_2() -> None:
    first = {"format": "backtracker-history", "version": 1}
    new = {
        "goal": "Dance",
        **{name: [] for name in ("activities", "function", "answers", "medication", "questions", "asked", "mappings")},
        "exercises": [{**OWN, "archived": True}],
        "sessions": a_set(id="a"),
        "checkins": [{"date": "2026-01-05", "pain": 1, "approximate": True}],
    }
    read_document(json.dumps(first | {"version": 2} | new), BUILTINS)
    with pytest.raises(DocumentError) as caught:
        read_document(json.dumps(first | new), BUILTINS)
    assert sorted(fault.partition(": ")[0] for fault in caught.value.faults) == [
        "activities", "answers", "asked", "checkins[0].approximate", "exercises[0].archived", "function", "goal",
        "mappings", "medication", "questions", "sessions[0].sets[0].id",
    ]  # fmt: skip


def test_a_score_given_twice_is_named() -> None:
    document = '{"format": "backtracker-history", "version": 2, "function": [{"date": "2026-01-05", "scores": %s}]}'
    with pytest.raises(DocumentError, match=r"function\[0\]\.scores: Sit is given twice"):
        read_document(document % '{"Sit": 4, "Sit": 9}', BUILTINS)


@settings(deadline=None, max_examples=30)
@given(histories(), st.randoms(use_true_random=False))
def test_equal_records_give_equal_files_whatever_their_order(history: History, chance: Random) -> None:
    def shuffled(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(records, len(records)))

    lists: dict[str, Any] = {
        name: shuffled(getattr(history, name))
        for name in ("checkins", "skips", "declined", "pauses", "activities", "function", "answers", "medication",
                     "questions", "asked", "mappings")
    }  # fmt: skip
    other = replace(
        history,
        exercises=(*BUILTINS, *shuffled(history.exercises[len(BUILTINS) :])),
        prescriptions=shuffled(canonical(history.prescriptions)),
        sessions=tuple(replace(session, sets=shuffled(session.sets)) for session in shuffled(history.sessions)),
        **lists,
    )
    assert write_document(other) == write_document(history)


@settings(deadline=None, max_examples=50)
@given(histories(), st.dates(date(2025, 12, 20), date(2026, 3, 10)))
def test_the_plan_of_every_day_is_the_same_after_an_export(history: History, day: date) -> None:
    document = read_document(write_document(history), BUILTINS)
    planned, exported = Plan(history.prescriptions).in_plan(day), Plan(document.history.prescriptions).in_plan(day)
    assert [replace(entry, position=None) for entry in exported] == [replace(entry, position=None) for entry in planned]
    assert None not in [entry.position for entry in exported]
