"""What the editing windows show, and how it is said."""

from datetime import time

from attrs import evolve, frozen
from markupsafe import Markup

from adapters.telegram.dialogs.details.views import MODE_MARKS
from adapters.telegram.dialogs.editing.fields import STEPS, NumberField, TextField
from adapters.telegram.widgets.lines import bold, italic
from adapters.wording import N_, Wording, parts
from adapters.wording.shorten import one_line, shorten
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, BookingMode, Publication
from rental_core.apartments.place import City
from rental_core.search.places import Place

TITLE_SHOWN = 60
TEXT_SHOWN = 2500
LINE_SHOWN = 60
CHECK_INS = tuple(time(hour) for hour in (12, 13, 14, 15, 16, 17, 18))
CHECK_OUTS = tuple(time(hour) for hour in (9, 10, 11, 12, 13, 14))
EXPLAINED = {
    BookingMode.HOLD: N_("A request takes its dates until you answer: nobody else can ask for them meanwhile. You have up to a day."),
    BookingMode.OPEN: N_(
        "Several renters may ask for the same dates; you choose one, and the others are declined with other places to go."
    ),
    BookingMode.INSTANT: N_("Whoever finds free dates has booked them at once. No request waits for you, and most renters like it best."),
}
MODES = {BookingMode.HOLD: N_("Hold"), BookingMode.OPEN: N_("Open"), BookingMode.INSTANT: N_("Instant")}


@frozen
class Item:
    """A choice of a list of buttons; `number` stands for it, `chosen` is what is in force."""

    number: int
    said: str
    chosen: bool = False


@frozen
class EditView:
    """An apartment whose facts are entered.

    `guided`: a new one, at `step` (0 outside the steps). `typed` is what was written and waits to be understood, `places` what it may mean.
    `far`: a pin outside the city waits for a second word.
    """

    flat: Apartment
    city: City
    guided: bool = False
    step: int = 0
    typed: str = ""
    places: tuple[Place, ...] = ()
    far: bool = False

    @property
    def alone(self) -> bool:
        """Whether one fact is changed, not a new apartment asked about."""
        return not self.guided

    @property
    def ready(self) -> bool:
        return self.flat.publication in {Publication.DRAFT, Publication.REJECTED} and not self.flat.missing

    @property
    def amenities(self) -> tuple[Item, ...]:
        return tuple(Item(number, each.value, each in self.flat.amenities) for number, each in enumerate(Amenity, 1))

    @property
    def check_ins(self) -> tuple[Item, ...]:
        return _times(CHECK_INS, self.flat.check_in_from)

    @property
    def check_outs(self) -> tuple[Item, ...]:
        return _times(CHECK_OUTS, self.flat.check_out_until)

    @property
    def modes(self) -> tuple[Item, ...]:
        return tuple(Item(number, each.value, each is self.flat.mode) for number, each in enumerate(BookingMode, 1))

    def offering(self, places: tuple[Place, ...]) -> "EditView":
        return evolve(self, places=places)

    def numbers(self, field: NumberField) -> tuple[Item, ...]:
        return tuple(Item(number, str(number), number == field.read(self.flat)) for number in field.offered)


def _times(offered: tuple[time, ...], chosen: time) -> tuple[Item, ...]:
    return tuple(Item(each.hour, f"{each:%H:%M}", each == chosen) for each in offered)


def title_of(flat: Apartment, words: Wording) -> str:
    return flat.title or flat.address.street or words.text("New apartment")


def main(view: EditView, words: Wording) -> Markup:
    flat = view.flat
    missing = ", ".join(words.missing(each) for each in flat.missing)
    return parts.paragraphs(
        words.html("✏️ <b>{title}</b>", title=one_line(title_of(flat, words), TITLE_SHOWN)),
        words.html("❗️ Still missing for publication: {missing}", missing=missing) if missing else None,
        words.html("Everything that is needed is there.") if view.ready else None,
        words.html("Tap what you want to change. Renters see it at their next tap."),
    )


def step(view: EditView, words: Wording) -> Markup:
    """Where a new apartment stands in the order of the questions."""
    if not view.guided:
        return Markup()
    return italic(words.text("Step {n} of {all}", n=view.step, all=len(STEPS)))


def _asked(view: EditView, words: Wording, asks: str, *more: str | None) -> Markup:
    return parts.paragraphs(step(view, words), words.html(asks), *more)


