"""The program as a process that is talked to: it ends with its input, and one that speaks otherwise is ended."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tracker.web.compat.session_process import SessionProcess

# Only a test that fails waits so long.
PATIENCE_S = 60


async def test_the_program_itself_ends_once_its_input_does(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tracker", "--db", str(tmp_path / "x.db")]
    program = await SessionProcess.start(command, 80, 24)
    async with asyncio.timeout(PATIENCE_S):
        async for drawing in program.drawings():
            if drawing:
                break
        await program.end(PATIENCE_S)
        assert await program.failure() == ""
        assert program._process.returncode != -signal.SIGKILL, "it ended by itself"


@pytest.mark.parametrize("lines", [0, 5, 50])
async def test_a_program_that_speaks_otherwise_draws_nothing(lines: int) -> None:
    code = f"for _ in range({lines}): print('Hello')\nimport sys\nsys.stdout.flush()\nsys.stdin.read()"
    program = await SessionProcess.start([sys.executable, "-c", code], 80, 24)
    async with asyncio.timeout(PATIENCE_S):
        drawings = asyncio.create_task(anext(program.drawings(), None))
        if lines < 10:
            drawings.cancel()
        await asyncio.gather(drawings, return_exceptions=True)
        await program.end(PATIENCE_S)
    assert drawings.cancelled() or drawings.result() is None


@pytest.mark.parametrize("cancelled", ["before", "meanwhile"])
async def test_a_program_that_does_not_end_is_killed_also_where_the_server_gives_up(cancelled: str) -> None:
    code = "import os, time; os.write(1, b'__GANGLION__\\n')\nwhile True: time.sleep(60)"
    program = await SessionProcess.start([sys.executable, "-c", code], 80, 24)

    async def run() -> None:
        try:
            if cancelled == "before":
                await asyncio.Event().wait()
        finally:
            await program.end(0.1 if cancelled == "before" else PATIENCE_S)

    async with asyncio.timeout(PATIENCE_S):
        running = asyncio.create_task(run())
        await asyncio.sleep(0)  # it has begun
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert await program._process.wait() == -signal.SIGKILL
