"""Where this installation keeps its pictures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.photos import Bucket, LocalPhotos, s3_photos
from entrypoints.settings import Settings
from rental_core.apartments.ports import PhotoStorage


@asynccontextmanager
async def kept_pictures(settings: Settings) -> AsyncIterator[PhotoStorage]:
    """The bucket of the settings, else the data folder. Nothing is asked before the first picture."""
    if not settings.s3_url:
        yield LocalPhotos(settings.photos_dir)
        return
    bucket = Bucket(url=settings.s3_url, name=settings.s3_bucket, key=settings.s3_key, secret=settings.s3_secret, region=settings.s3_region)
    async with s3_photos(bucket) as photos:
        yield photos
