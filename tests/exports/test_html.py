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
from l2graph.explorer.parts import VIS_NETWORK, parts
from l2graph.exports.html import SMALL, pack, unpack, write_html
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

    def element(self, identifier: str) -> str:
        return "".join(text for tag, a, text in self.texts if tag == "script" and a.get("id") == identifier)

    def data(self) -> Any:
        return unpack("".join(text for _, a, text in self.texts if a.get("class") == "graph-data"))

    def drawing(self) -> Any:
        return json.loads(self.element("drawing"))

    def styles(self) -> list[str]:
        return [text for tag, _, text in self.texts if tag == "style"]

    def policy(self) -> dict[str, list[str]]:
        """Return the Content Security Policy by directive."""
        (content,) = [a["content"] or "" for tag, a in self.elements if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
        return {name: values for name, *values in map(str.split, content.split(";"))}

    def scripts(self) -> list[str]:
        return [text for tag, attributes, text in self.texts if tag == "script" and "type" not in attributes]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write_html(l_mount_graph()))


def test_the_page_refers_to_nothing_outside(page: Page) -> None:
    assert [a["href"] for tag, a in page.elements if tag == "link"] == ["data:,"]
    assert not [a for _, a in page.elements if {"src", "srcset", "action", "background"} & a.keys()]
    style = "".join(page.styles())
    assert style
    assert not re.search(r"@import|url\(", style)
    assert "sourceMappingURL" not in "".join(page.scripts())


def hashes(sources: list[str]) -> set[str]:
    return {f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'" for source in sources}


def test_only_our_scripts_and_styles_are_used_and_nothing_may_be_fetched(page: Page) -> None:
    policy = page.policy()
    assert set(policy["script-src"]) == hashes(page.scripts())
    assert set(policy["style-src"]) == hashes(page.styles())
    assert (len(page.scripts()), len(page.styles())) == (3, 1)
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["img-src"] == ["data:", "blob:"]
    assert policy.keys() == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}


def test_no_element_has_a_style_or_a_handler_of_its_own(page: Page) -> None:
    assert not [a for _, a in page.elements if "style" in a or any(name.startswith("on") for name in a)]


def test_the_policy_comes_before_whatever_it_governs(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    assert tags.index("meta") < min(tags.index("script"), tags.index("style"))
    governs = next(n for n, (_, a) in enumerate(page.elements) if a.get("http-equiv") == "Content-Security-Policy")
    assert governs < min(tags.index("script"), tags.index("style"))


def test_vis_network_is_the_released_file_with_its_licence_and_without_its_styles(page: Page) -> None:
    released = VIS_NETWORK.read_bytes()
    licences = (Path(str(VIS_NETWORK)).parents[1] / "LICENSES.md").read_text("utf-8")
    assert hashlib.sha256(released).hexdigest() in licences
    library = page.scripts()[1]
    assert library == parts()["library"]
    for told in ("@version 10.", "The Apache 2.0 License", "The MIT License", "Changed by l2graph"):
        assert told in library[:1200]
    assert "vis-manipulation{" not in library and "vis-overlay{" not in library
    assert len(library) < 450_000 < len(released)


def test_a_hostile_name_stays_text() -> None:
    whole = write_html(l_mount_graph(title=HOSTILE))
    page = Page(whole)
    assert b"<script>alert" not in whole
    assert sum(tag == "script" for tag, _ in page.elements) == 5
    assert HOSTILE in "".join(text for tag, _, text in page.texts if tag == "title")
    assert HOSTILE in page.data()["entities"]["label"]
    assert HOSTILE.replace(" ", "") in [re.sub(r"\s", "", node["label"]) for node in page.drawing()["nodes"]]


NASTY = {
    "end of script": "</script><script>alert(1)</script>",
    "comment": "<!-- <script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "link": "javascript:alert(1)",
    "template": "{{ 7 * 7 }}{% raw %}",
    "long": "x" * 10_000,
    "long, with blanks": "word " * 2_000,
    "override": "\u202egnp.exe",
    "isolates": "\u2066\u2067\u2068 name",
    "NUL": "a\x00b",
    "lone surrogate": "a\ud800b\udc00",
    "line separators": "a\u2028b\u2029c\x85d",
    "Hebrew": "שלום עולם",
    "entities": "&lt;b&gt; &amp; &#0;",
}


@pytest.mark.parametrize("name", NASTY.values(), ids=NASTY)
def test_a_nasty_text_comes_through_unchanged_and_does_nothing(name: str) -> None:
    thing, club = entity(name, key="thing"), entity("Alliance", "Alliance", name)
    doc = document(f"{name} joined the Alliance", title=name, url=name, author=name, publisher=name)
    told = claim(doc, thing, "memberOf", club, role=name, amount=name, valid_from=name, found_by=name)
    whole = write_html(graph(document_graph(doc, (thing, club), claims=(told,))))
    page = Page(whole)
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in Page(write_html(l_mount_graph())).elements]
    data = page.data()
    assert name in data["entities"]["label"]
    assert {name} <= {*data["strings"]}
    assert [data["documents"][0][field] for field in ("title", "url", "author", "publisher")] == [name] * 4
    labels = [node["label"] for node in page.drawing()["nodes"]]
    assert all(len(line) <= 21 for label in labels for line in label.split("\n"))
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "".join(labels))
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", "".join(text for tag, _, text in page.texts if tag == "title"))


