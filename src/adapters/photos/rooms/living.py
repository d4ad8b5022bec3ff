"""Living rooms."""

from random import Random

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import DARK_METAL, Palette, hexed, lit, mix
from adapters.photos.rooms.decor import draw_lamp, draw_pendant, draw_picture, draw_plant, draw_rug, draw_shelf
from adapters.photos.rooms.geometry import Placing, Plane
from adapters.photos.rooms.mood import Mood
from adapters.photos.rooms.seating import draw_armchair, draw_books, draw_round_table, draw_sofa, draw_table, draw_vase, footprint
from adapters.photos.rooms.shell import Shell, Side
from adapters.photos.rooms.stage import Stage, draw_lit_window, draw_room_shell, pick_shell, set_stage


def draw_living(random: Random) -> Stage:
    stage = set_stage(random, pick_shell(random, (4.5, 4.4), tuple(Side)))
    free = [side for side in Side if side is not stage.shell.bright]
    draw_room_shell(stage, accent=random.choice((*free, None)))
    draw_lit_window(stage)
    furnish(stage.canvas, stage.shell, stage.palette, stage.mood)
    return stage


def furnish(canvas: Canvas, shell: Shell, palette: Palette, mood: Mood) -> None:
    """A sofa along a wall, a table before it, an armchair or a desk, things on the walls."""
    along_back = shell.bright is not Side.BACK
    side = Side.BACK if along_back else canvas.random.choice((Side.LEFT, Side.RIGHT))
    sofa = _sofa_place(shell, side)
    rug = (sofa.x, sofa.z - 0.35) if along_back else (sofa.x + (1.0 if side is Side.LEFT else -1.0), sofa.z)
    draw_rug(canvas, rug, (2.7, 1.8) if along_back else (2.0, 2.6), palette)
    table = Placing(sofa.x, sofa.z - 0.85) if along_back else Placing(rug[0] + (0.35 if side is Side.LEFT else -0.35), sofa.z - 0.25)
    canvas.shadows([(footprint(sofa, 1.1, 0.9), 0.62), (footprint(table, 0.5, 0.55), 0.4)])
    _wall_things(canvas, shell, side, sofa, palette)
    if not along_back:
        _back_corner(canvas, shell, side, palette, mood)
    else:
        _beside_sofa(canvas, shell, palette, mood)
    draw_sofa(canvas, sofa, palette.soft, (palette.warm, palette.cool, mix(palette.warm, palette.cool, 0.5)), palette.wood)
    _coffee_table(canvas, table, palette)
    _companion(canvas, shell, side, palette)
    if canvas.random.random() < 0.6:
        draw_pendant(
            canvas, (0, shell.height, shell.depth * 0.62), canvas.random.uniform(0.3, 0.6), lit(palette.warm, 0.95), mood, wide=0.28
        )


def _sofa_place(shell: Shell, side: Side) -> Placing:
    if side is Side.BACK:
        return Placing(-0.1 if shell.bright is Side.RIGHT else 0.1, shell.depth - 0.97)
    away = shell.width / 2 - 0.97
    return Placing(-away, shell.depth - 1.9, 1) if side is Side.LEFT else Placing(away, shell.depth - 1.9, 3)


def _wall_things(canvas: Canvas, shell: Shell, side: Side, sofa: Placing, palette: Palette) -> None:
    wall = shell.wall(side, off=0.02)
    middle = {Side.BACK: sofa.x + shell.width / 2, Side.LEFT: sofa.z, Side.RIGHT: shell.depth - sofa.z}[side]
    style = canvas.random.choice(("one", "two", "three", "shelf"))
    if style == "one":
        draw_picture(canvas, wall, (middle - 0.55, 1.2, middle + 0.55, 1.95), palette)
    elif style == "shelf":
        draw_shelf(canvas, wall, middle - 0.75, 1.38, 1.5, palette)
        draw_picture(canvas, wall, (middle - 0.5, 1.75, middle - 0.1, 2.2), palette)
    else:
        count = 2 if style == "two" else 3
        for step in range(count):
            u = middle + (step - (count - 1) / 2) * 0.62
            draw_picture(canvas, wall, (u - 0.24, 1.26, u + 0.24, 1.9), palette)


