"""Lists of things of the business, a button each."""

from operator import attrgetter
from typing import Any

from aiogram_dialog.widgets.kbd import Select
from aiogram_dialog.widgets.kbd.select import OnItemClick

from adapters.telegram.dialogs.parsing import an_id
from adapters.telegram.widgets.text import ItemTelling, ItemTold


def choice(
    id: str,  # noqa: A002  # as all widgets name it
    items: Any,
    telling: ItemTelling,
    on_click: OnItemClick[Select[int], int],
    *,
    by: str = "id",
) -> Select[int]:
    """`items` is where the view has them, `by` their attribute that is the id which `on_click` is given. A forged id never reaches it."""
    return Select(ItemTold(telling), id=id, item_id_getter=attrgetter(by), items=items, type_factory=an_id, on_click=on_click)
