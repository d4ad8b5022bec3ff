"""What was meant when the keyboard was switched to the other language."""

LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~"
RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё"
OTHER = str.maketrans(LATIN + RUSSIAN[: LATIN.index("{")], RUSSIAN + LATIN[: LATIN.index("{")])


def other_layout(text: str) -> str:
    """The same keys on the other of the Russian and the QWERTY layout, in lower case: "cjxb" is "сочи", "ыщсрш" is "sochi"."""
    return text.lower().translate(OTHER)
