"""Patterns are compiled once and kept; what is kept is only ever as good as what it was made from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from reader import the_analyser, the_pack

from l2graph.claims import compiled, exemplars
from l2graph.claims.compiled import BUILT_IN, cache_folder, content_key, load_relations, missing, relations_of
from l2graph.claims.examples import compile_pack
from l2graph.claims.patterns import Branch, Pattern, from_plain, to_plain
from l2graph.pack import Example, Pack

LONGER = Branch(1, (("down", "advmod"),), (("long",),))
PATTERNS = (
    Pattern("memberOf/1", "memberOf", (("up", "agent"), ("down", "patient")), (("enter", "join"),)),
    Pattern("worksFor/2", "worksFor", (("up", "agent"), ("down", "of")), (("*NOUN",),), (), 1),
    Pattern("discontinued/3", "discontinued", (("up", "patient"),), (("make",),), (LONGER,), None, False),
    Pattern("weight/1", "weight", (("within", ""),), (), subject_class="Product"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("L2GRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def small() -> Pack:
    """A pack of one property with one example, which nobody has compiled before."""
    supplies = replace(the_pack().properties["supplies"], examples=(Example("supplies", 1, "[s:Samsung] will help [o:Huawei]."),))
    return replace(the_pack(), properties={"supplies": supplies}, digest="a small pack")


@pytest.mark.model
def test_relations_are_loaded_once_for_a_pack_an_analyser_and_a_way() -> None:
    first = relations_of(the_pack(), the_analyser())
    assert relations_of(the_pack(), the_analyser()) is first
    other = relations_of(the_pack(), the_analyser(), by="patterns")
    assert other is not first
    assert other.likeness is None
    assert relations_of(replace(the_pack(), digest="another"), the_analyser(), by="patterns") is not other


@pytest.mark.model
def test_the_vectors_that_ship_are_those_of_the_packs_that_ship() -> None:
    assert exemplars.missing(the_pack(), the_analyser()) == (), "run make patterns"


@pytest.mark.model
def test_the_patterns_that_ship_are_those_of_the_packs_that_ship() -> None:
    assert missing(the_pack(), the_analyser()) == (), "run make patterns"
    examples = sum(len(prop.examples) for prop in the_pack().properties.values())
    assert len(json.loads(BUILT_IN.read_text(encoding="utf-8"))["examples"]) <= examples, "run make patterns"


def test_patterns_are_written_and_read_back() -> None:
    assert from_plain(json.loads(json.dumps(to_plain(PATTERNS)))) == PATTERNS


def test_the_folder_is_where_one_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("L2GRAPH_CACHE", "/a/b")
    assert cache_folder() == Path("/a/b")
    monkeypatch.delenv("L2GRAPH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    assert cache_folder() == Path("/c/l2graph")


@pytest.mark.model
def test_an_example_becomes_a_pattern(small: Pack) -> None:
    (pattern,) = compile_pack(small, the_analyser())
    assert (pattern.example, pattern.predicate) == ("supplies/1", "supplies")
    assert (pattern.steps, pattern.keys) == ((("up", "agent"), ("down", "patient")), (("help",),))


@pytest.mark.model
def test_a_pack_is_compiled_once(folder: Path, small: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_relations(small, the_analyser())
    (file,) = folder.glob("*.json")
    assert file.name == f"{content_key(the_analyser())}.json"

    def fail(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(compiled, "compile_examples", fail)
    assert load_relations(small, the_analyser()).trie == first.trie


@pytest.mark.model
@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"key": "other", "examples": {}}', '{"examples": {}}', "\x00\xff"])
def test_a_broken_file_is_as_good_as_none(folder: Path, small: Pack, content: str) -> None:
    folder.mkdir()
    file = folder / f"{content_key(the_analyser())}.json"
    file.write_text(content, encoding="latin-1")
    assert load_relations(small, the_analyser()).trie.next
    assert json.loads(file.read_text(encoding="utf-8"))["examples"], "made anew"


@pytest.mark.model
def test_a_file_with_the_right_key_and_wrong_rows_is_as_good_as_none(folder: Path, small: Pack) -> None:
    folder.mkdir()
    key = content_key(the_analyser())
    (folder / f"{key}.json").write_text(json.dumps({"key": key, "examples": {"a": [["too", "short"], 7]}}), encoding="utf-8")
    assert load_relations(small, the_analyser()).trie.next


@pytest.mark.model
def test_a_folder_that_cannot_be_written_costs_only_time(small: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("L2GRAPH_CACHE", str(tmp_path / "file" / "cache"))
    assert load_relations(small, the_analyser()).trie.next
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.model
def test_nothing_half_written_is_left(folder: Path, small: Pack) -> None:
    load_relations(small, the_analyser())
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".npz"]


@pytest.mark.model
def test_a_pack_of_ones_own_costs_only_its_own(folder: Path, small: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    built_in = the_pack().properties["memberOf"]
    both = replace(small, properties={**small.properties, "memberOf": built_in})
    compiled_now: list[str] = []
    really = compiled.compile_examples

    def watched(chosen, pack, analyser):  # type: ignore[no-untyped-def]
        compiled_now.extend(example.text for _, example in chosen)
        return really(chosen, pack, analyser)

    monkeypatch.setattr(compiled, "compile_examples", watched)
    load_relations(both, the_analyser())
    assert compiled_now == ["[s:Samsung] will help [o:Huawei]."]


@pytest.mark.parametrize(
    ("pattern", "lexical", "denies"), [(PATTERNS[0], 1, False), (PATTERNS[1], 0, False), (PATTERNS[2], 2, True), (PATTERNS[3], 0, False)]
)
def test_what_a_pattern_asks_for(pattern: Pattern, lexical: int, denies: bool) -> None:
    assert (pattern.lexical, pattern.denies) == (lexical, denies)
