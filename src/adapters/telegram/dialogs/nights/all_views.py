"""All calendars at once: how the window says it."""

from datetime import date, datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.nights.views import title_of
from adapters.telegram.pictures.rows import DAYS, Rows
from adapters.wording import Wording, parts
from rental_core.bookings.own_calendar import OwnCalendar
from rental_core.stay import ONE_DAY

ON_BUTTON = 22


@frozen
class AllView:
    """A page of apartments over some days from `first` on; the apartments are numbered from `number`."""

    calendars: tuple[OwnCalendar, ...]
    first: date
    now: datetime
    number: int = 1
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1

    @property
    def any(self) -> bool:
        return bool(self.calendars)

    def picture(self, words: Wording) -> Rows:
        return Rows.of(words.language, self.first, self.now, self.number, [(each, title_of(each, words, 60)) for each in self.calendars])


def every(view: AllView, words: Wording) -> Markup:
    head = words.html("🗓 <b>All calendars</b>")
    if not view.calendars:
        return parts.paragraphs(
            head, words.html("Nothing yet. Add an apartment: it takes a few minutes, and you can go on whenever you like.")
        )
    begin, end = words.date(view.first), words.date(view.first + (DAYS - 1) * ONE_DAY)
    return parts.paragraphs(
        head,
        words.html("{begin} – {end}", begin=begin, end=end),
        words.html("A bar begins at noon of the arrival and ends at noon of the departure. Tap an apartment to open its calendar."),
    )


def apartment(calendar: OwnCalendar, view: AllView, words: Wording) -> str:
    number = view.number + view.calendars.index(calendar)
    return f"{number}. {title_of(calendar, words, ON_BUTTON)}"
