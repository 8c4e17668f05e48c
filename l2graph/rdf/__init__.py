"""Values to quads and back: the only room that knows how a graph is said in RDF (GRAPH.md is the contract).

`to_quads` writes one named graph per document; `from_quads` reads them, or rebuilds them from plain Turtle. `from_bare` reads
what other tools write.
"""

from l2graph.rdf.bare import from_bare
from l2graph.rdf.identity import claim_iri, statement_iri
from l2graph.rdf.normal import merge_entities, normalise
from l2graph.rdf.read import from_quads
from l2graph.rdf.write import to_quads

__all__ = ["claim_iri", "from_bare", "from_quads", "merge_entities", "normalise", "statement_iri", "to_quads"]
