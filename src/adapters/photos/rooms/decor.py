"""Rugs, pictures, lamps, plants, shelves."""

import math
from collections.abc import Sequence

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import BRASS, DARK_METAL, GREENS, LINEN, SHADE, WHITE, Colour, Palette, hexed, lit, mix
from adapters.photos.rooms.geometry import Placing, Plane, Point3
from adapters.photos.rooms.mood import Mood

LAMPLIGHT = hexed("ffd9a0")
POTS = (hexed("c9835f"), hexed("e6e0d6"), hexed("6f7471"), hexed("d8c3a5"))


def draw_rug(canvas: Canvas, centre: tuple[float, float], size: tuple[float, float], palette: Palette) -> None:
    """A rug with a border, stripes or rings."""
    (x, z), (wide, deep) = centre, size
    plane = Plane((x, 0.004, z), (1, 0, 0), (0, 0, 1))
    style = canvas.random.choice(("border", "stripes", "round"))
    base, line = palette.rug, mix(palette.rug, palette.warm if canvas.random.random() < 0.5 else palette.soft, 0.42)
    if style == "round":
        for part, tone in ((1.0, line), (0.94, base), (0.62, line), (0.58, base)):
            canvas.face(plane.rounded((0, 0), (wide / 2 * part, deep / 2 * part), steps=60), tone)
        return
    half, edge = (wide / 2, deep / 2), 0.09
    canvas.face(plane.rectangle(-half[0], -half[1], half[0], half[1]), base)
    if style == "border":
        for inset, tone in ((edge, line), (edge + 0.05, base), (edge + 0.13, line), (edge + 0.15, lit(base, 1.03))):
            canvas.face(plane.rectangle(-half[0] + inset, -half[1] + inset, half[0] - inset, half[1] - inset), tone)
        return
    count = 9
    for step in range(1, count):
        v = -half[1] + deep * step / count
        canvas.face(plane.rectangle(-half[0], v - 0.025 * (1 + step % 2), half[0], v + 0.025), line, alpha=210)


def draw_picture(canvas: Canvas, wall: Plane, place: tuple[float, float, float, float], palette: Palette) -> None:
    """A framed print (u0, v0, u1, v1)."""
    u0, v0, u1, v1 = place
    canvas.face(wall.rectangle(u0 + 0.03, v0 - 0.045, u1 + 0.045, v1 - 0.03), SHADE, alpha=46)
    canvas.face(
        wall.rectangle(u0 - 0.025, v0 - 0.025, u1 + 0.025, v1 + 0.025), canvas.random.choice((palette.wood, DARK_METAL, BRASS, LINEN))
    )
    canvas.face(wall.rectangle(*place), hexed("fbf8f1"))
    mat = min(u1 - u0, v1 - v0) * 0.11
    art = (u0 + mat, v0 + mat, u1 - mat, v1 - mat)
    canvas.random.choice((_hills, _circles, _blocks, _leaf))(canvas, wall, art, palette)


def _inks(canvas: Canvas, palette: Palette) -> list[Colour]:
    inks = [palette.soft, palette.warm, palette.cool, palette.accent]
    canvas.random.shuffle(inks)
    return inks


def _hills(canvas: Canvas, wall: Plane, art: tuple[float, float, float, float], palette: Palette) -> None:
    u0, v0, u1, v1 = art
    inks = _inks(canvas, palette)
    canvas.face(wall.rectangle(*art), mix(palette.curtain, palette.warm, 0.16))
    r = (u1 - u0) * 0.13
    canvas.face(wall.rounded((u0 + (u1 - u0) * canvas.random.uniform(0.3, 0.7), v0 + (v1 - v0) * 0.7), (r, r)), palette.warm)
    for layer, ink in enumerate(inks[:3]):
        base, phase = v0 + (v1 - v0) * (0.52 - 0.16 * layer), canvas.random.uniform(0, 6)
        ridge = [wall.at(u0 + (u1 - u0) * step / 14, base + (v1 - v0) * 0.08 * math.sin(step * 0.6 + phase)) for step in range(15)]
        canvas.face([*ridge, wall.at(u1, v0), wall.at(u0, v0)], ink)


