"""Connections that nobody can hold open for long: uvicorn's protocol with deadlines for slow clients.

uvicorn ends idle connections; it waits for ever for the head of a request that comes byte by byte, and for a client that does not read.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from l2graph.server.limits import Limits

FLUSH_SECONDS = 5.0  # that the last bytes of a closing connection have


def guarded(limits: Limits) -> type[H11Protocol]:
    """Return the protocol for a server with some limits."""

    class Guarded(H11Protocol):
        """A connection with deadlines."""

        _head_timer: asyncio.TimerHandle | None = None
        _send_timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            if len(self.connections) > 2 * limits.connections:  # up to once as many are told so
                transport.abort()
                return
            self._await_head()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_timers()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
                self._await_head()
            elif self._head_timer is not None:
                self._head_timer.cancel()
                self._head_timer = None

        def pause_writing(self) -> None:
            super().pause_writing()
            if self._send_timer is None:
                self._send_timer = self.loop.call_later(limits.send_seconds, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            if self._send_timer is not None:
                self._send_timer.cancel()
                self._send_timer = None

        def timeout_keep_alive_handler(self) -> None:
            super().timeout_keep_alive_handler()
            self.loop.call_later(FLUSH_SECONDS, self.transport.abort)

        def shutdown(self) -> None:
            super().shutdown()
            if self.transport.is_closing():
                self.loop.call_later(FLUSH_SECONDS, self.transport.abort)

        def _await_head(self) -> None:
            if self._head_timer is None:
                self._head_timer = self.loop.call_later(limits.head_seconds, self.transport.abort)

        def _stop_timers(self) -> None:
            for timer in (self._head_timer, self._send_timer):
                if timer is not None:
                    timer.cancel()

    return Guarded
