"""Sofas, chairs, tables."""

from collections.abc import Sequence

from attrs import frozen

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import DARK_METAL, Colour, lit, mix
from adapters.photos.rooms.geometry import Placing, Plane, Point3


@frozen
class Block:
    """A box of a piece of furniture."""

    low: Point3
    high: Point3
    colour: Colour
    soft: float = 0.0


def draw_blocks(canvas: Canvas, placing: Placing, blocks: Sequence[Block]) -> None:
    """From the farthest to the nearest."""

    def distance(block: Block) -> float:
        x, y, z = ((one + other) / 2 for one, other in zip(block.low, block.high, strict=True))
        return -canvas.camera.distance(placing.of((x, y, z)))

    for block in sorted(blocks, key=distance):
        canvas.box(block.low, block.high, block.colour, placing=placing, soft=block.soft)


def footprint(placing: Placing, half: float, depth: float, *, more: float = 0.06) -> list[Point3]:
    """The floor under a thing and a little around it."""
    a, b = half + more, depth + more
    return [placing.of(point) for point in ((-a, 0, -more), (a, 0, -more), (a, 0, b), (-a, 0, b))]


def legs(canvas: Canvas, placing: Placing, half: float, depth: float, height: float, colour: Colour, *, thick: float = 0.045) -> None:
    corners = [(x, z) for z in (depth - thick, 0.0) for x in (-half, half - thick)]
    draw_blocks(canvas, placing, [Block((x, 0, z), (x + thick, height, z + thick), colour) for x, z in corners])


def cushion(
    canvas: Canvas, placing: Placing, at: Point3, size: float, colour: Colour, *, lean: float = 0.34, stripes: Colour | None = None
) -> None:
    """A square cushion that leans back."""
    x, y, z = at
    corner, up, side = placing.of((x, y, z)), placing.of((x, y + 0.94, z + lean)), placing.of((x + 1, y, z))
    plane = Plane(corner, _between(corner, side), _between(corner, up))
    half = size / 2
    outline = plane.rounded((0, half), (half, half), power=3.4, steps=36)
    canvas.shaded(outline, (lit(colour, 1.06), lit(colour, 1.02), lit(colour, 0.88), lit(colour, 0.82)))
    if stripes:
        for v in (0.3, 0.5, 0.7):
            canvas.line([plane.at(-half * 0.86, size * v), plane.at(half * 0.86, size * v)], stripes, size * 0.055)
    canvas.line([plane.at(-half * 0.8, size * 0.03), plane.at(half * 0.8, size * 0.03)], lit(colour, 0.7), 0.008, alpha=110)


def _between(one: Point3, other: Point3) -> Point3:
    return other[0] - one[0], other[1] - one[1], other[2] - one[2]


def draw_sofa(canvas: Canvas, placing: Placing, colour: Colour, cushions: Sequence[Colour], wood: Colour, *, wide: float = 2.1) -> None:
    """Two or three seats, with cushions."""
    half, arm, seat_top = wide / 2, 0.17, 0.46
    seats = 3 if wide > 2.2 else 2
    legs(canvas, placing, half - 0.05, 0.86, 0.14, wood)
    canvas.box((-half, 0.12, 0.03), (half, 0.32, 0.88), lit(colour, 0.93), placing=placing, soft=0.02)
    inner = (wide - 2 * arm) / seats
    blocks = [
        Block((-half, 0.30, 0.68), (half, 0.80, 0.90), colour, 0.06),
        Block((-half, 0.14, 0.0), (-half + arm, 0.60, 0.84), lit(colour, 1.01), 0.05),
        Block((half - arm, 0.14, 0.0), (half, 0.60, 0.84), lit(colour, 1.01), 0.05),
    ]
    for seat in range(seats):
        left = -half + arm + seat * inner
        blocks.append(Block((left + 0.012, 0.30, 0.0), (left + inner - 0.012, seat_top, 0.66), lit(colour, 1.04), 0.05))
        blocks.append(Block((left + 0.02, seat_top, 0.52), (left + inner - 0.02, 0.84, 0.70), lit(colour, 1.05), 0.07))
    draw_blocks(canvas, placing, blocks)
    spots = [-half + arm + 0.22, half - arm - 0.24, -half + arm + 0.5]
    for spot, tone in zip(spots, cushions, strict=False):
        stripes = mix(tone, (255, 255, 255), 0.45) if canvas.random.random() < 0.4 else None
        cushion(canvas, placing, (spot, seat_top, 0.40), 0.40, tone, stripes=stripes)


