"""Speaks the cues of a session as it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable

from tracker.core.errors import NotPossibleError
from tracker.core.session.pacer import Pacer
from tracker.core.session.spoken_cues import CueReader
from tracker.speech.programs import OFF, find_programs
from tracker.speech.speaker import Speaker

TURNED_ON = "Spoken cues on."


class Announcer:
    """Speech that the person turns on and off; with another `voice` in the configuration than `off` it begins on.

    `follow` is called after each tick of the pacer. It has to be closed. Nothing here waits for the speech program.
    Words that could not be begun within half a second, by the clock `seconds`, are left out (`Speaker`).
    """

    def __init__(self, voice: str = OFF, seconds: Callable[[], float] = time.monotonic) -> None:
        self.on = voice != OFF
        self._voice = voice
        self._seconds = seconds
        self._speaker: Speaker | None = None
        self._cues = CueReader()
        self._failure = ""

    def turn_on(self) -> None:
        """Say that it is on, and then each cue that comes; after a failure, try again."""
        self.on = True
        self._cues = CueReader()
        speaker = self._find_speaker()
        if speaker is not None:
            speaker.say(TURNED_ON)

    def turn_off(self) -> None:
        """Be silent, also in the middle of a word."""
        self.on = False
        self.stop()

    def begin(self) -> None:
        """Begin with another session."""
        self._cues = CueReader()

    def follow(self, pacer: Pacer) -> None:
        """Say what is due where `pacer` stands, and be silent where it paused or was moved."""
        if not self.on:
            return
        words = self._cues.due(pacer)
        if words is None:
            return
        speaker = self._find_speaker()
        if speaker is not None and words:
            speaker.say(words)
        elif speaker is not None:
            speaker.stop()

    def stop(self) -> None:
        """Stop what is being spoken."""
        if self._speaker is not None:
            self._speaker.stop()

    def take_failure(self) -> str:
        """Why nothing is spoken, as a sentence, once; empty else. It is off after that."""
        if self._speaker is not None and self._speaker.failure:
            self._failure = self._speaker.failure
            self.close()
        failure, self._failure = self._failure, ""
        self.on = self.on and not failure
        return failure

    def close(self) -> None:
        """End what was started to speak."""
        if self._speaker is not None:
            self._speaker.close()
            self._speaker = None

    def _find_speaker(self) -> Speaker | None:
        if self._speaker is None:
            try:
                self._speaker = Speaker(find_programs(self._voice), self._seconds)
            except NotPossibleError as problem:
                self._failure = str(problem)
        return self._speaker
