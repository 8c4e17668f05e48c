"""The store that a worker works on: opened for reading, anew where somebody has written to it since, or for one update."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from l2graph.errors import GraphError, L2GraphError, StoreError
from l2graph.store import Store
from l2graph.store.folder import Options, exists, is_store, newest_state, read_options, writing

Job = Mapping[str, Any]
T = TypeVar("T")
OXIGRAPH = "CURRENT"  # a file in every folder of Oxigraph's


class Refused(Exception):
    """A job that cannot be done: one of the kinds of problems.KINDS, and why."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(detail or kind)
        self.kind = kind
        self.detail = detail


class Source:
    """A store of l2graph's, or a folder of Oxigraph's."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_kept = is_store(path)
        self._store: Store | None = None
        self._state: object = None

    @property
    def state(self) -> object:
        """What changes whenever somebody writes into it."""
        try:
            return newest_state(self.path) if self.is_kept else 0
        except OSError as error:
            raise Refused("store", f"{self.path.name}: {error.strerror}") from error

    @property
    def opened(self) -> object:
        """The state that was opened last."""
        return self._state

    def reading(self) -> ox.Store:
        """Return the dataset as it is now.

        Raises:
            Refused: it cannot be read.
        """
        state = self.state
        if self._store is None or state != self._state:
            try:
                self._store = Store.load(self.path) if self.is_kept else Store(ox.Store.read_only(str(self.path)))
                self._state = state
            except (L2GraphError, OSError, ValueError) as error:
                raise Refused("store", self._told(error)) from error
        return self._store.dataset

    def _told(self, error: Exception) -> str:
        """Return what is wrong in one line, for somebody elsewhere, whom our folders do not concern."""
        return " ".join(str(error).replace(str(self.path), self.path.name).split())

    def write(self, change: Callable[[ox.Store], T], targets: Iterable[ox.NamedNode | ox.DefaultGraph] | None = None) -> T:
        """Let something change the dataset, or graphs of it that are known beforehand: all of it, or nothing.

        Raises:
            Refused: it would change what documents say, somebody else is writing into the store, or the disk refuses.
        """
        from l2graph.store.updating import ProtectedError, keeping_documents  # they know the books, which readers do not need

        def make(graph: ox.Store, books: ox.Store) -> T:
            with keeping_documents(graph, books, targets):
                return change(graph)

        if not self.is_kept:
            raise Refused("reading", f"{self.path.name} is a file; only a store (.l2g) is written to")
        options = read_options(self.path) if exists(self.path) else Options()
        try:
            with writing(self.path, options) as writer:
                return writer.change(make, tidy=False)  # it has the time of a request
        except ProtectedError as error:
            raise Refused("conflict", str(error)) from error
        except StoreError as error:
            raise Refused("busy" if "somebody else" in str(error) else "store", self._told(error)) from error


def check_source(path: Path, *, writable: bool) -> None:
    """Refuse what cannot be served.

    Raises:
        GraphError: it is no store and no graph.
        StoreError: it is a store that cannot be read.
    """
    if is_store(path) and not (writable and not exists(path)):
        read_options(path)
    elif path.is_dir() and not (path / OXIGRAPH).is_file():
        raise GraphError(f"{path}: a folder, and no store; `l2graph add` makes one")
    elif writable and not is_store(path):
        raise GraphError(f"{path}: only a store can be written to; make one with `l2graph add`, or serve this without --writable")
