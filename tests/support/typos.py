"""One mistake in a name, as fingers make it."""

from random import Random

from rental_core.search.spelling import other_layout

ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in ROWS for at, key in enumerate(row)}


def swapped(random: Random, name: str) -> str:
    """Two neighbours change places."""
    at = random.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def dropped(random: Random, name: str) -> str:
    at = random.randrange(len(name))
    return name[:at] + name[at + 1 :]


def doubled(random: Random, name: str) -> str:
    at = random.randrange(len(name))
    return name[:at] + name[at] + name[at:]


def beside(random: Random, name: str) -> str:
    """A key next to the right one on its row of the keyboard."""
    places = [at for at, letter in enumerate(name.lower()) if letter in BESIDE]
    if not places:
        return doubled(random, name)
    at = random.choice(places)
    return name[:at] + random.choice(BESIDE[name[at].lower()]) + name[at + 1 :]


def switched(_: Random, name: str) -> str:
    """The keyboard stood on the other language."""
    return other_layout(name)


MISTAKES = (swapped, dropped, doubled, beside, switched)


def misspelt(random: Random, name: str) -> str:
    """The name with one mistake of any kind."""
    return random.choice(MISTAKES)(random, name)
