"""What the windows of a review show, and how it is said."""

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.letting.views import PUBLICATIONS, title_of
from adapters.telegram.widgets.lines import bold, italic, line
from adapters.wording import Wording, parts
from adapters.wording.names import REJECTIONS
from adapters.wording.shorten import one_line, shorten
from rental_core.apartments.apartment import REJECTION_LENGTH, Publication
from rental_core.apartments.ports import ApartmentPage
from rental_core.bookings.letting import OwnApartment

TITLE_SHOWN = 100
ON_BUTTON = 40
TEXT_SHOWN = 1200


@frozen
class QueueView:
    """A page of what waits."""

    rows: tuple[OwnApartment, ...]
    page: int = 1
    more: bool = False

    @property
    def several(self) -> bool:
        return self.more or self.page > 1


@frozen
class Ready:
    """A ready reason; `number` stands for it on a button."""

    number: int
    key: str


READY = tuple(Ready(number, key) for number, key in enumerate(REJECTIONS, 1))


@frozen
class ReviewView:
    """An apartment that is looked at; `reason` is what was typed so far."""

    own: OwnApartment
    page: ApartmentPage
    reason: str = ""
    ready: tuple[Ready, ...] = READY

    @property
    def waits(self) -> bool:
        return self.own.publication is Publication.REVIEW

    @property
    def pictured(self) -> bool:
        return len(self.page.photos) > 1


def queue(view: QueueView, words: Wording) -> Markup:
    head = words.html("🔍 <b>To review</b>")
    if not view.rows:
        return parts.paragraphs(head, words.html("Nothing is waiting. New apartments come here by themselves."))
    return parts.paragraphs(head, words.html("These wait for a look, the oldest first."))


def row(own: OwnApartment, _: QueueView, words: Wording) -> str:
    return f"{words.city((own.city_ru, own.city_en))} · {one_line(title_of(own, words), ON_BUTTON)}"


def card(view: ReviewView, words: Wording) -> Markup:
    own, page = view.own, view.page
    photos = words.plural("{n} photo", "{n} photos", len(page.photos))
    return parts.paragraphs(
        parts.block(bold(words.text(PUBLICATIONS[own.publication])), bold(one_line(title_of(own, words), TITLE_SHOWN))),
        parts.block(
            line("📍", ", ".join(part for part in (words.city((own.city_ru, own.city_en)), own.street, own.house) if part)),
            words.html("👤 {name}", name=words.person(page.landlord_name)),
            line(f"👥 {words.guests(page.guests)}", f"· {words.rooms(page.rooms)}" if page.rooms else "", f"· 📷 {photos}"),
            words.html("💰 <b>{price}</b> per night", price=words.money(page.rates.base)) if page.rates else None,
        ),
        Markup.escape(shorten(page.description.strip(), TEXT_SHOWN)) if page.description.strip() else None,
        None if view.waits else words.html("Somebody has looked at it already."),
    )


def reason(view: ReviewView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("↩️ <b>Why is it sent back?</b>"),
        bold(one_line(title_of(view.own, words), TITLE_SHOWN)),
        italic(shorten(view.reason, REJECTION_LENGTH))
        if view.reason
        else words.html("Choose a reason, or write it: the landlord will read it."),
    )


def ready(each: Ready, _: ReviewView, words: Wording) -> str:
    return words.rejection(each.key)
