"""What a person entered, as it can be used today."""

from datetime import date

from attrs import frozen

from rental_core.apartments.place import City
from rental_core.search.criteria import SearchCriteria
from rental_core.search.draft import Draft
from rental_core.search.places import Place
from rental_core.stay import Stay, span


@frozen
class Entered:
    """The draft as it can still be used, its city and the part of it, and the date there."""

    draft: Draft
    city: City | None
    place: Place | None
    today: date

    @property
    def stay(self) -> Stay | None:
        """The dates once both are known."""
        return span(self.draft.check_in, self.draft.check_out) if self.draft.check_in and self.draft.check_out else None

    @property
    def criteria(self) -> SearchCriteria | None:
        """What to search for; None without a city."""
        return self.criteria_of(self.draft)

    def criteria_of(self, draft: Draft) -> SearchCriteria | None:
        """What a draft that differs in its filters only would search for."""
        return draft.criteria(self.city.point, self.place) if self.city else None
