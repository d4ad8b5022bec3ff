"""Lines of a message whose words are chosen already: what is no Markup is escaped."""

from collections.abc import Iterable

from markupsafe import Markup


def line(*pieces: str) -> Markup:
    """The pieces that say something, with a space between them: mostly a mark and a text."""
    return Markup(" ").join(piece for piece in pieces if piece)


def bold(text: str) -> Markup:
    return Markup("<b>{}</b>").format(text)


def italic(text: str) -> Markup:
    return Markup("<i>{}</i>").format(text)


def block(lines: Iterable[str]) -> Markup:
    """The lines under each other; an empty one is an empty line."""
    return Markup("\n").join(lines)
