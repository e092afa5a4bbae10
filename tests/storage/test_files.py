"""Files that are not there, not ours, not whole or not ours to write, and programs that are killed."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.database_faults import database_faults
from tests.support.full_disk import no_file_longer_than
from tests.support.samples import AT, DAY, LIBRARY, everything
from tests.support.undo_journal import next_undo
from tracker.core.errors import DatabaseLockedError, StorageError, UserError
from tracker.core.model import CheckIn, SetLog
from tracker.storage.files import SCHEMA_VERSION, make_folder
from tracker.storage.store import Store

DOG = SetLog("bird-dog", reps=5, hold_s=10, pain=0)


def log(store: Store, count: int = 1) -> None:
    """Some sets in one change."""
    with store.transaction("Sets", AT) as change:
        change.add_sets(DAY, [DOG] * count)


def mode(path: Path) -> int:
    """Its rights."""
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    """What is in it."""
    return [file.name for file in folder.iterdir()]


def test_folders_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "backtracker"
    make_folder(folder)
    assert [mode(place) for place in (folder, folder.parent)] == [0o700, 0o700]


def test_the_file_is_for_the_owner_alone(path: Path) -> None:
    with Store(path, LIBRARY) as store:
        log(store)
        assert mode(path) == 0o600
        for pragma, value in (("journal_mode", "delete"), ("synchronous", 2), ("foreign_keys", 1)):
            assert store._conn.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    assert names(path.parent) == ["backtracker.db"], "one file at rest"


def test_an_empty_file_is_fine_to_use(path: Path) -> None:
    path.touch()
    assert database_faults(path) == []
    assert path.stat().st_size == 0
    with Store(path, LIBRARY) as store:
        log(store)
        assert database_faults(store.path, LIBRARY) == []


def test_a_name_with_the_signs_of_an_address_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "what?mode=memory#100% é.db"
    with Store(path, LIBRARY) as store:
        log(store)
    assert database_faults(path) == []
    assert names(tmp_path) == [path.name]


def _text(path: Path) -> None:
    path.write_text("Dear diary,\n" * 100)


def _short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def _strange(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE habits (id)")


def _strange_with_a_log(path: Path) -> None:
    """Another program's, whose last writes are still in a file beside it, which SQLite would move on closing it."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("CREATE TABLE habits (id)")
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{path}.kept{suffix}")
    for suffix in ("", "-wal"):
        shutil.move(f"{path}.kept{suffix}", f"{path}{suffix}")


def _newer(path: Path) -> None:
    with Store(path, LIBRARY) as store:
        store._conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def _cut(path: Path) -> None:
    with Store(path, LIBRARY) as store:
        log(store, 300)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _scribbled(path: Path) -> None:
    """Its tables' list is noise."""
    with Store(path, LIBRARY) as store:
        log(store)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 3000)


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_text, "is not a database"),
        (_short, "is not a database"),
        (_strange, "is a database of another program"),
        (_strange_with_a_log, "is a database of another program"),
        (_newer, "was written by a newer version"),
        (_cut, "is damaged"),
        (_scribbled, "is damaged"),
        (_folder, "is not a file"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words_and_left_as_it_is(
    path: Path, make: Callable[[Path], None], words: str
) -> None:
    make(path)

    def files() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}

    before = files()
    with pytest.raises(StorageError, match=words) as refused:
        Store(path, LIBRARY)
    assert "--db" in str(refused.value)
    assert [words in sentence for sentence in database_faults(path)] == [True]
    assert files() == before


def test_another_program_s_database_beside_its_journal_is_refused_too(path: Path) -> None:
    _strange(path)
    path.with_name("backtracker.db-journal").touch()
    before = path.read_bytes()
    with pytest.raises(StorageError, match="is a database of another program"):
        Store(path, LIBRARY)
    assert path.read_bytes() == before


