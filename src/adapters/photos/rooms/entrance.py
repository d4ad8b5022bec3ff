"""Entrance halls."""

from random import Random

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import BRASS, DARK_METAL, LINEN, lit, mix
from adapters.photos.rooms.decor import draw_mirror, draw_pendant, draw_picture, draw_plant, draw_rug
from adapters.photos.rooms.geometry import Placing
from adapters.photos.rooms.openings import draw_door
from adapters.photos.rooms.seating import draw_books, draw_vase, footprint, legs
from adapters.photos.rooms.shell import Floor, Side, sunbeam
from adapters.photos.rooms.stage import Stage, draw_room_shell, pick_shell, set_stage


def draw_entrance(random: Random) -> Stage:
    """The front door, a coat rack, a chest with a mirror over it."""
    stage = set_stage(random, pick_shell(random, (2.7, 3.4), (Side.LEFT, Side.RIGHT)), zoom=0.66, eye=1.45)
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    draw_room_shell(
        stage, floor=random.choice((Floor.TILES, Floor.CHECKS, Floor.HERRINGBONE, Floor.PLANKS)), accent=random.choice((Side.BACK, None))
    )
    sunbeam(canvas, shell, shell.wall(shell.bright).rectangle(0.6, 0.4, 1.6, 2.0), stage.mood)
    door = random.choice((palette.wood, palette.soft, mix(palette.accent, LINEN, 0.1), LINEN))
    left = random.uniform(0.35, shell.width - 1.35)
    draw_door(canvas, shell.wall(Side.BACK, off=0.02), left, door)
    draw_rug(canvas, (left - shell.width / 2 + 0.43, shell.depth - 0.65), (1.1, 0.7), palette)
    sign = random.choice((-1, 1))
    _chest(stage, sign)
    _coats(stage, -sign)
    draw_pendant(canvas, (0, shell.height, shell.depth - 1.6), 0.25, palette.warm, stage.mood)
    return stage


def _chest(stage: Stage, sign: int) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    side = Side.RIGHT if sign > 0 else Side.LEFT
    z = shell.depth - 1.25
    place = Placing(sign * (shell.width / 2 - 0.4), z, 3 if sign > 0 else 1)
    u = shell.depth - z if side is Side.RIGHT else z
    draw_mirror(canvas, shell.wall(side, off=0.03), (u, 1.55), (0.34, 0.48), palette, power=stage.random.choice((2.0, 6.0)))
    canvas.shadows([(footprint(place, 0.6, 0.38), 0.5)], blur=5)
    legs(canvas, place, 0.56, 0.34, 0.2, lit(palette.wood, 0.8))
    canvas.box((-0.58, 0.18, 0), (0.58, 0.84, 0.38), palette.wood, placing=place)
    for y in (0.4, 0.62):
        canvas.line([place.of((-0.56, y, -0.004)), place.of((0.56, y, -0.004))], lit(palette.wood, 0.66), 0.01)
    for x in (-0.28, 0.28):
        for y in (0.29, 0.51, 0.73):
            canvas.line([place.of((x - 0.06, y, -0.012)), place.of((x + 0.06, y, -0.012))], BRASS, 0.016)
    draw_vase(canvas, place, (-0.36, 0.84, 0.2), palette.cool, palette.warm)
    draw_books(canvas, place, (0.14, 0.84, 0.1), (palette.warm, palette.soft))


def _coats(stage: Stage, sign: int) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    side = Side.RIGHT if sign > 0 else Side.LEFT
    wall = shell.wall(side, off=0.06)
    z = shell.depth - 1.2
    u = shell.depth - z if side is Side.RIGHT else z
    canvas.face(wall.rectangle(u - 0.6, 1.68, u + 0.6, 1.8), palette.wood)
    for shift, tone in ((-0.4, palette.soft), (-0.05, palette.warm), (0.32, palette.cool)):
        _coat(canvas, stage, (side, u + shift), tone)
    bench = Placing(sign * (shell.width / 2 - 0.4), z, 3 if sign > 0 else 1)
    canvas.shadows([(footprint(bench, 0.6, 0.36), 0.45)], blur=5)
    legs(canvas, bench, 0.56, 0.34, 0.42, DARK_METAL)
    canvas.box((-0.58, 0.4, 0), (0.58, 0.48, 0.36), lit(palette.soft, 1.04), placing=bench, soft=0.04)
    if stage.random.random() < 0.5:
        draw_plant(canvas, (sign * (shell.width / 2 - 0.3), 0, shell.depth - 0.3), 1.0)
    else:
        draw_picture(canvas, shell.wall(side, off=0.02), (u - 1.5, 1.3, u - 1.05, 1.9), palette)


def _coat(canvas: Canvas, stage: Stage, spot: tuple[Side, float], tone: tuple[int, int, int]) -> None:
    side, u = spot
    wall = stage.shell.wall(side, off=0.1)
    outline = [wall.at(u + x, y) for x, y in ((-0.02, 1.72), (0.02, 1.72), (0.15, 1.6), (0.19, 0.86), (-0.19, 0.86), (-0.15, 1.6))]
    canvas.shaded(outline, (lit(tone, 1.0), lit(tone, 0.9), lit(tone, 0.86), lit(tone, 0.76)))
    canvas.line([wall.at(u, 1.6), wall.at(u, 0.88)], lit(tone, 0.62), 0.01, alpha=140)
