"""Callback data that no button carries: what is real, changed as a forger would."""

from collections.abc import Callable, Sequence

from aiogram_dialog.utils import remove_intent_id

SEPARATOR = "\x1d"  # aiogram-dialog puts it between the id of a window and the button's own data
LIMIT = 64  # bytes
ITEMS = (
    "", "0", "1", "-1", "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "1.5", "1e9", "NaN", "None", "true",
    "٣", "１", "1970-01-01", "9999-12-31", "2027-02-30", "9999-99", "' OR 1=1 --", "../../etc/passwd", "{0}", "%s", "\u202e", "\0", "a:b:c",
)  # fmt: skip
RUBBISH = (
    "", " ", SEPARATOR, SEPARATOR * 3, "x" * LIMIT, "я" * (LIMIT // 2), "\0" * 8, f"abcdef{SEPARATOR}", f"{SEPARATOR}menu_search",
    f"abcdef{SEPARATOR}trips_open:1", f"{SEPARATOR}{SEPARATOR}trips_open:1", "dec", "dec:1", "dec:1:yes", "dec:0:yes", "dec:x:no",
    "dec:9223372036854775808:yes", "why:1:other", "why:1:nonsense", "trip:1", "trip:-1", "trip:9999999999", "trip:x", "again", "again:1",
    "__next__", "__back__", "__cancel__", "null", "[]", "{}", "😀" * 16,
)  # fmt: skip
Forger = Callable[[str, int, Sequence[str]], str]


def _other_item(data: str, trick: int, _others: Sequence[str]) -> str:
    """The same button with another item; an item where there was none."""
    return f"{data.rpartition(':')[0] or data}:{ITEMS[trick % len(ITEMS)]}"


def _neighbour(data: str, trick: int, _others: Sequence[str]) -> str:
    """The id beside it, which is somebody else's."""
    head, _, item = data.rpartition(":")
    return f"{head}:{int(item) + (1, -1, 2, -2)[trick % 4]}" if item.isdecimal() else f"{data}:{trick}"


def _other_window(data: str, trick: int, others: Sequence[str]) -> str:
    """Somebody's button below the window that is open here."""
    intent = remove_intent_id(data)[0]
    widget = remove_intent_id(others[trick % len(others)])[1]
    return f"{intent}{SEPARATOR}{widget}" if intent else widget


def _strangers(_data: str, trick: int, others: Sequence[str]) -> str:
    """Somebody's button as it is."""
    return others[trick % len(others)]


def _no_such_button(data: str, trick: int, _others: Sequence[str]) -> str:
    intent = remove_intent_id(data)[0] or "abcdef"
    return f"{intent}{SEPARATOR}{('nonsense', '', 'nonsense:1', '__next__', '__cancel__', SEPARATOR)[trick % 6]}"


def _forgotten(data: str, trick: int, _others: Sequence[str]) -> str:
    """A window that nobody remembers, or none at all."""
    widget = remove_intent_id(data)[1]
    return (f"gone00{SEPARATOR}{widget}", widget, f"{SEPARATOR}{widget}", f"{widget}{SEPARATOR}{widget}")[trick % 4]


def _cut(data: str, trick: int, _others: Sequence[str]) -> str:
    return data[: trick % (len(data) + 1)]


def _rubbish(_data: str, trick: int, _others: Sequence[str]) -> str:
    return RUBBISH[trick % len(RUBBISH)]


FORGERS: tuple[Forger, ...] = (_other_item, _neighbour, _other_window, _strangers, _no_such_button, _forgotten, _cut, _rubbish)


def forged(data: str, pick: int, trick: int, others: Sequence[str]) -> str:
    """`data` of a button changed in one of many ways, at most 64 bytes; `others` is real data of anybody's buttons, at least one."""
    made = FORGERS[pick % len(FORGERS)](data, trick, others)
    return made.encode()[:LIMIT].decode(errors="ignore")
