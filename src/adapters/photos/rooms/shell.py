"""Floor, walls, ceiling and the light that falls on them."""

from enum import Enum

from attrs import frozen

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import BLACK, SHADE, WHITE, Colour, hexed, lit, mix
from adapters.photos.rooms.geometry import Plane, Point3
from adapters.photos.rooms.mood import Mood

FRONT = -1.2  # the room goes on behind the camera


class Floor(Enum):
    """What the floor is made of."""

    PLANKS = "planks"
    HERRINGBONE = "herringbone"
    TILES = "tiles"
    CHECKS = "checks"


class Side(Enum):
    """The walls one sees."""

    LEFT = "left"
    BACK = "back"
    RIGHT = "right"


@frozen(kw_only=True)
class Shell:
    """An empty room: width, depth and height in metres; x = 0 is its middle, z = depth its back wall."""

    width: float
    depth: float
    height: float
    bright: Side  # where the window is

    def wall(self, side: Side, *, off: float = 0.0) -> Plane:
        """The wall as a plane whose u runs from left to right as seen from inside; `off` metres before it."""
        half = self.width / 2
        if side is Side.BACK:
            return Plane((-half, 0, self.depth - off), (1, 0, 0), (0, 1, 0))
        if side is Side.LEFT:
            return Plane((-half + off, 0, 0), (0, 0, 1), (0, 1, 0))
        return Plane((half - off, 0, self.depth), (0, 0, -1), (0, 1, 0))

    def length(self, side: Side) -> float:
        return self.width if side is Side.BACK else self.depth

    def ends(self, side: Side) -> tuple[float, float]:
        """From where to where the wall runs along its u, behind the camera included."""
        return (0, self.width) if side is Side.BACK else ((FRONT, self.depth) if side is Side.LEFT else (0, self.depth - FRONT))


def draw_walls(canvas: Canvas, shell: Shell, colours: dict[Side, Colour], ceiling: Colour) -> None:
    """Walls and ceiling, brighter towards the window."""
    for side in Side:
        u0, u1 = shell.ends(side)
        near_light = 1.0 if side is shell.bright else 0.965
        colour = colours[side]
        left, right = _falloff(shell, side)
        top, low = near_light * 0.985, near_light * 0.94
        canvas.shaded(
            shell.wall(side).rectangle(u0, 0, u1, shell.height),
            (lit(colour, top * left), lit(colour, top * right), lit(colour, low * left), lit(colour, low * right)),
        )
    half = shell.width / 2
    far, close = lit(ceiling, 0.97), lit(ceiling, 0.88)
    canvas.shaded(
        [(-half, shell.height, FRONT), (half, shell.height, FRONT), (half, shell.height, shell.depth), (-half, shell.height, shell.depth)],
        (close, close, far, far),
    )


def _falloff(shell: Shell, side: Side) -> tuple[float, float]:
    """How bright the wall's left and right ends are."""
    if side is shell.bright:
        return 0.97, 0.97
    if side is Side.BACK:
        return (1.03, 0.93) if shell.bright is Side.LEFT else (0.93, 1.03)
    towards = 1.02 if shell.bright is Side.BACK else 0.98
    return (0.88, towards) if side is Side.LEFT else (towards, 0.88)


def draw_floor(canvas: Canvas, shell: Shell, kind: Floor, colour: Colour) -> None:
    """The floor with its pattern; tones differ a little from piece to piece."""
    half = shell.width / 2
    far, close = lit(colour, 1.05), lit(colour, 0.86)
    canvas.shaded([(-half, 0, shell.depth), (half, 0, shell.depth), (half, 0, FRONT), (-half, 0, FRONT)], (far, far, close, close))
    {Floor.PLANKS: _planks, Floor.HERRINGBONE: _herringbone, Floor.TILES: _tiles, Floor.CHECKS: _checks}[kind](canvas, shell)


def _tone(canvas: Canvas, points: list[Point3], strength: int) -> None:
    shade = canvas.random.randint(-strength, strength)
    canvas.face(points, WHITE if shade > 0 else BLACK, alpha=abs(shade))


def _planks(canvas: Canvas, shell: Shell) -> None:
    wide, x = 0.16, -shell.width / 2
    while x < shell.width / 2:
        z = FRONT - canvas.random.uniform(0, 1.2)
        end = min(x + wide, shell.width / 2)
        while z < shell.depth:
            following = z + canvas.random.uniform(0.9, 1.7)
            last = min(following, shell.depth)
            _tone(canvas, [(x, 0, z), (end, 0, z), (end, 0, last), (x, 0, last)], 17)
            canvas.line([(x, 0, last), (end, 0, last)], BLACK, 0.006, alpha=50)
            z = following
        canvas.line([(x, 0, max(FRONT, canvas.camera.z + 0.5)), (x, 0, shell.depth)], BLACK, 0.005, alpha=44)
        x += wide


