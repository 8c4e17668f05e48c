"""The same graph for those who program with rdflib: a `Dataset` over Oxigraph, which answers its SPARQL and finds its triples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from l2graph.errors import GraphError
from l2graph.store.asking import Store
from l2graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset


def load_dataset(path: Path | str) -> Dataset:
    """Return a graph file or a store as an `rdflib.Dataset`; it needs the extra `l2graph[rdflib]`.

    Its default graph is what all documents say together, its named graphs are the documents. A store on disk is only read, and as it
    was when it was opened; a file may be added to in memory. Two habits of oxrdflib: a string comes back typed, so that it equals
    `Literal("x", datatype=XSD.string)`, and `initBindings` binds only variables that the question selects.

    Raises:
        GraphError: the graph cannot be read, or oxrdflib is not installed.
    """
    try:
        from oxrdflib import OxigraphStore
    except ImportError as error:
        raise GraphError("a graph as an rdflib.Dataset needs oxrdflib; install l2graph[rdflib]") from error
    from rdflib import Dataset

    opened = Store.load(Path(path))
    store = OxigraphStore(store=opened.dataset)
    store.__dict__["opened"] = opened  # holds the state on disk for as long as the dataset is used
    dataset = Dataset(store=store)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset
