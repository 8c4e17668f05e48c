"""What one request may take of the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server; what goes beyond one is refused with the name of the option that raises it."""

    seconds: float = 10.0  # of one query or update
    memory: int = 512 * MEBIBYTE  # bytes of one worker beyond what it starts with
    rows: int = 1_000_000  # of one answer
    answer: int = 256 * MEBIBYTE  # bytes of one answer, before it is compressed
    body: int = 8 * MEBIBYTE  # bytes of one request
    workers: int = 2  # queries at a time
    waiting: int = 64  # requests that wait for a worker
    wait: float = 60.0  # seconds that one waits at most
    head_seconds: float = 10.0  # until the head of a request has come
    body_seconds: float = 30.0  # until its body has come
    send_seconds: float = 60.0  # until the client has taken the next piece of an answer
    connections: int = 512
