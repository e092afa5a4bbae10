"""Loading the library, checking it, and finding exercises in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import library
from tracker.core.errors import FileError, UsageError
from tracker.core.model import Dose, Exercise, Kind
from tracker.library import easier, find, ladder, load_library, search
from tracker.library.contents_check import library_faults

EXERCISES = load_library().exercises
OWN = Exercise("my-row", "Row", Kind.STRENGTH, Dose((5,)), Dose((8,)))
COMPOSED, DECOMPOSED = "R\u00fcckenb\u00e9uge", "Ru\u0308ckenbe\u0301uge"  # the same letters in NFC and in NFD


def _ids(exercises: tuple[Exercise, ...]) -> list[str]:
    return [exercise.id for exercise in exercises]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that ship, to be broken."""
    for file in library.data_folder().glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


# --- Loading ----------------------------------------------------------------------------------------------------------


def test_exercises_keep_the_order_of_the_file() -> None:
    assert EXERCISES[0].id == "abdominal-brace"
    assert EXERCISES[-1].id == "bike"


def test_a_plan_entry_without_dose_and_days_takes_those_of_its_exercise_and_plan(folder: Path) -> None:
    (folder / "plans.toml").write_text(
        """
        [[plan]]
        id = "mine"
        name = "Mine"
        summary = "One."
        minutes = 9
        days = ["wed", "mon"]
        entries = [{exercise = "bird-dog"}, {exercise = "walk", days = ["sun"], dose = {minutes = 12}}]
        """
    )
    bird_dog, walk = load_library(folder).plans[0].entries
    assert bird_dog == library.PlanEntry("bird-dog", Dose((5, 3, 1), 10), (0, 2))
    assert walk == library.PlanEntry("walk", Dose(minutes=12), (6,))


def test_the_installed_package_brings_its_own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tracker" / "library").mkdir(parents=True)
    monkeypatch.setattr(library.load, "__file__", str(tmp_path / "tracker" / "library" / "load.py"))
    assert library.data_folder() == tmp_path / "data"
    (tmp_path / "tracker" / "data").mkdir()
    assert library.data_folder() == tmp_path / "tracker" / "data"


def test_a_library_that_cannot_be_used_is_refused_with_everything_that_is_wrong(folder: Path) -> None:
    (folder / "left_out.toml").unlink()
    _replace(folder / "exercises.toml", 'kind = "cardio"', 'kind = "running"')
    with pytest.raises(FileError) as raised:
        load_library(folder)
    said = str(raised.value)
    assert "left_out.toml cannot be read" in said
    assert "walk.kind: kind is strength, mobility, stretch or cardio" in said
    assert "install Backtracker again" in said
    assert "\n" not in said


