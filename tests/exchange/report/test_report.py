"""The page for a doctor or therapist."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.analytics.adherence import exercise_days
from tracker.core.analytics.exercise_summary import exercise_summaries
from tracker.core.analytics.summary import adherence_sentence, pain_sentence
from tracker.core.analytics.trends import Overview, overview
from tracker.core.model import (
    Answer,
    CheckIn,
    Dose,
    Exercise,
    FunctionScores,
    History,
    Kind,
    Medication,
    Pause,
    Prescription,
    Session,
    SetLog,
    Skip,
    SkipReason,
    TherapistQuestion,
    Why,
)
from tracker.exchange.report import PlanRow, Report, ReportKind, report_of, write_report
from tracker.exchange.report.charts import adherence_chart, pain_chart, ticks

MONDAY = date(2026, 8, 31)
LAST = MONDAY + timedelta(83)
DOG = Dose((5, 3, 1), 10)
MORE = Dose((6, 3, 1), 10)
WALK = Dose(minutes=10)
EXERCISES = (
    Exercise("dog", "Bird dog", Kind.STRENGTH, DOG, MORE, per_side=True),
    Exercise("walk", "Walk", Kind.CARDIO, WALK, Dose(minutes=30)),
)
PRESCRIPTIONS = (
    Prescription("dog", MONDAY, DOG, why=Why.START),
    Prescription("walk", MONDAY, WALK, days=(0, 2, 4), locked=True, why=Why.CLINICIAN),
    Prescription("dog", MONDAY + timedelta(21), MORE, why=Why.INCREASE),
)
PLAN = (
    PlanRow("dog", MORE, (0, 1, 2, 3, 4, 5, 6), locked=False, since=MONDAY + timedelta(21)),
    PlanRow("walk", WALK, (0, 2, 4), locked=True, since=MONDAY),
)
ANSWERS = (Answer("Has a doctor told you not to exercise?", "no", MONDAY),)
KINDS: tuple[ReportKind, ...] = ("html", "md")
OFTEN_MEANT = r"\`*_[]<>|~&$#@"


def history_of(**parts: object) -> History:
    sets = tuple(SetLog("dog", reps, hold_s=10, pain=2 if reps == 5 else 0) for reps in DOG.reps)
    whole = {
        "exercises": EXERCISES,
        "prescriptions": PRESCRIPTIONS,
        "sessions": tuple(Session(MONDAY + timedelta(number), sets) for number in range(0, 84, 2)),
        "checkins": tuple(CheckIn(MONDAY + timedelta(number), 1) for number in range(84) if number % 9),
    }
    return History(**(whole | parts))  # type: ignore[arg-type]


def drawn(history: History, last: date = LAST) -> Overview:
    return overview(
        history,
        logged=exercise_days(history.sessions),
        first=MONDAY,
        last=last,
    )


def report_on(history: History, last: date = LAST) -> Report:
    summaries = exercise_summaries(history, MONDAY, last)
    return report_of(history, drawn(history, last), summaries, plan=PLAN, answers=ANSWERS, made=last)


class Reader(HTMLParser):
    """The words of a page, its tags, and whether each is closed by its own."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def read_as_text(page: str, kind: ReportKind) -> str:
    """The page as it is read, without its markup."""
    if kind == "html":
        return "\n".join(read(page).words)
    return re.sub(rf"\\([{re.escape(OFTEN_MEANT)}:.])", r"\1", page)


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_what_a_doctor_asks_for(kind: ReportKind) -> None:
    flare = CheckIn(MONDAY + timedelta(40), 7, flare=True, leg=True, note="Lifted a box")
    settled = [CheckIn(MONDAY + timedelta(44 + number), 0) for number in range(2)]
    history = history_of(checkins=(flare, *settled), pauses=(Pause(LAST - timedelta(3), None, "flu"),))
    text = read_as_text(write_report(report_on(history), kind), kind)
    for words in (
        "31 August 2026 to 22 November 2026",
        adherence_sentence(drawn(history)),
        pain_sentence(drawn(history)),
        "10 Oct 2026",  # the flare's first day
        "14 Oct 2026",  # and its last, the one before the second settled morning
        "flu",
        "still going on",
        "1 up, 0 down",
        "31 Aug starter plan 5·3·1 × 10 s, sides · 21 Sep ↑ 6·3·1",
        "31 Aug prescribed 10 min",
        "Walk (prescribed)",
        "3 days",
        "Lifted a box",
        "numbness or tingling was noted on 1 day, last on 10 October 2026",
        "Bird dog on 41 days: 2 on 21 Nov, 2 on 19 Nov, 2 on 17 Nov, 2 on 15 Nov, 2 on 13 Nov, 2 on 11 Nov, and 35",
        "No more than in the morning, or one point above: Bird dog (1 day, at most 2).",
        "During exercise: pain that an exercise brought on, on 41 of 42 days with a reading; the worst was 2, in Bird",
        "A personal log, not a medical record",
        "no medical device",
        "for information only",
        "call your emergency number",
    ):
        assert words in text, words


