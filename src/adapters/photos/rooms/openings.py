"""Windows, curtains, doors."""

import math

from PIL import Image

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import BLACK, SHADE, WHITE, Colour, hexed, lit, mix
from adapters.photos.rooms.geometry import Plane, Point3
from adapters.photos.rooms.mood import Mood
from adapters.photos.rooms.shell import Shell, Side, sunbeam

FRAME = hexed("fbfaf7")


def draw_window(
    canvas: Canvas,
    wall: Plane,
    place: tuple[float, float, float, float],
    behind: Image.Image,
    mood: Mood,
    *,
    panes: int = 2,
    frame: Colour = FRAME,
) -> None:
    """An opening (u0, v0, u1, v1) in a wall with what is behind it, its frame, sill and the light around it."""
    u0, v0, u1, v1 = place
    canvas.glow([canvas.camera.project(wall.rectangle(*place))], mood.sky[2], 0.0 if mood.dark else 0.5, blur=10)
    canvas.face(wall.rectangle(u0 - 0.09, v0 - 0.07, u1 + 0.09, v1 + 0.09), lit(frame, 0.97))
    canvas.picture(canvas.camera.project(wall.rectangle(*place)), behind)
    canvas.face(wall.rectangle(u0, v1 - 0.05, u1, v1), BLACK, alpha=40)
    bar = 0.055
    for step in range(panes + 1):
        u = u0 + (u1 - u0) * step / panes
        canvas.face(wall.rectangle(u - bar / 2, v0, u + bar / 2, v1), lit(frame, 0.94))
        canvas.line([wall.at(u + bar / 2, v0), wall.at(u + bar / 2, v1)], BLACK, 0.008, alpha=60)
    for v in (v0, v1):
        canvas.face(wall.rectangle(u0, v - bar / 2, u1, v + bar / 2), lit(frame, 0.96))
    if v0 > 0.3:
        canvas.face(wall.rectangle(u0 - 0.16, v0 - 0.1, u1 + 0.16, v0 - 0.04), lit(frame, 0.99))
        canvas.face(wall.rectangle(u0 - 0.14, v0 - 0.135, u1 + 0.14, v0 - 0.1), SHADE, alpha=50)


def draw_curtains(
    canvas: Canvas, wall: Plane, place: tuple[float, float, float, float], colour: Colour, mood: Mood, *, sheer: bool
) -> None:
    """Curtains at both sides of an opening, on a rod, down to the floor."""
    u0, v0, u1, v1 = place
    top, foot = v1 + 0.16, 0.03
    if sheer:
        _hanging(canvas, wall, (u0 - 0.05, foot, u0 + (u1 - u0) * 0.34, top), WHITE, alpha=118)
        _hanging(canvas, wall, (u1 - (u1 - u0) * 0.34, foot, u1 + 0.05, top), WHITE, alpha=118)
    wide = 0.42 + canvas.random.uniform(0, 0.14)
    shade = mix(colour, hexed("2c3350"), 0.28) if mood.dark else colour
    _hanging(canvas, wall, (u0 - wide * 0.72, foot, u0 + wide * 0.28, top), shade)
    _hanging(canvas, wall, (u1 - wide * 0.28, foot, u1 + wide * 0.72, top), shade)
    canvas.line([wall.at(u0 - wide * 0.9, top), wall.at(u1 + wide * 0.9, top)], hexed("6b5a48"), 0.035)


def _hanging(canvas: Canvas, wall: Plane, place: tuple[float, float, float, float], colour: Colour, *, alpha: int = 255) -> None:
    u0, v0, u1, v1 = place
    folds = max(5, round((u1 - u0) / 0.045))
    phase = canvas.random.uniform(0, 6)
    for fold in range(folds):
        a, b = u0 + (u1 - u0) * fold / folds, u0 + (u1 - u0) * (fold + 1) / folds
        wave = math.sin(fold * 1.45 + phase)
        hem = v0 + 0.015 * math.sin(fold * 0.9)
        canvas.face(
            [wall.at(a, hem), wall.at(b + 0.004, hem), wall.at(b + 0.004, v1), wall.at(a, v1)], lit(colour, 0.95 + 0.07 * wave), alpha=alpha
        )


def draw_blind(canvas: Canvas, wall: Plane, place: tuple[float, float, float, float], colour: Colour) -> None:
    """A roman blind, partly drawn."""
    u0, _, u1, v1 = place
    drop = canvas.random.uniform(0.25, 0.42)
    for fold in range(4):
        high, low = v1 + 0.06 - drop * fold / 4, v1 + 0.06 - drop * (fold + 1) / 4
        tone = lit(colour, 1.0 - 0.02 * fold)
        canvas.shaded(wall.rectangle(u0 - 0.05, low, u1 + 0.05, high), (tone, tone, lit(tone, 0.9), lit(tone, 0.9)))


def draw_door(canvas: Canvas, wall: Plane, u: float, colour: Colour, *, wide: float = 0.86, tall: float = 2.05) -> None:
    """A panelled door with a handle."""
    canvas.face(wall.rectangle(u - 0.08, 0, u + wide + 0.08, tall + 0.08), lit(colour, 1.03))
    canvas.face(wall.rectangle(u, 0, u + wide, tall), lit(colour, 0.96))
    for v0, v1 in ((0.14, 0.86), (1.0, tall - 0.14)):
        canvas.face(wall.rectangle(u + 0.13, v0, u + wide - 0.13, v1), lit(colour, 0.90))
        canvas.face(wall.rectangle(u + 0.15, v0, u + wide - 0.13, v1 - 0.02), lit(colour, 0.975))
    canvas.face(wall.rounded((u + wide - 0.07, 0.98), (0.022, 0.022)), hexed("8a7a5c"))
    canvas.line([wall.at(u + wide - 0.07, 0.98), wall.at(u + wide - 0.19, 0.98)], hexed("a8946c"), 0.022)


def light_room(canvas: Canvas, shell: Shell, place: tuple[float, float, float, float], mood: Mood) -> None:
    """What the window at `place` does to the floor."""
    opening: list[Point3] = shell.wall(shell.bright).rectangle(*place)
    sunbeam(canvas, shell, opening, mood)


def window_place(canvas: Canvas, shell: Shell, side: Side, *, low: bool) -> tuple[float, float, float, float]:
    """Somewhere on the wall, wide enough for two panes; `low` reaches almost to the floor."""
    long = shell.length(side)
    wide = min(long * 0.66, canvas.random.uniform(1.8, 2.9 if low else 2.5))
    middle = long * (0.5 if side is Side.BACK else (0.62 if side is Side.LEFT else 0.38)) + canvas.random.uniform(-0.25, 0.25)
    return middle - wide / 2, 0.12 if low else 0.86, middle + wide / 2, shell.height - canvas.random.uniform(0.3, 0.42)
