"""What happens to nights."""

from datetime import date, datetime

from attrs import frozen

from rental_core.apartments.apartment import ApartmentId
from rental_core.calendar.block import BlockId
from rental_core.calendar.status import Status
from rental_core.outbox import Event


@frozen
class NightsTaken(Event):
    """Nights [check_in, check_out) were sold or closed: requests that want one of them and hold none have lost."""

    apartment_id: ApartmentId
    check_in: date
    check_out: date


@frozen
class BlockChanged(Event):
    """A landlord closed nights or freed some."""

    block_id: BlockId
    apartment_id: ApartmentId


@frozen
class ApartmentSwitched(Event):
    """The clock made an apartment free or occupied."""

    apartment_id: ApartmentId
    to: Status
    at: datetime
