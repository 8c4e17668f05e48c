"""What an update may write into is told by its text, or not told at all; never too little."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import law

from l2graph.store.targets import MANY, targets_of
from l2graph.store.updating import own_targets
from l2graph.vocabulary import PREFIXES

MINE, OTHER = "https://x.example/mine", "urn:x:other"


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> 1.5, 'x'@en , true . <urn:a> l2:says \"{{ GRAPH\" }} }}", {MINE}),
        (f"DELETE DATA {{ GRAPH <{MINE}> {{ _:a a l2:Camera }} GRAPH <{OTHER}> {{ }} }}", {MINE, OTHER}),
        (f"delete where {{ graph <{MINE}> {{ ?s ?p ?o }} }}", {MINE}),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o FILTER (?o < 3 || ?o<=5) {{ ?s ?q '''}}''' }} }}", {MINE}),
        (f"WITH <{MINE}> DELETE {{ ?s ?p ?o }} INSERT {{ GRAPH <{OTHER}> {{ ?s ?p 1 }} }} WHERE {{ ?s ?p ?o }}", {MINE, OTHER}),
        (f"PREFIX x: <https://x.example/> INSERT {{ GRAPH x:mine {{ ?s ?p ?o }} }} USING <{OTHER}> WHERE {{ ?s ?p ?o }}", {MINE}),
        (f"CREATE GRAPH <{MINE}> ; # DROP ALL\n DROP SILENT GRAPH <{OTHER}> ;", {MINE, OTHER}),
        (f"COPY <{OTHER}> TO GRAPH <{MINE}>", {MINE}),
        (f"ADD SILENT GRAPH <{OTHER}> TO <{MINE}>", {MINE}),
        (f"MOVE <{OTHER}> TO <{MINE}>", {MINE, OTHER}),
        (f"INSERT {{ }} WHERE {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }}", set()),
        ("INSERT DATA { GRAPH l2:mine { <urn:a> <urn:b> <https://x.example/#'> } }", {PREFIXES["l2"] + "mine"}),
        # left open
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", None),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> 1 }} <urn:a> <urn:b> <urn:c> }}", None),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        ("INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        ("DROP ALL", None),
        ("CLEAR NAMED", None),
        ("CLEAR DEFAULT", None),
        (f"MOVE DEFAULT TO <{MINE}>", None),
        (f"COPY <{MINE}> TO DEFAULT", None),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> 1 }} }} ; DROP DEFAULT", None),
        (f"BASE <{MINE}> INSERT DATA {{ GRAPH <x> {{ }} }}", None),
        ("INSERT DATA { GRAPH unknown:x { } }", None),
        (f"LOAD <file:///etc/passwd> INTO GRAPH <{MINE}>", None),
        ("SELECT * { ?s ?p ?o }", None),
        # what two readers could read in two ways
        (f"INSERT {{ GRAPH <{MINE}> {{ }} }} WHERE {{ ?s ?p ?o FILTER (?o <a:b#> }} ; DROP ALL\n 3) }}", None),
        (f"INSERT {{ GRAPH <{MINE}> {{ }} }} WHERE {{ ?s ?p ?o FILTER (?o <a:b'>) }} ; DROP ALL ; INSERT {{}} WHERE {{ ?s ?p '>' }}", None),
        ("INSERT DATA \\u007B <urn:a> <urn:b> <urn:c> }", None),
        (f"INSERT DATA {{ GRAPH <{MINE}\\u002Fx> {{ <urn:a> <urn:b> 1 }} }}", None),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> 'a\n' }} }}", None),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> '''\\u0027\\u0027\\u0027 }} }} ; DROP ALL # ''' }} }}", None),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:b> '{'x' * MANY}' }} }}", None),
        ("INSERT DATA {", None),
    ],
)  # fmt: skip
def test_the_graphs_are_told_or_none(sparql: str, told: set[str] | None) -> None:
    assert targets_of(sparql, PREFIXES) == told


def test_a_graph_that_is_called_like_those_of_documents_is_not_told_by_its_name_alone() -> None:
    assert own_targets(f"CREATE GRAPH <{MINE}>") == (ox.NamedNode(MINE),)
    assert own_targets("CREATE GRAPH <https://x.example/links>") is None
    assert own_targets("DROP ALL") is None


PIECES = [
    *"INSERT DELETE DATA WHERE WITH GRAPH CLEAR DROP MOVE ADD TO ALL DEFAULT SILENT FILTER PREFIX".split(),
    *f"<{MINE}> <{OTHER}> x: x:mine ?g ?s ?p ?o <urn:p> <x:p#> <x:p'> <x#> x:p. _:b 1 a @en [] %7D".split(),
    *("{", "}", "{ ", " }", "(", ")", ".", ";", ",", "'", '"', "'''", '"""', "\\", "\\u007D", "#", "\n", "\r", "<", ">", "|", "&&"),
    *("'}'", '"{"', "'''}'''", "# }\n", "{ ?s ?p ?o }", "FILTER (?o <", "> 1)", "; DROP ALL", "; DROP DEFAULT"),
]
FRAMES = [
    "INSERT {{ GRAPH <{mine}> {{ ?s ?p {0} }} }} WHERE {{ ?s ?p ?o {1} }} {2}",
    "PREFIX x: <urn:x:> WITH <{mine}> DELETE {{ ?s ?p ?o {0} }} INSERT {{ ?s ?p ?o {1} }} WHERE {{ ?s ?p ?o {2} }}",
    "INSERT DATA {{ GRAPH <{mine}> {{ <urn:s> <urn:p> {0} }} {1} }} {2}",
    "{0} GRAPH <{mine}> {1} ; {2}",
    "{0} {1} {2}",
]
soup = st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=4).map("".join)


@law
@given(st.sampled_from(FRAMES), soup, soup, soup)
def test_nothing_else_is_written_into(frame: str, first: str, second: str, third: str) -> None:
    sparql = frame.format(first, second, third, mine=MINE)
    told = targets_of(sparql, PREFIXES)
    dataset = ox.Store()
    for graph in (ox.DefaultGraph(), *map(ox.NamedNode, (MINE, OTHER, "urn:x:third"))):
        dataset.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(str(graph)), graph))
    before = set(dataset), set(dataset.named_graphs())
    try:
        dataset.update(sparql, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return  # nothing was written
    changed = {quad.graph_name for quad in before[0] ^ set(dataset)} | (before[1] ^ set(dataset.named_graphs()))
    if told is not None:
        assert {graph.value if isinstance(graph, ox.NamedNode) else "" for graph in changed} <= told
