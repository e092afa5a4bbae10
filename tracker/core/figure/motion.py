"""A figure: its poses, its props, and which pose a repetition has reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.figure.body import Point, Pose, Skeleton, blend, solve, swapped
from tracker.core.session.pace import Phase


class View(StrEnum):
    """The direction of view: for the other side, a side view exchanges the limbs and a front view is mirrored."""

    SIDE = "side"
    FRONT = "front"


class Layer(StrEnum):
    """Where a prop is drawn: behind the body, in front of it, or between its parts."""

    BEHIND = "behind"
    BETWEEN = "between"
    BEFORE = "before"


class PropShape(StrEnum):
    """How a prop is drawn; a band stands off from the trunk and the leg that it crosses."""

    LINE = "line"
    BAND = "band"
    RING = "ring"
    WEIGHT = "weight"
    DOWEL = "dowel"


@dataclass(frozen=True, slots=True)
class Prop:
    """A prop: through or around `points`, each a place or the name of a joint, which it follows; `size` a radius.

    A weight hangs below its point; a dowel lies along the back and has no points.
    """

    shape: PropShape
    points: tuple[Point | str, ...] = ()
    size: float = 0.0

    @property
    def layer(self) -> Layer:
        """Behind the body; before it, if it moves with it; a band between the trunk and the arms."""
        if self.shape is PropShape.BAND:
            return Layer.BETWEEN
        moves_along = self.shape is PropShape.DOWEL or any(isinstance(point, str) for point in self.points)
        return Layer.BEFORE if moves_along else Layer.BEHIND


@dataclass(frozen=True, slots=True)
class Figure:
    """What an exercise looks like.

    `moves` has for each moving phase of the pace the poses that it passes through, the last of them its end; the last
    of all is where a repetition starts. `contact` are the joints that are on the floor in every pose, `working` the
    bones that are marked. `depth` is how far right and up a step towards the viewer looks. `even`: without slowing at
    the ends of a move. `extent` is left, bottom, right and top of all that is ever drawn, without the ink's width.
    """

    poses: Mapping[str, Pose]
    moves: tuple[tuple[str, ...], ...]
    props: tuple[Prop, ...]
    working: frozenset[str]
    contact: frozenset[str]
    view: View
    depth: tuple[float, float]
    even: bool
    floor: bool
    extent: tuple[float, float, float, float] = (0, 0, 0, 0)

    @property
    def start(self) -> Pose:
        """Where a repetition starts and ends."""
        return self.poses[self.moves[-1][-1]]

    @property
    def stills(self) -> tuple[Pose, ...]:
        """Every pose that a repetition passes, once, from the start."""
        names = (self.moves[-1][-1], *(name for move in self.moves for name in move))
        return tuple(self.poses[name] for name in dict.fromkeys(names))


def pose_at(figure: Figure, phases: Sequence[Phase], index: int, part: float) -> Pose:
    """The pose when `part` (0 to 1) of phase `index` has passed; a hold stays where the move before it ended.

    A pace with more or fewer moves than the figure has still ends where it started.
    """
    moving = sum(not phase.hold for phase in phases)
    done = sum(not phase.hold for phase in phases[:index])
    if phases[index].hold:
        return figure.poses[figure.moves[_move_after(done, moving, figure) - 1][-1]]
    first, last = _move_after(done, moving, figure), _move_after(done + 1, moving, figure)
    path = [figure.moves[first - 1][-1], *(name for move in figure.moves[first:last] for name in move)]
    way = min(max(part, 0.0), 1.0)
    reached = (way if figure.even else _eased(way)) * (len(path) - 1)
    leg = min(int(reached), max(len(path) - 2, 0))
    return blend(figure.poses[path[leg]], figure.poses[path[min(leg + 1, len(path) - 1)]], reached - leg)


def phase_at(phases: Sequence[Phase], seconds: float) -> tuple[int, float]:
    """Which phase a time falls in, repetition after repetition, and which part (0 to 1) of it has passed."""
    left = seconds % sum(phase.seconds for phase in phases)
    for index, phase in enumerate(phases):
        if left < phase.seconds:
            return index, left / phase.seconds
        left -= phase.seconds
    return len(phases) - 1, 1.0


def skeleton(figure: Figure, pose: Pose, other_side: bool) -> Skeleton:
    """The joints of `pose`; done on the other side, seen from the side, near and far change places."""
    joints = solve(pose)
    if other_side and figure.view is View.SIDE:
        return {swapped(name): (x, y, -z) for name, (x, y, z) in joints.items()}
    return joints


def _move_after(done: int, moving: int, figure: Figure) -> int:
    return done * len(figure.moves) // moving


def _eased(way: float) -> float:
    return way * way * (3 - 2 * way)
