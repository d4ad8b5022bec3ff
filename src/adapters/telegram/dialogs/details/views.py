"""What the windows of one apartment show, and how it is said."""

from datetime import date

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.facts import facts, metro, place_of
from adapters.telegram.links import link_to, share_sheet
from adapters.telegram.pictures import MONTHS
from adapters.telegram.widgets.fitting import CAPTION, MESSAGE, fitted
from adapters.telegram.widgets.lines import block, bold, line
from adapters.telegram.widgets.picking import month_after
from adapters.wording import Wording, parts
from adapters.wording.parts import TITLE_SHOWN
from adapters.wording.shorten import length, one_line, shorten
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode
from rental_core.apartments.ports import ApartmentPage
from rental_core.apartments.rates import LONGEST_STAY
from rental_core.calendar.ports import StatusNow
from rental_core.calendar.status import Status
from rental_core.pricing.quote import Quote, quote
from rental_core.stay import ONE_DAY, Stay

DESCRIPTION_SHOWN = 220
RULES_SHOWN = 100
NOTICE_ROOM = 210  # what a notice above the text may take
FREE_NOW = StatusNow(Status.FREE)
MODE_MARKS = {BookingMode.HOLD: "⏳", BookingMode.OPEN: "🤝", BookingMode.INSTANT: "⚡"}


@frozen
class DetailsView:
    """The apartment, the dates that were searched for, and which photo is shown (from 0).

    `guests` are those that were searched for. `status` is that of now, `kept` whether the person keeps it, `bot` the username by which
    links find the bot.
    """

    page: ApartmentPage
    stay: Stay | None
    today: date
    photo: int = 0
    status: StatusNow = FREE_NOW
    kept: bool = False
    bot: str = ""
    guests: int = 1

    @property
    def several_photos(self) -> bool:
        return len(self.page.photos) > 1

    @property
    def long(self) -> bool:
        """Whether only the beginning of the description is shown below the photo."""
        return length(self.page.description.strip()) > DESCRIPTION_SHOWN

    @property
    def many_rules(self) -> bool:
        """Whether the house rules need a window of their own."""
        return length(self.page.house_rules.strip()) > RULES_SHOWN

    @property
    def link(self) -> str:
        """Opens this apartment for anybody."""
        return link_to(self.page.id, self.bot)


def quote_of(page: ApartmentPage, stay: Stay | None, guests: int) -> Quote | None:
    """What the stay costs for so many; the apartment sleeps no more than it does."""
    return quote(page.rates, stay, min(guests, page.guests)) if page.rates and stay else None


def card(view: DetailsView, words: Wording) -> Markup:
    page = view.page
    lines = [
        bold(one_line(page.title, TITLE_SHOWN)),
        *_where(page, words),
        line(facts(page.rooms, page.guests, page.area, words) + _floor(page, words)),
        status(view, words),
        *_price(view, words),
        *_amenities(page, words),
        times(page, words),
        *_limits(page, words),
        line(MODE_MARKS[page.mode], words.mode(page.mode)),
        *_short_rules(view),
        words.html("👤 {name}, with us since {since}", name=parts.person(words, page.landlord_name, None), since=since(page, words)),
    ]
    return fitted(block(lines), shorten(page.description, DESCRIPTION_SHOWN), CAPTION - NOTICE_ROOM)


def _where(page: ApartmentPage, words: Wording) -> list[Markup]:
    place = line("📍", place_of(words.city((page.city_ru, page.city_en)), page.district, page.street))
    return [place, line("🚇", metro(page.station, words))] if page.station else [place]


def status(view: DetailsView, words: Wording) -> Markup:
    """Whether somebody is there now, and for how long."""
    now = view.status
    if now.status is Status.FREE:
        return words.html("🟢 Free now")
    if now.free_from is None:
        return words.html("🔴 Occupied now")
    return words.html("🔴 Occupied until {date}", date=words.date(now.free_from, today=view.today))


