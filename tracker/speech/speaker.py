"""Says one thing at a time through a speech program, in a thread of its own, so that nobody waits for it."""

from __future__ import annotations

import atexit
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Condition, Thread

from tracker.speech.programs import SpeechProgram

# Words that could not be begun so long after they were asked for are not said any more.
LATE_S = 0.5
# No sentence takes so long, and no program is given longer to be silent.
SENTENCE_S = 60.0
SILENCE_S = 2.0
MAX_LETTERS = 300
# Control characters, and what begins and ends a command in a text for `say` and espeak-ng.
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]|\[\[|\]\]")


class Speaker:
    """Speaks through the first of `programs` that can: one that fails is left out from then on.

    What is asked for last is said, and cuts off what is being spoken. `failure` is a sentence once no program is left.
    It has to be closed; then nothing that it started is left behind.
    """

    def __init__(self, programs: Sequence[SpeechProgram], seconds: Callable[[], float] = time.monotonic) -> None:
        self.failure = ""
        self._programs = list(programs)
        self._seconds = seconds
        self._changed = Condition()
        self._request: tuple[str, float] | None = None
        self._closing = False
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._work, name="speech", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def say(self, words: str) -> None:
        """Say `words` now, whatever is being spoken. Returns at once."""
        self._ask(_UNSPEAKABLE.sub(" ", words)[:MAX_LETTERS].strip())

    def stop(self) -> None:
        """Be silent. Returns at once."""
        self._ask("")

    def close(self) -> None:
        """Be silent and end every process that was started, which takes a moment."""
        self._closing = True
        self._ask("")
        self._thread.join(2 * SILENCE_S)
        atexit.unregister(self.close)

    def _ask(self, words: str) -> None:
        with self._changed:
            self._request = words, self._seconds()
            self._changed.notify()
            if self._process is not None and (self._closing or not self._programs[0].stays):
                _end(self._process)

    # In the thread

    def _work(self) -> None:
        interrupted = False
        while self._programs:
            program = self._programs[0]
            words, asked_at = self._next_request()
            if interrupted and program.cancel:
                _run_shortly(program.cancel)
                interrupted = False
            if self._closing:
                break
            if words and self._seconds() - asked_at > LATE_S:
                continue
            try:
                if program.stays:
                    self._send(program, words)
                elif words:
                    interrupted = self._run(program, words)
            except (OSError, subprocess.CalledProcessError) as error:
                self._leave_out(program, error)
                self._ask_again(words, asked_at)
        self._end_process()

    def _next_request(self) -> tuple[str, float]:
        with self._changed:
            while self._request is None:
                self._changed.wait()
            request, self._request = self._request, None
            return request

    def _ask_again(self, words: str, asked_at: float) -> None:
        """Let the next program say what one could not, unless something else was asked for meanwhile."""
        with self._changed:
            self._request = self._request or (words, asked_at)

    def _run(self, program: SpeechProgram, words: str) -> bool:
        """Run a program for these words, and wait until it has said them; whether it was cut off.

        Raises OSError or CalledProcessError where it cannot be run, or says that it failed.
        """
        process = _start([*program.command, words] if program.as_argument else program.command)
        with self._changed:
            self._process = process
            if self._request is not None:
                _end(process)
        try:
            process.communicate(None if program.as_argument else f"{words}\n".encode(), timeout=SENTENCE_S)
        except subprocess.TimeoutExpired:
            self._end_process()
        with self._changed:
            self._process = None
            cut_off = self._request is not None
        if process.returncode and not cut_off:
            raise subprocess.CalledProcessError(process.returncode, program.command)
        return cut_off

    def _send(self, program: SpeechProgram, words: str) -> None:
        """Hand a line to a program that stays, which is started with the first that is not empty.

        Raises OSError or CalledProcessError where it cannot be run, or has ended.
        """
        process = self._process
        if process is None:
            if not words:
                return
            process = _start(program.command)
            with self._changed:
                self._process = process
        if process.poll() is not None:
            raise subprocess.CalledProcessError(process.returncode, program.command)
        assert process.stdin is not None
        process.stdin.write(f"{words}\n".encode())

    def _leave_out(self, program: SpeechProgram, error: OSError | subprocess.CalledProcessError) -> None:
        self._end_process()
        reason = (
            f"ended with status {error.returncode}"
            if isinstance(error, subprocess.CalledProcessError)
            else f"cannot be used: {error.strerror or error}"
        )
        with self._changed:
            del self._programs[0]
            if not self._programs:
                self.failure = f"Speech is off: {program.name} {reason}."

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _end(process)
            process.wait()
            if process.stdin is not None:
                process.stdin.close()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process in a group of its own, so that what it starts ends with it; what it prints is kept off the screen."""
    return subprocess.Popen(
        command,
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _run_shortly(command: Sequence[str]) -> None:
    """Run what silences a program; where it fails, the words that were handed on are spoken to their end."""
    with suppress(OSError):
        process = _start(command)
        try:
            process.communicate(timeout=SILENCE_S)
        except subprocess.TimeoutExpired:
            _end(process)
            process.wait()
