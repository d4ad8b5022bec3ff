"""Notices arrive in the chat as they were written, and what went wrong is told apart."""

import pytest
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe
from attrs import evolve

from adapters.simulator import RunningSimulator
from adapters.telegram.notices.notifier import failure
from rental_core.accounts.person import Language
from rental_core.errors import RentalError
from rental_core.notifications.message import MessageKind, Receipt
from rental_core.notifications.ports import DeliveryFailedError, Notice, SlowDownError, UndeliverableError
from tests.edge.telegram.notices.conftest import Office
from tests.support.market import Market
from tests.support.notices import STATUS, a_card, a_notice
from tests.support.simulator import Person, Simulator
from tests.support.telling import MarketApartments

BUTTONS = {
    MessageKind.DECISION_CARD: ["✅ Подтвердить", "✖️ Отклонить"],
    MessageKind.DECISION_REMINDER: ["✅ Подтвердить", "✖️ Отклонить"],
    MessageKind.CONFIRMED: ["🧳 Открыть поездку"],
    MessageKind.CHECK_IN_REMINDER: ["🧳 Открыть поездку"],
    MessageKind.NO_SHOW: ["🧳 Открыть поездку"],
    MessageKind.DECLINED: ["🔎 Искать снова"],
    MessageKind.EXPIRED: ["🔎 Искать снова"],
    MessageKind.CANCELLED: ["🔎 Искать снова"],
    MessageKind.STAY_OVER: ["🔎 Искать снова"],
}


@pytest.mark.parametrize("kind", STATUS)
async def test_every_notice_is_html_that_telegram_takes(office: Office, market: Market, anna: Person, kind: MessageKind) -> None:
    card = a_card(STATUS[kind], title="<script>alert(1)</script>", message="</b> & <i>", renter_name="<b>Анна")
    notice = a_notice(kind, evolve(card, renter_id=market.anna.id), person=market.anna)
    await office.notifier.send(notice)
    seen = await anna.last()
    assert "<script>alert(1)</script>" in seen.text
    assert seen.buttons == BUTTONS.get(kind, [])


async def test_the_longest_texts_people_can_type_still_arrive(office: Office, market: Market, marina: Person) -> None:
    long = a_card(title="🏠" * 200, message="🏠" * 1000, renter_name="🏠" * 200)
    await office.notifier.send(a_notice(MessageKind.DECISION_CARD, long, person=market.landlord))
    assert "…" in (await marina.last()).text


async def test_a_person_is_told_in_their_language(office: Office, market: Market, anna: Person) -> None:
    await office.notifier.send(a_notice(MessageKind.DECLINED, person=market.anna, language=Language.ENGLISH))
    seen = await anna.last()
    assert "The request was declined" in seen.text
    assert "5–8 May · 3 nights · 2 guests" in seen.text


HOSTING = (
    MessageKind.BOOKED_INSTANTLY,
    MessageKind.DECLINED,
    MessageKind.WITHDRAWN,
    MessageKind.EXPIRED_UNANSWERED,
    MessageKind.CANCELLED,
    MessageKind.STAY_OVER,
)


@pytest.mark.parametrize("kind", HOSTING)
async def test_what_a_landlord_is_told_leads_to_the_bookings_page(
    office: Office, market: Market, marina: Person, kind: MessageKind
) -> None:
    notice = a_notice(kind, person=market.landlord)
    await office.notifier.send(notice)
    [[button]] = (await marina.last()).rows
    assert notice.booking
    assert (button["text"], button["callback_data"]) == ("🧳 Открыть бронь", f"stay:{notice.booking.id}")


@pytest.mark.parametrize("kind", [MessageKind.NOW_FREE, MessageKind.NOW_OCCUPIED])
async def test_a_switch_leads_to_who_comes_and_goes(office: Office, market: Market, marina: Person, kind: MessageKind) -> None:
    page = await MarketApartments(market).page(market.flat.id, viewer=market.landlord.id)
    await office.notifier.send(Notice(kind=kind, person=market.landlord, apartment=page))
    assert (await marina.last()).buttons == ["🧳 Заезды и выезды", "🏠 Открыть квартиру"]


async def test_a_card_with_rivals_leads_to_where_they_are_compared(office: Office, market: Market, marina: Person) -> None:
    await office.notifier.send(a_notice(MessageKind.DECISION_CARD, a_card(competing=1), person=market.landlord))
    assert (await marina.last()).buttons == ["✅ Подтвердить", "✖️ Отклонить", "⚖️ Сравнить"]


