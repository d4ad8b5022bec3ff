"""Links that open an apartment in the bot: t.me/<bot>?start=a_123."""

import re
from urllib.parse import quote

from rental_core.apartments.apartment import ApartmentId

PAYLOAD = re.compile(r"a_([1-9][0-9]{0,17})")  # ids are 64-bit


def link_to(apartment_id: ApartmentId, bot_username: str) -> str:
    """What can be sent to anybody."""
    return f"https://t.me/{bot_username}?start=a_{apartment_id}"


def share_sheet(link: str, said: str) -> str:
    """Opens Telegram's choice of chats to send the link to, with `said` below it."""
    return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(said, safe='')}"


def linked(payload: str) -> ApartmentId | None:
    """The apartment that the payload of a link names; None for anything else."""
    found = PAYLOAD.fullmatch(payload)
    return ApartmentId(int(found[1])) if found else None
