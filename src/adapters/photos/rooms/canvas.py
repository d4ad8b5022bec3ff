"""A canvas in perspective: faces, boxes, soft shadows, glows."""

import math
from collections.abc import Sequence
from random import Random

from attrs import define, field
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from adapters.photos.rooms.colour import SHADE, WHITE, Colour, lit
from adapters.photos.rooms.geometry import Camera, Placing, Plane, Point2, Point3, winding

COARSE = 6  # shadows and glows are blurred on a mask this many times smaller
GRAIN = 6  # pixels in which a gradient does not change: too few to be seen, and much faster
FACES: tuple[tuple[Point3, tuple[int, int, int, int]], ...] = (
    ((0, -1, 0), (0, 1, 5, 4)),
    ((0, 0, 1), (5, 7, 6, 4)),
    ((-1, 0, 0), (4, 6, 2, 0)),
    ((1, 0, 0), (1, 3, 7, 5)),
    ((0, 1, 0), (2, 6, 7, 3)),
    ((0, 0, -1), (0, 2, 3, 1)),
)


@define
class Canvas:
    """`light` points to where the light comes from; its length is how strong it is."""

    camera: Camera
    light: Point3
    random: Random
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.image = Image.new("RGB", (self.camera.width, self.camera.height), WHITE)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def face(self, points: Sequence[Point3], fill: Colour, *, alpha: int = 255) -> None:
        outline = self.camera.project(points)
        if len(outline) > 2:
            self.pen.polygon(outline, fill=(*fill, alpha))

    def line(self, points: Sequence[Point3], fill: Colour, metres: float, *, alpha: int = 255) -> None:
        outline = [self.camera.project([point])[0] for point in points if self.camera.distance(point) > 0.2]
        if len(outline) > 1:
            width = max(1, round(metres * self.camera.scale(points[len(points) // 2])))
            self.pen.line(outline, fill=(*fill, alpha), width=width, joint="curve")

    def shaded(self, points: Sequence[Point3], corners: tuple[Colour, Colour, Colour, Colour]) -> None:
        """A face whose colour changes evenly between the corners of its frame: top left, top right, bottom left, bottom right."""
        outline = self.camera.project(points)
        if len(outline) > 2:
            self.fill_outline(outline, corners)

    def fill_outline(self, outline: Sequence[Point2], corners: tuple[Colour, Colour, Colour, Colour]) -> None:
        frame = self._frame(outline)
        if frame is None:
            return
        left, top, right, bottom = frame
        mask = Image.new("1", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in outline], fill=1)
        self.image.paste(blend(corners, (right - left, bottom - top)), (left, top), mask)

    def _frame(self, outline: Sequence[Point2]) -> tuple[int, int, int, int] | None:
        left = max(0, math.floor(min(x for x, _ in outline)))
        top = max(0, math.floor(min(y for _, y in outline)))
        right = min(self.camera.width, math.ceil(max(x for x, _ in outline)) + 1)
        bottom = min(self.camera.height, math.ceil(max(y for _, y in outline)) + 1)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def picture(self, outline: Sequence[Point2], far: Image.Image) -> None:
        """Show what is far away through an opening, of a picture of half the canvas: what is far is not sharp."""
        frame = self._frame(outline) if len(outline) > 2 else None
        if frame is None:
            return
        left, top, right, bottom = frame[0] // 2 * 2, frame[1] // 2 * 2, (frame[2] + 1) // 2 * 2, (frame[3] + 1) // 2 * 2
        size = (right - left, bottom - top)
        mask = Image.new("1", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in outline], fill=1)
        part = far.crop((left // 2, top // 2, right // 2, bottom // 2)).filter(ImageFilter.BoxBlur(0.5))
        self.image.paste(part.resize(size, Image.Resampling.NEAREST), (left, top), mask)

    def brightness(self, normal: Point3) -> float:
        along = sum(one * other for one, other in zip(normal, self.light, strict=True))
        return 0.80 + 0.26 * max(along, 0.0) + 0.08 * min(along, 0.0)

    def box(self, low: Point3, high: Point3, colour: Colour, *, placing: Placing | None = None, soft: float = 0.0) -> None:
        """A block between two corners. `soft` (metres) rounds its edges."""
        place = placing or Placing()
        ends = (low, high)
        corners = [place.of((ends[i & 1][0], ends[i >> 1 & 1][1], ends[i >> 2][2])) for i in range(8)]
        for normal, indexes in FACES:
            outline = self.camera.project([corners[index] for index in indexes])
            if len(outline) > 2 and winding(outline) > 0:
                self._side(outline, lit(colour, self.brightness(turned(normal, place.quarters))), soft * self.camera.scale(corners[0]))

    def _side(self, outline: list[Point2], colour: Colour, radius: float) -> None:
        bottom = lit(colour, 0.90)
        self.fill_outline(outline, (colour, colour, bottom, bottom))
        if radius >= 1:
            self.pen.line([*outline, outline[0], outline[1]], fill=lit(colour, 0.985), width=round(radius), joint="curve")

    def shadows(self, footprints: Sequence[tuple[Sequence[Point3], float]], *, blur: float = 5.0) -> None:
        """Soft shadows, all at once: outlines on a surface, each with a strength of 0..1."""
        mask = self._coarse()
        pen = ImageDraw.Draw(mask)
        for points, strength in footprints:
            outline = self.camera.project(points)
            if len(outline) > 2:
                pen.polygon([(x / COARSE, y / COARSE) for x, y in outline], fill=round(255 * strength))
        self._cover(mask.filter(ImageFilter.GaussianBlur(blur)), SHADE)

    def glow(self, outlines: Sequence[Sequence[Point2]], colour: Colour, strength: float, *, blur: float) -> None:
        """Light that spreads from outlines given in pixels."""
        mask = self._coarse()
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            if len(outline) > 2:
                pen.polygon([(x / COARSE, y / COARSE) for x, y in outline], fill=round(255 * strength))
        self._cover(mask.filter(ImageFilter.GaussianBlur(blur)), colour)

    def halo(self, point: Point3, metres: float, colour: Colour, strength: float) -> None:
        """The light around a lamp."""
        outline = self.camera.project([point])
        if not outline:
            return
        (x, y), radius = outline[0], metres * self.camera.scale(point)
        size = max(2, round(radius * 2))
        spot = ImageChops.invert(Image.radial_gradient("L")).point([round((value / 255) ** 2 * 255 * strength) for value in range(256)])
        left, top = round(x - radius), round(y - radius)
        self.image.paste(colour, (left, top, left + size, top + size), enlarged(spot, (size, size)))

    def _coarse(self) -> Image.Image:
        return Image.new("L", (self.camera.width // COARSE, self.camera.height // COARSE))

    def _cover(self, mask: Image.Image, colour: Colour) -> None:
        frame = mask.getbbox()
        if frame is None:
            return
        left, top, right, bottom = (edge * COARSE for edge in frame)
        self.image.paste(colour, (left, top, right, bottom), enlarged(mask.crop(frame), (right - left, bottom - top)))

    def upright(self, foot: Point3) -> Plane:
        """A plane through `foot` that faces the camera."""
        cosine, sine = math.cos(self.camera.yaw), math.sin(self.camera.yaw)
        return Plane(foot, (cosine, 0, -sine), (0, 1, 0))


def turned(normal: Point3, quarters: int) -> Point3:
    x, y, z = normal
    for _ in range(quarters % 4):
        x, z = -z, x
    return x, y, z


def blend(corners: tuple[Colour, Colour, Colour, Colour], size: tuple[int, int]) -> Image.Image:
    """An even change of colour between four corners."""
    small = Image.new("RGB", (2, 2))
    small.putdata(corners)
    even = small.resize((size[0] // GRAIN + 1, size[1] // GRAIN + 1), Image.Resampling.BILINEAR, box=(0.5, 0.5, 1.5, 1.5))
    return even.resize(size, Image.Resampling.NEAREST)


def enlarged(mask: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Smooth to the eye: the last doubling disappears when the picture is made small."""
    half = mask.resize((size[0] // 2 + 1, size[1] // 2 + 1), Image.Resampling.BILINEAR)
    return half.resize(size, Image.Resampling.NEAREST)
