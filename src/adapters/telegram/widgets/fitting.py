"""Texts of people below texts of ours, as long as Telegram lets a message be."""

import html
import re

from markupsafe import Markup, escape

from adapters.wording.shorten import length, shorten

CAPTION = 1024  # UTF-16 units below a picture, tags not counted
MESSAGE = 4096  # the same without one


def fitted(head: Markup, text: str, limit: int) -> Markup:
    """`head` and, after an empty line, as much of the plain `text` as `limit` units leave room for."""
    room = limit - shown_length(head) - 2
    if not text.strip() or room < 1:
        return head
    return head + "\n\n" + escape(shorten(text.strip(), room))


def shown_length(text: Markup) -> int:
    """UTF-16 units of what is left when tags are taken for what they mean."""
    return length(html.unescape(re.sub(r"<[^>]*>", "", text)))
