"""Made-up nights that the windows are previewed with."""

from adapters.telegram.dialogs import samples
from adapters.telegram.dialogs.nights.all_views import AllView
from adapters.telegram.dialogs.nights.calendar_views import DayView, MonthView
from adapters.telegram.dialogs.nights.range_views import SureView
from adapters.telegram.dialogs.nights.views import HistoryView, StatusView
from adapters.telegram.widgets.picking import month_after
from rental_core.bookings.own_calendar import NightsKind, OwnCalendar, OwnNights
from rental_core.bookings.status import StatusLine
from rental_core.calendar.block import BlockId
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from rental_core.stay import FOREVER, ONE_DAY, Stay

MAY, TODAY, CARD = samples.STAY.check_in.replace(day=1), samples.TODAY, samples.CARD
CLOSED = Stay(TODAY, TODAY + 3 * ONE_DAY)
GUESTS = OwnNights(
    nights=samples.STAY,
    kind=NightsKind.STAY,
    booking_id=CARD.id,
    stay=CARD.stay,
    guests=CARD.guests,
    arrives_at=CARD.check_in_at,
    leaves_at=CARD.check_out_at,
    name=CARD.renter_name,
)
ASKING = OwnNights(nights=CLOSED, kind=NightsKind.OPEN, booking_id=CARD.id, stay=CLOSED, guests=CARD.guests, name=CARD.renter_name)
BLOCK = OwnNights(nights=CLOSED, kind=NightsKind.BLOCK, block_id=BlockId(3), span=CLOSED, name="Марина", comment="Ремонт")
CALENDAR = OwnCalendar(samples.PAGE.id, samples.TITLE, samples.PAGE.street, samples.CITY.zone, (BLOCK, GUESTS))
LINES = (
    StatusLine(
        at=samples.NOW, to=Status.OCCUPIED, stay=None, by_clock=False, by=CARD.landlord_id, name=CARD.landlord_name, comment=BLOCK.comment
    ),
    StatusLine(at=CARD.check_out_at, to=Status.FREE, stay=CARD.stay, by_clock=True, by=CARD.renter_id, name=CARD.renter_name, comment=""),
)

STATUS = StatusView(CALENDAR, StatusNow(Status.OCCUPIED, CLOSED.check_out), samples.NOW, "Ремонт")
HISTORY = HistoryView(CALENDAR, LINES, samples.NOW, CARD.landlord_id, more=True)
MONTH = MonthView(CALENDAR, MAY, TODAY.replace(day=1), month_after(MAY, 12), samples.NOW, CLOSED, "Ремонт")
DAY = DayView(CALENDAR, CLOSED.check_in, samples.NOW, "Ремонт")
SURE = SureView(CALENDAR, Stay(TODAY, FOREVER), (ASKING,), samples.NOW, "Ремонт")
ALL = AllView((CALENDAR,), TODAY, samples.NOW, more=True)