def test_values_that_were_scribbled_over_are_said_to_be_damage(store: Store, path: Path) -> None:
    log(store)
    data = path.read_bytes()
    assert data.count(b"2026-01-05bird-dog") > 0
    path.write_bytes(data.replace(b"2026-01-05bird-dog", b"2026-61-05bird-dog"))
    with Store(path, LIBRARY) as opened, pytest.raises(StorageError, match="is damaged"):
        opened.history()
    path.write_bytes(data.replace(b"2026-01-05bird-dog", b"2026-01-05bird-\xffog"))
    with Store(path, LIBRARY) as opened, pytest.raises(StorageError, match="is damaged"):
        opened.history()
    assert database_faults(path) != []


def _use(path: Path) -> None:
    """Everything that is done to a database in a day."""
    with Store(path, LIBRARY) as store:
        store.history()
        store.exercise_days(DAY, DAY)
        log(store)
        store.undo()
        store.redo()


def test_damage_at_random_places_is_said_in_words_and_looked_at_without_a_trace(store: Store, path: Path) -> None:
    log(store, 300)
    store.undo()
    store.redo()
    whole, messages = path.read_bytes(), set()
    damage = random.Random(7)
    for _ in range(60):
        broken = bytearray(whole[: damage.choice((len(whole), damage.randrange(len(whole))))])
        for _ in range(damage.choice((1, 10, 100))):
            broken[damage.randrange(len(broken))] = damage.randrange(256)
        path.write_bytes(broken)
        database_faults(path)
        assert path.read_bytes() == broken
        try:
            _use(path)
        except UserError as error:
            messages.add(str(error))
    assert any("is damaged" in sentence for sentence in messages)


def test_a_check_of_a_file_that_is_not_there_says_so_and_does_not_make_it(path: Path) -> None:
    assert ["is not there" in sentence for sentence in database_faults(path)] == [True]
    assert names(path.parent) == []


