"""A pack's examples tried out: those that leave no path, and those whose path fits a counter-example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l2graph.analysis import Analyser
from l2graph.claims.teaching import Lesson
from l2graph.pack import Example, Pack, parse_marked
from l2graph.pack.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with an example, and what to try."""

    example: Example
    message: str
    remedy: str


def doubts(pack: Pack, analyser: Analyser, examples: Sequence[Example]) -> Iterator[Doubt]:
    """Yield what is doubtful about some examples of a pack, in their order.

    An example that leaves no pattern is read by its vector alone, and not at all by an analyser that makes none.
    """
    names = sorted({example.property for example in examples})
    rows = [_sentence(example, holds=True) for example in examples]
    rows += [_sentence(example, holds=False) for name in names for example in pack.properties[name].counter_examples]
    lesson = Lesson(rows, pack, analyser)
    fits = {
        key: item.text
        for item, found in zip(lesson.items, lesson.matches, strict=True)
        for name in sorted(item.denied & found.keys())
        for key in found[name]
    }
    for example in examples:
        prop = pack.properties[example.property]
        key = f"{example.property}: {example.text}"
        marked = parse_marked(example.text)
        if not lesson.patterns.get(key) and (marked.spans("o") or not prop.symmetric):
            yield Doubt(
                example,
                "no path of words leads from the subject to the object",
                "put both into one clause, mark the word that joins them with [t:…], or write the sentence more plainly",
            )
        elif key in fits:
            yield Doubt(
                example,
                f"its pattern is too general: it fits the counter-example “{fits[key]}”",
                "add a word that only the example has, or mark one with [t:…]",
            )


def _sentence(example: Example, *, holds: bool) -> Sentence:
    return Sentence(example.line or 0, example.property, holds, parse_marked(example.text), example.text)