def draw_armchair(canvas: Canvas, placing: Placing, colour: Colour, wood: Colour, pillow: Colour) -> None:
    legs(canvas, placing, 0.36, 0.70, 0.2, wood)
    blocks = [
        Block((-0.38, 0.18, 0.03), (0.38, 0.30, 0.74), lit(colour, 0.95), 0.03),
        Block((-0.38, 0.26, 0.58), (0.38, 0.86, 0.76), colour, 0.07),
        Block((-0.42, 0.24, 0.04), (-0.28, 0.56, 0.70), lit(colour, 1.02), 0.06),
        Block((0.28, 0.24, 0.04), (0.42, 0.56, 0.70), lit(colour, 1.02), 0.06),
        Block((-0.27, 0.28, 0.0), (0.27, 0.44, 0.58), lit(colour, 1.05), 0.06),
    ]
    draw_blocks(canvas, placing, blocks)
    cushion(canvas, placing, (0, 0.44, 0.38), 0.36, pillow)


def draw_chair(canvas: Canvas, placing: Placing, colour: Colour, wood: Colour) -> None:
    legs(canvas, placing, 0.2, 0.42, 0.44, wood, thick=0.035)
    blocks = [
        Block((-0.22, 0.43, 0.0), (0.22, 0.48, 0.44), colour, 0.03),
        Block((-0.20, 0.46, 0.40), (-0.16, 0.86, 0.44), wood),
        Block((0.16, 0.46, 0.40), (0.20, 0.86, 0.44), wood),
        Block((-0.21, 0.62, 0.39), (0.21, 0.88, 0.43), colour, 0.03),
    ]
    draw_blocks(canvas, placing, blocks)


def draw_table(canvas: Canvas, placing: Placing, size: tuple[float, float, float], wood: Colour, *, metal: bool = False) -> None:
    """A table of (width, depth, height)."""
    wide, depth, tall = size
    legs(canvas, placing, wide / 2 - 0.05, depth - 0.06, tall, DARK_METAL if metal else lit(wood, 0.9))
    canvas.box((-wide / 2, tall - 0.045, 0), (wide / 2, tall, depth), lit(wood, 1.03), placing=placing, soft=0.01)


def draw_round_table(canvas: Canvas, placing: Placing, radius: float, tall: float, wood: Colour) -> None:
    """A round top on three legs."""
    for x, z in ((0.0, radius * 1.5), (-radius * 0.62, radius * 0.55), (radius * 0.62, radius * 0.55)):
        canvas.box((x - 0.02, 0, z - 0.02), (x + 0.02, tall, z + 0.02), lit(wood, 0.84), placing=placing)
    for height, tone in ((tall - 0.04, 0.82), (tall, 1.06)):
        centre = placing.of((0, height, radius))
        plane = Plane(centre, (1, 0, 0), (0, 0, 1))
        canvas.face(plane.rounded((0, 0), (radius, radius), steps=48), lit(wood, tone))


def draw_books(canvas: Canvas, placing: Placing, at: Point3, colours: Sequence[Colour]) -> None:
    """A small pile of books."""
    x, y, z = at
    for colour in colours:
        shift = canvas.random.uniform(-0.02, 0.02)
        canvas.box((x + shift, y, z), (x + shift + 0.24, y + 0.028, z + 0.17), colour, placing=placing)
        y += 0.03


def draw_vase(canvas: Canvas, placing: Placing, at: Point3, colour: Colour, twig: Colour) -> None:
    """A vase with dry twigs."""
    foot = placing.of(at)
    plane = canvas.upright(foot)
    for _ in range(7):
        lean, tall = canvas.random.uniform(-0.12, 0.12), canvas.random.uniform(0.28, 0.46)
        canvas.line([plane.at(0, 0.12), plane.at(lean * 0.5, tall * 0.66), plane.at(lean, tall)], twig, 0.006)
        canvas.face(plane.rounded((lean, tall), (0.014, 0.034), steps=12), lit(twig, 1.12))
    outline = [
        plane.at(u, v)
        for u, v in ((-0.045, 0), (-0.075, 0.08), (-0.05, 0.17), (-0.03, 0.2), (0.03, 0.2), (0.05, 0.17), (0.075, 0.08), (0.045, 0))
    ]
    canvas.shaded(outline, (lit(colour, 1.1), lit(colour, 0.86), lit(colour, 1.04), lit(colour, 0.76)))
