"""What somebody who taps and writes at random may do, drawn by Hypothesis and read against whatever is on their screen."""

from enum import Enum

from attrs import frozen
from hypothesis import strategies as st


class Kind(Enum):
    """In the order of how simple they are, which is the order in which a failing example is made smaller."""

    TAP = "a button of the newest window"
    EXPLORE = "a button of the newest message that they have not tapped yet"
    COMMAND = "a command of the menu"
    SAY = "a text"
    TWICE = "a button tapped twice at once"
    TOGETHER = "a button, while somebody else taps one"
    ANY_MESSAGE = "a button of any message that is still there"
    REMEMBERED = "a button that they saw at some time, on the message as it was then"
    FORGED = "data that no button carries"
    FORGED_BELOW_OLD = "data that no button carries, on a message as it was at some time"
    ARGUMENTS = "a command with rubbish behind it"
    LINK = "a link to an apartment"
    PHOTO = "a photo"
    ALBUM = "two photos in one go"
    DOCUMENT = "a file"
    STICKER = "a sticker"
    VOICE = "a voice message"
    EDIT = "another text for a message they have sent"
    LOCATION = "a place"
    OWN_CONTACT = "their own contact"
    FOREIGN_CONTACT = "somebody else's contact"
    LEAVE = "blocking the bot and coming back"


WEIGHTS = {Kind.TAP: 6, Kind.EXPLORE: 12, Kind.COMMAND: 2, Kind.SAY: 3, Kind.TWICE: 2, Kind.REMEMBERED: 2, Kind.FORGED: 4}
KINDS = [kind for kind in Kind for _ in range(WEIGHTS.get(kind, 1))]
LONGEST = 30


@frozen
class Act:
    """`who` acts; `pick` and `trick` choose among what there is, each modulo how much there is."""

    who: int
    kind: Kind
    pick: int
    trick: int

    def __str__(self) -> str:
        return f"{self.who} {self.kind.name} {self.pick} {self.trick}"


def acts() -> st.SearchStrategy[list[Act]]:
    """A sequence of 10 to 30 acts of up to four people."""
    numbers = st.integers(0, 199)
    one = st.builds(Act, st.integers(0, 3), st.sampled_from(KINDS), numbers, numbers)
    return st.lists(one, min_size=10, max_size=LONGEST)
