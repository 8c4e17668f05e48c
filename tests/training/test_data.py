"""Public corpora are read as what they say, and no more: small files by hand, no torch."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

data = pytest.importorskip("training.data", reason="the folder training/ is part of a checkout only")

CONLLU = """# newdoc id = a
# text = Berg sold it.
1\tBerg\tBerg\tPROPN\tNNP\t_\t2\tnsubj\t_\t{berg}
2\tsold\tsell\tVERB\tVBD\t_\t0\troot\t_\t_
2.1\tnothing\tnothing\tX\tX\t_\t_\t_\t_\t_
3-4\tit.\t_\t_\t_\t_\t_\t_\t_\t_
3\tit\tit\tPRON\tPRP\t_\t2\tobj\t_\t{it}
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# text = She left.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_

# newdoc id = b
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def conllu(folder: Path, name: str = "en_ewt.conllu", *, berg: str = "_", it: str = "_") -> Path:
    return write(folder, name, CONLLU.format(berg=berg, it=it))


def tags(words: object) -> list[str]:
    """Write each word's allowed tags in one string, `?` for any."""
    return ["?" if names == data.ANY else "/".join(sorted(names)) for names in words.names]  # type: ignore[attr-defined]


def test_words_are_read_without_multiword_and_empty_ones(tmp_path: Path) -> None:
    (new, first), (second_new, second), (third_new, _) = data.read_conllu(conllu(tmp_path))
    assert (new, second_new, third_new) == (True, False, True)
    assert first.forms == ["Berg", "sold", "it", "."]
    assert (first.upos, first.xpos) == (["PROPN", "VERB", "PRON", "PUNCT"], ["NNP", "VBD", "PRP", "."])
    assert (first.heads, first.deps) == ([1, -1, 1, 1], ["nsubj", "root", "obj", "punct"])
    assert first.lemmas == ["Berg", "sell", "it", "."]
    assert second.starts == [True, False]


def test_a_treebank_without_names_tells_where_there_are_some(tmp_path: Path) -> None:
    first = data.chunks(data.read_conllu(conllu(tmp_path)), 1, random.Random(0))[0]
    assert first.names == [data.NAME, data.ANY, data.ANY, frozenset({"O"})]  # Berg is a name of some class, the full stop none


def test_gum_names_proper_nouns_and_their_class(tmp_path: Path) -> None:
    path = conllu(tmp_path, "en_gum.conllu", berg="Entity=(1-person-giv:act-1-sgl-Anna_Berg)", it="Entity=(2-object)")
    assert tags(next(iter(data.read_conllu(path)))[1]) == ["B-PER", "O", "O", "O"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("(1-person-x)", [(True, "1", "person", True)]),
        ("(1-person-x(2-place", [(True, "1", "person", False), (True, "2", "place", False)]),
        ("2)1)", [(False, "2", "", True), (False, "1", "", True)]),
        ("", []),
    ],
)
def test_gums_brackets_are_read(text: str, events: list[tuple[bool, str, str, bool]]) -> None:
    assert data._events(text) == events


def test_a_nested_name_keeps_its_class(tmp_path: Path) -> None:
    rows = [
        "1\tthe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(1-organization-new",
        "2\tGraz\tGraz\tPROPN\tNNP\t_\t3\tcompound\t_\tEntity=(2-place-new)",
        "3\tUniversity\tUniversity\tPROPN\tNNP\t_\t0\troot\t_\tEntity=1)",
        "4\twon\twin\tVERB\tVBD\t_\t3\tacl\t_\t_",
    ]
    path = write(tmp_path, "gum.conllu", "\n".join(rows) + "\n")
    assert tags(next(iter(data.read_conllu(path)))[1]) == ["O", "B-LOC", "I-ORG", "O"]


def test_neighbours_are_joined_within_a_document(tmp_path: Path) -> None:
    joined = data.chunks_of_documents(conllu(tmp_path))
    assert [words.forms for words in joined] == [["Berg", "sold", "it", ".", "She", "left"], ["Yes"]]
    assert joined[0].starts == [True, False, False, False, True, False]
    assert joined[0].heads == [1, -1, 1, 1, 5, -1]


def test_nothing_is_lost_however_chunks_are_cut(tmp_path: Path) -> None:
    for seed in range(5):
        found = data.chunks(data.read_conllu(conllu(tmp_path)), 5, random.Random(seed))
        assert [form for words in found for form in words.forms] == ["Berg", "sold", "it", ".", "She", "left", "Yes"]
        assert all(-1 <= head < len(words.forms) for words in found for head in words.heads)


def test_names_in_two_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "wnut17-train.conll", "Anna\tB-person\nBerg\tI-person\nate\tO\n\nFalk\tB-corporation\nGraz\tB-location\n")
    assert [tags(words) for words in data.read_bio(path)] == [["B-PER", "I-PER", "O"], ["B-ORG", "B-LOC"]]


def test_iob1_begins_a_name_without_saying_so(tmp_path: Path) -> None:
    path = write(tmp_path, "wikigold.conll", "Anna I-PER\nBerg I-PER\nGraz I-LOC\nis O\n")
    assert tags(next(iter(data.read_bio(path)))) == ["B-PER", "I-PER", "B-LOC", "O"]


