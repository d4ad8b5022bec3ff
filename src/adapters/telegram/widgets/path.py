"""Turning pages both ways where the database knows only the way forward."""

from typing import Any

from attrs import frozen

PATH = "path"  # dialog data: where each page turned so far ended
FOLLOWING = "following"  # dialog data: where the page drawn last ended; None on the last one


@frozen
class Path:
    """Where a person is in a list, kept in the data of its dialog. A page end is whatever the list's cursor is made of, as JSON."""

    data: dict[str, Any]

    @property
    def turned(self) -> list[list[Any]]:
        turned: list[list[Any]] = self.data.setdefault(PATH, [])
        return turned

    @property
    def page(self) -> int:
        """Counts from 1."""
        return len(self.turned) + 1

    @property
    def after(self) -> list[Any] | None:
        """Where the page before this one ended; None on the first."""
        return self.turned[-1] if self.turned else None

    def leads_to(self, following: list[Any] | None) -> None:
        """Note where this page ends, None when nothing follows."""
        self.data[FOLLOWING] = following

    def forward(self) -> bool:
        """False on the last page."""
        following = self.data.get(FOLLOWING)
        if following:
            self.turned.append(following)
            self.data[FOLLOWING] = None
        return bool(following)

    def back(self) -> bool:
        """False on the first page."""
        turned = bool(self.turned)
        if turned:
            self.turned.pop()
        return turned

    def restart(self) -> None:
        self.turned.clear()
