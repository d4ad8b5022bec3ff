"""What a landlord's windows show, and how it is said."""

from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.widgets.lines import bold, line
from adapters.wording import N_, Wording, parts
from adapters.wording.shorten import one_line
from rental_core.apartments.apartment import MOVES, Publication
from rental_core.apartments.ports import ApartmentPage
from rental_core.bookings.letting import LettingSums, OwnApartment, Shelf
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from rental_core.clock import local_date
from rental_core.stay import FOREVER

TITLE_SHOWN = 60
ON_BUTTON = 26
STREET_ON_BUTTON = 16
TYPED_SHOWN = 300
EDGE_SHOWN = 16  # of each title, where a shelf says from which to which it goes
PUBLICATIONS = {
    Publication.DRAFT: N_("✏️ Draft"),
    Publication.REVIEW: N_("🔍 On review"),
    Publication.PUBLISHED: N_("🟢 Published"),
    Publication.PAUSED: N_("⏸ Paused"),
    Publication.REJECTED: N_("↩️ Sent back"),
    Publication.BANNED: N_("⛔️ Banned"),
}


@frozen
class HomeView:
    """How things stand with everything the landlord lets."""

    sums: LettingSums
    now: datetime

    @property
    def lets(self) -> bool:
        return bool(self.sums.published or self.sums.unpublished)


@frozen
class ListView:
    """The whole list as shelves, or the apartments of one shelf, or those that are called as was typed."""

    now: datetime
    shelves: tuple[Shelf, ...] = ()
    rows: tuple[OwnApartment, ...] = ()
    typed: str = ""
    shelf: int | None = None

    @property
    def partial(self) -> bool:
        """Whether there is more than is shown."""
        return bool(self.typed) or self.shelf is not None


@frozen
class FlatView:
    """One apartment; `page` is as its renters see it."""

    own: OwnApartment
    page: ApartmentPage
    now: datetime

    @property
    def submittable(self) -> bool:
        """Whether it is its landlord's turn, and nothing is missing."""
        return self.own.publication in {Publication.DRAFT, Publication.REJECTED} and not self.own.missing

    @property
    def waits(self) -> bool:
        return self.own.publication is Publication.REVIEW

    @property
    def published(self) -> bool:
        return self.own.publication is Publication.PUBLISHED

    @property
    def paused(self) -> bool:
        return self.own.publication is Publication.PAUSED

    @property
    def removable(self) -> bool:
        return Publication.REMOVED in MOVES[self.own.publication]


def letting(view: HomeView, words: Wording) -> Markup:
    head = words.html("🔑 <b>What you let</b>")
    if not view.lets:
        return parts.paragraphs(
            head, words.html("Nothing yet. Add an apartment: it takes a few minutes, and you can go on whenever you like.")
        )
    sums = view.sums
    return parts.paragraphs(
        head,
        parts.block(
            words.html("🏠 Published: {n}, of them occupied now: {occupied}", n=sums.published, occupied=sums.occupied),
            words.html("✏️ Not published: {n}", n=sums.unpublished) if sums.unpublished else Markup(),
            _waiting(view, words),
        ),
    )


def _waiting(view: HomeView, words: Wording) -> Markup:
    sums = view.sums
    if not sums.pending or sums.expires_at is None:
        return words.html("🔔 Nobody is waiting for your answer")
    until = words.until(sums.expires_at, sums.zone, view.now)
    return words.html("🔔 Requests to decide: <b>{n}</b>, the first one {until}", n=sums.pending, until=until)


def apartments(view: ListView, words: Wording) -> Markup:
    head = words.html("🏠 <b>My apartments</b>")
    if view.typed:
        found = (
            words.html("Called like “{typed}”:", typed=one_line(view.typed, TYPED_SHOWN))
            if view.rows
            else words.html(
                "None of yours is called like “{typed}”. Try a part of its name or street.", typed=one_line(view.typed, TYPED_SHOWN)
            )
        )
        return parts.paragraphs(head, found)
    if view.shelves:
        return parts.paragraphs(head, words.html("Tap where yours is, or write a part of its name or street."))
    if not view.rows:
        return parts.paragraphs(
            head, words.html("Nothing yet. Add an apartment: it takes a few minutes, and you can go on whenever you like.")
        )
    return parts.paragraphs(head, words.html("Tap one to see its calendar, prices and bookings."))


