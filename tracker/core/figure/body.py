"""The jointed body: bones of constant length, poses that turn them, and where the joints come to lie.

Lengths are in tenths of a metre of a rather short person. x goes right, y up from the floor, z towards the viewer. A
direction is (angle, out) in degrees: the angle in the picture, 0 right and 90 up, and how far it leans out towards the
viewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float, float]
Direction = tuple[float, float]
Skeleton = dict[str, Point]

SIDES = ("near", "far")
LIMBS = ("near_arm", "far_arm", "near_leg", "far_leg")
SPINE = (("pelvis", "waist", 1.6), ("lumbar", "chest", 1.7), ("thorax", "neck", 1.9), ("head", "head", 1.85))
HALF_WIDTH = {"hip": 0.75, "shoulder": 1.45}
AXES = {"hip": "hips", "shoulder": "shoulders"}
CHAINS = {"arm": (("shoulder", "elbow", "hand"), (2.6, 2.4)), "leg": (("hip", "knee", "ankle"), (4.2, 4.1))}
FOOT = 1.5
TURNS = ("pelvis", "lumbar", "thorax", "head", "hips", "shoulders", "near_foot", "far_foot")
JOINTS = frozenset(
    ["hip", "waist", "chest", "neck", "head"]
    + [f"{side}_{joint}" for side in SIDES for joint in ("shoulder", "elbow", "hand", "hip", "knee", "ankle", "toe")]
)


@dataclass(frozen=True, slots=True)
class Turned:
    """A limb by the directions of its two bones."""

    upper: Direction
    lower: Direction


@dataclass(frozen=True, slots=True)
class Reaching:
    """A limb by where its hand or ankle is, and the direction to which its elbow or knee points."""

    to: Point
    bend: Direction


Limb = Turned | Reaching


@dataclass(frozen=True, slots=True)
class Pose:
    """A whole body: the joint that stays where it is, and the direction of every bone.

    `turns` has a direction for each of TURNS: the bones of the spine upwards, `hips` and `shoulders` from the middle to
    the near side, and the feet. `limbs` has each of LIMBS. `belly` is how far the belly is out.
    """

    anchor: str
    at: Point
    turns: Mapping[str, Direction]
    limbs: Mapping[str, Limb]
    belly: float = 0.0


def solve(pose: Pose) -> Skeleton:
    """Where each joint of `pose` is; a limb that reaches for more than its length is stretched out towards it."""
    joints = _trunk(pose.turns)
    for name, limb in pose.limbs.items():
        if isinstance(limb, Turned):
            (root, middle, end), (upper, lower) = chain(name)
            joints[middle] = along(joints[root], limb.upper, upper)
            joints[end] = along(joints[middle], limb.lower, lower)
    offset = _minus(pose.at, joints[pose.anchor])
    joints = {name: _plus(point, offset) for name, point in joints.items()}
    for name, limb in pose.limbs.items():
        if isinstance(limb, Reaching):
            (root, middle, end), lengths = chain(name)
            joints[middle], joints[end] = _reach(joints[root], limb, lengths)
    for side in SIDES:
        joints[f"{side}_toe"] = along(joints[f"{side}_ankle"], pose.turns[f"{side}_foot"], FOOT)
    return joints


def blend(start: Pose, end: Pose, part: float) -> Pose:
    """The pose `part` (0 to 1) of the way from `start` to `end`.

    A joint that both hold in place stays there, as does a hand or foot for which both reach; all else turns.
    """
    if part <= 0 or start is end:
        return start
    if part >= 1:
        return end
    if start.anchor != end.anchor:
        start, end = _from_hip(start), _from_hip(end)
    return Pose(
        anchor=start.anchor,
        at=_mixed(start.at, end.at, part),
        turns={name: _turning(start.turns[name], end.turns[name], part) for name in TURNS},
        limbs={name: _limb_between(name, start, end, part) for name in LIMBS},
        belly=start.belly + (end.belly - start.belly) * part,
    )


def exchanged(pose: Pose) -> Pose:
    """`pose` with near and far exchanged."""
    x, y, z = pose.at
    turns = {swapped(name): (angle, -out) for name, (angle, out) in pose.turns.items()}
    for axis in AXES.values():
        turns[axis] = (pose.turns[axis][0] + 180, pose.turns[axis][1])
    limbs = {swapped(name): mirrored_limb(limb) for name, limb in pose.limbs.items()}
    return Pose(swapped(pose.anchor), (x, y, -z), turns, limbs, pose.belly)


def mirrored_limb(limb: Limb) -> Limb:
    """`limb` as it is on the other side of the body."""
    if isinstance(limb, Reaching):
        (x, y, z), (angle, out) = limb.to, limb.bend
        return Reaching((x, y, -z), (angle, -out))
    return Turned((limb.upper[0], -limb.upper[1]), (limb.lower[0], -limb.lower[1]))


def swapped(name: str) -> str:
    """The same part of the other side: `near_knee` for `far_knee`; `hip` for `hip`."""
    side, _, rest = name.partition("_")
    return f"{SIDES[1 - SIDES.index(side)]}_{rest}" if side in SIDES else name


def along(start: Point, direction: Direction, length: float) -> Point:
    """The point `length` from `start` in `direction`."""
    angle, out = radians(direction[0]), radians(direction[1])
    flat = length * cos(out)
    return start[0] + flat * cos(angle), start[1] + flat * sin(angle), start[2] + length * sin(out)


def chain(limb: str) -> tuple[tuple[str, str, str], tuple[float, float]]:
    """The joints of a limb from the trunk outwards, and the lengths of its bones."""
    side, kind = limb.split("_")
    (root, middle, end), lengths = CHAINS[kind]
    return (f"{side}_{root}", f"{side}_{middle}", f"{side}_{end}"), lengths


def _trunk(turns: Mapping[str, Direction]) -> Skeleton:
    joints: Skeleton = {"hip": (0.0, 0.0, 0.0)}
    here = joints["hip"]
    for bone, joint, length in SPINE:
        here = joints[joint] = along(here, turns[bone], length)
    for joint, centre in (("hip", "hip"), ("shoulder", "neck")):
        for side, sign in zip(SIDES, (1, -1), strict=True):
            joints[f"{side}_{joint}"] = along(joints[centre], turns[AXES[joint]], sign * HALF_WIDTH[joint])
    return joints


def _reach(root: Point, limb: Reaching, lengths: tuple[float, float]) -> tuple[Point, Point]:
    """The middle and end joint of two bones from `root`, by the triangle that they make."""
    upper, lower = lengths
    way = _minus(limb.to, root)
    asked = max(_length(way), 1e-6)
    distance = min(max(asked, abs(upper - lower) + 0.01), upper + lower)
    ahead = _times(way, 1 / asked)
    pole = along((0.0, 0.0, 0.0), limb.bend, 1.0)
    across = _minus(pole, _times(ahead, _dot(pole, ahead)))
    across = _times(across, 1 / max(_length(across), 1e-6))
    foot = (upper**2 - lower**2 + distance**2) / (2 * distance)
    height = sqrt(max(upper**2 - foot**2, 0.0))
    middle = _plus(root, _plus(_times(ahead, foot), _times(across, height)))
    return middle, _plus(root, _times(ahead, distance))


def _limb_between(name: str, start: Pose, end: Pose, part: float) -> Limb:
    first, last = start.limbs[name], end.limbs[name]
    if isinstance(first, Reaching) and isinstance(last, Reaching):
        return Reaching(_mixed(first.to, last.to, part), _turning(first.bend, last.bend, part))
    if isinstance(first, Reaching):
        first = _as_turned(name, start, near=last)
    if isinstance(last, Reaching):
        last = _as_turned(name, end, near=first)
    return Turned(_turning(first.upper, last.upper, part), _turning(first.lower, last.lower, part))


def _as_turned(name: str, pose: Pose, near: Limb) -> Turned:
    """The limb of `pose` as directions, by the turn that is shortest from `near`."""
    joints = solve(pose)
    root, middle, end = (joints[joint] for joint in chain(name)[0])
    upper, lower = _direction(_minus(middle, root)), _direction(_minus(end, middle))
    if isinstance(near, Turned):
        upper, lower = _unwound(upper, near.upper), _unwound(lower, near.lower)
    return Turned(upper, lower)


def _from_hip(pose: Pose) -> Pose:
    return Pose("hip", solve(pose)["hip"], pose.turns, pose.limbs, pose.belly)


def _direction(way: Point) -> Direction:
    x, y, z = way
    return degrees(atan2(y, x)), degrees(asin(max(-1.0, min(1.0, z / _length(way)))))


def _unwound(direction: Direction, near: Direction) -> Direction:
    angle, out = direction
    return angle + 360 * round((near[0] - angle) / 360), out


def _turning(start: Direction, end: Direction, part: float) -> Direction:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _mixed(start: Point, end: Point, part: float) -> Point:
    return _plus(start, _times(_minus(end, start), part))


def _plus(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _times(a: Point, factor: float) -> Point:
    return a[0] * factor, a[1] * factor, a[2] * factor


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _length(a: Point) -> float:
    return hypot(*a)
