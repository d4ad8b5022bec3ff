"""`import_file`: hostile and friendly tables."""

import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from adapters.imports import (
    Code,
    FileCode,
    FileProblemError,
    Gazetteer,
    Importer,
    ImportOptions,
    ImportReport,
    Note,
    Outcome,
    import_file,
    say_file_problem,
    say_missing,
    say_note,
    say_problem,
)
from adapters.imports.cities import CityRecord
from adapters.imports.texts import CODES, FILE_CODES, MISSING, NOTES
from adapters.memory import MemoryClock, MemoryPhotos, MemoryWork
from rental_core.accounts.person import Language, Person, Role, TelegramId
from rental_core.accounts.ports import Contact
from rental_core.accounts.register import RegisterPerson
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, BookingMode, Missing, PhotoKey, Publication
from rental_core.apartments.publish import AddApartment
from rental_core.moderation.block_person import BlockPerson
from rental_core.money import Money

LANDLORD = 777
HEADER = "id,title,city,street,house,rooms,guests,base_price,photos\n"
GOOD = "1,Студия у моря,Сочи,Морская,5,1,2,3500,room.png\n"


def _record(number: int, name: str, country: str, zone: str, lat: float, lon: float, *alternates: str) -> CityRecord:
    return CityRecord(
        geonameid=number,
        name=name,
        latitude=lat,
        longitude=lon,
        countrycode=country,
        admin1code="",
        population=100_000,
        timezone=zone,
        alternatenames=list(alternates),
    )


def _read() -> Iterable[CityRecord]:
    yield _record(491422, "Sochi", "RU", "Europe/Moscow", 43.6, 39.72, "Сочи")
    yield _record(5106834, "Albany", "US", "America/New_York", 42.65, -73.76, "Олбани")


