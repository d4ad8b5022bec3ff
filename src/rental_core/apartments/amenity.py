"""What an apartment offers: a fixed list that may grow at its end."""

from collections.abc import Iterable
from enum import Enum


class Amenity(Enum):
    """The value is stored and never changes."""

    WIFI = "wifi"
    PARKING = "parking"
    KITCHEN = "kitchen"
    WASHING_MACHINE = "washing-machine"
    AIR_CONDITIONING = "air-conditioning"
    LIFT = "lift"
    BALCONY = "balcony"
    PETS = "pets"
    CHILDREN = "children"
    SMOKING = "smoking"
    WORKSPACE = "workspace"
    TV = "tv"
    DISHWASHER = "dishwasher"
    CRIB = "crib"
    SELF_CHECK_IN = "self-check-in"

    @property
    def bit(self) -> int:
        """Its place in a bit mask, by order of definition: append new amenities, never reorder."""
        return 1 << list(Amenity).index(self)


def to_mask(amenities: Iterable[Amenity]) -> int:
    """The amenities as one integer, a bit each."""
    return sum(amenity.bit for amenity in set(amenities))


def from_mask(mask: int) -> frozenset[Amenity]:
    """The amenities whose bits are set."""
    return frozenset(amenity for amenity in Amenity if mask & amenity.bit)