# --- Checking ---------------------------------------------------------------------------------------------------------


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# What is changed in which file (the first place where it stands), and words of the fault that this must give.
BROKEN = {
    "not TOML": ("exercises", "[[exercise]]", "[[exercise", "exercises.toml: "),
    "unknown table": ("exercises", "[[exercise]]", "[other]\n[[exercise]]", "[[other]] is not known here"),
    "entries no tables": ("plans", "entries = [\n", "entries = 5\nx = [\n", "entries is a list"),
    "unknown field": ("exercises", "pace =", "speed =", "abdominal-brace.speed: speed is no field of this format"),
    "missing field": ("exercises", "pace =", "speed =", "abdominal-brace.pace: pace is missing"),
    "missing id": ("exercises", 'id = "abdominal-brace"\n', "", "Abdominal brace.id: id is missing"),
    "not a text": ("exercises", 'name = "Abdominal brace"', "name = 1", "name is a text"),
    "not a list": ("exercises", 'equipment = ["mat"]', 'equipment = "mat"', "equipment is a list of texts"),
    "not a flag": ("exercises", "per_side = true", "per_side = 1", "per_side is true or false"),
    "not a number": ("exercises", "load_step_kg = 2", "load_step_kg = true", "load_step_kg is a number"),
    "no dose": ("exercises", "start = {reps = [5], hold_s = 5}", "start = 5", "start is an object"),
    "reps no list": ("exercises", "{reps = [5], hold_s", "{reps = 5, hold_s", "reps is a list of"),
    "reps not whole": ("exercises", "{reps = [5], hold_s", "{reps = [5.5], hold_s", "reps is a list of"),
    "unknown in dose": ("exercises", "{reps = [5], hold_s", "{reps = [5], s", "s is no field of this format"),
    "unknown kind": ("exercises", 'kind = "strength"', 'kind = "power"', "kind is strength, mobility"),
    "unknown region": ("exercises", 'region = "front core"', 'region = "elbow"', "region 'elbow' is not one of"),
    "unknown equipment": ("exercises", '["mat"]', '["sofa"]', "equipment 'sofa' is not one of mat"),
    "unknown bother": ("exercises", '["shoulders"]', '["mondays"]', "bothers 'mondays' is not one of bending"),
    "id twice": ("exercises", 'id = "dead-bug-slow"', 'id = "dead-bug"', "the id 'dead-bug' is there 2 times"),
    "name twice": ("exercises", 'name = "Dead bug, slow"', 'name = "dead bug"', "the name 'dead bug' is there 2 times"),
    "id of an own one": ("exercises", 'id = "bike"', 'id = "my-bike"', "small letters and hyphens"),
    "id with capitals": ("exercises", 'id = "bike"', 'id = "Bike"', "small letters and hyphens"),
    "long name": ("exercises", '"Abdominal brace"', '"The abdominal brace, on the mat"', "has 31 characters; 24 fit"),
    "empty caution": ("exercises", 'caution = "A small movement is enough."', 'caution = " "', "the caution is empty"),
    "one cue": ("exercises", 'cues = [\n', 'cues = ["Only this one"]\nx = [\n', "has 1 cue; two to five fit"),
    "long cue": ("exercises", "Lie with knees bent", f"Lie {'down ' * 12}with knees", "characters; 70 fit"),
    "pace in words": ("exercises", '"3 s down, 3 s up"', '"slowly"', "'slowly' is not a phase of a pace"),
    "pace without its hold": ("exercises", '"2 s brace, hold, 2 s let go"', '"2 s brace"', "does not say when to hold"),
    "hold without a dose": ("exercises", '"3 s down, 3 s up"', '"3 s down, hold, 3 s up"', "and the dose has none"),
    "ceiling below": ("exercises", "{reps = [10], hold_s = 5}", "{reps = [4], hold_s = 5}", "is below the start"),
    "ceiling lighter": ("exercises", "load_kg = 16", "load_kg = 2", "ceiling is below the start"),
    "other sets": ("exercises", "{reps = [10], hold_s = 5}", "{reps = [9, 9], hold_s = 5}", "the ceiling 2; keep them"),
    "longer hold": ("exercises", "{reps = [10], hold_s = 5}", "{reps = [10], hold_s = 9}", "it grows by repetitions"),
    "hold over ten": ("exercises", "{reps = [5, 3, 1], hold_s = 10}", "{reps = [5, 3, 1], hold_s = 11}", "most 10 s"),
    "unknown rung": ("exercises", 'harder = "curl-up"', 'harder = "curl-down"', "harder names 'curl-down'"),
    "ladder circle": ("exercises", 'harder = "dead-bug-slow"', 'harder = "abdominal-brace"', "in a circle"),
    "ladder too steep": ("exercises", "{reps = [4, 4]}", "{reps = [40, 40]}", "starts above the ceiling of this rung"),
    "climbing stretch": (
        "exercises", 'name = "Hip flexor"', 'harder = "figure-four"\nname = "Hip flexor"', "a stretch is never raised",
    ),
    "plan of unknown": ("plans", '{exercise = "bridge"}', '{exercise = "bench"}', "exercise is the id of an exercise"),
    "plan id twice": ("plans", 'id = "standing"', 'id = "big-three"', "the id 'big-three' is there 2 times"),
    "plan days": ("plans", 'days = ["mon", "wed", "fri"]', 'days = ["monday"]', "days is a list of one or"),
    "plan entry": ("plans", '{exercise = "bridge"}', '{dose = {reps = [3]}}', "exercise is missing"),
    "plan minutes": ("plans", "minutes = 20", 'minutes = "21"', "minutes is a whole number"),
    "no minutes": ("plans", "minutes = 20", "minutes = 0", "say how long the longest day takes"),
    "plan too short": ("plans", "entries = [\n", 'entries = [{exercise = "walk"}]\nx = [\n', "has 1 entry; five to"),
    "plan without strength": ("plans", "entries = [\n", "entries = []\nx = [\n", "has no strength exercise"),
    "plan without stretches": ("plans", "entries = [\n", "entries = []\nx = [\n", "has no stretch or mobility"),
    "exercise twice": ("plans", '"bridge"', '"abdominal-brace"', "'abdominal-brace' is there 2 times"),
    "bending early": ("plans", '"figure-four"', '"knee-to-chest"', "may bother with bending"),
    "dose in minutes": (
        "plans", '{exercise = "bridge"}', '{exercise = "bridge", dose = {minutes = 5}}', "is not in repetitions",
    ),
    "dose out of range": (
        "plans", '{exercise = "bridge"}', '{exercise = "bridge", dose = {reps = [1000]}}', "entries[1].dose.reps: reps",
    ),
    "left out twice": ("left_out", 'name = "Superman"', 'name = "Sit-ups"', "the name 'sit-ups' is there 2 times"),
    "left out for nothing": ("left_out", 'why = "Momentum', 'why = ""\nx = "', "Bouncing stretches: the why is empty"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_every_fault_is_named_with_its_place(folder: Path, file: str, old: str, new: str, words: str) -> None:
    _replace(folder / f"{file}.toml", old, new)
    faults = library_faults(folder)
    assert any(fault.startswith(f"{file}.toml") and words in fault for fault in faults), faults


def test_a_file_without_its_tables_is_named(folder: Path) -> None:
    (folder / "left_out.toml").write_text("left_out = 1")
    assert library_faults(folder) == ["left_out.toml: left_out is a list of tables"]


def test_all_faults_are_told_at_once(folder: Path) -> None:
    _replace(folder / "exercises.toml", '["shoulders"]', '["mondays"]')
    _replace(folder / "plans.toml", "minutes = 20", "minutes = 0")
    _replace(folder / "left_out.toml", 'name = "Superman"', 'name = ""')
    assert [fault.split(".")[0] for fault in library_faults(folder)] == ["exercises", "plans", "left_out"]


@settings(max_examples=30, deadline=None)
@given(at=st.integers(0, 30_000), junk=st.sampled_from(['"', "]", "= 1\n", "x", "\x00", "[[exercise]]\n"]))
def test_a_file_broken_anywhere_gives_words_and_no_exception(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: str
) -> None:
    broken = tmp_path_factory.mktemp("broken")
    for file in library.data_folder().glob("*.toml"):
        shutil.copy(file, broken)
    text = (broken / "exercises.toml").read_text(encoding="utf-8")
    (broken / "exercises.toml").write_text(text[:at] + junk + text[at:], encoding="utf-8")
    assert all(isinstance(fault, str) and fault for fault in library_faults(broken))


# --- Finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("written", [str, str.upper, lambda text: f" {text} ", lambda text: text.replace("-", " ")])
def test_id_and_name_name_their_exercise_however_they_are_written(
    exercise: Exercise, written: Callable[[str], str]
) -> None:
    assert find(EXERCISES, written(exercise.id)) == exercise
    assert find(EXERCISES, written(exercise.name)) == exercise


def test_the_beginning_of_one_name_is_enough() -> None:
    assert find(EXERCISES, "squ").id == "squat"
    assert find(EXERCISES, "curl-up, el").id == "curl-up-elbows-up"


def test_an_ambiguous_beginning_names_those_that_it_may_be() -> None:
    with pytest.raises(UsageError, match="'plank-' may be plank-wall, plank-counter, plank-knees or my-row"):
        find(
            [exercise for exercise in EXERCISES if exercise.id != "plank"] + [replace(OWN, name="Plank row")], "plank-"
        )


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="There is no exercise 'brid dog'; the nearest: bird-dog"):
        find(EXERCISES, "brid dog")
    with pytest.raises(UsageError, match="`backtracker library` lists them all"):
        find(EXERCISES, "qqqq")


@pytest.mark.parametrize("text", ["", "  ", "--"])
def test_nothing_names_no_exercise(text: str) -> None:
    with pytest.raises(UsageError, match="has to be named"):
        find(EXERCISES, text)


def test_an_archived_exercise_gives_way_to_one_that_is_not() -> None:
    old = replace(OWN, id="my-row-old", archived=True)
    assert find([old, OWN], "row") == OWN
    assert find([old], "row") == old


@given(text=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_finds_an_exercise_or_is_answered_in_one_line(text: str) -> None:
    try:
        said = find(EXERCISES, text).id
    except UsageError as answer:
        said = str(answer)
    assert said.isprintable()
    assert len(said) < 400


# --- Searching --------------------------------------------------------------------------------------------------------


def test_searching_for_nothing_shows_everything() -> None:
    assert search(EXERCISES, " ") == EXERCISES


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("bird dog", ["bird-dog", "bird-dog-leg", "bird-dog-squares"]),
        ("bir", ["bird-dog-leg", "bird-dog", "bird-dog-squares"]),
        ("bridge", ["bridge", "bridge-march", "single-leg-bridge"]),
        ("hip stretch", ["hip-flexor", "hip-flexor-standing", "figure-four", "figure-four-seated"]),
        ("doorway", ["chest-doorway"]),
        ("cup of tea", ["bird-dog-leg"]),
        ("bove", ["clam-band"]),
    ],
)
def test_the_best_come_first(query: str, first: list[str]) -> None:
    assert _ids(search(EXERCISES, query))[: len(first)] == first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("brid dog", "bird-dog"),
        ("plnk", "plank"),
        ("bdog", "bird-dog"),
        ("sciatca", "sciatic-slider"),
        ("strech", "hip-flexor"),
    ],
)
def test_a_slip_of_the_finger_still_finds(query: str, first: str) -> None:
    assert first in _ids(search(EXERCISES, query))[:4]


