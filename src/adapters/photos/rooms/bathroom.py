"""Bathrooms."""

from random import Random

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import BRASS, DARK_METAL, LINEN, METAL, WHITE, Colour, hexed, lit, mix
from adapters.photos.rooms.decor import draw_mirror, draw_plant, draw_rug
from adapters.photos.rooms.geometry import Placing, Plane
from adapters.photos.rooms.seating import footprint
from adapters.photos.rooms.shell import Floor, Shell, Side, draw_corners, draw_floor, draw_walls
from adapters.photos.rooms.stage import Stage, pick_shell, set_stage

WHITEWARE = hexed("fbfbf9")


def draw_bathroom(random: Random) -> Stage:
    """A bath or a shower on one side, a basin under a mirror on the back wall."""
    stage = set_stage(random, pick_shell(random, (2.9, 2.9), (Side.LEFT, Side.RIGHT)), zoom=0.66, eye=1.45)
    tile = random.choice((stage.palette.cool, stage.palette.soft, stage.palette.accent, hexed("dfe5e4"), LINEN))
    walls = mix(stage.palette.wall, WHITE, 0.3)
    draw_walls(stage.canvas, stage.shell, dict.fromkeys(Side, walls), WHITE)
    draw_floor(stage.canvas, stage.shell, random.choice((Floor.TILES, Floor.CHECKS, Floor.HERRINGBONE)), mix(hexed("cfcac2"), tile, 0.2))
    wet = random.choice((Side.LEFT, Side.RIGHT))
    for side in (Side.BACK, wet):
        _tiles(stage.canvas, stage.shell, side, mix(tile, WHITE, 0.25), 2.15 if side is wet else 1.25)
    draw_corners(stage.canvas, stage.shell)
    metal = random.choice((METAL, BRASS, DARK_METAL))
    sign = -1 if wet is Side.LEFT else 1
    _vanity(stage, -sign * 0.55, metal)
    if random.random() < 0.6:
        _bath(stage, sign, metal)
    else:
        _shower(stage, sign, metal)
    _small_things(stage, -sign)
    return stage


def _tiles(canvas: Canvas, shell: Shell, side: Side, colour: Colour, top: float) -> None:
    wall, (start, end) = shell.wall(side, off=0.008), shell.ends(side)
    start = max(start, -0.2)
    end = min(end, shell.length(side) + 0.2)
    wide, tall = canvas.random.choice(((0.3, 0.1), (0.2, 0.2), (0.15, 0.3)))
    canvas.face(wall.rectangle(start, 0, end, top), lit(colour, 0.86))
    for row in range(int(top / tall)):
        u = start - wide / 2 * (row % 2 if wide > tall else 0)
        while u < end:
            tone = lit(colour, canvas.random.uniform(0.95, 1.03))
            canvas.face(wall.rectangle(max(u, start), row * tall, min(u + wide - 0.008, end), (row + 1) * tall - 0.008), tone)
            u += wide


def _vanity(stage: Stage, x: float, metal: Colour) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    place = Placing(x, shell.depth - 0.5)
    canvas.shadows([(footprint(place, 0.5, 0.5), 0.5)], blur=5)
    wall = shell.wall(Side.BACK, off=0.02)
    power = stage.random.choice((2.0, 2.0, 5.0))
    draw_mirror(canvas, wall, (x + shell.width / 2, 1.62), (0.36, 0.36 if power == 2 else 0.46), palette, power=power)
    canvas.halo(wall.at(x + shell.width / 2, 2.08), 0.9, hexed("fff0d2"), 0.5 if stage.mood.lamps else 0.3)
    canvas.box((-0.5, 0.34, 0), (0.5, 0.76, 0.5), palette.wood, placing=place)
    canvas.line([place.of((-0.48, 0.56, -0.004)), place.of((0.48, 0.56, -0.004))], lit(palette.wood, 0.64), 0.01)
    for y in (0.5, 0.7):
        canvas.line([place.of((-0.12, y, -0.01)), place.of((0.12, y, -0.01))], metal, 0.018)
    canvas.box((-0.53, 0.76, -0.02), (0.53, 0.80, 0.5), lit(WHITEWARE, 0.97), placing=place)
    canvas.box((-0.26, 0.80, 0.08), (0.26, 0.92, 0.42), WHITEWARE, placing=place, soft=0.04)
    canvas.line([place.of((0, 0.9, 0.46)), place.of((0, 1.08, 0.46)), place.of((0, 1.08, 0.3)), place.of((0, 1.02, 0.28))], metal, 0.024)
    for shift, tone in ((-0.42, palette.warm), (-0.36, palette.cool)):
        canvas.box((shift, 0.80, 0.2), (shift + 0.05, 0.95, 0.25), tone, placing=place)
    draw_plant(canvas, place.of((0.41, 0.80, 0.25)), 0.3, kind="bush")


