"""What the photo windows show, and how it is said."""

from collections.abc import Mapping

from attrs import frozen
from markupsafe import Markup

from adapters.telegram.dialogs.editing.views import title_of
from adapters.telegram.dialogs.photos.checking import SHORTEST_SIDE, Fault
from adapters.telegram.widgets.lines import bold, italic
from adapters.wording import N_, Wording, parts
from adapters.wording.shorten import one_line
from rental_core.apartments.apartment import MAX_PHOTOS, Apartment

TITLE_SHOWN = 60
FAULTS = {
    Fault.NO_PICTURE: N_("no picture that I can open: please send JPEG, PNG or WebP"),
    Fault.TOO_HEAVY: N_("heavier than 10 MB"),
    Fault.TOO_SMALL: N_("too small: each side needs {side} pixels at least"),
    Fault.TOO_LARGE: N_("too large or too long: width and height together have 10,000 pixels at most"),
    Fault.TOO_MANY: N_("there are {most} photos already, and more is not possible"),
    Fault.KNOWN: N_("there already"),
}


@frozen
class PhotosView:
    """The photos of an apartment; `number` is the one that is shown, from 0.

    `taken` and `refused` are what came of what was just sent.
    """

    flat: Apartment
    number: int = 0
    taken: int = 0
    refused: Mapping[str, int] = {}

    @property
    def some(self) -> bool:
        return bool(self.flat.photos)

    @property
    def several(self) -> bool:
        return len(self.flat.photos) > 1

    @property
    def later(self) -> bool:
        """Whether the photo that is shown is not the main one."""
        return self.number > 0


def photos(view: PhotosView, words: Wording) -> Markup:
    flat, count = view.flat, len(view.flat.photos)
    return parts.paragraphs(
        parts.block(words.html("📷 <b>Photos</b>"), bold(one_line(title_of(flat, words), TITLE_SHOWN))),
        parts.block(*(italic(said) for said in came(view, words))),
        _shown(view, words) if count else words.html("Nothing yet. Good photos are what renters look at first."),
        words.html("Send photos here, one by one or several at once: up to {most}.", most=MAX_PHOTOS) if count < MAX_PHOTOS else None,
    )


def _shown(view: PhotosView, words: Wording) -> Markup:
    count = len(view.flat.photos)
    if not view.number:
        return words.html("Photo {n} of {all}: the main one, which lists show.", n=1, all=count)
    return words.html("Photo {n} of {all}.", n=view.number + 1, all=count)


def came(view: PhotosView, words: Wording) -> list[str]:
    """What became of what was just sent."""
    said = [words.plural("{n} photo is added.", "{n} photos are added.", view.taken)] if view.taken else []
    for name, n in view.refused.items():
        why = words.text(FAULTS[Fault(name)], side=SHORTEST_SIDE, most=MAX_PHOTOS)
        said.append(words.plural("{n} is not: {why}.", "{n} are not: {why}.", n, why=why))
    return said


def position(view: PhotosView, words: Wording) -> str:
    return f"{words.number(view.number + 1)} / {words.number(len(view.flat.photos))}"


def delete(view: PhotosView, words: Wording) -> Markup:
    return parts.paragraphs(
        words.html("🗑 <b>Delete this photo?</b>"), words.html("Photo {n} of {all}.", n=view.number + 1, all=len(view.flat.photos))
    )
