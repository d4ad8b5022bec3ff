"""Pieces of messages about a booking, in Telegram's HTML. What people typed is escaped, and cut to its share of a message's 4096 units."""

from datetime import datetime

from markupsafe import Markup

from adapters.wording.phones import readable
from adapters.wording.shorten import one_line, shorten
from adapters.wording.wording import Wording
from rental_core.bookings.booking import Reason
from rental_core.bookings.ports import BookingCard, RenterRecord
from rental_core.clock import local_date
from rental_core.notifications.alternatives import Alternative

NAME_SHOWN = 64
TITLE_SHOWN = 120
PLACE_SHOWN = 60
ADDRESS_SHOWN = 250
MESSAGE_SHOWN = 1000
REASON_SHOWN = 500
INSTRUCTIONS_SHOWN = 2400
MAP = "https://yandex.ru/maps/?pt={lon},{lat}&z=17"


def block(*lines: str | None) -> Markup:
    """The lines that say something, under each other."""
    return Markup("\n").join(line for line in lines if line)


def paragraphs(*blocks: str | None) -> Markup:
    """The blocks that say something, with an empty line between them; Telegram sets a quotation apart by itself."""
    said = Markup("\n\n").join(each for each in blocks if each)
    return said.replace("</blockquote>\n\n", Markup("</blockquote>\n"))


def apartment(words: Wording, card: BookingCard) -> Markup:
    city = words.city((card.city_ru, card.city_en))
    return words.html("🏠 <b>{title}</b>, {city}", title=one_line(card.title, TITLE_SHOWN), city=one_line(city, NAME_SHOWN))


def dates(words: Wording, card: BookingCard, now: datetime) -> Markup:
    return words.html(
        "📅 {dates} · {nights} · {guests}",
        dates=words.stay(card.stay, today=local_date(now, card.zone)),
        nights=words.nights(card.stay.nights),
        guests=words.guests(card.guests),
    )


def summary(words: Wording, card: BookingCard, now: datetime) -> Markup:
    """Which apartment and when, in two lines."""
    return block(apartment(words, card), dates(words, card, now))


def total(words: Wording, card: BookingCard) -> Markup:
    return words.html("💰 Total: <b>{total}</b>", total=words.money(card.quote.total))


def price(words: Wording, card: BookingCard) -> Markup:
    """The total, and every line that makes it."""
    return block(total(words, card), *(words.line(line) for line in card.quote.lines))


def times(words: Wording, card: BookingCard, now: datetime) -> Markup:
    """From when until when the apartment is theirs, by its own clocks."""
    today = local_date(now, card.zone)
    return words.html(
        "🕑 Check-in {first} from {begin}, check-out {last} by {end}",
        first=words.date(card.stay.check_in, today=today),
        begin=words.time(card.check_in_at, card.zone),
        last=words.date(card.stay.check_out, today=today),
        end=words.time(card.check_out_at, card.zone),
    )


def address(words: Wording, card: BookingCard) -> Markup:
    """The exact address with a link to the map; only where the card carries the house."""
    if not card.house:
        return Markup()
    said = place_of(words, card)
    link = MAP.format(lon=card.point.lon, lat=card.point.lat)
    return words.html('📍 <b>{address}</b> (<a href="{link}">map</a>)', address=one_line(said, ADDRESS_SHOWN), link=link)


def place_of(words: Wording, card: BookingCard) -> str:
    """The address in one line, as far as the card carries it: to the house, or no further than the city and its district."""
    city = words.city((card.city_ru, card.city_en))
    return ", ".join(piece for piece in ((city, card.street, card.house) if card.house else (city, card.district)) if piece)


def instructions(words: Wording, card: BookingCard) -> Markup:
    if not card.instructions:
        return Markup()
    return words.html(
        "🔑 How to get in:\n<blockquote>{instructions}</blockquote>", instructions=shorten(card.instructions.strip(), INSTRUCTIONS_SHOWN)
    )