def _now(words: Wording, value: str) -> Markup | None:
    return words.html("Now: {value}", value=value) if value else None


def text(field: TextField, view: EditView, words: Wording) -> Markup:
    known = field.read(view.flat)
    shown = parts.block(words.html("Now:"), Markup.escape(shorten(known, TEXT_SHOWN))) if field.lines and known else _now(words, known)
    return _asked(view, words, field.asks, shown, words.html(field.hint))


def number(field: NumberField, view: EditView, words: Wording) -> Markup:
    known = field.read(view.flat)
    return _asked(view, words, field.asks, _now(words, "" if known is None else words.number(known)), words.html(field.hint))


def chosen(item: Item, _: EditView, __: Wording) -> str:
    return f"✓ {item.said}" if item.chosen else item.said


def street(view: EditView, words: Wording) -> Markup:
    city = words.city(view.city)
    return _asked(
        view,
        words,
        N_("📍 <b>Which street?</b>"),
        words.html("🏙 {city}", city=city),
        _now(words, one_line(view.flat.address.street, LINE_SHOWN)),
        _typed(view, words) if view.typed else words.html("Write the name of the street; a part of it will do."),
    )


def district(view: EditView, words: Wording) -> Markup:
    return _asked(
        view,
        words,
        N_("🏘 <b>Which district?</b>"),
        _now(words, one_line(view.flat.address.district, LINE_SHOWN)),
        _typed(view, words) if view.typed else words.html("Choose or write it: many renters look for a district."),
    )


def _typed(view: EditView, words: Wording) -> Markup:
    if view.places:
        return words.html("Which one is “{typed}”?", typed=one_line(view.typed, LINE_SHOWN))
    return words.html(
        "I know nothing called “{typed}” here. You can take it as it is, or write it another way.", typed=one_line(view.typed, LINE_SHOWN)
    )


def place(each: Place, _: EditView, words: Wording) -> str:
    return words.city((each.name_ru, each.name_en))


def as_typed(view: EditView, words: Wording) -> str:
    return words.text("✍️ Take “{typed}” as it is", typed=one_line(view.typed, 30))


def pin(view: EditView, words: Wording) -> Markup:
    approximate = view.flat.point == view.city.point
    return _asked(
        view,
        words,
        N_("🗺 <b>Where is it on the map?</b>"),
        words.html("So far it is the middle of the city.") if approximate else words.html("The pin is set: look where it is."),
        words.html("Send the location of the house with 📎. Until a stay is confirmed, renters see it rounded to about 300 m."),
        words.html("⚠️ This is far from {city}. Is it right?", city=words.city(view.city)) if view.far else None,
    )


def amenities(view: EditView, words: Wording) -> Markup:
    return _asked(view, words, N_("✨ <b>What is there?</b>"), words.html("Tap all that apply."))


def amenity(item: Item, _: EditView, words: Wording) -> str:
    said = words.amenity(Amenity(item.said))
    return f"✓ {said}" if item.chosen else said


def times(view: EditView, words: Wording) -> Markup:
    flat = view.flat
    return _asked(
        view,
        words,
        N_("🕑 <b>Check-in and check-out</b>"),
        words.html(
            "Check-in from {begin}, check-out until {end}", begin=f"{flat.check_in_from:%H:%M}", end=f"{flat.check_out_until:%H:%M}"
        ),
        words.html("Choose, or write both like “14:00 12:00”."),
    )


def check_in(item: Item, view: EditView, words: Wording) -> str:
    return words.text("in {time}", time=chosen(item, view, words))


def check_out(item: Item, view: EditView, words: Wording) -> str:
    return words.text("out {time}", time=chosen(item, view, words))


def mode(view: EditView, words: Wording) -> Markup:
    explained = [parts.block(bold(f"{MODE_MARKS[each]} {words.text(MODES[each])}"), words.html(EXPLAINED[each])) for each in BookingMode]
    kept = None if view.guided else words.html("Requests and bookings that exist keep the way in which they were made.")
    return _asked(view, words, N_("🛎 <b>How does it take bookings?</b>"), *explained, kept)


def mode_choice(item: Item, _: EditView, words: Wording) -> str:
    each = BookingMode(item.said)
    return f"{'✓ ' if item.chosen else ''}{MODE_MARKS[each]} {words.text(MODES[each])}"
