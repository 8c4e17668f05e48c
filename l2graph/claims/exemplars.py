"""Example sentences -> pair vectors: what the network makes of the two marked spans of each, kept by content.

Beside its tree pattern an example gives a point in the space of pairs (HOUSE.md, "Taught by example"); a pair of a text that lies near
the examples of a property is taken to bear it. Those of the packs that ship with the program ship as well (`make patterns`).
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from l2graph.analysis import Analyser, PairSpans, signals_of
from l2graph.claims.keeping import cache_folder, kept_or_made, reading_key
from l2graph.claims.kinds import kind_of_end, kind_of_value
from l2graph.model import Span
from l2graph.pack import Example, MarkedText, Pack, PropertyDef, expand_marked

BUILT_IN = Path(__file__).parent / "builtin.npz"
MOST_WORDINGS = 8  # of an example: more of them say little that is new
STEP = 127.0  # vectors of length 1 are kept in whole 127ths
# Mean cosine between examples below which the network has not learnt what they share. Of the properties that it has learnt, those of
# the packs that ship, it is 0.73 to 0.97; of FewRel's eight relations that it has not, 0.33 to 0.67. `nationality`, of five examples
# at 0.723, needs the kinds of its objects (without them KnowledgeNet's has an F1 of 0.14 in place of 0.84); `ownedBy`, 0.728, does not.
SHARED = 0.725
LEARNT = 0.75  # … and to the direction of what it has learnt
Vectors = NDArray[np.float32]
NONE: Vectors = np.zeros((0, 2, 1), np.float32)
FOR, AGAINST, TURNED = "for", "against", "turned"  # what an example's vectors say of its property
Wanted = tuple[PropertyDef, Example, str]


@dataclass(frozen=True, slots=True, eq=False)
class Exemplars:
    """The vectors of one property: of its examples, with their names, of its counter-examples, and of its examples turned round.

    They are those of `Analyser.vectors`, [n, 2, size].
    """

    vectors: Vectors
    examples: tuple[str, ...]  # "memberOf/3", one a row
    against: Vectors
    # where subject and object change places, a property that is not symmetric does not hold
    turned: Vectors = field(default_factory=lambda: NONE)


def load_exemplars(pack: Pack, analyser: Analyser) -> Mapping[str, Exemplars]:
    """Return the vectors of each property that has any; none where the analyser makes no vectors."""
    key = reading_key(analyser)
    wanted = dict(_examples(pack))
    kept = kept_or_made(
        wanted, BUILT_IN, cache_folder() / f"{_digest(key)}.npz", lambda path: _read(path, key), lambda path, rows: _write(path, key, rows),
        lambda rows: _compile(rows, pack, analyser),
    )  # fmt: skip
    rows: dict[str, dict[str, list[Vectors]]] = {}
    ids: dict[str, list[str]] = {}
    for name, (prop, example, says) in wanted.items():
        if len(kept[name]):
            rows.setdefault(prop.name, {FOR: [], AGAINST: [], TURNED: []})[says].append(kept[name])
            ids.setdefault(prop.name, []).extend([example.id] * len(kept[name]) if says == FOR else [])
    return {
        name: Exemplars(_all(found[FOR]), tuple(ids[name]), _all(found[AGAINST]), _all(found[TURNED]))
        for name, found in sorted(rows.items())
        if ids[name]
    }


def is_scattered(rows: Vectors) -> bool:
    """Say whether examples lie too far from one another for the network to have learnt what they share; a single one shows nothing."""
    said, others = rows[:, 0], len(rows) * (len(rows) - 1)
    return not others or (float(np.square(said.sum(0)).sum()) - len(rows)) / others < SHARED


def _all(rows: Sequence[Vectors]) -> Vectors:
    return _unit(np.concatenate(rows)) if rows else NONE


def missing(pack: Pack, analyser: Analyser) -> tuple[str, ...]:
    """Return the examples of a pack whose vectors do not ship."""
    kept = _read(BUILT_IN, reading_key(analyser))
    return tuple(example.text for name, (_, example, _) in _examples(pack) if name not in kept)


def vectors_of(rows: Sequence[tuple[PropertyDef, MarkedText, bool]], pack: Pack, analyser: Analyser) -> list[Vectors]:
    """Return for each marked sentence the vectors of its pairs of subject and object, turned round where that is asked for."""
    found = []
    for (prop, marked, turned), doc in zip(rows, analyser.parse([row[1].text for row in rows]), strict=True):
        pairs = list(_pairs(prop, marked, pack))
        if turned:
            pairs = [replace(p, subject=p.object, object=p.subject, classes=(p.classes[1], p.classes[0])) for p in pairs]
        vectors = analyser.vectors(doc, pairs) if pairs and signals_of(doc) is not None else None
        found.append(NONE if vectors is None else vectors)
    return found


def _pairs(prop: PropertyDef, marked: MarkedText, pack: Pack) -> Iterator[PairSpans]:
    whole = Span(0, len(marked.text))
    subjects, objects = marked.spans("s"), marked.spans("o")
    kinds = kind_of_end(prop.domain, pack), kind_of_end(prop.range, pack) if prop.value == "entity" else kind_of_value(prop.value)
    for subject in subjects:
        for obj in objects:
            yield PairSpans(subject, obj, kinds, whole)
    if prop.symmetric:
        for subject in subjects:
            for obj in objects:
                yield PairSpans(obj, subject, (kinds[1], kinds[0]), whole)


def _examples(pack: Pack) -> Iterator[tuple[str, Wanted]]:
    """Yield each example, turned round as well, and each counter-example with a key of all that its vectors depend on."""
    for prop in pack.properties.values():
        ends = " ".join((prop.name, prop.value, *prop.domain, "→", *prop.range))
        ways = [*((e, FOR) for e in prop.examples), *((e, AGAINST) for e in prop.counter_examples)]
        if prop.value == "entity" and not prop.symmetric:
            ways += [(e, TURNED) for e in prop.examples]
        for example, says in ways:
            yield _digest(f"{ends}\n{example.text}\n{says}")[:16], (prop, example, says)


def _compile(wanted: Mapping[str, Wanted], pack: Pack, analyser: Analyser) -> dict[str, Vectors]:
    rows = [
        (name, (prop, marked, says == TURNED))
        for name, (prop, example, says) in wanted.items()
        for marked in expand_marked(example.text)[:MOST_WORDINGS]
    ]
    found: dict[str, list[Vectors]] = {name: [] for name in wanted}
    for (name, _), vectors in zip(rows, vectors_of([row for _, row in rows], pack, analyser), strict=True):
        found[name].append(vectors)
    return {name: _joined(rows_) for name, rows_ in found.items()}


def _joined(rows: Iterable[Vectors]) -> Vectors:
    some = [row for row in rows if len(row)]
    return _unit(np.round(np.concatenate(some) * STEP)) if some else NONE


def _unit(vectors: Vectors) -> Vectors:
    found: Vectors = (vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)).astype(np.float32)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _read(path: Path, key: str) -> dict[str, Vectors]:
    """Read kept vectors; a file that is damaged, or of another analyser, holds none."""
    try:
        with np.load(path, allow_pickle=False) as content:
            if str(content["key"]) != key:
                return {}
            names, sizes, rows = content["names"], content["sizes"], content["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    if len(names) != len(sizes) or sizes.sum() != len(rows):
        return {}
    vectors, ends = _unit(rows.astype(np.float32)), np.cumsum(sizes).tolist()
    return {name: vectors[end - size : end] if size else NONE for name, size, end in zip(names.tolist(), sizes.tolist(), ends, strict=True)}


def _write(path: Path, key: str, kept: Mapping[str, Vectors]) -> None:
    """Write vectors so that the same ones give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = sorted(kept)
    some = [np.round(kept[name] * STEP).astype(np.int8) for name in names if len(kept[name])]
    rows = np.concatenate(some) if some else np.zeros((0, 2, 1), np.int8)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
        np.savez_compressed(
            file,
            key=np.array(key),
            names=np.array(names),
            sizes=np.array([len(kept[name]) for name in names], dtype=np.int32),
            vectors=rows,
        )
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def compile_built_in(pack: Pack, analyser: Analyser) -> int:
    """Write the vectors of the packs that ship; return how many examples have some."""
    key = reading_key(analyser)
    old, wanted = _read(BUILT_IN, key), dict(_examples(pack))
    kept = {name: old[name] for name in wanted if name in old}
    kept |= _compile({name: row for name, row in wanted.items() if name not in kept}, pack, analyser)
    for prop in sorted({prop.name for prop, _, _ in wanted.values()}):
        rows = {name: kept[name] for name, (other, _, _) in wanted.items() if other.name == prop and len(kept[name])}
        if not is_scattered(_all([rows[name] for name in rows if wanted[name][2] == FOR])):
            kept |= {name: _unit(row * np.array([[1.0], [0.0]], np.float32)) for name, row in rows.items()}  # what has no use takes no room
    _write(BUILT_IN, key, kept)
    return len(kept)
