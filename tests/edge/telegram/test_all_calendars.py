"""The calendars of all apartments as a picture, and the apartments below it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from aiogram_dialog.test_tools import MockMessageManager
from PIL import Image

from adapters.telegram.media import PhotoMessages, rows_picture
from adapters.telegram.pictures.rows import DAYS, Bar, Line, Look, Rows
from rental_core.accounts.person import Language
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.own_calendar import OwnCalendar
from rental_core.stay import FOREVER, Stay
from tests.edge.telegram.conftest import Renter, SeeingPictures
from tests.edge.telegram.own_calendar import MarketOwnCalendar
from tests.support.builders import NOON, an_apartment, stay
from tests.support.market import Market

TODAY = NOON.date()


async def shown(landlord: Renter) -> None:
    await landlord.say("/letting")
    await landlord.tap("All calendars")


@pytest.fixture
def windows() -> MockMessageManager:
    return SeeingPictures()  # type: ignore[no-untyped-call]  # upstream's constructor has no annotations


def picture(landlord: Renter) -> Rows:
    """What is on it."""
    assert isinstance(landlord.windows, SeeingPictures)
    assert landlord.windows.picture
    return Rows.named(str(landlord.windows.picture.url))


async def test_apartments_are_rows_with_what_is_taken_of_them(landlord: Renter, market: Market) -> None:
    await market.change_flat(preparation_nights=1)
    other = await market.another_flat(title="Вид на горы")
    await market.confirm(await market.request(stay("2027-05-05", "2027-05-08")))
    await market.request(stay("2027-05-02", "2027-05-04"), renter=market.boris)
    await market.takes(BookingMode.OPEN)
    await market.request(stay("2027-05-20", "2027-05-21"))
    await market.block(Stay(date(2027, 5, 25), FOREVER), by=market.landlord)
    await shown(landlord)
    drawn = picture(landlord)
    assert drawn.first == TODAY
    assert [(line.title, line.today) for line in drawn.lines] == [(other.title, 0), (market.flat.title, 0)]
    assert drawn.lines[0].bars == ()
    assert drawn.lines[1].bars == (
        Bar(Look.HELD, 1, 3),
        Bar(Look.PREPARATION, 3, 4),
        Bar(Look.STAY, 4, 7),
        Bar(Look.PREPARATION, 7, 8),
        Bar(Look.OPEN, 19, 21),
        Bar(Look.BLOCK, 24, DAYS),
    )
    assert "1 May 2027 – 30 May 2027" in landlord.text


async def test_it_goes_on_by_thirty_days_and_back(landlord: Renter, market: Market) -> None:
    await market.block(stay("2027-05-30", "2027-06-02"), by=market.landlord)
    await shown(landlord)
    await landlord.tap("30 days »")
    drawn = picture(landlord)
    assert drawn.first == TODAY + timedelta(days=30)
    assert (drawn.lines[0].today, drawn.lines[0].bars) == (None, (Bar(Look.BLOCK, -1, 2),))
    for _ in range(40):
        await landlord.tap("« 30 days")
    assert picture(landlord).first == TODAY - timedelta(days=360)
    answer = await landlord.tap("« 30 days")
    assert answer is not None
    assert "It does not go further" in str(answer.text)


async def test_twenty_are_a_page_and_each_opens_its_calendar(landlord: Renter, market: Market) -> None:
    for number in range(21):
        await market.another_flat(title=f"Квартира {number:02}")
    await shown(landlord)
    assert (picture(landlord).number, len(picture(landlord).lines)) == (1, 20)
    await landlord.tap("›")
    assert (picture(landlord).number, [line.title for line in picture(landlord).lines]) == (21, ["Квартира 20", "Студия у моря"])
    await landlord.tap("22. Студия у моря")
    assert "🗓 <b>Calendar</b>\n<b>Студия у моря</b>" in landlord.text
    await landlord.tap("Back")
    assert picture(landlord).number == 21


async def test_whoever_lets_nothing_sees_no_picture(renter: Renter) -> None:
    await renter.say("/letting")
    await renter.send("letting_calendars")
    assert "Nothing yet" in renter.text


async def test_somebody_elses_is_not_opened(landlord: Renter, market: Market) -> None:
    foreign = await market.another_flat(title="Чужая", landlord_id=market.anna.id)
    await shown(landlord)
    for forged in (foreign.id, 404, "0", "x"):
        await landlord.send(f"nights_open:{forged}")
        assert "Чужая" not in landlord.text


def some(language: Language, apartments: int) -> Rows:
    bars = tuple(Bar(look, number * 4 - 1, number * 4 + 3) for number, look in enumerate(Look))
    return Rows(language, TODAY, 1, tuple(Line("Ш" * 90, 0, bars) for _ in range(apartments)))


def test_a_picture_has_all_it_shows_in_its_name() -> None:
    rows = some(Language.RUSSIAN, 20)
    assert Rows.named(rows.name) == rows
    assert some(Language.ENGLISH, 20).name != rows.name
    for nonsense in ("rows:", "rows:AAAA", "months:ru"):
        with pytest.raises(ValueError, match="."):
            Rows.named(nonsense)


@pytest.mark.parametrize("apartments", [1, 8, 20])
@pytest.mark.parametrize("language", Language)
async def test_a_picture_is_as_large_as_telegram_shows_it(landlord: Renter, language: Language, apartments: int) -> None:
    media = rows_picture(some(language, apartments))
    source = await PhotoMessages(photos=None).get_media_source(media, landlord.bot)  # type: ignore[arg-type]  # no storage is asked
    with Image.open(BytesIO(source.data)) as drawn:  # type: ignore[union-attr]  # a picture that is uploaded
        width, height = drawn.size
    assert (width, drawn.format) == (1080, "PNG")
    assert 200 < height <= 1280


async def test_each_apartment_has_its_own_today(market: Market) -> None:
    calendars: list[OwnCalendar] = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        flat = await market.another_flat(zone=zone, landlord_id=market.anna.id, title=an_apartment().title + zone)
        calendars.append(await MarketOwnCalendar(market).one(flat.id, stay("2027-05-01", "2027-05-02"), viewer=market.anna.id))
    rows = Rows.of(Language.ENGLISH, date(2027, 4, 30), NOON, 1, [(each, each.title) for each in calendars])
    assert [line.today for line in rows.lines] == [1, 0]
