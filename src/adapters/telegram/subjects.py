"""What a window is about, said by the id of its context: its buttons still tell it when nothing else is known of the window."""

import re

from attrs import frozen

MARKS = {"apartment": "a", "booking": "b"}  # what windows are started with, and how an id says so
NAMES = {mark: name for name, mark in MARKS.items()}
MARKED = re.compile(r"\.([ab])([1-9][0-9]{0,17})$")  # ids are 64-bit


@frozen
class Subject:
    """The apartment or the booking (`name` tells which) that a window was opened for."""

    name: str
    id: int


def subject_of(intent: str | None) -> Subject | None:
    """What the id of a context says; None for a window about nothing in particular, or from before the ids said it."""
    found = MARKED.search(intent or "")
    return Subject(NAMES[found[1]], int(found[2])) if found else None


def marked(intent: str, started_with: object) -> str:
    """The id of a context that was started with this data; as it is when it says it already or there is nothing to say."""
    if not isinstance(started_with, dict) or subject_of(intent):
        return intent
    told = next((f".{mark}{started_with[name]}" for name, mark in MARKS.items() if isinstance(started_with.get(name), int)), "")
    return intent + told
