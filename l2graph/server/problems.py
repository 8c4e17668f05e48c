"""What goes wrong with a request, as problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

MEDIA = "application/problem+json"
# What a worker calls it: the status, a title, and what to do
KINDS = {
    "syntax": (400, "The query cannot be read", ""),
    "request": (400, "The request cannot be read", ""),
    "outside": (403, "Nothing is asked of other machines", ""),
    "token": (401, "A token is needed", "send `Authorization: Bearer TOKEN`"),
    "reading": (403, "This server only reads", ""),
    "missing": (404, "There is no such thing here", ""),
    "method": (405, "This is not done here", ""),
    "form": (406, "There is no such form", ""),
    "media": (415, "This media type is not read here", ""),
    "slow": (408, "The request came too slowly", ""),
    "large": (413, "The request is too large", "send less, or start the server with a larger --max-body"),
    "host": (421, "This server does not go by that name", "start it with --name NAME"),
    "rows": (422, "The answer has too many rows", "ask with a LIMIT, or start the server with larger --max-rows"),
    "bytes": (422, "The answer is too large", "ask with a LIMIT, or start the server with a larger --max-answer"),
    "conflict": (409, "This cannot be done as things are", ""),
    "evaluation": (400, "The query cannot be answered", ""),
    "memory": (507, "The query needs too much memory", "ask for less, or start the server with a larger --memory"),
    "time": (504, "The query takes too long", "ask for less, or start the server with a larger --timeout"),
    "busy": (503, "The server is busy", "ask again in a moment"),
    "stopping": (503, "The server is stopping", ""),
    "store": (503, "The store cannot be read", ""),
    "internal": (500, "Something went wrong inside", ""),
}
RETRY_SECONDS = {"busy": "1", "store": "5", "stopping": "5"}


class Problem(Exception):
    """A request that cannot be served."""

    def __init__(self, kind: str, detail: str = "", *, headers: Mapping[str, str] | None = None, close: bool = False) -> None:
        super().__init__(detail or kind)
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {}) | ({"Connection": "close"} if close else {})

    def response(self) -> Response:
        """Return what the client is told."""
        status, title, remedy = KINDS[self.kind]
        detail = "; ".join(part for part in (self.detail, remedy) if part)
        told = {"type": f"urn:l2graph:problem:{self.kind}", "title": title, "status": status}
        content = json.dumps(told | ({"detail": detail} if detail else {}), ensure_ascii=True) + "\n"
        headers = dict(self.headers)
        if self.kind in RETRY_SECONDS:
            headers.setdefault("Retry-After", RETRY_SECONDS[self.kind])
        if self.kind == "token":
            headers["WWW-Authenticate"] = 'Bearer realm="l2graph"'
        return Response(content, status_code=status, headers=headers, media_type=MEDIA)


def of_status(status: int) -> Response:
    """Return the problem details of a status that the framework itself gives."""
    kind = next((kind for kind, (known, _, _) in KINDS.items() if known == status), None)
    if kind is not None:
        return Problem(kind).response()
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    return Response(json.dumps(told) + "\n", status_code=status, media_type=MEDIA)
