"""Text -> spaCy `Doc` with sentences, tags, lemmas, tree and names: the only room where models load.

Our own network is the default; any installed spaCy pipeline can take its place by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from l2graph.analysis.directions import Direction
from l2graph.analysis.signals import PairSpans, Signals, signals_of
from l2graph.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["Analyser", "Direction", "PairSpans", "Signals", "load_analyser", "signals_of"]


class Analyser(Protocol):
    """Whatever turns texts into parsed `Doc`s."""

    @property
    def identity(self) -> str:
        """Name this analyser and its version: patterns made by one are of no use to another."""
        ...

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Yield one `Doc` per text, in order; `doc.text` equals the text, so `token.idx` counts code points."""
        ...

    def refine(self, doc: Doc, names: Iterable[Span]) -> Doc:
        """Return the document parsed again with each name as one token, or as it is."""
        ...

    def vectors(self, doc: Doc, pairs: Sequence[PairSpans]) -> NDArray[np.float32] | None:
        """Return two vectors of length 1 for each pair of spans, [pairs, 2, size]; None where this analyser makes none.

        The first is of what the sentence says of the two, the second of the kind of thing that the object is.
        """
        ...

    def plain(self, doc: Doc, pairs: Sequence[PairSpans]) -> NDArray[np.float32] | None:
        """Return for each pair the log odds that what its sentence says of it is a certain, positive assertion; None as above."""
        ...

    @property
    def odds(self) -> tuple[float, float]:
        """Return (scale, bias): scale · cosine + bias are the log odds that of a pair the same is said as of some examples."""
        ...

    def direction(self, name: str) -> Direction | None:
        """Return the direction of a property that the network has learnt; None for any other."""
        ...

    def lemma(self, word: str, tag: str) -> str:
        """Return the lemma of a word alone, given its Penn Treebank tag."""
        ...


def load_analyser(name: str | None = None) -> Analyser:
    """Load our own analyser, or the spaCy pipeline of that name.

    Raises:
        AnalyserError: no such pipeline is installed, or it has no parser.
    """
    if name is None:
        from l2graph.analysis.own import OwnAnalyser

        return OwnAnalyser()
    from l2graph.analysis.plugged import PluggedAnalyser

    return PluggedAnalyser(name)
