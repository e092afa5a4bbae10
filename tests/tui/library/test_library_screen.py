"""The library, as somebody uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from tests.support.waiting import settled, text_of, until
from tests.support.walking import press, typed, walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.core.model import Dose, Exercise, Kind
from tracker.library import load_info_cards, load_library
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.library import own_exercises
from tracker.service.library.library_view import library_view
from tracker.service.plan import pauses, planning
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.dialogs.info_card import InfoCardText
from tracker.tui.library.cues import Cues
from tracker.tui.library.exercise_form import ExerciseForm
from tracker.tui.library.exercise_pane import ExercisePane
from tracker.tui.library.filters import Filters
from tracker.tui.library.info_cards import InfoCards
from tracker.tui.library.left_out import LeftOutList
from tracker.tui.library.rungs import Rungs
from tracker.tui.library.screen import LibraryScreen
from tracker.tui.library.text import day_notice
from tracker.tui.today.screen import TodayScreen
from tracker.tui.widgets.figure import FigureView
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.pick_list import PickList
from tracker.tui.widgets.plan_changes import Changes

Compare = Callable[..., bool]
TODAY = MONDAY.date()
BUILT_IN = load_library().exercises
MARKUP = "[b]Row[/b] [u]low"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program opens on this screen, as to draw Today first would be half of what a test takes."""
    monkeypatch.setattr(BacktrackerApp, "DEFAULT_MODE", "library")


@pytest.fixture(autouse=True)
def begun(context: AppContext) -> None:
    """A person who has begun, with nothing in the plan yet."""
    recording.check_in(context, TODAY, 0)


@pytest.fixture
def row(context: AppContext) -> Exercise:
    """An exercise of one's own whose name looks like markup."""
    own_exercises.make(context, Exercise("my-", MARKUP, Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)), cues=("[i]Slow",)))
    return context.store.own_exercises()[0]


def text(screen: LibraryScreen, selector: str) -> str:
    return str(screen.query_one(selector, Static).content)


def shown_ids(screen: LibraryScreen) -> list[str]:
    return [option.id for option in screen.choices.options if option.id is not None]


def footer(pilot: Pilot[None]) -> dict[str, str]:
    bar = pilot.app.screen.query_one(KeyBar)
    shown = {bar.at(column) for column in range(bar.size.width)}
    return {key.does: key.pressed for key in bar.keys if key in shown and key.enabled}


async def at(pilot: Pilot[None], exercise: str, *keys: str) -> LibraryScreen:
    """The library, to which the keys lead, with the cursor on an exercise."""
    screen = await walk(pilot, LibraryScreen, *keys)
    screen.action_show_rung(exercise)
    await settled(pilot)
    return screen


def planned(context: AppContext) -> dict[str, tuple[Dose, tuple[int, ...], bool]]:
    return {
        item.exercise.id: (item.dose, item.prescription.days, item.prescription.locked)
        for item in planning.plan_items(context)
    }


async def test_the_footer_says_how_to_add_an_exercise_and_two_enters_do(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, LibraryScreen)
        assert footer(pilot)["Add to plan"] == "a"
        assert "press a to add" in text(screen, "#standing")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
    first = context.library.exercises[0]
    assert planned(context) == {first.id: (first.start, (0, 1, 2, 3, 4, 5, 6), False)}


async def test_typing_filters_at_once_and_enter_goes_to_what_was_found(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, LibraryScreen, "slash")
        await typed(pilot, "bird")
        assert shown_ids(screen) == ["bird-dog-leg", "bird-dog", "bird-dog-squares"]
        await press(pilot, "enter", "j")
        assert screen.entry is not None
        assert screen.entry.exercise.id == "bird-dog"
        await press(pilot, "escape")
        assert len(shown_ids(screen)) == len(BUILT_IN)


async def test_what_is_not_found_says_what_to_do(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, LibraryScreen, "slash")
        await typed(pilot, "zzzz")
        assert not shown_ids(screen)
        assert screen.query_one("#nothing").display
        assert "a" not in footer(pilot).values()
        await press(pilot, "escape")
        assert shown_ids(screen)
        assert not screen.query_one("#nothing").display


