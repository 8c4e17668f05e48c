"""Annotated sentences are read, and mistakes in them told with their line; what they teach is written below a pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader import the_pack

from l2graph.errors import InputError, OutputError
from l2graph.pack import load_pack
from l2graph.pack.sentences import read_sentences
from l2graph.pack.writing import with_examples, write_pack

GOOD = """# members
memberOf: [s:Leica] joined [o:the L-Mount Alliance] in [from:2018].

not memberOf: [s:Leica] wrote about [o:the L-Mount Alliance].
none: [s:Leica] and [o:Sigma] raised their prices.
collaboratesWith: [s:The two firms] work together.
memberOf: [s:Leica] joined [o:the L-Mount Alliance] in [from:2018].
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sentences.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_become_sentences(tmp_path: Path) -> None:
    rows = read_sentences(written(tmp_path, GOOD), the_pack())
    assert [(row.line, row.property, row.holds) for row in rows] == [
        (2, "memberOf", True), (4, "memberOf", False), (5, "none", False), (6, "collaboratesWith", True),
    ]  # fmt: skip
    assert rows[0].plain == "Leica joined the L-Mount Alliance in 2018."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Leica joined the alliance.", r"sentences\.txt:2: no property before the sentence"),
        ("joins: [s:A] joined [o:B].", r"sentences\.txt:2: no pack defines the property 'joins'"),
        ("memberOf: [s:A joined [o:B].", r"sentences\.txt:2: the mark \[s: is not closed"),
        ("memberOf: [s:A] joined [o:B]].", r"sentences\.txt:2: '\]' without an open mark"),
        ("memberOf: A joined [o:B].", r"sentences\.txt:2: the subject is not marked"),
        ("memberOf: [s:A] joined B.", r"sentences\.txt:2: the object is not marked"),
        ("memberOf: [s:[o:A]] joined B.", r"sentences\.txt:2: subject and object are the same words"),
        ("locatedIn: [s:A] lies in [o:B] since [from:2018].", r"sentences\.txt:2: locatedIn has no qualifier from; take the mark away"),
        ("memberOf: [x:A] joined [o:B].", r"sentences\.txt:2: unknown mark"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_sentences(written(tmp_path, f"memberOf: [s:A] joined [o:B].\n{line}\n"), the_pack())


def test_a_file_that_teaches_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no sentence teaches a property"):
        read_sentences(written(tmp_path, "none: [s:A] met [o:B].\n"), the_pack())
    with pytest.raises(InputError, match="No such file"):
        read_sentences(tmp_path / "nowhere", the_pack())
    (tmp_path / "latin").write_bytes("memberOf: [s:Müller] joined [o:B].".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8 at byte 14"):
        read_sentences(tmp_path / "latin", the_pack())


def pack_file(folder: Path) -> Path:
    path = folder / "pack.ttl"
    path.write_text(
        '@prefix l2: <https://w3id.org/l2graph/ontology#> .\nl2:memberOf l2:example "[s:Elf] joined [o:the Oneworld Alliance]." .\n'
    )
    return path


def test_examples_are_written_below_a_pack_and_read_back(tmp_path: Path) -> None:
    path = pack_file(tmp_path)
    hostile = 'He said "[s:Ada \\\\ Co]" joined [o:the Pact]: \\[sic\\]\u0007'
    text = with_examples(
        path, {"memberOf": [hostile, "[s:Elf] joined [o:the Oneworld Alliance]."]}, {"memberOf": ["[s:A] left [o:B]."]}, load_pack([path])
    )
    write_pack(path, text)
    taught = load_pack([path]).properties["memberOf"]
    assert hostile in {e.text for e in taught.examples}
    assert "[s:A] left [o:B]." in {e.text for e in taught.counter_examples}
    assert text.count("joined [o:the Oneworld Alliance]") == 1, "what the pack has is not written again"


def test_a_pack_that_cannot_be_written_stays(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="choose another place"):
        write_pack(tmp_path / "nowhere" / "pack.ttl", "")