def shelf(each: Shelf, _: ListView, words: Wording) -> str:
    """From which title to which, and how many."""
    first, last = one_line(each.first, EDGE_SHOWN), one_line(each.last, EDGE_SHOWN)
    return f"{first} … {last} · {words.number(each.count)}"


def apartment(row: OwnApartment, view: ListView, words: Wording) -> str:
    """A mark for how it is now, its name and street (names alone may be alike), and how many wait for an answer."""
    street = f" · {one_line(row.street, STREET_ON_BUTTON)}" if row.title and row.street else ""
    waiting = f" · 🔔 {words.number(row.pending)}" if row.pending else ""
    return f"{mark(row)} {one_line(title_of(row, words), ON_BUTTON)}{street}{waiting}"


def title_of(row: OwnApartment | ApartmentPage, words: Wording) -> str:
    """Its name; a draft may have none yet."""
    return row.title or row.street or words.text("New apartment")


def mark(row: OwnApartment) -> str:
    if row.publication is not Publication.PUBLISHED:
        return PUBLICATIONS[row.publication].split(" ", 1)[0]
    return "🔴" if row.status.status is Status.OCCUPIED else "🟢"


def flat(view: FlatView, words: Wording) -> Markup:
    own = view.own
    return parts.paragraphs(
        parts.block(bold(one_line(title_of(own, words), TITLE_SHOWN)), line("📍", _address(own, words))),
        parts.block(
            bold(words.text(PUBLICATIONS[own.publication])),
            _rejected(own, words),
            _missing(view, words),
            line(status(own.status, own, view.now, words)),
            _arrival(view, words),
            _pending(view, words),
        ),
        _price(view, words),
    )


def _address(own: OwnApartment, words: Wording) -> str:
    return ", ".join(part for part in (words.city((own.city_ru, own.city_en)), own.street, own.house) if part)


def _rejected(own: OwnApartment, words: Wording) -> Markup:
    return words.html("💬 Why: {reason}", reason=words.rejection(own.rejection)) if own.rejection else Markup()


def _missing(view: FlatView, words: Wording) -> Markup:
    if not view.own.missing:
        return Markup()
    return words.html("❗️ Still missing for publication: {missing}", missing=", ".join(words.missing(each) for each in view.own.missing))


def status(now: StatusNow, own: OwnApartment, at: datetime, words: Wording) -> str:
    """Free, or occupied until when."""
    if now.status is Status.FREE:
        return words.text("🟢 Free now")
    if now.free_from is None or now.free_from == FOREVER:
        return words.text("🔴 Occupied until you free it")
    return words.text("🔴 Occupied, free again on {date}", date=words.date(now.free_from, today=local_date(at, own.zone)))


def _arrival(view: FlatView, words: Wording) -> Markup:
    own = view.own
    if own.arrival is None:
        return words.html("🧳 No arrivals ahead")
    return words.html("🧳 Next arrival: {date}", date=words.date(own.arrival, today=local_date(view.now, own.zone)))


def _pending(view: FlatView, words: Wording) -> Markup:
    own = view.own
    if not own.pending or own.expires_at is None:
        return Markup()
    until = words.until(own.expires_at, own.zone, view.now)
    return words.html("🔔 Requests to decide: <b>{n}</b>, the first one {until}", n=own.pending, until=until)


def _price(view: FlatView, words: Wording) -> Markup:
    rates = view.page.rates
    return words.html("💰 <b>{price}</b> per night", price=words.money(rates.base)) if rates else Markup()


def pause(view: FlatView, words: Wording) -> Markup:
    """What pausing does, before the tap."""
    own = view.own
    return parts.paragraphs(
        words.html("⏸ <b>Pause it?</b>"),
        bold(one_line(title_of(own, words), TITLE_SHOWN)),
        words.html("Renters no longer find it and cannot ask for it. Confirmed stays stand, and you can put it back at any time."),
        words.html("Requests that wait for your answer stay: <b>{n}</b>.", n=own.pending) if own.pending else None,
    )


def remove(view: FlatView, words: Wording) -> Markup:
    """What removing does, before the tap."""
    return parts.paragraphs(
        words.html("🗑 <b>Remove it for good?</b>"),
        bold(one_line(title_of(view.own, words), TITLE_SHOWN)),
        words.html("It leaves your list and cannot come back. Past bookings keep its name."),
    )