def test_the_page_is_small_enough_to_send() -> None:
    assert len(write_html(l_mount_graph())) < 1_000_000


def test_the_same_graph_gives_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from l_mount import l_mount_graph; from l2graph.exports.html import write_html\n"
        "print(hashlib.sha256(write_html(l_mount_graph())).hexdigest())"
    )
    digests = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1
    assert digests == {hashlib.sha256(write_html(l_mount_graph())).hexdigest() + "\n"}


def test_pyvis_draws_the_first_view_and_one_line_for_all_claims_between_two(page: Page) -> None:
    data, drawing = page.data(), page.drawing()
    claims, entities = data["claims"], data["entities"]
    assert [node["id"] for node in drawing["nodes"]] == data["first"]
    assert {n for n in range(entities["n"]) if entities["claims"][n]} == set(data["first"])
    pairs = [tuple(sorted(pair)) for pair in zip(claims["s"], claims["o"], strict=True) if pair[1] >= 0]
    assert sorted((edge["from"], edge["to"]) for edge in drawing["edges"]) == sorted(set(pairs))
    assert [[edge["from"], edge["to"]] for edge in drawing["edges"]] == data["lines"]
    assert len(set(pairs)) < len(pairs)  # some lines stand for several claims
    assert drawing["options"]["physics"]["enabled"] is False
    assert all((node["x"], node["y"]) == (entities["x"][node["id"]], entities["y"][node["id"]]) for node in drawing["nodes"])


def test_a_line_tells_facts_from_what_is_only_said(page: Page) -> None:
    data, drawing = page.data(), page.drawing()
    number = {label: n for n, label in enumerate(data["entities"]["label"])}
    lines = {edge["id"]: edge for edge in drawing["edges"]}

    def line(one: str, other: str) -> Any:
        return lines["-".join(map(str, sorted((number[one], number[other]))))]

    assert line("Panasonic", "L-Mount Alliance")["dashes"] is False
    assert line("Fuji", "L-Mount Alliance")["dashes"] is True
    assert line("Canon", "L-Mount Alliance")["denied"] == 1
    assert line("Leica Camera AG", "L-Mount Alliance")["width"] > line("Fuji", "L-Mount Alliance")["width"]


def test_an_empty_graph_is_a_page_too() -> None:
    page = Page(write_html(KnowledgeGraph(())))
    assert page.data()["missing"]["entities"] is True
    assert page.drawing()["nodes"] == []


def test_an_unknown_policy_is_an_error() -> None:
    with pytest.raises(FormatError, match="no policy 'some'"):
        write_html(l_mount_graph(facts="some"))


@pytest.mark.parametrize("size", [0, 10, 65_535, 65_536, SMALL, 3 * SMALL])
def test_data_of_any_size_are_unpacked_as_they_were(size: int) -> None:
    data = {"text": ("abcé\ud800😀 " * (size // 8 + 1))[:size]}
    assert unpack(pack(data)) == data


def test_large_data_are_compressed() -> None:
    assert len(pack({"text": "Acme joined the Alliance. " * 100_000})) < 100_000


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), min_size=1).filter(str.strip), st.text())
def test_whatever_a_text_holds_comes_through_as_it_is(name: str, rest: str) -> None:
    """Line separators, control characters, lone surrogates, ends of scripts: the page's data give them back unchanged."""
    text = f"{name} joined {rest}</script><!--\u2028 the Alliance"
    thing, club = entity(name, key="thing"), entity("Alliance", "Alliance")
    doc = document(text, title=name)
    whole = graph(document_graph(doc, (thing, club), claims=(claim(doc, thing, "memberOf", club),)))
    data = Page(write_html(whole)).data()
    assert name in data["entities"]["label"]
    assert data["documents"][0]["text"] == text
    assert data["documents"][0]["title"] == name