def person(words: Wording, name: str, username: str | None) -> str:
    """The name, and the username that leads to the person."""
    shown = one_line(words.person(name), NAME_SHOWN)
    return words.text("{name} (@{username})", name=shown, username=username) if username else shown


def renter(words: Wording, card: BookingCard) -> Markup:
    """Who asks, and how well they are known here."""
    made = card.renter_record.stays
    stays = words.plural("{n} stay so far", "{n} stays so far", made) if made else words.text("first stay here")
    known = words.html(
        "👤 <b>{who}</b>, here since {month}, {stays}",
        who=person(words, card.renter_name, card.renter_username),
        month=words.since(card.renter_since, card.zone),
        stays=stays,
    )
    return block(known, _record(words, card.renter_record), phone(words, card.renter_phone))


def _record(words: Wording, record: RenterRecord) -> Markup:
    """How earlier bookings of a renter went; nothing of whoever never had one."""
    counted = [
        words.plural("{n} stay with you", "{n} stays with you", record.here) if record.here else "",
        words.plural("cancelled {n} time", "cancelled {n} times", record.cancelled) if record.cancelled else "",
        words.plural("{n} no-show", "{n} no-shows", record.missed) if record.missed else "",
        words.text("never cancelled") if record.stays and not (record.cancelled or record.missed) else "",
    ]
    said = ", ".join(each for each in counted if each)
    return words.html("📖 {record}", record=said) if said else Markup()


def landlord(words: Wording, card: BookingCard) -> Markup:
    """Whose place it is, and how they are reached."""
    who = person(words, card.landlord_name, card.landlord_username)
    return block(words.html("👤 Landlord: {who}", who=who), phone(words, card.landlord_phone))


def phone(words: Wording, number: str | None) -> Markup:
    """A line with the number in plain text, which messengers make tappable; nothing where the card carries none."""
    return words.html("📞 {phone}", phone=readable(number)) if number else Markup()


def quoted(card: BookingCard) -> Markup:
    """What the renter wrote with the request."""
    return quoted_text(card.message)


def quoted_text(text: str) -> Markup:
    """What somebody wrote, set apart; nothing where they wrote nothing."""
    return Markup("<blockquote>{}</blockquote>").format(shorten(text.strip(), MESSAGE_SHOWN)) if text.strip() else Markup()


def because(words: Wording, reason: Reason | None) -> Markup:
    if reason is None:
        return Markup()
    return words.html("Reason: {reason}", reason=shorten(words.reason(reason).strip(), REASON_SHOWN))


def elsewhere(words: Wording, places: tuple[Alternative, ...]) -> Markup:
    """Places that are free for the same stay, numbered; or that there are none."""
    if not places:
        return words.html("Nothing similar is free on these dates right now. Search again: other dates or places may do.")
    return paragraphs(
        words.html("These are free on your dates. One tap sends the same request:"),
        *(_place(words, number, each) for number, each in enumerate(places, 1)),
    )


def _place(words: Wording, number: int, place: Alternative) -> Markup:
    row = place.row
    where = one_line(", ".join(dict.fromkeys(each for each in (row.district, row.street) if each)), PLACE_SHOWN)
    facts = [words.rooms(row.rooms), words.guests(row.guests), where]
    return block(
        words.html("{number}. <b>{title}</b>", number=number, title=one_line(row.title, PLACE_SHOWN)),
        words.html("{facts} · <b>{total}</b>", facts=" · ".join(each for each in facts if each), total=words.money(place.quote.total)),
    )


def ask_for(words: Wording, places: tuple[Alternative, ...], place: Alternative) -> str:
    """On the button that asks for one of `places`."""
    number = places.index(place) + 1
    return words.text(
        "🛎 {number}. {title}, {total}", number=number, title=one_line(place.row.title, 24), total=words.money(place.quote.total)
    )