def _limits(page: ApartmentPage, words: Wording) -> list[Markup]:
    """How long a stay may be, and what comes after it; nothing where nothing is special."""
    length_said, least, most = "", page.min_nights, page.max_nights
    if least > 1 and most < LONGEST_STAY:
        length_said = words.plural("Stays of {least}–{n} night", "Stays of {least}–{n} nights", most, least=words.number(least))
    elif least > 1:
        length_said = words.plural("Stays of {n} night or more", "Stays of {n} nights or more", least)
    elif most < LONGEST_STAY:
        length_said = words.plural("Stays of {n} night at most", "Stays of {n} nights at most", most)
    lines = [line("🌙", length_said)] if length_said else []
    if page.preparation_nights:
        lines.append(words.html("🧹 Made ready after each stay: {nights}", nights=words.nights(page.preparation_nights)))
    return lines


def _short_rules(view: DetailsView) -> list[Markup]:
    rules = view.page.house_rules.strip()
    return [line("📜", one_line(rules, RULES_SHOWN))] if rules and not view.many_rules else []


def since(page: ApartmentPage, words: Wording) -> str:
    return words.since(page.landlord_since, page.zone)


def times(page: ApartmentPage, words: Wording) -> Markup:
    begin, end = f"{page.check_in_from:%H:%M}", f"{page.check_out_until:%H:%M}"
    return words.html("🕑 Check-in from {begin}, check-out until {end}", begin=begin, end=end)


def _floor(page: ApartmentPage, words: Wording) -> str:
    return "" if page.floor is None else " · " + words.text("floor {floor}", floor=page.floor)


def _price(view: DetailsView, words: Wording) -> list[Markup]:
    rates, quoted = view.page.rates, quote_of(view.page, view.stay, view.guests)
    if rates is None:
        return []
    night = words.html("💰 <b>{price}</b> per night", price=words.money(rates.base))
    if rates.cleaning.amount:
        night = words.html("💰 <b>{price}</b> per night, cleaning {fee}", price=words.money(rates.base), fee=words.money(rates.cleaning))
    if quoted is None or view.stay is None:
        return [night]
    return [night, line("📅", f"{words.stay(view.stay, today=view.today)}:", bold(words.money(quoted.total)))]


def _amenities(page: ApartmentPage, words: Wording) -> list[Markup]:
    named = [amenity for amenity in Amenity if amenity in page.amenities]
    return [line("✨", words.amenities(named))] if named else []


def description(view: DetailsView, words: Wording) -> Markup:
    return fitted(bold(one_line(view.page.title, TITLE_SHOWN)), view.page.description, MESSAGE - NOTICE_ROOM)


def rules(view: DetailsView, words: Wording) -> Markup:
    return fitted(words.html("📜 <b>House rules</b>"), view.page.house_rules, MESSAGE - NOTICE_ROOM)


def share(view: DetailsView, words: Wording) -> Markup:
    said = words.html("🔗 Send this link to a friend: it opens the apartment right here, whether they know the bot or not.")
    return block([bold(one_line(view.page.title, TITLE_SHOWN)), "", said, "", line(view.link)])


def link(view: DetailsView, _: Wording) -> str:
    return view.link


def sheet(view: DetailsView, words: Wording) -> str:
    """What Telegram opens to choose a chat."""
    place = place_of(one_line(view.page.title, TITLE_SHOWN), words.city((view.page.city_ru, view.page.city_en)))
    return share_sheet(view.link, place)


def heart(view: DetailsView, words: Wording) -> str:
    return words.text("♥ In your favourites") if view.kept else words.text("♡ Keep")


def months(view: DetailsView, words: Wording) -> Markup:
    last = month_after(view.today.replace(day=1), MONTHS) - ONE_DAY
    date_said = words.date(last, today=view.today)
    said = words.html("Free and taken nights until {date}. On a day of two colours a stay ends or begins.", date=date_said)
    leads_on = words.html("To choose your dates, open the calendar: its arrows go through the same months.")
    return block([line("🗓", bold(one_line(view.page.title, TITLE_SHOWN))), "", said, "", leads_on])


def photo(view: DetailsView, words: Wording) -> str:
    return words.text("📷 {n} of {count}", n=view.photo + 1, count=len(view.page.photos))


def book(view: DetailsView, words: Wording) -> str:
    return words.text("⚡ Book") if view.page.mode is BookingMode.INSTANT else words.text("🛎 Book")