@pytest.fixture
def importer(work: MemoryWork, clock: MemoryClock) -> Importer:
    return Importer(
        register=RegisterPerson(work, clock),
        add=AddApartment(work),
        work=work,
        clock=clock,
        photos=MemoryPhotos(),
        cities=Gazetteer(_read),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
    (tmp_path / "room.png").write_bytes(picture.getvalue())
    return tmp_path


class Desk:
    """Imports texts."""

    def __init__(self, importer: Importer, folder: Path, work: MemoryWork) -> None:
        self.importer, self.folder, self.work = importer, folder, work

    async def take(self, table: str | bytes, **options: Any) -> ImportReport:
        path = self.folder / "table.csv"
        path.write_bytes(table if isinstance(table, bytes) else table.encode())
        return await import_file(path, ImportOptions(**{"landlord": LANDLORD, **options}), self.importer)

    async def refused(self, table: str | bytes, **options: Any) -> FileProblemError:
        with pytest.raises(FileProblemError) as refused:
            await self.take(table, **options)
        assert not self.apartments
        return refused.value

    @property
    def apartments(self) -> list[Apartment]:
        return list(self.work.store.committed.apartments.values())

    @property
    def people(self) -> dict[int, Person]:
        return {person.telegram_id: person for person in self.work.store.committed.people.values() if person.telegram_id}


@pytest.fixture
def desk(importer: Importer, folder: Path, work: MemoryWork) -> Desk:
    return Desk(importer, folder, work)


def codes(report: ImportReport) -> list[tuple[str, Code]]:
    return [(problem.column, problem.code) for row in report.rows for problem in row.problems]


async def test_a_good_row_is_published(desk: Desk) -> None:
    report = await desk.take(HEADER + GOOD)
    assert report.ok
    (apartment,) = desk.apartments
    assert report.rows[0].apartment_id == apartment.id
    assert apartment.publication is Publication.PUBLISHED
    assert (apartment.title, apartment.address.street, apartment.address.house) == ("Студия у моря", "Морская", "5")
    assert apartment.rates is not None
    assert apartment.rates.base == Money(350_000)
    assert apartment.zone == "Europe/Moscow"
    assert (await desk.importer.photos.get(apartment.photos[0]))[:4] == b"\x89PNG"


async def test_the_landlord_is_registered_and_made_one(desk: Desk) -> None:
    await desk.take("id,title,city,landlord_telegram_id,landlord_name\n1,A,Сочи,42,Пётр\n2,B,Сочи,,\n")
    assert desk.people[42].name == "Пётр"
    assert Role.LANDLORD in desk.people[LANDLORD].roles


async def test_a_known_landlord_keeps_their_name(desk: Desk) -> None:
    await desk.importer.register(Contact(TelegramId(42), "Марина", "marina"))
    await desk.take("id,title,city,landlord_telegram_id,landlord_name\n1,A,Сочи,42,Кто-то\n")
    assert (desk.people[42].name, desk.people[42].username) == ("Марина", "marina")


async def test_a_second_run_knows_every_row_also_from_another_file(desk: Desk) -> None:
    await desk.take(HEADER + GOOD)
    again = await desk.take("title,id,city\nДругое имя,1,Сочи\n")
    assert [row.outcome for row in again.rows] == [Outcome.KNOWN]
    assert len(desk.apartments) == 1


async def test_the_same_id_of_another_landlord_or_platform_is_another_apartment(desk: Desk) -> None:
    for options in ({}, {"landlord": 778}, {"platform": "airbnb"}):
        await desk.take(HEADER + GOOD, **options)
    assert len(desk.apartments) == 3


async def test_what_lacks_something_becomes_a_draft_with_all_of_it_named(desk: Desk) -> None:
    report = await desk.take("id,title,city\n1,Студия,Сочи\n")
    assert report.rows[0].outcome is Outcome.DRAFT
    assert set(report.rows[0].missing) == set(Missing) - {Missing.TITLE}  # which comes from the file itself
    assert desk.apartments[0].publication is Publication.DRAFT


async def test_bad_rows_are_told_and_skipped_and_the_others_are_in(desk: Desk) -> None:
    report = await desk.take(HEADER + "2,Б,Нигдеград,У,1,много,99,дорого,\n" + GOOD)
    assert [(row.row, row.outcome) for row in report.rows] == [(2, Outcome.BAD), (3, Outcome.PUBLISHED)]
    assert codes(report) == [("city", Code.UNKNOWN_CITY), ("rooms", Code.NOT_A_NUMBER), ("guests", Code.OUT_OF_RANGE)]
    assert not report.ok
    assert len(desk.apartments) == 1


async def test_a_dry_run_foresees_and_stores_nothing(desk: Desk) -> None:
    table = HEADER + GOOD + "2,Б,Сочи,,,1,2,,\n3,В,Нет,,,,,,\n"
    foreseen = await desk.take(table, dry_run=True)
    assert not desk.apartments
    assert not desk.people
    done = await desk.take(table)
    assert [row.outcome for row in foreseen.rows] == [row.outcome for row in done.rows]
    assert [row.missing for row in foreseen.rows] == [row.missing for row in done.rows]


async def test_defaults_fill_empty_cells_only(desk: Desk) -> None:
    await desk.take("id,title,city,rooms\n1,A,Сочи,\n2,B,Сочи,3\n", defaults=("rooms=1", "цена=2000"))
    assert [each.rooms for each in desk.apartments] == [1, 3]
    assert all(each.rates and each.rates.base == Money(200_000) for each in desk.apartments)


async def test_drawn_photos_are_given_where_asked_for(desk: Desk) -> None:
    report = await desk.take("id,title,city\n1,A,Сочи\n", draw_photos=lambda source, _: (PhotoKey(f"{source}.jpg"),))
    assert Note.DRAWN_PHOTOS in report.rows[0].notes
    assert desk.apartments[0].photos == (f"landlord {LANDLORD}:1.jpg",)


async def test_coordinates_or_a_property_stand_in_for_the_house(desk: Desk) -> None:
    report = await desk.take("id,property,city,lat,lon\n1,Объект Чайка,Сочи,43.58,39.71\n2,Объект Чайка,Сочи,,\n")
    assert [each.title for each in desk.apartments] == ["Чайка", "Чайка"]
    assert [each.address.house for each in desk.apartments] == ["43.58000, 39.71000", "Чайка"]
    assert Note.ADDRESS_FROM_COORDINATES in report.rows[0].notes
    assert {Note.ADDRESS_FROM_NAME, Note.POINT_FROM_CITY} <= set(report.rows[1].notes)


async def test_a_file_of_inside_airbnb_needs_no_city(desk: Desk) -> None:
    table = (
        "id,source,name,neighbourhood,neighbourhood_cleansed,latitude,longitude,accommodates,bedrooms,amenities,price,instant_bookable\n"
        '2992450,city scrape,Luxury,,THIRD WARD,42.657,-73.753,4,2,"[""Wifi"", ""Kitchen""]","$1,070.00",t\n'
    )
    report = await desk.take(gzip.compress(table.encode()))
    (flat,) = desk.apartments
    assert (flat.zone, flat.rates and flat.rates.base, flat.rooms, flat.guests) == ("America/New_York", Money(107_000, "USD"), 2, 4)
    assert (flat.address.district, flat.mode) == ("THIRD WARD", BookingMode.INSTANT)
    assert flat.amenities == {Amenity.WIFI, Amenity.KITCHEN}
    assert report.ignored_columns == ("source", "neighbourhood")


async def test_another_currency_than_the_citys_is_refused(desk: Desk) -> None:
    report = await desk.take('id,title,city,price,currency\n1,A,Сочи,"$70.00",\n2,B,Сочи,70,USD\n3,C,Albany,"$70.00",USD\n')
    assert codes(report) == [("base_price", Code.OTHER_CURRENCY), ("currency", Code.OTHER_CURRENCY)]


GOOD_TABLE = HEADER + GOOD


@pytest.mark.parametrize("table", [GOOD_TABLE, f"\ufeff{GOOD_TABLE}", GOOD_TABLE.replace(",", ";"), GOOD_TABLE.replace("\n", "\r\n")])
async def test_tables_of_all_kinds_of_offices_are_read(desk: Desk, table: str) -> None:
    assert (await desk.take(table)).count(Outcome.PUBLISHED) == 1


async def test_a_table_of_russian_excel_needs_its_encoding(desk: Desk) -> None:
    table = (HEADER + GOOD).encode("cp1251")
    refused = await desk.refused(table)
    assert (refused.code, refused.line) == (FileCode.ENCODING, 2)
    assert "cp1251" in say_file_problem(refused, Language.RUSSIAN)
    assert (await desk.take(table, encoding="cp1251")).count(Outcome.PUBLISHED) == 1


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (b"", FileCode.EMPTY),
        (b"\n\n", FileCode.EMPTY),
        (b"PK\x03\x04\x00\x00\x00\x00", FileCode.NOT_TEXT),
        ((HEADER + GOOD).encode("utf-16"), FileCode.NOT_TEXT),
        (gzip.compress(HEADER.encode())[:-9], FileCode.BROKEN_ARCHIVE),
        (b"1,2,3\n4,5,6\n", FileCode.NO_HEADER),
        (b"title,city\nA,B\n", FileCode.MISSING_COLUMNS),
        (b"id,title,ID\n1,2,3\n", FileCode.COLUMN_TWICE),
        (HEADER.encode() + b'1,"never closed\n', FileCode.BROKEN_QUOTES),
        (HEADER.encode() + b'1,"' + b"x" * 10_000_000 + b'"\n', FileCode.HUGE_CELL),
    ],
)
async def test_a_file_that_cannot_be_read_imports_nothing(desk: Desk, table: bytes, code: FileCode) -> None:
    assert (await desk.refused(table)).code is code


