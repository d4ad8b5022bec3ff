"""A window opens without its picture when the storage has lost it, or does not answer."""

from typing import Any

import pytest
from aiogram.methods import SendMediaGroup, SendMessage, TelegramMethod
from aiogram.types import Chat
from aiogram_dialog.api.entities import NewMessage, ShowMode

from adapters.memory import MemoryPhotos
from adapters.telegram.media import PhotoMessages, picture
from rental_core.apartments.apartment import PhotoKey
from rental_core.apartments.ports import PhotosUnreachableError
from tests.edge.telegram.conftest import RecordingBot, Renter
from tests.support.market import Market

KEY = PhotoKey("0" * 64 + ".jpg")


class Unreachable(MemoryPhotos):
    """Takes pictures, and gives none back."""

    async def get(self, key: PhotoKey) -> bytes:
        raise PhotosUnreachableError("503 SlowDown")


@pytest.fixture
def photos() -> MemoryPhotos:
    return Unreachable()


class SendingBot(RecordingBot):
    """Sends text too."""

    async def __call__(self, method: TelegramMethod[Any], request_timeout: int | None = None) -> Any:
        answer = await super().__call__(method, request_timeout)
        return self._sent(method.chat_id) if isinstance(method, SendMessage) else answer


@pytest.mark.parametrize("storage", [MemoryPhotos(), Unreachable()], ids=["lost", "unreachable"])
async def test_a_window_opens_without_it(storage: MemoryPhotos) -> None:
    bot = SendingBot()
    window = NewMessage(chat=Chat(id=1, type="private"), text="A flat by the sea", media=picture(KEY), show_mode=ShowMode.SEND)
    await PhotoMessages(storage).show_message(bot, window, None)
    [sent] = bot.calls
    assert isinstance(sent, SendMessage)
    assert sent.text == "A flat by the sea"


async def test_an_album_that_cannot_be_had_is_answered_so(renter: Renter, market: Market, photos: MemoryPhotos) -> None:
    keys = tuple([await photos.put(colour, suffix="jpg") for colour in (b"red", b"green")])
    await market.change_flat(photos=keys)
    await renter.say(f"/start a_{market.flat.id}")
    answer = await renter.tap("All photos")
    assert answer is not None
    assert "no more photos" in str(answer.text)
    assert not [call for call in renter.bot.calls if isinstance(call, SendMediaGroup)]
