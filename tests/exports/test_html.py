"""The page as bytes: complete, closed to the network, harmless, and the same on every run."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from builders import claim, document, document_graph, entity, graph
from hypothesis import given, settings
from hypothesis import strategies as st
from l_mount import HOSTILE, l_mount_graph

from l2graph.errors import FormatError
from l2graph.exports.html import write_html
from l2graph.model import KnowledgeGraph

TESTS = Path(__file__).parents[1]


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts, styles and title."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.inside: tuple[str, dict[str, str | None]] = ("", {})  # the innermost element, where text matters
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = self.elements[-1]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ("", {})

    def handle_data(self, data: str) -> None:
        self.texts.append((*self.inside, data))

    def json(self, identifier: str) -> Any:
        return json.loads("".join(text for tag, a, text in self.texts if tag == "script" and a.get("id") == identifier))

    def scripts(self) -> list[str]:
        return [text for tag, attributes, text in self.texts if tag == "script" and "type" not in attributes]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write_html(l_mount_graph()))


def test_the_page_refers_to_nothing_outside(page: Page) -> None:
    assert [a["href"] for tag, a in page.elements if tag == "link"] == ["data:,"]
    assert not [a for _, a in page.elements if {"src", "srcset", "action", "background"} & a.keys()]
    style = "".join(text for tag, _, text in page.texts if tag == "style")
    assert style
    assert not re.search(r"@import|url\(", style)
    assert "sourceMappingURL" not in "".join(page.scripts())


def test_only_our_two_scripts_may_run_and_nothing_may_be_fetched(page: Page) -> None:
    policy = next(a["content"] or "" for tag, a in page.elements if tag == "meta" and a.get("http-equiv"))
    hashes = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in page.scripts()}
    assert len(hashes) == 2
    assert hashes == set(re.findall(r"'sha256-([^']+)'", policy))
    assert policy.startswith("default-src 'none';")


def test_a_hostile_name_stays_text() -> None:
    whole = write_html(l_mount_graph(title=HOSTILE))
    page = Page(whole)
    assert b"<script>alert" not in whole
    assert sum(tag == "script" for tag, _ in page.elements) == 4
    assert HOSTILE in "".join(text for tag, _, text in page.texts if tag == "title")
    assert HOSTILE in "".join(text for tag, _, text in page.texts if tag == "h1")
    assert HOSTILE in [row["label"] for row in page.json("graph-data")["entities"]]


def test_the_page_is_small_enough_to_send() -> None:
    assert len(write_html(l_mount_graph())) < 1_000_000


def test_the_same_graph_gives_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from l_mount import l_mount_graph; from l2graph.exports.html import write_html\n"
        "print(hashlib.sha256(write_html(l_mount_graph())).hexdigest())"
    )
    digests = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS)}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1
    assert digests == {hashlib.sha256(write_html(l_mount_graph())).hexdigest() + "\n"}


def test_pyvis_draws_the_entities_with_claims_and_one_line_for_all_claims_between_two(page: Page) -> None:
    data, drawing = page.json("graph-data"), page.json("drawing")
    claimed = {n for c in data["claims"] for n in (c["s"], c.get("o")) if n is not None}
    assert {node["id"] for node in drawing["nodes"]} == claimed
    pairs = {tuple(sorted((c["s"], c["o"]))) for c in data["claims"] if "o" in c}
    assert sorted((edge["from"], edge["to"]) for edge in drawing["edges"]) == sorted(pairs)
    assert len(pairs) < sum("o" in c for c in data["claims"])  # some lines stand for several claims
    assert drawing["options"]["physics"]["enabled"] is False
    assert all(isinstance(node[axis], int) for node in drawing["nodes"] for axis in "xy")


def test_an_empty_graph_is_a_page_too() -> None:
    page = Page(write_html(KnowledgeGraph(())))
    assert page.json("graph-data")["claims"] == []
    assert page.json("drawing")["nodes"] == []


def test_an_unknown_policy_is_an_error() -> None:
    with pytest.raises(FormatError, match="no policy 'some'"):
        write_html(l_mount_graph(facts="some"))


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), min_size=1).filter(str.strip), st.text())
def test_whatever_a_text_holds_comes_through_as_it_is(name: str, rest: str) -> None:
    """Line separators, control characters, lone surrogates, ends of scripts: the page's data give them back unchanged."""
    text = f"{name} joined {rest}</script><!--\u2028 the Alliance"
    thing, club = entity(name, key="thing"), entity("Alliance", "Alliance")
    doc = document(text, title=name)
    whole = graph(document_graph(doc, (thing, club), claims=(claim(doc, thing, "memberOf", club),)))
    data = Page(write_html(whole)).json("graph-data")
    assert name in [row["label"] for row in data["entities"]]
    assert data["sentences"][0]["text"] == text
    assert data["documents"][0]["title"] == name
