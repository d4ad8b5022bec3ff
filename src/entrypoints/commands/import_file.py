"""`rental import`."""

import asyncio
import os
from collections import Counter
from pathlib import Path
from random import Random

import click
from attrs import evolve

from adapters.imports import (
    FileProblemError,
    Importer,
    ImportOptions,
    ImportReport,
    Outcome,
    RowResult,
    import_file,
    say_file_problem,
    say_missing,
    say_note,
    say_problem,
)
from adapters.photos import drawn_rooms
from adapters.postgres.schema import upgrade
from entrypoints.servers import installation, must_answer
from entrypoints.settings import Settings
from entrypoints.wiring import make_container
from rental_core.accounts.person import Language
from rental_core.accounts.register import RegisterPerson
from rental_core.apartments.amenity import Amenity
from rental_core.apartments.apartment import Apartment, PhotoKey
from rental_core.apartments.ports import ApartmentsWork, PhotoStorage
from rental_core.apartments.publish import AddApartment
from rental_core.clock import Clock
from rental_core.work import UnitOfWork

DRAWN = 5  # pictures for an apartment that has none
NOTHING_READ = 2


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--landlord", type=click.IntRange(min=1), help="Telegram id of the landlord of rows that name none.")
@click.option("--default", "defaults", multiple=True, metavar="COLUMN=VALUE", help="Fills empty cells of a column; repeatable.")
@click.option("--placeholder-photos", is_flag=True, help="Give drawn rooms to apartments without photos.")
@click.option("--dry-run", is_flag=True, help="Check and report; store nothing.")
@click.option("--encoding", default="utf-8", show_default=True, help="cp1251 for files of Russian Excel.")
@click.option("--platform", default="", help="Where the ids come from, when no column says so.")
@click.option("--language", type=click.Choice([each.value for each in Language]), help="Of the report. Default: from LANG.")
def command(
    *,
    file: Path,
    landlord: int | None,
    defaults: tuple[str, ...],
    placeholder_photos: bool,
    dry_run: bool,
    encoding: str,
    platform: str,
    language: str | None,
) -> None:
    """Import apartments from a CSV file (plain or gzipped); docs/import.md lists its columns.

    Good rows are imported, bad ones reported and skipped; rows that lack something become drafts. A row imported before stays as it is.
    Exit code: 0 all rows are fine, 1 some were bad, 2 the file cannot be read and nothing of it was imported.
    """
    said_in = Language(language) if language else usual_language()
    options = ImportOptions(landlord=landlord, defaults=defaults, dry_run=dry_run, encoding=encoding, platform=platform)
    try:
        with installation(cache=False) as settings:
            must_answer(settings)
            upgrade(settings.database_url)
            report = asyncio.run(_import(settings, file, options, drawn=placeholder_photos))
    except FileProblemError as error:
        click.echo(f"{file}: {say_file_problem(error, said_in)}", err=True)
        raise SystemExit(NOTHING_READ) from error
    _print(report, said_in)
    if not report.ok:
        raise SystemExit(1)


def usual_language() -> Language:
    """What the operator's terminal speaks."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return Language.RUSSIAN if spoken.startswith("ru") else Language.ENGLISH


async def _import(settings: Settings, file: Path, options: ImportOptions, *, drawn: bool) -> ImportReport:
    async with make_container(settings) as container:
        photos = await container.get(PhotoStorage)
        importer = Importer(
            register=await container.get(RegisterPerson),
            add=await container.get(AddApartment),
            work=await container.get(UnitOfWork[ApartmentsWork]),
            clock=await container.get(Clock),
            photos=photos,
        )
        if not drawn:
            return await import_file(file, options, importer)
        pool = await drawn_rooms(photos, settings.photos_index)

        def draw(source: str, apartment: Apartment) -> tuple[PhotoKey, ...]:
            return pool.pick(Random(source), DRAWN, balcony=Amenity.BALCONY in apartment.amenities)

        return await import_file(file, evolve(options, draw_photos=draw), importer)


def _print(report: ImportReport, language: Language) -> None:
    for row in report.rows:
        if row.problems or row.missing:
            click.echo(f"row {row.row} ({row.source}): {row.outcome.value}")
            for line in _findings(row, language):
                click.echo(f"    {line}")
    for note, count in Counter(note for row in report.rows for note in row.notes).most_common():
        click.echo(f"{say_note(note, language)}: {count}")
    if report.ignored_columns:
        click.echo(f"ignored columns: {', '.join(report.ignored_columns)}")
    counted = ", ".join(f"{report.count(outcome)} {outcome.value}" for outcome in Outcome)
    click.echo(f"{'Would be' if report.dry_run else 'Rows'}: {counted}.")


def _findings(row: RowResult, language: Language) -> list[str]:
    missing = [f"- {say_missing(each, language)}" for each in row.missing]
    return [*(say_problem(problem, language) for problem in row.problems), *missing]
