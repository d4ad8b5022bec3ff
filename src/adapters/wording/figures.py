"""Dates, times, money and counted things."""

from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from attrs import frozen
from babel.dates import format_date, get_day_names, get_month_names
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision

from adapters.wording.speech import Speech
from rental_core.clock import local_date
from rental_core.money import DEFAULT_CURRENCY, Money
from rental_core.stay import FOREVER, Stay

Day = date  # the methods of that name would hide the type
NBSP = "\u00a0"
DAY_MONTH = "d MMMM"
DAY_MONTH_YEAR = "d MMMM yyyy"


@frozen
class Figures(Speech):
    """Numbers in words. `today` is the local date of whoever or whatever the date belongs to; without it years are always named."""

    def money(self, money: Money, *, whole: bool = False) -> str:
        """The amount with its currency, without minor units when there are none: "12 500 ₽". `whole` rounds them up."""
        digits = get_currency_precision(money.currency)
        amount = Decimal(money.amount).scaleb(-digits)
        amount = amount.to_integral_value(ROUND_CEILING) if whole else amount
        decimals = "." + "0" * digits if amount != amount.to_integral_value() else ""
        if money.currency == DEFAULT_CURRENCY:
            return format_decimal(amount, f"#,##0{decimals}", locale=self.locale).replace(" ", NBSP) + f"{NBSP}₽"
        pattern = self.locale.currency_formats["standard"].pattern.split(";")[0].replace(".00", decimals)
        return format_currency(amount, money.currency, pattern, locale=self.locale, currency_digits=False)

    def units(self, money: Money) -> str:
        """The amount in whole units without its currency, halves to even: "12 500"."""
        amount = Decimal(money.amount).scaleb(-get_currency_precision(money.currency))
        return format_decimal(amount, "#,##0", locale=self.locale).replace(" ", NBSP)

    def date(self, day: Day, *, year: bool | None = None, today: Day | None = None) -> str:
        """ "5 May", with the year if `year`, or if that is None and it is not the year of `today`."""
        named = year if year is not None else today is None or today.year != day.year
        return format_date(day, DAY_MONTH_YEAR if named else DAY_MONTH, locale=self.locale)

    def stay(self, stay: Stay, *, today: Day | None = None) -> str:
        """ "5–8 May", "30 April – 2 May": check-in and check-out, years where they differ or are not that of `today`."""
        begin, end = stay.check_in, stay.check_out
        if end == FOREVER:
            return self.text("from {date} on", date=self.date(begin, today=today))
        if begin.year != end.year:
            return f"{self.date(begin, year=True)} – {self.date(end, year=True)}"
        if begin.month != end.month:
            return f"{self.date(begin, year=False)} – {self.date(end, today=today)}"
        return f"{begin.day}–{self.date(end, today=today)}"

    def weekday(self, day: Day) -> str:
        """The short name of the day of the week: "Mo"."""
        return self.weekdays()[day.weekday()]

    def weekdays(self) -> tuple[str, ...]:
        """Short names, Monday first."""
        names = get_day_names("short", context="stand-alone", locale=self.locale)
        return tuple(names[day].capitalize() for day in range(7))

    def month(self, first: Day) -> str:
        """ "May 2027", as a calendar is headed."""
        return f"{self.months()[first.month - 1]} {first.year}"

    def months(self) -> tuple[str, ...]:
        """Full names as they stand alone, January first."""
        names = get_month_names("wide", context="stand-alone", locale=self.locale)
        return tuple(names[month].capitalize() for month in range(1, 13))

    def time(self, at: datetime, zone: str) -> str:
        """ "18:40" by the clocks of `zone`."""
        return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"

    def moment(self, at: datetime, zone: str, now: datetime) -> str:
        """When something happens, seen from `now` in `zone`: "18:40" today, "tomorrow at 18:40", "8 May at 18:40"."""
        day, today = local_date(at, zone), local_date(now, zone)
        if day == today:
            return self.time(at, zone)
        if day == today + timedelta(days=1):
            return self.text("tomorrow at {time}", time=self.time(at, zone))
        return self.text("{date} at {time}", date=self.date(day, today=today), time=self.time(at, zone))

    def until(self, at: datetime, zone: str, now: datetime) -> str:
        """How long something may take, for texts that stay in a chat and are read later: "by 18:40" today, else "by 8 May, 18:40"."""
        day, today = local_date(at, zone), local_date(now, zone)
        if day == today:
            return self.text("by {time}", time=self.time(at, zone))
        return self.text("by {date}, {time}", date=self.date(day, today=today), time=self.time(at, zone))

    def left(self, at: datetime, now: datetime) -> str:
        """How long it is from `now` to `at`, in whole minutes, at least one: "5 h 20 min"."""
        hours, minutes = divmod(max(1, -((now - at) // timedelta(minutes=1))), 60)
        said = [self.text("{n} h", n=hours) if hours else "", self.text("{n} min", n=minutes) if minutes else ""]
        return NBSP.join(each for each in said if each)

    def since(self, at: datetime, zone: str) -> str:
        """The month since when somebody is here, to follow "since": "May 2026"."""
        day = local_date(at, zone)
        return f"{get_month_names('wide', locale=self.locale)[day.month]} {day.year}"

    def percent(self, share: Fraction) -> str:
        """ "64%", whole percents, halves up."""
        return format_percent(Decimal((200 * share + 1) // 2).scaleb(-2), locale=self.locale)

    def nights(self, n: int) -> str:
        return self.plural("{n} night", "{n} nights", n)

    def from_nights(self, n: int) -> str:
        return self.plural("from {n} night", "from {n} nights", n)

    def to_nights(self, n: int) -> str:
        return self.plural("up to {n} night", "up to {n} nights", n)

    def stay_limits(self, shortest: int, longest: int) -> str:
        """How long a stay may be."""
        return f"{self.from_nights(shortest)} {self.to_nights(longest)}"

    def guests(self, n: int) -> str:
        return self.plural("{n} guest", "{n} guests", n)

    def rooms(self, n: int) -> str:
        return self.plural("{n} room", "{n} rooms", n)
