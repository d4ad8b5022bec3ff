"""The one door to all that is said."""

from functools import cache

from attrs import frozen

from adapters.wording.catalogue import catalogue
from adapters.wording.names import Names
from adapters.wording.refusals import said
from rental_core.accounts.person import Language
from rental_core.errors import RentalError


@frozen
class Wording(Names):
    """Everything that is said in one language."""

    def refusal(self, error: RentalError) -> str:
        """Why not, and what to do next: plain text of at most 200 characters, as an alert takes it."""
        return said(self, error)


@cache
def wording(language: Language) -> Wording:
    """The wording of a language, read once."""
    return Wording(language, catalogue(language))
