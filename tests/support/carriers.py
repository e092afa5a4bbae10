"""What carries the folder between two machines: one folder for both, a git repository, or Syncthing on loopback."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SLOWEST_S = 60.0
LOOK_S = 0.3


class Carrier:
    """Carries what is in two `folders`, the first of which may be without it for some time."""

    def __init__(self, home: Path) -> None:
        self.folders = home / "desk" / "folder", home / "laptop" / "folder"
        self.connected = True

    def connect(self, *, desk: bool) -> None:
        """Have the first folder carried or not from here on."""
        self.connected = desk

    @contextmanager
    def within_reach(self, away: bool) -> Iterator[None]:
        """Have the folder out of reach while the block runs, where `away` and only that keeps a machine from it."""
        yield

    def carry(self) -> None:
        """Bring what each has to the other, and return when it is there."""

    def close(self) -> None:
        """End what runs."""


class Shared(Carrier):
    """One folder for both, as on a network drive."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._away = home / "away"
        folder = home / "shared"
        folder.mkdir()
        self.folders = folder, folder

    @contextmanager
    def within_reach(self, away: bool) -> Iterator[None]:
        if away:
            self.folders[0].rename(self._away)
        yield
        if away:
            self._away.rename(self.folders[0])


class Git(Carrier):
    """Two clones of a repository, carried by the line that docs/sync.md names."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._run(home, "init", "-q", "--bare", "-b", "main", "repository")
        for folder in self.folders:
            self._run(home, "clone", "-q", str(home / "repository"), str(folder))
            self._run(folder, "checkout", "-q", "-B", "main")
        first = self.folders[0]
        self._run(first, "commit", "-q", "--allow-empty", "-m", "begin")
        self._run(first, "push", "-q", "-u", "origin", "main")
        self._run(self.folders[1], "pull", "-q", "--no-edit", "origin", "main")
        self._run(self.folders[1], "push", "-q", "-u", "origin", "main")

    def carry(self) -> None:
        for folder in (*self.folders, self.folders[0]):
            if folder == self.folders[0] and not self.connected:
                continue
            self._run(folder, "add", "-A")
            with suppress(subprocess.CalledProcessError):  # nothing to commit
                self._run(folder, "commit", "-q", "-m", "sync")
            self._run(folder, "pull", "-q", "--no-edit", "--no-rebase")
            self._run(folder, "push", "-q")

    def _run(self, folder: Path, *words: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


class Syncthing(Carrier):
    """Two Syncthings on loopback, without discovery or relays."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._homes = [home / "desk" / "syncthing", home / "laptop" / "syncthing"]
        self._ports = [_free_port() for _ in range(4)]
        self._programs: list[subprocess.Popen[bytes] | None] = [None, None]
        for folder in self.folders:
            folder.mkdir()
        ids = []
        for of in self._homes:
            command = ["syncthing", "generate", f"--home={of}"]
            made = subprocess.run(command, check=True, capture_output=True, text=True)
            found = re.search(r"Device ID: ([A-Z0-9-]+)|Device ID ([A-Z0-9-]+)", made.stdout + made.stderr)
            ids.append(next(group for group in found.groups() if group) if found else self._id_of(of))
        for number, of in enumerate(self._homes):
            self._configure(number, of / "config.xml", ids)
            self._start(number)

    def connect(self, *, desk: bool) -> None:
        super().connect(desk=desk)
        if desk and self._programs[0] is None:
            self._start(0)
        elif not desk and self._programs[0] is not None:
            self._end(0)

    def carry(self) -> None:
        if not self.connected:
            return
        until = time.monotonic() + SLOWEST_S
        while True:
            for number in (0, 1):
                self._ask(number, "POST", "db/scan?folder=records")
            if _content(self.folders[0]) == _content(self.folders[1]):
                return
            if time.monotonic() > until:
                raise TimeoutError("Syncthing did not bring both folders to the same state.")
            time.sleep(LOOK_S)

    def close(self) -> None:
        for number in (0, 1):
            self._end(number)

    def _start(self, number: int) -> None:
        command = [
            "syncthing",
            "serve",
            f"--home={self._homes[number]}",
            "--no-browser",
            "--no-restart",
            "--no-upgrade",
        ]
        nowhere = subprocess.DEVNULL
        self._programs[number] = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)
        until = time.monotonic() + SLOWEST_S
        while True:
            with suppress(OSError):
                self._ask(number, "GET", "system/ping")
                return
            if time.monotonic() > until:
                raise TimeoutError("Syncthing did not start.")
            time.sleep(LOOK_S)

    def _end(self, number: int) -> None:
        program = self._programs[number]
        if program is not None:
            program.terminate()
            program.wait(SLOWEST_S)
            self._programs[number] = None

    def _ask(self, number: int, method: str, path: str) -> Any:
        address = f"http://127.0.0.1:{self._ports[number]}/rest/{path}"
        request = urllib.request.Request(address, method=method, headers={"X-API-Key": "key"})
        with urllib.request.urlopen(request, timeout=SLOWEST_S) as answer:
            text = answer.read()
        return json.loads(text) if text.strip() else None

    def _id_of(self, home: Path) -> str:
        made = subprocess.run(
            ["syncthing", f"--home={home}", "--device-id"], check=True, capture_output=True, text=True
        )
        return made.stdout.strip()

    def _configure(self, number: int, config: Path, ids: list[str]) -> None:
        devices = "".join(
            f'<device id="{of}" name="m{other}"><address>tcp://127.0.0.1:{self._ports[2 + other]}</address></device>'
            for other, of in enumerate(ids)
        )
        shared = "".join(f'<device id="{of}"></device>' for of in ids)
        config.write_text(
            f"""<configuration version="36">
<folder id="records" label="records" path="{self.folders[number]}" type="sendreceive" rescanIntervalS="3600"
  fsWatcherEnabled="false">{shared}<filesystemType>basic</filesystemType></folder>
{devices}
<gui enabled="true" tls="false"><address>127.0.0.1:{self._ports[number]}</address><apikey>key</apikey></gui>
<options><listenAddress>tcp://127.0.0.1:{self._ports[2 + number]}</listenAddress>
<globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
<relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><urAccepted>-1</urAccepted>
<crashReportingEnabled>false</crashReportingEnabled><reconnectionIntervalS>1</reconnectionIntervalS>
<startBrowser>false</startBrowser></options>
</configuration>""",
            encoding="utf-8",
        )


def _free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def _content(folder: Path) -> dict[str, bytes]:
    """What a folder holds, apart from what Syncthing keeps in it for itself."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".st") and ".syncthing." not in path.name
    }
