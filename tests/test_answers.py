"""Answers as SPARQL 1.1 TSV: whatever a text holds, the table keeps its lines and columns, and terms keep their types."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l2graph.answers import Cell, Solutions, write_answer

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (Cell("https://x.example/a", is_iri=True), "<https://x.example/a>"),
        (Cell("b0", is_blank=True), "_:b0"),
        (Cell("plain"), '"plain"'),
        (Cell('a\t"b"\n\\'), '"a\\t\\"b\\"\\n\\\\"'),
        (Cell("hallo", language="de"), '"hallo"@de'),
        (Cell("5", datatype=XSD + "integer"), "5"),
        (Cell("2.5", datatype=XSD + "decimal"), "2.5"),
        (Cell("1e6", datatype=XSD + "double"), "1e6"),
        (Cell("five", datatype=XSD + "integer"), f'"five"^^<{XSD}integer>'),
        (Cell("2018", datatype=XSD + "gYear"), f'"2018"^^<{XSD}gYear>'),
        (None, ""),
    ],
)
def test_a_term_is_written_as_in_turtle(cell: Cell | None, written: str) -> None:
    assert write_answer(Solutions(("x",), ((cell,),)), "tsv").decode() == f"?x\n{written}\n"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
cells = st.one_of(
    st.none(),
    st.builds(Cell, texts),
    st.builds(Cell, texts, language=st.sampled_from(["en", "de-at"])),
    st.builds(Cell, texts, datatype=st.just(XSD + "date")),
    st.builds(Cell, st.integers().map(str), datatype=st.just(XSD + "integer")),
    st.just(Cell("https://x.example/ä", is_iri=True)),
)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_another_parser_reads_the_same(rows: list[tuple[Cell | None, Cell | None]]) -> None:
    written = write_answer(Solutions(("x", "y"), tuple(rows)), "tsv")
    read = ox.parse_query_results(io.BytesIO(written), format=ox.QueryResultsFormat.TSV)
    assert isinstance(read, ox.QuerySolutions)
    found = [[None if term is None else term.value for term in row] for row in read]  # type: ignore[union-attr]
    assert found == [[None if cell is None else cell.value for cell in row] for row in rows]
