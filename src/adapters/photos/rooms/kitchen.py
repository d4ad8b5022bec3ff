"""Kitchens."""

from random import Random

from attrs import frozen

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import BLACK, BRASS, DARK_METAL, LINEN, METAL, WHITE, Colour, Palette, hexed, lit, mix
from adapters.photos.rooms.decor import draw_pendant, draw_plant
from adapters.photos.rooms.geometry import Placing, Plane
from adapters.photos.rooms.seating import draw_chair, draw_table, draw_vase, footprint
from adapters.photos.rooms.shell import Floor, Side
from adapters.photos.rooms.stage import Stage, draw_lit_window, draw_room_shell, pick_shell, set_stage

DEPTH = 0.62
TOP = 0.9
TOPS = tuple(hexed(code) for code in ("e9e6e0", "8d6a48", "4c4d50", "cfc8bd"))


@frozen(kw_only=True)
class Fronts:
    """The colours of a fitted kitchen."""

    low: Colour
    high: Colour
    top: Colour
    handle: Colour


def draw_kitchen(random: Random) -> Stage:
    """A row of units along the back wall, a table before it."""
    stage = set_stage(random, pick_shell(random, (4.1, 3.9), (Side.LEFT, Side.RIGHT)))
    draw_room_shell(stage, floor=random.choice((Floor.TILES, Floor.PLANKS, Floor.CHECKS, Floor.HERRINGBONE)))
    draw_lit_window(stage, low=False, dressed=random.random() < 0.4)
    fronts = _fronts(stage)
    _splashback(stage)
    _units(stage, fronts)
    _dining(stage)
    return stage


def _fronts(stage: Stage) -> Fronts:
    palette, random = stage.palette, stage.random
    low = random.choice((palette.soft, palette.accent, LINEN, mix(palette.cool, palette.wall, 0.25), palette.wood))
    high = random.choice((low, LINEN, LINEN))
    return Fronts(low=low, high=high, top=random.choice(TOPS), handle=random.choice((BRASS, DARK_METAL, METAL)))


def _splashback(stage: Stage) -> None:
    canvas, shell = stage.canvas, stage.shell
    wall = shell.wall(Side.BACK, off=0.01)
    base = mix(stage.random.choice((LINEN, stage.palette.cool, stage.palette.wall)), WHITE, 0.35)
    canvas.face(wall.rectangle(0, TOP, shell.width, 1.52), lit(base, 0.9))
    wide, tall = stage.random.choice(((0.2, 0.1), (0.15, 0.15), (0.3, 0.1)))
    for row in range(int(0.62 / tall) + 1):
        u = -wide / 2 * (row % 2)
        while u < shell.width:
            v1 = min(TOP + (row + 1) * tall, 1.52) - 0.006
            tone = lit(base, stage.random.uniform(0.955, 1.02))
            canvas.face(wall.rectangle(max(u, 0), TOP + row * tall, min(u + wide - 0.006, shell.width), v1), tone)
            u += wide


def _units(stage: Stage, fronts: Fronts) -> None:
    canvas, shell, half = stage.canvas, stage.shell, stage.shell.width / 2
    tall_side = 1 if shell.bright is Side.LEFT else -1
    fridge = (half - 0.64, half - 0.02) if tall_side > 0 else (-half + 0.02, -half + 0.64)
    run = (-half + 0.01, fridge[0] - 0.01) if tall_side > 0 else (fridge[1] + 0.01, half - 0.01)
    z = shell.depth - DEPTH
    canvas.shadows([([(-half, 0, z - 0.12), (half, 0, z - 0.12), (half, 0, z), (-half, 0, z)], 0.5)], blur=4)
    _low_row(canvas, run, z, fronts)
    _on_top(stage, run, z)
    _high_row(stage, run, fronts)
    _fridge(canvas, fridge, z, stage.random.choice((hexed("e8e9ea"), METAL, LINEN, fronts.low)))


def _low_row(canvas: Canvas, run: tuple[float, float], z: float, fronts: Fronts) -> None:
    left, right = run
    canvas.box((left, 0.0, z + 0.06), (right, 0.1, z + DEPTH), DARK_METAL)
    canvas.box((left, 0.1, z), (right, TOP - 0.04, z + DEPTH), fronts.low)
    front = Plane((0, 0, z - 0.003), (1, 0, 0), (0, 1, 0))
    count = max(3, round((right - left) / 0.6))
    wide = (right - left) / count
    oven = canvas.random.randrange(1, count - 1) if count > 2 else 0
    for unit in range(count):
        u = left + unit * wide
        canvas.line([front.at(u, 0.1), front.at(u, TOP - 0.04)], lit(fronts.low, 0.62), 0.008)
        if unit == oven:
            _oven(canvas, front, u, wide)
        else:
            _front(canvas, front, u, wide, fronts, drawers=canvas.random.random() < 0.4)
    canvas.box((left, TOP - 0.04, z - 0.025), (right, TOP, z + DEPTH), fronts.top)