async def test_capitals_and_digits_can_be_typed_into_the_search(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, LibraryScreen, "slash")
        await typed(pilot, "Plank")
        assert screen.find.value == "Plank"
        assert shown_ids(screen)[0] == "plank"
        assert screen.entry is not None
        assert screen.entry.exercise.id == "plank", "the best match, though others were above while less was typed"


async def test_what_bothers_somebody_is_hidden(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        library = await walk(pilot, LibraryScreen)
        await walk(pilot, Filters, "f", "right", "right", "right", "space")
        await press(pilot, "enter")
        assert library.library_view is not None
        hidden = {exercise.id for exercise in library.library_view.exercises if "bending" in exercise.bothers}
        assert hidden
        assert not hidden & set(shown_ids(library))
        assert text(library, "#filters") == "no bending"
        await press(pilot, "escape")
        assert len(shown_ids(library)) == len(BUILT_IN)


async def test_filters_join_kind_region_and_what_is_at_hand(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 20)) as pilot:
        library = await walk(pilot, LibraryScreen)
        await press(pilot, "f", "space", "right", "down", "down", "down", "space", "right", "space", "enter")
        assert text(library, "#filters") == "strength, hips, with mat at most"
        assert shown_ids(library) == ["bridge", "bridge-march", "single-leg-bridge", "clam"]
        await press(pilot, "f", "x")
        assert len(shown_ids(library)) == len(BUILT_IN)


async def test_left_and_right_walk_the_ladder_even_to_rungs_that_are_filtered_away(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, LibraryScreen, "slash")
        screen.find.value = "side bridge, wall"
        await press(pilot, "down", "left")
        assert screen.entry is not None
        assert screen.entry.exercise.id == "side-bridge-wall"
        await press(pilot, "right", "right", "right", "right")
        assert screen.entry.exercise.id == "side-bridge-leg-lift"
        pane = screen.query_one(ExercisePane)
        assert str(pane.border_subtitle) == "← Side bridge"
        ladder = text(screen, "#ladder").splitlines()[1:]
        assert [line.split(maxsplit=1)[1] for line in ladder] == [
            "Side bridge, leg lift",
            "Side bridge",
            "Side bridge, knees",
            "Side bridge, wall",
        ]
        await press(pilot, "left")
        assert screen.entry.exercise.id == "side-bridge"


