"""Whom the use cases ask when they tell people: readers of a market, and a Notifier that fails as it is told to."""

from attrs import define, field, frozen

from rental_core.accounts.person import PersonId, Role
from rental_core.apartments.apartment import Apartment, ApartmentId, ApartmentNotFoundError, Publication
from rental_core.apartments.ports import ApartmentPage, ApartmentReader
from rental_core.bookings.booking import Booking, BookingId, BookingNotFoundError, BookingStatus
from rental_core.bookings.ports import BookingCard, BookingReader, RenterRecord, Rival, TripRow, TripsCursor
from rental_core.errors import RentalError
from rental_core.notifications.message import Receipt
from rental_core.notifications.ports import Notice, Notifier
from tests.support.builders import SOCHI
from tests.support.market import EveryWork, Market


@frozen
class MarketBookings(BookingReader):
    """Cards of a market's bookings, for their two parties; renters are known by what they did in the same flat. No trips."""

    market: Market

    async def card(self, booking_id: BookingId, *, viewer: PersonId) -> BookingCard:
        async with self.market.work() as work:
            booking = await work.bookings.get(booking_id)
            apartment = await work.apartments.get(booking.apartment_id)
            renter, landlord = await work.people.get(booking.renter_id), await work.people.get(booking.landlord_id)
            past = [each for each in await work.bookings.of_apartment(booking.apartment_id) if each.renter_id == renter.id]
            rivals = await self._rivals(work, booking) if booking.pending and viewer != renter.id else ()
        if viewer not in {renter.id, landlord.id}:
            raise BookingNotFoundError(booking_id)
        last, agreed = booking.history[-1], booking.confirmation is not None
        return BookingCard(
            id=booking.id,
            status=booking.status,
            reason=last.reason,
            moved_by=last.by,
            moved_at=last.at,
            apartment_id=apartment.id,
            title=apartment.title,
            photo=apartment.photos[0],
            city_ru=SOCHI.name_ru,
            city_en=SOCHI.name_en,
            district=apartment.address.district,
            street=apartment.address.street,
            house=apartment.address.house,
            point=apartment.point,
            instructions=apartment.instructions,
            zone=booking.zone,
            renter_id=renter.id,
            renter_name=renter.name,
            renter_username=renter.username,
            renter_phone=renter.phone if agreed and viewer == landlord.id else None,
            renter_since=renter.since,
            renter_record=record(past),
            landlord_id=landlord.id,
            landlord_name=landlord.name,
            landlord_username=landlord.username,
            landlord_phone=landlord.phone if agreed and viewer == renter.id else None,
            stay=booking.stay,
            guests=booking.guests,
            mode=booking.mode,
            quote=booking.quote,
            message=booking.message,
            requested_at=booking.requested_at,
            expires_at=booking.expires_at,
            check_in_at=booking.check_in_at,
            check_out_at=booking.check_out_at,
            competing=len(rivals),
            rivals=rivals[:10],
        )

    async def _rivals(self, work: EveryWork, booking: Booking) -> tuple[Rival, ...]:
        found = [each for each in await work.bookings.wanting(booking.apartment_id, booking.nights, waiting=True) if each.id != booking.id]
        return tuple(
            [
                Rival(
                    id=each.id,
                    renter_name=(await work.people.get(each.renter_id)).name,
                    stay=each.stay,
                    expires_at=each.expires_at,
                    holds=each.holds_nights,
                )
                for each in sorted(found, key=lambda each: (each.expires_at, each.id))
            ]
        )

    async def trips(self, renter_id: PersonId, *, after: TripsCursor | None, limit: int) -> tuple[TripRow, ...]:
        return ()

    async def to_decide(self, landlord_id: PersonId, *, after: BookingId | None, limit: int) -> tuple[TripRow, ...]:
        async with self.market.work() as work:
            last = await work.bookings.get(after) if after else None
            waiting = [each for each in await work.bookings.pending_of(landlord_id) if each.landlord_id == landlord_id]
            waiting = [each for each in waiting if last is None or (each.expires_at, each.id) > (last.expires_at, last.id)]
            return tuple([await row_of(work, each) for each in sorted(waiting, key=lambda each: (each.expires_at, each.id))[:limit]])


