"""Connections to Valkey or Redis."""

from urllib.parse import parse_qs, urlsplit

from arq.connections import RedisSettings
from redis.asyncio import BlockingConnectionPool, Redis

CONNECTIONS = 50
PATIENCE = 30  # seconds for a free connection
ANSWER_TIME = 2  # seconds for Valkey to answer


def connect(url: str) -> Redis:
    """A client of the Valkey at `url` with a bounded pool: unbounded ones meet the server's limit, and then updates are lost."""
    pool = BlockingConnectionPool.from_url(
        url, max_connections=CONNECTIONS, timeout=PATIENCE, socket_timeout=ANSWER_TIME, socket_connect_timeout=ANSWER_TIME
    )
    return Redis(connection_pool=pool)


def arq_settings(url: str) -> RedisSettings:
    """The same for arq, which reads redis:// and rediss:// itself, but not unix://."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return RedisSettings.from_dsn(url)
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return RedisSettings(unix_socket_path=parts.path, database=int(database), password=parts.password)
