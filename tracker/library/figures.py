"""Reads data/figures/: what each exercise looks like.

A file per exercise, named by its id, and `base.toml` with the poses and things that several derive from. A pose names
its `base` and what is different in it; a file that is `like` another one has what differs. Every fault of a file is
found in one go.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Set
from enum import StrEnum
from functools import cache
from math import dist
from pathlib import Path
from typing import TypeVar

from tracker.core.errors import FileError
from tracker.core.figure.body import (
    HALF_WIDTH,
    JOINTS,
    LIMBS,
    SIDES,
    TURNS,
    Direction,
    Limb,
    Point,
    Pose,
    Reaching,
    Turned,
    chain,
    exchanged,
    mirrored_limb,
    solve,
)
from tracker.core.figure.drawing import BONES, measured
from tracker.core.figure.motion import Figure, Prop, PropShape, View
from tracker.library.load import data_folder

BASE = "base"
DEPTH = (-0.4, -0.15)
OUT_OF_REACH = 0.05
SHORTCUTS: Mapping[str, tuple[str, ...]] = {
    "spine": ("pelvis", "lumbar", "thorax"),
    "arms": ("near_arm", "far_arm"),
    "legs": ("near_leg", "far_leg"),
    "feet": ("near_foot", "far_foot"),
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "trunk": ("pelvis", "lumbar", "thorax"),
    **{f"{side}_arm": (f"{side}_upper_arm", f"{side}_forearm") for side in SIDES},
    **{f"{side}_leg": (f"{side}_thigh", f"{side}_shin", f"{side}_foot") for side in SIDES},
}
NEEDED = ("anchor", "at", *TURNS, *LIMBS)
POSE_FIELDS = frozenset(["base", "swap", "belly", *NEEDED, *SHORTCUTS])
FIGURE_FIELDS = frozenset(["view", "depth", "working", "contact", "even", "floor", "like", "moves", "props", "poses"])
PROP_FIELDS = frozenset(["shape", "points", "size"])
POINTS_AT_LEAST = {PropShape.LINE: 2, PropShape.BAND: 2, PropShape.RING: 1, PropShape.WEIGHT: 1, PropShape.DOWEL: 0}

TomlTable = Mapping[str, object]
Choice = TypeVar("Choice", bound=StrEnum)


class Figures:
    """The figures of one folder, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Figure | None] = {}
        self._base: TomlTable | None = None

    def get(self, exercise: str) -> Figure | None:
        """The figure of an exercise, None where it has none; raises FileError with every fault of its file."""
        if exercise not in self._known:
            path = self._path(exercise)
            self._known[exercise] = self._read(path) if exercise != BASE and path.is_file() else None
        return self._known[exercise]

    def ids(self) -> tuple[str, ...]:
        """The exercises that have a figure."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.toml") if path.stem != BASE))

    def faults(self) -> list[str]:
        """What is wrong in the whole folder, file by file."""
        faults = []
        for exercise in self.ids():
            try:
                self.get(exercise)
            except FileError as bad:
                faults.append(str(bad))
        return faults

    def _read(self, path: Path) -> Figure:
        if self._base is None:
            self._base = _table_of(self._path(BASE))
        faults: list[str] = []
        table = _table_of(path)
        if "like" in table:
            table = {**_table_of(self._path(str(table["like"]))), **table}
        figure = _Reader(table, self._base, faults).figure()
        if faults or figure is None:
            raise FileError(f"{path.name}: {'; '.join(faults)}")
        return figure

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.toml"


@cache
def shipped() -> Figures:
    """The figures that ship."""
    return Figures(data_folder() / "figures")


def figure_faults(table: TomlTable, base: TomlTable) -> list[str]:
    """Everything that is wrong with one figure, given the shared poses and things."""
    faults: list[str] = []
    _Reader(table, base, faults).figure()
    return faults


def _table_of(path: Path) -> TomlTable:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileError(f"{path.name} cannot be read as a figure: {error}") from error


class _Reader:
    """Turns one table into a figure and notes what is wrong with it; a part with a fault is None."""

    def __init__(self, table: TomlTable, base: TomlTable, faults: list[str]) -> None:
        self._table = table
        self._base = base
        self._faults = faults
        self._view = self._choice(table.get("view", View.SIDE), View, "view")
        self._own = self._sub(table, "poses")
        self._shared = self._sub(base, "poses")

    def figure(self) -> Figure | None:
        """The figure, or None where anything of it is wrong."""
        self._unknown(self._table, FIGURE_FIELDS, "the figure")
        poses = {name: self._pose(name, self._flat(name, ())) for name in self._own}
        moves = self._moves()
        props = [self._prop(item) for item in self._items(self._table.get("props", []))]
        working = self._names("working", BONES | GROUPS.keys())
        contact = self._names("contact", JOINTS)
        depth = self._numbers(self._table.get("depth", DEPTH if self._view is View.SIDE else (0, 0)), (2,), "depth")
        even, floor = self._flag("even", False), self._flag("floor", True)
        if self._faults or self._view is None or depth is None:
            return None
        figure = Figure(
            poses={name: pose for name, pose in poses.items() if pose is not None},
            moves=moves,
            props=tuple(prop for prop in props if prop is not None),
            working=frozenset(bone for name in working for bone in GROUPS.get(name, (name,))),
            contact=frozenset(contact),
            view=self._view,
            depth=(depth[0], depth[1]),
            even=even,
            floor=floor,
        )
        return measured(figure)

    def _moves(self) -> tuple[tuple[str, ...], ...]:
        listed = self._table.get("moves")
        if not isinstance(listed, list) or not listed:
            self._fault("moves must list, for each moving phase, the pose that it ends in")
            return ()
        moves = tuple(tuple(move) if isinstance(move, list) else (move,) for move in listed)
        for move in moves:
            for name in move or ("",):
                if name not in self._own:
                    self._fault(f"moves names a pose {name!r} that the file does not have")
        return moves

    def _flat(self, name: str, inside: tuple[str, ...]) -> TomlTable:
        """The fields of a pose with those of its base, shortcuts written out."""
        own = name in self._own and name not in inside
        table = self._sub(self._own if own else self._shared, name)
        if not own and (name not in self._shared or f"{BASE} {name}" in inside):
            self._fault(f"there is no pose {name!r} to start from")
            return {}
        self._unknown(table, POSE_FIELDS, f"pose {name}")
        base = table.get("base")
        fields = dict(self._flat(str(base), (*inside, name if own else f"{BASE} {name}"))) if base is not None else {}
        for key, value in table.items():
            parts = SHORTCUTS.get(key, (key,))
            several = value if isinstance(value, list) and key == "spine" else []
            each = several if len(several) == len(parts) else [value] * len(parts)
            fields.update(zip(parts, each, strict=True))
        return fields

    def _pose(self, name: str, fields: TomlTable) -> Pose | None:
        missing = [field for field in NEEDED if field not in fields]
        if missing:
            self._fault(f"pose {name} lacks {', '.join(missing)}")
            return None
        where = f"pose {name}"
        anchor = str(fields["anchor"])
        at = self._point(fields["at"], 0.0, f"{where}: at")
        turns = {turn: self._direction(fields[turn], f"{where}: {turn}") for turn in TURNS}
        limbs = {limb: self._limb(limb, fields[limb], f"{where}: {limb}") for limb in LIMBS}
        belly = self._numbers([fields.get("belly", 0)], (1,), f"{where}: belly")
        held = [limb for limb, value in limbs.items() if isinstance(value, Reaching) and anchor in chain(limb)[0][1:]]
        if anchor not in JOINTS or held:
            self._fault(f"{where}: anchor must be a joint, and not of a limb that reaches")
            return None
        if at is None or belly is None or None in turns.values() or None in limbs.values():
            return None
        pose = Pose(
            anchor,
            at,
            {turn: value for turn, value in turns.items() if value is not None},
            {limb: value for limb, value in limbs.items() if value is not None},
            belly[0],
        )
        if fields.get("swap") is True:
            pose = exchanged(pose)
        self._out_of_reach(pose, where)
        return pose

    def _out_of_reach(self, pose: Pose, where: str) -> None:
        joints = solve(pose)
        for name, limb in pose.limbs.items():
            if isinstance(limb, Reaching):
                short = dist(joints[chain(name)[0][-1]], limb.to)
                if short > OUT_OF_REACH:
                    self._fault(f"{where}: {name} ends {short:.2f} short of where it reaches")

    def _limb(self, name: str, value: object, where: str) -> Limb | None:
        """A limb; seen from the side, what leans out leans to its own side, so that both limbs are written alike."""
        limb = self._near_limb(name, value, where)
        far = name.startswith("far") and self._view is View.SIDE
        return mirrored_limb(limb) if far and limb is not None else limb

    def _near_limb(self, name: str, value: object, where: str) -> Limb | None:
        if isinstance(value, list) and len(value) == 2:
            upper, lower = (self._direction(part, where) for part in value)
            return None if upper is None or lower is None else Turned(upper, lower)
        if isinstance(value, dict) and value.keys() == {"to", "bend"}:
            root = chain(name)[0][0].partition("_")[2]
            to = self._point(value["to"], HALF_WIDTH[root] if self._view is View.SIDE else 0.0, where)
            bend = self._direction(value["bend"], where)
            return None if to is None or bend is None else Reaching(to, bend)
        self._fault(f"{where} must be two directions, or {{to = [x, y], bend = direction}}")
        return None

    def _prop(self, item: object) -> Prop | None:
        if not isinstance(item, dict):
            self._fault(f"a prop must be a table or the name of a shared one, not {item!r}")
            return None
        self._unknown(item, PROP_FIELDS, "a prop")
        shape = self._choice(item.get("shape", PropShape.LINE), PropShape, "shape of a prop")
        size = self._numbers([item.get("size", 0)], (1,), "size of a prop")
        listed = item.get("points", [])
        points = [
            spot if isinstance(spot, str) and spot in JOINTS else self._point(spot, 0.0, "a point of a prop")
            for spot in (listed if isinstance(listed, list) else [listed])
        ]
        if shape is None or size is None or None in points:
            return None
        if len(points) < POINTS_AT_LEAST[shape]:
            self._fault(f"a {shape} needs {POINTS_AT_LEAST[shape]} points or more")
        return Prop(shape, tuple(point for point in points if point is not None), size[0])

    def _items(self, listed: object) -> Iterable[object]:
        """The props, with the name of a shared one replaced by what it is made of."""
        shared = self._sub(self._base, "props")
        for item in listed if isinstance(listed, list) else [listed]:
            made_of = shared.get(item) if isinstance(item, str) else None
            yield from made_of if isinstance(made_of, list) else [item]

    def _names(self, field: str, known: Set[str]) -> list[str]:
        listed = self._table.get(field, [])
        names = listed if isinstance(listed, list) else [listed]
        for name in names:
            if not isinstance(name, str) or name not in known:
                self._fault(f"{field} names {name!r}, which no body has")
        return [str(name) for name in names]

    def _direction(self, value: object, where: str) -> Direction | None:
        numbers = self._numbers(value if isinstance(value, list) else [value], (1, 2), where)
        return None if numbers is None else (numbers[0], numbers[1] if len(numbers) == 2 else 0.0)

    def _point(self, value: object, z: float, where: str) -> Point | None:
        numbers = self._numbers(value, (2, 3), where)
        return None if numbers is None else (numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else z)

    def _numbers(self, value: object, lengths: tuple[int, ...], where: str) -> list[float] | None:
        listed = list(value) if isinstance(value, list | tuple) else []
        if len(listed) in lengths and all(type(each) in (int, float) for each in listed):
            return [float(each) for each in listed]
        self._fault(f"{where} must be {' or '.join(str(each) for each in lengths)} numbers, not {value!r}")
        return None

    def _choice(self, value: object, choices: type[Choice], where: str) -> Choice | None:
        found = next((choice for choice in choices if choice == value), None)
        if found is None:
            self._fault(f"{where} must be one of {', '.join(choices)}, not {value!r}")
        return found

    def _flag(self, field: str, otherwise: bool) -> bool:
        value = self._table.get(field, otherwise)
        if not isinstance(value, bool):
            self._fault(f"{field} must be true or false, not {value!r}")
        return value is True

    def _sub(self, table: TomlTable, name: str) -> TomlTable:
        found = table.get(name, {})
        if isinstance(found, dict):
            return found
        self._fault(f"{name} must be a table")
        return {}

    def _unknown(self, table: TomlTable, known: Iterable[str], where: str) -> None:
        for field in sorted(table.keys() - set(known)):
            self._fault(f"{where} has an unknown field {field!r}")

    def _fault(self, sentence: str) -> None:
        if sentence not in self._faults:
            self._faults.append(sentence)
