"""Machines that write at random, and a carrier that loses, cuts, doubles and delays what they exchange."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType

import tracker
from tests.support.machines import NOON, Machine, copy_folder, meet
from tracker.clock import Clock
from tracker.core.errors import NotPossibleError, StorageError, UserError
from tracker.core.input.validation import settings_faults, surplus_activities, with_settings_above
from tracker.core.model import (
    Activity,
    Answer,
    AskedQuestion,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    Kind,
    Medication,
    Pause,
    Prescription,
    SetLog,
    Skip,
    SkipReason,
    TherapistQuestion,
    Why,
)
from tracker.exchange.history.document import read_document
from tracker.service.files import import_export
from tracker.service.sync import setting_up
from tracker.storage.unit_of_work import UnitOfWork

DAYS = tuple(date(2026, 11, 20) + timedelta(days=number) for number in range(3))
OWN = ("my-row", "my-twist")
BUILT_IN = ("bird-dog", "walk")
# The calls of the program's own functions that an exchange makes at most, about.
MOST_CALLS_LOG10 = 4.0
PROGRAM = str(Path(tracker.__file__).parent)
TEXTS = ("", "stiff", "a\nb", "x" * 1990, "slept badly")


class KilledError(BaseException):
    """Stands for the program being killed."""


class Storm:
    """Machines in `home`, with everything that happens to them drawn from `seed`."""

    def __init__(self, home: Path, seed: int, machines: int = 3) -> None:
        self.chance = random.Random(seed)
        self.machines = [Machine(home, f"m{number}") for number in range(machines)]
        self.logged: set[str] = set()
        self.deleted: set[str] = set()
        self.old: list[tuple[str, Path]] = []
        self.attic = home / "attic"
        self.older: dict[str, Path] = {}
        self.former: dict[str, set[Path]] = {machine.name: set() for machine in self.machines}
        self.log: list[str] = []
        for machine in self.machines:
            if self.chance.random() < 0.5:
                self.write(machine)
            machine.begin()

    def run(self, steps: int) -> None:
        """So many things happen."""
        happenings: tuple[Callable[[Machine], None], ...] = (
            *(self.write,) * 12,
            *(self.exchange,) * 4,
            *(self.carry_some,) * 4,
            self.undo,
            self.redo,
            self.restart,
            self.killed,
            self.clock_moves,
            self.damage,
            self.bring_old_files,
            self.killed_writing,
            self.imports,
            self.comes_back_older,
            self.copy_to_another_machine,
            self.turned_off_and_on,
        )
        for _ in range(steps):
            machine = self.chance.choice(self.machines)
            happening = self.chance.choice(happenings)
            self.log.append(f"{machine.name} {happening.__name__}")
            before = self.uids(machine)
            happening(machine)
            after = self.uids(machine)
            self.logged |= after
            if happening in (self.write, self.killed_writing, self.undo, self.redo):
                self.deleted |= before - after

    def settle(self) -> None:
        """Everybody sees everything."""
        for machine in self.machines:
            for path in machine.folder.iterdir():
                if path not in self.written_by(machine):
                    shutil.rmtree(path)
        for machine in self.machines:
            for path in self.former[machine.name]:
                for taker in self.machines:
                    if taker is not machine and path.is_dir():
                        copy_folder(path, taker.folder / path.name)
        meet(self.machines)

    def faults(self) -> list[str]:
        """What is wrong once everybody has seen everything."""
        exports = {machine.name: machine.export() for machine in self.machines}
        faults = []
        if len(set(exports.values())) != 1:
            faults.append("the exports differ")
        lost = self.logged - self.deleted - self.uids(self.machines[0])
        if lost:
            faults.append(f"{len(lost)} sets are lost")
        for machine in self.machines:
            read_document(machine.export(), machine.context.library.exercises)
            faults += machine.faults()
        return faults

    def close(self) -> None:
        for machine in self.machines:
            machine.context.close()

    def written_by(self, machine: Machine) -> set[Path]:
        """The folders that a machine has written, now or under an earlier name; nothing else writes there."""
        return {*machine.own_folders(), *self.former[machine.name]}

    def uids(self, machine: Machine) -> set[str]:
        with closing(sqlite3.connect(machine.home / "backtracker.db")) as conn:
            return {row[0] for row in conn.execute("SELECT uid FROM sets")}

    def exchange(self, machine: Machine) -> None:
        machine.exchange()

    def restart(self, machine: Machine) -> None:
        machine.restart()

    def undo(self, machine: Machine) -> None:
        machine.undo()

    def redo(self, machine: Machine) -> None:
        with suppress(UserError):
            machine.context.store.redo()

    def killed(self, machine: Machine) -> None:
        """The program is killed at some step of an exchange."""
        self.kill(machine, machine.exchange)

    def killed_writing(self, machine: Machine) -> None:
        """The program is killed at some step of a change."""
        self.kill(machine, partial(self.write, machine))

    def kill(self, machine: Machine, work: Callable[[], object]) -> None:
        """End what a machine does at one of the calls that it makes of the program's functions, if it comes to it."""
        left = int(10 ** self.chance.uniform(0, MOST_CALLS_LOG10))

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal left
            if event == "call" and frame.f_code.co_filename.startswith(PROGRAM):
                left -= 1
                if left == 0:
                    raise KilledError

        sys.setprofile(count)
        try:
            work()
        except (KilledError, StorageError):  # SQLite says of a fault in a function that it calls no more than that
            if left > 0:
                raise
        finally:
            sys.setprofile(None)
        if left <= 0:
            self.log.append("  killed")
            machine.restart()

    def imports(self, machine: Machine) -> None:
        """A document that some machine exported earlier is imported, or a copy of its database."""
        giver = self.chance.choice(self.machines)
        self.attic.mkdir(exist_ok=True)
        document, copy = self.attic / f"{giver.name}.json", self.attic / f"{giver.name}.db"
        with suppress(UserError):
            if self.chance.random() < 0.3:
                shutil.copy(giver.home / "backtracker.db", copy)
                import_export.import_database(machine.context, copy)
            elif document.exists():
                import_export.import_document(machine.context, document)
        if not document.exists() or self.chance.random() < 0.3:
            document.write_text(giver.export(), encoding="utf-8")

    def turned_off_and_on(self, machine: Machine) -> None:
        """The exchange is ended, and set up again under another name after a change."""
        self.former[machine.name].update(machine.own_folders())
        setting_up.turn_off(machine.context)
        before = self.uids(machine)
        self.write(machine)
        self.deleted |= before - self.uids(machine)
        machine.begin()

    def clock_moves(self, machine: Machine) -> None:
        machine.clock = Clock(
            self.chance.choice(
                (NOON, datetime(2031, 1, 2, 3).astimezone(), NOON + timedelta(days=40), NOON.replace(year=2001))
            )
        )
        machine.restart()

    def carry_some(self, machine: Machine) -> None:
        """Some files of one machine come to another, some of them cut off."""
        taker = self.chance.choice([other for other in self.machines if other is not machine])
        for path in machine.own_folders():
            if not path.is_dir():
                continue
            target = taker.folder / path.name
            target.mkdir(exist_ok=True)
            for file in sorted(path.iterdir()):
                if self.chance.random() < 0.7:
                    data = file.read_bytes()
                    if self.chance.random() < 0.15:
                        data = data[: self.chance.randint(0, len(data))]
                    (target / file.name).write_bytes(data)
            if self.chance.random() < 0.3:
                kept = self.attic / str(len(self.old))
                copy_folder(path, kept)
                self.old.append((path.name, kept))

    def bring_old_files(self, machine: Machine) -> None:
        """An earlier state of another machine's folder comes late."""
        if self.old:
            name, kept = self.chance.choice(self.old)
            if machine.folder / name not in self.written_by(machine):
                copy_folder(kept, machine.folder / name)

    def comes_back_older(self, machine: Machine) -> None:
        """An older copy of a machine's database is put in its place, and that counts, or what was written later."""
        machine.exchange()
        copy = self.older.pop(machine.name, None)
        if copy is None:
            self.older[machine.name] = machine.home / "older.db"
            shutil.copy(machine.home / "backtracker.db", self.older[machine.name])
            return
        self.former[machine.name].update(machine.own_folders())
        machine.context.close()
        shutil.copy(copy, machine.home / "backtracker.db")
        machine.context = machine.open()
        older = self.chance.choice(("later", "older"))
        if older == "older":
            self.deleted |= self.logged - self.uids(machine)
        setting_up.exchange_now(machine.context, older=older)

    def copy_to_another_machine(self, machine: Machine) -> None:
        """Another machine is set up with a copy of this one's database, and has its own folder still."""
        taker = self.chance.choice([other for other in self.machines if other is not machine])
        taker.exchange()
        self.older.pop(taker.name, None)
        self.former[taker.name].update(taker.own_folders())
        taker.context.close()
        shutil.copy(machine.home / "backtracker.db", taker.home / "backtracker.db")
        taker.context = taker.open()
        taker.begin()

    def damage(self, machine: Machine) -> None:
        """Files of others in a machine's folder are damaged, lost, or doubled under another name."""
        files = [path for path in machine.folder.glob("*/*") if path.parent not in self.written_by(machine)]
        if not files:
            return
        path = self.chance.choice(sorted(files))
        how = self.chance.randint(0, 2)
        if how == 0:
            data = bytearray(path.read_bytes() or b"x")
            data[self.chance.randrange(len(data))] ^= 0x40
            path.write_bytes(data)
        elif how == 1:
            path.unlink()
        else:
            shutil.copy(path, path.with_name(f"{path.stem}.conflict{path.suffix}"))

    def write(self, machine: Machine) -> None:
        """One change of any kind."""
        change = self.chance.choice(CHANGES)
        self.log.append(f"  {change.__name__}")
        try:
            with machine.context.write(change.__name__) as work:
                change(self, machine, work)
        except (NotPossibleError, StorageError) as error:
            self.log.append(f"  {error}")

    def day(self) -> date:
        return self.chance.choice(DAYS)

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def exercise(self, machine: Machine) -> Exercise:
        own = [exercise for exercise in machine.context.exercises().values() if exercise.own]
        built_in = [machine.context.built_in_exercises[name] for name in BUILT_IN]
        return self.chance.choice(own or built_in) if self.chance.random() < 0.5 else self.chance.choice(built_in)


