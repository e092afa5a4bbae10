"""What a real espeak-ng makes of the cues at its usual speed, to the last sample that is heard."""

from __future__ import annotations

import shutil

import pytest

from tests.support.rendered_speech import heard_seconds
from tests.support.speech_programs import eventually
from tests.tools.speech import sentences_of_library, words_of_library
from tracker.core.session.spoken_cues import WORD_S, speaking_seconds
from tracker.speech.programs import find_programs
from tracker.speech.speaker import Speaker

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


def test_every_number_and_word_fits_its_second() -> None:
    too_long = {words: heard for words in words_of_library() if (heard := heard_seconds(words)) > WORD_S}
    assert too_long == {}


def test_every_sentence_is_said_in_the_time_that_it_is_taken_to_need() -> None:
    longer = {
        words: heard for words in sentences_of_library() if (heard := heard_seconds(words)) > speaking_seconds(words)
    }
    assert longer == {}


def test_what_it_prints_without_a_sound_card_stays_off_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    speaker = Speaker(find_programs("espeak-ng"))
    speaker.say("1")
    eventually(lambda: speaker._process is None and speaker._request is None, "the end of a word")
    speaker.close()
    assert capfd.readouterr() == ("", "")
    assert not speaker.failure