async def test_trouble_at_the_end_of_a_file_imports_nothing_of_its_beginning(desk: Desk) -> None:
    refused = await desk.refused((HEADER + GOOD).encode() + b"\xff\xff broken\n")
    assert (refused.code, refused.line) == (FileCode.ENCODING, 3)


async def test_no_file_and_bad_options_are_told(desk: Desk) -> None:
    with pytest.raises(FileProblemError) as missing:
        await import_file(desk.folder / "none.csv", ImportOptions(), desk.importer)
    assert missing.value.code is FileCode.CANNOT_OPEN
    assert (await desk.refused(HEADER + GOOD, encoding="klingon")).code is FileCode.ENCODING
    for default in ("rooms", "wings=2", "rooms="):
        assert (await desk.refused(HEADER + GOOD, defaults=(default,))).code is FileCode.BAD_DEFAULT


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",A,Сочи,,,1,2,1,", ("id", Code.REQUIRED)),
        ("1,,Сочи,,,1,2,1,", ("title", Code.REQUIRED)),
        ('1,"=HYPERLINK(""http://x"")",Сочи,,,1,2,1,', ("title", Code.FORMULA)),
        (f"1,{'x' * 201},Сочи,,,1,2,1,", ("title", Code.TOO_LONG)),
        ("1,A,,,,1,2,1,", ("city", Code.REQUIRED)),
        ("1,A,Сочи,,,1,2,-1,", ("base_price", Code.NOT_A_PRICE)),
        ("1,A,Сочи,,,1,2,0,", ("base_price", Code.NOT_A_PRICE)),
        ("1,A,Сочи,,,1,2,1,no.png", ("photos", Code.PHOTO_NOT_FOUND)),
        ("1,A,Сочи,,,1,2,1,table.csv", ("photos", Code.PHOTO_NOT_A_PICTURE)),
        ("1,A,Сочи,,,1,2,1,https://example.org/a.jpg", ("photos", Code.PHOTO_IS_A_LINK)),
        (f"1,A,Сочи,,,1,2,1,{';'.join(['room.png'] * 11)}", ("photos", Code.TOO_MANY_PHOTOS)),
        ("1,A,Сочи,,,1,2,1,,surplus", ("", Code.TOO_MANY_CELLS)),
    ],
)
async def test_a_bad_cell_is_named(desk: Desk, row: str, problem: tuple[str, Code]) -> None:
    report = await desk.take(f"{HEADER}{row}\n")
    assert codes(report) == [problem]
    assert not desk.apartments


