"""`python -m tests.tools.damage [COUNT] [SEED]`: damages COUNT databases in every way and runs every command on each.

Of each tenth one the interface is opened too. Checked are: no traceback; one sentence where a command fails; nothing
written to a file in which `doctor` finds damage; and that what `doctor --rescue` writes is taken whole by `import`.
Prints a line for each fault of the program and then the figures; the exit status is 1 if there was a fault.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

from tests.tools.random_keys import plan_only
from tracker.cli import main
from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.core.model import CheckIn, Decline, Dose, Exercise, Kind, Pause, SetLog, Skip, SkipReason
from tracker.library import load_library
from tracker.service.context import open_context
from tracker.storage.backup.health import examine_file
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker

NOW = datetime(2026, 11, 23, 7, 30)
READING = (
    ["today"], ["today", "--json"], ["today", "--on", "-3"], ["status"], ["status", "--short"], ["suggest"], ["plan"],
    ["plan", "--json"], ["settings"], ["library", "--json"], ["history"], ["history", "--weeks", "60", "--json"],
    ["report", "-o", "report.html"], ["export", "all.json"], ["export", "all.zip"], ["backup", "copy.db"],
    ["backup", "--list"],
)  # fmt: skip
WRITING = (
    ["log", "bird-dog", "5"], ["done"], ["checkin", "1"], ["skip", "bird-dog", "--reason", "time"], ["pause"],
    ["plan", "set", "bird-dog", "--reps", "9"], ["plan", "remove", "bird-dog"], ["settings", "weeks_required", "4"],
    ["accept", "bird-dog"], ["decline", "bird-dog"], ["resume"], ["undo"], ["redo"], ["import", "good.json"],
)  # fmt: skip
KEYS = ("0", "L", "down", "P", "H", "w", "T", "5", "enter", "u", "n", "x", "escape", "A")
GOOD = (
    '{"format": "backtracker-history", "version": 1, "checkins": [{"date": "2026-11-01", "pain": 2}], '
    '"sessions": [{"date": "2026-11-02", "sets": [{"exercise": "walk", "minutes": 12}]}]}'
)

OWN = Exercise("my-row", "Band row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)), "upper back", ("band",))

Damage = Callable[[Path, random.Random], None]


def whole_database(path: Path) -> None:
    """Two months of a person who uses everything."""
    with closing(open_context(path, Clock(NOW))) as context:
        plan_only(context)
        for back in range(60, -1, -1):
            day = context.today() - timedelta(back)
            with context.store.transaction(f"the day {day}", "2026-11-22T06:00:00Z") as work:
                work.put(CheckIn(day, back % 4, note="slept well" if back % 5 else ""))
                work.add_sets(day, [SetLog("bird-dog", reps=5, hold_s=10, pain=back % 3, note="fine")] * 3)
                if back % 7 == 0:
                    work.put(Skip(day, "bridge", SkipReason.TIME, "late"))
                    work.put(Decline(day, "bird-dog"))
                    work.put_session_note(day, f"Rain on {day}.")
        with context.store.transaction("a pause", "2026-11-22T06:00:00Z") as work:
            work.put(Pause(context.today() - timedelta(90), context.today() - timedelta(80), "flu"))
            work.put_settings({"weeks_required": 3})
            work.put(OWN)
            work.add_sets(context.today(), [SetLog("my-row", reps=8, pain=0)])
        with context.store.transaction("undone again", "2026-11-22T06:00:00Z") as work:
            work.put(CheckIn(context.today(), 9))
        context.store.undo()


def flip_bits(path: Path, chance: random.Random) -> None:
    """From one bit to some hundred bytes, anywhere."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 1, 1, 3, 30, 300))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def damage_header(path: Path, chance: random.Random) -> None:
    """A byte of the first hundred."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(100)] = chance.randrange(256)
    path.write_bytes(content)


def cut(path: Path, chance: random.Random) -> None:
    """The end is missing."""
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(1, len(content))])


def swap_pages(path: Path, chance: random.Random) -> None:
    """A page in the place of another, or noise."""
    content = bytearray(path.read_bytes())
    source, target = (chance.randrange(len(content) // 4096) * 4096 for _ in range(2))
    page = content[source : source + 4096] if chance.random() < 0.5 else chance.randbytes(4096)
    content[target : target + 4096] = page
    path.write_bytes(content)


def unguarded(path: Path, statements: list[str]) -> None:
    """Execute SQL as a program would that knows none of the rules."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            sql = conn.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            statements = [f"DROP TRIGGER {name}", *statements, sql]
        for statement in statements:
            conn.execute(statement)


