"""The root of every refusal. A refusal carries data; how it is said belongs to the edges."""


class RentalError(Exception):
    """The business says no. Subclasses are attrs classes whose fields say why; they hold no user-facing sentence."""


class NotFoundError(RentalError):
    """What was asked for does not exist, or is not the asker's to know of: the two look alike from outside."""
