"""Telegram's HTML into text and entities, with its strictness and UTF-16 offsets."""

import re
from typing import Any

from attrs import define, field, frozen

from adapters.simulator.errors import ApiError, bad_request

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"""\s*([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)))?""")
LANGUAGE = "language-"
TRIMMED = " \t\r\n\v\f"

Entity = dict[str, Any]


def units(text: str) -> int:
    """Length in UTF-16 code units, the measure of entity offsets."""
    return len(text.encode("utf-16-le")) // 2


@frozen
class Formatted:
    """Text with its entities, sorted by offset, the outer first."""

    text: str
    entities: tuple[Entity, ...] = ()


@define
class OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int  # UTF-16 units of text before it
    position: int  # characters of text before it


@define
class HtmlReader:
    """One pass over the markup, as Telegram's server does it. `read` raises ApiError for what it would refuse."""

    markup: str
    at: int = 0
    text: str = ""
    offset: int = 0
    tags: list[OpenTag] = field(factory=list)
    entities: list[Entity] = field(factory=list)

    def read(self) -> Formatted:
        while self.at < len(self.markup):
            if self.markup.startswith("</", self.at):
                self._close()
            elif self.markup[self.at] == "<":
                self._open()
            else:
                self._take_characters()
        if self.tags:
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.tags[-1].name}"')
        return Formatted(self.text, tuple(self.entities))

    def _byte(self, position: int) -> int:
        return len(self.markup[:position].encode())

    def _add(self, text: str) -> None:
        self.text += text
        self.offset += units(text)

    def _take_characters(self) -> None:
        if self.markup[self.at] == "&":
            found = CHARACTER.match(self.markup, self.at)
            self._add(decoded(found) if found else "&")
            self.at = found.end() if found else self.at + 1
            return
        end = re.compile("[<&]").search(self.markup, self.at)
        stop = end.start() if end else len(self.markup)
        self._add(self.markup[self.at : stop])
        self.at = stop

    def _name_at(self, position: int) -> tuple[str, int]:
        found = TAG_NAME.match(self.markup, position)
        assert found is not None
        return found.group().lower(), found.end()

    def _open(self) -> None:
        begin = self.at
        name, end = self._name_at(begin + 1)
        if end >= len(self.markup):
            raise cannot_parse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in TAGS:
            raise cannot_parse(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        attributes, self.at = self._attributes(name, begin, end)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.tags.append(OpenTag(name, attributes, self.offset, len(self.text)))

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while at < len(self.markup) and self.markup[at].isspace():
                at += 1
            if self.markup.startswith(">", at):
                return attributes, at + 1
            found = ATTRIBUTE.match(self.markup, at)
            if at >= len(self.markup) or found is None:
                problem = "Unclosed start tag" if at >= len(self.markup) else f'Empty attribute name in the tag "{tag}"'
                raise cannot_parse(f"{problem} at byte offset {self._byte(begin)}")
            value = next((part for part in found.groups()[1:] if part is not None), "")
            attributes[found[1].lower()] = CHARACTER.sub(decoded, value)
            at = found.end()

    def _close(self) -> None:
        begin = self.at
        if not self.tags:
            raise cannot_parse(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name, end = self._name_at(begin + 2)
        while end < len(self.markup) and self.markup[end].isspace():
            end += 1
        if not self.markup.startswith(">", end):
            raise cannot_parse(f"Unclosed end tag at byte offset {self._byte(begin)}")
        tag = self.tags.pop()
        if name and name != tag.name:
            where = f"Unmatched end tag at byte offset {self._byte(begin)}"
            raise cannot_parse(f'{where}, expected "</{tag.name}>", found "</{name}>"')
        self.at = end + 1
        self._note(tag)

    def _note(self, tag: OpenTag) -> None:
        length = self.offset - tag.offset
        details = details_of(tag, self.text[tag.position :])
        if length == 0 or details is None:
            return
        if tag.name == "pre":
            details |= self._language_inside(tag, length)
        self.entities.append({"type": TAGS[tag.name], "offset": tag.offset, "length": length, **details})

    def _language_inside(self, tag: OpenTag, length: int) -> Entity:
        """<pre><code class="language-x">: one entity with a language, not two."""
        inner = self.entities[-1] if self.entities else {}
        if (inner.get("type"), inner.get("offset"), inner.get("length")) != ("code", tag.offset, length):
            return {}
        self.entities.pop()
        return {"language": inner["language"]} if "language" in inner else {}


def details_of(tag: OpenTag, text: str) -> Entity | None:
    """What the tag's entity says beyond its type; None when the tag makes no entity."""
    if tag.name == "a":
        return link_details(tag.attributes.get("href") or text)
    if tag.name == "blockquote" and "expandable" in tag.attributes:
        return {"type": "expandable_blockquote"}
    if tag.name == "code" and tag.attributes.get("class", "").startswith(LANGUAGE):
        return {"language": tag.attributes["class"].removeprefix(LANGUAGE)}
    if tag.name == "tg-emoji":
        return {"custom_emoji_id": tag.attributes.get("emoji-id", "")}
    return {}


def link_details(url: str) -> Entity | None:
    found = re.fullmatch(r"(?:(https?|tg|mailto|tel):(?://)?)?([^\s]+)", url, re.IGNORECASE)
    if found is None or (found[1] is None and "." not in url):
        return None
    absolute = url if found[1] else f"http://{url}"
    return {"url": absolute + "/" if re.fullmatch(r"https?://[^/?#]+", absolute) else absolute}


def decoded(found: "re.Match[str]") -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    readable = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if readable else found.group()


def cannot_parse(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space around it, as Telegram stores every text."""
    leading = units(formatted.text) - units(formatted.text.lstrip(TRIMMED))
    text = formatted.text.strip(TRIMMED)
    kept = []
    for entity in formatted.entities:
        start = max(entity["offset"] - leading, 0)
        end = min(entity["offset"] - leading + entity["length"], units(text))
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(text, tuple(kept))


def formatted(text: str, *, parse_mode: str | None, entities: list[Entity] | None) -> Formatted:
    """Text as a bot sent it. Raises ApiError for broken markup and for a parse mode other than HTML."""
    if not parse_mode:
        return trimmed(Formatted(text, tuple(entities or ())))
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return trimmed(HtmlReader(text).read())
