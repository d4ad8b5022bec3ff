"""What screens and messages show, straight from SQL; every call borrows a connection for its one statement."""

from adapters.postgres.readers.apartments import PostgresApartmentReader
from adapters.postgres.readers.beat import PostgresBeat
from adapters.postgres.readers.bookings import PostgresBookingReader
from adapters.postgres.readers.calendar import PostgresCalendarReader
from adapters.postgres.readers.drafts import PostgresDraftReader
from adapters.postgres.readers.edits import PostgresEditReader
from adapters.postgres.readers.favourites import PostgresFavouriteReader
from adapters.postgres.readers.hosting import PostgresHostingReader
from adapters.postgres.readers.income import PostgresIncomeReader
from adapters.postgres.readers.letting import PostgresLettingReader
from adapters.postgres.readers.own_calendar import PostgresOwnCalendarReader
from adapters.postgres.readers.places import PostgresPlaces
from adapters.postgres.readers.records import PostgresPersonalRecords
from adapters.postgres.readers.search import PostgresSearch

__all__ = [
    "PostgresApartmentReader",
    "PostgresBeat",
    "PostgresBookingReader",
    "PostgresCalendarReader",
    "PostgresDraftReader",
    "PostgresEditReader",
    "PostgresFavouriteReader",
    "PostgresHostingReader",
    "PostgresIncomeReader",
    "PostgresLettingReader",
    "PostgresOwnCalendarReader",
    "PostgresPersonalRecords",
    "PostgresPlaces",
    "PostgresSearch",
]