def _circles(canvas: Canvas, wall: Plane, art: tuple[float, float, float, float], palette: Palette) -> None:
    u0, v0, u1, v1 = art
    wide, tall = u1 - u0, v1 - v0
    r = min(wide, tall) * 0.26
    for ink, (a, b) in zip(_inks(canvas, palette), ((0.38, 0.62), (0.62, 0.46), (0.42, 0.3)), strict=False):
        canvas.face(wall.rounded((u0 + wide * a, v0 + tall * b), (r, r)), ink, alpha=214)


def _blocks(canvas: Canvas, wall: Plane, art: tuple[float, float, float, float], palette: Palette) -> None:
    u0, v0, u1, v1 = art
    inks = _inks(canvas, palette)
    cut, rise = u0 + (u1 - u0) * canvas.random.uniform(0.35, 0.65), v0 + (v1 - v0) * canvas.random.uniform(0.3, 0.6)
    for ink, place in zip(inks, ((u0, rise, cut, v1), (cut, rise, u1, v1), (u0, v0, cut, rise), (cut, v0, u1, rise)), strict=False):
        canvas.face(wall.rectangle(*place), ink)


def _leaf(canvas: Canvas, wall: Plane, art: tuple[float, float, float, float], palette: Palette) -> None:
    u0, v0, u1, v1 = art
    wide, tall = u1 - u0, v1 - v0
    canvas.line([wall.at(u0 + wide * 0.5, v0 + tall * 0.06), wall.at(u0 + wide * 0.5, v0 + tall * 0.9)], palette.soft, wide * 0.02)
    for step in range(5):
        v = v0 + tall * (0.2 + 0.15 * step)
        for side in (-1, 1):
            tip = wall.at(u0 + wide * (0.5 + side * 0.36), v + tall * 0.16)
            middle = [wall.at(u0 + wide * (0.5 + side * 0.17), v + tall * high) for high in (0.15, 0.02)]
            canvas.face([wall.at(u0 + wide * 0.5, v), middle[0], tip, middle[1]], palette.soft)


def draw_plant(canvas: Canvas, foot: Point3, tall: float, *, kind: str | None = None) -> None:
    """A pot with a leafy bush, a palm or upright blades."""
    plane, pot = canvas.upright(foot), canvas.random.choice(POTS)
    wide, high = tall * 0.17, tall * 0.26
    canvas.shadows([(Plane(foot, (1, 0, 0), (0, 0, 1)).rounded((0, 0), (wide * 1.5, wide * 1.1), steps=20), 0.4)], blur=3)
    kind = kind or canvas.random.choice(("bush", "palm", "blades"))
    {"bush": _bush, "palm": _palm, "blades": _blades}[kind](canvas, plane, high, tall)
    outline = [plane.at(-wide, high), plane.at(wide, high), plane.at(wide * 0.72, 0), plane.at(-wide * 0.72, 0)]
    canvas.shaded(outline, (lit(pot, 1.06), lit(pot, 0.84), lit(pot, 0.98), lit(pot, 0.74)))
    canvas.face(plane.rectangle(-wide * 1.05, high - tall * 0.035, wide * 1.05, high), lit(pot, 1.03))


def _blade(canvas: Canvas, plane: Plane, spine: Sequence[tuple[float, float]], wide: float, colour: Colour) -> None:
    """A leaf along its spine, lighter on one half."""
    left, right = [], []
    for step, (u, v) in enumerate(spine):
        following, before = spine[min(step + 1, len(spine) - 1)], spine[max(step - 1, 0)]
        du, dv = following[0] - before[0], following[1] - before[1]
        length = math.hypot(du, dv) or 1
        spread = wide * math.sin(math.pi * (0.12 + 0.88 * step / (len(spine) - 1)))
        left.append(plane.at(u - dv / length * spread, v + du / length * spread))
        right.append(plane.at(u + dv / length * spread, v - du / length * spread))
    middle = [plane.at(u, v) for u, v in spine]
    canvas.face([*left, *reversed(middle)], lit(colour, 1.08))
    canvas.face([*right, *reversed(middle)], lit(colour, 0.86))


