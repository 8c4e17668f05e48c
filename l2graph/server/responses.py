"""Answers of workers as responses: whole before the first byte of their status goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from l2graph.server.frames import Frame

PIECE = 1 << 16  # bytes


def respond(reply: Frame, path: Path, *, headers: Mapping[str, str] | None = None) -> Response:
    """Return a worker's answer as a response."""
    media = str(reply.header["media"])
    told = {"Vary": "Accept, Accept-Encoding", **(headers or {})}
    if reply.header.get("gzip"):
        told["Content-Encoding"] = "gzip"
    if reply.header.get("file"):
        return SpooledResponse(path, media, told)
    return Response(reply.body, headers={**told, "Content-Type": with_charset(media)})


def with_charset(media: str) -> str:
    """Return a media type as it stands in a header; what is text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


class SpooledResponse(Response):
    """An answer that lies in a file, which nobody sees any more, and which goes with the response."""

    def __init__(self, path: Path, media: str, headers: Mapping[str, str]) -> None:
        self._file = path.open("rb")
        path.unlink()
        size = self._file.seek(0, 2)
        self._file.seek(0)
        super().__init__(None, headers={**headers, "Content-Type": with_charset(media), "Content-Length": str(size)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                for piece in self._pieces():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._file.close()

    def _pieces(self) -> Iterator[bytes]:
        while piece := self._file.read(PIECE):
            yield piece
