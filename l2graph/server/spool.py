"""Where a worker puts an answer until it is whole: in memory while it is small, then in a file; its rows and bytes are counted."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path
from typing import BinaryIO

PREFIX = b"@prefix "
IN_MEMORY = 1 << 20  # bytes
SPEED = 4  # of gzip: twice as fast as its default, for some hundredths more
STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


class TooMuch(Exception):
    """An answer goes beyond a limit: "rows" or "bytes"."""

    def __init__(self, kind: str, most: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.most = most


class Spool(io.RawIOBase):
    """A file to write an answer to."""

    def __init__(self, path: Path, *, most_bytes: int, compressed: bool = False) -> None:
        self.path = path
        self.most_bytes = most_bytes
        self.written = 0
        self._memory: io.BytesIO | None = io.BytesIO()
        self._file: BinaryIO | None = None
        self._gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=SPEED, fileobj=_Plain(self._put), mtime=0) if compressed else None

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that Oxigraph writes
        self.written += len(data)
        if self.written > self.most_bytes:
            raise TooMuch("bytes", self.most_bytes)
        if self._gzip is not None:
            self._gzip.write(data)
        else:
            self._put(data)
        return len(data)

    def finish(self) -> bytes | None:
        """Return the answer, or None where it lies in the file."""
        if self._gzip is not None:
            self._gzip.close()
        if self._file is not None:
            self._file.close()
            return None
        assert self._memory is not None
        return self._memory.getvalue()

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._file is not None:
            self._file.close()
            self.path.unlink(missing_ok=True)

    def _put(self, data: bytes) -> None:
        if self._memory is not None and self._memory.tell() + len(data) > IN_MEMORY:
            self._file = self.path.open("wb")
            self._file.write(self._memory.getbuffer())
            self._memory = None
        target = self._file if self._memory is None else self._memory
        assert target is not None
        target.write(data)


class _Plain(io.RawIOBase):
    """The file that gzip writes to."""

    def __init__(self, put: object) -> None:
        self._put = put

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._put(bytes(data))  # type: ignore[operator]
        return len(data)


class SortedHead:
    """A file that sorts the prefixes at the head of Turtle or TriG that is written through it."""

    def __init__(self, target: Spool) -> None:
        self._target = target
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            return self._target.write(data)
        self._head += data
        lines = self._head.split(b"\n")
        first = next((place for place, line in enumerate(lines[:-1]) if not line.startswith(PREFIX)), None)
        if first is not None:
            self._target.write(b"\n".join([*sorted(lines[:first]), *lines[first:]]))
            self._head = None
        return len(data)

    def flush(self) -> None:
        """Oxigraph calls it at the end: a graph without triples is its head alone."""
        if self._head is not None:
            self._target.write(b"".join(sorted(self._head.splitlines(keepends=True))))
            self._head = None


class RowCounter:
    """A file that counts the rows of a table that is written through it, and refuses to take too many.

    Oxigraph writes a table in one go, so its rows are counted where they end: exactly, whatever a text in them looks like.
    """

    def __init__(self, target: Spool, form: str, most_rows: int) -> None:
        self._target = target
        self._count = {"csv": self._csv, "tsv": self._tsv, "json": self._json, "xml": self._xml}[form]
        self._most = most_rows
        self._rest = b""  # the last bytes, where a sign may be cut in two
        self._quoted = False
        self.rows = 0

    def write(self, data: bytes) -> int:
        self.rows += self._count(data)
        if self.rows > self._most:
            raise TooMuch("rows", self._most)
        return self._target.write(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def _tsv(self, data: bytes) -> int:
        """Line breaks in values are escaped (SPARQL 1.1 TSV, section 4); the head is one line."""
        return self._less_head(data.count(b"\n"))

    def _csv(self, data: bytes) -> int:
        """A line break ends a row where an even number of quotation marks stands before it."""
        ends = 0
        for number, piece in enumerate(data.split(b'"')):
            self._quoted ^= number > 0
            if not self._quoted:
                ends += piece.count(b"\n")
        return self._less_head(ends)

    def _xml(self, data: bytes) -> int:
        whole = self._rest + data
        self._rest = whole[-len(b"<result>") + 1 :]
        return whole.count(b"<result>")

    def _json(self, data: bytes) -> int:
        """Rows begin with `:[{`, the first one, or `},{`, which stand nowhere else but in strings."""
        whole = self._rest + data
        plain = STRING.sub(b"", whole)
        quote = plain.find(b'"')  # of a string that has not ended yet
        self._rest = whole[len(whole) - len(plain) + quote :] if quote >= 0 else plain[-2:]
        plain = plain[:quote] if quote >= 0 else plain
        return plain.count(b"},{") + plain.count(b":[{")

    def _less_head(self, lines: int) -> int:
        if lines and not self._rest:
            self._rest = b"head"
            return lines - 1
        return lines
