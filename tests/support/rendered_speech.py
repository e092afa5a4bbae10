"""Words rendered to sound by a real espeak-ng at its usual speed, and how long they can be heard."""

from __future__ import annotations

import array
import io
import shutil
import subprocess
import sys
import wave

ESPEAK = shutil.which("espeak-ng")
# Of 32768; espeak-ng ends each rendering in 0.3 s below it.
AUDIBLE = 100


def heard_seconds(words: str) -> float:
    """Seconds from the beginning of the rendering to its last sample that can be heard."""
    assert ESPEAK is not None
    done = subprocess.run(
        [ESPEAK, "-v", "en", "--stdin", "--stdout"], input=words.encode(), capture_output=True, check=True
    )
    with wave.open(io.BytesIO(done.stdout)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        samples = array.array("h", sound.readframes(-1))  # the header of a stream does not know its length
        rate: int = sound.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    last = max((at for at, sample in enumerate(samples) if abs(sample) > AUDIBLE), default=-1)
    return (last + 1) / rate
