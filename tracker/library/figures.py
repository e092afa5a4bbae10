"""Reads data/figures/, the drawings of the exercises.

There is a file for each exercise, named by its id, and `base.toml` with poses and props that several share. A pose
names its `base` and the fields that differ from it; a file that is `like` another has only what differs. All faults
of a file are reported together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Set
from functools import cache
from math import dist
from pathlib import Path

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
from tracker.core.input.field_reader import FieldReader, schema
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
POSE = schema(" ".join(("anchor", "at", *TURNS, *LIMBS)), "base swap belly")
FIGURE = schema("moves", "view depth working contact even floor like props poses")
PROP = schema("", "shape points size")
BASE_FILE = schema("", "poses props")
TURNED_LIMB = schema("upper lower")
REACHING_LIMB = schema("to bend")
POINTS_AT_LEAST = {PropShape.LINE: 2, PropShape.BAND: 2, PropShape.RING: 1, PropShape.WEIGHT: 1, PropShape.DOWEL: 0}

TomlTable = Mapping[str, object]


class Figures:
    """The figures of one folder, each read when it is first needed."""

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

    def _read(self, path: Path) -> Figure:
        if self._base is None:
            self._base = _read_toml(self._path(BASE))
        table = _read_toml(path)
        if "like" in table:
            table = {**_read_toml(self._path(str(table["like"]))), **table}
        reader = _FigureReader(table, self._base)
        figure = reader.figure()
        if figure is None:
            raise FileError(f"{path.name}: {'; '.join(reader.faults)}")
        return figure

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.toml"


@cache
def shipped() -> Figures:
    """The figures that ship."""
    return Figures(data_folder() / "figures")


def _read_toml(path: Path) -> TomlTable:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileError(f"{path.name} cannot be read as a figure: {error}") from error


class _FigureReader:
    """Reads one figure and collects its faults; a part with a fault is None."""

    def __init__(self, table: TomlTable, base: TomlTable) -> None:
        self._faults: list[str] = []
        self._fields = FieldReader(table, "", self._faults, FIGURE)
        self._view = self._fields.choice("view", View.SIDE)
        self._own_poses = self._fields.mapping("poses")
        shared = FieldReader(base, BASE, self._faults, BASE_FILE)
        self._shared_poses = shared.mapping("poses")
        self._shared_props = shared.mapping("props")

    @property
    def faults(self) -> list[str]:
        """The faults found so far, each once."""
        return list(dict.fromkeys(self._faults))

    def figure(self) -> Figure | None:
        """The figure, or None where anything of it is wrong."""
        fields = self._fields
        poses = {name: self._pose(name) for name in self._own_poses}
        moves = self._moves()
        props = [self._prop(index, item) for index, item in enumerate(self._prop_items())]
        working = self._names("working", BONES | GROUPS.keys())
        contact = self._names("contact", JOINTS)
        depth: tuple[float, ...] | None = DEPTH if self._view is View.SIDE else (0.0, 0.0)
        if fields.given("depth"):
            depth = fields.numbers("depth", (2,))
        even, floor = fields.flag("even"), fields.flag("floor", True)
        if self._faults or depth is None:
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
        """The names of the poses of each moving phase."""
        moves = tuple(tuple(move) if isinstance(move, list) else (move,) for move in self._fields.values("moves"))
        if not moves:
            self._fields.add_fault("moves", "is a list with the pose in which each moving phase ends")
        for name in (name for move in moves for name in move or ("",)):
            if name not in self._own_poses:
                self._fields.add_fault("moves", f"names a pose {name!r} that the file does not have")
        return moves

    def _flat_pose(self, name: str, derived: tuple[str, ...]) -> dict[str, object]:
        """The fields of a pose with those of its base, shortcuts expanded; `derived` are the poses that build on it."""
        own = name in self._own_poses and name not in derived
        poses = self._own_poses if own else self._shared_poses
        table = poses.get(name)
        if not isinstance(table, dict) or (not own and f"{BASE} {name}" in derived):
            self._fields.add_fault("poses", f"has no pose {name!r} to start from")
            return {}
        fields: dict[str, object] = {}
        if "base" in table:
            fields.update(self._flat_pose(str(table["base"]), (*derived, name if own else f"{BASE} {name}")))
        for key, value in table.items():
            parts = SHORTCUTS.get(key, (key,))
            one_for_each = key == "spine" and isinstance(value, list) and len(value) == len(parts)
            fields.update(zip(parts, value if one_for_each else [value] * len(parts), strict=True))
        return fields

    def _pose(self, name: str) -> Pose | None:
        fields = FieldReader(self._flat_pose(name, ()), f"poses.{name}", self._faults, POSE)
        if not POSE.required <= fields.names:
            return None
        turns = {turn: _direction(fields, turn) for turn in TURNS}
        limbs = {limb: self._limb(fields, limb) for limb in LIMBS}
        at = _point(fields, "at", 0.0)
        belly = fields.numbers("belly", (1,)) if fields.given("belly") else (0.0,)
        anchor = fields.accepted_text("anchor", JOINTS.__contains__, "is a joint")
        reaching = (name for name, limb in limbs.items() if isinstance(limb, Reaching))
        anchored = any(anchor in chain(name)[0][1:] for name in reaching)
        if anchored:
            fields.add_fault("anchor", "is a joint, and not of a limb that reaches")
        if at is None or belly is None or not anchor or anchored or None in turns.values() or None in limbs.values():
            return None
        pose = Pose(
            anchor,
            at,
            {turn: value for turn, value in turns.items() if value is not None},
            {limb: value for limb, value in limbs.items() if value is not None},
            belly[0],
        )
        if fields.flag("swap"):
            pose = exchanged(pose)
        self._check_reach(pose, fields)
        return pose

    def _check_reach(self, pose: Pose, fields: FieldReader) -> None:
        joints = solve(pose)
        for name, limb in pose.limbs.items():
            if isinstance(limb, Reaching):
                short = dist(joints[chain(name)[0][-1]], limb.to)
                if short > OUT_OF_REACH:
                    fields.add_fault(name, f"ends {short:.2f} short of where it reaches")

    def _limb(self, fields: FieldReader, name: str) -> Limb | None:
        """A limb; in a side view the far one is mirrored, so that both limbs are written alike."""
        limb = self._near_limb(fields, name)
        far = name.startswith("far") and self._view is View.SIDE
        return mirrored_limb(limb) if far and limb is not None else limb

    def _near_limb(self, fields: FieldReader, name: str) -> Limb | None:
        values = fields.values(name)
        if len(values) == 2:
            bones = dict(zip(("upper", "lower"), values, strict=True))
            limb = FieldReader(bones, fields.place_of(name), self._faults, TURNED_LIMB)
            upper, lower = _direction(limb, "upper"), _direction(limb, "lower")
            return None if upper is None or lower is None else Turned(upper, lower)
        if len(values) == 1 and isinstance(values[0], dict):
            limb = FieldReader(values[0], fields.place_of(name), self._faults, REACHING_LIMB)
            root = chain(name)[0][0].partition("_")[2]
            to = _point(limb, "to", HALF_WIDTH[root] if self._view is View.SIDE else 0.0)
            bend = _direction(limb, "bend")
            return None if to is None or bend is None else Reaching(to, bend)
        fields.add_fault(name, "is two directions, or {to = [x, y], bend = direction}")
        return None

    def _prop_items(self) -> Iterator[object]:
        """The props, with the name of a shared one replaced by its parts."""
        for item in self._fields.values("props"):
            parts = self._shared_props.get(item) if isinstance(item, str) else None
            yield from parts if isinstance(parts, list) else [item]

    def _prop(self, index: int, item: object) -> Prop | None:
        place = f"props[{index}]"
        if not isinstance(item, dict):
            self._faults.append(f"{place}: a prop is a table or the name of a shared one, not {item!r}")
            return None
        fields = FieldReader(item, place, self._faults, PROP)
        shape = fields.choice("shape", PropShape.LINE)
        size = fields.numbers("size", (1,)) if fields.given("size") else (0.0,)
        points: list[str | Point | None] = []
        for number, spot in enumerate(fields.values("points")):
            if isinstance(spot, str) and spot in JOINTS:
                points.append(spot)
            else:
                point = FieldReader({"point": spot}, f"{place}.points[{number}]", self._faults, schema("point"))
                points.append(_point(point, "point", 0.0))
        if len(points) < POINTS_AT_LEAST[shape]:
            fields.add_fault("points", f"of a {shape} are {POINTS_AT_LEAST[shape]} or more")
        if size is None or None in points:
            return None
        return Prop(shape, tuple(point for point in points if point is not None), size[0])

    def _names(self, field: str, known: Set[str]) -> list[str]:
        names = self._fields.values(field)
        for name in names:
            if not isinstance(name, str) or name not in known:
                self._fields.add_fault(field, f"names {name!r}, which no body has")
        return [str(name) for name in names]


def _direction(fields: FieldReader, name: str) -> Direction | None:
    numbers = fields.numbers(name, (1, 2))
    return None if numbers is None else (numbers[0], numbers[1] if len(numbers) == 2 else 0.0)


def _point(fields: FieldReader, name: str, z: float) -> Point | None:
    numbers = fields.numbers(name, (2, 3))
    return None if numbers is None else (numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else z)