@pytest.mark.parametrize("kind", KINDS)
def test_without_any_data_it_says_so_in_words(kind: ReportKind) -> None:
    empty = overview(History(), logged=(), first=MONDAY, last=MONDAY)
    report = report_of(History(), empty, {}, plan=(), answers=(), made=MONDAY)
    text = read_as_text(write_report(report, kind), kind)
    for words in (
        "Nothing was planned",
        "No morning's pain is recorded",
        "No goal is noted.",
        "No activity was scored",
        "No exercise was planned or logged",
        "No exercise hurt in this time.",
        "No dose was changed",
        "No flare and no pause",
        "During exercise: no reading, neither of pain nor that there was none.",
        "None is noted.",
        "Not answered.",
    ):
        assert words in text, words


def test_the_html_asks_nothing_of_the_network_and_runs_nothing() -> None:
    page = write_report(report_on(history_of()), "html")
    assert "http" not in page
    assert "url(" not in page.replace("url(#", "")
    assert "@import" not in page
    reader = read(page)
    assert not reader.tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not [name for name in reader.attributes if name.startswith("on") or name in {"src", "href"}]


def test_the_html_is_made_for_paper() -> None:
    page = write_report(report_on(history_of()), "html")
    assert "@page" in page
    assert "@media print" in page


HOSTILE = "<script>alert('x')</script> & \"quoted\" | `code` *bold* [a](http://example.com) \x1b[2J\u202e"


def hostile_report() -> Report:
    own = Exercise("my-x", HOSTILE, Kind.STRENGTH, DOG, DOG)
    history = history_of(
        exercises=(*EXERCISES, own),
        prescriptions=(*PRESCRIPTIONS, Prescription("my-x", MONDAY, DOG)),
        sessions=(Session(MONDAY, (SetLog("my-x", 5, note=HOSTILE),), HOSTILE),),
        checkins=(CheckIn(MONDAY, 1, note=HOSTILE),),
        skips=(Skip(MONDAY, "my-x", SkipReason.TIME, HOSTILE),),
        pauses=(Pause(MONDAY, MONDAY, HOSTILE),),
        goal=HOSTILE,
        function=(FunctionScores(MONDAY, ((HOSTILE, 3),)),),
        medication=(Medication(MONDAY, HOSTILE),),
        questions=(TherapistQuestion(MONDAY, HOSTILE, HOSTILE),),
    )
    row = PlanRow("my-x", DOG, (0,), locked=False, since=MONDAY)
    return report_of(
        history,
        drawn(history),
        exercise_summaries(history, MONDAY, LAST),
        plan=[row],
        answers=(Answer(HOSTILE, HOSTILE, MONDAY),),
        made=LAST,
    )


def test_what_was_typed_is_read_in_the_html_and_not_obeyed() -> None:
    page = write_report(hostile_report(), "html")
    reader = read(page)
    assert "script" not in reader.tags
    assert "a" not in reader.tags
    seen = "".join(reader.words)
    # The goal, activity, medication, question and answer; the exercise's row and its doses; four notes, two of them
    # beside its name; the pause; question and answer of the first run.
    assert seen.count("<script>alert('x')</script> & \"quoted\"") == 16
    assert "\x1b" not in page
    assert "<U+001B>[2J<U+202E>" in seen


def test_what_was_typed_is_read_in_the_markdown_and_not_obeyed() -> None:
    page = write_report(hostile_report(), "md")
    for meant in ("<script>", "*bold*", "`code`", "](http"):
        assert re.search(rf"(?<!\\){re.escape(meant)}", page) is None, meant
    assert "\\<script\\>alert('x')\\</script\\> \\& \"quoted\" \\| \\`code\\` \\*bold\\* \\[a\\](http\\://" in page
    assert "\x1b" not in page