def _arc(start: tuple[float, float], angle: float, length: float, droop: float) -> list[tuple[float, float]]:
    points, (u, v) = [start], start
    for step in range(8):
        bend = angle + droop * (step / 7) ** 1.5
        u, v = u + math.sin(bend) * length / 8, v + math.cos(bend) * length / 8
        points.append((u, v))
    return points


def _bush(canvas: Canvas, plane: Plane, high: float, tall: float) -> None:
    base = canvas.random.choice(GREENS)
    leaves = []
    for _ in range(26):
        angle, reach = canvas.random.uniform(-1.25, 1.25), canvas.random.uniform(0.25, 0.62) * tall
        stem = _arc((0, high), angle * 0.7, reach, angle * 0.5)
        leaves.append((stem[-1], angle, canvas.random.uniform(0.82, 1.16)))
        canvas.line([plane.at(*point) for point in stem], lit(base, 0.72), tall * 0.007)
    for tip, angle, tone in leaves:
        _blade(canvas, plane, _arc(tip, angle * 1.2, tall * 0.2, angle * 0.6), tall * 0.058, lit(base, tone))


def _palm(canvas: Canvas, plane: Plane, high: float, tall: float) -> None:
    base = canvas.random.choice(GREENS)
    trunk = high + tall * 0.12
    canvas.line([plane.at(0, high), plane.at(0.01, trunk)], hexed("7a5f45"), tall * 0.035)
    for step in range(15):
        angle = -1.25 + 2.5 * step / 14 + canvas.random.uniform(-0.1, 0.1)
        spine = _arc((0, trunk), angle * 0.55, tall * canvas.random.uniform(0.5, 0.68), angle * 1.15)
        _blade(canvas, plane, spine, tall * 0.038, lit(base, canvas.random.uniform(0.84, 1.14)))


def _blades(canvas: Canvas, plane: Plane, high: float, tall: float) -> None:
    base = canvas.random.choice(GREENS)
    for step in range(11):
        angle = -0.3 + 0.6 * step / 10 + canvas.random.uniform(-0.05, 0.05)
        start = ((step - 5) * tall * 0.016, high)
        _blade(
            canvas,
            plane,
            _arc(start, angle, tall * canvas.random.uniform(0.4, 0.72), angle * 0.3),
            tall * 0.03,
            lit(base, canvas.random.uniform(0.8, 1.12)),
        )


def draw_pendant(canvas: Canvas, at: Point3, drop: float, colour: Colour, mood: Mood, *, wide: float = 0.24) -> None:
    """A lamp that hangs from the ceiling at `at`."""
    plane = canvas.upright(at)
    style = canvas.random.choice(("dome", "globe", "drum"))
    canvas.line([plane.at(0, 0), plane.at(0, -drop)], DARK_METAL, 0.012)
    if style == "globe":
        canvas.face(
            plane.rounded((0, -drop - wide * 0.7), (wide * 0.7, wide * 0.7)), lit(LAMPLIGHT, 1.1) if mood.lamps else hexed("f7f3ea")
        )
    elif style == "drum":
        tone = mix(colour, LAMPLIGHT, mood.lamps * 0.6)
        canvas.shaded(plane.rectangle(-wide, -drop - wide, wide, -drop), (tone, lit(tone, 0.9), lit(tone, 1.05), lit(tone, 0.94)))
    else:
        arc = [plane.at(wide * math.cos(a), -drop - wide * 0.75 + wide * 0.75 * math.sin(a)) for a in [math.pi * s / 20 for s in range(21)]]
        canvas.shaded(arc, (lit(colour, 1.1), lit(colour, 0.8), lit(colour, 1.02), lit(colour, 0.72)))
    if mood.lamps:
        canvas.halo(plane.at(0, -drop - wide * 0.7), 1.5, LAMPLIGHT, 0.42 * mood.lamps)