async def test_a_card_is_redrawn_when_its_booking_moved(office: Office, market: Market, marina: Person) -> None:
    booking = await market.request()
    receipt = await office.tell(MessageKind.DECISION_CARD, booking)
    await market.withdraw(booking)
    await office.redraw(receipt, booking)
    seen = await marina.last()
    assert seen.text.startswith("↩️ Отозвано")
    assert (seen.buttons, seen.version) == ([], 1)


async def test_a_card_that_is_as_it_should_be_is_redrawn_without_complaint(office: Office, market: Market, marina: Person) -> None:
    booking = await market.request()
    receipt = await office.tell(MessageKind.DECISION_CARD, booking)
    await office.redraw(receipt, booking)
    assert (await marina.last()).version == 0


async def test_a_card_that_is_gone_is_given_up(office: Office, market: Market, marina: Person) -> None:
    booking = await market.request()
    await office.tell(MessageKind.DECISION_CARD, booking)
    with pytest.raises(DeliveryFailedError) as refusal:
        await office.redraw(Receipt(f"{marina.id}:999999"), booking)
    assert refusal.value.permanent


async def test_whoever_blocked_the_bot_is_undeliverable(office: Office, market: Market, anna: Person) -> None:
    await anna.block()
    with pytest.raises(UndeliverableError):
        await office.notifier.send(a_notice(MessageKind.DECLINED, person=market.anna))


async def test_whoever_never_wrote_is_undeliverable(office: Office, market: Market) -> None:
    with pytest.raises(UndeliverableError):
        await office.notifier.send(a_notice(MessageKind.DECLINED, person=market.boris))


async def test_a_flood_limit_says_how_long_to_wait(office: Office, market: Market, anna: Person, sim: Simulator) -> None:
    await sim.fault(method="sendMessage", code=429, description="Too Many Requests: retry after 7", retry_after=7, times=1)
    with pytest.raises(SlowDownError) as refusal:
        await office.notifier.send(a_notice(MessageKind.DECLINED, person=market.anna))
    assert refusal.value.seconds == 7


async def test_a_lost_answer_may_mean_that_it_arrived(office: Office, market: Market, anna: Person, sim: Simulator) -> None:
    await sim.fault(method="sendMessage", drop="after", times=1)
    with pytest.raises(DeliveryFailedError) as refusal:
        await office.notifier.send(a_notice(MessageKind.DECLINED, person=market.anna))
    assert (refusal.value.maybe_sent, refusal.value.permanent) == (True, False)
    await anna.sees("Заявка отклонена")


async def test_without_a_connection_nothing_was_sent(running: RunningSimulator, market: Market, office: Office) -> None:
    await running.stop()
    with pytest.raises(DeliveryFailedError) as refusal:
        await office.notifier.send(a_notice(MessageKind.DECLINED, person=market.anna))
    assert (refusal.value.maybe_sent, refusal.value.permanent) == (False, False)


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (TelegramForbiddenError(GetMe(), "Forbidden: user is deactivated"), UndeliverableError("Forbidden: user is deactivated")),
        (TelegramBadRequest(GetMe(), "Bad Request: chat not found"), UndeliverableError("Bad Request: chat not found")),
        (TelegramBadRequest(GetMe(), "Bad Request: text is empty"), DeliveryFailedError("Bad Request: text is empty", permanent=True)),
        (TelegramRetryAfter(GetMe(), "", 3), SlowDownError(3)),
        (TelegramServerError(GetMe(), "Bad Gateway"), DeliveryFailedError("Bad Gateway")),
        (TelegramNetworkError(GetMe(), "Request timeout error"), DeliveryFailedError("Request timeout error", maybe_sent=True)),
        (TelegramUnauthorizedError(GetMe(), "Unauthorized"), DeliveryFailedError("Telegram server says - Unauthorized")),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_an_error_means(error: AiogramError, meaning: RentalError) -> None:
    assert repr(failure(error)) == repr(meaning)  # as exceptions they are equal to themselves only


def test_an_answer_that_nobody_can_read_may_follow_a_message_that_arrived() -> None:
    meaning = failure(ClientDecodeError("Failed to decode object", ValueError(), "<html>"))
    assert isinstance(meaning, DeliveryFailedError)
    assert meaning.maybe_sent
