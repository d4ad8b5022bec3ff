"""The central promise: whatever people and the clock do, in any order, no night is sold twice and nobody waits for a lost one."""

import asyncio
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from adapters.memory import MemoryWork
from adapters.postgres.engine import make_engine
from adapters.postgres.work import PostgresWork
from rental_core.accounts.person import Person
from rental_core.apartments.apartment import BookingMode
from rental_core.bookings.block_nights import FreeNow, HeldRequestsError, NightsSoldError
from rental_core.bookings.booking import Booking, BookingId, BookingStatus, ForbiddenMoveError
from rental_core.bookings.cancel import NoShowTooEarlyError, NoShowTooLateError, StayOverError
from rental_core.bookings.confirm import NightsHeldError, RequestExpiredError, RequestLostError
from rental_core.bookings.events import BookingMoved
from rental_core.bookings.rules import TooManyPendingError, TooManyUpcomingError
from rental_core.calendar.events import ApartmentSwitched
from rental_core.calendar.occupancy import NightsTakenError
from rental_core.calendar.status import Status
from rental_core.stay import Stay
from tests.support.builders import BERLIN_TIME, MOSCOW_TIME, NOON, at
from tests.support.stage import MakeWork, Refusal, Stage
from tests.support.truth import all_nights, check_guard, check_no_losers, check_status, status_at

CHILE = "America/Santiago"
PLACES = [
    (MOSCOW_TIME, NOON),
    (BERLIN_TIME, at("2027-03-26 20:00", BERLIN_TIME)),  # clocks go forward in two days
    (CHILE, at("2027-09-03 12:00", CHILE)),  # the midnight after tomorrow is skipped
]
MODES = st.sampled_from(BookingMode)
ENDS = st.sampled_from(["cancel", "no_show"])
AT_ONCE = st.sampled_from(["compete", "confirm", "decline", "withdraw", "cancel", "no_show", "block", "free", "sweep"])
RENTERS = st.sampled_from(["anna", "boris"])
AHEAD = st.integers(0, 6)
DAYS = st.integers(1, 5)
PICKS = st.integers(0, 9)
PAUSES = st.sampled_from([timedelta(minutes=30), timedelta(hours=1), timedelta(hours=5), timedelta(hours=24), timedelta(days=2)])


