"""A SPARQL server elsewhere: where it takes queries and updates, and how it is sent them.

The standard library's HTTP client is enough: two kinds of request to one server, over one connection that is kept. It follows no redirect
and asks no proxy, so that a token goes to the server that was named and to nobody else.
"""

from __future__ import annotations

import http.client
import json
import re
import time
from collections.abc import Callable
from urllib.parse import urlencode, urljoin, urlsplit

from l2graph.errors import ServeError

TABLE, TRIPLES = "application/sparql-results+json", "application/n-triples"
PLACES = ("sparql", "query")  # where servers take queries, if only their name is given: ours, Oxigraph's
ATTEMPTS = 4
PAUSE_SECONDS = 0.5  # before the second attempt; twice as long before each further one
PASSING = (429, 502, 503)
FORM = "application/x-www-form-urlencoded"


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a server, and no path."""
    return text.lower().startswith(("http://", "https://"))


class Endpoint:
    """A server that is asked and told in SPARQL."""

    def __init__(self, address: str, *, update: str = "", token: str = "", timeout_s: float = 120) -> None:
        parts = urlsplit(address)
        try:
            port = parts.port
        except ValueError as error:
            raise ServeError(f"{address}: {error}") from error
        if not is_address(address) or not parts.hostname or parts.username is not None:
            raise ServeError(f"{address}: no address of a server; write http://HOST:PORT/sparql")
        if any(ord(c) <= 32 or ord(c) > 126 for c in address + token):
            raise ServeError("an address and a token are plain ASCII without blanks")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.address = address
        self._connection = kind(parts.hostname, port, timeout=timeout_s)
        self._token = token
        self._asked = address if parts.path.strip("/") else ""
        self._told = update

    def ask(self, query: str, accept: str = TABLE) -> tuple[str, bytes]:
        """Return the answer to a query: its media type and itself.

        Raises:
            ServeError: the server cannot be reached, or refuses.
        """
        if not self._asked:
            self._asked = self._first("query", [urljoin(self.address + "/", place) for place in PLACES], self._takes_queries)
        return self._send(self._asked, {"query": query}, accept)

    def tell(self, update: str) -> None:
        """Have an update done.

        Raises:
            ServeError: the server cannot be reached, or refuses.
        """
        if not self._told:
            self.ask("ASK {}")  # finds the place of queries, beside which that of updates is
            nearby = [self._asked, urljoin(self._asked, "update"), urljoin(self._asked, "statements")]
            self._told = self._first("update", nearby, self._takes_updates)
        self._send(self._told, {"update": update}, "*/*")

    def _first(self, what: str, places: list[str], works: Callable[[str], None]) -> str:
        """Return the first place that works; where none does, tell what the last ones said."""
        said = []
        for place in dict.fromkeys(places):
            try:
                works(place)
            except ServeError as error:
                said.append(str(error))
            else:
                return place
        raise ServeError(f"{self.address}: takes no {what}; {'; '.join(said)}")

    def _takes_queries(self, place: str) -> None:
        self._send(place, {"query": "ASK {}"}, TABLE)

    def _takes_updates(self, place: str) -> None:
        self._send(place, {"update": "INSERT DATA {}"}, "*/*")

    def _send(self, place: str, fields: dict[str, str], accept: str) -> tuple[str, bytes]:
        """Send a form; where the server is busy or the line breaks, try again, for all that we send can be done twice."""
        headers = {"Content-Type": FORM, "Accept": accept, "User-Agent": "l2graph"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        body = urlencode(fields).encode()
        parts = urlsplit(place)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        told = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(PAUSE_SECONDS * 2 ** (attempt - 1))
            try:
                self._connection.request("POST", target, body, headers)
                response = self._connection.getresponse()
                content = response.read()
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                told = f"{place}: {getattr(error, 'strerror', None) or error or type(error).__name__}; is the server running?"
                continue
            if 200 <= response.status < 300:
                return response.getheader("Content-Type", "").partition(";")[0].strip().lower(), content
            told = f"{place}: status {response.status}: {_reason(content)}"
            if response.status not in PASSING:
                break
        raise ServeError(told)


def _reason(content: bytes) -> str:
    """Return what a server says of an error, in one short line."""
    text = content.decode("utf-8", "replace")
    try:
        problem = json.loads(text)
        text = str(problem.get("detail") or problem.get("title") or text)
    except (ValueError, AttributeError):
        text = re.sub(r"<[^>]*>", " ", text)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300] or "no reason given"
