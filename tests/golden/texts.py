"""The texts, read by the whole program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reader import read

from l2graph.documents import read_documents
from l2graph.exports import EXPORTERS
from l2graph.model import Document, KnowledgeGraph
from l2graph.vocabulary import L2

GOLDEN = Path(__file__).parent
TEXTS = ("article", "release", "comments", "nothing")


VOLATILE = (f"<{L2}foundBy>", f"<{L2}confidence>")  # examples are numbered anew whenever a pack learns one more


@cache
def documents(*names: str) -> tuple[Document, ...]:
    return tuple(read_documents([GOLDEN / f"{name}.md" for name in names]))


@cache
def graph(*names: str) -> KnowledgeGraph:
    return read(documents(*names))


def n_quads(*names: str) -> str:
    """Return the graph of some texts as N-Quads."""
    return next(iter(EXPORTERS["nq"].write(graph(*names)).values())).decode("utf-8")


def reviewed(name: str) -> str:
    """Return of a text's quads what a golden file holds."""
    return "".join(f"{line}\n" for line in n_quads(name).splitlines() if line.split(" ", 2)[1] not in VOLATILE)