def _front(canvas: Canvas, front: Plane, u: float, wide: float, fronts: Fronts, *, drawers: bool) -> None:
    if drawers:
        for v in (0.36, 0.62):
            canvas.line([front.at(u, v), front.at(u + wide, v)], lit(fronts.low, 0.62), 0.007)
        for v in (0.3, 0.56, 0.8):
            canvas.line([front.at(u + wide * 0.32, v), front.at(u + wide * 0.68, v)], fronts.handle, 0.016)
    else:
        canvas.line([front.at(u + wide * 0.32, 0.8), front.at(u + wide * 0.68, 0.8)], fronts.handle, 0.016)


def _oven(canvas: Canvas, front: Plane, u: float, wide: float) -> None:
    canvas.face(front.rectangle(u + 0.015, 0.14, u + wide - 0.015, TOP - 0.05), hexed("2b2d31"))
    glass = front.rectangle(u + 0.07, 0.22, u + wide - 0.07, 0.62)
    canvas.shaded(glass, (hexed("4a4e55"), hexed("3a3d43"), hexed("26282c"), hexed("1f2124")))
    canvas.line([front.at(u + 0.08, 0.68), front.at(u + wide - 0.08, 0.68)], METAL, 0.02)
    for step in range(3):
        canvas.face(front.rounded((u + wide * (0.3 + 0.2 * step), 0.78), (0.022, 0.022), steps=16), METAL)


def _on_top(stage: Stage, run: tuple[float, float], z: float) -> None:
    canvas, palette = stage.canvas, stage.palette
    left, right = run
    place = Placing(0, z)
    sink = left + (right - left) * 0.3
    canvas.line([(sink, TOP, z + 0.5), (sink, TOP + 0.3, z + 0.5)], METAL, 0.025)
    canvas.line([(sink, TOP + 0.29, z + 0.5), (sink, TOP + 0.31, z + 0.36), (sink, TOP + 0.24, z + 0.3)], METAL, 0.02)
    hob = left + (right - left) * 0.64
    canvas.box((hob - 0.27, TOP, z + 0.08), (hob + 0.27, TOP + 0.01, z + 0.52), hexed("232427"))
    canvas.box(
        (hob - 0.1, TOP + 0.01, z + 0.2),
        (hob + 0.14, TOP + 0.16, z + 0.4),
        stage.random.choice((palette.warm, METAL, palette.soft)),
        soft=0.03,
    )
    draw_vase(canvas, place, (left + 0.3, TOP, 0.36), palette.cool, hexed("8f8a5a"))
    canvas.box((left + 0.52, TOP, z + 0.44), (left + 0.82, TOP + 0.36, z + 0.47), palette.wood)
    draw_plant(canvas, (right - 0.26, TOP, z + 0.36), 0.42, kind="bush")


def _high_row(stage: Stage, run: tuple[float, float], fronts: Fronts) -> None:
    canvas, shell = stage.canvas, stage.shell
    left, right = run
    if stage.random.random() < 0.35:
        wall = shell.wall(Side.BACK, off=0.02)
        for v in (1.62, 2.02):
            _open_shelf(stage, wall, (left + shell.width / 2 + 0.15, right + shell.width / 2 - 0.15), v)
        return
    z, low, high = shell.depth - 0.36, 1.52, 2.3
    canvas.shadows(
        [
            (
                [
                    (left, 1.5, shell.depth - 0.02),
                    (right, 1.5, shell.depth - 0.02),
                    (right, 1.36, shell.depth - 0.02),
                    (left, 1.36, shell.depth - 0.02),
                ],
                0.42,
            )
        ],
        blur=4,
    )
    canvas.box((left, low, z), (right, high, shell.depth), fronts.high)
    _doors(canvas, run, z, (low, high), fronts)
    if stage.mood.lamps:
        glow = [(left, 1.5, z), (right, 1.5, z), (right, 1.1, shell.depth), (left, 1.1, shell.depth)]
        canvas.glow([canvas.camera.project(glow)], hexed("ffe2ad"), 0.5 * stage.mood.lamps, blur=7)