def _back_corner(canvas: Canvas, shell: Shell, side: Side, palette: Palette, mood: Mood) -> None:
    sign = 1 if side is Side.LEFT else -1
    draw_plant(canvas, (-sign * (shell.width / 2 - 0.42), 0, shell.depth - 0.42), canvas.random.uniform(1.2, 1.6))
    cupboard = Placing(sign * (shell.width / 2 - 0.26), shell.depth - 1.5, 3 if sign > 0 else 1)
    canvas.shadows([(footprint(cupboard, 0.85, 0.42), 0.5)], blur=4)
    _sideboard(canvas, cupboard, palette, mood)


def _sideboard(canvas: Canvas, placing: Placing, palette: Palette, mood: Mood) -> None:
    """A low cupboard with a television or a lamp on it."""
    shift = Placing(placing.x, placing.z, placing.quarters)
    canvas.box((-0.8, 0.12, -0.2), (0.8, 0.52, 0.2), palette.wood, placing=shift)
    for x in (-0.27, 0.27):
        canvas.line([shift.of((x, 0.14, -0.205)), shift.of((x, 0.5, -0.205))], lit(palette.wood, 0.68), 0.012)
    if canvas.random.random() < 0.6:
        canvas.box((-0.55, 0.6, -0.02), (0.55, 1.22, 0.03), hexed("1d1f22"), placing=shift)
        canvas.box((-0.15, 0.52, -0.08), (0.15, 0.6, 0.08), DARK_METAL, placing=shift)
    else:
        draw_vase(canvas, shift, (0.45, 0.52, 0), palette.warm, hexed("b79a6b"))
        draw_lamp(canvas, shift.of((-0.5, 0.52, 0)), 0.5, palette.curtain, mood)


def _beside_sofa(canvas: Canvas, shell: Shell, palette: Palette, mood: Mood) -> None:
    dark = -1 if shell.bright is Side.RIGHT else 1
    edge = shell.width / 2
    draw_lamp(canvas, (dark * (edge - 0.4), 0, shell.depth - 0.45), 1.62, palette.curtain, mood)
    draw_plant(canvas, (-dark * (edge - 0.48), 0, shell.depth - 0.5), canvas.random.uniform(1.1, 1.6))


def _coffee_table(canvas: Canvas, placing: Placing, palette: Palette) -> None:
    if canvas.random.random() < 0.5:
        draw_round_table(canvas, placing, 0.42, 0.4, palette.wood)
    else:
        draw_table(canvas, placing, (1.0, 0.55, 0.38), palette.wood, metal=canvas.random.random() < 0.5)
    top = 0.4
    draw_books(canvas, placing, (-0.28, top, 0.22), (palette.cool, palette.warm))
    draw_vase(canvas, placing, (0.14, top, 0.3), mix(palette.cool, palette.curtain, 0.4), hexed("9a8a5f"))


def _companion(canvas: Canvas, shell: Shell, side: Side, palette: Palette) -> None:
    """Something in the foreground, cut by the frame."""
    choice = canvas.random.random()
    sign = {Side.LEFT: 1, Side.RIGHT: -1, Side.BACK: canvas.random.choice((-1, 1))}[side]
    if choice < 0.65:
        placing = Placing(sign * (shell.width / 2 - 0.85), shell.depth - 2.5, 3 if sign > 0 else 1)
        canvas.shadows([(footprint(placing, 0.42, 0.76), 0.5)])
        draw_armchair(canvas, placing, palette.accent if palette.accent != palette.wall else palette.cool, palette.wood, palette.warm)
    else:
        draw_plant(canvas, (sign * (shell.width / 2 - 0.55), 0, shell.depth - 2.4), 1.1)


def table_plane(placing: Placing, height: float) -> Plane:
    """The top of a table."""
    return Plane(placing.of((0, height, 0)), (1, 0, 0), (0, 0, 1))