def _herringbone(canvas: Canvas, shell: Shell) -> None:
    long, wide = 0.46, 0.115
    rows, columns = int((shell.depth - FRONT) / wide / 1.41) + 6, int(shell.width / long / 0.7) + 3
    step = long * 0.7071
    for column in range(columns):
        x = -shell.width / 2 + (column - 0.5) * step
        slope = 1 if column % 2 else -1
        for row in range(-3, rows):
            z = FRONT + row * wide * 1.4142
            a, b = (z, z + step) if slope > 0 else (z + step, z)
            piece = [(x, 0.0, a), (x + step, 0.0, b), (x + step, 0.0, b + wide * 1.414), (x, 0.0, a + wide * 1.414)]
            inside: list[Point3] = [(min(max(p[0], -shell.width / 2), shell.width / 2), 0, min(p[2], shell.depth)) for p in piece]
            _tone(canvas, inside, 20)


def _grid(canvas: Canvas, shell: Shell, size: float, dark: int) -> None:
    columns, rows = int(shell.width / size) + 1, int((shell.depth - FRONT) / size) + 1
    for column in range(columns):
        for row in range(rows):
            x0, z1 = -shell.width / 2 + column * size, shell.depth - row * size
            x1 = min(x0 + size, shell.width / 2)
            piece: list[Point3] = [(x0, 0, z1 - size), (x1, 0, z1 - size), (x1, 0, z1), (x0, 0, z1)]
            if dark and (column + row) % 2:
                canvas.face(piece, BLACK, alpha=dark)
            else:
                _tone(canvas, piece, 8)
    for column in range(1, columns):
        x = -shell.width / 2 + column * size
        canvas.line([(x, 0, canvas.camera.z + 0.5), (x, 0, shell.depth)], BLACK, 0.006, alpha=36)
    for row in range(1, rows):
        z = shell.depth - row * size
        canvas.line([(-shell.width / 2, 0, z), (shell.width / 2, 0, z)], BLACK, 0.006, alpha=36)


def _tiles(canvas: Canvas, shell: Shell) -> None:
    _grid(canvas, shell, 0.6, 0)


def _checks(canvas: Canvas, shell: Shell) -> None:
    _grid(canvas, shell, 0.4, 92)


def draw_corners(canvas: Canvas, shell: Shell) -> None:
    """Skirting boards, and the darkness that gathers in corners."""
    board = hexed("faf8f4")
    for side in Side:
        u0, u1 = shell.ends(side)
        wall = shell.wall(side, off=0.012)
        canvas.face(wall.rectangle(u0, 0, u1, 0.085), lit(board, 0.95 if side is shell.bright else 0.9))
        canvas.line([wall.at(max(u0, 0.3), 0.085), wall.at(u1, 0.085)], SHADE, 0.006, alpha=60)
    half, top, back = shell.width / 2, shell.height, shell.depth
    dark: list[tuple[list[Point3], float]] = []
    for x, inward in ((-half, 0.1), (half, -0.1)):
        dark.append(([(x, 0, FRONT), (x + inward, 0, FRONT), (x + inward, 0, back), (x, 0, back)], 0.34))
        dark.append(([(x, top, FRONT), (x + inward, top, FRONT), (x + inward, top, back), (x, top, back)], 0.17))
        dark.append(([(x, 0, back), (x + inward, 0, back), (x + inward, top, back), (x, top, back)], 0.20))
    dark.append(([(-half, 0, back), (half, 0, back), (half, 0, back - 0.12), (-half, 0, back - 0.12)], 0.34))
    dark.append(([(-half, top, back), (half, top, back), (half, top - 0.05, back), (-half, top - 0.05, back)], 0.17))
    canvas.shadows(dark, blur=7)


def sunbeam(canvas: Canvas, shell: Shell, opening: list[Point3], mood: Mood) -> None:
    """Where the sun reaches the floor through an opening, and its reflection there."""
    mirrored: list[Point3] = [(x, -y * 0.8, z) for x, y, z in opening]
    canvas.glow([canvas.camera.project(mirrored)], mix(mood.sky[2], WHITE, 0.3), 0.10 if mood.dark else 0.3, blur=16)
    if mood.sun:
        falls = {Side.BACK: (0.35, -1.15), Side.LEFT: (1.2, -0.45), Side.RIGHT: (-1.2, -0.45)}[shell.bright]
        half = shell.width / 2
        patch: list[Point3] = [
            (max(-half, min(half, x + falls[0] * y * 0.75)), 0.0, min(z + falls[1] * y * 0.75, shell.depth)) for x, y, z in opening
        ]
        canvas.glow([canvas.camera.project(patch)], mood.sunlight, mood.sun, blur=1.6)
