"""An apartment, its place and its amenities."""

from math import cos, radians
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rental_core.accounts.person import PersonId
from rental_core.apartments.amenity import Amenity, from_mask, to_mask
from rental_core.apartments.apartment import (
    MAX_PHOTOS,
    Missing,
    NotPublishedError,
    NotReadyError,
    NotYourApartmentError,
    PhotoKey,
    Publication,
)
from rental_core.apartments.place import GRID, Address, Point
from tests.support.builders import SOCHI, an_apartment
from tests.support.refused import refused

METRES_PER_DEGREE = 111_320
POINTS = st.builds(Point, st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))


@given(POINTS)
def test_a_rounded_point_is_near_and_says_no_more_than_its_cell(point: Point) -> None:
    around = point.rounded()
    assert abs(around.lat - point.lat) <= GRID / 2 + 1e-6
    assert abs(around.lon - point.lon) <= GRID / 2 + 1e-6
    assert around.rounded() == around


def test_the_cell_of_a_rounded_point_is_about_300_metres_wide() -> None:
    assert 200 < GRID * METRES_PER_DEGREE * cos(radians(SOCHI.point.lat)) < GRID * METRES_PER_DEGREE < 350


@pytest.mark.parametrize(("lat", "lon"), [(90.1, 0), (-90.1, 0), (0, 180.1), (0, -180.1)])
def test_a_point_lies_on_the_earth(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match=r"lat|lon"):
        Point(lat, lon)


@given(st.frozensets(st.sampled_from(Amenity)))
def test_amenities_survive_their_bit_mask(amenities: frozenset[Amenity]) -> None:
    assert from_mask(to_mask(amenities)) == amenities


def test_each_amenity_keeps_the_bit_it_was_given_first() -> None:
    assert [amenity.value for amenity in Amenity][:15] == [
        "wifi", "parking", "kitchen", "washing-machine", "air-conditioning", "lift", "balcony", "pets", "children", "smoking",
        "workspace", "tv", "dishwasher", "crib", "self-check-in",
    ]  # fmt: skip
    assert [amenity.bit for amenity in Amenity] == [2**place for place in range(len(Amenity))]


def test_an_amenity_given_twice_counts_once() -> None:
    assert to_mask([Amenity.WIFI, Amenity.WIFI]) == Amenity.WIFI.bit


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({"photos": ()}, Missing.PHOTO),
        ({"rates": None}, Missing.PRICE),
        ({"rooms": None}, Missing.ROOMS),
        ({"address": Address(SOCHI.id, street="улица Орджоникидзе")}, Missing.ADDRESS),
        ({"address": Address(SOCHI.id, house="11")}, Missing.ADDRESS),
    ],
)
def test_an_apartment_is_not_published_without(without: dict[str, Any], missing: Missing) -> None:
    draft = an_apartment(publication=Publication.DRAFT, **without)
    with refused(NotReadyError(draft.id, (missing,))):
        draft.published()


def test_all_that_is_missing_is_named_at_once() -> None:
    bare = an_apartment(photos=(), rates=None, rooms=None, address=Address(SOCHI.id))
    assert bare.missing == (Missing.ADDRESS, Missing.PHOTO, Missing.PRICE, Missing.ROOMS)


def test_an_apartment_that_lacks_nothing_is_published() -> None:
    assert an_apartment(publication=Publication.DRAFT).published().publication is Publication.PUBLISHED


@pytest.mark.parametrize("publication", set(Publication) - {Publication.PUBLISHED})
def test_only_a_published_apartment_takes_requests(publication: Publication) -> None:
    an_apartment().must_take_requests()
    with pytest.raises(NotPublishedError):
        an_apartment(publication=publication).must_take_requests()


def test_an_apartment_belongs_to_its_landlord_alone() -> None:
    an_apartment().must_belong_to(PersonId(1))
    with pytest.raises(NotYourApartmentError):
        an_apartment().must_belong_to(PersonId(2))


@pytest.mark.parametrize(
    "change",
    [
        {"zone": "Europe/Atlantis"},
        {"rooms": 0},
        {"rooms": 51},
        {"guests": 0},
        {"guests": 51},
        {"area": 0},
        {"title": "x" * 201},
        {"description": "x" * 5001},
        {"photos": tuple(PhotoKey(f"{n}.jpg") for n in range(MAX_PHOTOS + 1))},
        {"preparation_nights": 8},
        {"preparation_nights": -1},
    ],
    ids=str,
)
def test_an_apartment_that_cannot_be_does_not_exist(change: dict[str, Any]) -> None:
    with pytest.raises((ValueError, LookupError)):
        evolve(an_apartment(), **change)
