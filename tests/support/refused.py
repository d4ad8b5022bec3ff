"""Refusals, compared by what they say: exceptions themselves are equal to nothing but themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rental_core.errors import RentalError


@contextmanager
def refused(expected: RentalError) -> Iterator[None]:
    """The block is refused with exactly this error, each of its fields included."""
    with pytest.raises(type(expected)) as caught:
        yield
    assert repr(caught.value) == repr(expected)
