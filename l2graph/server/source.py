"""The store that a worker works on: opened for reading, anew where somebody has written to it since, or for one update."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

Job = Mapping[str, Any]


class Refused(Exception):
    """A job that cannot be done: one of the kinds of problems.KINDS, and why."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(detail or kind)
        self.kind = kind
        self.detail = detail


class Source:
    """The store that a worker works on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: ox.Store | None = None
        self._state: tuple[object, ...] = ()

    def reading(self) -> ox.Store:
        """Return the store as it is now.

        Raises:
            Refused: it cannot be read.
        """
        for attempt in range(3):  # a writer may replace files between the list of them and their opening
            state = state_of(self.folder)
            if self._store is not None and state == self._state:
                return self._store
            try:
                self._store, self._state = ox.Store.read_only(str(self.folder)), state
            except (OSError, ValueError) as error:
                self._store = None
                if attempt == 2:
                    raise Refused("store", " ".join(str(error).split())) from error
        assert self._store is not None
        return self._store

    def writing(self) -> ox.Store:
        """Return the store to write to; it is closed with its last reference.

        Raises:
            Refused: another program is writing to it, or it cannot be written to.
        """
        self._store = None
        try:
            return ox.Store(str(self.folder))
        except OSError as error:
            busy = "lock" in str(error).lower()
            raise Refused("busy" if busy else "store", "another program is writing to the store" if busy else " ".join(str(error).split())) from error


def state_of(folder: Path) -> tuple[object, ...]:
    """Return what changes whenever somebody writes to a store: its log and its list of files."""
    try:
        with os.scandir(folder) as entries:
            files = [e for e in entries if e.name.endswith(".log") or e.name.startswith(("MANIFEST", "CURRENT"))]
            return tuple(sorted((file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files))
    except FileNotFoundError:  # one of them has just gone
        return (object(),)
    except OSError as error:
        raise Refused("store", " ".join(str(error).split())) from error