def log_sets(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    exercise = storm.exercise(machine)
    sets = [a_set(storm, exercise) for _ in range(storm.chance.randint(1, 3))]
    work.add_sets(storm.day(), sets)


def a_set(storm: Storm, exercise: Exercise) -> SetLog:
    pain = storm.chance.choice((None, 0, 3))
    amount = {"minutes": storm.chance.choice((1, 2.5))} if exercise.in_minutes else {"reps": storm.chance.randint(1, 5)}
    at = storm.chance.choice((None, "2026-11-20T06:00:00Z"))
    return SetLog(exercise.id, pain=pain, note=storm.text(), at=at, **amount)


def some_set(storm: Storm, machine: Machine) -> tuple[date, SetLog] | None:
    sets = [(session.date, log) for session in machine.context.store.history().sessions for log in session.sets]
    return storm.chance.choice(sets) if sets else None


def edit_set(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    found = some_set(storm, machine)
    if found:
        edited = replace(found[1], pain=storm.chance.randint(0, 10), leg=True, note=storm.text())
        work.update_set(storm.day(), edited)


def delete_set(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    found = some_set(storm, machine)
    if found:
        work.delete_set(found[1].id)


def put_checkin(storm: Storm, _machine: Machine, work: UnitOfWork) -> None:
    chance = storm.chance
    work.put(CheckIn(storm.day(), chance.randint(0, 10), chance.random() < 0.3, note=storm.text()))


def delete_checkin(storm: Storm, _machine: Machine, work: UnitOfWork) -> None:
    work.delete(CheckIn, storm.day())


def put_skip(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    reason = storm.chance.choice(tuple(SkipReason))
    work.put(Skip(storm.day(), storm.exercise(machine).id, reason, storm.text()))


def delete_skip(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    work.delete(Skip, storm.day(), storm.exercise(machine).id)


def prescribe(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    exercise, chance = storm.exercise(machine), storm.chance
    dose = Dose(minutes=chance.randint(1, 9)) if exercise.in_minutes else Dose((chance.randint(1, 9),))
    position = chance.choice((None, 1, 2))
    why = chance.choice(tuple(Why))
    work.add_prescription(
        Prescription(exercise.id, storm.day(), dose, position=position, why=why, removed=chance.random() < 0.2)
    )


def decline(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    if storm.chance.random() < 0.7:
        work.put(Decline(storm.day(), storm.exercise(machine).id))
    else:
        work.delete(Decline, storm.day(), storm.exercise(machine).id)


def pause(storm: Storm, _machine: Machine, work: UnitOfWork) -> None:
    day = storm.day()
    if storm.chance.random() < 0.7:
        end = storm.chance.choice((None, day, day + timedelta(days=3)))
        work.put(Pause(day, end, storm.text()))
    else:
        work.delete(Pause, day)


def change_settings(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    settings = machine.context.settings()
    name, values = storm.chance.choice(
        (
            ("pain_free_limit", range(6)),
            ("amber_from", range(1, 8)),
            ("red_from", range(4, 9)),
            ("weeks_required", range(2, 7)),
            ("raise_doses", (True, False)),
            ("day_start", ("03:00", "04:30")),
            ("adherence_required", (0.5, 0.8)),
        )
    )
    moved = with_settings_above(settings, {name: storm.chance.choice(tuple(values))})
    if not settings_faults(replace(settings, **moved)):
        work.put_settings(moved)


def put_exercise(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    name = storm.chance.choice(OWN)
    there = machine.context.exercises().get(name)
    in_minutes = there.in_minutes if there else storm.chance.random() < 0.5
    dose = Dose(minutes=5) if in_minutes else Dose((5,))
    known = machine.context.exercises()
    harder = storm.chance.choice((None, *(own for own in OWN if own in known and own != name)))
    if harder and known[harder].harder == name:
        harder = None
    work.put(
        Exercise(
            name,
            storm.chance.choice(("Row", "Zug")),
            Kind.STRENGTH,
            dose,
            dose,
            harder=harder,
            archived=bool(there and there.archived),
        )
    )


def delete_exercise(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    name = storm.chance.choice(OWN)
    if not machine.context.store.used(name) and not any(
        exercise.harder == name for exercise in machine.context.store.own_exercises()
    ):
        work.delete(Exercise, name)


def put_note(storm: Storm, _machine: Machine, work: UnitOfWork) -> None:
    work.put_session_note(storm.day(), storm.text())


def put_goal(storm: Storm, _machine: Machine, work: UnitOfWork) -> None:
    work.put_goal(storm.text())


def put_activity(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    activity = Activity(
        storm.chance.choice(("walk", "tie", "lift", "sit")), storm.day(), storm.chance.choice((None, DAYS[-1]))
    )
    if not surplus_activities((*machine.context.store.activities(), activity)):
        work.put(activity)


def delete_activity(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    for activity in machine.context.store.activities()[:1]:
        work.delete(Activity, activity.name, activity.start)


def put_scores(storm: Storm, _machine: Machine, work: UnitOfWork) -> None:
    scores = tuple((name, storm.chance.randint(0, 10)) for name in ("tie", "walk") if storm.chance.random() < 0.7)
    work.put(FunctionScores(storm.day(), scores, storm.chance.choice((None, (1, 2, 3), (3, 2, 1)))))


def put_small_things(storm: Storm, machine: Machine, work: UnitOfWork) -> None:
    day = storm.day()
    work.put(Answer(storm.chance.choice(("heart", "fit")), storm.chance.choice(("yes", "no", "not yet")), day))
    work.put(Medication(day, storm.chance.choice(("none", "one"))))
    work.put(TherapistQuestion(day, "May I run?", storm.text()))
    work.put(AskedQuestion(day, "exercise:walk"))
    mapped = storm.chance.choice((None, storm.exercise(machine).id))
    work.put(ExerciseMapping("hevy", "Bird Dog", mapped))


def delete_small_things(storm: Storm, _machine: Machine, work: UnitOfWork) -> None:
    day = storm.day()
    work.delete(Answer, "heart")
    work.delete(FunctionScores, day)
    work.delete(AskedQuestion, day, "exercise:walk")
    work.delete(Medication, day)
    work.delete(TherapistQuestion, day, "May I run?")
    work.delete(ExerciseMapping, "hevy", "Bird Dog")


CHANGES: tuple[Callable[[Storm, Machine, UnitOfWork], None], ...] = (
    log_sets, log_sets, edit_set, edit_set, delete_set, put_checkin, put_checkin, delete_checkin, put_skip, delete_skip,
    prescribe, prescribe, decline, pause, change_settings, change_settings, put_exercise, put_exercise, delete_exercise,
    put_note, put_goal, put_activity, put_activity, delete_activity, put_scores, put_small_things, delete_small_things,
)  # fmt: skip


def storm(home: Path, seed: int, steps: int = 60, machines: int = 3) -> list[str]:
    """What is wrong after so many things have happened, and the last of them."""
    made = Storm(home, seed, machines)
    try:
        made.run(steps)
        made.settle()
        faults = made.faults()
        return [*faults, *made.log] if faults else []
    finally:
        made.close()
