"""Entities Telegram finds by itself in any text: commands, links, mentions, hashtags."""

import re

from adapters.simulator.entities import Entity, Formatted, units

FOUND_BY = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,:;!?)\]}'»]|\bt\.me/\w[\w/]*", re.IGNORECASE)),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{2,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#&/])#\w*[^\W\d]\w*")),
)
HIDES = {"code", "pre", "text_link", "text_mention"}


def with_detected(formatted: Formatted) -> Formatted:
    """The same text with what Telegram would underline; never inside code or inside another find."""
    taken = [span(entity) for entity in formatted.entities if entity["type"] in HIDES]
    found: list[Entity] = []
    for kind, pattern in FOUND_BY:
        for match in pattern.finditer(formatted.text):
            entity = {"type": kind, "offset": units(formatted.text[: match.start()]), "length": units(match.group())}
            if not any(overlap(span(entity), other) for other in taken):
                taken.append(span(entity))
                found.append(entity)
    merged = sorted((*formatted.entities, *found), key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(formatted.text, tuple(merged))


def span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