def _doors(canvas: Canvas, run: tuple[float, float], z: float, ends: tuple[float, float], fronts: Fronts) -> None:
    (left, right), (low, high) = run, ends
    front = Plane((0, 0, z - 0.003), (1, 0, 0), (0, 1, 0))
    count = max(3, round((right - left) / 0.6))
    for unit in range(count):
        u = left + (right - left) * unit / count
        canvas.line([front.at(u, low), front.at(u, high)], lit(fronts.high, 0.66), 0.008)
        canvas.line([front.at(u + 0.06, low + 0.06), front.at(u + 0.06, low + 0.2)], fronts.handle, 0.014)


def _open_shelf(stage: Stage, wall: Plane, span: tuple[float, float], v: float) -> None:
    """Plates, bowls, jars."""
    canvas, palette, (u, end) = stage.canvas, stage.palette, span
    canvas.face(wall.rectangle(u + 0.02, v - 0.1, end + 0.02, v), BLACK, alpha=26)
    at = u + 0.16
    while at < end - 0.16:
        tone = lit(stage.random.choice((LINEN, LINEN, palette.warm, palette.cool, palette.soft)), stage.random.uniform(0.92, 1.0))
        shape = stage.random.choice(("plate", "jar", "bowls"))
        if shape == "plate":
            canvas.face(wall.rounded((at, v + 0.12), (0.12, 0.12), steps=30), lit(tone, 0.9))
            canvas.face(wall.rounded((at, v + 0.12), (0.08, 0.08), steps=30), tone)
        elif shape == "jar":
            canvas.shaded(wall.rounded((at, v + 0.1), (0.06, 0.1), power=5, steps=30), (tone, lit(tone, 0.8), tone, lit(tone, 0.75)))
            canvas.face(wall.rectangle(at - 0.045, v + 0.19, at + 0.045, v + 0.225), palette.wood)
        else:
            for pile in range(3):
                canvas.face(
                    [
                        wall.at(at - 0.1, v + 0.075 + pile * 0.035),
                        wall.at(at + 0.1, v + 0.075 + pile * 0.035),
                        wall.at(at + 0.06, v + pile * 0.035),
                        wall.at(at - 0.06, v + pile * 0.035),
                    ],
                    lit(tone, 0.9 + 0.05 * pile),
                )
        at += stage.random.uniform(0.22, 0.34)
    canvas.face(wall.rectangle(u, v - 0.035, end, v), palette.wood)


def _fridge(canvas: Canvas, span: tuple[float, float], z: float, colour: Colour) -> None:
    left, right = span
    canvas.box((left, 0.02, z - 0.02), (right, 2.0, z + DEPTH), colour, soft=0.01)
    front = Plane((0, 0, z - 0.025), (1, 0, 0), (0, 1, 0))
    canvas.line([front.at(left, 0.78), front.at(right, 0.78)], lit(colour, 0.6), 0.012)
    for low, high in ((0.46, 0.7), (0.86, 1.2)):
        canvas.line([front.at(left + 0.06, low), front.at(left + 0.06, high)], lit(colour, 0.5), 0.02)
    canvas.face(front.rectangle(left + 0.04, 1.9, right - 0.04, 1.94), BLACK, alpha=14)


def _dining(stage: Stage) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    x = stage.random.uniform(-0.5, 0.5)
    table = Placing(x, shell.depth - 2.25)
    canvas.shadows([(footprint(table, 0.72, 0.78), 0.5)])
    back = palette.cool if stage.random.random() < 0.5 else palette.warm
    for shift in (-0.34, 0.34):
        draw_chair(canvas, Placing(x + shift, table.z + 0.62), back, palette.wood)
    draw_table(canvas, table, (1.4, 0.78, 0.74), palette.wood)
    _laid(canvas, table, palette)
    if stage.random.random() < 0.8:
        draw_pendant(canvas, (x, shell.height, table.z + 0.4), stage.random.uniform(0.5, 0.75), palette.warm, stage.mood, wide=0.22)


def _laid(canvas: Canvas, table: Placing, palette: Palette) -> None:
    top = Plane(table.of((0, 0.745, 0)), (1, 0, 0), (0, 0, 1))
    for u, v in ((-0.4, 0.2), (0.4, 0.2), (-0.4, 0.58), (0.4, 0.58)):
        canvas.face(top.rounded((u, v), (0.14, 0.13), steps=28), lit(palette.curtain, 0.96))
        canvas.face(top.rounded((u, v), (0.1, 0.09), steps=28), lit(palette.curtain, 1.04))
    draw_vase(canvas, table, (0, 0.74, 0.4), palette.accent, hexed("7f9a5f"))
