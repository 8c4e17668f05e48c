"""Any installed spaCy pipeline as the analyser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from l2graph.analysis.directions import Direction
from l2graph.analysis.lemmas import lemmatise
from l2graph.analysis.signals import PairSpans
from l2graph.errors import AnalyserError
from l2graph.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc


class PluggedAnalyser:
    """Parse with a spaCy pipeline, as it is."""

    def __init__(self, name: str) -> None:
        import spacy

        self._name = name
        try:
            self._nlp = spacy.load(name)
        except OSError as error:
            raise AnalyserError(f"no spaCy pipeline {name!r} is installed; install it, or leave --analyser out") from error
        if not self._nlp.has_pipe("parser"):
            raise AnalyserError(f"the spaCy pipeline {name!r} has no parser; choose one that has")

    def __reduce__(self) -> tuple[type[PluggedAnalyser], tuple[str]]:
        """Let another process load the same pipeline."""
        return type(self), (self._name,)

    @property
    def identity(self) -> str:
        return f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}/{self._nlp.meta['version']}"

    def lemma(self, word: str, tag: str) -> str:
        return lemmatise(word, tag, {})

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        yield from self._nlp.pipe(texts)

    def vectors(self, doc: Doc, pairs: Sequence[PairSpans]) -> NDArray[np.float32] | None:
        """Return None: only our own network makes vectors of pairs, so that patterns alone find relations here."""
        return None

    def plain(self, doc: Doc, pairs: Sequence[PairSpans]) -> NDArray[np.float32] | None:
        """Return None, as above."""
        return None

    def direction(self, name: str) -> Direction | None:
        """Return None, as above."""
        return None

    @property
    def odds(self) -> tuple[float, float]:
        return 1.0, 0.0

    def refine(self, doc: Doc, names: Iterable[Span]) -> Doc:
        """Return the document as it is: what a foreign pipeline makes of merged names is not known."""
        return doc