def test_a_note_of_several_lines_keeps_its_table_row() -> None:
    history = history_of(checkins=(CheckIn(MONDAY, 1, note="woke stiff\n\n# and | late"),))
    assert "| 31 Aug 2026 | Morning | woke stiff / \\# and \\| late |" in write_report(report_on(history), "md")
    assert "woke stiff\n\n# and | late" in "".join(read(write_report(report_on(history), "html")).words)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_leaves_the_page_whole(name: str, note: str) -> None:
    own = Exercise("my-x", name, Kind.STRENGTH, DOG, DOG)
    history = history_of(
        exercises=(own,),
        prescriptions=(Prescription("my-x", MONDAY, DOG),),
        checkins=(CheckIn(MONDAY, 1, note=note),),
        sessions=(),
    )
    plain = replace(history, exercises=(replace(own, name="plain"),), checkins=(CheckIn(MONDAY, 1, note="plain"),))
    for kind in KINDS:
        page, like = (write_report(report_on(each, MONDAY), kind) for each in (history, plain))
        page.encode("utf-8")
        if kind == "html":
            assert read(page).tags == read(like).tags
        elif note.strip():
            assert len(page.splitlines()) == len(like.splitlines())


def test_notes_are_in_order_of_their_dates_and_one_for_several_sets_is_told_once() -> None:
    sets = tuple(SetLog("dog", 5, note="left side weaker") for _ in range(3))
    history = history_of(
        sessions=(Session(MONDAY + timedelta(5), sets, "in the park"), Session(MONDAY + timedelta(1), (), "short")),
        checkins=(CheckIn(MONDAY + timedelta(3), 1, note="slept badly"), CheckIn(MONDAY, 1, note="  ")),
        skips=(Skip(MONDAY + timedelta(4), "walk", SkipReason.TIME, "late train"),),
    )
    assert [(note.date - MONDAY, note.where, note.text) for note in report_on(history).notes] == [
        (timedelta(1), "Session", "short"),
        (timedelta(3), "Morning", "slept badly"),
        (timedelta(4), "Walk, left out", "late train"),
        (timedelta(5), "Session", "in the park"),
        (timedelta(5), "Bird dog", "left side weaker"),
    ]


def test_exercise_without_pain_is_told_apart_from_exercise_without_a_reading() -> None:
    free = history_of(sessions=(Session(MONDAY, (SetLog("dog", 5, pain=0),)),))
    silent = history_of(sessions=(Session(MONDAY, (SetLog("dog", 5),)),))
    assert "no pain that an exercise brought on, on any of 1 day with a reading." in write_report(report_on(free), "md")
    assert "During exercise: no reading, neither of pain nor that" in write_report(report_on(silent), "md")


def test_what_lies_outside_the_range_is_left_out() -> None:
    history = history_of(checkins=(CheckIn(LAST, 1, leg=True, note="after it"),))
    report = report_on(history, LAST - timedelta(7))
    assert (report.notes, report.leg) == ((), ())


def test_leg_symptoms_of_mornings_and_sets_are_one_list_of_days() -> None:
    day = MONDAY + timedelta(2)
    sessions = (Session(MONDAY, (SetLog("dog", 5, leg=True),)), Session(day, (SetLog("dog", 5, leg=True),)))
    report = report_on(history_of(sessions=sessions, checkins=(CheckIn(day, 1, leg=True),)))
    assert report.leg == (MONDAY, day)


def test_a_bar_a_week_a_gap_where_nothing_was_planned_and_hatching_where_paused() -> None:
    later = tuple(replace(each, start=MONDAY + timedelta(7)) for each in PRESCRIPTIONS[:2])
    history = history_of(
        prescriptions=later, pauses=(Pause(MONDAY + timedelta(14), MONDAY + timedelta(20)),), sessions=()
    )
    chart = adherence_chart(drawn(history, MONDAY + timedelta(29)))
    assert chart.count('class="bar"') == 2
    assert chart.count('class="bar so-far"') == 1
    assert chart.count('fill="url(#paused-weeks)"') == 1


