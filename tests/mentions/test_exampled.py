"""What the examples of a pack mark can be names that are found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import document

from l2graph import load_analyser, load_pack
from l2graph.errors import PackError
from l2graph.mentions import find_mentions
from l2graph.pack import Pack

PACK = """@prefix l2: <https://w3id.org/l2graph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

l2:soldOn a owl:ObjectProperty ; rdfs:label "sold on"@en ; rdfs:domain l2:Product ; rdfs:range l2:Technology ; {ends}
    l2:example "[s:Night Lantern] was sold on [o:a punched card]." .
"""


def pack_with(tmp_path: Path, ends: str) -> Pack:
    path = tmp_path / "own.ttl"
    path.write_text(PACK.format(ends=ends), encoding="utf-8")
    return load_pack([path])


@pytest.mark.model
@pytest.mark.parametrize(("ends", "found"), [("l2:namesEnds true ;", True), ("", False)])
def test_what_an_example_marks_is_found_again_where_its_property_says_so(tmp_path: Path, ends: str, found: bool) -> None:
    text = "Silent Kites was sold on a punched card."
    mentions = find_mentions(document(text), next(iter(load_analyser().parse([text]))), pack_with(tmp_path, ends))
    assert (("punched card", "Technology") in {(m.name, m.cls) for m in mentions}) is found


def test_only_a_truth_value_says_whether_ends_are_names(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no truth value"):
        pack_with(tmp_path, 'l2:namesEnds "often" ;')
