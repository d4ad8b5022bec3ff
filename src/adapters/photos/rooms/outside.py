"""What is seen through a window: sky, sea, mountains, a town, a park."""

import math
from enum import Enum
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from adapters.photos.rooms.canvas import blend
from adapters.photos.rooms.colour import BLACK, GREENS, WHITE, Colour, hexed, lit, mix
from adapters.photos.rooms.mood import Mood

LIT_WINDOWS = (hexed("ffd98a"), hexed("ffe7b3"), hexed("f7c46a"))
HOUSES = tuple(hexed(code) for code in ("d9cbb8", "c9b29b", "b98f78", "d8d3cb", "a7b0b5", "e3d5b8", "bfa58c"))


class View(Enum):
    """What lies outside."""

    SEA = "sea"
    TOWN = "town"
    MOUNTAINS = "mountains"
    PARK = "park"


def outside(view: View, mood: Mood, random: Random, size: tuple[int, int], horizon: float) -> Image.Image:
    """A picture of half of `size` for a canvas of `size` with the horizon at that height."""
    width, height = size[0] // 2, size[1] // 2
    line = round(horizon / 2)
    picture = Image.new("RGB", (width, height), mood.sky[2])
    middle = max(2, round(line * 0.55))
    picture.paste(blend((mood.sky[0], mood.sky[0], mood.sky[1], mood.sky[1]), (width, middle)), (0, 0))
    picture.paste(blend((mood.sky[1], mood.sky[1], mood.sky[2], mood.sky[2]), (width, max(2, line - middle))), (0, middle))
    pen = ImageDraw.Draw(picture, "RGBA")
    _sky(picture, mood, random, line)
    pen.rectangle((0, line, width, height), fill=mood.far)
    {View.SEA: _sea, View.TOWN: _town, View.MOUNTAINS: _mountains, View.PARK: _park}[view](pen, mood, random, (width, height), line)
    return picture


