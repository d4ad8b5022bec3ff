"""Words that break programs: the Big List of Naughty Strings where it is at hand, and our own, which always are."""

import json
from pathlib import Path

LIST = Path(__file__).parents[3] / "shared" / "data" / "naughty_strings" / "blns.json"
OWN = (
    "\u202eотаровеи рогоб ьседЗ\u202c",  # right to left
    "З̸̢̛̠͎a̵̡̛͔l̶̰̈́g̷̱̈o̴̻͝" * 20,
    "null\u0000byte",
    "\u0000",
    '<b>bold</b> <a href="https://example.com">here</a> <script>alert(1)</script> &amp; &lt; &#60;',
    "</i></b></a><b>",
    "*bold* _italic_ [here](https://example.com) `code` ||hidden|| \\_ ~no~ > # + - = | { } . !",
    "{{7*7}} ${7*7} #{7*7} {% raw %} <%= 7*7 %>",
    "%s %d %(name)s {0} {name} {view.__class__} {!r}",
    "'; DROP TABLE booking; -- \" OR 1=1",
    "x" * 4096,
    "😀" * 4096,
    "<" * 4096,
    "&" * 1000,
    "   \t\n  \u00a0\u3000\u200b  ",
    "👩‍👩‍👧‍👦🏳️‍🌈👍🏿🇷🇺" * 10,
    "surrogates \ud800 alone \udfff",
    "a\r\nb\rc\nd\u2028e\u2029f\x0bg\x0ch\x85i",
    "\ufeff\ufffe\uffff",
    "/nonsense with words behind",
    "\x1dmenu_search",
    "9" * 400,
    "１２３４",
    "٣٤٥",
    "1e400",
    "-0",
)


def naughty_strings() -> list[str]:
    """All that have at least one character, the list's first."""
    listed: list[str] = json.loads(LIST.read_text(encoding="utf-8")) if LIST.exists() else []
    return [each for each in (*listed, *OWN) if each]


def squeezed(text: str, length: int = 40) -> str:
    """What comes first and is no space, in UTF-16 units as windows count: it must be found again however those break and trim lines."""
    return "".join(text.split()).encode("utf-16-le", "surrogatepass")[: length * 2].decode("utf-16-le", "ignore")
