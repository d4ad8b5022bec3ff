"""The cells of one row."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from adapters.imports.columns import Column
from adapters.imports.problems import Code, Note, Problem
from adapters.imports.values import CellError, read_text
from rental_core.apartments.apartment import TITLE_LENGTH

T = TypeVar("T")


class Cells:
    """Reads cells one after the other and collects what is wrong, so that a person sees all of it at once."""

    def __init__(self, cells: Mapping[Column, str]) -> None:
        self.cells = cells
        self.problems: list[Problem] = []
        self.notes: list[Note] = []

    def read(self, column: Column, how: Callable[[str], T], default: T) -> T:
        cell = self.cells.get(column, "")
        if not cell:
            return default
        try:
            return how(cell)
        except CellError as error:
            self.problems.append(error.problem)
            return default

    def text(self, column: Column, limit: int = TITLE_LENGTH) -> str:
        return self.read(column, lambda cell: read_text(column, cell, limit), "")

    def wrong(self, column: Column, code: Code, detail: str = "") -> None:
        self.problems.append(Problem(column.value, code, self.cells.get(column, ""), detail))
