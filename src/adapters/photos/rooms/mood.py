"""The time of day, and what it does to light."""

from random import Random

from attrs import frozen

from adapters.photos.rooms.colour import Colour, hexed


@frozen(kw_only=True)
class Mood:
    """`sky` from zenith to horizon. `sun` and `lamps` tell how strong their light is; `tint` colours the finished picture."""

    sky: tuple[Colour, Colour, Colour]
    far: Colour  # what stands far away takes this colour
    sunlight: Colour
    sun: float
    lamps: float
    tint: tuple[float, float, float]
    dark: bool = False


DAY = Mood(
    sky=(hexed("7fb4e0"), hexed("b3d6ee"), hexed("e6f1f5")),
    far=hexed("b9cddb"),
    sunlight=hexed("fff3d6"),
    sun=0.55,
    lamps=0.0,
    tint=(1.0, 1.0, 1.0),
)
BRIGHT = Mood(
    sky=(hexed("5fa3dc"), hexed("9fcdf0"), hexed("dff0f8")),
    far=hexed("aac6dc"),
    sunlight=hexed("fff0c8"),
    sun=0.72,
    lamps=0.0,
    tint=(1.03, 1.015, 0.99),
)
CLOUDY = Mood(
    sky=(hexed("c3ccd3"), hexed("d8dee2"), hexed("eceff0")),
    far=hexed("c4ccd1"),
    sunlight=hexed("ffffff"),
    sun=0.0,
    lamps=0.25,
    tint=(0.985, 0.99, 1.0),
)
SUNSET = Mood(
    sky=(hexed("6f86b8"), hexed("e9a788"), hexed("fbd9a0")),
    far=hexed("b98d94"),
    sunlight=hexed("ffc58a"),
    sun=0.68,
    lamps=0.35,
    tint=(1.03, 0.975, 0.91),
)
NIGHT = Mood(
    sky=(hexed("141c36"), hexed("24304f"), hexed("4a4d69")),
    far=hexed("2b3350"),
    sunlight=hexed("ffffff"),
    sun=0.0,
    lamps=1.0,
    tint=(0.93, 0.86, 0.77),
    dark=True,
)


def pick_mood(random: Random) -> Mood:
    return random.choices((DAY, BRIGHT, CLOUDY, SUNSET, NIGHT), (30, 26, 12, 20, 12))[0]
