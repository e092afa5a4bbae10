"""What is heard of a hands-free session: the bell where a step begins, and the spoken cues."""

from __future__ import annotations

from collections.abc import Callable

from tracker.core.session.pacer import Pacer
from tracker.speech.announcer import Announcer

VOICE_ON = "Spoken cues are on"
VOICE_OFF = "Spoken cues are off"


class Signals:
    """Follows the pacer; `ring` is called where a step begins, `warn` with the reason why nothing is spoken."""

    def __init__(self, announcer: Announcer, ring: Callable[[], None], warn: Callable[[str], None]) -> None:
        self._announcer = announcer
        self._ring = ring
        self._warn = warn
        self._rung_step: int | None = 0
        announcer.begin()

    def follow(self, pacer: Pacer) -> None:
        """Ring and speak as is due now, and be silent where the session was paused or moved."""
        position = pacer.position
        index = None if position is None else position.index
        if index != self._rung_step:
            self._rung_step = index
            self._ring()
        self._announcer.follow(pacer)
        self._pass_failure_on()

    def stop(self) -> None:
        """Stop what is being spoken."""
        self._announcer.stop()

    def switch_voice(self) -> str:
        """Turn the spoken cues on or off; a sentence that says so, empty where nothing can be spoken."""
        if self._announcer.on:
            self._announcer.turn_off()
            return VOICE_OFF
        self._announcer.turn_on()
        self._pass_failure_on()
        return VOICE_ON if self._announcer.on else ""

    def _pass_failure_on(self) -> None:
        failure = self._announcer.take_failure()
        if failure:
            self._warn(failure)
