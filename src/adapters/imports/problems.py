"""What can be wrong with a file, and what was found out about its rows: data, said in words by `texts`."""

from enum import Enum

from attrs import field, frozen
from attrs.validators import max_len

from rental_core.apartments.apartment import ApartmentId, Missing

SHOWN = 80  # characters of a bad value that are shown


def shortened(value: str) -> str:
    """A value as a report shows it: printable, one line, not long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


class Code(Enum):
    """Kinds of problems with the cell or the row."""

    REQUIRED = "required"
    NOT_A_NUMBER = "not-a-number"
    OUT_OF_RANGE = "out-of-range"
    NOT_A_PRICE = "not-a-price"
    NOT_A_TIME = "not-a-time"
    NOT_A_CHOICE = "not-a-choice"
    NOT_A_CURRENCY = "not-a-currency"
    OTHER_CURRENCY = "other-currency"
    UNKNOWN_CITY = "unknown-city"
    UNKNOWN_COUNTRY = "unknown-country"
    FORMULA = "formula"
    TOO_LONG = "too-long"
    TOO_MANY_CELLS = "too-many-cells"
    DUPLICATE_ID = "duplicate-id"
    NO_LANDLORD = "no-landlord"
    LANDLORD_BLOCKED = "landlord-blocked"
    PHOTO_NOT_FOUND = "photo-not-found"
    PHOTO_NOT_A_PICTURE = "photo-not-a-picture"
    PHOTO_IS_A_LINK = "photo-is-a-link"
    TOO_MANY_PHOTOS = "too-many-photos"


class FileCode(Enum):
    """Kinds of problems that make a whole file unreadable."""

    CANNOT_OPEN = "cannot-open"
    EMPTY = "empty"
    ENCODING = "encoding"
    NOT_TEXT = "not-text"
    BROKEN_ARCHIVE = "broken-archive"
    BROKEN_QUOTES = "broken-quotes"
    HUGE_CELL = "huge-cell"
    NO_HEADER = "no-header"
    MISSING_COLUMNS = "missing-columns"
    COLUMN_TWICE = "column-twice"
    BAD_DEFAULT = "bad-default"


class Note(Enum):
    """What an import decided by itself, for the landlord to look over."""

    ADDRESS_FROM_COORDINATES = "address-from-coordinates"
    ADDRESS_FROM_NAME = "address-from-name"
    POINT_FROM_CITY = "point-from-city"
    CITY_FROM_COORDINATES = "city-from-coordinates"
    DRAWN_PHOTOS = "drawn-photos"
    UNKNOWN_AMENITIES = "unknown-amenities"


class Outcome(Enum):
    """What became of a row."""

    PUBLISHED = "published"
    DRAFT = "draft"
    KNOWN = "known"
    BAD = "bad"


@frozen
class Problem:
    """A cell (`column`), or a row where it is empty, that cannot be imported; `detail` is what the text needs to say what to do."""

    column: str
    code: Code
    value: str = field(default="", converter=shortened, validator=max_len(SHOWN))
    detail: str = ""


@frozen
class FileProblemError(Exception):
    """The file cannot be read: nothing of it was imported. `line` is where, 0 for everywhere."""

    code: FileCode
    line: int = 0
    detail: str = ""


@frozen(kw_only=True)
class RowResult:
    """What became of a row (the header is row 1); `missing` is filled for drafts, `problems` for bad rows."""

    row: int
    source: str
    outcome: Outcome
    apartment_id: ApartmentId | None = None
    missing: tuple[Missing, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


@frozen(kw_only=True)
class ImportReport:
    """All rows in order, and the columns nobody knew. In a dry run the outcomes are what would have become of the rows."""

    rows: tuple[RowResult, ...]
    ignored_columns: tuple[str, ...]
    dry_run: bool

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def ok(self) -> bool:
        """Whether no row was bad."""
        return not self.count(Outcome.BAD)
