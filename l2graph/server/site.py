"""What all requests to one server share."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l2graph.server.frames import Frame
from l2graph.server.kept import KeptAnswers
from l2graph.server.limits import Limits
from l2graph.server.pool import Pool
from l2graph.server.source import Refused, Source


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
    kept: KeptAnswers = field(default_factory=KeptAnswers)

    async def ask(self, job: Mapping[str, Any]) -> tuple[Frame, Path]:
        """Have a query answered by a worker, unless another one answers it while this one waits."""
        reply, path = await self.readers.run(job, known=lambda: self.known(job))
        self.kept.keep(job, reply)
        return reply, path

    def known(self, job: Mapping[str, Any]) -> Frame | None:
        """Return what was answered to the same query since somebody last wrote into the store, where it is kept."""
        try:
            return self.kept.recall(Source(self.store).state, job)
        except Refused:
            return None  # whoever opens the store tells why it cannot be read

    async def write(self, job: Mapping[str, Any], body: bytes = b"") -> Frame:
        """Have something written: one job after another, and not cut short where the client goes."""
        assert self.writers is not None
        reply, _ = await asyncio.shield(self.writers.run(job, body))
        return reply
