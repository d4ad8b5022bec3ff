"""What the buttons of offers carry."""

from adapters.telegram.saying import StaleTapError
from rental_core.search.draft import Draft
from rental_core.search.loosen import Change, Offer, What, changed


def item_of(offer: Offer) -> str:
    return f"{offer.change.what.value}:{offer.change.to}"


def changed_by(item: str, draft: Draft) -> Draft:
    """The draft after the change that a button carries. Raises StaleTapError for what no button of ours carries."""
    what, _, to = item.partition(":")
    try:
        return changed(draft, Change(What(what), to))
    except (ValueError, OverflowError):
        raise StaleTapError(item) from None
