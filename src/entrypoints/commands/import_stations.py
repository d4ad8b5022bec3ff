"""`rental import-stations`."""

import asyncio
from pathlib import Path

import click

from adapters.imports import FileProblemError, StationFile, gazetteer, read_stations, say_file_problem, say_problem
from adapters.postgres.engine import make_engine
from adapters.postgres.schema import upgrade
from entrypoints.commands.import_file import NOTHING_READ, usual_language
from entrypoints.market import UNHURRIED, load_stations
from entrypoints.servers import installation, must_answer
from rental_core.accounts.person import Language


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and report; store nothing.")
@click.option("--encoding", default="utf-8", show_default=True, help="cp1251 for files of Russian Excel.")
@click.option("--language", type=click.Choice([each.value for each in Language]), help="Of the report. Default: from LANG.")
def command(file: Path, *, dry_run: bool, encoding: str, language: str | None) -> None:
    """Import metro stations from a CSV file with the columns city, name_ru, lat, lon and, if you like, name_en and country.

    Stations known by city and name are brought up to date, and each apartment gets its nearest station. Bad rows are reported and skipped.
    Exit code: 0 all rows are fine, 1 some were bad, 2 the file cannot be read and nothing of it was imported.
    """
    said_in = Language(language) if language else usual_language()
    try:
        read = read_stations(file, gazetteer(), encoding)
    except FileProblemError as error:
        click.echo(f"{file}: {say_file_problem(error, said_in)}", err=True)
        raise SystemExit(NOTHING_READ) from error
    if not dry_run:
        with installation(cache=False) as settings:
            must_answer(settings)
            upgrade(settings.database_url)
            asyncio.run(_store(settings.database_url, read))
    _print(read, said_in, dry_run=dry_run)
    if read.bad:
        raise SystemExit(1)


async def _store(database_url: str, read: StationFile) -> None:
    engine = make_engine(database_url, UNHURRIED)
    try:
        await load_stations(engine, read.stations)
    finally:
        await engine.dispose()


def _print(read: StationFile, language: Language, *, dry_run: bool) -> None:
    for bad in read.bad:
        click.echo(f"row {bad.row}: bad")
        for problem in bad.problems:
            click.echo(f"    {say_problem(problem, language)}")
    if read.ignored_columns:
        click.echo(f"ignored columns: {', '.join(read.ignored_columns)}")
    click.echo(f"{'Would be' if dry_run else 'Stations'}: {len(read.stations)} stored, {len(read.bad)} bad.")
