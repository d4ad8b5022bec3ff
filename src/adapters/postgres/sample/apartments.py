"""What is let."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from random import Random

from attrs import frozen

from adapters.postgres.sample.adverts import Subject, description, house_rules, instructions, title
from adapters.postgres.sample.copying import AHEAD_DAYS, BACK_DAYS, DAY, MARKET_DAYS, NULL, Calendar, array, escaped
from adapters.postgres.sample.figures import INSTANT, PORTFOLIO, PRICE_BY_ROOMS, PRICE_SCATTER, STEPS
from adapters.postgres.sample.parts import Parts
from adapters.postgres.sample.places import Season, districts_of, draw_of, house, market_weight, spot, streets_of
from rental_core.apartments.amenity import Amenity, to_mask
from rental_core.apartments.apartment import BookingMode, PhotoKey, Publication
from rental_core.apartments.place import City
from rental_core.apartments.rates import LONGEST_STAY

PickPhotos = Callable[[Random, int, bool], Sequence[PhotoKey]]

COLUMNS = (
    "id",
    "landlord_id",
    "title",
    "description",
    "city_id",
    "district",
    "street",
    "house",
    "district_id",
    "street_id",
    "station_id",
    "station_minutes",
    "lat",
    "lon",
    "zone",
    "rooms",
    "guests",
    "area",
    "floor",
    "amenities",
    "base",
    "cleaning",
    "currency",
    "photos",
    "check_in_from",
    "check_out_until",
    "instructions",
    "house_rules",
    "min_nights",
    "max_nights",
    "preparation_nights",
    "mode",
    "publication",
    "created_at",
    "published_at",
)
NIGHT = 1_900  # rubles for one room in an ordinary town: estimated from public price lists of 2025
# Shares of apartments that have it: Albany's listings (see `figures`) but for washing machine, TV, lift and smoking, which are estimates.
HAVE = {
    Amenity.WIFI: 0.94,
    Amenity.KITCHEN: 0.94,
    Amenity.TV: 0.85,
    Amenity.WASHING_MACHINE: 0.8,
    Amenity.SELF_CHECK_IN: 0.5,
    Amenity.WORKSPACE: 0.4,
    Amenity.AIR_CONDITIONING: 0.57,
    Amenity.PARKING: 0.5,
    Amenity.DISHWASHER: 0.2,
    Amenity.PETS: 0.3,
    Amenity.CHILDREN: 0.7,
    Amenity.CRIB: 0.12,
    Amenity.SMOKING: 0.05,
    Amenity.BALCONY: 0.45,
}
PUBLICATIONS = ((Publication.PUBLISHED, 0.955), (Publication.PAUSED, 0.025), (Publication.DRAFT, 0.012), (Publication.REJECTED, 0.008))
CHECK_IN = (14, 14, 14, 15, 13)
CHECK_OUT = (12, 12, 11, 10)
# Shortest and longest stays that landlords take, and how many of them do: estimates.
SHORTEST = ((1, 0.5), (2, 0.27), (3, 0.16), (5, 0.04), (7, 0.03))
LONGEST = ((LONGEST_STAY, 0.78), (30, 0.14), (14, 0.08))


@frozen(slots=True)
class Flat:
    """What its bookings need. Money in kopecks, times in minutes of the local day, `offset` in minutes, `since` a day, stays in nights."""

    id: int
    landlord_id: int
    season: Season
    zone: str
    currency: str
    offset: int
    guests: int
    base: int
    cleaning: int
    check_in: int
    check_out: int
    shortest: int
    longest: int
    preparation: int
    mode: BookingMode
    publication: Publication
    since: int


def portfolios(random: Random, apartments: int) -> Iterator[int]:
    """How many apartments each landlord lets: most of them one, a few dozens."""
    left = apartments
    while left:
        most = PORTFOLIO[int(random.random() * STEPS)]
        count = min(left, most if most <= 3 else random.randint(most * 2 // 3, most))
        yield count
        left -= count


class Market:
    """Makes apartments, each landlord's in one city."""

    def __init__(self, random: Random, calendar: Calendar, cities: Sequence[City], photos: PickPhotos, parts: Parts) -> None:
        self.random, self.calendar, self.cities, self.photos, self.parts = random, calendar, cities, photos, parts
        self._weights = list(accumulate(market_weight(city) for city in cities))
        self._streets: dict[int, tuple[Sequence[str], Sequence[str]]] = {}

    def city(self, apartments: int) -> City:
        """Where a landlord of so many apartments lets them: the large ones are where the guests are."""
        drawn = self.random.choices(self.cities, cum_weights=self._weights, k=1 if apartments < 4 else 3)
        return max(drawn, key=market_weight)

    def apartment(self, apartment_id: int, landlord_id: int, city: City) -> tuple[Flat, str]:
        """An apartment as its bookings see it, and its COPY line."""
        random, draw = self.random, draw_of(city)
        rooms = random.choices((1, 2, 3, 4), (0.55, 0.29, 0.13, 0.03))[0]
        floors = random.choices((1, 5, 9, 16, 24), (0.08, 0.32, 0.3, 0.2, 0.1))[0]
        floor = random.randint(1, floors)
        amenities = self._amenities(floors, draw.season, rooms)
        since = self.calendar.today(0) - random.choice((random.randint(4, 250), random.randint(60, BACK_DAYS + 90)))
        flat = Flat(
            id=apartment_id,
            landlord_id=landlord_id,
            season=draw.season,
            zone=city.zone,
            currency=city.currency,
            offset=self.calendar.offset(city.zone),
            guests=rooms * 2 + (random.random() < 0.5) - (rooms == 1 and random.random() < 0.1),
            base=self._price(city, rooms) * 100,
            cleaning=100 * (random.choice((0, 500, 700, 800, 1000, 1200)) + (rooms - 1) * 300) if random.random() < 0.8 else 0,
            check_in=random.choice(CHECK_IN) * 60,
            check_out=random.choice(CHECK_OUT) * 60,
            shortest=_drawn(random, SHORTEST),
            longest=_drawn(random, LONGEST),
            preparation=int(random.random() < 0.12),
            mode=self._mode(),
            publication=random.choices([each for each, _ in PUBLICATIONS], [share for _, share in PUBLICATIONS])[0],
            since=since,
        )
        about = Subject(city=city.name_ru, season=draw.season, rooms=rooms, floor=floor, amenities=amenities)
        return flat, self._line(flat, city, about, floors)

    def _amenities(self, floors: int, season: Season, rooms: int) -> frozenset[Amenity]:
        random = self.random
        found = {amenity for amenity, share in HAVE.items() if random.random() < share}
        if floors >= 9 or (floors == 5 and random.random() < 0.1):
            found.add(Amenity.LIFT)
        if season is Season.SEA and random.random() < 0.75:
            found.add(Amenity.AIR_CONDITIONING)
        if rooms == 1:
            found.discard(Amenity.CRIB)
        return frozenset(found)

    def _mode(self) -> BookingMode:
        part = self.random.random()
        return BookingMode.INSTANT if part < INSTANT else BookingMode.OPEN if part < INSTANT + 0.13 else BookingMode.HOLD

    def _price(self, city: City, rooms: int) -> int:
        """Rubles: by city and rooms, scattered, rounded as people round."""
        large = 1.25 if city.population > 1_000_000 else 1.1 if city.population > 400_000 else 1.0
        price = NIGHT * draw_of(city).price * (large if draw_of(city).price == 1 else 1) * PRICE_BY_ROOMS[rooms]
        return max(800, round(price * self.random.lognormvariate(0, PRICE_SCATTER) / 50) * 50)

    def _address(self, city: City, floors: int) -> tuple[str, str, str]:
        if city.id not in self._streets:
            self._streets[city.id] = (districts_of(city), streets_of(city))
        districts, streets = self._streets[city.id]
        return self.random.choice(districts), self.random.choice(streets), house(self.random, floors)

    def _line(self, flat: Flat, city: City, about: Subject, floors: int) -> str:
        random = self.random
        point, (district, street, number) = spot(random, city), self._address(city, floors)
        size = 16 + 17 * about.rooms + random.randint(-6, 12)
        photos = self.photos(random, random.randint(3, 8), Amenity.BALCONY in about.amenities)
        created = self.calendar.moment(flat.since * DAY + random.randint(0, 900))
        was_published = flat.publication in {Publication.PUBLISHED, Publication.PAUSED}
        published = self.calendar.moment(flat.since * DAY + random.randint(930, 1400)) if was_published else NULL
        times = (f"{flat.check_in // 60}:00", f"{flat.check_out // 60}:00")
        links = self.parts.links(city.id, district, street, point.rounded())
        where = (city.id, district, street, number, *links, point.lat, point.lon, city.zone)
        facts = (about.rooms, flat.guests, size, about.floor, to_mask(about.amenities))
        money = (flat.base, flat.cleaning, city.currency)
        rules = (escaped(instructions(random, about)), escaped(house_rules(random, about)), flat.shortest, flat.longest)
        takes = (flat.preparation, flat.mode.value, flat.publication.value, created, published)
        words = (title(random, about), description(random, about))
        cells = (flat.id, flat.landlord_id, *words, *where, *facts, *money, array(photos), *times, *rules, *takes)
        return "\t".join(map(str, cells)) + "\n"


def _drawn(random: Random, shares: Sequence[tuple[int, float]]) -> int:
    return random.choices([value for value, _ in shares], [share for _, share in shares])[0]


def popularity(random: Random, flat: Flat, calendar: Calendar) -> float:
    """How many of the market's requests an apartment gets, against others: by luck, price and the time it has been there."""
    if flat.publication in {Publication.DRAFT, Publication.REJECTED}:
        return 0.0
    served = min(BACK_DAYS, calendar.today(0) - flat.since) + AHEAD_DAYS // 3
    return served / MARKET_DAYS * random.lognormvariate(0, 0.75)
