"""Patterns, compiled once and kept: parsing all examples anew at every start would cost a minute.

They are kept by example, so that a pack of one's own costs only its own. Those of the packs that ship with the program ship as well
(`python -m l2graph.claims.compiled` makes them anew); others are kept in the user's cache folder. A cache that cannot be read or
written is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from l2graph.analysis import Analyser, load_analyser
from l2graph.claims import attachments, examples, frames, framing, glosses, goods, patterns, rows, trees
from l2graph.claims.doubts import Doubts
from l2graph.claims.examples import compile_examples
from l2graph.claims.exemplars import compile_built_in, load_exemplars
from l2graph.claims.keeping import cache_folder, kept_or_made, reading_key
from l2graph.claims.likeness import Likeness
from l2graph.claims.patterns import Pattern, Words, from_plain, to_plain
from l2graph.claims.relations import Relations
from l2graph.pack import Example, Pack, PropertyDef, load_pack

COLUMNS = len(fields(Pattern))
BUILT_IN = Path(__file__).parent / "builtin.json"
Kept = Mapping[str, list[list[Any]]]  # patterns of an example, by its key
_last: deque[tuple[Pack, Analyser, str, Relations]] = deque(maxlen=1)


def relations_of(pack: Pack, analyser: Analyser, *, by: str = "both") -> Relations:
    """Return what `load_relations` does; the last ones are kept, so that a program that builds graph after graph loads them once."""
    for known, reader, way, relations in tuple(_last):
        if known is pack and reader is analyser and way == by:
            return relations
    relations = load_relations(pack, analyser, by=by)
    _last.append((pack, analyser, by, relations))
    return relations


def load_relations(pack: Pack, analyser: Analyser, *, by: str = "both") -> Relations:
    """Return the relations of a pack; what of it was compiled before by this analyser is not compiled again.

    They are found `by` the "patterns" of the examples, by likeness to their "vectors", or by "both".
    """
    key = content_key(analyser)
    wanted = dict(examples_of(pack))
    kept = kept_or_made(
        wanted, BUILT_IN, cache_folder() / f"{key}.json", lambda path: read_kept(path, key), lambda path, rows: write_kept(path, key, rows),
        lambda rows: _compile(rows, pack, analyser),
    )  # fmt: skip
    found = (p for name, (_, example) in wanted.items() for p in from_plain([example.id, *row[1:]] for row in kept[name]))
    exemplars = load_exemplars(pack, analyser) if by != "patterns" else {}
    likeness = Likeness(pack, analyser, exemplars) if exemplars else None
    return Relations(pack, sorted(set(found), key=repr) if by != "vectors" else (), likeness, Doubts(analyser, pack))


def missing(pack: Pack, analyser: Analyser) -> tuple[str, ...]:
    """Return the examples of a pack whose patterns do not ship."""
    kept = read_kept(BUILT_IN, content_key(analyser))
    return tuple(example.text for name, (_, example) in examples_of(pack) if name not in kept)


def content_key(analyser: Analyser) -> str:
    """Return 24 hexadecimal digits that change with the analyser or the code that reads examples."""
    modules = (attachments, examples, frames, framing, glosses, goods, patterns, rows, trees)
    code = b"".join(Path(module.__file__ or "").read_bytes() for module in modules)
    return hashlib.sha256(f"{reading_key(analyser)} ".encode() + code).hexdigest()[:24]


def examples_of(pack: Pack) -> Iterator[tuple[str, tuple[PropertyDef, Example]]]:
    """Yield each example with a key made of all that its patterns depend on: its words, its property, the classes that its words name."""
    words = Words(pack)
    for prop in pack.properties.values():
        ends = " ".join((prop.name, prop.value, *prop.domain, "→", *prop.range))
        for example in prop.examples:
            nouns = [f"{w} {' '.join(words.classes(w))}" for w in sorted(set(re.findall(r"[a-z]+", example.text.lower())))]
            yield hashlib.sha256("\n".join((ends, example.text, *nouns)).encode()).hexdigest()[:16], (prop, example)


def _compile(wanted: Mapping[str, tuple[PropertyDef, Example]], pack: Pack, analyser: Analyser) -> dict[str, list[list[Any]]]:
    """Compile examples, by their keys; what they are numbered is left out, since a change of the ontology may renumber them."""
    if not wanted:
        return {}
    found: dict[str, list[Pattern]] = {name: [] for name in wanted}
    names = {(prop.name, example.id): name for name, (prop, example) in wanted.items()}
    for pattern in compile_examples(tuple(wanted.values()), pack, analyser):
        found[names[pattern.predicate, pattern.example]].append(replace(pattern, example=""))
    return {name: to_plain(sorted(set(rows_), key=repr)) for name, rows_ in found.items()}


def read_kept(path: Path, key: str) -> Kept:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["key"] != key:
            return {}
        kept: Kept = content["examples"]
        return kept if all(len(row) == COLUMNS for rows_ in kept.values() for row in rows_) else {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_kept(path: Path, key: str, kept: Kept) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        lines = ",\n".join(f'"{name}": {json.dumps(kept[name], ensure_ascii=False, separators=(",", ":"))}' for name in sorted(kept))
        file.write(f'{{"key": "{key}", "examples": {{\n{lines}\n}}}}\n')
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def main() -> None:
    """Compile the packs that ship with the program."""
    pack, analyser = load_pack(), load_analyser()
    key = content_key(analyser)
    old, wanted = read_kept(BUILT_IN, key), dict(examples_of(pack))
    kept = {name: old[name] for name in wanted if name in old}
    kept |= _compile({name: row for name, row in wanted.items() if name not in kept}, pack, analyser)
    write_kept(BUILT_IN, key, kept)
    print(f"{sum(map(len, kept.values()))} patterns of {len(kept)} examples in {BUILT_IN.name}")
    print(f"vectors of {compile_built_in(pack, analyser)} examples")


if __name__ == "__main__":
    main()