def draw_lamp(canvas: Canvas, foot: Point3, tall: float, shade: Colour, mood: Mood) -> None:
    """A table lamp, or a floor lamp when tall."""
    plane = canvas.upright(foot)
    wide = 0.12 if tall < 0.8 else 0.2
    high = wide * 1.5
    stand = BRASS if canvas.random.random() < 0.5 else DARK_METAL
    canvas.face(plane.rounded((0, 0.012), (wide * 0.7, wide * 0.14), steps=24), lit(stand, 0.9))
    canvas.line([plane.at(0, 0), plane.at(0, tall - high)], stand, 0.022)
    tone = mix(shade, LAMPLIGHT, 0.25 + 0.6 * mood.lamps)
    outline = [plane.at(-wide * 0.66, tall), plane.at(wide * 0.66, tall), plane.at(wide, tall - high), plane.at(-wide, tall - high)]
    canvas.shaded(outline, (tone, lit(tone, 0.92), lit(tone, 1.1), lit(tone, 1.0)))
    if mood.lamps:
        canvas.halo(plane.at(0, tall - high / 2), 0.6 + tall * 0.45, LAMPLIGHT, 0.62 * mood.lamps)


def draw_shelf(canvas: Canvas, wall: Plane, u: float, v: float, wide: float, palette: Palette) -> None:
    """A shelf with books and a small plant."""
    canvas.face(wall.rectangle(u + 0.02, v - 0.09, u + wide + 0.02, v), SHADE, alpha=36)
    at = u + 0.05
    spines = (palette.soft, palette.warm, palette.cool, palette.accent, LINEN, palette.wood)
    while at < u + wide - 0.34:
        thick, tall = canvas.random.uniform(0.022, 0.045), canvas.random.uniform(0.17, 0.26)
        canvas.face(wall.rectangle(at, v, at + thick, v + tall), lit(canvas.random.choice(spines), canvas.random.uniform(0.85, 1.05)))
        canvas.face(wall.rectangle(at + thick * 0.2, v + tall * 0.7, at + thick * 0.8, v + tall * 0.76), WHITE, alpha=120)
        at += thick + 0.003
    draw_plant(canvas, wall.at(u + wide - 0.16, v), 0.34, kind="bush")
    canvas.face(wall.rectangle(u, v - 0.035, u + wide, v), lit(palette.wood, 1.0))


def draw_mirror(
    canvas: Canvas, wall: Plane, centre: tuple[float, float], half: tuple[float, float], palette: Palette, *, power: float
) -> None:
    """Glass with a faint picture of the room; round for power 2."""
    frame = canvas.random.choice((palette.wood, BRASS, DARK_METAL))
    shifted = (centre[0] + 0.02, centre[1] - 0.03)
    canvas.face(wall.rounded(shifted, (half[0] + 0.03, half[1] + 0.03), power=power), SHADE, alpha=40)
    canvas.face(wall.rounded(centre, (half[0] + 0.025, half[1] + 0.025), power=power), frame)
    glass = mix(palette.wall, hexed("a9bcc6"), 0.45)
    canvas.shaded(wall.rounded(centre, half, power=power), (lit(glass, 1.12), lit(glass, 0.98), lit(glass, 0.95), lit(glass, 0.86)))
    u, v = centre
    for shift in (-0.3, 0.05):
        a = u + half[0] * shift
        streak = [wall.at(a, v + half[1] * 0.62), wall.at(a + half[0] * 0.2, v + half[1] * 0.62)]
        canvas.face(
            [*streak, wall.at(a - half[0] * 0.2, v - half[1] * 0.6), wall.at(a - half[0] * 0.4, v - half[1] * 0.6)], WHITE, alpha=44
        )


def stand(x: float, z: float, y: float) -> Placing:
    """A place on a shelf or table."""
    return Placing(x, z, 0, y)
