"""Answers that are kept to be given again: one to the same question of the same state of a store is the same answer."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from l2graph.server.frames import Frame
from l2graph.sparql import bare

MOST_BYTES = 64 << 20  # of all together
MOST_OF_ONE = 1 << 20
OVERHEAD = 1 << 10  # bytes beside an answer itself
ANEW = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b", re.IGNORECASE)  # what is another at each call


class KeptAnswers:
    """Answers by the state of the store and the job, up to a size; those that nobody asked for the longest go first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._kept: OrderedDict[str, Frame] = OrderedDict()

    def recall(self, state: object, job: Mapping[str, Any]) -> Frame | None:
        """Return what was answered to a job in a state of the store, where it is kept."""
        key = _key(state, job)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, job: Mapping[str, Any], reply: Frame) -> None:
        """Keep an answer, unless it is large, lies in a file, or would be another one the next time."""
        size = len(reply.body) + OVERHEAD
        if (
            "state" not in reply.header
            or reply.header.get("file")
            or size > min(MOST_OF_ONE, self._most)
            or ANEW.search(bare(job["query"]))
        ):
            return
        key = _key(reply.header["state"], job)
        if key in self._kept:
            return
        self._kept[key] = reply
        self._size += size + len(key)
        while self._size > self._most:
            gone, old = self._kept.popitem(last=False)
            self._size -= len(old.body) + OVERHEAD + len(gone)

    @property
    def size(self) -> int:
        """How many bytes are kept, about."""
        return self._size


def _key(state: object, job: Mapping[str, Any]) -> str:
    return json.dumps([state, job], sort_keys=True)
