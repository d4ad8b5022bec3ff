"""Which names a typed text comes close to. Names are few (a city has some two thousand streets), so all of them are compared."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from rental_core.search.spelling import bare, latin, other_layout, sound, stem, words

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LONGEST = 80  # letters of a text that are looked at
# What a way to come to a name costs, in letters typed wrong.
KIND_LEFT_OUT, BEGINNING, ENDINGS, LAST_WORDS, SWITCHED = 0.05, 0.2, 0.3, 0.5, 0.25
ALLOWED = ((2, 0), (4, 1), (8, 2))  # up to so many letters of the text: wrong ones
MOST_ALLOWED = 3


@define
class Spellings:
    """Texts, each of which is a way to write the name of its owner and costs something."""

    texts: list[str] = field(factory=list)
    owners: list[tuple[int, float]] = field(factory=list)  # (owner, cost)
    _in_order: list[tuple[str, int]] = field(factory=list)

    def add(self, text: str, owner: int, cost: float) -> None:
        insort(self._in_order, (text, len(self.texts)))
        self.texts.append(text)
        self.owners.append((owner, cost))

    def close_to(self, typed: str) -> Iterator[tuple[int, float]]:
        """Owners and what it costs to come to them: by letters typed wrong, and by not typing the end."""
        allowed = next((most for letters, most in ALLOWED if len(typed) <= letters), MOST_ALLOWED)
        for _, wrong, place in extract(typed, self.texts, scorer=OSA.distance, score_cutoff=allowed, limit=None):
            owner, cost = self.owners[place]
            yield owner, wrong + cost
        for owner, cost in self._beginning_with(typed):
            yield owner, BEGINNING + cost

    def _beginning_with(self, typed: str) -> Iterator[tuple[int, float]]:
        for place in range(bisect_left(self._in_order, (typed, 0)), len(self._in_order)):
            text, number = self._in_order[place]
            if not text.startswith(typed):
                return
            yield self.owners[number]


@frozen
class Name:
    """A name of `owner` in both languages; `others` are further Russian ones. Of equally close ones the heavier comes first."""

    owner: int
    russian: str
    english: str
    weight: int = 0
    others: tuple[str, ...] = ()


@define
class Names:
    """Names by what is typed: Russian or Latin, declined, misspelt, half of it, on the wrong keyboard layout."""

    weights: dict[int, int] = field(factory=dict)
    _letters: Spellings = field(factory=Spellings)
    _stems: Spellings = field(factory=Spellings)
    _sounds: Spellings = field(factory=Spellings)

    def __len__(self) -> int:
        """How many owners are known."""
        return len(self.weights)

    @property
    def newest(self) -> int:
        """The largest owner; 0 without any."""
        return max(self.weights, default=0)

    def of(self, names: Sequence[Name]) -> "Names":
        """Exactly these: with what is new among them, or made anew when something is gone."""
        gone = self.weights.keys() - {name.owner for name in names}
        kept = Names() if gone else self
        for name in names:
            if name.owner not in kept.weights:
                kept.take(name)
        return kept

    def take(self, name: Name) -> None:
        """Spell out a new owner's name in every way."""
        self.weights[name.owner] = name.weight
        spelt: set[tuple[int, str]] = set()
        for russian in (name.russian, *name.others):
            for text, cost in _ways(russian):
                self._spell(self._letters, text, name.owner, cost, spelt)
                self._spell(self._stems, stem(text), name.owner, cost + ENDINGS, spelt)
        for text in dict.fromkeys((name.english, *map(latin, (name.russian, *name.others)))):
            for way, cost in _ways(text):
                self._spell(self._sounds, sound(way), name.owner, cost, spelt)

    @staticmethod
    def _spell(among: Spellings, text: str, owner: int, cost: float, spelt: set[tuple[int, str]]) -> None:
        if (id(among), text) not in spelt:
            spelt.add((id(among), text))
            among.add(text, owner, cost)

    def meant_by(self, text: str) -> dict[int, float]:
        """Owners and their distance: 0 is the very name, 1 about a letter wrong. Empty when nothing comes close."""
        found = self._read(text[:LONGEST], 0)
        if min(found.values(), default=1) > 0:
            for owner, distance in self._read(other_layout(text[:LONGEST]), SWITCHED).items():
                found[owner] = min(distance, found.get(owner, distance))
        return found

    def _read(self, text: str, cost: float) -> dict[int, float]:
        found: dict[int, float] = {}
        for among, typed, extra in self._readings(text):
            for owner, distance in among.close_to(typed):
                if distance + extra + cost < found.get(owner, LONGEST):
                    found[owner] = distance + extra + cost
        return found

    def _readings(self, text: str) -> Iterator[tuple[Spellings, str, float]]:
        whole, named = " ".join(words(text)), bare(text)
        if not whole:
            return
        for typed in dict.fromkeys((whole, named)):
            extra = 0 if typed == whole else KIND_LEFT_OUT
            if not CYRILLIC.search(text):
                yield self._sounds, sound(typed), extra
                continue
            yield self._letters, typed, extra
            yield self._stems, stem(typed), extra


def _ways(name: str) -> Iterator[tuple[str, float]]:
    """The name in full, without its kind, and its last words alone: "Нижний Новгород" is "новгород" to many."""
    whole, named = " ".join(words(name)), bare(name)
    yield whole, 0
    yield named, 0
    rest = named
    while " " in rest:
        rest = rest.partition(" ")[2]
        yield rest, LAST_WORDS
