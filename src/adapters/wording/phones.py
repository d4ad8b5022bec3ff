"""How telephone numbers are written."""

import phonenumbers


def readable(e164: str) -> str:
    """As numbers are written for people abroad: "+7 900 123-45-67"; messengers make that tappable. What cannot be read stays as it is."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
