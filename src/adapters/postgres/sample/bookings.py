"""Bookings, their moves, the nights they take and the timers of those that live: COPY lines for what was planned.

The rules are the core's (when a request expires, what a cancelled stay keeps), said again in minutes for speed; a test holds both together.
"""

from collections.abc import Sequence
from random import Random

from attrs import define

from adapters.postgres.sample.adverts import COMMENTS, LANDLORDS_SAY, MESSAGES
from adapters.postgres.sample.apartments import Flat
from adapters.postgres.sample.copying import DAY, NULL, Calendar, Lines
from adapters.postgres.sample.figures import ANSWER_MEDIAN, ANSWER_SCATTER, LEFT, NO_SHOW, PARTY, STEPS, cancelled_share
from adapters.postgres.sample.stays import Asked, Closed, Fate
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.booking import BookingStatus, Why
from rental_core.stay import FOREVER
from rental_core.timers import TimerKind

REQUESTED, CONFIRMED, DECLINED, WITHDRAWN, EXPIRED, CANCELLED, COMPLETED, MISSED = (
    status.value
    for status in (
        BookingStatus.REQUESTED,
        BookingStatus.CONFIRMED,
        BookingStatus.DECLINED,
        BookingStatus.WITHDRAWN,
        BookingStatus.EXPIRED,
        BookingStatus.CANCELLED,
        BookingStatus.COMPLETED,
        BookingStatus.NO_SHOW,
    )
)
BOOKING = """
    id apartment_id landlord_id renter_id status mode check_in check_out guests preparation_nights lines total currency message key
    zone check_in_at check_out_at expires_at
"""
COLUMNS = {
    "booking": BOOKING.split(),
    "booking_move": ("booking_id", "number", "was", "became", "at", "by_id", "why", "said"),
    "block": ("id", "apartment_id", "standing"),
    "block_change": ("block_id", "number", "spans", "at", "by_id", "comment"),
    "occupancy": ("apartment_id", "check_in", "check_out", "booking_id", "block_id"),
    "timer": ("kind", "subject", "due"),
}
HOUR = 60
CANCELLED_IN_STAY = 0.02
BY_LANDLORD = 0.13  # of the cancellations


Move = tuple[str, int, int | None, Why | None, str]  # status, minute, by, why, words


@define
class Moves:
    """What happened to a booking after it was asked for, and the nights it keeps."""

    made: list[Move]
    kept_until: int | None = None  # the day its nights end; None when it takes none


