"""/health as programs read it."""

from collections.abc import Sequence

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from adapters.web.health import Health, Probe, Report, examine


def health_route(probes: Sequence[Probe]) -> HTTPRouteHandler:
    """/health: 503 when a part this process cannot do without is down."""

    @get("/health")
    async def health() -> Response[dict[str, object]]:
        report = await examine(probes)
        return Response(_as_json(report), status_code=503 if report.health is Health.DOWN else 200)

    return health


def _as_json(report: Report) -> dict[str, object]:
    parts = {name: {"status": each.health.value, "detail": each.detail} for name, each in report.findings.items()}
    return {"status": report.health.value, "checks": parts}
