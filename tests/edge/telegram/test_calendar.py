"""Choosing days: which can be tapped, what a tap means, and how a month looks."""

from datetime import date

from aiogram.types import CallbackQuery, InlineKeyboardButton, User
from aiogram_dialog import DialogManager
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.states import Search
from adapters.telegram.widgets.calendar import DayKeyboard
from adapters.telegram.widgets.picking import CannotPick, Days, Mark, Why, month_after, weeks_of
from adapters.telegram.widgets.text import VIEW
from rental_core.accounts.person import Language
from rental_core.apartments.apartment import Apartment
from rental_core.bookings.rules import BookingLimits, must_be_bookable
from rental_core.errors import RentalError
from rental_core.stay import ONE_DAY, Stay
from tests.edge.telegram.preview import manager_of, windows
from tests.support.builders import NOON, an_apartment, stay

TODAY = date(2027, 5, 3)
MAY = Days(today=TODAY, last=date(2028, 5, 2), nights=90, taken=(stay("2027-05-11", "2027-05-14"),))


def may(day: int) -> date:
    return date(2027, 5, day)


def picked(*days: int, among: Days = MAY) -> Days | CannotPick:
    state: Days | CannotPick = among
    for day in days:
        assert isinstance(state, Days)
        state = state.pick(may(day))
    return state


def test_the_first_tap_is_the_check_in_and_the_second_the_check_out() -> None:
    assert picked(5, 8) == evolve(MAY, check_in=may(5), check_out=may(8))


def test_a_third_tap_begins_anew() -> None:
    assert picked(5, 8, 6) == evolve(MAY, check_in=may(6))


def test_an_earlier_day_moves_the_check_in() -> None:
    assert picked(8, 5) == evolve(MAY, check_in=may(5))


def test_the_check_in_tapped_again_is_taken_back() -> None:
    assert picked(8, 8) == MAY


def test_a_taken_night_is_no_check_in() -> None:
    assert picked(11) == CannotPick(Why.TURNOVER), "but a stay may end on it"
    assert picked(13) == CannotPick(Why.TAKEN)


def test_the_day_after_the_last_taken_night_is_a_check_in() -> None:
    assert picked(14) == evolve(MAY, check_in=may(14))


def test_a_taken_day_ends_a_stay_when_the_night_before_is_free() -> None:
    assert picked(9, 11) == evolve(MAY, check_in=may(9), check_out=may(11))


def test_a_taken_night_that_ends_no_stay_does_not_promise_that_one_can_leave() -> None:
    assert picked(12) == CannotPick(Why.TAKEN), "the night before is somebody's"
    assert picked(11, among=evolve(MAY, preparation=1)) == CannotPick(Why.TAKEN), "the apartment could not be made ready"
    assert picked(4, among=evolve(MAY, shortest=3, taken=(stay("2027-05-04", "2027-05-06"),))) == CannotPick(Why.TAKEN), "too short"


def test_the_minimum_stay_is_told_at_the_very_tap_that_breaks_it() -> None:
    long = evolve(MAY, shortest=3)
    assert picked(5, 7, among=long) == CannotPick(Why.TOO_SHORT, may(8), 3)
    assert picked(5, 8, among=long) == evolve(long, check_in=may(5), check_out=may(8))
    leaving = evolve(long, check_in=may(5))
    assert [leaving.mark(may(day)) for day in (6, 7, 8)] == [Mark.BEYOND, Mark.BEYOND, Mark.FREE]


def test_a_gap_shorter_than_the_minimum_stay_is_told_at_the_check_in() -> None:
    long = evolve(MAY, shortest=3)
    assert picked(8, among=long) == evolve(long, check_in=may(8))
    assert picked(9, among=long) == CannotPick(Why.GAP, may(11), 3)
    assert [long.mark(may(day)) for day in (8, 9, 10, 11)] == [Mark.FREE, Mark.GAP, Mark.GAP, Mark.TAKEN]


