"""Messages between the server and its workers: a header in JSON and a body of bytes, each after its length."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    header: Mapping[str, Any]
    body: bytes = field(default=b"", repr=False)

    def encode(self) -> bytes:
        header = json.dumps(self.header, separators=(",", ":")).encode("ascii")
        return LENGTHS.pack(len(header), len(self.body)) + header + self.body


def read_frame(stream: BinaryIO) -> Frame | None:
    """Return the next message of a stream; None at its end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    of_header, of_body = LENGTHS.unpack(lengths)
    return Frame(json.loads(stream.read(of_header)), stream.read(of_body))
