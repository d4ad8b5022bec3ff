"""Who may talk to a server without a login: programs of this machine and its own page, no other web site."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

SAFE_METHODS = ("GET", "HEAD")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def own_hosts(host: str, port: int) -> frozenset[str]:
    """Host headers of the page's own address; a foreign name that resolves to this machine is not among them."""
    names = {"localhost", "127.0.0.1", f"[{host}]" if ":" in host else host}
    return frozenset(f"{name}:{port}" for name in names) | (names if port == 80 else frozenset())


def guard(hosts: frozenset[str]) -> Middleware:
    """A middleware that refuses foreign Host headers, and foreign Origins where something may change."""
    origins = frozenset(f"http://{host}" for host in hosts)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get("Host", "").lower() not in hosts:
            raise web.HTTPMisdirectedRequest(text="this server answers to its loopback address only")
        origin = request.headers.get("Origin")
        if request.method not in SAFE_METHODS and origin is not None and origin.lower() not in origins:
            raise web.HTTPForbidden(text="this server takes no orders from other sites")
        return await handler(request)

    return middleware


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
