"""Plain attrs values as JSON: ids, numbers, texts, flags, enums and sets of them, dates and moments, and plain values inside them.

Anything else is refused.
"""

from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import attrs

ValueT = TypeVar("ValueT", bound=attrs.AttrsInstance)
Json = dict[str, Any]


def to_json(value: attrs.AttrsInstance) -> Json:
    """Every field by its name."""
    return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}


def from_json(cls: type[ValueT], body: Json) -> ValueT:
    """The value that `to_json` was given. Fields that were not there yet when it was stored take their defaults."""
    return cls(**{name: _read(kind, body[name]) for name, kind in _kinds(cls).items() if name in body})


@cache
def _kinds(cls: type[attrs.AttrsInstance]) -> dict[str, type]:
    hints = get_type_hints(cls)
    return {field.name: _kind(hints[field.name]) for field in attrs.fields(cls)}


def _kind(hint: Any) -> type:
    """What one value is read as; of a set, each of its members."""
    if get_origin(hint) is frozenset:
        return _kind(get_args(hint)[0])
    alternatives = [each for each in get_args(hint) if each is not NoneType] or [hint]
    kind = getattr(alternatives[0], "__supertype__", alternatives[0])  # what a NewType is made of
    if len(alternatives) > 1 or not isinstance(kind, type):
        raise TypeError(f"not a plain field: {hint}")
    return kind


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in value)
    if attrs.has(type(value)):
        return to_json(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"not a plain value: {value!r}")


def _read(kind: type, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        return frozenset(_read(kind, each) for each in value)
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    if attrs.has(kind):
        return from_json(kind, value)
    return value
