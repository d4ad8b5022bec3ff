"""`rental import`: the apartments of a file become ours, through the same use cases as those added by hand."""

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import define, evolve, field, frozen

from adapters.imports.cities import Gazetteer, gazetteer
from adapters.imports.columns import Column, read_defaults
from adapters.imports.pictures import PictureError, read_picture
from adapters.imports.problems import Code, ImportReport, Note, Outcome, Problem, RowResult
from adapters.imports.reading import open_table
from adapters.imports.rows import Listing, RowProblems, read_row
from rental_core.accounts.person import BlockedPersonError, Person, TelegramId
from rental_core.accounts.ports import Contact
from rental_core.accounts.register import RegisterPerson
from rental_core.apartments.apartment import MAX_PHOTOS, Apartment, ApartmentId, PhotoKey, Publication
from rental_core.apartments.place import CityId
from rental_core.apartments.ports import ApartmentsWork, PhotoStorage
from rental_core.apartments.publish import AddApartment
from rental_core.clock import Clock
from rental_core.work import UnitOfWork

DrawPhotos = Callable[[str, Apartment], tuple[PhotoKey, ...]]


@frozen(kw_only=True)
class ImportOptions:
    """`landlord` (Telegram id) owns the rows that name nobody. `defaults` are `column=value` pairs for empty cells.

    `draw_photos` gives pictures to rows that bring none; without it such rows become drafts. `language` (IETF tag) is that of landlords
    who are not known yet. `platform` is where the ids come from when no column says so.
    """

    landlord: int | None = None
    defaults: tuple[str, ...] = ()
    draw_photos: DrawPhotos | None = None
    dry_run: bool = False
    encoding: str = "utf-8"
    language: str = "ru"
    platform: str = ""


@frozen(kw_only=True)
class Importer:
    """What an import needs from the house."""

    register: RegisterPerson
    add: AddApartment
    work: UnitOfWork[ApartmentsWork]
    clock: Clock
    photos: PhotoStorage
    cities: Gazetteer = field(factory=gazetteer)


async def import_file(
    path: Path, options: ImportOptions, importer: Importer, *, on_row: Callable[[RowResult], None] = lambda _: None
) -> ImportReport:
    """Import every good row and tell of the others; each row is one transaction, so that a bad one leaves nothing behind.

    A row that was imported before is left as it is, whatever file it comes in. Raises FileProblemError for a file that cannot be read
    through to its end, before anything of it is imported.
    """
    table = open_table(path, options.encoding)
    run = _Run(options=options, importer=importer, folder=path.parent, defaults=read_defaults(options.defaults))
    results: list[RowResult] = []
    for row in table.rows():
        read = read_row(row, run.defaults, importer.cities, importer.clock.now())
        result = _bad(read) if isinstance(read, RowProblems) else await run.take(read)
        on_row(result)
        results.append(result)
    return ImportReport(rows=tuple(results), ignored_columns=tuple(table.header.ignored), dry_run=options.dry_run)


def _bad(read: RowProblems) -> RowResult:
    return RowResult(row=read.row, source=read.id, outcome=Outcome.BAD, problems=read.problems)


@define(kw_only=True)
class _Run:
    options: ImportOptions
    importer: Importer
    folder: Path
    defaults: Mapping[Column, str]
    _seen: dict[str, int] = field(factory=dict)
    _cities: set[CityId] = field(factory=set)

    async def take(self, listing: Listing) -> RowResult:
        telegram_id = listing.landlord_telegram_id or self.options.landlord
        if telegram_id is None:
            return _refused(listing, Problem(Column.LANDLORD_TELEGRAM_ID.value, Code.NO_LANDLORD))
        # Ids are unique where they come from: on a platform, or with one landlord who numbers their own apartments.
        platform = listing.platform or self.options.platform or f"landlord {telegram_id}"
        source = f"{platform}:{listing.id}"
        if source in self._seen:
            return _refused(listing, Problem(Column.ID.value, Code.DUPLICATE_ID, listing.id, str(self._seen[source])))
        self._seen[source] = listing.row
        if known := await self._known(source):
            return RowResult(row=listing.row, source=source, outcome=Outcome.KNOWN, apartment_id=known)
        try:
            pictures = [read_picture(self.folder, name) for name in listing.photos[:MAX_PHOTOS]]
        except PictureError as error:
            return _refused(listing, error.problem)
        if len(listing.photos) > MAX_PHOTOS:
            return _refused(listing, Problem(Column.PHOTOS.value, Code.TOO_MANY_PHOTOS, str(len(listing.photos)), str(MAX_PHOTOS)))
        if self.options.dry_run:
            return self._foreseen(listing, source, len(pictures))
        return await self._add(listing, source, telegram_id, pictures)

    async def _known(self, source: str) -> ApartmentId | None:
        async with self.importer.work() as work:
            return await work.apartments.of_source(source)

    def _foreseen(self, listing: Listing, source: str, pictures: int) -> RowResult:
        keys = tuple(PhotoKey(str(number)) for number in range(pictures or int(self.options.draw_photos is not None)))
        return self._result(listing, source, evolve(listing.apartment, photos=keys), drawn=not pictures)

    async def _add(self, listing: Listing, source: str, telegram_id: int, pictures: list[tuple[bytes, str]]) -> RowResult:
        landlord = await self._landlord(telegram_id, listing.landlord_name)
        try:
            landlord.must_be_active()
        except BlockedPersonError:
            return _refused(listing, Problem(Column.LANDLORD_TELEGRAM_ID.value, Code.LANDLORD_BLOCKED, str(telegram_id)))
        await self._know_city(listing)
        stored = tuple([await self.importer.photos.put(content, suffix=suffix) for content, suffix in pictures])
        drawn = self.options.draw_photos(source, listing.apartment) if self.options.draw_photos and not stored else ()
        apartment = evolve(listing.apartment, landlord_id=landlord.id, photos=stored or drawn)
        added = await self.importer.add(apartment, by=landlord.id, publish=True, source=source)
        return self._result(listing, source, added, drawn=bool(drawn))

    def _result(self, listing: Listing, source: str, apartment: Apartment, *, drawn: bool) -> RowResult:
        ready = not apartment.missing if self.options.dry_run else apartment.publication is Publication.PUBLISHED
        return RowResult(
            row=listing.row,
            source=source,
            outcome=Outcome.PUBLISHED if ready else Outcome.DRAFT,
            apartment_id=None if self.options.dry_run else apartment.id,
            missing=apartment.missing,
            notes=(*listing.notes, Note.DRAWN_PHOTOS) if drawn and apartment.photos else listing.notes,
        )

    async def _landlord(self, telegram_id: int, name: str) -> Person:
        """Whoever is known keeps the name that Telegram gave."""
        async with self.importer.work() as work:
            if known := await work.people.of_telegram(TelegramId(telegram_id)):
                return known
        contact = Contact(TelegramId(telegram_id), name, language_code=self.options.language)
        return await self.importer.register(contact)

    async def _know_city(self, listing: Listing) -> None:
        if listing.city.id not in self._cities:
            async with self.importer.work() as work:
                await work.cities.add(listing.city)
            self._cities.add(listing.city.id)


def _refused(listing: Listing, problem: Problem) -> RowResult:
    return RowResult(row=listing.row, source=listing.id, outcome=Outcome.BAD, problems=(problem,))
