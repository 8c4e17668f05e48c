"""Annotated sentences, a line each, that teach properties: what `l2graph teach` reads.

    memberOf: [s:Ernst Leitz Wetzlar] joined [o:the L-Mount Alliance] in [from:2021].
    not memberOf: [s:Leitz] wrote about [o:the L-Mount Alliance].
    none: [s:Leica] and [o:Sigma] raised their prices.

A line names the property that its marked ends bear, or do not bear; `none` says that they bear none at all. Empty lines and lines that
begin with `#` are left out.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from l2graph.errors import InputError, PackError
from l2graph.pack.definitions import Pack
from l2graph.pack.marked import MarkedText, parse_marked

NONE = "none"
_LINE = re.compile(r"(?P<denied>not )?(?P<name>[A-Za-z]\w*)\s*:\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the property that its ends bear, or do not bear."""

    line: int
    property: str  # a local name, or "none"
    holds: bool
    marked: MarkedText
    written: str  # with its marks

    @builtins.property  # this class has a field of that name
    def plain(self) -> str:
        return self.marked.text


def read_sentences(path: Path, pack: Pack) -> tuple[Sentence, ...]:
    """Read the annotated sentences of a file, each once.

    Raises:
        InputError: it cannot be read, or a line has no property, an unknown one, or marks that are missing or not closed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; write it in UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; give a file of annotated sentences") from error
    found = tuple(_lines(path, text, pack))
    if not any(sentence.holds for sentence in found):
        raise InputError(f"{path}: no sentence teaches a property; write lines such as 'memberOf: [s:Leica] joined [o:the alliance].'")
    return found


def _lines(path: Path, text: str, pack: Pack) -> Iterator[Sentence]:
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        where = f"{path}:{number}"
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise InputError(f"{where}: no property before the sentence; begin the line with 'memberOf: ', 'not memberOf: ' or 'none: '")
        name, written = match["name"], match["text"]
        if name != NONE and name not in pack.properties:
            raise InputError(f"{where}: no pack defines the property {name!r}; define it in the pack, or correct the name")
        try:
            marked = parse_marked(written)
        except PackError as error:
            raise InputError(f"{where}: {error}") from error
        _check_marks(where, name, marked, pack)
        if line.strip() not in seen:
            seen.add(line.strip())
            yield Sentence(number, name, not match["denied"] and name != NONE, marked, written)


def _check_marks(where: str, name: str, marked: MarkedText, pack: Pack) -> None:
    if not marked.spans("s"):
        raise InputError(f"{where}: the subject is not marked; write [s:…] around it")
    prop = pack.properties.get(name)
    needless = prop is not None and (prop.or_true or prop.symmetric)
    if not marked.spans("o") and not needless:
        raise InputError(f"{where}: the object is not marked; write [o:…] around it")
    strange = {label for label, _ in marked.marks} - {"s", "o", "t"} - set(prop.qualifiers if prop else ())
    if strange and prop is not None:
        raise InputError(f"{where}: {name} has no qualifier {min(strange)}; take the mark away, or add it to the property: l2:qualifier")
    for left, right in ((s, o) for s in marked.spans("s") for o in marked.spans("o")):
        if left == right:
            raise InputError(f"{where}: subject and object are the same words; mark two different stretches")
