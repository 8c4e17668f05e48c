"""Names that the pack knows, wherever and however a text writes them.

"L-Mount", "L mount" and "L-mount" are one name, and so are "SL2" and "SL-2": names are compared piece by piece, where a piece is a run of
letters or of digits, and hyphens and blanks between pieces do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from l2graph.mentions.caching import per_pack, per_reading
from l2graph.mentions.candidates import KNOWN, Found
from l2graph.mentions.words import Reading
from l2graph.pack import KnownThing, Pack

PIECE = re.compile(r"[^\W\d_]+|\d+|[&+#]")
SHORT = 4  # letters; shorter names are compared by case as well


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a known thing."""

    thing: KnownThing
    text: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Piece:
    start: int
    end: int
    text: str
    folded: str
    glue: str  # what stands before it, without blanks and hyphens; "\n" across paragraphs


_Rows = tuple[tuple[tuple[tuple[str, str], ...], Name], ...]  # the pieces of names that begin alike, (folded, glue) each, and the names


def find_known(reading: Reading) -> Iterator[Found]:
    """Yield the known names that need no evidence."""
    for name, start, end in known_names(reading):
        if name.weak:
            continue
        maker, cut = _maker_part(reading, name, start, end)
        if maker is not None:
            yield Found(start, start + cut, maker.cls, KNOWN, "pack", maker.key)
            start += cut + 1
        yield Found(start, end, name.thing.cls, KNOWN, "pack", name.thing.key)


def _maker_part(reading: Reading, name: Name, start: int, end: int) -> tuple[KnownThing | None, int]:
    """Return the maker that a product's name begins with ("Panasonic Lumix"), and its length; what is left must be a name by itself."""
    maker = things_by_key(reading.pack).get(name.thing.maker or "")
    if maker is None:
        return None, 0
    written = reading.text[start:end]
    for part in sorted(maker.names, key=lambda text: (-len(text), text)):
        rest = written[len(part) :]
        if fold(written).startswith(fold(part)) and rest.startswith(" ") and len(re.findall(r"[^\W\d_]", rest)) > 1:
            return maker, len(part)
    return None, 0


@per_pack
def things_by_key(pack: Pack) -> Mapping[str, KnownThing]:
    return {thing.key: thing for thing in pack.things}


@per_reading
def known_names(reading: Reading) -> Sequence[tuple[Name, int, int]]:
    """Return every occurrence of a known name, weak ones too; of several that begin at one place, the longest of each kind."""
    return tuple(occurrences(reading, reading.pack.things))


def occurrences(reading: Reading, things: tuple[KnownThing, ...]) -> Iterator[tuple[Name, int, int]]:
    """Yield where the names of some things stand in a text."""
    yield from _known_names(reading, _index(things), _pieces(reading.text))


def _known_names(reading: Reading, index: Mapping[str, _Rows], pieces: list[Piece]) -> Iterator[tuple[Name, int, int]]:
    for i, piece in enumerate(pieces):
        seen = set()
        for keys, name in index.get(piece.folded, ()):
            end = _matched(pieces, i, keys)
            if end is None or name.weak in seen or not _stands_alone(reading, pieces, i, end, name):
                continue
            start, stop = pieces[i].start, pieces[end - 1].end
            stopped = name.text.endswith(".") and reading.text.startswith(".", stop)
            if len(keys) == 1 and name.text.endswith(".") and not stopped:
                continue  # "Mass: 115 g" is no "Mass."
            stop += stopped
            if reading.is_address(start) or not _case_fits(reading.text[start:stop], name):
                continue
            seen.add(name.weak)
            yield name, start, stop


@lru_cache(maxsize=8)
def _index(things: tuple[KnownThing, ...]) -> Mapping[str, _Rows]:
    """Return the names by their first piece, the longest first."""
    table: dict[str, list[tuple[tuple[tuple[str, str], ...], Name]]] = defaultdict(list)
    for thing in things:
        for weak, names in ((False, thing.names), (True, thing.weak_names)):
            for text in names:
                keys = tuple((piece.folded, piece.glue) for piece in _pieces(text))
                if keys:
                    table[keys[0][0]].append((keys, Name(thing, text, weak)))
    return {
        first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1].weak, row[1].thing.key, row[1].text)))
        for first, rows in table.items()
    }


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Fold case and marks away: "Voigtländer" and "VOIGTLANDER" agree."""
    marked = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in marked if not unicodedata.combining(c))


def _pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in PIECE.finditer(text):
        glue = text[end : match.start()]
        plain = "" if glue == " " else "\n" if glue.count("\n") > 1 else re.sub(r"[\s\-‑–]", "", glue)
        pieces.append(Piece(match.start(), match.end(), match.group(), fold(match.group()), plain))
        end = match.end()
    return pieces


def _matched(pieces: list[Piece], i: int, keys: tuple[tuple[str, str], ...]) -> int | None:
    """Return where the name that begins at piece `i` ends, or None; full stops may be left out ("Co Ltd")."""
    if i + len(keys) > len(pieces):
        return None
    for offset, (folded, glue) in enumerate(keys):
        piece = pieces[i + offset]
        if piece.folded != folded or (offset and piece.glue.strip(".,") != glue.strip(".,")):
            return None
    return i + len(keys)


def _stands_alone(reading: Reading, pieces: list[Piece], first: int, end: int, name: Name) -> bool:
    """Say whether no letter, digit or hyphenated model part hangs on the name; a plural s may, and "-branded"."""
    text = reading.text
    start, stop = pieces[first].start, pieces[end - 1].end
    organization = reading.pack.is_a(name.thing.cls, "Agent")
    if start and (text[start - 1].isalnum() or text[start - 1] in "_@#"):
        return False
    if start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum() and not organization:
        return False
    if re.search(r"\w['’]$", text[max(0, start - 2) : start]) and pieces[first].folded in {"s", "t", "d", "m", "ll", "re", "ve"}:
        return False  # "Shimano's system" is no "S system"
    rest = text[stop : stop + 3]
    if re.match(r"s(?!\w)", rest):
        return len(name.text) > 1
    if rest[:1].isalnum() or rest[:1] in {"_", "$"} or re.match(r"\.[^\W_]", rest):
        return False
    hyphen = re.match(r"[-‑](\w)", rest)
    return hyphen is None or organization or hyphen.group(1).islower()


def _case_fits(written: str, name: Name) -> bool:
    """Say whether a name may be written so: short ones exactly, others with a capital, phrases at will."""
    letters = [c for c in name.text if c.isalpha()]
    if not letters or all(not c.isupper() for c in letters):
        return True
    plain, wanted = re.sub(r"[\s\-‑–.]", "", fold_marks(written)), re.sub(r"[\s\-‑–.]", "", fold_marks(name.text))
    if plain == wanted:
        return True
    if len(letters) < SHORT or (wanted.isupper() and plain.istitle() and len(letters) == SHORT):
        return False  # "the Semi" is not SEMI
    if written.islower():
        if re.fullmatch(r"the \w+", written):
            return False  # "on the verge", "said the economist"
        odd = any(c.isupper() for c in name.text[1:]) and any(c.islower() for c in name.text)
        return odd or ((" " in name.text or "-" in name.text) and len(letters) > 6)
    return written[0].isupper() or written[0].isdigit() or name.text[0].islower()


def fold_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@per_pack
def makers(pack: Pack) -> frozenset[str]:
    """Return the keys of the companies whose products the pack knows: names that fit its patterns are believed of them."""
    return frozenset(thing.maker for thing in pack.things if thing.maker)
