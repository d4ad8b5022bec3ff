"""Places and contacts: messages that are neither text nor file."""

from typing import Any

from adapters.simulator.errors import bad_request
from adapters.simulator.methods.call import MethodCall
from adapters.simulator.methods.sending import deliver
from adapters.simulator.requests import Params

MAX_ACCURACY = 1500.0  # metres


def send_location(call: MethodCall) -> dict[str, Any]:
    person = call.reachable_person()
    return deliver(call, person, location_content(call.params))


def send_venue(call: MethodCall) -> dict[str, Any]:
    person = call.reachable_person()
    place = location_content(call.params)
    venue = {**place, "title": required(call.params, "title"), "address": required(call.params, "address")}
    return deliver(call, person, {**place, "venue": venue})


def send_contact(call: MethodCall) -> dict[str, Any]:
    person = call.reachable_person()
    return deliver(call, person, contact_content(call.params))


def location_content(fields: Params) -> dict[str, Any]:
    """`location` in degrees. Raises ApiError for a point that is not on the globe."""
    latitude, longitude = degrees(fields, "latitude", 90), degrees(fields, "longitude", 180)
    location: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
    accuracy = fields.seconds("horizontal_accuracy")
    if not 0 <= accuracy <= MAX_ACCURACY:
        raise bad_request("invalid horizontal_accuracy specified")
    return {"location": {**location, "horizontal_accuracy": accuracy} if accuracy else location}


def degrees(fields: Params, name: str, most: int) -> float:
    try:
        value = float(required(fields, name))
    except ValueError:
        raise bad_request(f"invalid {name} specified") from None
    if not -most <= value <= most:
        raise bad_request(f"invalid {name} specified")
    return round(value, 6)


def contact_content(fields: Params) -> dict[str, Any]:
    """`contact` of somebody; whose account it is remains unknown."""
    contact = {"phone_number": required(fields, "phone_number"), "first_name": required(fields, "first_name")}
    optional = {name: fields.text(name) for name in ("last_name", "vcard") if fields.text(name)}
    return {"contact": {**contact, **optional}}


def required(fields: Params, name: str) -> str:
    """Raises ApiError when it is missing."""
    value = fields.text(name).strip()
    if not value:
        raise bad_request(f"{name.replace('_', ' ')} is empty")
    return value
