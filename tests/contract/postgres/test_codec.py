"""What is stored as JSON comes back as it was."""

import sys
from datetime import UTC, date, datetime
from enum import Enum
from importlib import import_module
from pkgutil import walk_packages
from typing import get_type_hints

import attrs
import pytest

import rental_core
from adapters.postgres.codec import from_json, to_json
from adapters.postgres.events import EVENTS, to_event, to_row
from rental_core.apartments.apartment import ApartmentId
from rental_core.apartments.place import CityId
from rental_core.outbox import Event
from rental_core.search.criteria import Sort
from rental_core.search.draft import Draft


def every_event() -> list[type[Event]]:
    for module in walk_packages(rental_core.__path__, "rental_core."):
        import_module(module.name)
    # attrs leaves behind the class as it was before it got its slots
    return [event for event in Event.__subclasses__() if getattr(sys.modules[event.__module__], event.__name__) is event]


def an_event(kind: type[Event]) -> Event:
    return kind(**{name: a_value(hint) for name, hint in get_type_hints(kind).items()})


def a_value(hint: object) -> object:
    kind = getattr(hint, "__supertype__", hint)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)[-1]
    plain = (7_000_000_000, "ё", date(2027, 5, 5), datetime(2027, 5, 5, 12, 0, 0, 5, UTC))
    return next(value for value in plain if type(value) is kind)


@pytest.mark.parametrize("kind", every_event(), ids=lambda kind: kind.__name__)
def test_every_event_comes_back_from_the_outbox(kind: type[Event]) -> None:
    event = an_event(kind)
    row = to_row(event)
    assert to_event(row["kind"], row["body"]) == event


def test_every_event_has_a_name_of_its_own() -> None:
    assert set(EVENTS.values()) == set(every_event())
    assert len(set(EVENTS.values())) == len(EVENTS)


def test_a_draft_comes_back() -> None:
    draft = Draft(
        city_id=CityId(1),
        check_in=date(2027, 5, 5),
        check_out=None,
        guests=3,
        price_to=500_000,
        sort=Sort.NEWEST,
        apartment_id=ApartmentId(9),
        key="k",
    )
    assert from_json(Draft, to_json(draft)) == draft


def test_what_an_older_release_stored_takes_defaults() -> None:
    assert from_json(Draft, {"guests": 4}) == Draft(guests=4)


def test_a_field_that_is_not_plain_is_refused() -> None:
    @attrs.frozen
    class Odd:
        parts: tuple[int, ...]

    with pytest.raises(TypeError):
        to_json(Odd((1, 2)))
    with pytest.raises(TypeError):
        from_json(Odd, {"parts": [1, 2]})
