"""How names of places are compared: by letters alone, without the words that say what kind of place it is, without endings of cases."""

import re

SAME_LETTERS = str.maketrans("ёЁ", "ее")
NOT_LETTERS = re.compile(r"[^\w]+|_")
ORDINAL = re.compile(r"\b(\d+) (?:я|й|е|ая|ый|ой|ий|го|ого|му|st|nd|rd|th)\b")
# Written out and shortened, in either language; the first one is how keys have them.
TYPES = (
    "улица улице улицу улицы ул ulitsa ulica ul street str",
    "проспект проспекте проспекта пр прт пркт просп prospekt prospect pr avenue ave",
    "переулок переулке переулка пер pereulok per lane",
    "бульвар бульваре бульвара бул бр bulvar boulevard blvd",
    "шоссе ш shosse highway",
    "набережная набережной набережную наб naberezhnaya nab embankment",
    "площадь площади пл ploshchad ploschad pl square",
    "проезд проезде проезда prd proezd",
    "тупик тупике тупика туп tupik",
    "аллея аллее аллеи alleya alley",
    "микрорайон микрорайоне мкр мкрн мкрорайон mikrorayon",
    "квартал квартале квл kvartal",
    "район районе района рн rayon raion district",
    "метро м metro subway станция станции станцию ст station",
    "город города городе городу гор г gorod city",
    "поселок поселке пос пгт posyolok",
    "имени им imeni",
)
TYPE_OF = {word: words.split()[0] for words in TYPES for word in words.split()}
# What goes without saying: a name with it and the same name without are one.
PLAIN = frozenset({"улица", "имени", "район", "метро", "город"})
SURROUNDINGS = """
    в во на у из около возле рядом с со близ недалеко от до к ко по за при где нибудь центре центр самом
    in at near the on by around to
"""
LITTLE = frozenset(SURROUNDINGS.split())
HYPHENATED = re.compile(r"\b(р|пр|кв|б)-(н|кт|т|л|р)\b")
# What is left of a word when its case is taken away: endings are cut off one after the other, so that Саратов and Саратове meet.
ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ым|им|ой|ей|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий|ых|их|ом|ем|ах|ях|ам|ям|ов|ев|ью|ья|ье|ия|ии|ию"
    r"|[аяоеиыуюьй])$"
)
SHORTEST_STEM = 3
LETTERS = (
    "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r "
    "с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
)
LATIN = {pair[0]: pair[2:] for pair in LETTERS.split()}
# Ways to write the same Russian sound in Latin letters, and the one that is compared. In this order.
SOUNDS = (
    ("shch", "sc"),
    ("sch", "sc"),
    ("kh", "h"),
    ("ye", "e"),
    ("yo", "e"),
    ("jo", "e"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("ts", "c"),
    ("tz", "c"),
    ("w", "v"),
    ("x", "ks"),
    ("ph", "f"),
    ("y", "i"),
    ("j", "i"),
)
HUSHED_YO = re.compile("(?<=[жчшщ])ё")
AFTER_SIGN = re.compile("[ьъ]е")
ADJECTIVE = re.compile(r"[iy]y\b")
REPEATED_I = re.compile("i{2,}")
# The keys of the two layouts, with and without shift where both are no letters in one of them.
QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~"
RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё"
OTHER_LAYOUT = str.maketrans(QWERTY + RUSSIAN[: QWERTY.index("{")], RUSSIAN + QWERTY[: QWERTY.index("{")])


def words(text: str) -> list[str]:
    """Lower case, ё as е, nothing but letters and figures."""
    plain = HYPHENATED.sub(r"\1\2", text.lower().translate(SAME_LETTERS))
    return ORDINAL.sub(r"\1", NOT_LETTERS.sub(" ", plain).strip()).split()


def key(name: str) -> str:
    """What tells places of a kind and a city apart: "ул. Королёва" and "улица Королева" are one street, "проспект Королёва" is another."""
    said = [TYPE_OF.get(word, word) for word in words(name)]
    types = sorted({word for word in said if word in TYPE_OF} - PLAIN)
    return " ".join([word for word in said if word not in TYPE_OF] + types) or " ".join(said)


def bare(text: str) -> str:
    """Without what surrounds a name: "около станции метро Чистые пруды" is "чистые пруды". A name of nothing else stays."""
    said = words(text)
    named = [word for word in said if word not in TYPE_OF] or [word for word in said if TYPE_OF[word] not in PLAIN]
    while len(named) > 1 and named[0] in LITTLE:
        named.pop(0)
    return " ".join(named or said)


def types_in(text: str) -> frozenset[str]:
    """The kinds of places that the text names, as keys have them: "ул. Ленина" names "улица"."""
    return frozenset(TYPE_OF[word] for word in words(text) if word in TYPE_OF)


def stem(name: str) -> str:
    """The words of a folded name without the endings of cases."""
    return " ".join(map(_stem, name.split()))


def _stem(word: str) -> str:
    while len(shorter := ENDING.sub("", word)) >= SHORTEST_STEM and shorter != word:
        word = shorter
    return word


def latin(name: str) -> str:
    """The name in Latin letters, as signs have it: "Новый Арбат" is "Novy Arbat", "Воробьёвы горы" is "Vorobyovy gory"."""
    return ADJECTIVE.sub("y", "".join(map(_latin, AFTER_SIGN.sub("йе", HUSHED_YO.sub("е", name)))))


def _latin(letter: str) -> str:
    said = LATIN.get(letter.lower(), letter)
    return said.capitalize() if letter.isupper() and said else said


def sound(text: str) -> str:
    """Latin letters, spelt in one way out of the many ways to write Russian in them."""
    said = text
    for written, heard in SOUNDS:
        said = said.replace(written, heard)
    return REPEATED_I.sub("i", said)


def other_layout(text: str) -> str:
    """The same keys on the other of the Russian and the QWERTY layout, in lower case: "cjxb" is "сочи", "ыщсрш" is "sochi"."""
    return text.lower().translate(OTHER_LAYOUT)


def is_called(text: str, *names: str) -> bool:
    """Whether `text` is one of `names` as it is written: in any case, with ё or е, or typed in the other keyboard layout."""
    return not _meant(text).isdisjoint(map(bare, names))


def means(text: str, *names: str) -> bool:
    """As `is_called`, or declined. Stricter than a search, which forgives typos: what this is true of needs no second question."""
    return not set(map(stem, _meant(text))).isdisjoint(stem(bare(name)) for name in names)


def _meant(text: str) -> set[str]:
    return {bare(each) for each in (text, other_layout(text))} - {""}
