"""The unit of work: one transaction, opened by one use case."""

from abc import abstractmethod
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

TransactionT_co = TypeVar("TransactionT_co", covariant=True)


class UnitOfWork(Protocol[TransactionT_co]):
    """Opens transactions. One object serves many tasks at once, so that each use is a call of its own."""

    @abstractmethod
    def __call__(self) -> AbstractAsyncContextManager[TransactionT_co]:
        """A transaction with the repositories an area needs: commits on leaving, rolls back on any exception, returns its connection."""
