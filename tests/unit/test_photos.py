"""The photos of an apartment and their order."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rental_core.apartments.apartment import MAX_PHOTOS, PhotoKey, Publication
from rental_core.apartments.photos import (
    LastPhotoError,
    NoSuchPhotoError,
    TooManyPhotosError,
    with_main_photo,
    with_photo_moved,
    with_photos,
    without_photo,
)
from tests.support.builders import an_apartment
from tests.support.refused import refused

KEYS = st.sampled_from([PhotoKey(f"{number}.jpg") for number in range(14)])
SOME = st.lists(KEYS, unique=True, max_size=MAX_PHOTOS)


@given(SOME, st.lists(KEYS, max_size=14))
def test_photos_come_to_the_end_in_their_order_and_none_is_there_twice(before: list[PhotoKey], sent: list[PhotoKey]) -> None:
    wanted = tuple(dict.fromkeys(sent))
    expected = (*(key for key in before if key not in wanted), *wanted)
    flat = an_apartment(photos=tuple(before))
    if len(expected) > MAX_PHOTOS:
        with refused(TooManyPhotosError(MAX_PHOTOS)):
            with_photos(flat, sent)
    else:
        assert with_photos(flat, sent).photos == expected


@given(SOME.filter(bool), st.data())
def test_the_main_photo_is_the_first_and_the_others_keep_their_order(before: list[PhotoKey], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(before))
    assert with_main_photo(an_apartment(photos=tuple(before)), key).photos == (key, *(each for each in before if each != key))


@given(SOME.filter(bool), st.integers(-12, 12), st.data())
def test_a_moved_photo_stands_where_it_was_sent_and_stops_at_the_ends(before: list[PhotoKey], by: int, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(before))
    after = with_photo_moved(an_apartment(photos=tuple(before)), key, by).photos
    assert after.index(key) == min(max(before.index(key) + by, 0), len(before) - 1)
    assert [each for each in after if each != key] == [each for each in before if each != key]


def photographed(keys: Sequence[str], publication: Publication = Publication.DRAFT) -> tuple[PhotoKey, ...]:
    flat = an_apartment(photos=tuple(map(PhotoKey, keys)), publication=publication)
    return without_photo(flat, PhotoKey("a")).photos


def test_a_photo_is_taken_away() -> None:
    assert photographed(["b", "a", "c"], Publication.PUBLISHED) == ("b", "c")
    assert photographed(["a"]) == ()


@pytest.mark.parametrize("publication", [Publication.PUBLISHED, Publication.PAUSED, Publication.REVIEW])
def test_what_renters_see_keeps_its_last_photo(publication: Publication) -> None:
    with refused(LastPhotoError(an_apartment().id)):
        photographed(["a"], publication)


def test_a_photo_that_is_gone_is_not_found() -> None:
    with refused(NoSuchPhotoError(PhotoKey("a"))):
        photographed(["b"])
