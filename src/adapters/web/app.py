"""The panel's Litestar application: the start page and the health of the installation."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog
from attrs import frozen
from litestar import Litestar, MediaType, Request, Response, get
from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import HTTPException, NotFoundException
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig
from litestar.types import Message, Scope

from adapters.web.health import Probe
from adapters.web.language import language_of
from adapters.web.report import health_route
from adapters.wording import wording

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

AnyRequest = Request[Any, Any, Any]
log = structlog.get_logger(__name__)


@frozen
class PanelFacts:
    """What the start page shows: where the chat is, None when only Telegram knows."""

    version: str
    chat_url: str | None


def create_app(facts: PanelFacts, probes: Sequence[Probe]) -> Litestar:
    """The application; `probes` look at the parts that /health reports on."""

    @get("/", sync_to_thread=False)
    def start(request: AnyRequest) -> Template:
        return _page("start.html", request, facts=facts)

    return Litestar(
        [start, health_route(probes), create_static_files_router("/static", [HERE / "static"])],
        template_config=TemplateConfig(directory=HERE / "templates", engine=JinjaTemplateEngine),
        exception_handlers={NotFoundException: _missing},
        before_send=[_add_headers],
        after_exception=[_log_unforeseen],
        openapi_config=None,
        logging_config=None,
    )


def _page(template: str, request: AnyRequest, *, status: int = 200, **context: object) -> Template:
    language = language_of(request)
    return Template(template, context={"_": wording(language).text, "language": language.value, **context}, status_code=status)


def _missing(request: AnyRequest, error: NotFoundException) -> Response[Any]:
    """A page for people, JSON for programs."""
    if request.accept.best_match([MediaType.JSON, MediaType.HTML]) == MediaType.HTML:
        return _page("missing.html", request, status=404)
    return Response({"status_code": 404, "detail": error.detail}, status_code=404)


async def _add_headers(message: Message, scope: Scope) -> None:
    """To whatever is answered: pages, files and refusals."""
    if message["type"] == "http.response.start":
        MutableScopeHeaders(message).update(HEADERS)


async def _log_unforeseen(error: Exception, scope: Scope) -> None:
    if not isinstance(error, HTTPException):
        log.error("request failed", path=scope["path"], exc_info=error)
