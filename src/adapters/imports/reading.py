"""Rows out of a CSV file, plain or gzipped; what cannot be read is told before anything is imported."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TextIO, cast

from attrs import frozen

from adapters.imports.columns import APARTMENTS, Column, Header, TableKind
from adapters.imports.problems import FileCode, FileProblemError

MAX_CELL = 200_000  # characters; a description has at most 5,000
DELIMITERS = ",;\t|"
GZIP = b"\x1f\x8b"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@frozen
class Row:
    """A row as it is written: `number` as a spreadsheet counts, the header being 1. `surplus`: cells beyond the header's."""

    number: int
    cells: dict[Column, str]
    surplus: bool


@frozen
class Table:
    """A file that has been read through once without trouble."""

    path: Path
    encoding: str
    delimiter: str
    header: Header

    def rows(self) -> Iterator[Row]:
        """The rows that are not empty, read as they are asked for."""
        with _lines(self.path, self.encoding) as lines:
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            next(reader)
            for number, row in enumerate(reader, start=2):
                if any(cell.strip() for cell in row):
                    surplus = any(cell.strip() for cell in row[self.header.width :])
                    yield Row(number, self.header.cells(row), surplus)


def open_table(path: Path, encoding: str = "utf-8", kind: TableKind = APARTMENTS) -> Table:
    """Read the file through once. Raises FileProblemError: then not one row of it may be used."""
    csv.field_size_limit(MAX_CELL)
    delimiter = _delimiter(path, encoding)
    with _lines(path, encoding) as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            header = Header(next(reader), kind)
            for _ in reader:
                pass
        except csv.Error as error:
            code = FileCode.HUGE_CELL if "field limit" in str(error) else FileCode.BROKEN_QUOTES
            raise FileProblemError(code, reader.line_num, str(error)) from error
    return Table(path, encoding, delimiter, header)


def _delimiter(path: Path, encoding: str) -> str:
    """The one that the first line has most of."""
    with _lines(path, encoding) as lines:
        first = lines.readline(MAX_CELL)
    if not first.strip():
        raise FileProblemError(FileCode.EMPTY, 1)
    if "\0" in first:
        raise FileProblemError(FileCode.NOT_TEXT, 1)
    return max(DELIMITERS, key=first.count)


@contextmanager
def _lines(path: Path, encoding: str) -> Iterator[TextIO]:
    try:
        with _opened(path) as raw:
            lines = io.TextIOWrapper(raw, encoding=_with_mark(encoding), newline="")
            yield lines
    except UnicodeError as error:
        raise FileProblemError(FileCode.ENCODING, _line_of(path, error), encoding) from error
    except LookupError as error:
        raise FileProblemError(FileCode.ENCODING, 0, encoding) from error
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise FileProblemError(FileCode.BROKEN_ARCHIVE, 0, str(error)) from error
    except OSError as error:
        raise FileProblemError(FileCode.CANNOT_OPEN, 0, error.strerror or str(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        start = file.read(2)
        file.seek(0)
        if start in UTF16:
            raise FileProblemError(FileCode.NOT_TEXT, 1, "UTF-16")
        if start != GZIP:
            yield file
            return
        with gzip.open(file) as unpacked:
            yield cast("IO[bytes]", unpacked)


def _with_mark(encoding: str) -> str:
    return "utf-8-sig" if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else encoding


def _line_of(path: Path, error: UnicodeError) -> int:
    """The first line that cannot be decoded; the decoder itself knows only its place in a buffer."""
    encoding = error.encoding if isinstance(error, UnicodeDecodeError) else "utf-8"
    with _opened(path) as raw:
        for number, line in enumerate(raw, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return 0
