"""Bedrooms."""

from random import Random

from adapters.photos.rooms.beds import BED_LENGTH, draw_bed, draw_bedside, draw_wardrobe
from adapters.photos.rooms.colour import LINEN, lit, mix
from adapters.photos.rooms.decor import draw_mirror, draw_pendant, draw_picture, draw_plant, draw_rug, draw_shelf
from adapters.photos.rooms.geometry import Placing
from adapters.photos.rooms.seating import draw_armchair, draw_chair, draw_table, footprint
from adapters.photos.rooms.shell import Shell, Side
from adapters.photos.rooms.stage import Stage, draw_lit_window, draw_room_shell, pick_shell, set_stage


def draw_bedroom(random: Random) -> Stage:
    """A bed with its head to the back wall or to a side wall."""
    stage = set_stage(random, pick_shell(random, (4.3, 4.5), tuple(Side)))
    head = random.choice((Side.LEFT, Side.RIGHT)) if stage.shell.bright is Side.BACK else Side.BACK
    draw_room_shell(stage, accent=random.choice((head, head, None)))
    draw_lit_window(stage)
    if head is Side.BACK:
        _bed_at_back(stage)
    else:
        _bed_at_side(stage, head)
    return stage


def _bed_at_back(stage: Stage) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    wide = stage.random.uniform(1.55, 1.85)
    x = -0.15 if shell.bright is Side.RIGHT else 0.15
    bed = Placing(x, shell.depth - BED_LENGTH - 0.14)
    draw_rug(canvas, (x, bed.z + 0.55), (wide + 1.3, 1.7), palette)
    _over_bed(stage, x + shell.width / 2)
    dark = 1 if shell.bright is Side.LEFT else -1
    for sign in (-1, 1):
        draw_bedside(
            canvas,
            Placing(x + sign * (wide / 2 + 0.36), shell.depth - 0.42),
            palette,
            stage.mood,
            lamp=sign == dark or stage.random.random() < 0.6,
        )
    _far_corner(stage, dark)
    draw_bed(canvas, bed, palette, wide=wide)
    if stage.random.random() < 0.5:
        draw_pendant(canvas, (x, shell.height, shell.depth - 1.3), stage.random.uniform(0.2, 0.45), palette.warm, stage.mood)


def _over_bed(stage: Stage, u: float) -> None:
    wall, palette = stage.shell.wall(Side.BACK, off=0.02), stage.palette
    style = stage.random.choice(("one", "two", "shelf", "mirror", "none"))
    if style == "one":
        draw_picture(stage.canvas, wall, (u - 0.5, 1.42, u + 0.5, 2.05), palette)
    elif style == "two":
        for shift in (-0.34, 0.34):
            draw_picture(stage.canvas, wall, (u + shift - 0.25, 1.38, u + shift + 0.25, 2.02), palette)
    elif style == "shelf":
        draw_shelf(stage.canvas, wall, u - 0.7, 1.55, 1.4, palette)
    elif style == "mirror":
        draw_mirror(stage.canvas, wall, (u, 1.72), (0.36, 0.36), palette, power=2)


def _far_corner(stage: Stage, dark: int) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    if stage.random.random() < 0.55:
        quarters = 3 if dark > 0 else 1
        draw_wardrobe(canvas, Placing(dark * (shell.width / 2 - 0.6), shell.depth - 2.2, quarters), mix(palette.wall, LINEN, 0.4))
    else:
        draw_plant(canvas, (dark * (shell.width / 2 - 0.4), 0, shell.depth - 1.1), stage.random.uniform(0.9, 1.4))


def _bed_at_side(stage: Stage, head: Side) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    sign = -1 if head is Side.LEFT else 1
    quarters = 1 if head is Side.LEFT else 3
    edge = sign * (shell.width / 2 - 0.12)
    bed = Placing(edge - sign * BED_LENGTH, shell.depth - 1.75, quarters)
    draw_rug(canvas, (bed.x - sign * 0.1, bed.z), (2.2, 2.5), palette)
    draw_picture(canvas, shell.wall(head, off=0.02), _beside(shell, head, bed.z), palette)
    _window_corner(stage, -sign)
    draw_bedside(canvas, Placing(edge - sign * 0.42, shell.depth - 0.42, quarters), palette, stage.mood, lamp=True)
    draw_bed(canvas, bed, palette, wide=1.6)
    draw_bedside(canvas, Placing(edge - sign * 0.42, bed.z - 1.14, quarters), palette, stage.mood, lamp=False)


def _beside(shell: Shell, head: Side, z: float) -> tuple[float, float, float, float]:
    u = z if head is Side.LEFT else shell.depth - z
    return u - 0.45, 1.42, u + 0.45, 2.02


def _window_corner(stage: Stage, sign: int) -> None:
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    choice = stage.random.random()
    if choice < 0.4:
        desk = Placing(sign * (shell.width / 2 - 0.62), shell.depth - 1.7, 3 if sign > 0 else 1)
        canvas.shadows([(footprint(desk, 0.62, 0.56), 0.42)])
        draw_table(canvas, desk, (1.2, 0.56, 0.74), palette.wood)
        canvas.box((-0.22, 0.745, 0.22), (0.22, 0.76, 0.44), lit(palette.curtain, 0.8), placing=desk)
        canvas.box((-0.22, 0.76, 0.42), (0.22, 1.04, 0.44), (44, 48, 54), placing=desk)
        draw_chair(canvas, Placing(desk.x - sign * 0.5, desk.z, 1 if sign > 0 else 3), palette.cool, palette.wood)
    elif choice < 0.75:
        draw_plant(canvas, (sign * (shell.width / 2 - 0.4), 0, shell.depth - 0.5), 1.4)
        draw_armchair(
            canvas,
            Placing(sign * (shell.width / 2 - 0.95), shell.depth - 1.6, 3 if sign > 0 else 1),
            palette.cool,
            palette.wood,
            palette.warm,
        )
    else:
        draw_wardrobe(
            canvas, Placing(sign * (shell.width / 2 - 0.62), shell.depth - 1.5, 3 if sign > 0 else 1), mix(palette.wood, palette.wall, 0.35)
        )
