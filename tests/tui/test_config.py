"""Preferences from a file: what is good is used, what is not is said in words."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.binding import Binding

from tests.support.waiting import settled
from tests.tui.conftest import MakeApp
from tracker.core.errors import FileError
from tracker.core.model import Units
from tracker.service.context import AppContext
from tracker.service.day.day_view import day_view
from tracker.service.plan import planning
from tracker.tui.config import MAX_BYTES, NAMES, Config, glyphs_for, parse_config, read_config
from tracker.tui.hands_free.screen import HandsFree
from tracker.tui.keys import _modules, _nodes, key_faults
from tracker.tui.widgets.figure import FigureView

VALUES = st.recursive(
    st.booleans().map(lambda each: str(each).lower()) | st.integers().map(str) | st.just('"p"') | st.just("1e400"),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=4,
)
LINES = st.tuples(
    st.sampled_from(["theme", "animation", "figure", "bell", "visual_bell", "keys", '"today.pain"', "[keys]", "ü"]),
    VALUES,
)


def parsed(text: str) -> Config:
    return parse_config(text.encode(), "config.toml")


def fault(text: str) -> str:
    with pytest.raises(FileError) as caught:
        parsed(text)
    return str(caught.value)


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()


def test_what_the_file_says_is_used(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "nord"\nbell = false\nvisual_bell = false\n[keys]\n"today.pain" = "o,f5"\n')
    assert read_config(file) == Config(theme="nord", bell=False, visual_bell=False, keys={"today.pain": "o,f5"})


def test_without_the_interface_its_theme_and_keys_are_not_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "no such"\nunits = "lb"\n[keys]\n"no.such" = "o"\n')
    assert read_config(file, interface=False) == Config(units=Units.LB)
    with pytest.raises(FileError):
        read_config(file)


@pytest.mark.parametrize(
    ("term", "encoding", "glyphs"),
    [
        ("xterm-256color", "utf-8", "braille"),
        ("linux", "utf-8", "blocks"),
        ("xterm", "koi8-r", "blocks"),
        ("", "utf-8", "braille"),
    ],
)
def test_the_figure_is_drawn_in_what_the_terminal_has(term: str, encoding: str, glyphs: str) -> None:
    assert glyphs_for(term, encoding) == glyphs


def test_the_figure_is_drawn_in_what_the_file_says_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    assert parsed("").figure == "blocks"
    assert parsed('figure = "braille"').figure == "braille"


def test_the_readme_has_every_preference_and_a_value_for_it_that_is_good() -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
    example = re.search("```toml\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    told, usual = parsed(example[1]), Config()
    assert all(getattr(told, name) != getattr(usual, name) for name in NAMES)


@pytest.mark.parametrize("voice", ["auto", "off", "espeak-ng -s 140", "say -v 'Serena (Premium)'"])
def test_the_voice_is_a_word_or_a_command(voice: str) -> None:
    assert parsed(f'voice = "{voice}"').voice == voice


@pytest.mark.parametrize("voice", ["''", "' '", "3", "false", '"say \'x"', '"\\u0000"'])
def test_a_voice_that_is_no_command_is_said_in_words(voice: str) -> None:
    assert 'voice is "auto", "off", or a command that reads the words from its input' in fault(f"voice = {voice}")


def test_a_folder_in_its_place_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        read_config(tmp_path)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    said = fault('theme = "pink"\nfigure = "ascii"\nbell = "loud"\nfont = 3\nkeys = 1')
    for part in (
        "'pink'",
        "backtracker-dark",
        "figure is braille or blocks",
        "bell is true or false",
        "'font'",
        "keys is a table",
    ):
        assert part in said


def test_an_unknown_id_is_said_with_those_that_are_near() -> None:
    said = fault('[keys]\n"today.pian" = "o"')
    assert "'today.pian', the nearest: today.pain" in said
    assert "?." not in said


def test_a_file_that_is_no_toml_says_how_to_go_on() -> None:
    assert fault("theme = ").endswith("move it away to go on without it.")


@pytest.mark.parametrize("key", ["hello", "ctrl+", "", "hyper+alt+nothing", "o,,p"])
def test_a_key_that_does_not_exist_is_said_in_words(key: str) -> None:
    assert "is no key" in fault(f'[keys]\n"today.pain" = "{key}"')


@pytest.mark.parametrize("key", ["o", "O", "é", "~", "f5", "ctrl+t", "question_mark,o", "space", "minus,o"])
def test_every_kind_of_key_is_understood(key: str) -> None:
    assert not any("is no key" in each for each in key_faults({"today.pain": key}))


def test_digits_are_only_ever_numbers() -> None:
    assert "digits are only ever numbers" in fault('[keys]\n"today.pain" = "7"')


def test_leaving_and_moving_on_stay_where_they_are() -> None:
    assert "stays what it is everywhere" in fault('[keys]\n"today.pain" = "tab"')


@pytest.mark.parametrize(
    ("changed", "key", "other"),
    [
        ("today.pain", "s", "today.skip"),
        ("today.pain", "u", "app.undo"),
        ("today.pain", "!", "app.warning_signs"),
        ("app.undo", "j", "session.down"),
        ("session.down", "p", "today.pain"),
    ],
)
def test_two_keys_that_would_meet_are_named(changed: str, key: str, other: str) -> None:
    said = fault(f'[keys]\n"{changed}" = "{key}"')
    assert changed in said
    assert other in said


def test_keys_that_change_places_do_not_meet() -> None:
    assert parsed('[keys]\n"today.pain" = "s"\n"today.skip" = "p"').keys["today.skip"] == "p"


def test_the_same_key_on_two_screens_does_not_meet() -> None:
    assert key_faults({"today.pain": "o", "safety.mark": "u"}) == []


def test_every_key_of_the_program_can_be_changed() -> None:
    for node in _nodes(_modules()):
        for binding in node.__dict__.get("BINDINGS", ()):
            assert isinstance(binding, Binding), node
            assert binding.id is not None, (node, binding)


async def test_a_changed_key_does_what_the_old_one_did(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    async with make_app(config=parsed('animation = false\n[keys]\n"today.log" = "o"')).run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter", "o")
        await settled(pilot)
    assert len(context.store.day_sets(context.today())) == 1


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "[" * 3000])
def test_a_file_made_to_break_a_parser_breaks_nothing(text: str) -> None:
    fault(text)


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert "larger" in fault("#" * (MAX_BYTES + 1))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_preferences_or_a_sentence(data: bytes) -> None:
    with suppress(FileError):
        assert isinstance(parse_config(data, "config.toml"), Config)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=4))
def test_any_values_give_preferences_or_a_sentence(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(name if name == "[keys]" else f"{name} = {value}" for name, value in lines)
    with suppress(FileError):
        assert isinstance(parsed(text).keys, dict)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["today.pain", "app.undo", "today.nothing"]), st.text(max_size=6), max_size=3))
def test_any_keys_give_sentences_or_none(keys: dict[str, str]) -> None:
    assert all(each for each in key_faults(keys))


@pytest.mark.parametrize("figure", ["braille", "blocks"])
async def test_the_figure_beside_the_set_is_drawn_as_the_file_says(
    context: AppContext, make_app: MakeApp, figure: str
) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    app = make_app(config=Config(animation=False, figure=figure))
    async with app.run_test() as pilot:
        await settled(pilot)
        beside = app.screen.query_one(FigureView)
        shown = "".join(beside.render_line(y).text for y in range(beside.size.height))
        assert ("█" in shown) is (figure == "blocks")


@pytest.mark.parametrize("visual_bell", [True, False])
async def test_the_visual_bell_colours_the_band_of_the_hands_free_session(
    context: AppContext, make_app: MakeApp, visual_bell: bool
) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"))
    rows = day_view(context, context.today()).rows
    app = make_app(config=Config(animation=False, visual_bell=visual_bell))
    async with app.run_test() as pilot:
        session = HandsFree(
            rows,
            context.today(),
            app.database.run,
            settings=context.settings(),
            bell=False,
            announcer=app.announcer,
            seconds=app.database.clock.seconds,
        )
        await app.push_screen(session)
        await settled(pilot)
        plain = session.query_one("#band").styles.background.hex == app.theme_variables["panel"].upper()
        assert plain is not visual_bell
