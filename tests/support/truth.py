"""What should be, worked out from bookings and blocks alone by the rules as people say them, to be held against what is."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from attrs import frozen

from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import Booking, BookingStatus
from rental_core.calendar.block import Block
from rental_core.calendar.occupancy import TakenNights, TakerKind
from rental_core.calendar.status import Status, Switch
from rental_core.stay import Stay

DAY = timedelta(days=1)
CUT_SHORT = (BookingStatus.CANCELLED, BookingStatus.NO_SHOW)


@frozen(kw_only=True)
class Scene:
    """All there is about one apartment at `now`."""

    now: datetime
    zone: str
    bookings: tuple[Booking, ...]
    blocks: tuple[Block, ...]
    holdings: tuple[TakenNights, ...]
    switches: tuple[Switch, ...]

    @property
    def today(self) -> date:
        return _day(self.now, self.zone)

    def taken(self, nights: Stay) -> bool:
        """Whether somebody has one of them."""
        return any(holding.nights.overlaps(nights) for holding in self.holdings)

    def sold_or_closed(self, nights: Stay) -> bool:
        """Whether a confirmed booking or a block has one of them; preparation counts."""
        held = {booking.id for booking in self.bookings if booking.status is BookingStatus.REQUESTED}
        for_good = [each for each in self.holdings if each.taker.kind is TakerKind.BLOCK or each.taker.id not in held]
        return any(holding.nights.overlaps(nights) for holding in for_good)


def all_nights(booking: Booking) -> Stay:
    """The stay and the preparation after it."""
    return Stay(booking.stay.check_in, booking.stay.check_out + booking.preparation_nights * DAY)


def nights_of(booking: Booking) -> Stay | None:
    """What a booking takes: a held request all, a sold stay all, one that was cut short the nights that had begun by then."""
    match booking.status:
        case BookingStatus.REQUESTED if booking.mode is BookingMode.HOLD:
            return all_nights(booking)
        case BookingStatus.CONFIRMED | BookingStatus.COMPLETED:
            return all_nights(booking)
        case BookingStatus.CANCELLED | BookingStatus.NO_SHOW if slept := _slept(booking):
            prepared = slept[-1] + DAY + booking.preparation_nights * DAY
            return Stay(slept[0], min(prepared, all_nights(booking).check_out))
    return None


def check_guard(scene: Scene) -> None:
    """No night has two takers, and each taker has what it should have, no more and no less."""
    for one, other in combinations(scene.holdings, 2):
        assert not one.nights.overlaps(other.nights), f"two takers of one night: {one} and {other}"
    expected = {booking.id: nights for booking in scene.bookings if (nights := nights_of(booking))}
    for some, others in combinations(expected.items(), 2):
        assert not some[1].overlaps(others[1]), f"two bookings of one night: {some} and {others}"
    held = [(each.taker.id, each.nights) for each in scene.holdings if each.taker.kind is TakerKind.BOOKING]
    assert sorted(held) == sorted(expected.items()), "the bookings do not hold what they should"
    _check_blocks(scene, list(expected.values()))


def _check_blocks(scene: Scene, booked: list[Stay]) -> None:
    wanted = [piece for block in scene.blocks for span in block.spans for piece in span.minus(booked)]
    held = [each for each in scene.holdings if each.taker.kind is TakerKind.BLOCK]
    assert _joined(each.nights for each in held) == _joined(wanted), "the blocks do not hold what they should"
    spans = {block.taker: block.spans for block in scene.blocks}
    for each in held:
        assert any(each.nights.within(span) == each.nights for span in spans[each.taker]), f"{each} wants no such nights"


def check_status(scene: Scene) -> None:
    """The apartment is occupied exactly when a sold stay or a closed day covers now."""
    occupied = any(_is_in(booking, scene) for booking in scene.bookings) or any(block.covers(scene.today) for block in scene.blocks)
    assert status_at(scene.switches, scene.now) is (Status.OCCUPIED if occupied else Status.FREE)


def status_at(switches: Iterable[Switch], moment: datetime) -> Status:
    """What a history says of one moment."""
    return ([Status.FREE] + [switch.to for switch in switches if switch.at <= moment])[-1]


def check_no_losers(scene: Scene) -> None:
    """Nobody waits for a night that is somebody else's for good."""
    for booking in scene.bookings:
        if booking.status is BookingStatus.REQUESTED and booking.mode is not BookingMode.HOLD:
            assert not scene.sold_or_closed(all_nights(booking)), f"{booking.id} still waits for a night that is sold or closed"


def _is_in(booking: Booking, scene: Scene) -> bool:
    sold = [change for change in booking.history if change.to is BookingStatus.CONFIRMED]
    nights = _slept(booking) if booking.status in CUT_SHORT else list(booking.stay)
    if not sold or not nights:
        return False
    leaves = booking.check_out_at.astimezone(ZoneInfo(scene.zone)).time()
    out = datetime.combine(nights[-1] + DAY, leaves, ZoneInfo(scene.zone))
    return max(booking.check_in_at, sold[0].at) <= scene.now < out


def _slept(booking: Booking) -> list[date]:
    """The nights that had begun when a booking was cut short."""
    end = booking.history[-1].at
    if end < booking.check_in_at:
        return []
    return [night for night in booking.stay if night <= _day(end, booking.zone)]


def _joined(stays: Iterable[Stay]) -> list[Stay]:
    """The same nights in as few ranges as possible."""
    joined: list[Stay] = []
    for each in sorted(stays):
        if joined and each.check_in <= joined[-1].check_out:
            joined[-1] = Stay(joined[-1].check_in, max(joined[-1].check_out, each.check_out))
        else:
            joined.append(each)
    return joined


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
