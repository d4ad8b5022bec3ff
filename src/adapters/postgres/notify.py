"""The worker's bell: PostgreSQL rings when a transaction has left something to do."""

import asyncio
from types import TracebackType

from attrs import define, field
from psycopg import AsyncConnection, OperationalError, sql

from adapters.postgres.engine import with_driver
from adapters.postgres.notes import CHANNEL

CONNECT_SECONDS = 5


@define
class Listener:
    """A connection of its own that listens. Lost, it is made again; while it cannot be, waits simply last their time."""

    url: str
    _connection: AsyncConnection | None = field(default=None, init=False)

    async def __aenter__(self) -> "Listener":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._hang_up()

    async def wait(self, seconds: float, /) -> None:
        """Returns when rung, also by what was rung since the last wait, or after `seconds`.

        Returns at once when it had to connect: who rang before was not heard.
        """
        if self._connection is None or not await self._heard_out(self._connection, seconds):
            await self._listen_again(seconds)

    async def _heard_out(self, connection: AsyncConnection, seconds: float) -> bool:
        try:
            async for _ in connection.notifies(timeout=seconds, stop_after=1):
                pass
        except OperationalError:
            await self._hang_up()
        return self._connection is not None

    async def _listen_again(self, seconds: float) -> None:
        try:
            self._connection = await self._connect()
        except OperationalError:
            await asyncio.sleep(seconds)

    async def _connect(self) -> AsyncConnection:
        dsn = with_driver(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await AsyncConnection.connect(dsn, autocommit=True, connect_timeout=CONNECT_SECONDS)
        await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
        return connection

    async def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
