"""The whole program for tests that are marked `model`: the analyser and the packs are loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from l2graph.analysis import load_analyser
from l2graph.analysis.own import OwnAnalyser
from l2graph.model import Document, KnowledgeGraph
from l2graph.pack import Pack, load_pack
from l2graph.pipeline import build_graph


@cache
def the_analyser() -> OwnAnalyser:
    analyser = load_analyser()
    assert isinstance(analyser, OwnAnalyser)
    return analyser


@cache
def the_pack() -> Pack:
    return load_pack()


def read(documents: Iterable[Document]) -> KnowledgeGraph:
    """Build the graph of some documents with the packs that ship."""
    return build_graph(documents, pack=the_pack(), analyser=the_analyser())