def test_rows_that_name_nothing_are_found_by_the_check(store: Store, path: Path) -> None:
    log(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("DELETE FROM exercises WHERE id = 'bird-dog'")
    assert [
        "Among the sets are entries of an exercise that is not known" in fault for fault in database_faults(path)
    ] == [True]


def test_a_locked_database_is_said_to_be_in_use_and_works_again_after(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="Another program is using the database; nothing was stored"):
            log(store)
        with pytest.raises(StorageError, match="Another program is using"):
            store.history()
        with pytest.raises(StorageError, match="Another program is using"):
            store.undo()
        with pytest.raises(DatabaseLockedError, match="Another program is using"):
            database_faults(path)
        other.execute("ROLLBACK")
    log(store)
    assert store.day_sets(DAY) == (DOG,)


def test_a_commit_that_a_reader_holds_up_stores_nothing(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM sets").fetchone()
        with pytest.raises(StorageError, match="Another program is using the database; nothing was stored"):
            log(store)
        other.execute("ROLLBACK")
    assert store.day_sets(DAY) == ()
    log(store)


def test_a_file_that_may_only_be_read_is_read_and_not_written(unprivileged: Path) -> None:
    path = unprivileged / "backtracker.db"
    with Store(path, LIBRARY) as store:
        log(store)
    path.chmod(0o400)
    with Store(path, LIBRARY) as store:
        assert store.day_sets(DAY) == (DOG,)
        with pytest.raises(StorageError, match="may only be read; nothing was stored"):
            log(store)
        assert store.day_sets(DAY) == (DOG,)


def test_a_folder_that_may_only_be_read_is_said(unprivileged: Path) -> None:
    path = unprivileged / "backtracker.db"
    with Store(path, LIBRARY) as store:
        log(store)
        unprivileged.chmod(0o500)
        with pytest.raises(StorageError, match="or its folder may not be written to; nothing was stored"):
            log(store)
        assert store.day_sets(DAY) == (DOG,)
    with pytest.raises(StorageError, match="cannot be used: permission denied"):
        Store(unprivileged / "other.db", LIBRARY)


def test_a_file_removed_while_open_is_said_and_is_not_made_again(store: Store, path: Path) -> None:
    log(store)
    path.unlink()
    with pytest.raises(StorageError, match="was moved, removed or replaced while it was open; nothing was stored"):
        log(store)
    assert not path.exists()


def test_a_full_disk_stores_nothing_and_works_again_with_room(store: Store, path: Path) -> None:
    log(store)
    before = everything(path)
    with no_file_longer_than(path.stat().st_size), pytest.raises(StorageError, match="nothing was stored"):
        log(store, 2000)
    assert everything(path) == before
    log(store, 2000)
    assert database_faults(store.path, LIBRARY) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.support.samples import AT, DAY, LIBRARY
from tests.storage.test_files import DOG
from tracker.storage.store import Store
store = Store(Path(sys.argv[1]), LIBRARY)
with store.transaction("kept", AT) as change:
    change.add_sets(DAY, [DOG])
store._conn.execute("PRAGMA cache_size = 2")
with store.transaction("lost", AT) as change:
    change.add_sets(DAY, [DOG] * 2000)
    print(os.path.getsize(sys.argv[1] + "-journal"), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_program_killed_in_the_middle_of_a_change_leaves_nothing_of_it(path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert int(killed.stdout) > 0, "half of the change was on its way into the file"
    left = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert database_faults(path) == [], "the next program takes back what was half written"
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == left, "which the check leaves to it"
    with Store(path, LIBRARY) as store:
        assert store.day_sets(DAY) == (DOG,)
        assert next_undo(store.path) == "kept"
        assert database_faults(store.path, LIBRARY) == []
        log(store)


def test_a_program_killed_while_it_made_the_tables_leaves_a_file_that_can_be_used(path: Path) -> None:
    script = KILLED.replace("store = Store", "import tracker.storage.journal as j\nj.make_triggers = lambda *_: "
        "os.kill(os.getpid(), signal.SIGKILL)\nstore = Store")  # fmt: skip
    killed = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with Store(path, LIBRARY) as store:
        log(store)
        assert database_faults(store.path, LIBRARY) == []


OPENED = """
import sys
from pathlib import Path
from tests.support.samples import LIBRARY
from tests.storage.test_files import log
from tracker.storage.store import Store
sys.stdin.readline()
with Store(Path(sys.argv[1]), LIBRARY) as store:
    for _ in range(10):
        log(store)
"""


def test_programs_that_start_at_once_on_a_new_file_make_it_together(path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", OPENED, str(path)], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in started] == [b"", b"", b""]
    with Store(path, LIBRARY) as store:
        assert len(store.day_sets(DAY)) == 30
        assert database_faults(store.path, LIBRARY) == []


def test_a_backup_is_a_whole_database_and_never_takes_the_place_of_a_file(store: Store, path: Path) -> None:
    log(store, 3)
    copy = path.with_name("copy.db")
    store.backup(copy)
    assert mode(copy) == 0o600
    assert database_faults(copy) == []
    assert everything(copy) == everything(path)
    with Store(copy, LIBRARY) as other:
        assert other.undo() == "Sets"
    kept = copy.read_bytes()
    with pytest.raises(StorageError, match="is there already"):
        store.backup(copy)
    assert copy.read_bytes() == kept
    with pytest.raises(StorageError, match="cannot be used: no such file or directory"):
        store.backup(path.parent / "nowhere" / "copy.db")


def test_a_backup_that_fails_leaves_no_file(store: Store, path: Path) -> None:
    copy = path.with_name("copy.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="Another program is using the database"):
            store.backup(copy)
    assert not copy.exists()


def test_a_database_that_keeps_its_writes_beside_itself_is_made_one_file_again(path: Path) -> None:
    with Store(path, LIBRARY) as store:
        store._conn.execute("PRAGMA journal_mode = WAL")
    with Store(path, LIBRARY) as store:
        with store.transaction("Morning", AT) as change:
            change.put(CheckIn(DAY, 0))
        assert names(path.parent) == ["backtracker.db"]
