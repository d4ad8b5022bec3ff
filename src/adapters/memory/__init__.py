"""Everything the use cases ask of a database, in dictionaries: for unit tests and examples, with the promises of the ports kept.

    clock = MemoryClock(datetime(2027, 5, 1, tzinfo=UTC))
    work = MemoryWork(clock)
    register = RegisterPerson(work, clock)

Nothing outlives the process, and all transactions of one `MemoryWork` wait for one another.
"""

from adapters.memory.clock import MemoryClock
from adapters.memory.drafts import MemoryDraftReader
from adapters.memory.favourites import MemoryFavouriteReader
from adapters.memory.income import MemoryIncomeReader
from adapters.memory.photos import MemoryPhotos
from adapters.memory.records import MemoryPersonalRecords
from adapters.memory.work import MemoryTransaction, MemoryWork, NestedTransactionError

__all__ = [
    "MemoryClock",
    "MemoryDraftReader",
    "MemoryFavouriteReader",
    "MemoryIncomeReader",
    "MemoryPersonalRecords",
    "MemoryPhotos",
    "MemoryTransaction",
    "MemoryWork",
    "NestedTransactionError",
]