class BookingMachine(Stage):
    """People act, the clock goes, the worker comes by now and then; every refusal is one that the rules ask for."""

    def __init__(self, runner: asyncio.Runner, make_work: MakeWork) -> None:
        super().__init__(runner, make_work)
        self.said: list[tuple[datetime, Status]] = []
        self.told: list[tuple[BookingId, BookingStatus]] = []
        self.announced: list[tuple[datetime, Status]] = []
        self.moments: set[datetime] = set()

    def pick(self, number: int, *statuses: BookingStatus) -> Booking:
        """One of the bookings in these statuses; of all when none is named, or none is in them.

        Which rules can be chosen never depends on what is there: what things done at once lead to differs from run to run.
        """
        everyone = self.scene.bookings
        wanted = [booking for booking in everyone if booking.status in statuses] or everyone
        return wanted[number % len(wanted)]

    @initialize(place=st.sampled_from(PLACES), mode=MODES, preparation=st.integers(0, 2))
    def open(self, place: tuple[str, datetime], mode: BookingMode, preparation: int) -> None:
        self.open_market(*place, mode, preparation)
        for renter, ahead in ((self.market.anna, 1), (self.market.boris, 2)):
            self.look()
            self.ask(renter, self.days(ahead, 3))
        self.look()

    @rule(who=RENTERS, ahead=AHEAD, days=DAYS)
    def request(self, who: str, ahead: int, days: int) -> None:
        self.ask(getattr(self.market, who), self.days(ahead, days))

    @rule(pick=PICKS, later=st.integers(-1, 2), days=DAYS)
    def compete(self, pick: int, later: int, days: int) -> None:
        """The other renter asks for about the same nights."""
        rival = self.pick(pick, BookingStatus.REQUESTED, BookingStatus.CONFIRMED)
        first = max(self.scene.today, rival.stay.check_in + timedelta(later))
        self.ask(self.other_than(rival), Stay(first, first + timedelta(days)))

    @rule(pick=PICKS)
    def repeat(self, pick: int) -> None:
        """A request that arrives twice is one request."""
        booking = self.pick(pick)
        assert self.run(self.market.request(booking.stay, renter=self.renter_of(booking), key=booking.key)) == booking

    @rule(pick=PICKS)
    def confirm(self, pick: int) -> None:
        """If nobody waits, somebody asks."""
        booking = self.pick(pick, BookingStatus.REQUESTED)
        if booking.pending:
            self.move("confirm", booking)
        else:
            self.ask(self.other_than(booking), self.days(pick, 2))

    @rule(pick=PICKS, answer=st.sampled_from(["decline", "withdraw"]))
    def turn_down(self, pick: int, answer: str) -> None:
        self.move(answer, self.pick(pick, BookingStatus.REQUESTED))

    @rule(pick=PICKS, end=ENDS)
    def end(self, pick: int, end: str) -> None:
        """If nobody is to come, somebody is confirmed."""
        booking = self.pick(pick, BookingStatus.CONFIRMED, BookingStatus.REQUESTED)
        self.move("confirm" if booking.pending else end, booking)

    @rule(pick=PICKS, act=st.sampled_from(["confirm", "decline", "withdraw", "cancel", "no_show"]))
    def tap_an_old_button(self, pick: int, act: str) -> None:
        self.move(act, self.pick(pick))

    @rule(picks=st.tuples(PICKS, PICKS, PICKS), acts=st.tuples(AT_ONCE, AT_ONCE, AT_ONCE))
    def do_several_things_at_once(self, picks: tuple[int, int, int], acts: tuple[str, str, str]) -> None:
        """Who wins is anybody's guess; that everything holds afterwards is not."""
        self.at_once(*[self.act(act, self.pick(pick)) for act, pick in zip(acts, picks, strict=True)])

    @rule(ahead=AHEAD, days=DAYS | st.none(), agreed=st.booleans())
    def block(self, ahead: int, days: int | None, agreed: bool) -> None:
        """Some days, or until freed; a landlord who agreed has seen all held requests named."""
        nights = self.days(ahead, days)
        held = [booking for booking in self.scene.bookings if booking.holds_nights and booking.stay.overlaps(nights)]
        sold = [booking for booking in self.scene.bookings if booking.sold and booking.sold.overlaps(nights)]
        expected: Refusal = None
        if days is not None and sold:
            expected = NightsSoldError
        elif days is not None and held and not agreed:
            expected = HeldRequestsError
        self.attempt(expected, self.market.block(nights, declining=tuple(booking.id for booking in held) if agreed else ()))

    @rule(ahead=AHEAD, days=DAYS | st.none(), now=st.booleans())
    def free(self, ahead: int, days: int | None, now: bool) -> None:
        """Some days, all that follow, or by one tap whatever closes today."""
        if now:
            self.run(FreeNow(self.work, self.clock)(self.market.flat.id, by=self.market.landlord.id))
            assert not any(block.covers(self.scene.today) for block in self.look().blocks)
        else:
            nights = self.days(ahead, days)
            self.run(self.market.free(nights))
            assert not any(span.overlaps(nights) for block in self.look().blocks for span in block.spans)

    @rule(mode=MODES, preparation=st.integers(0, 2))
    def change_the_terms(self, mode: BookingMode, preparation: int) -> None:
        self.run(self.market.change_flat(mode=mode, preparation_nights=preparation))

    @rule(pause=PAUSES)
    def time_passes(self, pause: timedelta) -> None:
        self.moments.add(self.clock.now())
        self.clock.advance(pause)

    @rule()
    def the_worker_comes_by(self) -> None:
        self.sweep()
        check_no_losers(self.look())
        self.fire_due()
        for booking in self.look().bookings:
            assert not (booking.pending and booking.expires_at <= self.clock.now())
            assert not (booking.status is BookingStatus.CONFIRMED and booking.check_out_at <= self.clock.now())
        self.read_the_news()

    @invariant()
    def no_night_has_two_takers_and_everyone_has_what_they_should(self) -> None:
        check_guard(self.look())

    @invariant()
    def status_history_and_calendar_agree_now_and_about_the_past(self) -> None:
        check_status(self.scene)
        self.said = [(moment, said) for moment, said in self.said if moment < self.scene.now]
        for moment, said in self.said:
            assert status_at(self.scene.switches, moment) is said, f"the history of {moment} was rewritten"
        self.said.append((self.scene.now, status_at(self.scene.switches, self.scene.now)))

    def teardown(self) -> None:
        if hasattr(self, "market"):
            self.the_worker_comes_by()

    def read_the_news(self) -> None:
        """Every move and every switch that the clock made is told, and nothing that never was."""
        news = self.run(self.market.news())
        moved = [event for event in news if isinstance(event, BookingMoved)]
        switched = [event for event in news if isinstance(event, ApartmentSwitched)]
        self.told += [(event.booking_id, event.to) for event in moved if event.booking_id in self.known]
        moves = [(booking.id, change.to) for booking in self.scene.bookings for change in booking.history]
        assert sorted(self.told, key=repr) == sorted(moves, key=repr), "a move that nobody is told of, or twice"
        self.announced += [(event.at, event.to) for event in switched if event.apartment_id == self.market.flat.id]
        assert len(set(self.announced)) == len(self.announced), "a switch that was announced twice"
        switches = {(switch.at, switch.to) for switch in self.scene.switches}
        by_people = {switch for switch in switches if switch[0] in {*self.moments, self.clock.now()}}
        assert switches - by_people <= set(self.announced) <= switches, "a switch that was not announced, or never was"

    def ask(self, renter: Person, nights: Stay) -> None:
        scene = self.scene
        theirs = [booking for booking in scene.bookings if booking.renter_id == renter.id]
        to_come = [each for each in theirs if each.status is BookingStatus.CONFIRMED and each.check_out_at > scene.now]
        expected: Refusal = None
        if sum(booking.pending for booking in theirs) == self.market.limits.pending:
            expected = TooManyPendingError
        elif len(to_come) == self.market.limits.upcoming:
            expected = TooManyUpcomingError
        elif scene.taken(Stay(nights.check_in, nights.check_out + timedelta(self.market.flat.preparation_nights))):
            expected = NightsTakenError
        if booking := self.attempt(expected, self.market.request(nights, renter=renter)):
            self.known.append(booking.id)

    def move(self, act: str, booking: Booking) -> None:
        """Try it; it must succeed, or be refused, as the rules say."""
        started = BookingStatus.REQUESTED if act in {"confirm", "decline", "withdraw"} else BookingStatus.CONFIRMED
        self.attempt(self.refusal(act, booking) if booking.status is started else ForbiddenMoveError, self.act(act, booking))

    def refusal(self, act: str, booking: Booking) -> Refusal:
        now = self.scene.now
        match act:
            case "confirm" if now >= booking.expires_at:
                return RequestExpiredError
            case "confirm" if not booking.holds_nights and self.scene.taken(all_nights(booking)):
                return RequestLostError if self.scene.sold_or_closed(all_nights(booking)) else NightsHeldError
            case "cancel" if now >= booking.check_out_at:
                return StayOverError
            case "no_show" if now < booking.check_in_at:
                return NoShowTooEarlyError
            case "no_show" if now >= booking.check_in_at + timedelta(hours=48):
                return NoShowTooLateError
        return None


def play(runner: asyncio.Runner, make_work: MakeWork, *, examples: int) -> None:
    """`examples` times as many games as the profile says."""

    class Machine(BookingMachine):
        def __init__(self) -> None:
            super().__init__(runner, make_work)

    run_state_machine_as_test(Machine, settings=settings(max_examples=examples * settings().max_examples))


@pytest.mark.timeout(1800)  # for the nightly profile
def test_in_memory() -> None:
    with asyncio.Runner() as runner:
        play(runner, MemoryWork, examples=2)


@pytest.mark.timeout(1800)
def test_on_postgresql(database_url: str) -> None:
    with asyncio.Runner() as runner:
        engine = make_engine(database_url)
        try:
            play(runner, lambda _: PostgresWork(engine), examples=1)
        finally:
            runner.run(engine.dispose())
