"""How guests behave: figures fitted to real bookings.

Hotel: 40,060 bookings of a resort hotel, arrivals 2015-07 to 2017-08 (N. Antonio, A. de Almeida, L. Nunes, "Hotel booking demand
datasets", Data in Brief 22, 2019, CC BY 4.0). Airbnb: 421 listings of Albany, scraped 2024-11-05 (Inside Airbnb, CC BY 4.0).
"""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random

from adapters.postgres.sample.places import Season

# Days from request to check-in: quantiles of the hotel (8.1 % on the day, 12.1 % by the day before, median 57); ours end at 365.
LEAD_QUANTILES = (
    (0.0, 0.0),
    (0.081, 0.0),
    (0.121, 1.0),
    (0.25, 10.0),
    (0.50, 57.0),
    (0.75, 155.0),
    (0.90, 238.0),
    (0.95, 287.0),
    (1.0, 364.0),
)
# Nights of a stay: shares of the hotel for 1 to 14 nights, then three and four weeks.
STAY_SHARES = (
    (1, 0.1934),
    (2, 0.1552),
    (3, 0.1422),
    (4, 0.1205),
    (5, 0.0696),
    (6, 0.0449),
    (7, 0.1647),
    (8, 0.0194),
    (9, 0.0157),
    (10, 0.0235),
    (11, 0.0078),
    (12, 0.0039),
    (13, 0.0025),
    (14, 0.0204),
    (21, 0.0015),
    (28, 0.0008),
)
# Share of confirmed bookings that are cancelled, by days of lead (up to and including): the hotel; 27.0 % in all.
CANCELLED_BY_LEAD = ((0, 0.036), (7, 0.064), (30, 0.208), (90, 0.318), (180, 0.370), (10_000, 0.412))
# When a cancellation comes: the part of the lead time that is left then (quantiles of the hotel).
LEFT_AT_CANCEL = ((0.0, 0.0), (0.05, 0.048), (0.10, 0.114), (0.25, 0.316), (0.50, 0.698), (0.75, 0.94), (0.90, 1.0), (1.0, 1.0))
NO_SHOW = 0.010  # of the hotel's bookings that were not cancelled
GUESTS = ((1, 0.175), (2, 0.713), (3, 0.061), (4, 0.049), (5, 0.002))  # the hotel
# Price of an entire apartment by bedrooms against one bedroom, and how it scatters (standard deviation of the logarithm): Airbnb.
PRICE_BY_ROOMS = {1: 1.0, 2: 1.32, 3: 1.65, 4: 2.17}
PRICE_SCATTER = 0.29
INSTANT = 0.22  # Airbnb: bookable without a decision
# Apartments of one landlord: Airbnb has a median of 3 per listing, an upper quartile of 8, at most 22; ours go on to 40.
APARTMENTS_OF_LANDLORD = ((1, 0.62), (2, 0.15), (3, 0.08), (5, 0.06), (8, 0.045), (14, 0.03), (22, 0.012), (40, 0.003))
# Neither source has these: requests that are not confirmed, and how fast landlords answer (minutes: median, scatter of the logarithm).
DECLINED, WITHDRAWN, EXPIRED = 0.08, 0.05, 0.06
ANSWER_MEDIAN, ANSWER_SCATTER = 60.0, 1.5
# Demand by month against the mean. A town follows the hotel's arrivals of 2016; the coast and the mountains are estimates.
DEMAND = {
    Season.TOWN: (0.67, 0.98, 1.24, 1.18, 1.16, 0.87, 0.87, 0.97, 0.94, 1.25, 0.93, 0.93),
    Season.SEA: (0.35, 0.35, 0.45, 0.6, 1.1, 1.8, 2.4, 2.5, 1.5, 0.7, 0.4, 0.4),
    Season.MOUNTAINS: (1.7, 1.6, 1.3, 0.7, 0.8, 0.8, 1.0, 1.1, 0.8, 0.6, 0.6, 1.3),
}
STEPS = 4096


def quantile(table: Sequence[tuple[float, float]], part: float) -> float:
    """The value below which `part` of the cases lie, straight between the known points."""
    at = min(bisect(table, (part, float("inf"))), len(table) - 1)
    (p0, v0), (p1, v1) = table[at - 1], table[at]
    return v0 if p1 == p0 else v0 + (v1 - v0) * (part - p0) / (p1 - p0)


LEADS = tuple(int(quantile(LEAD_QUANTILES, (step + 0.5) / STEPS)) for step in range(STEPS))
LEFT = tuple(quantile(LEFT_AT_CANCEL, (step + 0.5) / STEPS) for step in range(STEPS))


def spread(shares: Sequence[tuple[int, float]]) -> tuple[int, ...]:
    """The values, each as often as its share says: a random place in it is a draw."""
    ends = [round(STEPS * part / sum(share for _, share in shares)) for part in accumulate(share for _, share in shares)]
    starts = [0, *ends[:-1]]
    return tuple(value for (value, _), start, end in zip(shares, starts, ends, strict=True) for _ in range(end - start))


NIGHTS = spread(STAY_SHARES)
PARTY = spread(GUESTS)
PORTFOLIO = spread(APARTMENTS_OF_LANDLORD)


def lead_of(random: Random, at_least: int) -> int:
    """Days between request and check-in, knowing that they are not fewer than `at_least` (0..364)."""
    first = bisect(LEADS, at_least - 1)
    return LEADS[first + int(random.random() * (STEPS - first))] if first < STEPS else at_least


def cancelled_share(lead: int) -> float:
    return next(share for days, share in CANCELLED_BY_LEAD if lead <= days)


def still_ahead(days: int) -> float:
    """The part of stays that begin in `days` days that is booked by now."""
    return 1 - bisect(LEADS, days - 1) / STEPS
