"""A store on disk: a folder of states, of which the newest counts and none is ever changed.

    X.l2g/
    ├── l2graph.json   the format, its version, and the options with which the store was made
    └── 7/             the state after the seventh change
        ├── graph/     Oxigraph's folder: what is asked
        ├── books/     Oxigraph's folder: what is needed to change it (books.py)
        └── tidied     how large each of them was when it was last tidied up (tidying.py)

A change is made on a copy of the newest state, which is published by a rename: whatever happens before leaves the old state, whatever
happens after the new one. Oxigraph's large files never change once they are written, so the copy links to them and costs the same
for a small store and a large one. A reader holds a lock on its state, so that no writer takes it away; it never sees a half-made one, for
to read a folder of RocksDB's while somebody writes into it is not defined.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from l2graph.errors import StoreError
from l2graph.store.tidying import IMMUTABLE, TIDIED, note_tidied, wants_tidying
from l2graph.vocabulary import DATA

T = TypeVar("T")

SUFFIX = ".l2g"
MANIFEST = "l2graph.json"
FORMAT, VERSION = "l2graph store", 2
PART, GONE = ".part", ".gone"  # what a state is called while it is made, and while it is removed
PARTS = ("graph", "books")  # of a state
WRITE_LOG = ".log"
ATTEMPTS = 100  # of a reader to hold the newest state while writers go on


@dataclass(frozen=True, slots=True)
class Options:
    """What shapes the graph of a store; fixed when it is made."""

    base: str = DATA
    facts: str = "sourced"
    with_text: bool = True
    by: str = "both"
    packs: str = ""  # digest of the packs
    analyser: str = ""  # its identity
    infer: bool = False  # whether what follows from the facts is kept, too

    @property
    def version(self) -> int:
        """Who does not know of a graph of what follows must not change its store."""
        return 2 if self.infer else 1


def is_store(path: Path) -> bool:
    """Tell whether a path names a store, by its suffix or by what it holds; the store may be broken, or not there yet."""
    return path.suffix.lower() == SUFFIX or (path / MANIFEST).is_file()


def exists(path: Path) -> bool:
    """Tell whether there is a store already; an empty folder is none."""
    return path.exists() and not (path.is_dir() and not any(path.iterdir()))


def read_options(path: Path) -> Options:
    """Return the options with which a store was made.

    Raises:
        StoreError: it is no store, or one that this version cannot read.
    """
    try:
        told = json.loads((path / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        missing = "no such store" if not path.exists() else f"no store of l2graph: it holds no {MANIFEST}"
        raise StoreError(f"{path}: {missing}; make one with l2graph add") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise StoreError(f"{path}/{MANIFEST}: damaged ({error}); build the store again") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("version"), int):
        raise StoreError(f"{path}/{MANIFEST}: not of a store of l2graph; build the store again")
    if told["version"] > VERSION:
        raise StoreError(f"{path}: a store of version {told['version']}, and this l2graph reads up to {VERSION}; update l2graph")
    known = {field.name: told[field.name] for field in fields(Options) if field.name in told}
    if len(known | {"infer": False}) != len(fields(Options)):
        raise StoreError(f"{path}/{MANIFEST}: damaged (it lacks options); build the store again")
    return Options(**known)


class Hold:
    """A state that is being read: nobody takes it away before it is released."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.folder = folder
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        self.release()


def hold_newest(path: Path) -> Hold | None:
    """Return the newest state of a store, held; None where nothing was ever put into it.

    Raises:
        StoreError: it is no store, or one that this version cannot read.
    """
    read_options(path)
    for _ in range(ATTEMPTS):
        number = _newest(path)
        if number is None:
            return None
        try:
            descriptor = os.open(path / str(number), os.O_RDONLY)
        except FileNotFoundError:
            continue  # a newer one came, and this one went
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if _is_still(path / str(number), descriptor):
            return Hold(path / str(number), descriptor)
        os.close(descriptor)
    raise StoreError(f"{path}: its states change too fast to read one; try again")


def newest_state(path: Path) -> str | None:
    """Return a word for the newest state: another one whenever somebody has written into the store, or put another in its place.

    The number alone would not tell a store that is deleted and made again. So the word holds as well which folder the state is and when it
    was made: of two that had one number after each other at least one of these differs, but for a copy, which holds the same.

    Raises:
        OSError: the folder may not be read.
    """
    for _ in range(ATTEMPTS):
        number = _newest(path) if path.is_dir() else None
        if number is None:
            return None
        try:
            made = (path / str(number)).stat()
        except FileNotFoundError:
            continue  # a newer one came, and this one went
        return f"{number}-{made.st_ino:x}-{made.st_mtime_ns:x}"
    return None