def test_the_days_of_a_chosen_stay_look_chosen_though_nobody_could_arrive_on_them() -> None:
    chosen = evolve(MAY, shortest=3, check_in=may(8), check_out=may(11))
    assert [chosen.mark(may(day)) for day in (8, 9, 10, 11)] == [Mark.CHECK_IN, Mark.BETWEEN, Mark.BETWEEN, Mark.CHECK_OUT]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=6),
    st.integers(1, 6),
    st.integers(1, 12),
    st.integers(0, 3),
    st.integers(-3, 45),
    st.integers(1, 16),
)
def test_what_the_picker_accepts_can_be_booked_and_nothing_else(
    holdings: list[tuple[int, int]], shortest: int, longest: int, preparation: int, first: int, length: int
) -> None:
    today, taken = NOON.date(), set[date]()
    for begin, nights in holdings:
        taken |= {today + (begin + n) * ONE_DAY for n in range(nights)}
    limits, longest = BookingLimits(days_ahead=30, nights=10), max(longest, shortest)
    flat = an_apartment(min_nights=shortest, max_nights=longest, preparation_nights=preparation)
    days = Days(
        today=today,
        last=today + 30 * ONE_DAY,
        nights=limits.longest(longest),
        shortest=shortest,
        preparation=preparation,
        taken=Stay(today, today + 60 * ONE_DAY).minus(Stay(today, today + 60 * ONE_DAY).minus(Stay(n, n + ONE_DAY) for n in taken)),
    )
    asked = Stay(today + first * ONE_DAY, today + (first + length) * ONE_DAY)
    arrived = days.pick(asked.check_in)
    picked = arrived.pick(asked.check_out) if isinstance(arrived, Days) else arrived
    nights_wanted = set(Stay(asked.check_in, asked.check_out + preparation * ONE_DAY))
    assert isinstance(picked, Days) == (is_bookable(flat, asked, limits) and not nights_wanted & taken)
    assert evolve(days, check_in=asked.check_in, check_out=asked.check_out).possible == isinstance(picked, Days)


def is_bookable(flat: Apartment, asked: Stay, limits: BookingLimits) -> bool:
    try:
        must_be_bookable(flat, asked, 1, limits, NOON)
    except RentalError:
        return False
    return True


def test_nobody_stays_across_a_taken_night() -> None:
    assert picked(9, 12) == CannotPick(Why.BEYOND_TAKEN, may(11))
    assert picked(9, 20) == CannotPick(Why.BEYOND_TAKEN, may(11))


def test_the_preparation_after_a_stay_has_to_fit_before_the_next_guests() -> None:
    prepared = evolve(MAY, preparation=2)
    assert picked(5, 9, among=prepared) == evolve(prepared, check_in=may(5), check_out=may(9))
    assert picked(5, 10, among=prepared) == CannotPick(Why.PREPARATION, may(9))
    assert picked(5, 11, among=prepared) == CannotPick(Why.PREPARATION, may(9))
    assert picked(5, 12, among=prepared) == CannotPick(Why.BEYOND_TAKEN, may(9))
    assert not evolve(prepared, check_in=may(5), check_out=may(10)).possible


def test_nobody_arrives_where_no_stay_and_its_preparation_fit() -> None:
    prepared = evolve(MAY, preparation=2)
    assert picked(8, among=prepared) == evolve(prepared, check_in=may(8))
    assert picked(9, among=prepared) == CannotPick(Why.TOO_TIGHT)
    assert [prepared.mark(may(day)) for day in (8, 9, 10, 11, 14)] == [Mark.FREE, Mark.TAKEN, Mark.TAKEN, Mark.TAKEN, Mark.FREE]
    leaving = evolve(prepared, check_in=may(8))
    assert [leaving.mark(may(day)) for day in (9, 10, 15)] == [Mark.FREE, Mark.TAKEN, Mark.BEYOND]


def test_a_check_in_that_is_no_longer_possible_is_chosen_anew() -> None:
    lost = evolve(MAY, check_in=may(12))
    assert not lost.leaving
    assert lost.pick(may(15)) == evolve(MAY, check_in=may(15))


def test_yesterday_and_the_day_after_the_last_are_refused() -> None:
    assert picked(2) == CannotPick(Why.PAST)
    assert MAY.pick(MAY.last + ONE_DAY) == CannotPick(Why.TOO_FAR, MAY.last)


def test_a_stay_is_not_longer_than_allowed() -> None:
    short = evolve(MAY, nights=3, taken=())
    assert picked(5, 8, among=short) == evolve(short, check_in=may(5), check_out=may(8))
    assert picked(5, 9, among=short) == CannotPick(Why.TOO_LONG, may(8), 3)


def test_chosen_days_over_a_night_that_was_taken_since_are_no_longer_possible() -> None:
    assert evolve(MAY, check_in=may(5), check_out=may(11)).possible
    lost = evolve(MAY, check_in=may(9), check_out=may(14))
    assert not lost.possible
    assert lost.mark(may(12)) is Mark.TAKEN