async def test_an_exercise_shows_form_first_and_how_it_has_gone(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    recording.finish_day(context, TODAY, 1)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await at(pilot, "bird-dog")
        assert screen.query_one(FigureView).exercise == "bird-dog"
        cues = screen.query_one(Cues)
        assert cues.exercise == context.exercise("bird-dog")
        assert screen.query_one(FigureView).region.y < cues.region.y < screen.query_one("#ladder").region.y
        record = text(screen, "#record")
        assert "In your plan: 5·3·1 × 10 s, sides, every day." in record
        assert "Last 23 Nov: 5·3·1, pain 1" in record
        assert "Next step possible on" in record
        facts = text(screen, "#facts")
        assert "Begin with 5·3·1 × 10 s, sides; at most 8·6·4 × 10 s, sides" in facts
        assert "Source: " in facts


async def test_the_form_takes_another_dose_and_days(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "bird-dog")
        await walk(pilot, DoseForm, "a")
        await typed(pilot, "4, 2")
        await press(pilot, "down", "down", "down", "space", "right", "space", "down", "space", "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
    assert planned(context) == {"bird-dog": (Dose((4, 2), 10), (2, 3, 4, 5, 6), True)}


async def test_a_wrong_dose_is_said_in_the_form_and_what_was_typed_stays(
    context: AppContext, make_app: MakeApp
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "bird-dog")
        form = await walk(pilot, DoseForm, "a")
        for wrong, fault in (
            ("five", "'five' cannot be read as repetitions"),
            ("0", "repetitions go from 1 to 999"),
            ("", "no repetitions"),
        ):
            form.query_one("#reps", Input).value = wrong
            await press(pilot, "enter")
            assert fault in str(form.query_one("#faults", Static).content)
            assert form.text("reps") == wrong
    assert not planned(context)


async def test_a_form_is_not_lost_by_one_wrong_key(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "walk")
        form = await walk(pilot, DoseForm, "a")
        await typed(pilot, "9")
        await press(pilot, "escape")
        assert "not saved yet" in str(form.query_one("#faults", Static).content)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "a", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
    assert not planned(context)


async def test_a_plan_needs_at_least_one_day(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "walk")
        form = await walk(pilot, DoseForm, "a", "down", "a", "enter")
        assert "at least one day" in str(form.query_one("#faults", Static).content)
    assert not planned(context)


async def test_a_new_exercise_is_offered_on_the_days_of_the_plan(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, planning.starter(context, "big-three"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "clam")
        await press(pilot, "a", "enter")
    assert planned(context)["clam"][1] == (0, 1, 2, 3, 4)


async def test_a_planned_exercise_is_swapped_for_a_rung_chosen(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await at(pilot, "bird-dog")
        await walk(pilot, Rungs, "x")
        await press(pilot, "enter")
        assert screen.entry is not None
        assert screen.entry.exercise.id == "bird-dog-leg"
        assert list(planned(context)) == ["bird-dog-leg"]
        await press(pilot, "u")
        assert list(planned(context)) == ["bird-dog"]


async def test_a_rung_looked_at_takes_the_place_of_the_planned_one(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "bird-dog-squares")
        await press(pilot, "x")
    assert list(planned(context)) == ["bird-dog-squares"]


async def test_swapping_is_offered_only_where_a_rung_is_planned(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "bird-dog")
        assert "Swap" not in footer(pilot)
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_an_exercise_of_ones_own_is_made(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        form = await walk(pilot, ExerciseForm, "n")
        await typed(pilot, "Band row low")
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen), form.query_one("#faults", Static).content
        assert screen.choices.chosen == "my-band-row-low"
        assert "Band row low" in str(screen.pane.border_title)
        dose = await walk(pilot, DoseForm, "a")
        assert dose.heading == "Add to the plan: Band row low"
    (own,) = context.store.own_exercises()
    assert (own.id, own.kind, own.start, own.ceiling) == (
        "my-band-row-low",
        Kind.STRENGTH,
        Dose((5, 5)),
        Dose((10, 10)),
    )


async def test_all_that_is_wrong_with_an_own_exercise_is_said_at_once(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        form = await walk(pilot, ExerciseForm, "n", "tab", "tab")
        await typed(pilot, "x")
        await press(pilot, "tab", "tab")
        await typed(pilot, "y")
        await press(pilot, "enter")
        faults = str(form.query_one("#faults", Static).content)
        assert "'x' cannot be read as repetitions" in faults
        assert "Held: 'y' is no number" in faults
    assert not context.store.own_exercises()


async def test_an_own_exercise_is_changed(context: AppContext, make_app: MakeApp, row: Exercise) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, row.id)
        await walk(pilot, ExerciseForm, "e")
        await typed(pilot, "Row")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
    (own,) = context.store.own_exercises()
    assert (own.id, own.name, own.cues) == (row.id, "Row", row.cues)


async def test_an_own_exercise_with_history_is_archived_and_brought_back(
    context: AppContext, make_app: MakeApp, row: Exercise
) -> None:
    planning.set_exercise(context, row)
    recording.log_missing(context, TODAY)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await at(pilot, row.id)
        await press(pilot, "d")
        assert row.id not in shown_ids(screen)
        await press(pilot, "f", "tab", "tab", "tab", "tab", "space", "enter")
        assert shown_ids(screen) == [row.id]
        assert "Add to plan" not in footer(pilot)
        await press(pilot, "d", "f", "x")
        assert row.id in shown_ids(screen)
    assert len(context.store.day_sets(TODAY)) == 2


async def test_built_in_exercises_have_no_key_to_change_them(make_app: MakeApp, row: Exercise) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await at(pilot, "bird-dog")
        assert not {"Edit", "Archive"} & footer(pilot).keys()
        await press(pilot, "e", "d")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await at(pilot, row.id)
        assert {"Edit", "Archive"} <= footer(pilot).keys()


async def test_names_and_cues_are_shown_and_not_obeyed(make_app: MakeApp, row: Exercise) -> None:
    async with make_app().run_test(size=(160, 50)) as pilot:
        await at(pilot, row.id)
        picture = pilot.app.export_screenshot().replace("&#160;", " ")
        assert picture.count(MARKUP) == 2
        assert "[i]Slow" in picture


async def test_what_is_left_out_has_its_reasons(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        dialog = await walk(pilot, LeftOutList, "o")
        text = "\n".join(str(exercise.content) for exercise in dialog.query(Static))
        for exercise in context.library.left_out:
            assert exercise.name in text
            assert exercise.why in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_short_texts_are_a_key_away_and_each_can_be_read(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        listed = await walk(pilot, InfoCards, "c")
        cards = load_info_cards()
        assert [option.id for option in listed.query_one(PickList).options] == [card.id for card in cards]
        read = await walk(pilot, InfoCardText, "down", "enter")
        said = [str(each.content) for each in read.query(Static)]
        assert said == [*cards[1].text, f"Source: {cards[1].source}"]
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_every_short_text_fits_two_screens(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        for card in load_info_cards():
            await pilot.app.push_screen(InfoCardText(card))
            await settled(pilot)
            box = pilot.app.screen.query_one(".dialog")
            assert box.virtual_size.height <= 2 * box.scrollable_content_region.height, card.id
            await press(pilot, "escape")


async def test_the_foot_is_on_the_screen_at_every_size(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(160, 50)) as pilot:
        screen = await walk(pilot, LibraryScreen)
        for width, height in ((60, 20), (80, 24), (160, 50)):
            await pilot.resize_terminal(width, height)
            foot = screen.query_one("#foot", Static)
            assert foot.region.height == 1
            assert foot.region.bottom == height - 1
            assert len(str(foot.content)) + 2 <= width


@pytest.mark.parametrize("size", [(120, 40), (160, 50)])
async def test_where_there_is_room_the_days_and_changes_of_an_exercise_are_listed(
    context: AppContext, make_app: MakeApp, size: tuple[int, int]
) -> None:
    earlier = open_context(context.store.path, Clock(MONDAY - timedelta(days=20)))
    start_plan(earlier)
    earlier.close()
    for back in (0, 3, 4, 5, 6, 7, 10, 11, 12, 13):
        recording.finish_day(context, TODAY - timedelta(days=back), 0)
    async with make_app().run_test(size=size) as pilot:
        screen = await at(pilot, "bird-dog")
        changes = screen.pane.query_one(Changes).changes
        assert changes[0] == ("23 Nov", "logged", "5·3·1, pain 0")
        assert [row[1] for row in changes].count("logged") == 8
        assert ("begun", "5·3·1 × 10 s, sides, mon, tue, wed, thu, fri") in [row[1:] for row in changes]
        assert "Bird dog, squares\n     begins with" in text(screen, "#ladder")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert not screen.pane.query_one(Changes).display
        assert "begins with" not in text(screen, "#ladder")


async def test_what_was_never_done_nor_planned_has_no_list_of_days(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(160, 50)) as pilot:
        screen = await at(pilot, "bird-dog")
        assert not screen.pane.query_one(Changes).display
        assert "Its last days" not in text_of(pilot.app)


@pytest.mark.parametrize("size", [(20, 6), (1, 1)])
async def test_paging_through_choices_for_which_there_is_no_room_is_nothing(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=(60, 20)) as pilot:
        form = await walk(pilot, ExerciseForm, "n", "tab")
        await pilot.resize_terminal(*size)
        await press(pilot, "space", "down", "pageup", "pagedown")
        assert pilot.app.screen is form


async def test_the_exercise_scrolls_by_pages(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(60, 20)) as pilot:
        screen = await at(pilot, "bird-dog")
        await until(pilot, lambda: screen.pane.max_scroll_y > 0)
        await press(pilot, "pagedown")
        await until(pilot, lambda: screen.pane.scroll_y > 0)
        await screen.reload()
        await settled(pilot)
        assert screen.pane.scroll_y > 0, "whoever reads stays there when it is read anew, as another window wrote"
        await press(pilot, "pageup")
        await until(pilot, lambda: screen.pane.scroll_y == 0)


async def test_a_click_shows_an_exercise_and_a_second_one_plans_it(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, LibraryScreen)
        await pilot.click(screen.choices, offset=(5, 3))
        await settled(pilot)
        assert screen.entry is not None
        assert screen.entry.exercise.id == "dead-bug-heel-taps"
        await pilot.double_click(screen.choices, offset=(5, 3))
        await settled(pilot)
        assert isinstance(pilot.app.screen, DoseForm)


def start_plan(context: AppContext) -> None:
    planning.start_plan(context, planning.starter(context, "big-three"))


def pause(context: AppContext) -> None:
    start_plan(context)
    recording.log_missing(context, TODAY)
    pauses.pause(context, TODAY, None, "")


def finish(context: AppContext) -> None:
    start_plan(context)
    recording.finish_day(context, TODAY, 0)


def rest(context: AppContext) -> None:
    planning.set_exercise(context, context.exercise("walk"), days=(6,))
    recording.log_sets(context, context.exercise("walk"), TODAY - timedelta(1), (), 5, recording.SetDetails())


@pytest.mark.parametrize(
    ("live", "words"),
    [
        (lambda context: None, "Your plan is empty"),
        (start_plan, "Nothing is logged yet"),
        (pause, "Paused"),
        (rest, "A rest day"),
        (finish, "Done for today"),
    ],
    ids=["empty plan", "no history", "paused", "rest day", "all done"],
)
def test_each_state_of_the_day_has_its_own_words(
    context: AppContext, live: Callable[[AppContext], Any], words: str
) -> None:
    live(context)
    assert day_notice(library_view(context)).startswith(words)


async def at_bird_dog(pilot: Pilot[None]) -> None:
    await at(pilot, "bird-dog", "L")


@pytest.mark.parametrize("theme", ["backtracker-dark", "backtracker-light"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)], ids=["60x20", "80x24", "160x50"])
def test_the_library_looks_as_it_was_agreed(
    snap_compare: Compare,
    context: AppContext,
    make_app: MakeApp,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    theme: str,
) -> None:
    # Tasks that begin at once, as the program's own do from Python 3.12 on, let no field be on the first screen.
    monkeypatch.setattr(BacktrackerApp, "DEFAULT_MODE", "today")
    start_plan(context)
    recording.finish_day(context, TODAY, 0)
    app = make_app(config=Config(theme=theme, animation=False))
    assert snap_compare(app, terminal_size=size, run_before=at_bird_dog)


async def test_coming_back_lists_the_exercises_anew_only_where_something_was_written(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[str | None] = []
    show = PickList.show

    def noted(choices: PickList, options: Iterable[Option], selected: str | None = None) -> None:
        listed.append(selected)
        show(choices, options, selected)

    monkeypatch.setattr(PickList, "show", noted)
    async with make_app().run_test() as pilot:
        await walk(pilot, LibraryScreen, "L", "j", "j")
        await walk(pilot, TodayScreen, "T")
        screen = await walk(pilot, LibraryScreen, "L")
        assert len(listed) == 1
        planning.set_exercise(context, context.exercise("bird-dog"))
        await walk(pilot, TodayScreen, "T")
        await walk(pilot, LibraryScreen, "L")
        assert listed[1:] == [screen.choices.chosen]
