"""Two windows on one database: each shows what the other wrote, and no set is there twice."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Home
from tests.support.terminal import ENTER, RIGHT
from tests.support.today import boxes

pytestmark = pytest.mark.pty


def test_each_window_shows_what_the_other_wrote_and_takes_it_back(home_with_plan: Home) -> None:
    home = home_with_plan
    with home.start() as one, home.start() as other:
        one.until(boxes("Clam", "□□□"))
        other.until(boxes("Clam", "□□□"))
        one.press(ENTER, boxes("Clam", "■□□"))
        other.until(boxes("Clam", "■□□"))
        other.press("5", "5▏of 8·8·8")
        other.press(ENTER, boxes("Clam", "■■□"))
        one.until(boxes("Clam", "■■□"))
        assert home.rows("SELECT reps FROM sets ORDER BY id") == [(8,), (5,)]
        one.press("u", boxes("Clam", "■□□"))
        other.until(boxes("Clam", "■□□"))
    assert home.rows("SELECT reps FROM sets") == [(8,)]


def test_of_a_set_that_both_windows_log_at_once_what_they_say_is_there(home_with_plan: Home) -> None:
    home = home_with_plan
    with home.start() as one, home.start() as other:
        for window in (one, other):
            window.until(boxes("Clam", "□□□"))
        for window in (one, other):
            window.type(ENTER)
        said = [
            window.until(lambda seen: "1 set logged" in seen.text or "meanwhile" in seen.text)
            for window in (one, other)
        ]
        sets = home.rows("SELECT id FROM sets")
        assert len(sets) == sum("1 set logged" in each for each in said)


def test_a_set_logged_elsewhere_is_not_logged_again_by_hands_free(home: Home) -> None:
    home.run("plan", "set", "abdominal-brace", "--reps", "1,1", "--hold", "2")
    home.run("checkin", "0")
    with home.start_by_clock() as mat, home.start() as window:
        for each in (mat, window):
            each.until(boxes("Abdominal brace", "□□"))
        mat.press(" ", "□□ set 1 of 2")
        mat.press(RIGHT, "rep 1 of 1")
        window.press(ENTER, boxes("Abdominal brace", "■□"))
        home.clock.glides(6.5)
        mat.until("logged in another window")
        mat.press(RIGHT, "rep 1 of 1")
        home.clock.glides(6.5)
        mat.until(boxes("Abdominal brace", "■■"))
        window.until(boxes("Abdominal brace", "■■"))
    assert len(home.rows("SELECT id FROM sets")) == 2
