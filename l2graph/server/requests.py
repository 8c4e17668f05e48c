"""What a request says: its body within limits, its parameters, its token, and whether its client is still there."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from l2graph.server.limits import Limits
from l2graph.server.problems import Problem

T = TypeVar("T")
Parameters = Mapping[str, tuple[str, ...]]
MOST_PARAMETERS = 1000
GUESS_SECONDS = 0.5  # what a wrong token costs


async def read_body(request: Request, limits: Limits) -> bytes:
    """Return the body of a request.

    Raises:
        Problem: it is too large, or comes too slowly.
    """
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > limits.body:
        raise Problem("large", f"{int(length):,} bytes, and at most {limits.body:,} are read", close=True)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem("media", "the body is compressed; send it plain", close=True)
    pieces, size = [], 0
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for piece in request.stream():
                pieces.append(piece)
                size += len(piece)
                if size > limits.body:
                    raise Problem("large", f"at most {limits.body:,} bytes are read", close=True)
    except TimeoutError:
        raise Problem("slow", f"its body had not come after {limits.body_seconds:g} s", close=True) from None
    return b"".join(pieces)


def parameters_of(encoded: bytes | str) -> Parameters:
    """Return the parameters of a query string or a form.

    Raises:
        Problem: they are no UTF-8, or too many.
    """
    try:
        text = encoded.decode("ascii") if isinstance(encoded, bytes) else encoded
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=False, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise Problem("request", "the parameters are not UTF-8") from None
    except ValueError as error:
        raise Problem("request", str(error)) from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return found


def text_of(body: bytes) -> str:
    """Return a body as text.

    Raises:
        Problem: it is not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("request", f"the body is not UTF-8 at byte {error.start}") from None


def media_of(request: Request) -> tuple[str, str]:
    """Return the media type of a request's body and its charset."""
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = next((value for key, _, value in (p.partition("=") for p in parameters.split(";")) if key.strip().lower() == "charset"), "")
    return media.strip().lower(), charset.strip().strip('"').lower()


async def check_token(request: Request, token: str | None) -> None:
    """Let only those write who know the token; it is compared in constant time.

    Raises:
        Problem: nobody may write, or this client does not know it.
    """
    if token is None:
        raise Problem("reading", "start it with --writable and --token to let clients write", close=True)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    known = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
    if scheme.lower() != "bearer" or not known:
        await asyncio.sleep(GUESS_SECONDS if given else 0)
        raise Problem("token", "this token is not the one" if given else "", close=True)


async def while_there(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do some work for a client whose request has been read, and stop when the client goes."""
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        for one in (task, leaving):
            one.cancel()
        await asyncio.gather(task, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