def test_marks_tell_what_a_tap_would_do() -> None:
    arriving, leaving = MAY, evolve(MAY, check_in=may(9))
    assert [arriving.mark(may(day)) for day in (2, 5, 11, 14)] == [Mark.OUT, Mark.FREE, Mark.TAKEN, Mark.FREE]
    assert [leaving.mark(may(day)) for day in (9, 11, 12, 15)] == [Mark.CHECK_IN, Mark.FREE, Mark.TAKEN, Mark.BEYOND]


days = st.dates(date(2027, 5, 1), date(2027, 7, 31))


@given(st.lists(st.tuples(days, st.integers(1, 6)), max_size=6), st.integers(0, 3), st.lists(days, max_size=8))
def test_no_sequence_of_taps_chooses_a_taken_night(taken: list[tuple[date, int]], preparation: int, taps: list[date]) -> None:
    free = Stay(date(2027, 1, 1), date(2028, 1, 1)).minus(Stay(begin, begin + n * ONE_DAY) for begin, n in taken)
    closed = Stay(date(2027, 1, 1), date(2028, 1, 1)).minus(free)
    state = evolve(MAY, taken=closed, preparation=preparation)
    for day in taps:
        after = state.pick(day)
        state = after if isinstance(after, Days) else state
        if state.check_in and state.check_out:
            nights = Stay(state.check_in, state.check_out + preparation * ONE_DAY)
            assert not any(nights.overlaps(each) for each in closed)
            assert state.check_in >= TODAY


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_weeks_hold_every_day_of_the_month_once_under_its_weekday(day: date) -> None:
    first = day.replace(day=1)
    weeks = weeks_of(first)
    shown = [each for week in weeks for each in week if each]
    assert shown == [first + n * ONE_DAY for n in range((month_after(first, 1) - first).days)]
    assert all(each is None or each.weekday() == column for week in weeks for column, each in enumerate(week))


@frozen
class View:
    days: Days


class Board:
    """A keyboard of days on a window, drawn and tapped without a bot."""

    def __init__(self, days: Days) -> None:
        dialog = next(dialog for dialog, state in windows() if state is Search.dates)
        self.dialog = dialog
        self.manager = manager_of(dialog, Search.dates, Language.RUSSIAN)
        self.view = View(days)
        self.tapped: list[date] = []
        self.keyboard = DayKeyboard("board", self.on_day)

    async def on_day(self, _callback: CallbackQuery, _keyboard: DayKeyboard, _manager: DialogManager, day: date) -> None:
        self.tapped.append(day)

    async def rows(self) -> list[list[str]]:
        return [[button.text for button in row] for row in await self.keyboard.render_keyboard({VIEW: self.view}, self.manager)]

    async def tap(self, text: str) -> None:
        drawn = await self.keyboard.render_keyboard({VIEW: self.view}, self.manager)
        button = next(each for row in drawn for each in row if each.text == text)
        assert isinstance(button, InlineKeyboardButton)
        await self.send(str(button.callback_data))

    async def send(self, data: str) -> None:
        query = CallbackQuery(id="1", from_user=User(id=1, is_bot=False, first_name="A"), chat_instance="1", data=data)
        await self.keyboard.process_callback(query, self.dialog, self.manager)


async def test_a_month_is_named_and_its_weeks_begin_on_monday() -> None:
    rows = await Board(MAY).rows()
    assert rows[0] == [" ", "Май 2027", "›"]
    assert rows[1] == ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"]
    assert rows[2] == ["3", "4", "5", "6", "7", "8", "9"]
    assert rows[3] == ["10", "✕11", "✕12", "✕13", "14", "15", "16"]


async def test_pages_turn_from_this_month_to_that_of_the_last_check_out() -> None:
    board = Board(evolve(MAY, last=date(2027, 6, 10), nights=30))
    for month in ("Июнь 2027", "Июль 2027"):
        await board.tap("›")
        assert (await board.rows())[0][1] == month
    assert (await board.rows())[0][2] == " "
    assert board.tapped == []


async def test_paging_works_through_a_29th_of_february() -> None:
    board = Board(evolve(MAY, today=date(2028, 2, 29), last=date(2029, 2, 28)))
    for _ in range(12):
        await board.tap("›")
    assert (await board.rows())[0][1] == "Февраль 2029"


async def test_a_tapped_day_is_handed_on_and_a_blank_is_not() -> None:
    board = Board(MAY)
    await board.tap("5")
    await board.tap("✕12")
    await board.send("board:-")
    assert board.tapped == [may(5), may(12)]
