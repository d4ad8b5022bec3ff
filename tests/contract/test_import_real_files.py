"""Real lists of apartments come in as they are, with the two flags that the README names."""

from pathlib import Path

import pytest

from adapters.imports import Importer, ImportOptions, ImportReport, Outcome, gazetteer, import_file
from adapters.memory import MemoryClock, MemoryPhotos, MemoryWork
from rental_core.accounts.register import RegisterPerson
from rental_core.apartments.apartment import Missing, PhotoKey
from rental_core.apartments.publish import AddApartment
from tests.support.builders import NOON

DATA = Path(__file__).parents[2].parent / "shared" / "data"
ALBANY = DATA / "airbnb_albany" / "listings_nohost.csv.gz"
SOCHI = DATA / "listings_ru" / "sochi-premium.csv"
OPTIONS = ImportOptions(landlord=777, defaults=("rooms=1",), draw_photos=lambda source, _: (PhotoKey(f"{source}.jpg"),))
needs_files = pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not part of the project")


@pytest.fixture
def importer() -> Importer:
    clock = MemoryClock(NOON)
    work = MemoryWork(clock)
    return Importer(
        register=RegisterPerson(work, clock), add=AddApartment(work), work=work, clock=clock, photos=MemoryPhotos(), cities=gazetteer()
    )


def counts(report: ImportReport) -> dict[Outcome, int]:
    return {outcome: count for outcome in Outcome if (count := report.count(outcome))}


@needs_files
async def test_albany_is_published_but_for_what_has_no_price(importer: Importer) -> None:
    report = await import_file(ALBANY, OPTIONS, importer)
    assert counts(report) == {Outcome.PUBLISHED: 384, Outcome.DRAFT: 37}
    assert {row.missing for row in report.rows if row.outcome is Outcome.DRAFT} == {(Missing.PRICE,)}
    assert counts(await import_file(ALBANY, OPTIONS, importer)) == {Outcome.KNOWN: 421}


@needs_files
async def test_sochi_is_published(importer: Importer) -> None:
    assert counts(await import_file(SOCHI, OPTIONS, importer)) == {Outcome.PUBLISHED: 50}
