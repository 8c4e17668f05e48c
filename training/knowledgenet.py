"""KnowledgeNet -> annotated sentences for `l2graph teach`: `python -m training.knowledgenet FOLD… > sentences.txt`.

Each fact is a line; a pair of names, pronouns or dates that could bear an annotated property and does not is a line that denies it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

from l2graph.analysis import load_analyser
from training.relations import KNOWLEDGENET, other_spans

PROPERTIES = {
    "1": "subsidiaryOf", "2": "foundedBy", "3": "worksFor", "4": "chiefExecutive", "5": "foundingDate", "6": "headquarteredIn",
    "9": "educatedAt", "10": "nationality", "11": "placeOfResidence", "12": "placeOfBirth", "14": "dateOfDeath", "15": "dateOfBirth",
    "25": "spouse", "34": "childOf", "45": "politicalAffiliation",
}  # fmt: skip
MOST_DENIED = 4  # lines of a passage that deny
LONGEST = 400  # characters


def lines(paths: list[Path]) -> Iterator[str]:
    """Yield the annotated sentences of some folds."""
    analyser = load_analyser()
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        passages = [p for row in rows for p in row["passages"] if len(p["passageText"]) <= LONGEST]
        for passage, doc in zip(passages, analyser.parse(p["passageText"] for p in passages), strict=True):
            yield from _passage(passage, doc)


def _passage(passage: dict[str, Any], doc: Any) -> Iterator[str]:
    text, start = passage["passageText"], passage["passageStart"]
    facts: dict[tuple[tuple[int, int], tuple[int, int]], set[str]] = {}
    spans: dict[tuple[int, int], set[str]] = {}
    for fact in passage["facts"]:
        if fact["propertyId"] not in PROPERTIES:
            continue
        ends = [(fact[f"{side}Start"] - start, fact[f"{side}End"] - start) for side in ("subject", "object")]
        facts.setdefault((ends[0], ends[1]), set()).add(fact["propertyId"])
        for end, kind in zip(ends, KNOWLEDGENET[fact["propertyId"]], strict=True):
            spans.setdefault(end, set()).add(kind)
    for a, b, kind in other_spans(doc):
        if not any(a < d and c < b for c, d in spans):
            spans[a, b] = {kind}
    for (subject, obj), names in facts.items():
        if subject[1] <= obj[0] or obj[1] <= subject[0]:
            for name in sorted(names):
                yield f"{PROPERTIES[name]}: {marked(text, subject, obj)}"
    denied = [
        f"not {PROPERTIES[name]}: {marked(text, subject, obj)}"
        for subject, obj in permutations(sorted(spans), 2)
        if subject[1] <= obj[0] or obj[1] <= subject[0]
        for name in sorted(p["propertyId"] for p in passage["exhaustivelyAnnotatedProperties"])
        if name in PROPERTIES and KNOWLEDGENET[name][0] in spans[subject] and KNOWLEDGENET[name][1] in spans[obj]
        and name not in facts.get((subject, obj), ())
    ]  # fmt: skip
    yield from denied[:MOST_DENIED]


def marked(text: str, subject: tuple[int, int], obj: tuple[int, int]) -> str:
    """Write a sentence with two marks, its own brackets escaped, on one line."""
    (a, b, first), (c, d, second) = sorted(((*subject, "s"), (*obj, "o")))
    pieces = (text[:a], f"[{first}:", text[a:b], "]", text[b:c], f"[{second}:", text[c:d], "]", text[d:])
    plain = (re.sub(r"([\[\]{}|\\])", r"\\\1", piece) if k in {0, 2, 4, 6, 8} else piece for k, piece in enumerate(pieces))
    return " ".join("".join(plain).split())


if __name__ == "__main__":
    for line in lines([Path(argument) for argument in sys.argv[1:]]):
        print(line)
