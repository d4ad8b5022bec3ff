"""Names as people type them."""

import pytest

from rental_core.search.spelling import is_called, means, other_layout


@pytest.mark.parametrize(
    ("typed", "meant"), [("cjxb", "сочи"), ("VJCRDF", "москва"), ("Jh`k", "орёл"), ("{fnfyuf", "хатанга"), ("ыщсрш", "sochi")]
)
def test_the_same_keys_mean_another_word_on_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


def test_every_letter_comes_back() -> None:
    for alphabet in ("abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"):
        assert other_layout(other_layout(alphabet)) == alphabet


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("в Казани", "Казань"),
        ("vjcrdf", "Москва"),
        ("Ыщсрш", "Sochi"),
        ("орел", "Орёл"),
        ("рядом с метро сокольники", "Сокольники"),
        ("ул. Ленина", "улица Ленина"),
        ("near Sokolniki station", "Sokolniki"),
    ],
)
def test_a_name_is_known_declined_in_the_wrong_layout_and_with_words_around_it(typed: str, name: str) -> None:
    assert means(typed, name)


def test_a_name_as_it_is_written_is_told_from_one_that_only_declines_alike() -> None:
    assert is_called("курск", "Курск")
    assert not is_called("курск", "Курская")
    assert means("курск", "Курская")
    assert not means("", "")
    assert not means("самара", "Самарга")
