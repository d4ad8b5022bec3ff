"""Beds and what stands beside them."""

from adapters.photos.rooms.canvas import Canvas
from adapters.photos.rooms.colour import LINEN, SHADE, Colour, Palette, lit, mix
from adapters.photos.rooms.decor import draw_lamp
from adapters.photos.rooms.geometry import Placing
from adapters.photos.rooms.mood import Mood
from adapters.photos.rooms.seating import Block, cushion, draw_blocks, draw_books, draw_vase, footprint, legs

BED_LENGTH = 2.05
MATTRESS_TOP = 0.58


def draw_bed(canvas: Canvas, placing: Placing, palette: Palette, *, wide: float = 1.7) -> None:
    """A made bed whose head is at its back."""
    half = wide / 2
    canvas.shadows([(footprint(placing, half, BED_LENGTH), 0.6)])
    _headboard(canvas, placing, palette.accent, half)
    legs(canvas, placing, half - 0.03, BED_LENGTH - 0.1, 0.2, palette.wood)
    canvas.box((-half, 0.16, 0.02), (half, 0.34, BED_LENGTH), palette.wood, placing=placing)
    canvas.box((-half + 0.02, 0.34, 0.0), (half - 0.02, MATTRESS_TOP - 0.04, BED_LENGTH), LINEN, placing=placing, soft=0.05)
    _pillows(canvas, placing, palette, half)
    _covers(canvas, placing, palette, half)


def _headboard(canvas: Canvas, placing: Placing, colour: Colour, half: float) -> None:
    back = BED_LENGTH
    style = canvas.random.choice(("panel", "channels", "low"))
    top = 0.95 if style == "low" else 1.18
    canvas.box((-half - 0.08, 0.2, back), (half + 0.08, top, back + 0.09), colour, placing=placing, soft=0.03)
    if style == "channels":
        count = 9
        for step in range(1, count):
            x = -half - 0.08 + (2 * half + 0.16) * step / count
            ends = [placing.of((x, MATTRESS_TOP, back - 0.003)), placing.of((x, top - 0.02, back - 0.003))]
            canvas.line(ends, SHADE, 0.014, alpha=70)


def _pillows(canvas: Canvas, placing: Placing, palette: Palette, half: float) -> None:
    spots = (-half * 0.5, half * 0.5)
    for x in spots:
        cushion(canvas, placing, (x, MATTRESS_TOP - 0.05, BED_LENGTH - 0.36), 0.60, LINEN, lean=0.42)
    for x in spots:
        cushion(canvas, placing, (x, MATTRESS_TOP - 0.05, BED_LENGTH - 0.50), 0.50, mix(palette.soft, LINEN, 0.35), lean=0.5)
    if canvas.random.random() < 0.75:
        cushion(
            canvas,
            placing,
            (0, MATTRESS_TOP - 0.05, BED_LENGTH - 0.62),
            0.38,
            palette.warm,
            lean=0.5,
            stripes=mix(palette.warm, LINEN, 0.5),
        )


def _covers(canvas: Canvas, placing: Placing, palette: Palette, half: float) -> None:
    duvet = canvas.random.choice((LINEN, mix(palette.soft, LINEN, 0.55), mix(palette.cool, LINEN, 0.6)))
    top, edge = MATTRESS_TOP + 0.03, half + 0.04
    blocks = [
        Block((-edge, 0.3, -0.03), (edge, top, BED_LENGTH - 0.95), duvet, 0.05),
        Block((-edge, 0.42, BED_LENGTH - 1.0), (edge, top + 0.02, BED_LENGTH - 0.72), lit(mix(duvet, LINEN, 0.6), 1.02), 0.04),
    ]
    if canvas.random.random() < 0.8:
        start = canvas.random.uniform(0.1, 0.25)
        blocks.append(Block((-edge - 0.02, 0.24, start), (edge + 0.02, top + 0.02, start + 0.52), palette.soft, 0.03))
    draw_blocks(canvas, placing, sorted(blocks, key=lambda block: -block.low[2]))
    for step in range(5):
        x = -edge + 2 * edge * (0.14 + 0.18 * step) + canvas.random.uniform(-0.05, 0.05)
        fold = [placing.of((x + 0.02 * k, top + 0.004, 0.8 + 0.12 * k)) for k in range(3)]
        canvas.line(fold, lit(duvet, 0.86), 0.012, alpha=90)


def draw_bedside(canvas: Canvas, placing: Placing, palette: Palette, mood: Mood, *, lamp: bool) -> None:
    """A small cupboard with a lamp, or books and a vase."""
    canvas.shadows([(footprint(placing, 0.24, 0.4), 0.45)], blur=4)
    legs(canvas, placing, 0.22, 0.36, 0.14, lit(palette.wood, 0.8))
    canvas.box((-0.24, 0.13, 0), (0.24, 0.52, 0.4), palette.wood, placing=placing)
    for y in (0.32, 0.5):
        canvas.line([placing.of((-0.22, y, -0.003)), placing.of((0.22, y, -0.003))], lit(palette.wood, 0.66), 0.008)
    if lamp:
        draw_lamp(canvas, placing.of((0, 0.52, 0.22)), 0.46, palette.curtain, mood)
    else:
        draw_books(canvas, placing, (-0.16, 0.52, 0.1), (palette.warm, palette.cool))
        draw_vase(canvas, placing, (0.12, 0.52, 0.26), palette.warm, palette.wood)


def draw_wardrobe(canvas: Canvas, placing: Placing, colour: Colour, *, wide: float = 1.7, tall: float = 2.25) -> None:
    """A wardrobe with handles."""
    half = wide / 2
    canvas.shadows([(footprint(placing, half, 0.6), 0.5)], blur=4)
    canvas.box((-half, 0.0, 0), (half, tall, 0.6), colour, placing=placing)
    doors = 3
    for door in range(doors):
        x = -half + wide * door / doors
        if door:
            canvas.line([placing.of((x, 0.06, -0.003)), placing.of((x, tall - 0.03, -0.003))], lit(colour, 0.7), 0.010)
        canvas.line([placing.of((x + 0.07, 1.0, -0.01)), placing.of((x + 0.07, 1.22, -0.01))], lit(colour, 0.55), 0.018)
