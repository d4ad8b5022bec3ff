"""A believable market, written by COPY."""

from adapters.postgres.sample.write import MarketNotEmptyError, Order, Progress, write_sample

__all__ = ["MarketNotEmptyError", "Order", "Progress", "write_sample"]
