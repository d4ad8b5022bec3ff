"""Nights a landlord closes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rental_core.accounts.person import PersonId
from rental_core.calendar.block import Block, BlockChange
from rental_core.calendar.occupancy import Taker, TakerKind
from rental_core.calendar.status import Cause, Occupied
from rental_core.stay import FOREVER, Stay
from tests.strategies import stays
from tests.support.builders import MOSCOW_TIME, NOON, a_block, at, stay

LANDLORD = PersonId(1)


def freed(block: Block, nights: Stay, when: str = "2027-05-02 12:00", comment: str = "") -> Block:
    return block.freed(nights, at=at(when), by=LANDLORD, comment=comment)


@given(stays(longest=40), st.lists(stays(), min_size=1, max_size=5))
def test_what_is_freed_is_wanted_no_more_and_the_rest_is(nights: Stay, freeing: list[Stay]) -> None:
    block = a_block(nights)
    for each in freeing:
        block = freed(block, each)
    assert [night for span in block.spans for night in span] == [night for night in nights if not any(night in each for each in freeing)]
    assert all(block.covers(night) == any(night in span for span in block.spans) for night in nights)


def test_a_block_freed_in_its_middle_has_two_spans() -> None:
    block = freed(a_block(stay("2027-05-05", "2027-05-20")), stay("2027-05-10", "2027-05-12"))
    assert block.spans == (stay("2027-05-05", "2027-05-10"), stay("2027-05-12", "2027-05-20"))


def test_until_freed_ends_on_the_last_day_there_is() -> None:
    block = a_block(Stay(NOON.date(), FOREVER))
    assert block.until_freed
    assert not freed(block, Stay(stay("2027-06-01", "2027-06-02").check_in, FOREVER)).until_freed
    assert not freed(block, block.spans[0]).until_freed
    assert not a_block().until_freed


def test_a_block_that_was_freed_wholly_wants_nothing() -> None:
    assert freed(a_block(), a_block().spans[0]).spans == ()


def test_spans_are_sorted_and_disjoint() -> None:
    one, other = stay("2027-05-05", "2027-05-08"), stay("2027-05-07", "2027-05-09")
    for wrong in ((one, other), (other, one), (one, one)):
        with pytest.raises(ValueError, match="spans"):
            BlockChange(wrong, NOON, LANDLORD)


def test_a_comment_has_at_most_500_characters() -> None:
    with pytest.raises(ValueError, match="comment"):
        BlockChange((), NOON, LANDLORD, "x" * 501)


CLOSED = Cause(Taker(TakerKind.BLOCK, 1), LANDLORD, "ремонт")
OPENED = Cause(Taker(TakerKind.BLOCK, 1), LANDLORD, "готово")


def test_a_block_occupies_its_local_days() -> None:
    block = a_block(stay("2027-05-05", "2027-05-08"), comment="ремонт")
    assert block.occupied(MOSCOW_TIME) == (Occupied(at("2027-05-05 00:00"), at("2027-05-08 00:00"), CLOSED, CLOSED),)


def test_a_block_of_today_occupies_from_the_moment_it_was_made() -> None:
    block = a_block(stay("2027-05-01", "2027-05-03"), comment="ремонт")
    assert block.occupied(MOSCOW_TIME) == (Occupied(NOON, at("2027-05-03 00:00"), CLOSED, CLOSED),)


def test_a_block_freed_today_occupied_until_then_and_says_why_it_ended() -> None:
    block = freed(a_block(stay("2027-05-01", "2027-05-05"), comment="ремонт"), stay("2027-05-02", "2027-05-05"), comment="готово")
    assert block.occupied(MOSCOW_TIME)[0] == Occupied(NOON, at("2027-05-02 12:00"), CLOSED, OPENED)


def test_a_block_freed_before_it_began_occupied_nothing() -> None:
    assert freed(a_block(), a_block().spans[0]).occupied(MOSCOW_TIME) == ()
