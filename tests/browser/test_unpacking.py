"""The page has the same graph in memory that Python gave it, however large and in however many pieces."""

from __future__ import annotations

from typing import Any

import pytest
from l_mount import l_mount_graph
from visits import Opener, Visit

import l2graph.exports.html as html
from l2graph.explorer.data import page_data

READ = """() => {
    const { E, C, T, documents } = L2.store;
    const columns = (table) => Object.entries(table).filter(([, column]) => column instanceof Int32Array);
    const plain = (table) => Object.fromEntries(columns(table).map(([name, column]) => [name, [...column]]));
    return { entities: plain(E), claims: plain(C), statements: plain(T), mentions: documents.map((about) => [...about.mentions]) };
}"""


def check(opened: Visit, data: dict[str, Any]) -> None:
    read = opened.run(READ)
    for name in ("entities", "claims", "statements"):
        whole = {key: column for key, column in data[name].items() if isinstance(column, list) and all(type(n) is int for n in column)}
        whole.pop("sort_value", None)
        assert len(whole) > 5
        assert {key: read[name][key] for key in whole} == whole
    assert read["mentions"] == [document["mentions"] for document in data["documents"]]


def test_the_page_reads_the_columns_that_python_wrote(open_page: Opener) -> None:
    graph = l_mount_graph()
    check(open_page(graph=graph), page_data(graph))


def test_a_graph_in_many_pieces_is_the_same(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "PIECE", 1000)
    graph = l_mount_graph()
    opened = open_page(graph=graph)
    assert opened.page.locator("script.graph-data").count() > 10
    check(opened, page_data(graph))
