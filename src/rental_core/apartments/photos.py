"""The photos of an apartment: which, and in which order. The first one is what renters see in lists."""

from collections.abc import Sequence

from attrs import evolve, frozen

from rental_core.apartments.apartment import MAX_PHOTOS, Apartment, ApartmentId, PhotoKey, Publication
from rental_core.errors import RentalError


@frozen
class TooManyPhotosError(RentalError):
    """An apartment has at most `limit` photos."""

    limit: int


@frozen
class LastPhotoError(RentalError):
    """An apartment that renters see keeps one photo at least."""

    apartment_id: ApartmentId


@frozen
class NoSuchPhotoError(RentalError):
    """The apartment does not have this photo (any more)."""

    key: PhotoKey


def with_photos(apartment: Apartment, keys: Sequence[PhotoKey]) -> Apartment:
    """With these photos at the end, in their order; those that it has already come there too. Raises TooManyPhotosError."""
    wanted = tuple(dict.fromkeys(keys))
    photos = (*(each for each in apartment.photos if each not in wanted), *wanted)
    if len(photos) > MAX_PHOTOS:
        raise TooManyPhotosError(MAX_PHOTOS)
    return evolve(apartment, photos=photos)


def without_photo(apartment: Apartment, key: PhotoKey) -> Apartment:
    """Raises NoSuchPhotoError, LastPhotoError."""
    _place(apartment, key)
    if len(apartment.photos) == 1 and apartment.publication in {Publication.PUBLISHED, Publication.PAUSED, Publication.REVIEW}:
        raise LastPhotoError(apartment.id)
    return evolve(apartment, photos=tuple(each for each in apartment.photos if each != key))


def with_main_photo(apartment: Apartment, key: PhotoKey) -> Apartment:
    """With this photo first, the others in their order. Raises NoSuchPhotoError."""
    _place(apartment, key)
    return evolve(apartment, photos=(key, *(each for each in apartment.photos if each != key)))


def with_photo_moved(apartment: Apartment, key: PhotoKey, by: int) -> Apartment:
    """With this photo `by` places later (below zero: earlier), as far as there are places. Raises NoSuchPhotoError."""
    place = _place(apartment, key)
    others = [each for each in apartment.photos if each != key]
    others.insert(min(max(place + by, 0), len(others)), key)
    return evolve(apartment, photos=tuple(others))


def _place(apartment: Apartment, key: PhotoKey) -> int:
    if key not in apartment.photos:
        raise NoSuchPhotoError(key)
    return apartment.photos.index(key)
