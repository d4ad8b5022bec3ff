"""Whether an address of this machine can still be listened on."""

import socket

import click

URL = "{name}=http://{host}:{port}"
OPTION = "{name} {host}:{port}"


def must_be_free(name: str, host: str, port: int, *, said_as: str = URL) -> None:
    """Raises click.ClickException that names the setting or option to change when something else listens there."""
    if port and not _is_free(host, port):
        other = said_as.format(name=name, host=host, port=port + 10)
        raise click.ClickException(f"port {port} of {host} is in use. Stop what uses it, or choose another: {other}")


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