def open_dataset(folder: Path) -> ox.Store:
    """Open a folder of Oxigraph's for reading.

    Raises:
        StoreError: it is damaged.
    """
    with told(folder, "damaged: "):
        return ox.Store.read_only(str(folder))


@contextmanager
def writing(path: Path, options: Options) -> Iterator[Writer]:
    """Be the one writer of a store, which is made where there is none.

    Raises:
        StoreError: somebody else writes into it, it was made with other options, or the disk refuses.
    """
    if exists(path):
        _check_options(path, read_options(path), options)
    with told(path):
        path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{path}: somebody else is writing into it; try again when that is done") from error
        writer = Writer(path, options, descriptor)
        with told(path):
            writer.sweep()
            if not (path / MANIFEST).exists():
                _write_manifest(path, options)
        yield writer
    finally:
        os.close(descriptor)


class Writer:
    """The one writer of a store."""

    def __init__(self, path: Path, options: Options, descriptor: int) -> None:
        self.path, self.options = path, options
        self._descriptor = descriptor

    def change(self, make: Callable[[ox.Store, ox.Store], T], *, tidy: bool = True) -> T:
        """Let `make` change the graph and the books, and publish both changes together, or neither; return what it returns.

        It must not keep them: what is published is closed. Now and then the files are tidied up as well, which may take as long as
        to write the whole store; who has not that time says so.

        Raises:
            StoreError: the disk refuses.
        """
        newest = _newest(self.path)
        part = self.path / f"{(newest or 0) + 1}{PART}"
        try:
            with told(self.path):
                _copy(self.path / str(newest) if newest else None, part)
                graph, books = (ox.Store(str(part / name)) for name in PARTS)
                made = make(graph, books)
                graph.flush()
                books.flush()
                untidy = [name for name in PARTS if tidy and wants_tidying(part, name)]
                for name in untidy:
                    (graph if name == "graph" else books).optimize()
                del graph, books  # closes them
                note_tidied(part, untidy)
                _drop_logs(part)
                _sync(part)
                part.rename(part.with_suffix(""))
                _sync(self.path)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        self.sweep()
        return made

    def sweep(self) -> None:
        """Remove what earlier writers left, and the old states that nobody reads."""
        newest = _newest(self.path)
        for found in self.path.iterdir():
            if found.suffix in (PART, GONE) and found.is_dir():
                shutil.rmtree(found, ignore_errors=True)
            elif found.name.isdecimal() and int(found.name) != newest:
                _remove_unread(found)


def _check_options(path: Path, made: Options, wanted: Options) -> None:
    for field in fields(Options):
        one, other = getattr(made, field.name), getattr(wanted, field.name)
        if one != other:
            same = "use the same" if field.name in ("packs", "analyser") else f"leave it at {one!r}"
            raise StoreError(f"{path}: made with {field.name} {one!r}, not {other!r}; {same}, or build a new store")


def _write_manifest(path: Path, options: Options) -> None:
    part = path / f"{MANIFEST}{PART}"
    with part.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps({"format": FORMAT, "version": options.version} | asdict(options), indent=1, ensure_ascii=False) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path / MANIFEST)
    _sync(path)


def _newest(path: Path) -> int | None:
    return max((int(found.name) for found in path.iterdir() if found.name.isdecimal()), default=None)


def _copy(state: Path | None, part: Path) -> None:
    """Copy a state; the files that never change are linked to."""
    for name in PARTS:
        (part / name).mkdir(parents=True)
        for file in (state / name).iterdir() if state else ():
            if file.suffix == IMMUTABLE:
                _link(file, part / name / file.name)
            elif not file.name.startswith(("LOG", "LOCK")):
                shutil.copyfile(file, part / name / file.name)
    if state and (state / TIDIED).exists():
        shutil.copyfile(state / TIDIED, part / TIDIED)


def _drop_logs(part: Path) -> None:
    """Remove RocksDB's logs of writes, which it leaves behind: what stood in them has been flushed.

    The next change would copy them, and after a large change they are as large as that.
    """
    for name in PARTS:
        for file in (part / name).glob(f"*{WRITE_LOG}"):
            file.unlink()


def _link(file: Path, copy: Path) -> None:
    try:
        os.link(file, copy)
    except OSError:  # a file system without links
        shutil.copyfile(file, copy)


def _remove_unread(state: Path) -> None:
    """Remove a state unless somebody holds it; the rename tells those who are about to."""
    descriptor = os.open(state, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = state.with_suffix(GONE)
        state.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(descriptor)


def _is_still(folder: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def told(path: Path, what: str = "") -> Iterator[None]:
    """Turn what the system or Oxigraph refuses into one line that names the path."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(f"{path}: {what}{reason}") from error
