"""What all requests to one server share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l2graph.server.frames import Frame
from l2graph.server.limits import Limits
from l2graph.server.pool import Pool


@dataclass(slots=True)
class Site:
    """A store that is served."""

    store: Path  # Oxigraph's folder
    title: str
    limits: Limits
    readers: Pool
    drawers: Pool  # for pages of the whole graph, which may take longer than a query
    writers: Pool | None = None
    token: str | None = None
    names: frozenset[str] = field(default_factory=frozenset)  # by which it may be called; empty for any

    async def write(self, job: Mapping[str, Any], body: bytes = b"") -> Frame:
        """Have something written: one job after another, and not cut short where the client goes."""
        import asyncio

        assert self.writers is not None
        reply, _ = await asyncio.shield(self.writers.run(job, body))
        return reply