def _sky(picture: Image.Image, mood: Mood, random: Random, line: int) -> None:
    clouds = Image.new("L", (picture.width // 4, picture.height // 4))
    pen = ImageDraw.Draw(clouds)
    for _ in range(0 if mood.dark else 16):
        x, y = random.uniform(0, clouds.width), random.uniform(0, line / 4)
        for _ in range(5):
            w, h = random.uniform(8, 30), random.uniform(2, 6)
            a, b = x + random.uniform(-16, 16), y + random.uniform(-3, 3)
            pen.ellipse((a - w, b - h, a + w, b + h), fill=random.randint(70, 170))
    soft = clouds.filter(ImageFilter.GaussianBlur(3)).resize(picture.size, Image.Resampling.BILINEAR)
    picture.paste(mix(WHITE, mood.sky[2], 0.35), (0, 0), soft)
    stars = ImageDraw.Draw(picture, "RGBA")
    for _ in range(90 if mood.dark else 0):
        x, y = random.uniform(0, picture.width), random.uniform(0, line)
        stars.ellipse((x - 0.8, y - 0.8, x + 0.8, y + 0.8), fill=(255, 255, 255, random.randint(60, 190)))


def _under(mood: Mood, colour: Colour, distance: float) -> Colour:
    """The colour of a thing at a distance of 0..1 in this light."""
    seen = mix(colour, hexed("1d2440"), 0.72) if mood.dark else colour
    return mix(seen, mood.far, distance)


def _sea(pen: ImageDraw.ImageDraw, mood: Mood, random: Random, size: tuple[int, int], line: int) -> None:
    width, height = size
    water = _under(mood, mix(hexed("3f8fa8"), mood.sky[1], 0.25), 0.1)
    for row in range(line, height, 3):
        near = (row - line) / max(1, height - line)
        pen.rectangle((0, row, width, row + 3), fill=mix(mix(water, mood.sky[2], 0.45), water, min(1, near * 2.2)))
    sun = random.uniform(0.3, 0.7) * width
    for _ in range(420):
        near = random.random() ** 2
        y = line + 2 + near * (height - line)
        x = random.gauss(sun, 40 + near * 260) if random.random() < 0.6 else random.uniform(0, width)
        length = 4 + near * 46
        pen.line((x, y, x + length, y), fill=(*mood.sunlight, random.randint(30, 110) if not mood.dark else 26), width=1 + round(near * 2))
    if random.random() < 0.6:
        _ridge(pen, _under(mood, hexed("6d8a86"), 0.55), random, (width, line), 34, 0.0 if random.random() < 0.5 else 0.55)


def _ridge(pen: ImageDraw.ImageDraw, colour: Colour, random: Random, size: tuple[int, int], peak: float, start: float = 0.0) -> None:
    width, line = size
    phases = [random.uniform(0, 6.3) for _ in range(4)]
    points = [(start * width, float(line))]
    for step in range(61):
        x = start * width + step / 60 * (width * (1 - start) + 2)
        wave = sum(math.sin(x / width * (2.3 + 3.7 * i) * 2 + phase) / (i + 1) for i, phase in enumerate(phases))
        points.append((x, line - peak * (0.55 + 0.24 * wave) - random.uniform(0, peak * 0.05)))
    pen.polygon([*points, (width + 2.0, float(line))], fill=colour)


def _mountains(pen: ImageDraw.ImageDraw, mood: Mood, random: Random, size: tuple[int, int], line: int) -> None:
    width, height = size
    _ridge(pen, _under(mood, hexed("8fa3b8"), 0.62), random, (width, line), line * 0.52)
    _ridge(pen, _under(mood, hexed("6f8f8a"), 0.42), random, (width, line), line * 0.34)
    _ridge(pen, _under(mood, hexed("567a5f"), 0.22), random, (width, line), line * 0.19)
    pen.rectangle((0, line, width, height), fill=_under(mood, hexed("6d8f5d"), 0.12))
    for _ in range(170):
        near = random.random()
        _tree(
            pen,
            random.uniform(0, width),
            line + 4 + near * (height - line) * 0.8,
            12 + near * 52,
            _under(mood, random.choice(GREENS), 0.25),
            random,
        )


def _tree(pen: ImageDraw.ImageDraw, x: float, y: float, tall: float, colour: Colour, random: Random) -> None:
    for _ in range(7):
        a, b = x + random.uniform(-0.34, 0.34) * tall, y - tall * random.uniform(0.35, 1.0)
        r = tall * random.uniform(0.14, 0.3)
        pen.ellipse((a - r, b - r, a + r, b + r), fill=lit(colour, random.uniform(0.82, 1.16)))


def _park(pen: ImageDraw.ImageDraw, mood: Mood, random: Random, size: tuple[int, int], line: int) -> None:
    width, height = size
    _houses(pen, mood, random, (width, height), line, distance=0.55, tall=(40, 120))
    pen.rectangle((0, line + 6, width, height), fill=_under(mood, hexed("7fa35f"), 0.08))
    for row in range(5):
        for _ in range(26 - row * 3):
            y = line + 8 + row * (height - line) * 0.13
            _tree(
                pen,
                random.uniform(-20, width + 20),
                y + random.uniform(0, 18),
                50 + row * 34,
                _under(mood, random.choice(GREENS), 0.3 - row * 0.06),
                random,
            )


def _town(pen: ImageDraw.ImageDraw, mood: Mood, random: Random, size: tuple[int, int], line: int) -> None:
    _houses(pen, mood, random, size, line, distance=0.62, tall=(90, 260))
    _houses(pen, mood, random, size, line + 16, distance=0.34, tall=(50, 170))
    pen.rectangle((0, line + 16, size[0], size[1]), fill=_under(mood, hexed("8d8a80"), 0.2))
    _houses(pen, mood, random, size, line + 70, distance=0.1, tall=(60, 150))
    for _ in range(46):
        _tree(pen, random.uniform(0, size[0]), line + random.uniform(60, 110), 34, _under(mood, random.choice(GREENS), 0.15), random)


def _houses(
    pen: ImageDraw.ImageDraw, mood: Mood, random: Random, size: tuple[int, int], line: int, *, distance: float, tall: tuple[int, int]
) -> None:
    x = random.uniform(-40, 0)
    while x < size[0]:
        wide, top = random.uniform(44, 110), line - random.uniform(*tall)
        wall = _under(mood, random.choice(HOUSES), distance)
        pen.rectangle((x, top, x + wide, size[1]), fill=wall)
        if random.random() < 0.35:
            pen.polygon(
                [(x - 3, top), (x + wide + 3, top), (x + wide / 2, top - wide * 0.28)], fill=_under(mood, hexed("9a5f4c"), distance)
            )
        pen.rectangle((x + wide * 0.82, top, x + wide, size[1]), fill=(*BLACK, 16))
        _windows(pen, mood, random, (x, top, wide, line + 60 - top), distance)
        x += wide + random.choice((0.0, 0.0, random.uniform(4, 34)))


def _windows(pen: ImageDraw.ImageDraw, mood: Mood, random: Random, house: tuple[float, float, float, float], distance: float) -> None:
    x, top, wide, tall = house
    step = 11.0 + 5 * (1 - distance)
    glass = _under(mood, hexed("5f7484"), distance * 0.9)
    columns, rows = int((wide - 8) / step), int(tall / (step * 1.35))
    for column in range(columns):
        for row in range(rows):
            a, b = x + 6 + column * step, top + 7 + row * step * 1.35
            shining = mood.lamps > 0.3 and random.random() < 0.42 * mood.lamps
            fill = mix(random.choice(LIT_WINDOWS), mood.far, distance * 0.45) if shining else glass
            pen.rectangle((a, b, a + step * 0.52, b + step * 0.74), fill=fill)
