"""A figure as a picture: bones as thick lines, near ones heavier than far ones, in dots or in lines, at any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import hypot
from typing import Protocol

from tracker.core.figure.body import SIDES, Point, Pose, solve, swapped
from tracker.core.figure.motion import Figure, Layer, Prop, PropShape, View, pose_at, skeleton
from tracker.core.figure.raster import DOTS_ACROSS, DOTS_DOWN, Frame, Ink, Raster, Spot
from tracker.core.session.pace import Phase

TRUNK = (("pelvis", "hip", "waist", 0.62), ("lumbar", "waist", "chest", 0.58), ("thorax", "chest", "neck", 0.62))
FLANKS = (("hip", 0.6), ("waist", 0.55), ("chest", 0.75), ("neck", 1.15))
LIMB_BONES = {
    "arm": (("upper_arm", "shoulder", "elbow", 0.38), ("forearm", "elbow", "hand", 0.34)),
    "leg": (("thigh", "hip", "knee", 0.5), ("shin", "knee", "ankle", 0.4), ("foot", "ankle", "toe", 0.32)),
}
BONES = frozenset(
    [*(name for name, *_ in TRUNK), "head", "belly"]
    + [f"{side}_{bone}" for side in SIDES for bones in LIMB_BONES.values() for bone, *_ in bones]
)
TRUNK_RADIUS, HEAD_RADIUS, NOSE_RADIUS, BELLY_RADIUS = 0.62, 1.05, 0.28, 0.75
RADII = {joint: radius for bones in LIMB_BONES.values() for _, _, joint, radius in bones}
RADII |= {"head": HEAD_RADIUS, "shoulder": 0.4}
BODY = (Ink.WORKING, Ink.NEAR, Ink.FAR)
CROSSING = ("near_forearm", "far_forearm", "near_shin")
DOWN: Point = (0.0, -1.0, 0.0)
MARGIN = 0.5
FAR = 0.55
HAIR = 0.5
GAP = 0.9
BEFORE = 0.2
SAMPLES = 5


class Canvas(Protocol):
    """What a figure is drawn on: `width` × `height` units, y downwards."""

    @property
    def width(self) -> float:
        """Units across."""

    @property
    def height(self) -> float:
        """Units down."""

    def begin_part(self) -> None:
        """Begin a part of the body or a prop, in front of all that was drawn so far."""

    def bar(self, ink: Ink, start: Spot, end: Spot, radius: float) -> None:
        """A line with round ends, `radius` to each side."""

    def ring(self, ink: Ink, centre: Spot, radius: float, width: float) -> None:
        """A circle drawn with a line of `width`."""

    def clear(self, inks: Iterable[Ink], start: Spot, end: Spot, radius: float) -> None:
        """Clear `inks` around a line; a canvas whose parts have outlines needs not do it."""


def draw(figure: Figure, pose: Pose, cols: int, rows: int, *, other_side: bool = False) -> Frame:
    """The figure in `pose`, as large as all of its movement fits into `cols` × `rows` cells."""
    raster = Raster(cols, rows)
    draw_on(raster, figure, pose, other_side=other_side)
    raster.tidy(Ink.FAR)
    return raster.frame()


def draw_on(canvas: Canvas, figure: Figure, pose: Pose, *, other_side: bool = False) -> None:
    """Draw the figure in `pose`, as large as all of its movement fits on the canvas."""
    pen = _FigureDrawer(figure, pose, canvas, other_side)
    if figure.floor:
        pen.floor()
    pen.props(figure.props, Layer.BEHIND)
    pen.limb("far", "leg")
    if not pen.far_arm_before:
        pen.limb("far", "arm")
    pen.trunk(pose.belly)
    pen.limb("near", "leg")
    pen.props(figure.props, Layer.BETWEEN)
    if pen.far_arm_before:
        pen.limb("far", "arm")
    pen.limb("near", "arm")
    pen.head()
    pen.props(figure.props, Layer.BEFORE)


def measured(figure: Figure) -> Figure:
    """`figure` with the extent of all that it ever shows, on either side."""
    phases = [Phase("", 1, hold=False)] * len(figure.moves)
    sides = (1, -1) if figure.view is View.SIDE else (1,)
    spots = [(0.0, 0.0)]
    for prop in figure.props:
        for point in prop.points:
            if not isinstance(point, str):
                spots += _around(point, prop.size, figure.depth)
    for index in range(len(figure.moves)):
        for sample in range(SAMPLES + 1):
            pose = pose_at(figure, phases, index, sample / SAMPLES)
            for joint, (x, y, z) in solve(pose).items():
                for depth in sides:
                    spots += _around((x, y, depth * z), radius_of(joint), figure.depth)
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return replace(figure, extent=(min(xs), min(ys), max(xs), max(ys)))


def scale_in(figure: Figure, cols: int, rows: int) -> float:
    """Dots to a unit of length, in `cols` × `rows` cells."""
    return _scale_in(figure, cols * DOTS_ACROSS, rows * DOTS_DOWN)


def size_of(figure: Figure) -> tuple[float, float]:
    """How wide and high it is with its margin, in tenths of a metre."""
    left, bottom, right, top = figure.extent
    return right - left + 2 * MARGIN, top - bottom + 2 * MARGIN


def _scale_in(figure: Figure, width: float, height: float) -> float:
    across, down = size_of(figure)
    return min(width / across, height / down)


def radius_of(joint: str) -> float:
    """How thick the body is around `joint`."""
    return RADII.get(joint.rpartition("_")[2], TRUNK_RADIUS)


class _FigureDrawer:
    """Draws the parts of one figure in one pose."""

    def __init__(self, figure: Figure, pose: Pose, canvas: Canvas, other_side: bool) -> None:
        front = figure.view is View.FRONT
        self._canvas = canvas
        self._joints = skeleton(figure, pose, other_side)
        self._working = {swapped(bone) for bone in figure.working} if other_side and not front else figure.working
        self._front = front
        self._depth = figure.depth
        self._mirror = -1 if other_side and front else 1
        left, bottom, right, top = self._extent = figure.extent
        self._scale = _scale_in(figure, canvas.width, canvas.height)
        self._middle = ((left + right) / 2 * self._mirror, (top + bottom) / 2)
        self._centre = (canvas.width / 2, canvas.height / 2)
        self.far_arm_before = front and self._joints["far_hand"][2] > self._joints["chest"][2] + BEFORE

    def floor(self) -> None:
        """The line that the figure stands or lies on."""
        self._canvas.begin_part()
        left, bottom, right, _ = self._extent
        self._bar(Ink.PROP, (left, bottom, 0.0), (right, bottom, 0.0), 0)

    def props(self, props: Iterable[Prop], layer: Layer) -> None:
        """The props in one layer."""
        for prop in props:
            if prop.layer is layer:
                self._prop(prop)

    def _prop(self, prop: Prop) -> None:
        """A prop; all but plain lines get a clear margin towards the body."""
        self._canvas.begin_part()
        points = [self._joints[point] if isinstance(point, str) else point for point in prop.points]
        if prop.shape is PropShape.RING:
            self._canvas.ring(Ink.PROP, self._spot(points[0]), prop.size * self._scale, 2 * HAIR)
            return
        clear = () if prop.shape is PropShape.LINE else BODY
        if prop.shape is PropShape.DOWEL:
            points = self._behind_the_back()
        elif prop.shape is PropShape.WEIGHT:
            points = [_plus(points[0], DOWN, prop.size)] * 2
        for start, end in pairwise(points):
            if clear:
                self._clear(clear, start, end, prop.size)
            self._bar(Ink.PROP, start, end, prop.size)

    def limb(self, side: str, kind: str) -> None:
        """An arm, or a leg with its foot; the far one is thinner, and the near one stands off from what it covers."""
        self._canvas.begin_part()
        far = side == "far" and not self._front
        thin = FAR if far else 1
        bones = [
            (f"{side}_{bone}", self._joints[f"{side}_{start}"], self._joints[f"{side}_{end}"], radius * thin)
            for bone, start, end, radius in LIMB_BONES[kind]
        ]
        for name, start, end, radius in bones:
            if self._front and name in CROSSING:
                self._clear(BODY, start, end, radius)
            elif not far:
                self._clear((Ink.FAR,), start, end, radius)
        for name, start, end, radius in bones:
            self._bar(self._ink(name, Ink.FAR if far else Ink.NEAR), start, end, radius)

    def trunk(self, belly: float) -> None:
        """The spine from hip to neck, with its sides where they show, the shoulders, and a belly that is out."""
        self._canvas.begin_part()
        for bone, start, end, radius in TRUNK:
            self._bar(self._ink(bone, Ink.NEAR), self._joints[start], self._joints[end], radius)
        self._bar(self._ink("pelvis", Ink.NEAR), self._joints["near_hip"], self._joints["far_hip"], 0.5)
        self._bar(self._ink("thorax", Ink.NEAR), self._joints["near_shoulder"], self._joints["far_shoulder"], 0.4)
        if self._front:
            self._flanks()
        if belly > 0:
            waist, chest = self._joints["waist"], self._joints["chest"]
            middle = _between(waist, chest, 0.4)
            out = _plus(middle, self._facing(chest, waist, "hip"), belly)
            self._bar(self._ink("belly", Ink.NEAR), middle, out, BELLY_RADIUS)

    def head(self) -> None:
        """A disc, and a nose that says which way it looks."""
        self._canvas.begin_part()
        ink = self._ink("head", Ink.NEAR)
        head = self._joints["head"]
        self._clear(BODY, head, head, HEAD_RADIUS)
        self._bar(ink, head, head, HEAD_RADIUS)
        nose = _plus(head, self._facing(head, self._joints["neck"], "shoulder"), HEAD_RADIUS)
        self._bar(ink, head, nose, NOSE_RADIUS)

    def _flanks(self) -> None:
        for side in SIDES:
            axis = [_plus(self._joints[joint], self._axis(joint, side), half) for joint, half in FLANKS]
            for (bone, *_), (start, end) in zip(TRUNK, pairwise(axis), strict=True):
                self._bar(self._ink(bone, Ink.NEAR), start, end, 0.4)

    def _axis(self, joint: str, side: str) -> Point:
        """The unit step to `side` at a joint of the spine."""
        part = {"hip": "hip", "waist": "hip"}.get(joint, "shoulder")
        return _unit(self._joints[f"{side}_{part}"], self._joints[part if part == "hip" else "neck"])

    def _behind_the_back(self) -> list[Point]:
        hip, neck = self._joints["hip"], self._joints["neck"]
        up, front = _unit(neck, hip), self._facing(neck, hip, "shoulder")
        behind = TRUNK_RADIUS + 0.5
        return [_plus(_plus(point, up, far), front, -behind) for point, far in ((hip, -1.2), (neck, 3.2))]

    def _facing(self, top: Point, bottom: Point, part: str) -> Point:
        """The direction in which the front of the body faces, between two joints of the spine."""
        ux, uy, uz = _unit(top, bottom)
        ax, ay, az = _unit(self._joints[f"near_{part}"], self._joints[f"far_{part}"])
        return uy * az - uz * ay, uz * ax - ux * az, ux * ay - uy * ax

    def _ink(self, bone: str, otherwise: Ink) -> Ink:
        return Ink.WORKING if bone in self._working else otherwise

    def _bar(self, ink: Ink, start: Point, end: Point, radius: float) -> None:
        self._canvas.bar(ink, self._spot(start), self._spot(end), self._dots(radius))

    def _clear(self, inks: tuple[Ink, ...], start: Point, end: Point, radius: float) -> None:
        """Clear a margin around a bone or a prop, so that it stands out from what it covers."""
        self._canvas.clear(inks, self._spot(start), self._spot(end), self._dots(radius) + GAP)

    def _dots(self, radius: float) -> float:
        return max(radius * self._scale, HAIR)

    def _spot(self, point: Point) -> Spot:
        x, y = _flat(point, self._depth)
        across, down = self._centre
        middle_x, middle_y = self._middle
        return across + (self._mirror * x - middle_x) * self._scale, down - (y - middle_y) * self._scale


def _flat(point: Point, depth: tuple[float, float]) -> tuple[float, float]:
    x, y, z = point
    return x + z * depth[0], y + z * depth[1]


def _around(point: Point, radius: float, depth: tuple[float, float]) -> list[tuple[float, float]]:
    x, y = _flat(point, depth)
    return [(x - radius, y - radius), (x + radius, y + radius)]


def _plus(point: Point, step: Point, times: float) -> Point:
    return point[0] + step[0] * times, point[1] + step[1] * times, point[2] + step[2] * times


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part


def _unit(end: Point, start: Point) -> Point:
    x, y, z = end[0] - start[0], end[1] - start[1], end[2] - start[2]
    long = hypot(x, y, z)
    return x / long, y / long, z / long