def test_a_corpus_that_marks_no_products_says_nothing_against_them(tmp_path: Path) -> None:
    path = write(tmp_path, "btc-train.conll", "Anna B-PER\nbuys O\n")
    assert tags(next(iter(data.read_bio(path)))) == ["B-PER", "B-MISC/B-PROD/B-TECH/I-MISC/I-PROD/I-TECH/O"]


def test_iob2_has_numbers_and_comments(tmp_path: Path) -> None:
    path = write(tmp_path, "uner.iob2", "# text = In Graz\n1\tIn\tO\t-\t-\n2\tGraz\tB-LOC\t-\t-\n")
    assert [(words.forms, tags(words)) for words in data.read_bio(path)] == [(["In", "Graz"], ["O", "B-LOC"])]


def test_a_label_that_may_mean_two_classes_allows_both() -> None:
    assert data.allowed("B", "magazine") == {"B-MISC", "B-ORG"}
    assert data.allowed("I", "algorithm") == {"O", "I-MISC", "I-TECH"}
    with pytest.raises(KeyError):
        data.allowed("B", "a class that nobody has mapped")


def test_runs_that_are_names_are_read_off_tags() -> None:
    wikigold = [data.allowed("B", "PER"), data.allowed("I", "PER"), frozenset({"O"}), data.allowed("B", "product")]
    assert data.spans_of_tags(wikigold) == {
        (0, 1): {"Person"},
        (3, 3): {"Product", "ProductLine", "Camera", "Lens", "Technology", "Standard", "Mount"},
    }
    doubtful = [data.allowed("B", "algorithm"), data.allowed("I", "algorithm")]
    assert "" in data.spans_of_tags(doubtful)[0, 1]


def test_what_says_nothing_of_some_classes_says_nothing_of_runs(tmp_path: Path) -> None:
    write(tmp_path, "redocred-dev.json", "[]")
    write(tmp_path, "btc-train.conll", "Anna B-PER\nleft O\n")
    write(tmp_path, "wnut17-train.conll", "Berg\tB-person\nleft\tO\n")
    spans = {words.forms[0]: words.spans for words in data.name_sentences(tmp_path)}
    assert spans == {"Anna": None, "Berg": {(0, 0): frozenset({"Person"})}}


def test_redocred(tmp_path: Path) -> None:
    document = {
        "sents": [["Anna", "Berg", "left", "in", "1999", "."], ["Falk", "won"]],
        "vertexSet": [
            [{"type": "PER", "pos": [0, 2], "sent_id": 0}],
            [{"type": "TIME", "pos": [4, 5], "sent_id": 0}],
            [{"type": "ORG", "pos": [0, 1], "sent_id": 1}],
        ],
    }
    path = write(tmp_path, "redocred-dev.json", json.dumps([document]))
    assert [tags(words) for words in data.read_redocred(path)] == [["B-PER", "I-PER", "O", "O", "O", "O"], ["B-ORG", "O"]]


def test_what_is_measured_with_is_not_trained_on(tmp_path: Path) -> None:
    write(tmp_path, "redocred-dev.json", "[]")
    write(tmp_path, "wnut17-train.conll", "Anna\tB-person\n")
    write(tmp_path, "crossner-ai-dev.txt", "Graz B-location\n")
    write(tmp_path, "wnut17-dev.conll", "Secret\tB-person\n")
    write(tmp_path, "uner-ewt-dev.iob2", "1\tSecret\tB-PER\n")
    assert [words.forms for words in data.name_sentences(tmp_path)] == [["Graz"], ["Anna"]]


@pytest.mark.parametrize(
    ("bio", "found"),
    [
        ([], set()),
        (["O", "O"], set()),
        (["B-PER", "I-PER", "O"], {(0, 2, "PER")}),
        (["I-PER", "B-PER", "I-ORG"], {(0, 1, "PER"), (1, 2, "PER"), (2, 3, "ORG")}),
    ],
)
def test_tags_are_read_as_spans(bio: list[str], found: set[tuple[int, int, str]]) -> None:
    scores = pytest.importorskip("training.scores")
    assert scores.spans(bio) == found


@pytest.mark.parametrize(("counts", "score"), [((0, 0, 0), 0.0), ((5, 5, 5), 1.0), ((0, 3, 4), 0.0), ((2, 4, 4), 0.5)])
def test_f_score(counts: tuple[int, int, int], score: float) -> None:
    assert pytest.importorskip("training.scores").f_score(*counts) == score


def test_the_network_gives_every_layer_for_every_word(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="torch is needed for training only")
    transformers = pytest.importorskip("transformers")
    network = pytest.importorskip("training.network")
    config = transformers.BertConfig(
        vocab_size=30, hidden_size=network.HIDDEN, num_hidden_layers=3, num_attention_heads=6, intermediate_size=8
    )
    transformers.BertModel(config).save_pretrained(tmp_path)
    made = network.Network(tmp_path, upos=3, xpos=4, feats=6, deps=5, names=7).eval()
    index = torch.tensor([[1, 2, 3]])
    outputs = made(torch.tensor([[1, 2, 3, 4, 5]]), torch.ones(1, 5, dtype=torch.long), index, torch.zeros_like(index))
    sizes = [tuple(output.shape) for output in outputs]
    assert sizes == [
        (1, 3), (1, 3, 3), (1, 3, 4), (1, 3, 6), (1, 3, 7), (1, 3), (1, 3, network.FEATURES), (1, 3, 4),
        (1, 4, network.LABEL), (1, 3, network.LABEL),
    ]  # fmt: skip
