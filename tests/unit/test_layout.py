"""Words typed with the keyboard switched to the other language."""

import pytest

from adapters.postgres.readers.layout import other_layout


@pytest.mark.parametrize(
    ("typed", "meant"), [("cjxb", "сочи"), ("VJCRDF", "москва"), ("Jh`k", "орёл"), ("{fnfyuf", "хатанга"), ("ыщсрш", "sochi")]
)
def test_the_same_keys_mean_another_word_on_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


def test_every_letter_comes_back() -> None:
    for alphabet in ("abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"):
        assert other_layout(other_layout(alphabet)) == alphabet