@define(kw_only=True)
class Writer:
    """Writes apartments' bookings and blocks. Ids are given one after the other, renters from a range."""

    random: Random
    calendar: Calendar
    next_booking: int
    next_block: int
    first_renter: int
    renters: int
    turn: int = 0

    def write(self, lines: Lines, flat: Flat, asked: Sequence[Asked], closed: Sequence[Closed]) -> None:
        for each in asked:
            self._booking(lines, flat, each)
        for nights in closed:
            self._block(lines, flat, nights)

    def _booking(self, lines: Lines, flat: Flat, asked: Asked) -> None:
        number, now = self.next_booking, self.calendar.minute
        self.next_booking += 1
        arrival = asked.start * DAY + flat.check_in - flat.offset
        departure = asked.end * DAY + flat.check_out - flat.offset
        requested = asked.day * DAY + 8 * HOUR + int(self.random.random() * 15 * HOUR) - flat.offset
        if requested >= now - 3:
            requested = now - 5 - int(self.random.random() * 5 * HOUR)
        expires = expiry(requested, arrival, flat.offset)
        moves = self._moves(flat, asked, (requested, expires, arrival, departure))
        status = moves.made[-1][0] if moves.made else REQUESTED
        alive = status == REQUESTED or (status == CONFIRMED and departure > now)
        renter = self._renter(alive=alive)
        days, moment = self.calendar.days, self.calendar.moment
        lines.add("booking_move", *self._move_lines(number, renter, requested, moves))
        if moves.kept_until is not None:
            lines.add("occupancy", f"{flat.id}\t{days[asked.start]}\t{days[moves.kept_until]}\t{number}\t{NULL}\n")
        if alive or moves.kept_until is not None:
            self._timers(lines, number, status, moves, (requested, expires, arrival, departure))
        price, total = self._quote(flat, asked, requested)
        guests = min(PARTY[int(self.random.random() * STEPS)], flat.guests)
        message = self.random.choice(MESSAGES) if self.random.random() < 0.2 else ""
        lines.bookings += 1
        lines.add(
            "booking",
            f"{number}\t{flat.id}\t{flat.landlord_id}\t{renter}\t{status}\t{flat.mode.value}\t{days[asked.start]}\t{days[asked.end]}\t"
            f"{guests}\t{flat.preparation}\t{price}\t{total}\t{flat.currency}\t{message}\tsample {number}\t{flat.zone}\t"
            f"{moment(arrival)}\t{moment(departure)}\t{moment(expires)}\n",
        )

    def _moves(self, flat: Flat, asked: Asked, at: tuple[int, int, int, int]) -> Moves:
        requested, expires, _, _ = at
        if asked.fate is not None:
            return Moves(self._lost(flat, asked.fate, requested, expires))
        answered = requested
        if flat.mode is not BookingMode.INSTANT:
            delay = int(ANSWER_MEDIAN * self.random.lognormvariate(0, ANSWER_SCATTER))
            answered += max(1, min(delay, expires - requested - 2))
        nights_end = asked.end + flat.preparation
        if answered > self.calendar.minute:
            return Moves([], nights_end if flat.mode is BookingMode.HOLD else None)
        by = None if flat.mode is BookingMode.INSTANT else flat.landlord_id
        moves = Moves([(CONFIRMED, answered, by, None, "")], nights_end)
        self._after(flat, asked, moves, answered, at)
        return moves

    def _lost(self, flat: Flat, fate: Fate, requested: int, expires: int) -> list[Move]:
        """Over within a day, and before now."""
        at = min(requested + 1 + int(self.random.random() * (expires - requested - 2)), self.calendar.minute)
        if fate is Fate.DECLINED:
            why, said = self.random.choice(LANDLORDS_SAY)
            return [(DECLINED, at, flat.landlord_id, why, said)]
        if fate is Fate.WITHDRAWN:
            return [(WITHDRAWN, at, RENTER, None, "")]
        if fate is Fate.CANCELLED:
            return [(CONFIRMED, requested, None, None, ""), (CANCELLED, at, RENTER, Why.PLANS_CHANGED, "")]
        return [(EXPIRED, expires, None, None, "")] if expires <= self.calendar.minute else [(WITHDRAWN, at, RENTER, None, "")]

    def _after(self, flat: Flat, asked: Asked, moves: Moves, answered: int, at: tuple[int, int, int, int]) -> None:
        """What a confirmed stay came to by now: cancelled, missed, over, or still to be."""
        random, now = self.random, self.calendar.minute
        _, _, arrival, departure = at
        if random.random() < cancelled_share(asked.start - asked.day):
            in_stay = random.random() < CANCELLED_IN_STAY
            begin, share = (departure, random.uniform(0.1, 0.9)) if in_stay else (arrival, LEFT[int(random.random() * STEPS)])
            start = arrival if in_stay else answered
            when = max(answered + 1, begin - int(share * (begin - start)))
            if when <= now and when < departure:
                self._cut(flat, asked, moves, when, arrival, self._cancelled(flat, when))
                return
        elif random.random() < NO_SHOW:
            when = max(answered, arrival) + HOUR + int(random.random() * 15 * HOUR)
            if when <= now and when < min(departure, arrival + 48 * HOUR):
                self._cut(flat, asked, moves, when, arrival, (MISSED, when, flat.landlord_id, None, ""))
                return
        if departure <= now:
            moves.made.append((COMPLETED, departure, None, None, ""))

    def _cancelled(self, flat: Flat, when: int) -> Move:
        if self.random.random() < BY_LANDLORD:
            why, said = self.random.choice(LANDLORDS_SAY)
            return CANCELLED, when, flat.landlord_id, why, said
        return CANCELLED, when, RENTER, Why.PLANS_CHANGED, ""

    def _cut(self, flat: Flat, asked: Asked, moves: Moves, when: int, arrival: int, move: Move) -> None:
        """Before the arrival nothing is kept; after it the nights up to tomorrow, and the preparation."""
        moves.made.append(move)
        moves.kept_until = None
        if when >= arrival:
            sold = min(asked.end, (when + flat.offset) // DAY + 1)
            moves.kept_until = sold + flat.preparation

    def _renter(self, *, alive: bool) -> int:
        """Anyone for what is over; one after the other for what lives, so that nobody has more of it than the limits allow."""
        if not alive:
            return self.first_renter + int(self.random.random() * self.renters)
        self.turn += 1
        return self.first_renter + self.turn * 7919 % self.renters

    def _quote(self, flat: Flat, asked: Asked, requested: int) -> tuple[str, int]:
        """The lines and their total, at the price of that time: a year ago it was lower."""
        base = flat.base if self.calendar.minute - requested < 365 * DAY else round(flat.base * 0.92 / 5_000) * 5_000
        nights = asked.end - asked.start
        lines = f'{{"kind": "nights", "each": {base}, "times": {nights}}}'
        if flat.cleaning:
            lines += f', {{"kind": "cleaning", "each": {flat.cleaning}, "times": 1}}'
        return f"[{lines}]", base * nights + flat.cleaning

    def _move_lines(self, number: int, renter: int, requested: int, moves: Moves) -> list[str]:
        moment = self.calendar.moment
        lines = [f"{number}\t0\t{NULL}\t{REQUESTED}\t{moment(requested)}\t{renter}\t{NULL}\t\n"]
        was = REQUESTED
        for place, (became, at, by, why, said) in enumerate(moves.made, start=1):
            who = NULL if by is None else renter if by == RENTER else by
            lines.append(f"{number}\t{place}\t{was}\t{became}\t{moment(at)}\t{who}\t{why.value if why else NULL}\t{said}\n")
            was = became
        return lines

    def _timers(self, lines: Lines, number: int, status: str, moves: Moves, at: tuple[int, int, int, int]) -> None:
        """Only what is still to come."""
        requested, expires, arrival, departure = at
        due: tuple[tuple[TimerKind, int], ...] = ()
        if status == REQUESTED:
            due = ((TimerKind.EXPIRE_REQUEST, expires), (TimerKind.REMIND_LANDLORD, requested + (expires - requested) // 2))
        elif status == CONFIRMED:
            due = ((TimerKind.BEGIN_STAY, arrival), (TimerKind.END_STAY, departure))
            if arrival - DAY > moves.made[0][1]:
                due += ((TimerKind.REMIND_RENTER, arrival - DAY),)
        moment, now = self.calendar.moment, self.calendar.minute
        lines.add("timer", *(f"{kind.value}\t{number}\t{moment(minute)}\n" for kind, minute in due if minute > now))

    def _block(self, lines: Lines, flat: Flat, closed: Closed) -> None:
        number, days = self.next_block, self.calendar.days
        self.next_block += 1
        end = FOREVER.isoformat() if closed.end is None else days[closed.end]
        made = min(closed.day * DAY + 9 * HOUR + int(self.random.random() * 12 * HOUR) - flat.offset, self.calendar.minute)
        lines.add("block", f"{number}\t{flat.id}\tt\n")
        spans = f'{{"[{days[closed.start]},{end})"}}'
        comment = self.random.choice(COMMENTS)
        lines.add("block_change", f"{number}\t0\t{spans}\t{self.calendar.moment(made)}\t{flat.landlord_id}\t{comment}\n")
        lines.add("occupancy", f"{flat.id}\t{days[closed.start]}\t{end}\t{NULL}\t{number}\n")
        switches = [day * DAY - flat.offset for day in (closed.start, closed.end) if day is not None]
        wound = [minute for minute in switches if minute > self.calendar.minute]
        lines.add("timer", *(f"{TimerKind.SWITCH_BLOCK.value}\t{number}\t{self.calendar.moment(minute)}\n" for minute in wound))


RENTER = -1  # in place of the id that only the booking knows


def expiry(requested: int, arrival: int, offset: int) -> int:
    """As the core's `expiry`, in minutes."""
    if arrival - requested < HOUR:
        midnight = ((requested + offset) // DAY + 1) * DAY - offset
        return min(requested + HOUR, midnight)
    return min(requested + DAY, arrival)