def record(past: list[Booking]) -> RenterRecord:
    """What these bookings of one renter with one landlord tell of them."""
    ends = [each.status for each in past]
    own = [each for each in past if each.status is BookingStatus.CANCELLED and each.history[-1].by == each.renter_id]
    stays = ends.count(BookingStatus.COMPLETED)
    return RenterRecord(stays=stays, here=stays, cancelled=len(own), missed=ends.count(BookingStatus.NO_SHOW))


async def row_of(work: EveryWork, booking: Booking) -> TripRow:
    """As a landlord's lists have it."""
    flat = await work.apartments.get(booking.apartment_id)
    return TripRow(
        id=booking.id,
        status=booking.status,
        title=flat.title,
        stay=booking.stay,
        total=booking.quote.total,
        expires_at=booking.expires_at,
        zone=booking.zone,
        other_name=(await work.people.get(booking.renter_id)).name,
        check_in_at=booking.check_in_at,
        check_out_at=booking.check_out_at,
    )


@frozen
class MarketApartments(ApartmentReader):
    """Pages of a market's apartments; no lists."""

    market: Market

    async def page(self, apartment_id: ApartmentId, *, viewer: PersonId) -> ApartmentPage:
        async with self.market.work() as work:
            apartment = await work.apartments.get(apartment_id)
            landlord = await work.people.get(apartment.landlord_id)
            may_see = viewer == landlord.id or Role.ADMIN in (await work.people.get(viewer)).roles
        if apartment.publication is not Publication.PUBLISHED and not may_see:
            raise ApartmentNotFoundError(apartment_id)
        return ApartmentPage(
            id=apartment.id,
            landlord_id=landlord.id,
            landlord_name=landlord.name,
            landlord_since=landlord.since,
            title=apartment.title,
            description=apartment.description,
            city_id=SOCHI.id,
            city_ru=SOCHI.name_ru,
            city_en=SOCHI.name_en,
            zone=apartment.zone,
            district=apartment.address.district,
            street=apartment.address.street,
            around=apartment.point.rounded(),
            station=None,
            rooms=apartment.rooms,
            guests=apartment.guests,
            area=apartment.area,
            floor=apartment.floor,
            amenities=apartment.amenities,
            rates=apartment.rates,
            photos=apartment.photos,
            check_in_from=apartment.check_in_from,
            check_out_until=apartment.check_out_until,
            house_rules=apartment.house_rules,
            min_nights=apartment.min_nights,
            max_nights=apartment.max_nights,
            preparation_nights=apartment.preparation_nights,
            notice_days=apartment.notice_days,
            window_days=apartment.window_days,
            mode=apartment.mode,
            publication=apartment.publication,
            rejection=apartment.rejection,
        )

    async def own(self, apartment_id: ApartmentId, *, viewer: PersonId) -> Apartment:
        async with self.market.work() as work:
            apartment = await work.apartments.get(apartment_id)
            if viewer != apartment.landlord_id and Role.ADMIN not in (await work.people.get(viewer)).roles:
                raise ApartmentNotFoundError(apartment_id)
        return apartment

    async def of_landlord(self, landlord_id: PersonId, *, after: ApartmentId | None, limit: int) -> tuple[ApartmentPage, ...]:
        return ()


@define
class ToldNotifier(Notifier):
    """Remembers what arrived; each of `failures` is raised once instead, first come first served."""

    failures: list[RentalError] = field(factory=list)
    sent: list[Notice] = field(factory=list)
    redrawn: list[tuple[Receipt, Notice]] = field(factory=list)

    async def send(self, notice: Notice) -> Receipt:
        self._fail()
        self.sent.append(notice)
        return Receipt(f"message {len(self.sent)}")

    async def redraw(self, receipt: Receipt, notice: Notice) -> None:
        self._fail()
        self.redrawn.append((receipt, notice))

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)
