"""Where to look: what was typed, and what it may mean."""

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.facts import distance
from adapters.telegram.dialogs.search.views import part, where
from adapters.telegram.widgets.lines import block, line
from adapters.wording import Wording
from rental_core.apartments.place import City, CityId
from rental_core.search.draft import Draft
from rental_core.search.places import RADII, Place, PlaceKind
from rental_core.search.ports import PlaceReader
from rental_core.search.spelling import is_called, means

OFFERED = 8  # on a page
DISTRICTS = 80  # more than any city here has with offers
CITY, PART = "c", "p"  # what the items of options begin with

Option = City | Place


@frozen(kw_only=True)
class WhereView:
    """What can be chosen: cities, or parts of `city`. `asked` is what was typed, empty before; `found` whether anything is called so.

    `cities` are those that the options lie in, by id. `page` counts from 1.
    """

    options: tuple[Option, ...]
    city: City | None = None
    place: Place | None = None
    draft: Draft = Draft()
    asked: str = ""
    found: bool = True
    elsewhere: bool = False
    cities: tuple[City, ...] = ()
    page: int = 1
    pages: int = 1

    @property
    def asking(self) -> bool:
        """Whether the options are what a text may mean: they need more words than a list of names."""
        return bool(self.asked and self.found)

    @property
    def inside(self) -> bool:
        """Whether a part of the city is to be chosen."""
        return self.city is not None and not self.elsewhere and not self.asking

    @property
    def narrowed(self) -> bool:
        """Whether only a part of the city is asked for."""
        return self.inside and (self.place is not None or self.draft.spot is not None)

    @property
    def radii(self) -> tuple[int, ...]:
        """Metres to choose from, where a circle is asked for."""
        return RADII if self.inside and self.draft.around(self.place) else ()

    @property
    def several(self) -> bool:
        return self.pages > 1

    def city_of(self, city_id: CityId) -> City | None:
        return next((city for city in self.cities if city.id == city_id), None)


@frozen
class Hits:
    """What a text may mean, and whether it must be asked which."""

    options: tuple[Option, ...]
    meant: Option | None


async def look_up(places: PlaceReader, asked: str, city_id: CityId | None) -> Hits:
    """What is called so: in the city first, then cities, then parts of other cities. Names that are meant in full come first."""
    cities = await places.cities(asked, limit=OFFERED)
    inside = await places.places(asked, city_id=city_id, limit=OFFERED)
    outside = () if inside or city_id is None else await places.places(asked, city_id=None, limit=OFFERED)
    return weighed(asked, (*inside, *cities, *outside) if city_id is not None else (*cities, *inside))


def weighed(asked: str, options: tuple[Option, ...]) -> Hits:
    """What is called exactly so is meant when nothing else is; a city so called is meant before parts of cities not chosen yet."""
    exact = [each for each in options if is_called(asked, each.name_ru, each.name_en)]
    exact = exact or [each for each in options if means(asked, each.name_ru, each.name_en)]
    rest = [each for each in options if each not in exact]
    return Hits((*exact, *rest)[:OFFERED], _meant(exact, options))


def _meant(exact: list[Option], options: tuple[Option, ...]) -> Option | None:
    cities = sum(isinstance(each, City) for each in exact)
    if len(exact) == 1 or (cities == 1 and isinstance(exact[0], City)):
        return exact[0]
    return options[0] if len(options) == 1 else None


def item(option: Option) -> str:
    """What the button of an option carries."""
    return f"{CITY if isinstance(option, City) else PART}{option.id}"


def heading(view: WhereView, words: Wording) -> Markup:
    if view.asking:
        return words.html("📍 Several places are called like “{asked}”. Which one do you mean?", asked=view.asked)
    if view.asked:
        return words.html("📍 I found nothing called “{asked}”. Try writing it another way, or choose one of these.", asked=view.asked)
    if view.city is None or view.elsewhere:
        return words.html(
            "📍 <b>Where to?</b>\n\nWrite a city, a district or a metro station, or choose a city. You can also send your location with 📎."
        )
    return block(
        [
            words.html("📍 <b>Where exactly?</b>"),
            "",
            line(words.text("Now: {place}.", place=where(view.city, view.place, view.draft, words))),
            "",
            words.html("Choose, or write a district, a metro station or a street. You can also send your location with 📎."),
        ]
    )


def option(each: Option, view: WhereView, words: Wording) -> str:
    """Its name, and what it is where that has to be said."""
    if isinstance(each, City):
        twins = [other for other in view.options if isinstance(other, City) and words.city(other) == words.city(each)]
        people = words.text("{n} inhabitants", n=words.number(each.population)) if len(twins) > 1 and each.population else ""
        return ", ".join(said for said in ((f"🏙 {words.city(each)}" if view.asking else words.city(each)), people) if said)
    if not view.asking:
        return f"{_chosen(each == view.place)}{words.city((each.name_ru, each.name_en))}"
    city = view.city_of(each.city_id) if view.city is None or each.city_id != view.city.id else None
    said = f"🚇 {words.city((each.name_ru, each.name_en))}" if each.kind is PlaceKind.STATION else part(each, words)
    return f"{said}, {words.city(city)}" if city else said


def radius(metres: int, view: WhereView, words: Wording) -> str:
    around = view.draft.around(view.place)
    return _chosen(around is not None and around.metres == metres) + distance(metres, words)


def _chosen(is_chosen: bool) -> str:
    return "✓ " if is_chosen else ""


def anywhere(view: WhereView, words: Wording) -> str:
    return words.text("Anywhere in the city: {city}", city=words.city(view.city) if view.city else "")


def page(view: WhereView, words: Wording) -> str:
    return f"{words.number(view.page)} / {words.number(view.pages)}"
