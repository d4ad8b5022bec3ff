"""What happens to apartments."""

from attrs import frozen

from rental_core.accounts.person import PersonId
from rental_core.apartments.apartment import ApartmentId, Publication
from rental_core.outbox import Event


@frozen
class ApartmentMoved(Event):
    """An apartment reached `to`, moved by `by`."""

    apartment_id: ApartmentId
    to: Publication
    by: PersonId
