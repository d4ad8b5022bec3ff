"""Whether the parts this installation needs are there."""

import asyncio
from abc import abstractmethod
from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from attrs import frozen

PATIENCE = 3.0  # seconds a part may take to answer


class Health(Enum):
    """Well; at work but slower or silent in places; not at work."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


@frozen
class Finding:
    """What a probe found; `detail` is for operators, in English."""

    health: Health
    detail: str


class Probe(Protocol):
    """Looks at one part."""

    name: str

    @abstractmethod
    async def look(self) -> Finding:
        """Never raises for a part that is gone: that is a finding."""


@frozen
class Report:
    """All findings by the name of their part."""

    findings: dict[str, Finding]

    @property
    def health(self) -> Health:
        """The worst of the findings."""
        found = {finding.health for finding in self.findings.values()}
        return next((each for each in (Health.DOWN, Health.DEGRADED) if each in found), Health.OK)


async def examine(probes: Sequence[Probe]) -> Report:
    """Looks at all parts side by side; one that does not answer in time is down."""
    findings = await asyncio.gather(*(_look(probe) for probe in probes))
    return Report({probe.name: finding for probe, finding in zip(probes, findings, strict=True)})


async def _look(probe: Probe) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE):
            return await probe.look()
    except TimeoutError:
        return Finding(Health.DOWN, f"no answer within {PATIENCE:.0f} s")