def _bath(stage: Stage, sign: int, metal: Colour) -> None:
    canvas, shell = stage.canvas, stage.shell
    place = Placing(sign * (shell.width / 2 - 0.42), shell.depth - 1.82)
    canvas.shadows([(footprint(place, 0.4, 1.78), 0.6)], blur=5)
    canvas.box((-0.4, 0.04, 0), (0.4, 0.56, 1.8), WHITEWARE, placing=place, soft=0.09)
    top = Plane(place.of((0, 0.575, 0.9)), (1, 0, 0), (0, 0, 1))
    canvas.face(top.rounded((0, 0), (0.42, 0.92), power=4, steps=60), lit(WHITEWARE, 1.0))
    canvas.face(top.rounded((0, 0), (0.34, 0.83), power=3.4, steps=60), lit(WHITEWARE, 0.86))
    water = Plane(place.of((0, 0.5, 0.9)), (1, 0, 0), (0, 0, 1))
    canvas.face(water.rounded((0, 0.02), (0.3, 0.76), power=3.2, steps=60), hexed("cfe3e6"))
    back = place.of((0, 0.86, 1.78))
    canvas.line([back, place.of((0, 0.86, 1.62)), place.of((0, 0.8, 1.6))], metal, 0.03)
    canvas.line([place.of((0.1 * sign, 0.9, 1.79)), place.of((0.1 * sign, 1.95, 1.79)), place.of((0, 1.98, 1.6))], metal, 0.018)
    canvas.box((-0.43, 0.56, 0.5), (-0.08, 0.62, 0.86), stage.palette.warm, placing=place, soft=0.02)


def _shower(stage: Stage, sign: int, metal: Colour) -> None:
    canvas, shell = stage.canvas, stage.shell
    place = Placing(sign * (shell.width / 2 - 0.5), shell.depth - 1.0)
    canvas.box((-0.48, 0, 0), (0.48, 0.05, 1.0), lit(WHITEWARE, 0.96), placing=place)
    pole = [place.of((0.1, 0.9, 0.97)), place.of((0.1, 2.1, 0.97)), place.of((0.1, 2.1, 0.55))]
    canvas.line(pole, metal, 0.022)
    head = Plane(place.of((0.1, 2.08, 0.55)), (1, 0, 0), (0, 0, 1))
    canvas.face(head.rounded((0, 0), (0.13, 0.13), steps=30), metal)
    x = -sign * 0.48
    pane = [place.of(point) for point in ((x, 0.05, 0), (x, 0.05, 1.0), (x, 2.0, 1.0), (x, 2.0, 0))]
    front = [place.of(point) for point in ((-0.48, 0.05, 0), (0.48, 0.05, 0), (0.48, 2.0, 0), (-0.48, 2.0, 0))]
    for glass in (pane, front):
        canvas.face(glass, hexed("dcebee"), alpha=70)
        canvas.line([*glass, glass[0]], metal, 0.018)
    canvas.face([front[3], place.of((-0.2, 2.0, 0)), place.of((-0.42, 0.05, 0)), front[0]], WHITE, alpha=40)


def _small_things(stage: Stage, sign: int) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    side = Side.RIGHT if sign > 0 else Side.LEFT
    wall = shell.wall(side, off=0.05)
    u = shell.depth - 1.05 if side is Side.LEFT else 0.6
    canvas.line([wall.at(u - 0.05, 1.42), wall.at(u + 0.55, 1.42)], DARK_METAL, 0.02)
    for shift, tone in ((0.0, palette.warm), (0.28, palette.curtain)):
        shade = lit(tone, 0.94)
        canvas.shaded(wall.rectangle(u + shift, 0.78, u + shift + 0.22, 1.43), (shade, shade, lit(shade, 0.88), lit(shade, 0.88)))
    draw_rug(canvas, (sign * 0.35, shell.depth - 1.15), (0.95, 0.6), palette)
    _toilet(canvas, Placing(sign * (shell.width / 2 - 0.62), shell.depth - 1.35, 3 if sign > 0 else 1))


def _toilet(canvas: Canvas, place: Placing) -> None:
    canvas.shadows([(footprint(place, 0.2, 0.5), 0.5)], blur=4)
    canvas.box((-0.17, 0.06, 0.06), (0.17, 0.36, 0.6), lit(WHITEWARE, 0.97), placing=place, soft=0.08)
    lid = Plane(place.of((0, 0.42, 0.3)), (1, 0, 0), (0, 0, 1))
    canvas.box((-0.19, 0.36, 0.02), (0.19, 0.4, 0.6), lit(WHITEWARE, 0.95), placing=place, soft=0.05)
    canvas.face(lid.rounded((0, 0), (0.24, 0.2), power=2.6, steps=40), lit(WHITEWARE, 1.0))
