"""An empty room with its window, light and camera, ready to be furnished."""

import math
from random import Random

from attrs import frozen

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import WHITE, Colour, Palette, hexed, mix, pick_palette
from adapters.photos.rooms.geometry import Camera, Point3
from adapters.photos.rooms.mood import Mood, pick_mood
from adapters.photos.rooms.openings import draw_blind, draw_curtains, draw_window, light_room, window_place
from adapters.photos.rooms.outside import View, outside
from adapters.photos.rooms.shell import Floor, Shell, Side, draw_corners, draw_floor, draw_walls

SIZE = (1280, 853)
WIDTH, HEIGHT = 1920, 1280  # drawn larger, so that edges come out smooth


@frozen(kw_only=True)
class Stage:
    """What all rooms share."""

    random: Random
    palette: Palette
    mood: Mood
    shell: Shell
    canvas: Canvas


def pick_shell(random: Random, size: tuple[float, float], sides: tuple[Side, ...]) -> Shell:
    """A room of about this width and depth with its window in one of `sides`."""
    width, depth = (metres * random.uniform(0.92, 1.1) for metres in size)
    return Shell(width=width, depth=depth, height=random.uniform(2.6, 2.85), bright=random.choice(sides))


def set_stage(random: Random, shell: Shell, *, zoom: float = 0.71, eye: float = 1.38) -> Stage:
    """`zoom` is the focal length in widths of the picture; the camera stands at the front and looks a little aside."""
    mood, palette = pick_mood(random), pick_palette(random)
    across = random.uniform(-0.16, 0.16) * shell.width
    yaw = -across / shell.depth * random.uniform(0.5, 1.1)
    camera = Camera(
        width=WIDTH,
        height=HEIGHT,
        focal=WIDTH * zoom,
        horizon=HEIGHT * random.uniform(0.42, 0.47),
        x=across,
        y=eye + random.uniform(-0.08, 0.1),
        z=-0.15,
        yaw=yaw,
    )
    canvas = Canvas(camera, _light(shell.bright), random)
    return Stage(random=random, palette=palette, mood=mood, shell=shell, canvas=canvas)


def _light(bright: Side) -> Point3:
    return {Side.BACK: (0.1, 0.8, 0.45), Side.LEFT: (-0.75, 0.7, -0.2), Side.RIGHT: (0.75, 0.7, -0.2)}[bright]


def draw_room_shell(stage: Stage, *, floor: Floor | None = None, accent: Side | None = None, ceiling: Colour = WHITE) -> None:
    """Walls, floor and ceiling; one wall may have the accent colour."""
    canvas, shell, palette = stage.canvas, stage.shell, stage.palette
    colours = dict.fromkeys(Side, palette.wall)
    if accent is not None:
        colours[accent] = mix(palette.accent, palette.wall, 0.18)
    draw_walls(canvas, shell, colours, mix(ceiling, palette.wall, 0.2))
    kind = floor or stage.random.choice((Floor.PLANKS, Floor.PLANKS, Floor.HERRINGBONE))
    tiled = kind in {Floor.TILES, Floor.CHECKS}
    draw_floor(canvas, shell, kind, mix(hexed("dcd8d2"), palette.wall, 0.4) if tiled else palette.floor)
    draw_corners(canvas, shell)


def draw_lit_window(stage: Stage, *, view: View | None = None, low: bool | None = None, dressed: bool = True) -> None:
    """The window on the bright side: view, frame, curtains, light on the floor."""
    random, shell, canvas, mood = stage.random, stage.shell, stage.canvas, stage.mood
    seen = view or random.choice(tuple(View))
    side = shell.bright
    wall = shell.wall(side, off=0.015)
    place = window_place(canvas, shell, side, low=random.random() < 0.4 if low is None else low)
    behind = outside(seen, mood, random, canvas.image.size, canvas.camera.horizon)
    light_room(canvas, shell, place, mood)
    draw_window(
        canvas,
        wall,
        place,
        behind,
        mood,
        panes=random.choice((2, 2, 3)),
        frame=random.choice((hexed("fbfaf7"), hexed("fbfaf7"), hexed("3d4043"))),
    )
    if not dressed:
        draw_blind(canvas, wall, place, stage.palette.curtain)
    else:
        draw_curtains(canvas, wall, place, stage.palette.curtain, mood, sheer=random.random() < 0.7)


def radians(degrees: float) -> float:
    return math.radians(degrees)