def test_missing_mornings_are_gaps_in_the_line() -> None:
    pains = {0: 1, 1: 2, 4: 3, 5: 3, 6: 2, 9: 0}
    checkins = tuple(CheckIn(MONDAY + timedelta(number), pain) for number, pain in pains.items())
    chart = pain_chart(drawn(history_of(checkins=checkins), MONDAY + timedelta(13)))
    runs = re.findall(r'<polyline points="([^"]*)"', chart)
    assert [len(run.split()) for run in runs] == [2, 3]
    assert chart.count("<circle") == len(pains)


def test_weekly_medians_are_joined_only_over_neighbouring_weeks() -> None:
    checkins = tuple(CheckIn(MONDAY + timedelta(7 * week), pain) for week, pain in ((0, 1), (1, 3), (3, 2)))
    chart = pain_chart(drawn(history_of(checkins=checkins), MONDAY + timedelta(27)))
    (path,) = re.findall(r'<path d="([^"]*)" class="median"', chart)
    assert path.count("H") == 3
    assert path.count("V") == 1


def test_flares_pauses_and_dose_changes_are_marked_on_the_pain_chart() -> None:
    flare = CheckIn(MONDAY + timedelta(30), 8, flare=True)
    chart = pain_chart(drawn(history_of(checkins=(flare,), pauses=(Pause(MONDAY + timedelta(70)),))))
    assert chart.count('class="flare"') == 1
    assert chart.count('fill="url(#paused-days)"') == 1
    assert chart.count('class="change"') == 2  # two doses on the first day are one mark


@pytest.mark.parametrize("days", [1, 6, 7, 28, 84, 111, 112, 113, 371, 1095, 1100, 3650, 36500])
def test_a_time_axis_has_few_labels_in_order_and_within_it(days: int) -> None:
    last = MONDAY + timedelta(days - 1)
    labels = ticks(MONDAY, last)
    assert 1 <= len(labels) <= 13
    assert labels == sorted(labels)
    assert all(MONDAY <= day <= last for day, _ in labels)
    assert len({label for _, label in labels}) == len(labels)


@pytest.mark.parametrize("days", [1, 40, 371, 3650])
def test_nothing_is_drawn_outside_the_chart(days: int) -> None:
    checkins = tuple(CheckIn(MONDAY + timedelta(number), number % 11) for number in range(days))
    history = history_of(checkins=checkins, pauses=(Pause(MONDAY - timedelta(20), MONDAY + timedelta(2)), Pause(LAST)))
    shown = drawn(history, MONDAY + timedelta(days - 1))
    for chart in (adherence_chart(shown), pain_chart(shown)):
        assert "-" not in "".join(re.findall(r' (?:x|y|cx|cy|width|height)="([^"]*)"', chart))
        xs = [float(x) for x in re.findall(r' c?x="([^"]*)"', chart)]
        assert max(xs) <= 720


def test_a_single_day_is_named_once() -> None:
    history = history_of(checkins=(CheckIn(MONDAY, 1),), sessions=())
    text = write_report(report_on(history, MONDAY), "md")
    assert "\n31 August 2026 · made on 31 August 2026\n" in text
    assert "- 1 median morning pain (1, 1 morning)" in text


def test_a_pain_well_above_the_mornings_is_told_apart_with_its_exercise_and_days() -> None:
    days = [MONDAY + timedelta(number) for number in (1, 3, 5)]
    sessions = tuple(
        Session(day, (SetLog("dog", 5, pain=pain), SetLog("walk", minutes=10, pain=1)))
        for day, pain in zip(days, (4, 2, 3), strict=True)
    )
    text = write_report(report_on(history_of(sessions=sessions)), "md")
    assert "Bird dog on 2 days: 3 on 5 Sep, 4 on 1 Sep." in text
    assert (
        "No more than in the morning, or one point above: Bird dog (1 day, at most 2), Walk (3 days, at most 1)."
        in text
    )
    assert "on 2 of 3 days with a reading; the worst was 4, in Bird dog on 1 September 2026." in text


def scores(number: int, peg: tuple[int, int, int] | None = None, **activities: int) -> FunctionScores:
    return FunctionScores(MONDAY + timedelta(number), tuple(sorted(activities.items())), peg)


