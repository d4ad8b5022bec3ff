"""What the things of the business are called."""

from collections.abc import Iterable

from attrs import frozen

from adapters.wording.figures import Figures
from adapters.wording.marker import N_
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import BookingMode, Missing
from rental_core.apartments.place import City
from rental_core.bookings.booking import BookingStatus, Reason, Why
from rental_core.pricing.quote import LineKind, QuoteLine

AMENITIES = {
    Amenity.WIFI: N_("Wi-Fi"),
    Amenity.PARKING: N_("Parking"),
    Amenity.KITCHEN: N_("Kitchen"),
    Amenity.WASHING_MACHINE: N_("Washing machine"),
    Amenity.AIR_CONDITIONING: N_("Air conditioning"),
    Amenity.LIFT: N_("Lift"),
    Amenity.BALCONY: N_("Balcony"),
    Amenity.PETS: N_("Pets welcome"),
    Amenity.CHILDREN: N_("Children welcome"),
    Amenity.SMOKING: N_("Smoking allowed"),
    Amenity.WORKSPACE: N_("Workspace"),
    Amenity.TV: N_("TV"),
    Amenity.DISHWASHER: N_("Dishwasher"),
    Amenity.CRIB: N_("Crib"),
    Amenity.SELF_CHECK_IN: N_("Self check-in"),
}
STATUSES = {
    BookingStatus.REQUESTED: N_("Waiting for an answer"),
    BookingStatus.CONFIRMED: N_("Confirmed"),
    BookingStatus.DECLINED: N_("Declined"),
    BookingStatus.WITHDRAWN: N_("Withdrawn"),
    BookingStatus.EXPIRED: N_("Left without an answer"),
    BookingStatus.CANCELLED: N_("Cancelled"),
    BookingStatus.COMPLETED: N_("Completed"),
    BookingStatus.NO_SHOW: N_("The guest did not come"),
}
MARKS = {
    BookingStatus.REQUESTED: "⏳",
    BookingStatus.CONFIRMED: "✅",
    BookingStatus.DECLINED: "✖️",
    BookingStatus.WITHDRAWN: "↩️",
    BookingStatus.EXPIRED: "⌛",
    BookingStatus.CANCELLED: "🚫",
    BookingStatus.COMPLETED: "🏁",
    BookingStatus.NO_SHOW: "🚪",
}
MODES = {
    BookingMode.HOLD: N_("On request: the dates are kept for you until the answer"),
    BookingMode.OPEN: N_("On request: the landlord chooses among the requests"),
    BookingMode.INSTANT: N_("Booked at once, without waiting for an answer"),
}
LACKING = {
    Missing.ADDRESS: N_("an address with street and house"),
    Missing.PHOTO: N_("at least one photo"),
    Missing.PRICE: N_("a price per night"),
    Missing.ROOMS: N_("the number of rooms"),
    Missing.TITLE: N_("a name"),
}
REASONS = {
    Why.NIGHTS_SOLD: N_("these dates went to somebody else"),
    Why.NIGHTS_BLOCKED: N_("the landlord closed these dates"),
    Why.PERSON_BLOCKED: N_("one of the accounts was blocked"),
    Why.PERSON_LEFT: N_("the other side has deleted their account"),
    Why.APARTMENT_BANNED: N_("the apartment was taken off the market"),
    Why.NOT_AVAILABLE: N_("the apartment is not available on these dates"),
    Why.TOO_MANY_GUESTS: N_("too many guests"),
    Why.HOUSE_RULES: N_("it does not fit the house rules"),
    Why.REPAIRS: N_("the apartment is being repaired"),
    Why.PLANS_CHANGED: N_("plans have changed"),
    Why.OTHER: N_("not said"),
}
# What an admin can answer with one tap when an apartment is sent back.
REJECTIONS = {
    "photos": N_("The photos do not show the apartment well enough"),
    "address": N_("The address is wrong or not complete"),
    "description": N_("The description does not fit the apartment, or cannot be understood"),
    "price": N_("The price looks like a mistake"),
}
# The lines of a quote: prices of nights, and what comes once.
NIGHTLY = {
    LineKind.NIGHTS: N_("{nights}"),
    LineKind.WEEKEND: N_("Weekend: {nights}"),
    LineKind.SEASON: N_("“{season}”: {nights}"),
    LineKind.SEASON_WEEKEND: N_("“{season}”, weekend: {nights}"),
}
ONCE = {
    LineKind.CLEANING: N_("Cleaning: {amount}"),
    LineKind.WEEKLY: N_("Discount from a week on, {percent} %: {amount}"),
    LineKind.MONTHLY: N_("Discount from four weeks on, {percent} %: {amount}"),
}


@frozen
class Names(Figures):
    """Plain text: whoever puts it into HTML hands it to `html` as a value."""

    def amenity(self, amenity: Amenity) -> str:
        return self.text(AMENITIES[amenity])

    def amenities(self, amenities: Iterable[Amenity]) -> str:
        """In a sentence: "Wi-Fi, kitchen, balcony"; only the first keeps its capital, where the word has one of its own."""
        first, *rest = (self.amenity(each) for each in amenities)
        return ", ".join([first, *(said.lower() if said[1:].islower() else said for said in rest)])

    def status(self, status: BookingStatus) -> str:
        """With the mark that people know it by at a glance."""
        return f"{MARKS[status]} {self.text(STATUSES[status])}"

    def person(self, name: str) -> str:
        """What somebody is called; whoever has left has no name."""
        return name or self.text("Deleted user")

    def mode(self, mode: BookingMode) -> str:
        return self.text(MODES[mode])

    def missing(self, missing: Missing) -> str:
        return self.text(LACKING[missing])

    def rejection(self, reason: str) -> str:
        """Why an apartment was sent back: one of the ready reasons by its key, anything else as it was typed."""
        return self.text(REJECTIONS[reason]) if reason in REJECTIONS else reason

    def reason(self, reason: Reason) -> str:
        """What a person typed, if they did; otherwise the name of the reason, beginning in lower case."""
        return reason.text or self.text(REASONS[reason.why])

    def city(self, city: City | tuple[str, str]) -> str:
        """The name of a city, or the right one of its (Russian, English) names."""
        names = (city.name_ru, city.name_en) if isinstance(city, City) else city
        return names[0] if self.language.value == "ru" else names[1]

    def line(self, line: QuoteLine) -> str:
        """A line of a quote: "3 nights × 4 000 ₽ = 12 000 ₽". It names the rule that acted."""
        amount = self.money(line.amount)
        if line.kind in NIGHTLY:
            return self.text(NIGHTLY[line.kind], nights=self._nightly(line, amount), season=line.season)
        if line.kind is LineKind.EXTRA_GUESTS:
            return self.text("Extra guests: {n} × {each} = {amount}", n=line.times, each=self.money(line.each), amount=amount)
        return self.text(ONCE[line.kind], amount=amount, percent=line.percent)

    def _nightly(self, line: QuoteLine, amount: str) -> str:
        if line.times == 1:
            return self.text("{nights}: {amount}", nights=self.nights(1), amount=amount)
        return self.text("{nights} × {each} = {amount}", nights=self.nights(line.times), each=self.money(line.each), amount=amount)
