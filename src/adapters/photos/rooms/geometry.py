"""Points of a room in metres (x to the right, y up, z away from the camera), and the camera that sees them."""

import math
from collections.abc import Iterable, Sequence

from attrs import field, frozen

Point3 = tuple[float, float, float]
Point2 = tuple[float, float]
NEAR = 0.12  # nothing nearer than this is seen


@frozen(kw_only=True)
class Camera:
    """Stands upright at (x, y, z), turned to the right by `yaw` radians. `focal` and `horizon` are in pixels of the picture."""

    width: int
    height: int
    focal: float
    horizon: float
    x: float
    y: float
    z: float
    yaw: float
    _cosine: float = field(init=False)
    _sine: float = field(init=False)

    @_cosine.default
    def _find_cosine(self) -> float:
        return math.cos(self.yaw)

    @_sine.default
    def _find_sine(self) -> float:
        return math.sin(self.yaw)

    def seen(self, point: Point3) -> Point3:
        """The point as the camera has it: right, up, ahead."""
        right, ahead = point[0] - self.x, point[2] - self.z
        return right * self._cosine - ahead * self._sine, point[1] - self.y, right * self._sine + ahead * self._cosine

    def project(self, points: Iterable[Point3]) -> list[Point2]:
        """The outline in pixels, without what lies behind the camera; empty when all of it does."""
        return [
            (self.width / 2 + self.focal * right / ahead, self.horizon - self.focal * up / ahead)
            for right, up, ahead in in_front([self.seen(point) for point in points])
        ]

    def distance(self, point: Point3) -> float:
        return self.seen(point)[2]

    def scale(self, point: Point3) -> float:
        """Pixels in a metre at this point."""
        return self.focal / max(self.distance(point), NEAR)


def in_front(points: Sequence[Point3]) -> list[Point3]:
    """The part of a polygon that lies before the camera."""
    kept: list[Point3] = []
    for one, other in zip(points, [*points[1:], points[0]], strict=True):
        if one[2] >= NEAR:
            kept.append(one)
        if (one[2] >= NEAR) != (other[2] >= NEAR):
            part = (NEAR - one[2]) / (other[2] - one[2])
            kept.append((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1]), NEAR))
    return kept


def winding(outline: Sequence[Point2]) -> float:
    """Twice the signed area of an outline."""
    pairs = zip(outline, [*outline[1:], *outline[:1]], strict=True)
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)


@frozen
class Placing:
    """Where a piece of furniture stands: its own origin in the room, turned by quarters to the left. Its front looks to smaller z."""

    x: float = 0.0
    z: float = 0.0
    quarters: int = 0
    y: float = 0.0

    def of(self, point: Point3) -> Point3:
        x, y, z = point
        for _ in range(self.quarters % 4):
            x, z = -z, x
        return x + self.x, y + self.y, z + self.z


@frozen
class Plane:
    """A flat thing: `corner`, and the directions in which u and v grow (one metre each)."""

    corner: Point3
    u: Point3
    v: Point3

    def at(self, u: float, v: float) -> Point3:
        return (
            self.corner[0] + u * self.u[0] + v * self.v[0],
            self.corner[1] + u * self.u[1] + v * self.v[1],
            self.corner[2] + u * self.u[2] + v * self.v[2],
        )

    def rectangle(self, u0: float, v0: float, u1: float, v1: float) -> list[Point3]:
        return [self.at(u0, v0), self.at(u1, v0), self.at(u1, v1), self.at(u0, v1)]

    def rounded(self, centre: Point2, half: Point2, *, power: float = 2.0, steps: int = 40) -> list[Point3]:
        """An ellipse for power 2, more and more of a rectangle above."""
        return [self.at(centre[0] + half[0] * a, centre[1] + half[1] * b) for a, b in superellipse(power, steps)]


def superellipse(power: float, steps: int) -> list[Point2]:
    """The outline within -1..1."""
    outline: list[Point2] = []
    for step in range(steps):
        angle = 2 * math.pi * step / steps
        cosine, sine = math.cos(angle), math.sin(angle)
        outline.append((math.copysign(abs(cosine) ** (2 / power), cosine), math.copysign(abs(sine) ** (2 / power), sine)))
    return outline