def dangle(path: Path, chance: random.Random) -> None:
    """Entries of an exercise that is not there."""
    unguarded(path, [chance.choice((
        "DELETE FROM exercises WHERE id = 'bird-dog'",
        "DELETE FROM exercises WHERE definition IS NULL",
        "UPDATE exercises SET id = 'gone' WHERE id = 'bird-dog'",
        "UPDATE sets SET exercise = 'gone' WHERE id = (SELECT max(id) FROM sets)",
        "UPDATE sets SET exercise = 'gone' WHERE id % 9 = 0",
        "UPDATE sets SET unit = 'minutes', reps = 0, minutes = 5 WHERE id % 40 = 0",
        "UPDATE prescriptions SET exercise = 'gone' WHERE id = 1",
        "UPDATE skips SET exercise = 'gone'",
        "UPDATE declined SET exercise = 'gone' WHERE date = (SELECT max(date) FROM declined)",
        "INSERT INTO exercises (id, unit) VALUES ('newer', 'reps')",
        "INSERT INTO sets (uid, date, exercise, unit, reps, minutes, hold_s, load_kg, leg, form_broke, note) "
        "VALUES ('newer', '2026-11-20', 'newer', 'reps', 5, 0, 0, 0, 0, 0, '')",
    ))])  # fmt: skip


def violate(path: Path, chance: random.Random) -> None:
    """Values that the tables refuse."""
    unguarded(path, [chance.choice((
        "UPDATE checkins SET pain = 77 WHERE date = '2026-11-20'",
        "UPDATE checkins SET date = '2026-02-30' WHERE date = '2026-11-20'",
        "UPDATE sets SET reps = 100000 WHERE id = 5",
        "UPDATE sets SET pain = -3 WHERE id % 8 = 0",
        "UPDATE sets SET date = 'yesterday' WHERE id = 7",
        "UPDATE sets SET at = 'noon' WHERE id = 7",
        "UPDATE sets SET note = CAST(x'ff41' AS TEXT) WHERE id = 9",
        "UPDATE sets SET exercise = CAST(x'ff41' AS TEXT) WHERE id = 9",
        "UPDATE prescriptions SET dose = '{' WHERE id = 1",
        "UPDATE prescriptions SET dose = json_set(dose, '$.reps', json('[\"a\"]')) WHERE id = 1",
        "UPDATE prescriptions SET dose = json_set(dose, '$.reps', json('[0]')) WHERE id = 1",
        "UPDATE prescriptions SET why = 'because' WHERE id = 2",
        "UPDATE prescriptions SET days = 900 WHERE id = 2",
        "UPDATE prescriptions SET start = '206-01-01' WHERE id = 2",
        "UPDATE settings SET value = '99'",
        "UPDATE settings SET value = 'none'",
        "INSERT INTO settings VALUES ('day_start', '\"9 am\"')",
        "INSERT INTO settings VALUES ('amber_from', '\"high\"')",
        "UPDATE skips SET reason = 'rain'",
        "UPDATE pauses SET \"end\" = '2000-01-01'",
        "UPDATE exercises SET definition = json_set(definition, '$.harder', 'gone') WHERE id = 'my-row'",
        "UPDATE exercises SET definition = json_set(definition, '$.harder', 'my-row') WHERE id = 'my-row'",
        "UPDATE exercises SET definition = json_set(definition, '$.region', 5) WHERE id = 'my-row'",
        "UPDATE exercises SET definition = json_set(definition, '$.cues', 5) WHERE id = 'my-row'",
        "UPDATE exercises SET definition = json_set(definition, '$.load_step_kg', 'x') WHERE id = 'my-row'",
        "UPDATE exercises SET definition = json_set(definition, '$.start.reps', json('[1.5]')) WHERE id = 'my-row'",
        "UPDATE exercises SET definition = json_remove(definition, '$.cues') WHERE id = 'my-row'",
        "INSERT INTO exercises (id, unit, definition) VALUES ('my-x', 'reps', '{}')",
        "INSERT INTO exercises (id, unit, definition) VALUES ('my-x', 'reps', 'x')",
    ))])  # fmt: skip


