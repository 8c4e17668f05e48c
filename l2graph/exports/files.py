"""Files on disk, all or none: written aside, then put in place; what is not ours is not overwritten."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from l2graph.errors import OutputError

MARK = "Written by l2graph."  # a comment at the head of every format that has comments
HEAD_BYTES = 4096
OURS = {  # how the head of a file tells that we wrote it, where no comment can; the suffix stands for the format
    ".nq": re.compile(rb"<[^>]*(claim|document|entity)/[^>]*> <[^>]*> .* <[^>]*document/[0-9a-f]{16}> \.\n"),
    ".nt": re.compile(rb"<[^>]*(claim|document)/[0-9a-f]{16}[^>]*> <[^>]*> .* \.\n"),
    ".jsonld": re.compile(rb'\{\n "@context": \{.*"l2": "[^"]*/l2graph/ontology#".*"@id": "[^"]*document/[0-9a-f]{16}"', re.DOTALL),
    ".csv": re.compile(rb"\xef\xbb\xbf(iri,label,type,names,|subject,predicate,object,certainty,)"),
    ".html": re.compile(rb'<meta name="generator" content="l2graph[" ]'),
}


def write_files(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write all files or none, making folders that are missing; without `force` a file that is not ours stays.

    Raises:
        OutputError: a file is in the way, or the disk refuses.
    """
    plain = {path: content for path, content in files.items() if not _is_device(path)}
    for path in plain:
        _check(path, force=force)
    with _folders({path.parent for path in plain}), _written_aside(plain) as aside:
        for path in files.keys() - plain.keys():
            with _told(path):
                path.write_bytes(files[path])
        _put_in_place(aside)


def is_ours(path: Path) -> bool:
    """Tell whether l2graph wrote a file, from its first bytes; an empty file is nobody's."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    known = OURS.get(path.suffix.lower())
    return not head or MARK.encode() in head[:512] or (known is not None and known.search(head) is not None)


def _check(path: Path, *, force: bool) -> None:
    with _told(path):
        if path.is_dir():
            raise OutputError(f"{path}: is a folder; name a file")
        if path.exists() and not force and not is_ours(path):
            raise OutputError(f"{path}: exists and was not written by l2graph; name another file, or pass --force")


def _is_device(path: Path) -> bool:
    """Tell whether a path is no file that could be replaced: /dev/stdout, a pipe."""
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, ValueError):  # told when the file is written
        return False


@contextmanager
def _folders(folders: set[Path]) -> Iterator[None]:
    """Make the folders; take those that were made away again where the writing fails."""
    made: list[Path] = []
    try:
        for folder in sorted(folders):
            with _told(folder):
                missing = [f for f in (folder, *folder.parents) if not f.exists()]
                folder.mkdir(parents=True, exist_ok=True)
                made += missing
        yield
    except BaseException:
        for folder in sorted(made, key=lambda f: len(f.parts), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise


@contextmanager
def _written_aside(files: Mapping[Path, bytes]) -> Iterator[dict[Path, Path]]:
    """Write each file beside its place, under another name; what is still aside at the end is removed."""
    aside: dict[Path, Path] = {}
    try:
        for number, (path, content) in enumerate(files.items()):
            with _told(path):
                place = Path(os.path.realpath(path))  # through a link, which is kept
                part = place.with_name(f".l2graph-{os.getpid()}-{number}.part")
                aside[place] = part
                with part.open("xb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())  # some disks tell only now that they are full
        yield aside
    finally:
        for part in aside.values():
            part.unlink(missing_ok=True)


def _put_in_place(aside: Mapping[Path, Path]) -> None:
    """Rename the files to their places; if one cannot be, put back what stood in the others'."""
    kept: dict[Path, Path | None] = {}
    try:
        for place, part in aside.items():
            with _told(place):
                backup = part.with_suffix(".old") if place.exists() else None
                if backup is not None:
                    place.replace(backup)
                kept[place] = backup
                part.replace(place)
    except BaseException:
        for place, backup in kept.items():
            place.unlink(missing_ok=True)
            if backup is not None:
                backup.replace(place)
        raise
    for backup in kept.values():
        if backup is not None:
            backup.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into one line that names the file."""
    try:
        yield
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        raise OutputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from error
