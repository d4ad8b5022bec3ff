"""Phone numbers as people type them and as Telegram tells them."""

import phonenumbers

HOME = "RU"  # whose numbers need no country code


def an_e164(typed: str) -> str | None:
    """The number in E.164, None for what no telephone rings at."""
    try:
        found = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def shared(number: str) -> str | None:
    """As `an_e164`; a number that Telegram tells has its country code, but not always the plus."""
    return an_e164("+" + number.lstrip("+"))
