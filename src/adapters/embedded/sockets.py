"""Short private folders for sockets: a socket's path may have 107 bytes, a data folder's path may be longer."""

import os
import re
import tempfile
from pathlib import Path

from adapters.embedded.account import Account

PREFIX = "rental-"
LONGEST_PARENT = 70  # bytes; leaves room for the private folder and `.s.PGSQL.5432` below macOS's limit of 103
SAFE = re.compile(r"[A-Za-z0-9/._+-]+")  # what needs no quoting in a URL and in PostgreSQL's list of folders


def make_sockets(account: Account | None = None) -> Path:
    """A new folder that only its owner may enter: `account`, or ourselves. Raises OSError."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_parent(account)))
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    return folder


def _parent(account: Account | None) -> Path:
    for path in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):
        if _suits(path.resolve(), account):
            return path.resolve()
    raise OSError("no folder for sockets: neither TMPDIR nor /tmp is short, plain ASCII and open to the server")


def _suits(path: Path, account: Account | None) -> bool:
    if len(os.fsencode(path)) > LONGEST_PARENT or SAFE.fullmatch(str(path)) is None or not os.access(path, os.W_OK):
        return False
    return account is None or account.reaches(path)
