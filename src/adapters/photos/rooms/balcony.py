"""Balconies: mostly the view."""

from random import Random

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import DARK_METAL, LINEN, SHADE, WHITE, Colour, hexed, lit
from adapters.photos.rooms.decor import LAMPLIGHT, draw_plant
from adapters.photos.rooms.geometry import Placing, Point3
from adapters.photos.rooms.outside import View, outside
from adapters.photos.rooms.seating import draw_armchair, draw_chair, draw_round_table, draw_vase, footprint
from adapters.photos.rooms.shell import Floor, Shell, Side, draw_floor
from adapters.photos.rooms.stage import Stage, set_stage

RAIL = 1.06


def draw_balcony(random: Random) -> Stage:
    """A floor, a rail, two chairs, and the sea, a town, mountains or a park."""
    shell = Shell(width=random.uniform(3.4, 4.4), depth=random.uniform(3.0, 3.4), height=2.7, bright=Side.BACK)
    stage = set_stage(random, shell, zoom=0.7, eye=1.5)
    canvas = stage.canvas
    far = outside(random.choice(tuple(View)), stage.mood, random, canvas.image.size, canvas.camera.horizon)
    width, height = canvas.image.size
    canvas.picture([(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)], far)
    draw_floor(canvas, shell, random.choice((Floor.PLANKS, Floor.TILES)), stage.palette.floor)
    _sides(stage)
    _rail(canvas, shell, random.choice((DARK_METAL, hexed("f4f3ef"), stage.palette.wood)), glass=random.random() < 0.5)
    _seats(stage)
    if random.random() < 0.7:
        _lights(stage)
    return stage


def _sides(stage: Stage) -> None:
    canvas, shell = stage.canvas, stage.shell
    half = shell.width / 2
    if stage.random.random() < 0.6:
        edges: list[Point3] = [
            (-half, shell.height, 0),
            (half, shell.height, 0),
            (half, shell.height, shell.depth),
            (-half, shell.height, shell.depth),
        ]
        tone = lit(LINEN, 0.5 if stage.mood.dark else 0.86)
        canvas.shaded(edges, (lit(tone, 0.85), lit(tone, 0.85), tone, tone))
    _wall(stage, stage.random.choice((-1, 1)))


def _wall(stage: Stage, sign: int) -> None:
    canvas, shell, half = stage.canvas, stage.shell, stage.shell.width / 2
    wall: list[Point3] = [
        (sign * half, 0, -0.2),
        (sign * half, 0, shell.depth),
        (sign * half, shell.height, shell.depth),
        (sign * half, shell.height, -0.2),
    ]
    tone = lit(stage.palette.wall, 0.55 if stage.mood.dark else 0.93)
    canvas.shaded(wall, (tone, lit(tone, 0.92), lit(tone, 0.95), lit(tone, 0.86)))
    canvas.shadows(
        [
            (
                [
                    (sign * half, 0, -0.2),
                    (sign * (half - 0.12), 0, -0.2),
                    (sign * (half - 0.12), 0, shell.depth),
                    (sign * half, 0, shell.depth),
                ],
                0.4,
            )
        ]
    )


def _rail(canvas: Canvas, shell: Shell, colour: Colour, *, glass: bool) -> None:
    half, z = shell.width / 2, shell.depth
    if glass:
        canvas.face([(-half, 0.06, z), (half, 0.06, z), (half, RAIL, z), (-half, RAIL, z)], hexed("dceef2"), alpha=64)
        for step in range(4):
            x = -half + shell.width * step / 3
            canvas.box((x - 0.02, 0, z - 0.02), (x + 0.02, RAIL, z + 0.02), colour)
            canvas.face([(x + 0.2, RAIL, z), (x + 0.34, RAIL, z), (x + 0.1, 0.06, z), (x - 0.04, 0.06, z)], WHITE, alpha=34)
    else:
        count = round(shell.width / 0.12)
        for step in range(count + 1):
            x = -half + shell.width * step / count
            canvas.box((x - 0.009, 0.08, z - 0.009), (x + 0.009, RAIL, z + 0.009), colour)
        canvas.box((-half, 0.06, z - 0.02), (half, 0.1, z + 0.02), colour)
    canvas.box((-half, RAIL - 0.03, z - 0.035), (half, RAIL + 0.025, z + 0.035), colour)
    canvas.shadows([([(-half, 0, z), (half, 0, z), (half, 0, z - 0.3), (-half, 0, z - 0.3)], 0.28)])


def _seats(stage: Stage) -> None:
    canvas, shell, palette, random = stage.canvas, stage.shell, stage.palette, stage.random
    z, half = shell.depth - 1.45, shell.width / 2
    spots = [Placing(-0.78, z, 1), Placing(0.78, z, 3), Placing(0, z + 0.1)]
    canvas.shadows([(footprint(spot, 0.4, 0.6), 0.5) for spot in spots])
    draw_plant(canvas, (-half + 0.32, 0, shell.depth - 0.35), random.uniform(0.8, 1.3))
    draw_plant(canvas, (half - 0.34, 0, shell.depth - 0.4), random.uniform(0.7, 1.2))
    if random.random() < 0.5:
        for spot in spots[:2]:
            draw_armchair(canvas, Placing(spot.x * 1.25, spot.z, spot.quarters), palette.soft, palette.wood, palette.warm)
    else:
        for spot in spots[:2]:
            draw_chair(canvas, spot, palette.warm, palette.wood)
    draw_round_table(canvas, spots[2], 0.34, 0.62, palette.wood)
    draw_vase(canvas, spots[2], (0, 0.62, 0.34), palette.cool, hexed("8f9a5f"))


def _lights(stage: Stage) -> None:
    canvas, shell = stage.canvas, stage.shell
    half, sag = shell.width / 2, 0.3
    points: list[Point3] = []
    for step in range(25):
        part = step / 24
        points.append((-half + shell.width * part, shell.height - 0.12 - sag * 4 * part * (1 - part), shell.depth - 0.1))
    canvas.line(points, SHADE, 0.008)
    for point in points[1::2]:
        plane = canvas.upright(point)
        canvas.face(plane.rounded((0, -0.05), (0.028, 0.036), steps=14), lit(LAMPLIGHT, 1.15))
        canvas.halo(plane.at(0, -0.05), 0.22, LAMPLIGHT, 0.25 + 0.5 * stage.mood.lamps)