def test_what_is_spelled_alike_is_not_shown_beside_what_fits() -> None:
    assert _ids(search(EXERCISES, "clam")) == ["clam", "clam-band"]


def test_what_is_like_nothing_finds_nothing() -> None:
    assert search(EXERCISES, "zzzz") == ()


# --- Ladders ----------------------------------------------------------------------------------------------------------


def test_easier_rungs_come_in_the_order_of_the_library() -> None:
    own = replace(OWN, harder="squat")
    assert easier((*EXERCISES, own), "squat") == ("sit-to-stand", "my-row")
    assert easier(EXERCISES, "sit-to-stand") == ()


def test_an_own_exercise_may_lead_onto_a_built_in_ladder() -> None:
    own = replace(OWN, harder="squat")
    assert _ids(ladder((*EXERCISES, own), "my-row")) == ["my-row", "squat", "split-squat"]
    assert _ids(ladder((*EXERCISES, own), "squat")) == ["sit-to-stand", "squat", "split-squat"]


def test_a_ladder_in_a_circle_ends() -> None:
    one, other = replace(OWN, id="my-a", harder="my-b"), replace(OWN, id="my-b", harder="my-a")
    assert {exercise.id for exercise in ladder((one, other), "my-a")} == {"my-a", "my-b"}


def test_an_unknown_exercise_has_no_ladder() -> None:
    assert ladder(EXERCISES, "no-such") == ()


@pytest.mark.parametrize(("name", "typed"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
def test_a_name_with_accents_is_found_in_whichever_form_it_is_typed(name: str, typed: str) -> None:
    exercises = (*EXERCISES, replace(OWN, id="my-bend", name=name))
    assert find(exercises, typed.upper()).id == "my-bend"
    assert find(exercises, typed[:6]).id == "my-bend"
    assert _ids(search(exercises, typed))[0] == "my-bend"
