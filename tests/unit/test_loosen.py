"""What could be asked instead, where nothing fits."""

import pytest

from rental_core.search.loosen import rounded_up


@pytest.mark.parametrize(
    ("amount", "limit"), [(432_100, 450_000), (400_000, 400_000), (1_230_000, 1_300_000), (32_000, 35_000), (500, 500), (120_001, 150_000)]
)
def test_a_limit_that_is_enough_is_a_round_number(amount: int, limit: int) -> None:
    assert rounded_up(amount, unit=100) == limit
