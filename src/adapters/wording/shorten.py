"""Long texts of people are cut where a message would not hold them."""

ELLIPSIS = "…"


def length(text: str) -> int:
    """UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def shorten(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units; the last of them an ellipsis when something was cut."""
    if length(text) <= limit:
        return text
    room = limit - len(ELLIPSIS)
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore")
    return kept.rstrip() + ELLIPSIS


def one_line(text: str, limit: int) -> str:
    """As `shorten`, with every run of white space made one space: for names, which must not look like lines of ours."""
    return shorten(" ".join(text.split()), limit)
