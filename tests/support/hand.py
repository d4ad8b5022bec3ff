"""Somebody's hand on the screen, in either language: what stands there is asked of the catalogue."""

import re
from datetime import date

from attrs import frozen

from adapters.wording import Wording, wording
from rental_core.accounts.person import Language
from tests.support.seen import Message, plain
from tests.support.simulator import Person
from tests.support.town import Resident


@frozen
class Hand:
    """Somebody's hand on the screen: taps and reads what the catalogue of their language says."""

    chat: Person
    words: Wording

    def said(self, text: str, **values: object) -> str:
        """As it stands on the screen, without tags; what the catalogue does not know stays as it is."""
        return self.plain(re.sub(r"</?[bi]>", "", self.words.text(text, **values)))

    @staticmethod
    def plain(text: str) -> str:
        """Plainly spaced, as messages are read."""
        return plain(text)

    async def tap(self, text: str, message: Message | None = None, **values: object) -> None:
        await self.chat.tap(self.said(text, **values), message)

    async def sees(self, text: str, **values: object) -> Message:
        return await self.chat.sees(self.said(text, **values))

    async def button(self, text: str) -> Message:
        return await self.chat.sees_button(self.said(text))

    async def answer(self, question: str, typed: str) -> None:
        """Type an answer once the question is there."""
        await self.sees(question)
        await self.chat.say(typed)

    async def choose(self, question: str, *buttons: str) -> None:
        """Tap answers once the question is there."""
        asked = await self.sees(question)
        for each in buttons:
            await self.chat.tap(each, asked)

    async def day(self, day: date) -> None:
        """Tap a day of the calendar that is shown, leafing to its month."""
        for _ in range(12):
            shown = await self.chat.sees_button("›")
            found = [each["callback_data"] for row in shown.rows for each in row if each["callback_data"].endswith(day.isoformat())]
            if found:
                await self.chat.tap_data(found[0], shown)
                return
            await self.chat.tap("›", shown)
        raise AssertionError(f"the calendar does not show {day}")


def hand_of(resident: Resident, language: str) -> Hand:
    return Hand(resident.chat, wording(Language(language)))


async def home(landlord: Hand) -> Message:
    """The landlord's home, opened anew."""
    asked = await landlord.chat.say("/letting")
    return await landlord.chat.sees(landlord.said("🔑 <b>What you let</b>"), after=asked)


async def opened(landlord: Hand, title: str) -> None:
    """The landlord's page of the apartment."""
    await landlord.tap("🏠 My apartments", await home(landlord))
    await landlord.chat.tap(title)
    await landlord.button("🚦 Free or occupied")
