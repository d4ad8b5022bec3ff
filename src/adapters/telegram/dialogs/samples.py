"""Made-up people and places that windows are previewed with."""

from datetime import UTC, date, datetime, time

from adapters.telegram.widgets.picking import Days
from rental_core.accounts.person import PersonId
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, ApartmentId, BookingMode, PhotoKey, Publication
from rental_core.apartments.facts import Fact, FactChange
from rental_core.apartments.place import Address, City, CityId, Point
from rental_core.apartments.ports import ApartmentPage, EditId, EditRow
from rental_core.apartments.rates import Rates
from rental_core.bookings.booking import BookingId, BookingStatus
from rental_core.bookings.ports import BookingCard, RenterRecord, TripRow
from rental_core.money import Money
from rental_core.pricing.quote import quote
from rental_core.search.criteria import ResultRow
from rental_core.search.draft import Draft
from rental_core.stay import ONE_DAY, Stay

NOW = datetime(2027, 4, 30, 9, tzinfo=UTC)
TODAY = date(2027, 4, 30)
STAY = Stay(date(2027, 5, 5), date(2027, 5, 8))
SEA = Point(43.585, 39.72)
CITY = City(id=CityId(1), name_ru="Сочи", name_en="Sochi", point=SEA, zone="Europe/Moscow", currency="RUB", population=466_000)
RATES = Rates(Money(400_000), Money(100_000))
DRAFT = Draft(city_id=CITY.id, check_in=STAY.check_in, check_out=STAY.check_out, apartment_id=ApartmentId(7))
PHOTO = PhotoKey("room.jpg")
AMENITIES = frozenset({Amenity.WIFI, Amenity.KITCHEN, Amenity.BALCONY, Amenity.WASHING_MACHINE})
TITLE = "Студия у моря"
DAYS = Days(today=TODAY, last=TODAY + 365 * ONE_DAY, nights=90, taken=(Stay(date(2027, 5, 11), date(2027, 5, 14)),))

ROW = ResultRow(
    id=ApartmentId(7),
    title=TITLE,
    district="Адлер",
    street="Ленина",
    rooms=1,
    guests=3,
    area=34,
    amenities=AMENITIES,
    rates=RATES,
    photo=PHOTO,
    mode=BookingMode.HOLD,
    published_at=NOW,
)
PAGE = ApartmentPage(
    id=ApartmentId(7),
    landlord_id=PersonId(2),
    landlord_name="Марина",
    landlord_since=datetime(2025, 3, 1, tzinfo=UTC),
    title=TITLE,
    description="Светлая студия в пяти минутах от пляжа. " * 30,
    city_id=CITY.id,
    city_ru=CITY.name_ru,
    city_en=CITY.name_en,
    zone=CITY.zone,
    district="Адлер",
    street="Ленина",
    around=SEA,
    station=None,
    rooms=1,
    guests=3,
    area=34,
    floor=5,
    amenities=AMENITIES,
    rates=RATES,
    photos=(PHOTO, PhotoKey("balcony.jpg")),
    check_in_from=time(14),
    check_out_until=time(12),
    house_rules="Не курить. Тишина с 22 до 8.",
    min_nights=2,
    max_nights=30,
    preparation_nights=0,
    notice_days=0,
    window_days=365,
    mode=BookingMode.HOLD,
    publication=Publication.PUBLISHED,
    rejection="",
)
FLAT = Apartment(
    id=PAGE.id,
    landlord_id=PAGE.landlord_id,
    title=TITLE,
    description=PAGE.description,
    address=Address(CITY.id, "Ленина", "10, кв. 5", "Адлер"),
    point=SEA,
    zone=CITY.zone,
    rooms=1,
    guests=3,
    area=34,
    floor=5,
    amenities=AMENITIES,
    rates=RATES,
    house_rules=PAGE.house_rules,
    publication=Publication.DRAFT,
    created_at=NOW,
)
EDIT = EditRow(EditId(3), NOW, PAGE.landlord_id, "Марина", FactChange(Fact.BASE, 350_000, 400_000), CITY.currency)
CARD = BookingCard(
    id=BookingId(11),
    status=BookingStatus.CONFIRMED,
    reason=None,
    moved_by=PAGE.landlord_id,
    moved_at=NOW,
    apartment_id=PAGE.id,
    title=TITLE,
    photo=PHOTO,
    city_ru=CITY.name_ru,
    city_en=CITY.name_en,
    district="Адлер",
    street="Ленина",
    house="10, кв. 5",
    point=SEA,
    instructions="Ключ у консьержа",
    zone=CITY.zone,
    renter_id=PersonId(1),
    renter_name="Анна",
    renter_username="anna",
    renter_phone=None,
    renter_since=NOW,
    renter_record=RenterRecord(stays=2),
    landlord_id=PAGE.landlord_id,
    landlord_name="Марина",
    landlord_username="marina",
    landlord_phone="+79167654321",
    stay=STAY,
    guests=2,
    mode=BookingMode.HOLD,
    quote=quote(RATES, STAY),
    message="",
    requested_at=NOW,
    expires_at=datetime(2027, 5, 1, 9, tzinfo=UTC),
    check_in_at=datetime(2027, 5, 5, 11, tzinfo=UTC),
    check_out_at=datetime(2027, 5, 8, 9, tzinfo=UTC),
    competing=0,
)
TRIP = TripRow(
    id=CARD.id,
    status=CARD.status,
    title=TITLE,
    stay=STAY,
    total=CARD.quote.total,
    expires_at=CARD.expires_at,
    zone=CITY.zone,
    other_name=CARD.renter_name,
    check_in_at=CARD.check_in_at,
    check_out_at=CARD.check_out_at,
)
