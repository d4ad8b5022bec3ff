"""PostgreSQL and Valkey started from installed wheels, for machines where no server is installed.

Whoever starts a server stops it; a command that finds it running for the same data folder attaches and leaves it alone.
"""

from adapters.embedded.errors import EmbeddedServerError, EmbeddedServerMissingError
from adapters.embedded.postgres import PostgresServer, embedded_postgres
from adapters.embedded.valkey import ValkeyServer, embedded_valkey

__all__ = [
    "EmbeddedServerError",
    "EmbeddedServerMissingError",
    "PostgresServer",
    "ValkeyServer",
    "embedded_postgres",
    "embedded_valkey",
]