def test_goal_and_function_come_first_with_what_is_more_than_noise() -> None:
    function = (scores(0, (5, 4, 6), Lift=2, Sit=6), scores(14, Lift=3), scores(28, (3, 3, 3), Lift=6, Sit=5))
    text = write_report(report_on(history_of(goal="Lift my daughter", function=function)), "md")
    rows = (
        "| Lift | 2 on 31 Aug 2026 | 6 on 28 Sep 2026 | +4, clearly better |",
        "| Sit | 6 on 31 Aug 2026 | 5 on 28 Sep 2026 | −1, no clear change |",
        "| Mean of all of them | 4 on 31 Aug 2026 | 5.5 on 28 Sep 2026 | +1.5, no clear change |",
        "5, 4, 6 (mean 5) on 31 Aug 2026 | 3, 3, 3 (mean 3) on 28 Sep 2026 | −2 of the mean |",
    )
    for row in rows:
        assert row in text, row
    assert (
        text.index("Lift my daughter") < text.index("## Goal and function") + 80 < text.index("## Exercise by exercise")
    )


def test_the_mean_is_of_the_activities_that_were_scored_both_times() -> None:
    function = (scores(0, Lift=2, Sit=4, Run=9), scores(28, Lift=4, Sit=6, Swim=0))
    text = write_report(report_on(history_of(function=function)), "md")
    assert "| Mean of Lift and Sit | 3 on 31 Aug 2026 | 5 on 28 Sep 2026 | +2, clearly better |" in text
    assert "| Swim | 0 on 28 Sep 2026 | scored once | – |" in text


def test_medication_is_told_where_it_changes_from_the_first_day_on() -> None:
    taken = {-28: "Ibuprofen", -14: "Ibuprofen", 14: "Ibuprofen", 28: "None", 42: "None", 90: "Later"}
    medication = tuple(Medication(MONDAY + timedelta(number), text) for number, text in taken.items())
    text = write_report(report_on(history_of(medication=medication)), "md")
    assert "Ibuprofen (noted on 3 Aug 2026); then None (noted on 28 Sep 2026)." in text


def test_questions_have_room_for_an_answer_or_the_answer() -> None:
    questions = (
        TherapistQuestion(MONDAY - timedelta(40), "Old", "Yes"),
        TherapistQuestion(MONDAY - timedelta(30), "May I run?"),
        TherapistQuestion(MONDAY + timedelta(3), "A belt?", "No need"),
    )
    text = write_report(report_on(history_of(questions=questions)), "md")
    assert "| May I run? | 1 Aug 2026 |  |\n| A belt? | 3 Sep 2026 | No need |" in text
    assert "Old" not in text


def test_what_has_no_room_on_paper_is_counted_there_and_whole_in_markdown() -> None:
    notes = tuple(CheckIn(MONDAY + timedelta(number), 1, note=f"note {number:02}") for number in range(30))
    questions = tuple(TherapistQuestion(MONDAY + timedelta(number), f"question {number}") for number in range(9))
    report = report_on(history_of(checkins=notes, questions=questions))
    page, text = write_report(report, "html"), write_report(report, "md")
    assert [number for number in range(30) if f"note {number:02}<" in page] == list(range(24, 30))
    assert "24 earlier or longer notes are left out here; the report as .md has all of them." in page
    assert [number for number in range(9) if f"question {number}<" in page] == [5, 6, 7, 8]
    assert "5 more questions are in the report as .md." in page
    assert all(f"note {number:02} |" in text for number in range(30))
    assert all(f"question {number} |" in text for number in range(9))


def test_without_questions_there_is_room_for_more_notes_and_with_answers_of_the_record_for_fewer() -> None:
    notes = tuple(CheckIn(MONDAY + timedelta(number), 1, note=f"note {number:02}") for number in range(30))
    report = report_on(history_of(checkins=notes))
    assert write_report(report, "html").count(">note ") == 14
    assert write_report(replace(report, asked=("One.", "Two.")), "html").count(">note ") == 10


def test_a_long_note_leaves_the_room_to_shorter_ones() -> None:
    notes = (CheckIn(MONDAY, 1, note="short"), CheckIn(MONDAY + timedelta(1), 1, note="long " * 100))
    page = write_report(report_on(history_of(checkins=notes)), "html")
    assert ">short<" in page
    assert "long long" not in page
    assert "1 earlier or longer note is left out here" in page
