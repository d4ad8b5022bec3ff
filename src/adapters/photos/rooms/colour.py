"""Colours that go together."""

from random import Random

from attrs import frozen

Colour = tuple[int, int, int]


def hexed(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """`part` 0 is the first colour, 1 the other."""
    a, b, c = (round(x + (y - x) * part) for x, y in zip(one, other, strict=True))
    return a, b, c


def lit(colour: Colour, factor: float) -> Colour:
    """Brighter above 1 (towards white, so that it does not burn out), darker below."""
    if factor > 1:
        return mix(colour, WHITE, min(1.0, (factor - 1) * 1.1))
    a, b, c = (max(0, round(channel * factor)) for channel in colour)
    return a, b, c


WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
SHADE: Colour = (38, 30, 34)  # shadows are never quite black
LINEN = hexed("f4f0e8")
METAL = hexed("8d8f92")
DARK_METAL = hexed("3a3b3e")
BRASS = hexed("c2a063")
GREENS = (hexed("4f7a4a"), hexed("6b9457"), hexed("3f6650"), hexed("7da46a"))


@frozen(kw_only=True)
class Palette:
    """The colours of one home."""

    wall: Colour
    accent: Colour  # one wall, or the headboard
    floor: Colour
    wood: Colour
    soft: Colour  # sofa, armchair, bedspread
    warm: Colour  # cushions, throws
    cool: Colour
    rug: Colour
    curtain: Colour


def _palette(codes: str) -> Palette:
    wall, accent, floor, wood, soft, warm, cool, rug, curtain = (hexed(code) for code in codes.split())
    return Palette(wall=wall, accent=accent, floor=floor, wood=wood, soft=soft, warm=warm, cool=cool, rug=rug, curtain=curtain)


PALETTES = tuple(
    _palette(codes)
    for codes in (
        "efe9df b9c4b5 c9a27a a9774d 8fa08c d98e5f e8d9b8 e9dfcc f3ecdf",  # sage and oak
        "f1eeea 7f97a8 b98d63 8a5e3c 5f7c90 e0b15a d7e0e4 d9dee0 e9edef",  # sea blue and mustard
        "f4ece4 d9a48c c7a17c 96673f e3cfc0 c46f4f 7f8f7a efe0d0 f6eadf",  # terracotta
        "ecebe8 4d5560 a98a6c 6b4c36 6d737b d9a441 b5bcc4 c9c6c0 dcdad6",  # graphite and ochre
        "f3efe7 c9b79c d8b98e c19a68 d8c9b0 8c6f54 a9b59b e6d8c0 f7f1e6",  # sand
        "eef0ee 3f6b63 b4875c 7d5534 2f5f57 e3b7a0 c9d6cf d6e0da e8eee9",  # emerald
        "f5eeee c99aa5 cda680 a5764f c7a3ab 8d5a6b e6c9b8 f0dfe0 f4e6e6",  # dusty rose
        "eef1f4 a8bfd0 d2b48f b78f63 a9b8c6 f0c27b 6e8ba3 dfe6eb f3f6f8",  # northern light
        "f0e8dc 8a6b52 9c6f4a 5c3d28 b08d6c d0743c 566b5b d4bf9f e9dcc5",  # walnut and rust
        "f2f1ec 6a6f4c c4a074 8f6a43 7b8059 d8b04c d9d3bd e0dbc6 efebdc",  # olive
        "f6f5f3 b7a7c4 d5b594 b08660 9d8fb0 e7c98f 6f6a86 e6e0ea f1edf4",  # lavender
        "fbf8f2 e0c27a e0c39a cda671 f0e3c6 d9863b 5f8f9b f3e7cc fdf6e6",  # sunny
    )
)


def pick_palette(random: Random) -> Palette:
    return random.choice(PALETTES)
