"""Russian names of cities."""

import pytest

from adapters.imports.cities import russian_name


@pytest.mark.parametrize(
    ("latin", "alternates", "russian"),
    [
        ("Bratsk", ["Братск", "Братськ", "Брацк"], "Братск"),
        ("Kazan", ["Казан", "Казань", "Къазан", "Казань ош"], "Казань"),
        ("Budyonnovsk", ["Буденновск", "Будённовск"], "Будённовск"),
        ("Grozny", ["Грозна", "Грозни", "Грозний", "Грозны", "Грозный"], "Грозный"),
        ("Sochi", ["Soči", "Сочи", "Сочі"], "Сочи"),
        ("Nowhere", ["Nulle part"], None),
    ],
)
def test_the_russian_name_is_the_one_that_sounds_right(latin: str, alternates: list[str], russian: str | None) -> None:
    assert russian_name(latin, alternates) == russian