async def test_an_id_twice_and_a_row_without_landlord_are_bad(desk: Desk) -> None:
    assert codes(await desk.take(HEADER + GOOD + GOOD)) == [("id", Code.DUPLICATE_ID)]
    assert codes(await desk.take(HEADER + GOOD, landlord=None)) == [("landlord_telegram_id", Code.NO_LANDLORD)]


async def test_a_blocked_landlord_gets_nothing(desk: Desk, work: MemoryWork, clock: MemoryClock) -> None:
    landlord = await desk.importer.register(Contact(TelegramId(LANDLORD), "M"))
    await BlockPerson(work, clock)(landlord.id, reason="fraud", by=None)
    assert codes(await desk.take(HEADER + GOOD)) == [("landlord_telegram_id", Code.LANDLORD_BLOCKED)]


async def test_naughty_strings_come_in_as_text_or_are_refused(desk: Desk) -> None:
    naughty = [
        "<script>alert(1)</script>",
        "'; DROP TABLE apartment; --",
        "{{7*7}}",
        "\u202etest\u202e",
        "田中さん",
        "🏳0🌈️",
        "\x00\x01a",
        "%s%n",
    ]
    rows = "".join(f'{number},"{text}",Сочи\n' for number, text in enumerate(naughty, start=1))
    report = await desk.take("id,title,city\n" + rows)
    assert len(desk.apartments) == len(naughty)
    assert report.ok
    assert desk.apartments[0].title == naughty[0]
    assert desk.apartments[6].title == "a"


def test_every_finding_has_words_in_both_languages() -> None:
    for table, kinds in ((CODES, Code), (FILE_CODES, FileCode), (NOTES, Note), (MISSING, Missing)):
        assert set(table) == set(kinds)
        for said in table.values():
            russian, english = said
            assert any("а" <= letter <= "я" for letter in russian.lower())
            assert english.isprintable()


async def test_findings_are_said(desk: Desk) -> None:
    report = await desk.take("id,title,city,rooms\n1,A,Нет,x\n2,B,Сочи,\n")
    said = [say_problem(problem, Language.ENGLISH) for problem in report.rows[0].problems]
    assert said[1] == "rooms: “x” is not a number: write it in digits"
    assert say_missing(Missing.PRICE, Language.RUSSIAN) == "цены"
    assert say_note(Note.DRAWN_PHOTOS, Language.ENGLISH) == "drawn photos"