def mismatch_index(path: Path, chance: random.Random) -> None:
    """An index that was not kept while its table changed."""
    index = chance.choice(("sets_by_exercise", "sets_by_date", "prescriptions_by_exercise", "change_rows_by_change"))
    statement = chance.choice((
        "DELETE FROM {} WHERE rowid % 5 = 1", "UPDATE {} SET rowid = rowid + 100000 WHERE rowid % 3 = 0",
        "DELETE FROM {}",
    ))  # fmt: skip
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        row = conn.execute("SELECT * FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        conn.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute(statement.format(row[2]))
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


def damage_journal(path: Path, chance: random.Random) -> None:
    """Lines of the undo journal that cannot be played back."""
    unguarded(path, [chance.choice((
        "UPDATE change_rows SET tbl = 'nothing'",
        "UPDATE change_rows SET key = '['",
        "UPDATE change_rows SET key = '{}'",
        "UPDATE change_rows SET key = '[[1], 2]'",
        "UPDATE change_rows SET image = 'none' WHERE image IS NOT NULL",
        "UPDATE change_rows SET image = '[]'",
        "UPDATE change_rows SET image = '{\"date\": 1}'",
        "UPDATE change_rows SET key = CAST(x'ff' AS TEXT)",
        "UPDATE changes SET label = CAST(x'ff41' AS TEXT)",
        "UPDATE changes SET undone = 1 WHERE id % 2 = 0",
        "UPDATE changes SET undone = 9",
        "DELETE FROM changes WHERE id % 2 = 1",
        "INSERT INTO recording SELECT max(id) FROM changes",
    ))])  # fmt: skip


DAMAGES: tuple[Damage, ...] = (
    flip_bits, flip_bits, damage_header, cut, swap_pages, dangle, violate, mismatch_index, damage_journal
)  # fmt: skip


def outcome(database: Path, words: list[str]) -> tuple[int, str]:
    """The exit status of a command and what it printed; a fault of the program is raised."""
    printed, said = io.StringIO(), io.StringIO()
    sys.argv = ["backtracker", "--db", str(database), *words]
    with redirect_stdout(printed), redirect_stderr(said):
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
    if status and said.getvalue().count("\n") != 1:
        raise AssertionError(f"{words} printed {said.getvalue()!r}")
    return status, printed.getvalue() + said.getvalue()


async def in_the_interface(database: Path) -> None:
    """Open the interface and press some keys; what the person can mend is a sentence."""
    worker = DatabaseWorker(database, Clock(NOW))
    try:
        worker.wait()
    except UserError:
        worker.close()
        return
    app = BacktrackerApp(worker, Config(animation=False))
    async with app.run_test() as pilot:
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
    worker.close()


def faults_of(folder: Path, content: bytes, number: int) -> tuple[list[str], bool]:
    """What the program did wrong with a damaged file, and whether `doctor` found damage in it."""
    path, faults = folder / f"{number}.db", []

    def attempt(words: list[str], work: Callable[[], object]) -> None:
        path.write_bytes(content)
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever the program does wrong is to be listed
            faults.append(f"{number} {' '.join(words)}: {type(error).__name__}: {error}")
        if damaged and path.read_bytes() != content:
            faults.append(f"{number} {' '.join(words)}: wrote to a damaged file")
        for suffix in ("-journal", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)

    path.write_bytes(content)
    damaged = bool(examine_file(path, load_library().exercises).damage)
    attempt(["doctor"], lambda: outcome(path, ["doctor"]))
    for words in (*READING, *WRITING):
        attempt(words, lambda words=words: outcome(path, words))  # type: ignore[misc]
        Path("copy.db").unlink(missing_ok=True)
    attempt(["doctor", "--rescue"], lambda: rescue(path, number))
    if number % 10 == 0:
        attempt(["the interface"], lambda: asyncio.run(in_the_interface(path)))
    path.unlink()
    return faults, damaged


def rescue(path: Path, number: int) -> None:
    """Save what can be read, and import it into a new database."""
    status, _ = outcome(path, ["doctor", "--rescue", "saved.json"])
    if status == 0:
        new = path.with_name(f"new-{number}.db")
        status, printed = outcome(new, ["import", "saved.json"])
        new.unlink(missing_ok=True)
        if status:
            raise AssertionError(f"import refused what was saved: {printed}")


def run(folder: Path, count: int, seed: int) -> tuple[list[str], Counter[str]]:
    """The faults of the program, and how many files of each kind were damaged, and how many of them unsound."""
    whole = folder / "whole.db"
    whole_database(whole)
    content, chance = whole.read_bytes(), random.Random(seed)
    (folder / "good.json").write_text(GOOD)
    faults: list[str] = []
    figures: Counter[str] = Counter()
    before = Path.cwd()
    os.chdir(folder)
    try:
        for number in range(count):
            damage = DAMAGES[number % len(DAMAGES)]
            path = folder / "damaged.db"
            path.write_bytes(content)
            damage(path, chance)
            more, damaged = faults_of(folder, path.read_bytes(), number)
            faults += [f"{damage.__name__} {fault}" for fault in more]
            figures[f"{damage.__name__}, {'damaged' if damaged else 'usable'} by doctor"] += 1
    finally:
        os.chdir(before)
    return faults, figures


if __name__ == "__main__":
    os.environ["BACKTRACKER_NOW"] = NOW.isoformat()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
        found, counts = run(Path(name), *(int(word) for word in [*sys.argv[1:], "1000", "1"][:2]))
    print("\n".join(found))
    for figure, amount in sorted(counts.items()):
        print(f"{figure}: {amount}")
    print(f"{sum(counts.values())} damaged files, {len(found)} faults of the program")
    sys.exit(1 if found else 0)
