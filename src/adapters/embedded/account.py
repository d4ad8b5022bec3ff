"""As root: the system user PostgreSQL runs as, and what that user can reach."""

import os
import pwd
from pathlib import Path

from attrs import frozen

from adapters.embedded.errors import EmbeddedServerError

# The account of a distribution's PostgreSQL package where there is one, else the one every system has.
CANDIDATES = ("postgres", "nobody")


@frozen
class Account:
    """User and group id a server runs under."""

    uid: int
    gid: int

    @property
    def ids(self) -> tuple[int, int]:
        return self.uid, self.gid

    def reaches(self, path: Path) -> bool:
        """True when every folder above `path` can be entered and `path` itself can be read (and entered)."""
        resolved = path.resolve()
        wanted = os.R_OK | (os.X_OK if resolved.is_dir() else 0)
        return self._may(resolved, wanted) and all(self._may(folder, os.X_OK) for folder in resolved.parents)

    def _may(self, path: Path, wanted: int) -> bool:
        found = path.stat()
        shift = 6 if found.st_uid == self.uid else 3 if found.st_gid == self.gid else 0
        return (found.st_mode >> shift) & wanted == wanted


def server_account(cluster: Path) -> Account | None:
    """Whom PostgreSQL runs as: None means ourselves. As root, the owner of existing data, else a system user.

    Raises EmbeddedServerError when root finds no system user to use.
    """
    if os.geteuid() != 0:
        return None
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    reason = f"cannot run as root, and none of the users {', '.join(CANDIDATES)} exists; run as a normal user"
    raise EmbeddedServerError("PostgreSQL", reason)
